"""Clauses that ask become questions about what the first one names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vietnamese.normal import fold
from service.answering.clauses import MOST, clauses
from service.answering.comparison import parts


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "BCĐ 57 họp phiên thứ hai khi nào, ai chủ trì?",
            ("BCĐ 57 họp phiên thứ hai khi nào", "BCĐ 57 họp phiên thứ hai ai chủ trì"),
        ),
        (
            "Hội nghị diễn ra ở đâu, do ai chủ trì và có bao nhiêu đại biểu?",
            (
                "Hội nghị diễn ra ở đâu",
                "Hội nghị diễn ra do ai chủ trì",
                "Hội nghị diễn ra có bao nhiêu đại biểu",
            ),
        ),
        (
            "Ở Hòa Nam, vụ cháy xảy ra khi nào, làm chết bao nhiêu người?",
            (
                "Ở Hòa Nam, vụ cháy xảy ra khi nào",
                "Ở Hòa Nam, vụ cháy xảy ra làm chết bao nhiêu người",
            ),
        ),
        (
            "Hòa Nam có bao nhiêu xã và bao nhiêu phường?",
            ("Hòa Nam có bao nhiêu xã", "Hòa Nam có bao nhiêu phường"),
        ),
        (
            "Dân số Hòa Bắc là bao nhiêu và diện tích Hòa Nam là bao nhiêu?",
            ("Dân số Hòa Bắc là bao nhiêu", "diện tích Hòa Nam là bao nhiêu"),
        ),
        (
            "nghi quyet 57 do ai ban hanh, ngay nao",
            ("nghi quyet 57 do ai ban hanh", "nghi quyet 57 ban hanh ngay nao"),
        ),
        (
            "bcd 57 hop khi nao va ai chu tri",
            ("bcd 57 hop khi nao", "bcd 57 hop ai chu tri"),
        ),
        ("Có bao nhiêu đại biểu và bao nhiêu khách mời dự hội nghị?", None),
        ("Ai nói rằng phải biết ở đâu thiếu và ai lo?", None),
        ("Ai chủ trì hội nghị?", None),
        ("Ai, khi nào?", None),
        ("Bộ Khoa học và Công nghệ có bao nhiêu cục?", None),
        ("phan dau nam 2025 tang bao nhieu", None),
        ("", None),
    ],
)
def test_questions_of_clauses(question: str, asked: tuple[str, ...] | None) -> None:
    assert clauses(question) == asked
    assert parts(question) == asked


WORDS = ("hội", "nghị", "họp", "khi nào", "ai", "chủ trì", "bao nhiêu", "Hà Nội", ",", "và")


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.booleans())
def test_each_asks_in_words_of_the_question(words: list[str], accented: bool) -> None:
    question = " ".join(words) if accented else fold(" ".join(words))
    asked = clauses(question)
    known = set(question.replace(",", " ").split())
    assert asked is None or 2 <= len(asked) <= MOST
    for one in asked or ():
        assert set(one.replace(",", " ").split()) <= known
