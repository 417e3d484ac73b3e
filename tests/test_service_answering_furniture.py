"""Questions about the page around an article are told from those about what it says."""

import pytest

from service.answering.furniture import asks_nothing, asks_of_page


@pytest.mark.parametrize(
    "question",
    [
        "Website có bao nhiêu người đang truy cập?",
        "bai viet nay co bao nhieu luot xem",
        "Hiện có mấy người online trên trang?",
        "Tổng số điểm của bài viết là bao nhiêu?",
        "Số điện thoại của tòa soạn?",
        "Tài liệu này dài bao nhiêu trang?",
        "Số điện thoại liên hệ?",
    ],
)
def test_a_question_about_the_page(question: str) -> None:
    assert asks_of_page(question)


@pytest.mark.parametrize(
    "question",
    [
        "Cổng Dịch vụ công quốc gia có bao nhiêu lượt truy cập?",
        "Website của Bộ Công an có bao nhiêu lượt truy cập mỗi ngày?",
        "Bài viết này nói về điều gì?",
        "Trang bị phòng họp trực tuyến hết bao nhiêu tiền?",
        "Tổng đài 111 có số điện thoại nào?",
    ],
)
def test_a_question_about_what_is_written(question: str) -> None:
    assert not asks_of_page(question)


@pytest.mark.parametrize(
    "question",
    [
        "Xin chào!",
        "cảm ơn bạn nhé",
        "Bạn là ai?",
        "123",
        "Bao nhiêu?",
        "Tóm tắt",
        "?",
        "Hôm nay là thứ mấy?",
    ],
)
def test_nothing_is_asked_of_the_articles(question: str) -> None:
    assert asks_nothing(question)


@pytest.mark.parametrize(
    "question",
    [
        "57-NQ/TW",
        "nq57",
        "Giáo dục",
        "Chào giá thầu là gì?",
        "Hôm nay Quốc hội họp bàn về luật nào?",
    ],
)
def test_something_is_asked_of_the_articles(question: str) -> None:
    assert not asks_nothing(question)
