"""When a document was issued, by whom and from when it holds, over a small store."""

from collections.abc import Iterator

import pytest

from corpus.ready import ready_article
from service.compose import Service
from tests.fakes_service import serving

LAW = ready_article(
    "Quốc hội thông qua Luật Thư viện số",
    "Ngày 12/6/2031, Quốc hội thông qua Luật Thư viện số số 77/2031/QH15. "
    "Luật có 6 chương và có hiệu lực thi hành từ ngày 01/01/2032. Chủ tịch Quốc hội Trần Văn An "
    "ký Luật số 77/2031/QH15.",
    name="law",
)
DECREE = ready_article(
    "Nghị định số 88/2031/NĐ-CP: quy định về thẻ đọc",
    "Ngày 20/9/2031, Chính phủ ban hành Nghị định số 88/2031/NĐ-CP về thẻ đọc, có hiệu lực từ "
    "ngày 15/11/2031. Hai văn bản khác là Nghị định số 87/2031/NĐ-CP ngày 01/9/2031 và Luật Lưu "
    "trữ số 79/2031/QH15, có hiệu lực từ ngày 01/7/2032. Nghị định số 70 hết hiệu lực từ ngày "
    "14/11/2031.",
    name="decree",
)
OTHER = ready_article(
    "Hội chợ sách mở cửa",
    "Hội chợ sách Giang Sơn mở cửa ngày 03/3/2031 với 120 gian hàng và nhiều tọa đàm cho bạn đọc.",
    name="fair",
)


