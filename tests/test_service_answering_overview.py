"""Broad questions get the points of the article on their subject, or the tasks somebody sets."""

from collections.abc import Iterator

import pytest

from corpus.ready import ready_article
from service.answering.orders import POINTS
from service.answering.overview import is_broad
from service.answering.question import understand
from service.compose import Service
from tests.fakes_service import serving

RESOLUTION = ready_article(
    "Tỉnh ủy Hòa Bắc ban hành Nghị quyết số 12-NQ/TU về đọc sách",
    "Ngày 05/3/2025, Tỉnh ủy Hòa Bắc ban hành Nghị quyết số 12-NQ/TU về phát triển văn hóa đọc.\n"
    "Nghị quyết gồm 4 nhóm nhiệm vụ do các sở, ngành của tỉnh cùng thực hiện.\n"
    "Mục tiêu đến năm 2027 là mỗi xã có một thư viện mở cửa cả ngày nghỉ.\n"
    "Tỉnh đặt mục tiêu 60% học sinh mượn ít nhất năm cuốn sách trong một năm học.\n"
    "Kinh phí thực hiện lấy từ ngân sách tỉnh và đóng góp của các nhà xuất bản.",
    name="resolution",
    published="2025-03-06",
)
CARRIED_OUT = ready_article(
    "Kế hoạch số 40/KH-UBND thực hiện Nghị quyết số 12-NQ/TU của Tỉnh ủy Hòa Bắc",
    "Ủy ban nhân dân tỉnh Hòa Bắc ban hành Kế hoạch số 40/KH-UBND để thực hiện nghị quyết.\n"
    "Kế hoạch phân công mười hai đơn vị và nêu thời hạn của từng việc trong hai năm.",
    name="plan",
)
MEETING = ready_article(
    "Hòa Bắc họp về thư viện số",
    "Sáng 17/5/2025, Chủ tịch UBND tỉnh Trần Văn An chủ trì cuộc họp về thư viện số của tỉnh.\n"
    "Chủ tịch UBND tỉnh Trần Văn An yêu cầu Sở Văn hóa hoàn thành kho sách số trước ngày "
    "30/6/2025.\n"
    "Ông đề nghị các huyện bố trí người trực thư viện số vào buổi tối và ngày nghỉ.\n"
    "Giám đốc Sở Văn hóa Lê Thị Bình đề nghị tỉnh bổ sung máy chủ cho thư viện số.",
    name="meeting",
    published="2025-05-17",
)
PROVINCE = ready_article(
    "Thái Nguyên họp phiên thứ nhất Ban Chỉ đạo đọc sách",
    "Chiều 21/02, Ban Chỉ đạo đọc sách tỉnh Thái Nguyên họp phiên thứ nhất tại trụ sở Tỉnh ủy.\n"
    "Ban Chỉ đạo nghe báo cáo về số sách được mượn trong cả năm trước của toàn tỉnh.\n"
    "Bí thư Tỉnh ủy Lê Văn Bình yêu cầu mỗi huyện mở thêm hai phòng đọc cho trẻ em trong năm nay.\n"
    "Đồng chí đề nghị các trường học cho mượn sách vào cả dịp hè.",
    name="province",
)

ASKING = ready_article(
    "Vì sao tỉnh Hòa Bắc cần đọc sách?",
    "Đọc sách giúp học sinh ở vùng cao có thêm vốn từ khi đến lớp.\n"
    "Thư viện của nhiều trường mới có vài trăm cuốn và đã cũ.",
    name="asking",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(
        tmp_path_factory.mktemp("overview"), CARRIED_OUT, RESOLUTION, MEETING, PROVINCE, ASKING
    ) as made:
        yield made


@pytest.mark.parametrize(
    "question", ["Tóm tắt Nghị quyết 12-NQ/TU", "Nội dung chính của Nghị quyết số 12-NQ/TU là gì?"]
)
def test_a_summary_is_of_the_article_on_the_document(service: Service, question: str) -> None:
    answer = service.answer(question)
    assert {citation.title for citation in answer.citations} == {RESOLUTION.title}
    assert 3 <= len(answer.citations) <= POINTS
    assert answer.short_answer is None
    starts = [citation.start for citation in answer.citations]
    assert starts == sorted(starts)
    assert all(c.quote == RESOLUTION.text[c.start : c.end] for c in answer.citations)


def test_what_is_asked_for_is_what_is_given(service: Service) -> None:
    answer = service.answer("Nghị quyết 12-NQ/TU đặt ra những mục tiêu gì?")
    assert len(answer.citations) == 2
    assert all("ục tiêu" in citation.quote for citation in answer.citations)


def test_the_tasks_of_the_one_named(service: Service) -> None:
    answer = service.answer("Chủ tịch UBND tỉnh yêu cầu gì về thư viện số?")
    assert "trước ngày 30/6/2025" in answer.answer
    assert "bố trí người trực" in answer.answer
    assert "máy chủ" not in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Bí thư Tỉnh ủy Thái Nguyên nhấn mạnh điều gì tại phiên họp ngày 21/02?",
        "Bí thư Tỉnh ủy yêu cầu những gì tại phiên họp 21/2/2025?",
        "bi thu tinh uy chi dao gi tai phien hop thu nhat ban chi dao doc sach",
    ],
)
def test_the_tasks_set_at_an_event_are_those_of_its_article(
    service: Service, question: str
) -> None:
    answer = service.answer(question)
    assert {citation.title for citation in answer.citations} == {PROVINCE.title}
    assert "hai phòng đọc" in answer.answer
    assert "dịp hè" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Bí thư Tỉnh ủy Lai Châu nhấn mạnh điều gì tại phiên họp ngày 21/02?",
        "Bí thư Tỉnh ủy yêu cầu những gì tại phiên họp ngày 20/3/2031?",
        "Chủ tịch UBND tỉnh nhấn mạnh những gì tại cuộc họp ngày 17/5/2024 về thư viện số?",
    ],
)
def test_another_province_or_day_is_another_event(service: Service, question: str) -> None:
    assert service.answer(question).abstained


