"""What a question asks for is told by its question words, with and without diacritics."""

import pytest

from corpus.vietnamese.normal import fold
from service.answering.question import Kind, understand

CASES: list[tuple[str, Kind]] = [
    ("Tỷ trọng kinh tế số trên GDP đạt bao nhiêu phần trăm?", "percent"),
    ("Tỷ lệ hồ sơ trực tuyến là bao nhiêu?", "percent"),
    ("Doanh thu năm 2024 là bao nhiêu?", "money"),
    ("Bị phạt bao nhiêu tiền?", "money"),
    ("Người mất việc được trợ cấp mỗi tháng mấy đồng?", "money"),
    ("Doanh thu đạt bao nhiêu tỷ?", "money"),
    ("Trang web có bao nhiêu triệu người dùng?", "number"),
    ("Đấu giá viên phải học bao nhiêu tháng?", "duration"),
    ("Bác ký sắc lệnh số mấy về chữa cháy?", "document"),
    ("Nghị quyết 57 được ban hành ngày nào?", "date"),
    ("Khi nào phải hoàn thành việc sắp xếp?", "date"),
    ("Thời hạn giải quyết là bao lâu?", "duration"),
    ("Còn bao nhiêu nhiệm vụ quá hạn?", "number"),
    ("Ai chủ trì phiên họp thứ hai?", "person"),
    ("Hội nghị diễn ra ở đâu?", "place"),
    ("Ban Chỉ đạo họp phiên thứ hai khi nào?", "date"),
    ("Nhà mạng nào trúng đấu giá?", "organisation"),
    ("Đạo diễn nào làm phim về thư viện?", "person"),
    ("Vi phạm bị phạt bao nhiêu nhân dân tệ?", "money"),
    ("Tỉnh xếp hạng chuyển đổi số năm 2031 thứ mấy?", "number"),
    ("Hội họp thứ mấy trong tuần?", "date"),
    ("Miễn học phí từ năm học nào?", "date"),
    ("Địa phương nào thành lập Ban Chỉ đạo thứ ba?", "place"),
    ("Cơ quan nào ban hành Nghị quyết 57?", "organisation"),
    ("Chương trình hành động số bao nhiêu?", "document"),
    ("Có phải Chính phủ ban hành Nghị quyết 57 không?", "yesno"),
    ("Phiên xem xét có dẫn độ hay không?", "yesno"),
    ("Phiên xem xét có dẫn độ hay không do mấy thẩm phán họp?", "number"),
    ("Những địa phương nào đã thành lập Ban Chỉ đạo?", "list"),
    ("Vì sao phải tháo gỡ điểm nghẽn?", "reason"),
    ("Sao thuế thuốc lá lại cao?", "reason"),
    ("Sếp phó của cục nói về nạn buôn người tên gì?", "person"),
    ("Tế bào ung thư được gọi với cái tên gì?", "what"),
    ("Tổng Bí thư nói gì về Đề án 06?", "summary"),
    ("Đề án 06 là gì?", "definition"),
    ("57-NQ/TW", "what"),
    ("Số người chết vì cháy năm 2023", "number"),
    ("Ngày ban hành Nghị quyết 57", "date"),
    ("Thời hạn nộp hồ sơ", "duration"),
    ("Người ký Nghị quyết 57", "person"),
    ("Lệ phí cấp căn cước", "money"),
    ("Số hiệu Luật Nhà ở", "document"),
]


@pytest.mark.parametrize(("text", "kind"), CASES)
def test_kind(text: str, kind: Kind) -> None:
    assert understand(text).kind == kind


@pytest.mark.parametrize(("text", "kind"), CASES)
def test_kind_without_diacritics(text: str, kind: Kind) -> None:
    question = understand(fold(text))
    assert not question.accented
    assert question.kind == kind


def test_content_drops_question_words() -> None:
    assert understand("Số lượng vụ cháy năm 2023").content == "vụ cháy năm 2023"
    assert understand("Xin cho hỏi Nghị quyết 57 là gì ạ?").content == "nghị quyết 57"


def test_unit_is_the_counted_noun() -> None:
    assert understand("Còn bao nhiêu nhiệm vụ quá hạn?").unit == "nhiệm vụ"


def test_a_question_of_question_words_alone_keeps_something() -> None:
    assert understand("Ai?").content


@pytest.mark.parametrize(
    ("question", "kind", "unit"),
    [
        ("Tỉnh có bao nhiêu xã sau sắp xếp?", "number", "xã"),
        ("Lái xe không quá mấy giờ một ngày?", "duration", "giờ"),
        ("Niên hạn không quá bao nhiêu năm theo dự thảo?", "duration", "năm"),
        ("Tỉnh đấu giá bao nhiêu điểm mỏ?", "number", "điểm mỏ"),
        ("Luật gồm mấy chương, mấy điều?", "number", "chương"),
        ("Điều mấy của Hiến pháp quy định việc này?", "number", None),
        ("Mức phạt là bao nhiêu?", "money", None),
        ("Số vụ cháy năm 2023", "number", "vụ cháy"),
        ("Tổng số lượng hồ sơ nộp", "number", "hồ sơ"),
        ("Ban Chỉ đạo họp phiên thứ mấy?", "number", None),
        ("tinh dung thu may ca nuoc", "number", None),
        ("Lễ khai mạc vào thứ mấy?", "date", None),
    ],
)
def test_what_is_counted(question: str, kind: str, unit: str | None) -> None:
    found = understand(question)
    assert (found.kind, found.unit) == (kind, unit)
