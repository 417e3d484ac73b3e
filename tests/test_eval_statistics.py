"""Means, intervals and paired comparisons."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.statistics import interval, means, paired, ratio_interval


def test_a_constant_has_no_spread() -> None:
    assert interval([1.0] * 50) == (1.0, 1.0)
    assert ratio_interval([1.0] * 20, [2.0] * 20) == (0.5, 0.5)


def test_nothing_is_zero() -> None:
    assert interval([]) == (0.0, 0.0)
    assert paired([], []) == (0.0, (0.0, 0.0), 1.0)


def test_rows_count_where_they_have_the_measure() -> None:
    rows = [{"a": True, "b": None, "c": None}, {"a": False, "b": 0.25, "c": None}]
    metrics, ci95 = means(rows, ("a", "b", "c"))
    assert metrics == {"a": 0.5, "b": 0.25, "c": None}
    assert ci95["b"] == (0.25, 0.25)
    assert ci95["c"] is None


def test_a_coin_has_the_textbook_interval() -> None:
    low, high = interval([0.0, 1.0] * 200)
    # 0.5 ± 1.96 · 0.5 / sqrt(400) = 0.5 ± 0.049
    assert low == pytest.approx(0.451, abs=0.01)
    assert high == pytest.approx(0.549, abs=0.01)


def test_a_clear_difference_is_seen_and_none_is_not() -> None:
    worse, better = [0.0, 0.0, 1.0, 0.0] * 25, [1.0, 0.0, 1.0, 1.0] * 25
    difference, (low, high), p = paired(worse, better)
    assert difference == 0.5
    assert 0 < low < 0.5 < high
    assert p < 0.01
    assert paired(worse, worse)[0] == 0.0
    assert paired(worse, worse)[2] == 1.0


def test_four_questions_won_are_an_eighth() -> None:
    # All four signs the same: 2 of 16 ways, whatever ties stand beside them.
    _, _, p = paired([0.0] * 4 + [1.0] * 6, [1.0] * 4 + [1.0] * 6)
    assert p == pytest.approx(2 / 16, abs=0.025)


@settings(max_examples=40)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_intervals_hold_the_range(values: list[float]) -> None:
    low, high = interval(values)
    assert min(values) - 1e-4 <= low <= high <= max(values) + 1e-4


GRADES = st.integers(0, 4).map(lambda quarters: quarters / 4)


@settings(max_examples=40)
@given(st.lists(st.tuples(GRADES, GRADES), min_size=1, max_size=30))
def test_the_order_of_a_comparison_turns_its_sign_only(pairs: list[tuple[float, float]]) -> None:
    a, b = [x for x, _ in pairs], [y for _, y in pairs]
    forth, back = paired(a, b), paired(b, a)
    assert forth[0] == pytest.approx(-back[0])
    assert forth[2] == back[2]
    assert 0 < forth[2] <= 1
