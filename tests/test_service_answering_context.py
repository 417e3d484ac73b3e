"""A passage is about the country or the heading that stands before it."""

from collections.abc import Iterator

import pytest

from corpus.ready import ready_article
from service.answering.context import before
from service.answering.countries import countries, of_country
from service.compose import Service
from tests.fakes_service import serving

FILLER = "Thư viện công có phòng đọc, phòng mượn và một kho sách chung cho mọi người dân. " * 12
ABROAD = ready_article(
    "Thư viện ở vài nước",
    f"Hàn Quốc có mạng lưới thư viện dày đặc.\n{FILLER}\n"
    "Giám thư trưởng được bổ nhiệm 6 năm và không được giữ quá hai kỳ.\n"
    f"Thái Lan đi sau vài năm.\n{FILLER}\n"
    "Thẻ đọc sách có giá trị 18 tháng kể từ ngày cấp.",
    name="abroad",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("abroad"), ABROAD) as made:
        yield made


def test_a_passage_is_about_the_country_named_last_before_it(service: Service) -> None:
    answer = service.answer("Thẻ đọc sách ở Thái Lan có giá trị bao nhiêu tháng?")
    assert answer.short_answer == "18 tháng"
    assert {c.title for c in answer.citations} == {ABROAD.title}
    assert service.answer("Thẻ đọc sách ở Hàn Quốc có giá trị bao nhiêu tháng?").abstained
    assert service.answer("Thẻ đọc sách ở Nhật Bản có giá trị bao nhiêu tháng?").abstained


def test_the_last_country_before_a_place() -> None:
    text = ABROAD.text
    assert before(ABROAD, text.index("Giám thư trưởng")) == {"han quoc"}
    assert before(ABROAD, text.index("Thẻ đọc")) == {"thai lan"}
    assert before(ABROAD, 0) == frozenset()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ở Úc và New Zealand", {"australia", "new zealand"}),
        ("Các bang của Hoa Kỳ", {"my"}),
        ("Tại Mỹ, ở Anh, nước Ý", {"my", "anh", "y"}),
        ("Các anh ở Mỹ Tho", set()),
        ("nước ta và Trung Hoa", {"viet nam", "trung quoc"}),
        ("o han quoc", {"han quoc"}),
        ("O Han Quoc va thuy dien", {"han quoc", "thuy dien"}),
        ("Nhà máy thủy điện", set()),
    ],
)
def test_a_country_has_one_of_its_names(text: str, named: set[str]) -> None:
    assert countries(text) == named


def test_what_is_of_a_country() -> None:
    assert of_country("luat nha giao cua trung quoc") == ("luat nha giao", "trung quoc")
    assert of_country("luat nha giao") is None
