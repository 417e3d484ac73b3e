import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus.articles import Filters
from index.engine import Engine
from index.errors import EncoderMismatch, IndexMissing, UnknownLeg
from tests.fakes import FakeEncoder, FakeSource
from tests.indexes import index, link

__all__ = ["index", "link"]  # fixtures

TEXTS = {
    1: "Nghị quyết số 57-NQ/TW về đột phá phát triển khoa học, công nghệ",
    2: "Thủ tướng chủ trì phiên họp về chuyển đổi số quốc gia",
    3: "Giá vàng trong nước hôm nay tăng mạnh",
    4: "Hà Tĩnh tổ chức hội nghị triển khai nghị quyết",
    5: "Dự báo thời tiết: mưa lớn ở miền Trung",
}


@pytest.fixture
def source():
    found = FakeSource()
    for key, text in TEXTS.items():
        found.add(key, text, source="Báo A" if key < 4 else "Báo B")
    found.mentions = {"57-NQ/TW": [1, 4]}
    return found


@pytest.fixture
def engine(source, index):
    index.publish(source, FakeEncoder())
    return Engine.open(index, source, FakeEncoder())


def found(result):
    return [hit.passage_id for hit in result.hits]


def test_a_hit_is_what_the_store_holds(engine):
    hit = engine.search("phiên họp chuyển đổi số").hits[0]
    assert (hit.passage_id, hit.article_id, hit.source) == ("p2", "a2", "Báo A")
    assert hit.text == TEXTS[2]
    assert (hit.start, hit.end) == (100, 100 + len(TEXTS[2]))
    assert 0 < hit.score <= 1


def test_highlights_are_spans_of_the_article(engine):
    hit = engine.search("phiên họp về chuyển đổi").hits[0]
    shown = [hit.text[start - hit.start : end - hit.start] for start, end in hit.highlights]
    assert shown == ["phiên họp về chuyển đổi"]


def test_highlights_of_a_question_without_diacritics(engine):
    hit = engine.search("gia vang").hits[0]
    shown = [hit.text[start - hit.start : end - hit.start] for start, end in hit.highlights]
    assert shown == ["Giá vàng"]


@pytest.mark.parametrize("leg", ["lexical", "hybrid"])
def test_words_find_their_passage(engine, leg):
    assert found(engine.search("giá vàng tăng", leg=leg))[0] == "p3"
    assert found(engine.search("gia vang tang", leg=leg))[0] == "p3"


def test_the_lexical_leg_alone_finds_no_more_than_words_do(engine):
    result = engine.search("giá vàng", leg="lexical")
    assert found(result) == ["p3"]
    assert result.total == 1
    assert result.hits[0].dense is None


def test_the_dense_leg_alone_ranks_by_similarity(engine):
    result = engine.search(TEXTS[5], leg="dense")
    assert found(result)[0] == "p5"
    assert result.hits[0].dense == pytest.approx(1, abs=1e-3)
    assert result.hits[0].lexical is None
    assert result.total == 5


def test_both_legs_give_their_scores(engine):
    result = engine.search("giá vàng")
    assert result.hits[0].lexical is not None
    assert all(hit.dense is not None for hit in result.hits)
    assert [hit.score for hit in result.hits] == sorted(
        (h.score for h in result.hits), reverse=True
    )


def test_an_unknown_leg(engine):
    with pytest.raises(UnknownLeg, match=r"'sparse'.*lexical, dense, hybrid"):
        engine.search("giá", leg="sparse")


def test_top_limits_the_hits_but_not_the_total(engine):
    result = engine.search("nghị quyết", top=1)
    assert len(result.hits) == 1
    assert result.total == 5


def test_a_document_number_comes_first(engine):
    result = engine.search("giá vàng theo 57-NQ/TW")
    assert result.query.documents == ("57-NQ/TW",)
    assert [hit.document_hit for hit in result.hits] == [True, True, False, False, False]
    assert found(result)[:3] == ["p1", "p4", "p3"]


def test_a_swapped_document_number_finds_it_and_says_so(engine):
    result = engine.search("57/NQ-TW")
    assert found(result)[0] == "p1"
    assert result.hits[0].document_hit
    assert "57/NQ-TW → 57-NQ/TW" in result.query.expansions


def test_filters_hold_for_every_hit(engine):
    result = engine.search("nghị quyết 57-NQ/TW", filters=Filters(source=("Báo B",)))
    assert found(result) == ["p4", "p5"]
    assert result.total == 2


def test_a_filter_that_nothing_passes(engine):
    result = engine.search("nghị quyết", filters=Filters(source=("Báo C",)))
    assert (result.hits, result.total) == ((), 0)


