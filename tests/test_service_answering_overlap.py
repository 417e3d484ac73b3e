"""Words in common, with and without diacritics, by abbreviation and by year."""

from hypothesis import given
from hypothesis import strategies as st

from service.answering import overlap
from service.answering.question import understand


def share(question: str, text: str, expansions: tuple[str, ...] = ()) -> float:
    asked = overlap.asked(understand(question), expansions)
    return overlap.coverage(asked, overlap.held(asked, overlap.words(text).have))


def test_all_words_of_a_question_may_be_found() -> None:
    assert share("Hội chợ nông sản mở cửa?", "Hội chợ nông sản đã mở cửa.") == 1.0
    assert share("hoi cho nong san mo cua", "Hội chợ nông sản đã mở cửa.") == 1.0


def test_rare_words_weigh_more_than_common_ones() -> None:
    question = "Sở của Nậm Cắn?"
    assert share(question, "Nậm Cắn") > share(question, "sở của")


def test_an_abbreviation_is_found_by_its_long_form_and_the_other_way_round() -> None:
    expansions = ("UBND → Ủy ban nhân dân",)
    assert share("UBND họp", "Ủy ban nhân dân họp", expansions) == 1.0
    assert share("UBND họp", "Ủy ban nhân dân họp") < 1.0


def test_a_year_is_found_in_a_date() -> None:
    asked = overlap.asked(understand("Họp năm 2025 ở đâu?"))
    have = overlap.words("Phiên họp ngày 17/5/2025").have
    assert "2025" in overlap.held(asked, have)
    assert overlap.missing(asked, overlap.held(asked, have), have).numbers == 0


def test_what_is_missing_is_told_by_its_kind() -> None:
    asked = overlap.asked(understand("Năm 2023 ở Lai Châu có bao nhiêu vụ cháy?"))
    have = overlap.words("Năm 2024 ở Hà Tĩnh có 30 vụ cháy").have
    found = overlap.missing(asked, overlap.held(asked, have), have)
    assert found.numbers == 1.0
    assert found.names == 1.0


def test_the_longest_run_is_a_share_of_the_question() -> None:
    asked = overlap.asked(understand("hội chợ nông sản mở cửa"))
    assert overlap.longest_run(asked, overlap.words("hội chợ nông nghiệp")) == 0.5
    assert overlap.longest_run(asked, overlap.words("không có gì chung")) == 0.0


@given(st.text(max_size=80), st.text(max_size=200))
def test_every_share_is_between_nothing_and_all(question: str, text: str) -> None:
    asked = overlap.asked(understand(question))
    said = overlap.words(text)
    found = overlap.held(asked, said.have)
    lacking = overlap.missing(asked, found, said.have)
    shares = (
        overlap.coverage(asked, found),
        overlap.exact_coverage(asked, said),
        overlap.pair_coverage(asked, said),
        overlap.longest_run(asked, said),
        lacking.share,
        lacking.rarest,
        lacking.numbers,
        lacking.names,
    )
    assert all(0 <= value <= 1.000001 for value in shares)
