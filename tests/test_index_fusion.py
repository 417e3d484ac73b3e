from hypothesis import given
from hypothesis import strategies as st

from index.fusion import fuse, normalise

scores = st.dictionaries(st.integers(1, 30), st.floats(-5, 50, width=32), max_size=12)


def test_scores_are_shares_of_the_best():
    assert normalise({1: 8.0, 2: 4.0, 3: -1.0}) == {1: 1.0, 2: 0.5, 3: 0.0}


def test_nothing_to_normalise():
    assert normalise({}) == {}
    assert normalise({1: 0.0, 2: -3.0}) == {1: 0.0, 2: 0.0}


def test_a_convex_combination():
    assert fuse({1: 10.0, 2: 5.0}, {2: 0.8, 3: 0.4}, weight=0.25) == {1: 0.75, 2: 0.625, 3: 0.125}


@given(scores, scores, st.floats(0, 1))
def test_scores_stay_between_0_and_1(lexical, dense, weight):
    fused = fuse(lexical, dense, weight)
    assert fused.keys() == lexical.keys() | dense.keys()
    assert all(0 <= score <= 1 for score in fused.values())


@given(scores, scores, st.randoms())
def test_the_order_of_the_input_does_not_matter(lexical, dense, random):
    def shuffled(found):
        items = list(found.items())
        random.shuffle(items)
        return dict(items)

    assert fuse(lexical, dense) == fuse(shuffled(lexical), shuffled(dense))


@given(scores, scores)
def test_a_better_score_in_both_legs_is_not_worse(lexical, dense):
    fused = fuse(lexical, dense)
    for one in lexical.keys() & dense.keys():
        for other in lexical.keys() & dense.keys():
            if lexical[one] >= lexical[other] and dense[one] >= dense[other]:
                assert fused[one] >= fused[other]
