"""Who holds an office and which office a person holds, over a small store."""

from collections.abc import Iterator

import pytest

from corpus.ready import ready_article
from service.answering.offices import names_holder
from service.compose import Service
from tests.fakes_service import serving

MEETING = ready_article(
    "Tỉnh Hòa Bắc họp về thư viện số",
    "Dự họp có các đồng chí: Trần Văn An, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh; Lê Thị Bình, "
    "Giám đốc Sở Văn hóa. Phó Chủ tịch HĐND tỉnh Nguyễn Văn Cường phát biểu khai mạc. "
    "Bí thư Tỉnh ủy Phạm Thị Dung chủ trì cuộc họp. TS Hoàng Văn Em - Viện trưởng Viện Sách: thư "
    "viện số là việc của cả xã hội. Tỉnh lập Ban Chỉ đạo đọc sách, ông Vũ Văn Giang làm Trưởng "
    "Ban, bà Mai Thị Hoa làm Phó Trưởng Ban.",
    name="meeting",
)
FAIR = ready_article(
    "Hội chợ nông sản Hòa Bắc mở cửa",
    "Hội chợ nông sản Hòa Bắc mở cửa sáng thứ bảy với 120 gian hàng của 14 huyện trong tỉnh.",
    name="fair",
    published="2031-02-01",
)
# The same office in two years, offices in a list, a province that only the title names.
EARLIER = ready_article(
    "Khánh thành thư viện",
    "Chủ tịch Hội Sách Việt Nam Đỗ Văn Hải cắt băng khánh thành thư viện. Hội đồng gồm Chủ tịch "
    "nước, Chủ tịch Viện Chữ, Phó Chủ tịch Viện Chữ và các ủy viên.",
    name="earlier",
    published="2030-01-05",
)
ACADEMY = ready_article(
    "Học viện Sách Lai Châu đón bạn đọc",
    "Giám đốc Học viện Sách Lai Châu, PGS. Huỳnh Văn Quý, đón bạn đọc từ sáng sớm. Ở tỉnh Lai "
    "Châu, ông Hồ Văn Sơn, Phó Chủ tịch Hội Nhạc, và ông Võ Văn Đức, Chủ tịch Hội Chữ tỉnh, dự lễ.",
    name="academy",
    published="2031-02-05",
)
LATER = ready_article(
    "Hội Sách Việt Nam họp tại Lai Châu",
    "Chủ tịch Hội Sách Việt Nam Bùi Thị Lan chủ trì cuộc họp. Dự họp có Phó Bí thư Tỉnh ủy Đặng "
    "Văn Minh. Bộ trưởng Bộ Sách Ngô Thị Oanh gửi thư chúc mừng. "
    "Ông Đỗ Văn Hải, Viện trưởng Viện Chữ, phát biểu.",
    name="later",
    published="2031-01-05",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(
        tmp_path_factory.mktemp("offices"), MEETING, FAIR, EARLIER, ACADEMY, LATER
    ) as made:
        yield made


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Trần Văn An giữ chức vụ gì?", "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh"),
        ("Lê Thị Bình là ai?", "Giám đốc Sở Văn hóa"),
        ("Giám đốc Học viện Sách Lai Châu là ai?", "Huỳnh Văn Quý"),
        ("Chủ tịch Hội Chữ tỉnh Lai Châu là ai?", "Võ Văn Đức"),
        ("Ông Nguyễn Văn Cường giữ chức vụ gì?", "Phó Chủ tịch HĐND tỉnh"),
        ("Bà Lê Thị Bình đang đảm nhận cương vị gì?", "Giám đốc Sở Văn hóa"),
        ("PGS. TS. Hoàng Văn Em là ai?", "Viện trưởng Viện Sách"),
        ("Ai là Chủ tịch UBND tỉnh?", "Trần Văn An"),
        ("Ai là Trưởng Ban Chỉ đạo đọc sách?", "Vũ Văn Giang"),
        ("Phó Trưởng Ban Chỉ đạo đọc sách là ai?", "Mai Thị Hoa"),
        ("Giám đốc Sở Văn hóa là ai?", "Lê Thị Bình"),
        ("Phó Chủ tịch HĐND tỉnh là ai?", "Nguyễn Văn Cường"),
        ("Ban Chỉ đạo đọc sách do ai làm Trưởng Ban?", "Vũ Văn Giang"),
        ("UBND tỉnh do ai làm Chủ tịch?", "Trần Văn An"),
        ("Bí thư Tỉnh ủy tên là gì?", "Phạm Thị Dung"),
        ("giam doc so van hoa la ai", "Lê Thị Bình"),
        ("Phó Bí thư Tỉnh ủy Lai Châu là ai?", "Đặng Văn Minh"),
        ("Bộ trưởng Sách là ai?", "Ngô Thị Oanh"),
    ],
)
def test_person_and_office(service: Service, question: str, short: str) -> None:
    assert service.answer(question).short_answer == short


def test_of_two_holders_the_newer_is_named_first(service: Service) -> None:
    answer = service.answer("Chủ tịch Hội Sách Việt Nam là ai?")
    assert answer.short_answer == "Bùi Thị Lan"
    assert [c.published for c in answer.citations] == ["2031-01-05", "2030-01-05"]


def test_of_two_offices_the_newer_is_named_first(service: Service) -> None:
    answer = service.answer("Đỗ Văn Hải giữ chức gì?")
    assert answer.short_answer == "Viện trưởng Viện Chữ"
    assert [c.published for c in answer.citations] == ["2031-01-05", "2030-01-05"]


def test_an_office_in_a_list_is_no_name(service: Service) -> None:
    assert service.answer("Chủ tịch Viện Chữ là ai?").abstained


@pytest.mark.parametrize("question", ["Chủ tịch HĐND tỉnh là ai?", "HĐND tỉnh do ai làm Chủ tịch?"])
def test_a_deputy_is_not_given_for_the_office(service: Service, question: str) -> None:
    assert service.answer(question).abstained


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Tại Hội nghị, lãnh đạo Bộ công bố ba Quyết định thành lập Tổ Công tác.", False),
        ("Tại Hội nghị, Bộ trưởng Nguyễn Mạnh Hà công bố ba quyết định.", True),
        ("Dự lễ có ông Smith.", True),
    ],
)
def test_who_holds_an_office_is_told_by_a_name(sentence: str, names: bool) -> None:
    assert names_holder("Bộ trưởng Bộ Khoa học là ai?", sentence) is names
    assert names_holder("Tổ Công tác làm gì?", sentence)
