"""What a law says of itself and of its terms: from when it holds, when it was passed."""

from collections.abc import Iterator

import pytest

from corpus.ready import ready_article
from service.answering.defining import defined_as
from service.answering.force import asks_force
from service.compose import Service
from tests.fakes_service import serving

LIBRARIES = ready_article(
    "LUẬT DỰ THẢO trình tại kỳ họp thứ 9",
    "THƯ VIỆN SỐ\n"
    "Quốc hội ban hành Luật Thư viện số.\n"
    "Điều 1. Phạm vi điều chỉnh\n"
    "Luật này quy định về tổ chức và hoạt động của thư viện số.\n"
    "Điều 2. Giải thích từ ngữ\n"
    "Trong Luật này, các từ ngữ dưới đây được hiểu như sau:\n"
    "1. Kho sách số là tập hợp sách được lưu giữ bằng phương tiện điện tử.\n"
    "2. Người mượn sách là cá nhân được thư viện cấp thẻ đọc.\n"
    "3. Thẻ đọc bao gồm:\n"
    "a) Thẻ giấy do thư viện cấp;\n"
    "b) Thẻ điện tử trong ứng dụng.\n"
    "4. Quản lý kho sách số là việc theo dõi sách vào và ra khỏi kho sách số.\n"
    "Điều 3. Quyền của người mượn\n"
    "Kho sách số được mở cửa mọi ngày cho người mượn sách có thẻ đọc.\n"
    "Điều 40. Hiệu lực thi hành\n"
    "1. Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2032, trừ Điều 12.\n"
    "2. Luật Thư viện giấy số 15/2011/QH12 ngày 20 tháng 11 năm 2011 hết hiệu lực kể từ ngày Luật "
    "này có hiệu lực thi hành.\n"
    "3. Thẻ đọc được cấp trước ngày Luật này có hiệu lực thi hành thì được dùng đến ngày 31 tháng "
    "12 năm 2034.\n"
    "Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XVII, kỳ họp thứ 9 thông "
    "qua ngày 20 tháng 11 năm 2031.",
    name="libraries",
)
CHANGING = ready_article(
    "LUẬT SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT SÁCH NÓI",
    "Quốc hội ban hành Luật sửa đổi, bổ sung một số điều của Luật Sách nói số 7/2025/QH15.\n"
    "Điều 1. Sửa đổi, bổ sung một số điều của Luật Sách nói\n"
    "1. Sửa đổi, bổ sung Điều 5 về giá sách nói.\n"
    "Điều 2. Hiệu lực thi hành\n"
    "Luật này có hiệu lực thi hành từ ngày 01 tháng 3 năm 2033.",
    name="changing",
)
NEWS = ready_article(
    "Ba mươi năm của các thư viện",
    "Luật Đọc sách được Quốc hội khóa XIII thông qua ngày 21/11/2012 và có hiệu lực từ ngày "
    "1/7/2013.\n"
    "Ngày 03/5/2014, Luật Kiểm kê sách đã được Quốc hội thông qua tại kỳ họp thứ 7.\n"
    "Luật được đăng Công báo ngày 30/5/2014 và có hiệu lực từ 01 tháng 01 năm 2015.\n"
    "Trước đó có Pháp lệnh Mượn sách thông qua ngày 30/11/1982, rồi Luật Mượn sách được thông qua "
    "ngày 11/11/2001.\n"
    "Luật Giáo khoa tại Trung Quốc có hiệu lực thi hành từ ngày 1/1/1994.\n"
    "Theo quy định hiện hành, “sách quý là sách in trước năm 1945 còn nguyên bìa”.\n"
    "Luật Đếm sách được thông qua sáng nay.\n"
    "Luật có 5 chương, 46 điều và nhiều phụ lục về cách đếm.\n"
    "Sách cũ là một trong những vấn đề của thư viện tỉnh.",
    name="news",
    published="2031-08-02",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("law"), LIBRARIES, CHANGING, NEWS) as made:
        yield made


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Luật Thư viện số có hiệu lực từ ngày nào?", "ngày 01 tháng 7 năm 2032"),
        ("luat thu vien so co hieu luc khi nao", "ngày 01 tháng 7 năm 2032"),
        ("Khi nào Luật Thư viện số năm 2031 có hiệu lực?", "ngày 01 tháng 7 năm 2032"),
        ("Luật Thư viện số được thông qua ngày nào?", "ngày 20 tháng 11 năm 2031"),
        ("Luật Thư viện giấy 2011 hết hiệu lực khi nào?", "ngày 01 tháng 7 năm 2032"),
        ("Luật số 15/2011/QH12 hết hiệu lực từ ngày nào?", "ngày 01 tháng 7 năm 2032"),
        ("Luật Sách nói sửa đổi có hiệu lực từ ngày nào?", "ngày 01 tháng 3 năm 2033"),
        ("Luật Đọc sách năm 2012 có hiệu lực từ khi nào?", "ngày 1/7/2013"),
        ("Luật Kiểm kê sách 2014 có hiệu lực từ ngày nào?", "01 tháng 01 năm 2015"),
        ("Luật Mượn sách được thông qua ngày nào?", "ngày 11/11/2001"),
        ("Luật Giáo khoa của Trung Quốc có hiệu lực từ ngày nào?", "ngày 1/1/1994"),
    ],
)
def test_a_law_holds_from_the_day_it_says_itself(
    service: Service, question: str, short: str
) -> None:
    answer = service.answer(question)
    assert answer.short_answer == short
    for citation in answer.citations:
        article = service.store.get(citation.article_id).article
        assert article.text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(
    "question",
    [
        "Luật Sách nói có hiệu lực từ ngày nào?",  # only the law that changes it is known
        "Luật Thư viện số năm 2025 có hiệu lực từ ngày nào?",
        "Luật Thư viện có hiệu lực từ ngày nào?",
        "Luật Đọc sách năm 2020 có hiệu lực từ khi nào?",
    ],
)
def test_another_law_or_year_is_abstained_from(service: Service, question: str) -> None:
    assert service.answer(question).abstained


