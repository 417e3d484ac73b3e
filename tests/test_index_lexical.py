import pytest

from corpus.vietnamese.abbreviations import Lexicon
from index.cutting import cut
from index.hits import Term
from index.lexical import SELECTIVE, LexicalIndex, LexicalWriter
from index.query import understand
from tests.fakes import FakeSource

TEXTS = [
    "Thủ tướng chủ trì phiên họp về chuyển đổi số",
    "Giá vàng trong nước tăng mạnh",
    "Nghị quyết số 57-NQ/TW về khoa học, công nghệ",
    "Nghị định 57/2024/NĐ-CP về giá điện",
    "Hoà giải ở cơ sở",
]


@pytest.fixture
def written(tmp_path):
    source = FakeSource()
    with LexicalWriter(tmp_path) as writer:
        writer.add(cut(source.add(key, text)) for key, text in enumerate(TEXTS, start=1))
    return tmp_path


def ask(directory, question, top=10, allowed=None):
    query = understand(question, Lexicon([]))
    return LexicalIndex(directory).search(query.terms, top, allowed)[0].tolist()


def test_words_with_their_marks(written):
    assert ask(written, "giá vàng")[0] == 2
    assert ask(written, "phiên họp chuyển đổi số")[0] == 1


def test_marks_that_are_missing_match(written):
    assert ask(written, "gia vang trong nuoc") == [2, 4]
    assert ask(written, "phien hop")[0] == 1


def test_marks_that_are_typed_count(written):
    assert ask(written, "giả") == []
    assert set(ask(written, "gia")) == {2, 4}


def test_either_placing_of_the_tone(written):
    assert ask(written, "hòa giải")[0] == ask(written, "hoà giải")[0] == 5


def test_a_document_number_is_told_from_its_like(written):
    assert ask(written, "57-NQ/TW")[0] == 3
    assert ask(written, "57/2024/NĐ-CP")[0] == 4


def test_only_what_is_allowed(written):
    assert ask(written, "giá", allowed={2, 3}) == [2]
    assert ask(written, "giá", allowed=set()) == []


def test_top_is_a_limit(written):
    assert len(ask(written, "giá", top=1)) == 1


def test_nothing_to_look_for(written):
    assert LexicalIndex(written).search([], 10)[0].tolist() == []
    assert ask(written, "?!") == []


def test_a_weight_scales_the_score(written):
    index = LexicalIndex(written)
    _, whole = index.search([Term("vàng")], 1)
    _, half = index.search([Term("vàng", 0.5)], 1)
    assert half.tolist() == pytest.approx((whole / 2).tolist())


def test_scores_with_a_filter_are_those_without(written):
    index = LexicalIndex(written)
    plain = dict(zip(*map(list, index.search([Term("giá"), Term("vàng")], 9)), strict=True))
    keys, scores = index.search([Term("giá"), Term("vàng")], 9, {2})
    assert scores[0] == pytest.approx(plain[keys[0]])


def test_deleted_passages_are_gone_and_may_come_again(written):
    source = FakeSource()
    with LexicalWriter(written) as writer:
        writer.delete([2, 4])
        writer.add([cut(source.add(4, "Giá điện giữ nguyên"))])
    index = LexicalIndex(written)
    assert len(index) == 4
    assert ask(written, "giá") == [4]
    assert ask(written, "nghị định") == [3]


def test_nothing_is_kept_after_an_error(written):
    def stopped():
        with LexicalWriter(written) as writer:
            writer.delete([1, 2])
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        stopped()
    assert len(LexicalIndex(written)) == len(TEXTS)


def test_the_title_counts_for_its_passage(tmp_path):
    source = FakeSource()
    with LexicalWriter(tmp_path) as writer:
        writer.add([cut(source.add(1, "Cuộc họp bàn về lúa"))])
        writer.add([cut(source.add(2, "Bàn về lúa", title="Họp"))])
    assert ask(tmp_path, "họp") == [2, 1]


@pytest.mark.parametrize("share", [SELECTIVE / 2, SELECTIVE * 2, 0.9])
def test_a_filter_gives_the_best_of_what_it_allows(tmp_path, share):
    source = FakeSource()
    with LexicalWriter(tmp_path) as writer:
        for key in range(1, 401):
            writer.add([cut(source.add(key, "giá " * (key % 7 + 1) + f"vàng {key}"))])
    index = LexicalIndex(tmp_path)
    query = [Term("giá"), Term("vàng", 0.5)]
    allowed = set(range(1, 401)[:: int(1 / share)])
    everything = dict(zip(*(found.tolist() for found in index.search(query, 400)), strict=True))
    best = sorted((everything[key] for key in allowed), reverse=True)[:10]
    keys, scores = index.search(query, 10, allowed)
    assert set(keys.tolist()) <= allowed
    assert scores.tolist() == pytest.approx(best)
