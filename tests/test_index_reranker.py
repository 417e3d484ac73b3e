import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.articles import Filters
from corpus.vietnamese.abbreviations import Lexicon
from corpus.vietnamese.tokens import terms
from index.codes import Coder
from index.cross import CrossReranker
from index.engine import Engine
from index.errors import RerankerDamaged, UnknownLeg
from index.local import LocalIndex
from index.publish import publish
from index.query import understand
from index.reranker import COLUMNS, SHA256, WEIGHTS, WIDTH, BundledReranker, compared, table
from index.shortlist import Shortlist
from index.syllables import candidates
from tests.fakes import FakeEncoder, FakeSource

TEXTS = {
    1: "Giá vàng hôm nay tăng mạnh",
    2: "Giá vàng trong nước: vàng tăng, giá vàng",
    3: "Nghị quyết số 57-NQ/TW nói về giá vàng",
    4: "Mưa lớn ở miền Trung",
    5: "Tăng mạnh hôm nay giá vàng",
}


class ByLength:
    """Likes long passages."""

    candidates = 3

    def score(self, shortlist):
        return np.array([float(len(text)) for text in shortlist.texts()])


@pytest.fixture
def source():
    found = FakeSource()
    for key, text in TEXTS.items():
        found.add(key, text)
    found.mentions = {"57-NQ/TW": [3]}
    return found


@pytest.fixture
def opened(source, tmp_path):
    publish(source, FakeEncoder(), tmp_path)
    return lambda reranker: Engine.open(
        LocalIndex(tmp_path), source, FakeEncoder(), reranker=reranker
    )


def keys(result):
    return [hit.passage_id for hit in result.hits]


def shortlist(question, *texts):
    coder, count = Coder(), len(texts)
    return Shortlist(
        query=understand(question, Lexicon([])),
        lexical=np.linspace(1, 0.95, count),
        dense=np.linspace(1, 0.95, count),
        fused=np.linspace(1, 0.95, count),
        passages=100,
        frequency=lambda term, folded: 1,
        syllables=lambda: candidates(
            [coder.codes(terms(text)) for text in texts],
            np.zeros(count, np.int64),
            np.arange(count, dtype=np.uint32),
        ),
        texts=lambda: texts,
    )


def test_the_first_candidates_are_ranked_anew(opened):
    plain = opened(None).search("giá vàng")
    again = opened(ByLength()).search("giá vàng")
    head = keys(plain)[:3]
    assert keys(again)[:3] == sorted(head, key=lambda key: -len(TEXTS[int(key[1:])]))
    assert keys(again)[3:] == keys(plain)[3:]
    assert [hit.score for hit in again.hits] == [hit.score for hit in plain.hits]


def test_other_legs_stay_as_they_are(opened):
    engine = opened(ByLength())
    assert keys(engine.search("giá vàng", leg="hybrid")) == keys(opened(None).search("giá vàng"))
    assert engine.legs[-1] == "reranked"


def test_passages_of_the_document_stay_first(opened):
    engine = opened(BundledReranker.load())
    assert keys(engine.search("57-NQ/TW giá vàng tăng mạnh hôm nay"))[0] == "p3"


def test_without_a_reranker_there_is_no_such_leg(opened):
    with pytest.raises(UnknownLeg, match=r"'reranked'.*lexical, dense, hybrid$"):
        opened(None).search("giá", leg="reranked")


def test_where_nothing_is_found_nothing_is_ranked(opened):
    engine = opened(BundledReranker.load())
    assert engine.search("giá vàng", filters=Filters(source=("nobody",))).hits == ()


def test_a_removed_passage_is_in_no_answer(opened, source):
    engine = opened(ByLength())
    source.remove(2)
    assert "p2" not in keys(engine.search("giá vàng"))


def test_a_cross_encoder_reads_title_and_text():
    asked = []

    class Model:
        def score(self, question, passages):
            asked.append((question, passages))
            return np.arange(len(passages), dtype=np.float32)

    found = CrossReranker(Model()).score(shortlist("giá vàng", "một", "hai"))
    assert found.tolist() == [0, 1]
    assert asked == [("giá vàng", ("một", "hai"))]


def test_the_shipped_weights_prefer_what_answers():
    found = BundledReranker.load().score(
        shortlist("giá vàng hôm nay", "vàng son một thuở", "giá vàng hôm nay tăng", "trời mưa")
    )
    assert np.argmax(found) == 1


@pytest.mark.parametrize("question", ["", "?!", "của", "giá " * 400])
def test_any_question_and_any_passage_is_scored(question):
    found = BundledReranker.load().score(shortlist(question, "", "giá vàng", "mưa"))
    assert found.shape == (3,)
    assert np.isfinite(found).all()


def test_saving_and_loading_is_identity(tmp_path):
    weights = np.linspace(-1, 1, WIDTH, dtype=np.float32)
    (tmp_path / "w.tsv").write_text(table(weights), encoding="utf-8")
    loaded = BundledReranker.load(tmp_path / "w.tsv")
    np.testing.assert_allclose(
        loaded.score(shortlist("giá", "giá vàng", "mưa")),
        BundledReranker(weights).score(shortlist("giá", "giá vàng", "mưa")),
        rtol=1e-4,
    )


@pytest.mark.parametrize("content", ["", "feature\tweight\tdeviations\nx\t1\t2\n", "a\nb\n"])
def test_weights_that_do_not_fit_are_refused(tmp_path, content):
    (tmp_path / "w.tsv").write_text(content, encoding="utf-8")
    with pytest.raises(RerankerDamaged, match="install the program again"):
        BundledReranker.load(tmp_path / "w.tsv")


def test_shipped_weights_that_are_others_are_refused(tmp_path, monkeypatch):
    changed = tmp_path / "reranker.tsv"
    changed.write_text(table(np.ones(WIDTH, np.float32)), encoding="utf-8")
    monkeypatch.setattr("index.reranker.WEIGHTS", changed)
    with pytest.raises(RerankerDamaged, match=r"reranker\.tsv has the SHA-256 .* install"):
        BundledReranker.load(changed)


def test_the_model_card_is_of_the_shipped_weights():
    assert hashlib.sha256(WEIGHTS.read_bytes()).hexdigest() == SHA256
    assert SHA256 in WEIGHTS.with_suffix(".md").read_text(encoding="utf-8")


def test_weights_that_are_gone(tmp_path):
    with pytest.raises(RerankerDamaged, match=r"w\.tsv"):
        BundledReranker.load(tmp_path / "w.tsv")


@given(st.integers(1, 8), st.integers(0, 1000))
def test_comparing_does_not_depend_on_the_order(count, seed):
    rng = np.random.default_rng(seed)
    found = rng.random((count, len(COLUMNS))).astype(np.float32)
    order = rng.permutation(count)
    np.testing.assert_allclose(compared(found)[order], compared(found[order]), atol=1e-3)
