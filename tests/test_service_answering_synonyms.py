"""Words of questions are found in sentences that say the same in other words."""

import pytest

from service.answering import overlap
from service.answering.question import understand
from service.answering.synonyms import synonyms


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Bao nhiêu người thiệt mạng năm 2031?", "Năm 2031 có 12 người chết."),
        ("Ai chủ trì phiên họp?", "Bà An điều hành cuộc họp."),
        ("bao nhieu nguoi thiet mang nam 2031", "Năm 2031 có 12 người chết."),
    ],
)
def test_what_means_the_same_is_found(question: str, sentence: str) -> None:
    asked = overlap.asked(understand(question))
    words = overlap.words(sentence)
    assert overlap.coverage(asked, overlap.held(asked, words.have, words.years)) > 0.99


def test_an_expansion_comes_beside_them() -> None:
    asked = overlap.asked(understand("UBND chủ trì phiên họp nào?"), ("UBND → Ủy ban nhân dân",))
    words = overlap.words("Ủy ban nhân dân điều hành cuộc họp.")
    assert {"ubnd", "chu", "tri"} <= overlap.held(asked, words.have, words.years)


def test_pairs_go_both_ways() -> None:
    there = set(synonyms(("chủ", "trì"), accented=True))
    back = set(synonyms(("điều", "hành"), accented=True))
    assert (frozenset({"chu", "tri"}), frozenset({"dieu", "hanh"})) in there
    assert (frozenset({"dieu", "hanh"}), frozenset({"chu", "tri"})) in back


def test_single_syllables_without_diacritics_are_left_alone() -> None:
    """ "chet" may be many words."""
    assert not list(synonyms(("chet",), accented=False))
