"""EM, F1 and facts, against cases counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.matching import exact_match, f1, holds, squad_form


def test_squad_form() -> None:
    assert squad_form("  “Hoà Bình”, năm 2.000!  ") == "hòa bình năm 2 000"


@pytest.mark.parametrize(
    ("prediction", "answers", "em", "score"),
    [
        ("ngày 22/12/2024", ("22/12/2024", "ngày 22/12/2024"), 1.0, 1.0),
        ("Hà Nội", ("tại Hà Nội",), 0.0, 0.8),  # P 2/2, R 2/3: 2·(1·2/3)/(5/3) = 0.8
        ("một hai ba bốn", ("ba bốn năm sáu",), 0.0, 0.5),
        ("hoà bình", ("hòa bình",), 1.0, 1.0),
        ("sai", ("đúng",), 0.0, 0.0),
        ("", ("đúng",), 0.0, 0.0),
        ("", (), 1.0, 1.0),
        ("gì đó", (), 0.0, 0.0),
    ],
)
def test_em_and_f1(prediction: str, answers: tuple[str, ...], em: float, score: float) -> None:
    assert exact_match(prediction, answers) == em
    assert f1(prediction, answers) == pytest.approx(score)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Nghị quyết 71/NQ-CP ngày 01/4/2025 của Chính phủ", "01/04/2025"),
        ("ban hành ngày 22 tháng 12 năm 2024.", "22/12/2024"),
        ("thực hiện Nghị quyết số 57- NQ/TW của Bộ Chính trị", "57-NQ/TW"),
        ("kinh tế số đạt 18,72%", "18,72%"),
        ("Sáng 17/5, tại Hà Nội", "17/05"),
    ],
)
def test_facts_in_other_spellings(text: str, fact: str) -> None:
    assert holds(text, fact)


def test_another_fact_is_not_held() -> None:
    assert not holds("Nghị quyết 71/NQ-CP ngày 01/4/2025", "01/5/2025")
    assert not holds("Nghị quyết 71/NQ-CP", "72/NQ-CP")


@given(st.text(max_size=60), st.lists(st.text(max_size=40), max_size=3))
def test_scores_stay_in_range(prediction: str, answers: list[str]) -> None:
    em, score = exact_match(prediction, tuple(answers)), f1(prediction, tuple(answers))
    assert 0 <= em <= score <= 1
