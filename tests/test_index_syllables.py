import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpus.vietnamese.tokens import terms
from index.codes import FIGURE, FOLDED, Coder
from index.cutting import LONGEST, cut
from index.syllables import SyllableIndex, SyllableRows, SyllableWriter
from tests.fakes import FakeSource

NONE = np.empty(0, np.int64)


def written(directory, name, texts):
    source = FakeSource()
    with SyllableWriter(directory, name) as writer:
        for key, text in texts.items():
            writer.add([cut(source.add(key, text))])
    return np.array(list(texts)), np.arange(len(texts)), SyllableRows.open(directory, name)


def test_a_code_tells_syllables_with_and_without_marks():
    coder = Coder()
    plain, marked, other = coder.codes(["gia", "giá", "vàng"]).tolist()
    assert plain != marked
    assert plain >> FOLDED == marked >> FOLDED != other >> FOLDED
    assert [code & FIGURE for code in coder.codes(["giá", "18,72", "57-nq/tw"])] == [0, 1, 1]


def test_passages_come_back_by_key_in_the_order_asked(tmp_path):
    first = written(tmp_path, "a", {1: "giá vàng", 2: "trời mưa to"})
    second = written(tmp_path, "b", {7: "lúa"})
    found = SyllableIndex([first, second]).take([7, 2, 99, 1])
    assert found.lengths.tolist() == [1, 3, 0, 2]
    assert found.codes.tolist() == Coder().codes(terms("lúa trời mưa to giá vàng")).tolist()


def test_dead_rows_are_not_found(tmp_path):
    keys, _, rows = written(tmp_path, "a", {1: "giá vàng", 2: "trời mưa"})
    again = written(tmp_path, "b", {1: "giá lúa rồi"})
    found = SyllableIndex([(keys, np.array([1]), rows), again]).take([1])
    assert found.lengths.tolist() == [3]


def test_a_title_comes_first_once(tmp_path):
    source = FakeSource()
    with SyllableWriter(tmp_path, "a") as writer:
        writer.add([cut(source.add(1, "bàn về lúa", title="Họp"))])
        writer.add([cut(source.add(2, "Họp bàn", title="Họp"))])
    found = SyllableRows.open(tmp_path, "a").take(np.array([0, 1]))
    assert found.heads.tolist() == [1, 1]
    assert found.lengths.tolist() == [4, 2]


def test_copies_are_the_same(tmp_path):
    _, rows, known = written(tmp_path, "a", {1: "giá vàng", 2: "trời mưa", 3: "lúa"})
    with SyllableWriter(tmp_path, "b") as writer:
        writer.copy(known.take(rows[1:]))
    again = SyllableRows.open(tmp_path, "b").take(np.array([0, 1]))
    assert again.codes.tolist() == known.take(rows[1:]).codes.tolist()
    assert again.articles.tolist() == known.take(rows[1:]).articles.tolist()


def test_an_empty_segment(tmp_path):
    keys, rows, known = written(tmp_path, "a", {})
    assert len(SyllableIndex([(keys, rows, known)]).take([])) == 0
    assert len(known.take(NONE)) == 0


@given(texts=st.lists(st.lists(st.sampled_from(["giá", "vàng", "5"]), max_size=9), max_size=6))
def test_saving_and_loading_is_identity(tmp_path_factory, texts):
    directory = tmp_path_factory.mktemp("syllables")
    _, rows, known = written(directory, "a", {i: " ".join(t) for i, t in enumerate(texts, 1)})
    found = known.take(rows)
    assert found.codes.tolist() == [code for t in texts for code in Coder().codes(t).tolist()]
    assert found.lengths.tolist() == [min(len(t), LONGEST) for t in texts]