def test_the_tasks_of_a_unit(service: Service) -> None:
    answer = service.answer("Chủ tịch UBND tỉnh yêu cầu Sở Văn hóa làm gì?")
    assert len(answer.citations) == 1
    assert "kho sách số" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Tại phiên họp 21/02 Bí thư Tỉnh ủy yêu cầu những ai làm gì?",
        "Tai phien hop 21/2, bi thu tinh uy yeu cau don vi nao lam gi",
    ],
)
def test_the_event_may_be_named_first_and_the_unit_be_anybody(
    service: Service, question: str
) -> None:
    answer = service.answer(question)
    assert {citation.title for citation in answer.citations} == {PROVINCE.title}
    assert "hai phòng đọc" in answer.answer


def test_the_day_of_a_meeting_may_be_that_of_the_article(service: Service) -> None:
    answer = service.answer("Lê Thị Bình đề nghị gì tại cuộc họp ngày 17/5/2025?")
    assert "bổ sung máy chủ" in answer.answer
    assert "kho sách" not in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Tóm tắt Nghị quyết 99-NQ/TU",
        "Tóm tắt Luật Hàng hải",
        "Chủ tịch UBND tỉnh chỉ đạo gì về nuôi tôm?",
    ],
)
def test_no_article_on_the_subject_is_no_answer(service: Service, question: str) -> None:
    assert service.answer(question).abstained


@pytest.mark.parametrize(
    ("question", "broad"),
    [
        ("Tóm tắt Nghị quyết 57", True),
        ("tom tat luat can cuoc", True),
        ("Luật Dữ liệu quy định những gì?", True),
        ("Thủ tướng chỉ đạo gì về Đề án 06?", True),
        ("Những chỉ đạo của Thủ tướng về chuyển đổi số?", True),
        ("Tình hình cháy nổ năm 2023 ra sao?", True),
        ("Nghị quyết 57-NQ/TW ban hành ngày nào?", False),
        ("Ai chủ trì phiên họp?", False),
        ("Luật Dữ liệu có hiệu lực từ ngày nào?", False),
    ],
)
def test_broad_questions_are_told_from_others(question: str, broad: bool) -> None:
    assert is_broad(question) is broad


def test_artificial_intelligence_is_not_who() -> None:
    assert understand("Đạo luật AI quy định những gì?").kind == "what"
    assert "ai" in understand("Đầu tư cho AI là bao nhiêu?").content.split()
    assert understand("Ai chủ trì phiên họp?").kind == "person"


@pytest.mark.parametrize(
    "question",
    [
        "Phiên họp thứ nhất Ban Chỉ đạo đọc sách Thái Nguyên bàn về nội dung gì?",
        "phien hop thu nhat thai nguyen nghe nhung gi",
        "Nội dung phiên họp 21/02 Thái Nguyên là gì?",
    ],
)
def test_what_an_event_is_about(service: Service, question: str) -> None:
    answer = service.answer(question)
    assert [c.quote for c in answer.citations] == [
        "Ban Chỉ đạo nghe báo cáo về số sách được mượn trong cả năm trước của toàn tỉnh."
    ]


def test_what_another_event_is_about_is_not_told(service: Service) -> None:
    assert service.answer("Phiên họp ngày 30/12 của Thái Nguyên bàn về nội dung gì?").abstained


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Mục tiêu của Nghị quyết 12-NQ/TU là gì?", "60% học sinh"),
        ("Mục tiêu của Nghị quyết 12 đến năm 2027 là gì?", "mỗi xã có một thư viện"),
        ("Chủ tịch UBND tỉnh nói gì ở cuộc họp 17/5/2025?", "trước ngày 30/6/2025"),
        ("Kế hoạch 40 và nghị quyết khác nhau thế nào?", "mười hai đơn vị"),
    ],
)
def test_points_are_asked_for_in_many_words(service: Service, question: str, said: str) -> None:
    answer = service.answer(question)
    assert said in answer.answer
    assert answer.short_answer is None


def test_a_question_that_is_an_articles_title_gets_how_it_begins(service: Service) -> None:
    answer = service.answer("Vì sao tỉnh Hòa Bắc cần đọc sách")
    assert answer.citations[0].quote.startswith("Đọc sách giúp học sinh")


@pytest.mark.parametrize(
    "question",
    [
        "Sở Văn hóa phải làm gì?",
        "so van hoa duoc giao viec gi",
        "Sở Văn hóa được giao nhiệm vụ gì về thư viện số?",
    ],
)
def test_the_tasks_that_a_body_was_given(service: Service, question: str) -> None:
    answer = service.answer(question)
    assert "hoàn thành kho sách số" in answer.answer
    assert len(answer.citations) == 1


def test_a_body_of_a_longer_name_was_given_other_tasks(service: Service) -> None:
    assert service.answer("Văn hóa phải làm gì?").abstained