MAPS = ready_article(
    "Góp ý vào dự thảo Luật Bản đồ",
    "Pháp lệnh Bản đồ có hiệu lực từ ngày 01/7/2014, là cơ sở của việc đo vẽ trong cả nước.",
    name="maps",
)
RESOLUTIONS = ready_article(
    "Hai nghị quyết về đọc sách",
    "Nghị quyết số 91-NQ/TW ngày 30/4/2031 của Bộ Chính trị nói về sách in. Hội nghị phổ biến Nghị "
    "quyết số 92-NQ/TW họp tại Giang Sơn; thay mặt Ban Bí thư, ngày 04/5/2031 ông Lê Văn Bình ký "
    "Nghị quyết số 92-NQ/TW về sách nói.",
    name="resolutions",
)
ARCHITECTURE = ready_article(
    "Về Luật Kiến trúc",
    "Nghị quyết số 8/2030/QH15 ngày 04/02/2030 đưa dự án Luật Kiến trúc vào chương trình năm sau. "
    "Luật Kiến trúc được Quốc hội khóa XV, kỳ họp thứ 4 thông qua ngày 15/3/2031, có hiệu lực thi "
    "hành từ ngày 01/7/2032. Luật Kiến trúc điện tử thông qua ngày 16/4/2031 nói về việc khác.",
    name="architecture",
)
NAMESAKES = ready_article(
    "Hai nghị quyết mang số 95",
    "Ngày 01/4/2031, Chính phủ ban hành Nghị quyết số 95/NQ-CP về sách giấy.\n"
    "Ngày 22/8/2031, Bộ Chính trị ban hành Nghị quyết số 95-NQ/TW về sách nói.",
    name="namesakes",
)
SCHEME = ready_article(
    "Đề án 09 về sách nói",
    "Ngày 06/02/2031, Thủ tướng Chính phủ ký Quyết định số 09/QĐ-TTg phê duyệt Đề án phát triển "
    "sách nói cho người cao tuổi, gọi tắt là Đề án 09. Tổ về Đề án 09 do Bộ trưởng Bộ Sách làm Tổ "
    "trưởng. Ngày 08/02/2031, Thủ tướng Chính phủ phê duyệt Chương trình sách nói quốc gia bằng "
    "Quyết định số 10/QĐ-TTg.",
    name="scheme",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(
        tmp_path_factory.mktemp("documents"),
        LAW,
        DECREE,
        OTHER,
        MAPS,
        RESOLUTIONS,
        ARCHITECTURE,
        NAMESAKES,
        SCHEME,
    ) as made:
        yield made


@pytest.mark.parametrize(
    ("question", "short", "name"),
    [
        ("Luật Thư viện số có hiệu lực từ ngày nào?", "01/01/2032", "law"),
        ("luat thu vien so co hieu luc khi nao", "01/01/2032", "law"),
        ("77/2031/QH15 có hiệu lực từ khi nào", "01/01/2032", "law"),
        ("Nghị định 88/2031/NĐ-CP có hiệu lực từ ngày nào?", "15/11/2031", "decree"),
        ("Luật Lưu trữ có hiệu lực từ ngày nào?", "01/7/2032", "decree"),
        ("Luật Lưu trữ năm 2031 có hiệu lực từ ngày nào?", "01/7/2032", "decree"),
        ("Cho tôi hỏi khi nào Luật Lưu trữ có hiệu lực?", "01/7/2032", "decree"),
        ("Khi nào Luật Lưu trữ bắt đầu có hiệu lực?", "01/7/2032", "decree"),
        ("Luật Lưu trữ áp dụng từ hôm nào?", "01/7/2032", "decree"),
        ("Nghị định 70 về thẻ đọc hết hiệu lực khi nào?", "14/11/2031", "decree"),
        ("Nghị định 88/2031/NĐ-CP được ban hành ngày nào?", "20/9/2031", "decree"),
        ("Nghị định 88/2031/NĐ-CP do Quốc hội ban hành ngày nào?", "20/9/2031", "decree"),
        ("nghi dinh 88 ban hanh ngay nao", "20/9/2031", "decree"),
        ("Nghị định 87/2031/NĐ-CP ban hành khi nào?", "01/9/2031", "decree"),
        ("Nghị định 88/2031/NĐ-CP do ai ban hành?", "Chính phủ", "decree"),
        ("Nghị quyết 91-NQ/TW của ai?", "Bộ Chính trị", "resolutions"),
        ("nghi quyet 91 do ai ban hanh", "Bộ Chính trị", "resolutions"),
        ("Ai ban hành Nghị quyết 92-NQ/TW?", "Ban Bí thư", "resolutions"),
        ("Nghị quyết 92-NQ/TW ban hành ngày nào?", "ngày 04/5/2031", "resolutions"),
        ("Cơ quan nào ban hành Nghị định 88/2031/NĐ-CP?", "Chính phủ", "decree"),
        ("88/2031/nđ-cp", "thẻ đọc", "decree"),
        ("nđ88 do ai ban hành", "Chính phủ", "decree"),
        ("Nghị định 88 ban hành của cơ quan nào?", "Chính phủ", "decree"),
        ("Luật Thư viện số được thông qua ngày nào?", "12/6/2031", "law"),
        ("luat thu vien so ban hanh khi nao", "12/6/2031", "law"),
        ("Luật Kiến trúc được Quốc hội thông qua ngày nào?", "15/3/2031", "architecture"),
        ("Nghị quyết 95 về sách nói ban hành ngày nào?", "22/8/2031", "namesakes"),
        ("nghi quyet 95 ve sach giay ban hanh khi nao", "01/4/2031", "namesakes"),
        ("Quyết định 09 do ai ký?", "Thủ tướng Chính phủ", "scheme"),
        ("Nghị quyết 92 ngày bao nhiêu?", "04/5/2031", "resolutions"),
        ("Đề án 09 do ai ban hành?", "Thủ tướng Chính phủ", "scheme"),
        ("de an 09 ban hanh ngay nao", "06/02/2031", "scheme"),
        ("Đề án 09 là gì?", "Đề án phát triển sách nói cho người cao tuổi", "scheme"),
        ("QĐ 10 về gì?", "Chương trình sách nói quốc gia", "scheme"),
        ("Nghị định 88 quy định về việc gì?", "thẻ đọc", "decree"),
    ],
)
def test_what_a_document_is_asked(service: Service, question: str, short: str, name: str) -> None:
    answer = service.answer(question)
    assert short in (answer.short_answer or "")
    assert service.store.get(answer.citations[0].article_id).article.name == name


@pytest.mark.parametrize(
    "question",
    [
        "Luật Thư viện có hiệu lực từ ngày nào ở Hà Bắc?",
        "Luật Giá có hiệu lực từ ngày nào?",
        "Nghị định 87/2031/NĐ-CP có hiệu lực từ ngày nào?",
        "Nghị định 99/2031/NĐ-CP có hiệu lực từ ngày nào?",
        "Luật Bản đồ có hiệu lực từ ngày nào?",
    ],
)
def test_another_date_is_no_answer(service: Service, question: str) -> None:
    assert service.answer(question).abstained


def test_who_issued_a_document_did_not_sign_it(service: Service) -> None:
    assert service.answer("Ai ký Nghị định 88/2031/NĐ-CP?").abstained
    signed = service.answer("Luật 77/2031/QH15 do ai ký?")
    assert signed.short_answer == "Trần Văn An"


def test_of_documents_of_one_number_each_is_told_the_newest_first(service: Service) -> None:
    answer = service.answer("Nghị quyết 95 của ai?")
    assert answer.short_answer == "Bộ Chính trị; Chính phủ"
    assert len(answer.citations) == 2
    answer = service.answer("Nghị quyết 95 ban hành ngày nào?")
    assert answer.short_answer == "Ngày 22/8/2031; Ngày 01/4/2031"
