"""What the articles of a law provide, and enumerations, are told whole."""

from collections.abc import Iterator

import pytest

from corpus.ready import ready_article
from service.answering.enumerated import announced_by, items, stripped
from service.compose import Service
from tests.fakes_service import make_hit, serving

LAW = ready_article(
    "Luật Thư viện số",
    "Điều 1. Phạm vi điều chỉnh\n"
    "Luật này quy định về thư viện số, quyền và nghĩa vụ của bạn đọc trong cả nước.\n"
    "Điều 7. Các hành vi bị nghiêm cấm trong thư viện số\n"
    "1. Sửa, xóa sách nói trái phép trong kho chung của thư viện.\n"
    "2. Bán lại thẻ đọc hoặc cho người khác mượn thẻ để hưởng lợi.\n"
    "Điều 9. Thẻ đọc và việc xếp hạng thẻ đọc\n"
    "1. Thẻ đọc được xếp hạng theo số sách đã đọc, bao gồm:\n"
    "a) Thẻ đồng;\n"
    "b) Thẻ bạc;\n"
    "c) Thẻ vàng.\n"
    "2. Việc xếp hạng được làm vào tháng 12 hằng năm.\n"
    "Điều 12. Trách nhiệm của Bộ Sách\n"
    "Bộ Sách xây dựng kho sách nói dùng chung và hướng dẫn các tỉnh.",
    name="law",
)
OTHER = ready_article(
    "Luật Hội chợ sách",
    "Điều 5. Các hành vi bị nghiêm cấm\n"
    "1. Dựng gian hàng lấn ra lối thoát hiểm của hội chợ.\n"
    "2. Bán sách không rõ nguồn gốc cho khách đến hội chợ.",
    name="fair",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("laws"), LAW, OTHER) as made:
        yield made


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("Những hành vi nào bị cấm trong thư viện số?", ["1. Sửa, xóa", "2. Bán lại"]),
        ("nhung hanh vi nao bi cam theo Luat Thu vien so", ["1. Sửa, xóa", "2. Bán lại"]),
        ("Luật Hội chợ sách cấm những hành vi nào?", ["1. Dựng gian", "2. Bán sách"]),
        ("Thẻ đọc gồm những hạng nào?", ["1. Thẻ đọc", "a) Thẻ", "b) Thẻ", "c) Thẻ"]),
        ("Trách nhiệm của Bộ Sách là gì?", ["Bộ Sách xây dựng"]),
    ],
)
def test_what_stands_under_the_heading(service: Service, question: str, quotes: list[str]) -> None:
    answer = service.answer(question)
    assert [c.quote[: len(q)] for c, q in zip(answer.citations, quotes, strict=True)] == quotes


def test_an_enumeration_is_the_short_answer(service: Service) -> None:
    assert (
        service.answer("Thẻ đọc gồm những hạng nào?").short_answer == "Thẻ đồng; Thẻ bạc; Thẻ vàng"
    )


@pytest.mark.parametrize(
    "question",
    [
        "Trách nhiệm của Bộ Biển là gì?",
        "Những hành vi nào bị cấm trong chăn nuôi?",
        "Nguyên tắc của Luật Thư viện số là gì?",
    ],
)
def test_a_heading_on_something_else_tells_nothing(service: Service, question: str) -> None:
    quoted = [c.quote for c in service.answer(question).citations]
    assert not any(q.startswith(("1. ", "2. ", "Bộ Sách xây")) for q in quoted)


TEXT = "Hồ sơ gồm:\na) Đơn;\nb) Ảnh.\n1. Nộp tại xã.\nThẻ có:\n- tên;\n- ảnh."


def test_the_items_of_one_style_after_what_announces_them() -> None:
    hit = make_hit(TEXT)
    found = [TEXT[slice(*span)] for span in items(hit, 0)]
    assert found == ["a) Đơn;", "b) Ảnh."]
    assert [stripped(text) for text in found] == ["Đơn", "Ảnh"]
    assert [TEXT[slice(*s)] for s in items(hit, TEXT.index("Thẻ có"))] == ["- tên;", "- ảnh."]
    assert items(hit, TEXT.index("b) Ảnh")) == []


def test_what_announces_an_item() -> None:
    hit = make_hit(TEXT)
    announcing = announced_by(hit, TEXT.index("b) Ảnh"))
    assert announcing is not None
    assert TEXT[slice(*announcing)] == "Hồ sơ gồm:"
    assert announced_by(hit, TEXT.index("1. Nộp")) is None
    assert announced_by(hit, 0) is None
