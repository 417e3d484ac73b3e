"""What a sentence says against a question."""

import pytest

from corpus.vietnamese.tokens import terms
from service.answering.contrary import contradicts, contraries, lesser, offices


@pytest.mark.parametrize(
    ("question", "sentence", "contrary"),
    [
        ("Có bao nhiêu bộ sau sắp xếp?", "Trước sắp xếp có 18 bộ.", True),
        ("Có bao nhiêu bộ sau sắp xếp?", "Sau sắp xếp có 14 bộ, trước đó là 18.", False),
        ("Kim ngạch xuất khẩu là bao nhiêu?", "Kim ngạch nhập khẩu đạt 5 tỷ USD.", True),
        ("Xuất khẩu và nhập khẩu ra sao?", "Nhập khẩu tăng.", False),
        ("Thư viện mở cửa lúc nào?", "Thư viện mở cửa từ 8 giờ.", False),
    ],
)
def test_the_opposite_word_contradicts(question: str, sentence: str, *, contrary: bool) -> None:
    assert contradicts(contraries(terms(question)), terms(sentence)) is contrary


@pytest.mark.parametrize(
    ("question", "sentence", "is_lesser"),
    [
        ("Ai là Chủ tịch UBND tỉnh?", "Phó Chủ tịch UBND tỉnh Trần Văn An dự.", True),
        ("Ai là Chủ tịch UBND tỉnh?", "Chủ tịch và Phó Chủ tịch UBND tỉnh cùng dự.", False),
        ("Ai là Phó Chủ tịch UBND tỉnh?", "Phó Chủ tịch UBND tỉnh Trần Văn An dự.", False),
        ("Giám đốc sở là ai?", "Nguyên Giám đốc Sở Lê Thị Bình phát biểu.", True),
        ("Giám đốc sở là ai?", "Bà Lê Thị Bình phát biểu.", False),
    ],
)
def test_a_deputy_does_not_hold_the_office(
    question: str, sentence: str, *, is_lesser: bool
) -> None:
    assert lesser(offices(terms(question)), terms(sentence)) is is_lesser
