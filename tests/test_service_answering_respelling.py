"""A question is read with its dates and numbers as the articles found write them."""

import pytest

from service.answering.respelling import respelled
from tests.fakes_service import make_hit


@pytest.mark.parametrize(
    ("question", "text", "read"),
    [
        ("Ngày 30 tháng 11 năm 2031 có gì?", "Ngày 30/11/2031, hội mở.", "ngày 30/11/2031 có gì?"),
        (
            "Ngày 30/11/2031 có gì?",
            "Ngày 30 tháng 11 năm 2031.",
            "ngày 30 tháng 11 năm 2031 có gì?",
        ),
        ("Ngày 30/11/2031 có gì?", "Ngày 30/11/2031 họp.", "Ngày 30/11/2031 có gì?"),
        ("Ngày 30/11/2031 có gì?", "Không có ngày ấy.", "Ngày 30/11/2031 có gì?"),
        ("Ai chi 2 triệu đồng?", "Xã chi 2.000.000 đồng.", "Ai chi 2.000.000 đồng?"),
        ("Ai chủ trì?", "Xã chi 2.000.000 đồng.", "Ai chủ trì?"),
    ],
)
def test_as_a_hit_writes_it(question: str, text: str, read: str) -> None:
    assert respelled(question, [make_hit("Trang khác."), make_hit(text)]) == read
    assert respelled(question, []) == question


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("Cấp thẻ thư viện mất bao lâu?", "Thời hạn Cấp thẻ thư viện là bao lâu"),
        ("doi the thu vien trong may ngay", "thoi han doi the thu vien la may ngay"),
        ("Đi bộ đến thư viện mất bao lâu?", "Đi bộ đến thư viện mất bao lâu?"),
    ],
)
def test_how_long_an_office_takes_is_a_time_limit(question: str, read: str) -> None:
    assert respelled(question, []) == read