def test_of_copies_the_best_that_passes_the_filters_is_shown(engine, source):
    source.copies = {2: [2, 4, 5]}
    result = engine.search("phiên họp chuyển đổi số")
    assert {"p4", "p5"}.isdisjoint(found(result))
    (shown,) = (hit for hit in result.hits if hit.passage_id == "p2")
    assert [copy.article_id for copy in shown.same] == ["a4", "a5"]
    assert [hit.same for hit in result.hits if hit.passage_id != "p2"] == [()] * (
        len(result.hits) - 1
    )
    elsewhere = engine.search("phiên họp chuyển đổi số", filters=Filters(source=("Báo B",)))
    (hit,) = elsewhere.hits
    assert hit.article_id in {"a4", "a5"}
    assert {copy.source for copy in hit.same} == {"Báo A", "Báo B"}


def test_copies_do_not_crowd_others_out(index):
    source = FakeSource()
    for key in range(1, 400):
        source.add(key, f"Cây cầu mới bắc qua sông, bản {key}")
    source.add(900, "Nhà máy nước qua sông")
    source.copies = {1: list(range(1, 400))}
    index.publish(source, FakeEncoder())
    result = Engine.open(index, source, FakeEncoder()).search("cây cầu mới bắc qua sông", top=2)
    assert len({hit.article_id for hit in result.hits}) == 2
    assert "a900" in {hit.article_id for hit in result.hits}


def test_a_removed_passage_is_gone_at_once(engine, source):
    source.remove(3)
    assert "p3" not in found(engine.search("giá vàng"))
    source.remove(1)
    assert found(engine.search("57-NQ/TW"))[0] == "p4"


def test_what_remains_is_found_where_the_best_were_removed(index):
    source = FakeSource()
    for key in range(1, 401):
        source.add(key, "giá vàng tăng")
    source.add(401, "giá vàng và nhiều chuyện khác nữa trong một đoạn dài hơn hẳn")
    index.publish(source, FakeEncoder())
    engine = Engine.open(index, source, FakeEncoder())
    for key in range(1, 401):
        source.remove(key)
    result = engine.search("giá vàng", top=5)
    assert found(result) == ["p401"]
    assert result.total == 1


def test_a_new_generation_is_picked_up(engine, source, index):
    source.add(6, "Khai mạc lễ hội hoa ban")
    assert "p6" not in found(engine.search("lễ hội hoa ban"))
    index.publish(source, FakeEncoder())
    assert found(engine.search("lễ hội hoa ban"))[0] == "p6"
    assert engine.manifest.generation == "00000002"


def test_a_new_generation_of_another_encoder_is_refused(engine, source, index, caplog):
    index.publish(source, FakeEncoder("fake-2"), rebuild=True)
    with caplog.at_level(logging.ERROR):
        assert found(engine.search("giá vàng"))[0] == "p3"
    assert "fake-2" in caplog.text


def test_what_cannot_be_opened(source, index):
    with pytest.raises(IndexMissing, match="tracuu ingest"):
        Engine.open(index, source, FakeEncoder())
    index.publish(source, FakeEncoder())
    with pytest.raises(EncoderMismatch, match="tracuu reindex"):
        Engine.open(index, source, FakeEncoder("fake-2"))


def test_an_empty_index_answers_with_nothing(index):
    index.publish(FakeSource(), FakeEncoder())
    result = Engine.open(index, FakeSource(), FakeEncoder()).search("giá vàng")
    assert (result.hits, result.total) == ((), 0)


@pytest.mark.parametrize(
    "question", ["?", "…", "\u0000", "x" * 2000, "'\"():^~*", "57-NQ/TW " * 200]
)
def test_odd_questions_are_no_errors(engine, question):
    engine.search(question)


def test_timings_are_given(engine):
    timings = engine.search("giá vàng").timings_ms
    assert {"understand", "legs", "hydrate"} <= timings.keys()
    assert all(value >= 0 for value in timings.values())


def test_searches_while_publishing_lose_nothing_and_find_nothing_wrong(source, index):
    index.publish(source, FakeEncoder())
    engine = Engine.open(index, source, FakeEncoder())
    stop = threading.Event()

    def ask():
        asked = 0
        while not stop.is_set():
            hits = engine.search("giá vàng").hits
            assert hits[0].passage_id == "p3"
            assert hits[0].text == TEXTS[3]
            asked += 1
        return asked

    with ThreadPoolExecutor(4) as pool:
        running = [pool.submit(ask) for _ in range(4)]
        try:
            for key in range(10, 22):
                source.add(key, f"bài viết thứ {key} về chuyện khác")
                index.publish(source, FakeEncoder())
        finally:
            stop.set()
        assert sum(task.result() for task in running) > 0
    assert engine.search("bài viết thứ 21").hits[0].passage_id == "p21"
