"""Yes or no is said only where the sentence says so of the same ones."""

import pytest

from service.answering.question import understand
from service.answering.short import short_answer
from tests.test_service_answering_short import ranked


@pytest.mark.parametrize(
    ("question", "sentence", "short"),
    [
        ("Kẹo có được coi là thuốc không?", "Thuốc không gồm kẹo và bánh.", "Không"),
        ("Kẹo có được coi là thuốc không ạ?", "Kẹo ngậm cũng được coi là thuốc.", "Có"),
        ("Có phải kẹo không được coi là thuốc?", "Kẹo không được coi là thuốc.", "Có"),
        ("Kẹo đã được coi là thuốc chưa?", "Kẹo chưa được coi là thuốc.", "Không"),
        ("Trẻ em có bắt buộc đọc sách không?", "Trẻ em đọc sách theo nhu cầu.", "Không"),
        ("Hòa Bắc có cấm bán sách cũ không?", "Ở Hòa Bắc được phép bán sách cũ.", "Không"),
        ("Hòa Bắc có cho phép bán sách cũ không?", "Bán sách cũ ở Hòa Bắc bị phạt.", "Không"),
        (
            "Hòa Bắc là tỉnh đầu tiên lập hội sách phải không?",
            "Hòa Bắc là tỉnh thứ ba lập hội sách.",
            "Không",
        ),
        (
            "Năm 2032 Hòa Bắc đứng thứ 7 phải không?",
            "Năm 2031 Hòa Bắc đứng thứ 7, năm 2032 đứng thứ 6.",
            "Không",
        ),
        (
            "Năm 2031 Hòa Bắc đứng thứ 7 phải không?",
            "Năm 2031 Hòa Bắc đứng thứ 7, năm 2032 đứng thứ 6.",
            "Có",
        ),
        ("Lê Văn Bình là Chủ tịch hội sách phải không?", "Chủ tịch hội sách Đỗ An đến dự.", None),
        (
            "Hội sách có 18 ban phải không?",
            "Trước khi sắp xếp, hội sách có 18 ban và 4 tổ.",
            None,
        ),
        (
            "Hòa Bắc có vượt Hòa Nam về đọc sách không?",
            "Hòa Bắc về sau Hòa Nam trong bảng đọc của cả vùng, vượt Sao Mai.",
            None,
        ),
        ("Cấp huyện có còn hoạt động không?", "Cấp huyện kết thúc hoạt động.", "Không"),
    ],
)
def test_yes_or_no(question: str, sentence: str, short: str | None) -> None:
    assert short_answer(understand(question), [ranked(sentence)]) == short
