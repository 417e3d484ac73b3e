"""The index in a Milvus server: scores as those of files, and never half of a generation."""

from contextlib import contextmanager

import numpy as np
import pytest

import index.milvus.legs as milvus_legs
from corpus.vietnamese.abbreviations import Lexicon
from index.engine import Engine
from index.errors import FormatMismatch, IndexDamaged, IndexUnwritable
from index.local import LocalIndex
from index.milvus.collections import Pair, pairs
from index.milvus.index import MilvusIndex
from index.query import understand
from index.reranker import BundledReranker
from tests.fakes import FakeEncoder, FakeSource
from tests.indexes import held, link, milvus
from tests.published import source
from tests.test_index_engine import TEXTS

__all__ = ["link", "source"]  # fixtures
QUESTIONS = ("bài viết về chuyển đổi số", "chuyen doi so", "nghị quyết 57-NQ/TW", "giá vàng", "xyz")


@pytest.fixture
def index(link, tmp_path):
    return milvus(link, tmp_path)


def name_of(index: MilvusIndex) -> str:
    return index._name


@contextmanager
def killed_at(monkeypatch, where, name):
    """Let a publication end, as if it were killed, when it does this."""

    def killed(*_args, **_options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(where, name, killed)
        with pytest.raises(KeyboardInterrupt):
            yield


def counted(index, words="bài viết"):
    """Return how many passages have each of some terms, as the current generation says."""
    legs = index.load()
    terms = understand(words, Lexicon([])).terms
    shortlist = legs.shortlist(understand(words, Lexicon([])), [], ({}, {}), {}, list)
    return [shortlist.frequency(term.text, term.folded) for term in terms]


@pytest.mark.parametrize("titled", [False, True])
def test_both_kinds_give_the_same_scores(index, tmp_path, titled):
    source = FakeSource()
    for key in range(1, 25):
        text = f"{TEXTS[key % 5 + 1]}, bài viết số {key} " + "về chuyển đổi số " * (key % 7)
        source.add(key, text, title="Tin trong ngày" if titled else None)
    files = LocalIndex(tmp_path)
    rerankers = BundledReranker.load()
    engines = []
    for kind in (files, index):
        kind.publish(source, FakeEncoder())
        engines.append(Engine.open(kind, source, FakeEncoder(), reranker=rerankers))
    for question in QUESTIONS:
        for leg in ("lexical", "dense", "hybrid", "reranked"):
            left, right = (engine.search(question, top=60, leg=leg) for engine in engines)
            assert left.total == right.total
            scores = {hit.passage_id: (hit.lexical or 0, hit.dense or 0) for hit in left.hits}
            for hit in right.hits:
                wanted = pytest.approx(scores[hit.passage_id], abs=1e-3)
                assert (hit.lexical or 0, hit.dense or 0) == wanted
            assert [hit.score for hit in right.hits] == pytest.approx(
                [hit.score for hit in left.hits], abs=1e-3
            )


def test_a_passage_without_any_word_is_found_by_neither_leg_in_error(index):
    source = FakeSource()
    source.add(1, "…")
    source.add(2, "bài viết")
    index.publish(source, FakeEncoder())
    legs = index.load()
    assert held(index) == ([1, 2], [2])
    assert legs.candidates(understand("lạ hoắc", Lexicon([])).terms, None, 10, None) == ({}, {})


def test_many_allowed_keys_are_looked_for_among_what_is_found(index, source, monkeypatch):
    for key in range(11, 80):
        source.add(key, f"bài viết số {key}")
    index.publish(source, FakeEncoder())
    legs = index.load()
    terms, vector = understand("bài viết", Lexicon([])).terms, np.ones(8, np.float32)
    allowed = set(range(2, 60, 3))
    exact = legs.candidates(terms, vector, 12, allowed)
    monkeypatch.setattr(milvus_legs, "SELECTIVE", 3)
    assert [part.keys() for part in legs.candidates(terms, vector, 12, allowed)] == [
        part.keys() for part in exact
    ]
    # Where the server returns no more, the keys are sent after all, some at a time.
    monkeypatch.setattr(milvus_legs, "MOST", 13)
    monkeypatch.setattr(milvus_legs, "MOST_KEYS", 4)
    lexical, dense = legs.candidates(terms, vector, 12, allowed)
    assert len(lexical) == 12
    assert len(dense) >= 12
    assert lexical.keys() | dense.keys() <= allowed


@pytest.mark.parametrize("moment", ["count", "publish"])
def test_a_writer_that_is_killed_leaves_nothing_that_shows(index, source, monkeypatch, moment):
    index.publish(source, FakeEncoder())
    engine, before = Engine.open(index, source, FakeEncoder()), counted(index)
    source.add(11, "bài viết mới tinh")
    source.remove(1)
    with killed_at(monkeypatch, Pair, moment):
        index.publish(source, FakeEncoder())
    assert counted(index) == before
    assert held(index)[0] == list(range(1, 11))
    assert "p11" not in {hit.passage_id for hit in engine.search("bài viết").hits}
    index.publish(source, FakeEncoder())
    assert held(index)[0] == list(range(2, 12))
    assert counted(index) == [number + 1 for number in before]  # until all is weighed anew


def test_a_writer_that_is_killed_before_the_swap_leaves_the_old_index(
    index, source, monkeypatch, link
):
    index.publish(source, FakeEncoder())
    with killed_at(monkeypatch, Pair, "publish"):
        index.publish(source, FakeEncoder(), rebuild=True)
    assert held(index)[0] == list(range(1, 11))
    assert len(pairs(link, name_of(index))) == 2
    index.publish(source, FakeEncoder(), rebuild=True)
    assert held(index)[0] == list(range(1, 11))
    assert len(pairs(link, name_of(index))) == 2  # the new one and the one before


def test_one_earlier_pair_is_kept_and_none_where_all_is_to_be_forgotten(index, source, link):
    for _ in range(3):
        index.publish(source, FakeEncoder(), rebuild=True)
    assert [pair.began for pair in pairs(link, name_of(index))] == [2, 3]
    index.publish(source, FakeEncoder(), rebuild=True, forget=True)
    assert [pair.began for pair in pairs(link, name_of(index))] == [4]


def test_what_is_added_goes_into_the_collections_in_use_until_much_has_changed(index, source, link):
    encoder = FakeEncoder()
    index.publish(source, encoder)
    source.add(11, "bài viết số 11 về chuyển đổi số")
    assert index.publish(source, encoder).began == 1
    for key in (1, 2, 3, 4):
        source.remove(key)
    anew = index.publish(source, encoder)  # more than a fifth is dead
    assert (anew.began, anew.written, anew.passages) == (3, 7, 7)
    assert encoder.encoded == 11
    source.add(12, "bài viết rất dài " * 20)
    assert index.publish(source, encoder).began == 3
    assert index.publish(source, encoder).began == 3
    source.add(13, "bài viết")
    assert index.publish(source, encoder).began == 5  # passages are longer than they were


def test_a_search_goes_on_in_the_generation_that_it_began_with(index, source):
    index.publish(source, FakeEncoder())
    legs = index.load()
    source.add(11, "bài viết mới")
    index.publish(source, FakeEncoder())
    terms = understand("bài viết", Lexicon([])).terms
    assert legs.candidates(terms, None, 100, None)[0].keys() == set(range(1, 11))
    assert index.load().candidates(terms, None, 100, None)[0].keys() == set(range(1, 12))


def test_a_manifest_that_is_gone_or_of_another_format_is_refused(index, source, link):
    manifest = index.publish(source, FakeEncoder())
    pair = Pair(link, name_of(index), manifest.began)
    pair._write([{**_row(), "note": manifest.dump().replace('"format": 1', '"format": 0')}])
    with pytest.raises(FormatMismatch, match=r"format 0, .*tracuu reindex"):
        index.load()
    link.write("delete", pair.terms, ids=[-1])
    with pytest.raises(IndexDamaged, match="tracuu reindex"):
        index.load()
    index.publish(source, FakeEncoder(), rebuild=True)
    assert held(index)[0] == list(range(1, 11))


def _row():
    return {"term": -1, "generation": 0, "count": 0, "before": 0, "nothing": [0.0, 1.0]}


def test_rows_that_are_gone_are_noticed(index, source, link):
    manifest = index.publish(source, FakeEncoder())
    link.write("delete", Pair(link, name_of(index), manifest.began).passages, ids=[3])
    with pytest.raises(IndexDamaged, match=r"9 of the 10 .*tracuu reindex"):
        index.load()


def test_what_cannot_be_written_says_so(index, source, link, monkeypatch):
    index.publish(source, FakeEncoder())
    source.add(11, "x" * 100)
    monkeypatch.setattr("index.milvus.publish.packed", lambda _: "a" * 70_000)  # more than fits
    with pytest.raises(IndexUnwritable, match="cannot be written"):
        index.publish(source, FakeEncoder())
    monkeypatch.undo()
    assert held(index)[0] == list(range(1, 11))


@pytest.mark.parametrize("harm", ["none", "gone", "damaged", "of another", "short of a row"])
def test_a_file_that_spares_reading_never_decides(index, source, monkeypatch, harm, link):
    tmp_path = index._directory
    index.publish(source, FakeEncoder())
    (kept,) = tmp_path.glob("*.npz")
    older = kept.read_bytes()
    source.add(11, "bài mới")
    manifest = index.publish(source, FakeEncoder())
    content = kept.read_bytes()
    match harm:
        case "gone":
            kept.unlink()
        case "damaged":
            kept.write_bytes(content[:100] + bytes([content[100] ^ 1]) + content[101:])
        case "of another":
            kept.write_bytes(older)
        case "short of a row":
            link.write("delete", Pair(link, name_of(index), manifest.began).passages, ids=[3])
    read, all_rows = [], link.all_rows
    monkeypatch.setattr(link, "all_rows", lambda *args: read.append(args[0]) or all_rows(*args))
    source.add(12, "bài mới nữa")
    source.remove(1)
    index.publish(source, FakeEncoder())
    assert any(not name.endswith("_terms") for name in read) == (harm != "none")
    assert held(index)[0] == list(range(2, 13))