def test_what_ends_a_law_is_quoted_with_the_day(service: Service) -> None:
    quotes = [c.quote for c in service.answer("Luật Thư viện giấy hết hiệu lực khi nào?").citations]
    assert quotes[0].startswith("1. Luật này có hiệu lực")
    assert quotes[1].startswith("2. Luật Thư viện giấy số 15/2011/QH12")


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Kho sách số là gì?", "tập hợp sách được lưu giữ bằng phương tiện điện tử"),
        ("Thế nào là kho sách số?", "tập hợp sách được lưu giữ bằng phương tiện điện tử"),
        ("kho sach so duoc hieu nhu the nao", "tập hợp sách được lưu giữ bằng phương tiện điện tử"),
        (
            "Theo Luật Thư viện số, “kho sách số” nghĩa là gì?",
            "tập hợp sách được lưu giữ bằng phương tiện điện tử",
        ),
        ("Người mượn sách là ai?", "cá nhân được thư viện cấp thẻ đọc"),
        ("Sách quý là gì?", "sách in trước năm 1945 còn nguyên bìa"),
        (
            "Quản lý kho sách số là gì theo Luật Thư viện số?",
            "việc theo dõi sách vào và ra khỏi kho sách số",
        ),
    ],
)
def test_a_term_is_what_a_sentence_that_begins_with_it_says(
    service: Service, question: str, short: str
) -> None:
    answer = service.answer(question)
    assert answer.short_answer is not None
    assert answer.short_answer.rstrip("”") == short


def test_a_definition_is_told_with_its_items(service: Service) -> None:
    quotes = [c.quote for c in service.answer("Thẻ đọc gồm những gì?").citations]
    assert [q[:2] for q in quotes] == ["3.", "a)", "b)"]


def test_what_is_only_said_of_a_thing_does_not_define_it(service: Service) -> None:
    assert service.answer("Sách cũ là gì?").abstained
    assert service.answer("Từ ngữ là gì?").abstained


@pytest.mark.parametrize(
    ("question", "sought"),
    [
        ("Thế nào là biệt phái?", "biệt phái là"),
        ("Biệt phái được hiểu như thế nào theo Luật Công chức?", "Biệt phái là luat cong chuc"),
        ("Nó là gì?", None),
        ("Nghị quyết 57 là gì?", None),
        ("Chủ tịch nước là ai?", "Chủ tịch nước là"),
        ("Lê Lợi là ai?", None),
        ("Ai là người mượn sách?", None),
    ],
)
def test_questions_for_a_definition(question: str, sought: str | None) -> None:
    assert defined_as(question) == sought


def test_when_something_holds_is_asked_in_many_ways() -> None:
    assert asks_force("Luật Đất đai bao giờ có hiệu lực thi hành?")
    assert asks_force("Từ khi nào Luật Đất đai có hiệu lực")
    assert not asks_force("Luật Đất đai có hiệu quả thế nào?")


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Luật Đếm sách có bao nhiêu điều?", "46 điều"),
        ("luat dem sach gom may chuong", "5 chương"),
    ],
)
def test_of_how_many_parts_a_law_is(service: Service, question: str, short: str) -> None:
    assert service.answer(question).short_answer == short
    assert service.answer(question.replace("Đếm", "In").replace("dem", "in")).abstained
