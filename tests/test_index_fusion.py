import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import Fusion, fuse, normalise

scores = st.dictionaries(st.integers(1, 30), st.floats(-5, 50, width=32), max_size=12)
fusions = st.builds(Fusion, st.floats(0, 1), st.booleans())


def test_scores_are_shares_of_the_best():
    assert normalise({1: 8.0, 2: 4.0, 3: -1.0}) == {1: 1.0, 2: 0.5, 3: 0.0}


def test_nothing_to_normalise():
    assert normalise({}) == {}
    assert normalise({1: 0.0, 2: -3.0}) == {1: 0.0, 2: 0.0}


def test_stretched_the_worst_counts_nothing():
    assert normalise({1: 0.9, 2: 0.8, 3: 0.7}, stretched=True) == pytest.approx(
        {1: 1, 2: 0.5, 3: 0}
    )


@pytest.mark.parametrize("stretched", [True, False])
def test_equal_ones_are_all_the_best(stretched):
    assert normalise({1: 0.7, 2: 0.7}, stretched=stretched) == {1: 1.0, 2: 1.0}
    assert normalise({1: 0.7}, stretched=stretched) == {1: 1.0}


def test_a_convex_combination():
    plain, stretched = Fusion(0.25, stretched=False), Fusion(0.25)
    legs = {1: 10.0, 2: 5.0}, {2: 0.8, 3: 0.4}
    assert fuse(*legs, plain) == {1: 0.75, 2: 0.625, 3: 0.125}
    assert fuse(*legs, stretched) == {1: 0.75, 2: 0.625, 3: 0.0}


@given(scores, st.dictionaries(st.integers(1, 30), st.integers(0, 64)), st.floats(0, 1))
def test_stretched_it_is_all_the_same_where_the_similarities_lie(lexical, steps, weight):
    """Of two encoders of one order, one may give everything more than .75."""
    wide = {key: (1 + step) / 65 for key, step in steps.items()}
    narrow = {key: 0.75 + score / 4 for key, score in wide.items()}
    assert fuse(lexical, wide, Fusion(weight)) == pytest.approx(
        fuse(lexical, narrow, Fusion(weight)), abs=1e-9
    )


@given(scores, scores, fusions)
def test_scores_stay_between_0_and_1(lexical, dense, fusion):
    fused = fuse(lexical, dense, fusion)
    assert fused.keys() == lexical.keys() | dense.keys()
    assert all(0 <= score <= 1 for score in fused.values())


@given(scores, scores, fusions, st.randoms())
def test_the_order_of_the_input_does_not_matter(lexical, dense, fusion, random):
    def shuffled(found):
        items = list(found.items())
        random.shuffle(items)
        return dict(items)

    assert fuse(lexical, dense, fusion) == fuse(shuffled(lexical), shuffled(dense), fusion)


@given(scores, scores, fusions)
def test_a_better_score_in_both_legs_is_not_worse(lexical, dense, fusion):
    fused = fuse(lexical, dense, fusion)
    for one in lexical.keys() & dense.keys():
        for other in lexical.keys() & dense.keys():
            if lexical[one] >= lexical[other] and dense[one] >= dense[other]:
                assert fused[one] >= fused[other]
