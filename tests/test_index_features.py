import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vietnamese.abbreviations import Lexicon
from corpus.vietnamese.tokens import terms
from index.codes import Candidates, Coder
from index.cutting import cut
from index.features import NAMES, features
from index.query import understand
from index.reranker import ask
from index.syllables import candidates
from tests.fakes import FakeSource

CODER = Coder()


def asked(question):
    found = ask(understand(question, Lexicon([])), lambda term, folded: 1, 100, CODER)
    assert found is not None
    return found


def passages(*texts, heads=None, articles=None) -> Candidates:
    return candidates(
        [CODER.codes(terms(text)) for text in texts],
        np.array(heads or [0] * len(texts)),
        np.array(articles or range(len(texts)), np.uint32),
    )


def measure(question, found):
    return dict(zip(NAMES, features(asked(question), found).T, strict=True))


def test_coverage_with_and_without_marks():
    found = measure("giá vàng", passages("giá vàng tăng", "gia vang tang", "giá lúa", "trời mưa"))
    assert found["exact"].tolist() == pytest.approx([1, 0, 0.5, 0])
    assert found["folded"].tolist() == pytest.approx([1, 1, 0.5, 0])
    assert found["plain"].tolist() == pytest.approx([1, 1, 0.5, 0])


def test_a_question_without_marks_matches_any():
    found = measure("gia vang", passages("giá vàng tăng"))
    assert found["exact"].tolist() == pytest.approx([1])


def test_what_stands_side_by_side():
    found = measure("giá vàng tăng", passages("giá vàng tăng", "tăng giá vàng", "tăng vàng giá"))
    assert found["longest"].tolist() == pytest.approx([1, 2 / 3, 1 / 3])
    assert found["run_3"].tolist() == pytest.approx([1, 0, 0])
    assert found["run_2"].tolist() == pytest.approx([1, 0.5, 0])
    assert found["bm25_pairs"][0] > found["bm25_pairs"][1] > found["bm25_pairs"][2] == 0


def test_what_is_close_together():
    far = "giá " + "rồi " * 10 + "vàng"
    found = measure("giá vàng", passages("giá vàng", far, "giá"))
    assert found["within_8"].tolist() == pytest.approx([1, 0.5, 0.5])
    assert found["within_20"].tolist() == pytest.approx([1, 1, 0.5])


def test_nothing_runs_over_the_end_of_a_passage():
    found = measure("giá vàng", passages("giá", "vàng"))
    assert found["longest"].tolist() == pytest.approx([0.5, 0.5])
    assert found["within_50"].tolist() == pytest.approx([0.5, 0.5])


def test_the_title_counts_apart_and_together():
    found = measure("giá vàng tăng", passages("giá vàng hôm nay tăng", "rồi giá", heads=[2, 1]))
    assert found["title"].tolist() == pytest.approx([2 / 3, 0])
    assert found["title_share"].tolist() == pytest.approx([1, 0])
    assert found["body"].tolist() == pytest.approx([1 / 3, 1 / 3])
    assert found["titled_within"].tolist() == pytest.approx([1, 1 / 3])


def test_figures_near_a_match():
    found = measure("giá vàng", passages("giá vàng 85 triệu", "giá vàng"))
    assert found["figures"].tolist() == pytest.approx([0.25, 0])
    assert found["figures_near"].tolist() == pytest.approx([0.5, 0])


def test_passages_of_one_article_stand_together():
    found = measure("giá vàng", passages("giá", "vàng", "vàng", articles=[7, 7, 8]))
    assert found["article"].tolist() == pytest.approx([1, 1, 0.5])
    assert found["siblings"].tolist() == pytest.approx([np.log(2), np.log(2), 0])


def test_empty_passages_and_no_match():
    found = features(asked("giá vàng"), passages("", "trời mưa", ""))
    assert found.shape == (3, len(NAMES))
    assert np.isfinite(found).all()


def test_a_title_inside_the_text_is_counted_once():
    source = FakeSource()
    inside = cut(source.add(1, "Họp bàn về lúa", title="Họp"))
    apart = cut(source.add(2, "Bàn về lúa", title="Họp"))
    assert inside.exact == ("họp bàn về lúa",)
    assert apart.exact == ("bàn về lúa", "họp", "họp")
    assert inside.codes.tolist() == Coder().codes(["họp", "bàn", "về", "lúa"]).tolist()
    assert inside.codes.tolist() == apart.codes.tolist()
    assert (inside.head, apart.head) == (1, 1)


WORDS = st.lists(st.sampled_from(["giá", "gia", "vàng", "tăng", "5", "của"]), max_size=30)


@given(WORDS, st.lists(WORDS, min_size=1, max_size=5), st.randoms())
def test_features_are_bounded_and_do_not_depend_on_the_order(question, texts, random):
    query = " ".join(["vàng", *question])
    texts = [" ".join(words) for words in texts]
    found = features(asked(query), passages(*texts))
    assert np.isfinite(found).all()
    assert (found >= 0).all()
    shares = [NAMES.index(name) for name in ("exact", "folded", "plain", "longest", "within_8")]
    assert (found[:, shares] <= 1 + 1e-5).all()
    order = list(range(len(texts)))
    random.shuffle(order)
    again = features(asked(query), passages(*[texts[i] for i in order]))
    np.testing.assert_allclose(again, found[order], rtol=1e-4, atol=1e-5)
