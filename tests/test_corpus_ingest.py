"""The way in, from files to the store."""

import logging
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import ingest as way_in
from corpus.articles import Article, Block, RawDocument
from corpus.errors import Refused
from corpus.ingest import ingest, ingest_article, ingest_articles
from corpus.readers import Refusal, walk
from corpus.store import ReferenceFilters, Store
from tests.shared_data import shared

SENTENCES = (
    "Chính phủ ban hành chương trình hành động thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024.",
    "Các bộ, ngành và địa phương rà soát những quy định còn gây khó khăn cho doanh nghiệp.",
    "Kinh phí thực hiện được bố trí từ ngân sách nhà nước và các nguồn hợp pháp khác.",
    "Bộ Khoa học và Công nghệ (KHCN) theo dõi, đôn đốc và báo cáo kết quả hằng quý.",
)


def page(number: int) -> str:
    """Return a short article."""
    title = f"Địa phương thứ {number} đẩy mạnh chuyển đổi số trong cải cách hành chính"
    return "\n\n".join((title, *(f"{line} Đây là bài số {number}." for line in SENTENCES)))


def raw(number: int, *, key: str | None = None, content: bytes | None = None) -> RawDocument:
    return RawDocument(
        key=key or f"/data/{number}.txt",
        name=str(number),
        content=page(number).encode() if content is None else content,
        media_type="text/plain",
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "data" / "store.sqlite") as opened:
        yield opened


def test_a_folder_comes_in_and_nothing_changes_the_second_time(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(page(number), encoding="utf-8")
    (folder / "copy.txt").write_text(page(0), encoding="utf-8")
    (folder / "empty.txt").write_text("")
    first = ingest(walk([folder]), store)
    assert (first.added, first.updated, first.unchanged, first.duplicate) == (3, 0, 0, 1)
    assert [(r.name, bool(r.reason)) for r in first.refused] == [("empty", True)]
    assert store.check() == []
    assert {d.short for d in store.definitions()} == {"KHCN"}
    assert [r.number for r in store.list_references(ReferenceFilters()).references] == ["57-NQ/TW"]
    (folder / "empty.txt").unlink()

    def never(_raw: RawDocument) -> Article:
        raise AssertionError("an unchanged source was read again")

    version = store.version()
    with monkeypatch.context() as patch:
        patch.setattr(way_in, "clean", never)
        assert ingest(walk([folder]), store).unchanged == 4
    assert store.version() == version
    (folder / "1.txt").write_text(page(11), encoding="utf-8")
    third = ingest(walk([folder]), store)
    assert (third.added, third.updated, third.unchanged, third.duplicate) == (0, 1, 3, 0)


def test_a_new_version_of_the_way_in_reads_everything_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([raw(1)], store)
    real, calls = way_in.clean, []

    def counted(source: RawDocument) -> Article:
        calls.append(source.key)
        return real(source)

    monkeypatch.setattr(way_in, "clean", counted)
    assert ingest([raw(1)], store).unchanged == 1
    assert calls == []
    monkeypatch.setattr(way_in, "VERSION", way_in.VERSION + 1)
    assert ingest([raw(1)], store).unchanged == 1
    assert calls == ["/data/1.txt"]


def test_a_removed_article_comes_back_when_its_source_is_brought_again(store: Store) -> None:
    ingest([raw(1)], store)
    [article] = store.list_articles().articles
    store.remove(article.article_id)
    assert ingest([raw(1)], store).added == 1
    assert store.get(article.article_id).state == "live"


def test_one_bad_source_never_stops_the_rest(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = way_in.clean

    def clean(source: RawDocument) -> Article:
        if source.name == "3":
            raise RecursionError("a mistake of ours")
        return real(source)

    monkeypatch.setattr(way_in, "clean", clean)
    caplog.set_level(logging.ERROR)
    bad = [
        Refusal("/data/none.txt", "none", "cannot be opened"),
        raw(2, content=b"\x00\xff\x80" * 1000),
        raw(3),
        raw(4, content=b""),
        raw(5, key="/data/\udcff.txt"),
    ]
    summary = ingest([raw(0), *bad, raw(1)], store, batch=2)
    assert summary.added == 2
    reasons = {r.name: r.reason for r in summary.refused}
    assert list(reasons) == ["none", "2", "3", "4", "5"]
    assert reasons["none"] == "cannot be opened"
    assert reasons["3"] == "reading it failed; the log says where"
    assert "not UTF-8; rename" in reasons["5"]
    assert all(reasons.values())
    assert "a mistake of ours" in caplog.text
    assert store.counts().live == 2


def test_progress_counts_every_source(store: Store) -> None:
    seen: list[tuple[int, int | None]] = []
    sources = [raw(0), raw(1), Refusal("k", "n", "r")]
    ingest(sources, store, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    ingest(iter(sources), store, progress=lambda done, total: seen.append((done, total)))
    assert seen[3:] == [(1, None), (2, None), (3, None)]


def test_an_interrupt_keeps_what_was_committed(store: Store) -> None:
    def sources() -> Iterator[RawDocument]:
        for number in range(5):
            yield raw(number)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(sources(), store, batch=2)
    assert store.counts().live == 4
    assert store.check() == []
    assert ingest([raw(number) for number in range(6)], store).added == 2


def test_large_sources_make_small_batches(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(way_in, "_BATCH_BYTES", 1)
    sizes: list[int] = []
    real = store.put_many
    monkeypatch.setattr(store, "put_many", lambda some: sizes.append(len(some)) or real(some))
    assert ingest([raw(0), raw(1)], store).added == 2
    assert sizes == [1, 1]


def test_an_ingest_waits_for_another_writer(store: Store) -> None:
    holding, order = threading.Event(), []

    def hold() -> None:
        with store.writing():
            holding.set()
            time.sleep(0.2)
            order.append("released")

    other = threading.Thread(target=hold)
    other.start()
    holding.wait()
    assert ingest([raw(0)], store).added == 1
    order.append("ingested")
    other.join()
    assert order == ["released", "ingested"]


def ready(text: str, **about: str) -> Article:
    return Article(text, (Block("paragraph", 0, len(text)),), "tên", **about)


def test_ready_texts_come_in_as_they_are(store: Store) -> None:
    texts = ["a", "Một câu rất ngắn.", "a", ""]
    puts = ingest_articles([(str(i), ready(text)) for i, text in enumerate(texts)], store, batch=3)
    assert [put.outcome for put in puts] == ["added", "added", "duplicate", "added"]
    assert store.keys_of([puts[0].article_id]) == {puts[0].article_id: ("0", "2")}
    assert [store.get(put.article_id).article.text for put in puts] == texts
    assert ingest_article(ready("a", source="Báo"), "0", store).outcome == "updated"


def test_a_ready_text_that_cannot_be_kept_is_refused(store: Store) -> None:
    with pytest.raises(Refused, match="half of a pair"):
        ingest_article(ready("nửa \ud800 cặp"), "k", store)
    with pytest.raises(Refused, match="ISO date"):
        ingest_article(ready("Một câu.", published="hôm qua"), "k", store)
    assert store.counts().live == 0


TEXT = st.characters(exclude_categories=["Cs"], exclude_characters="\0")


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=400)
)
def test_any_text_is_given_back_and_all_offsets_hold(store: Store, text: str) -> None:
    put = ingest_article(ready(text), text, store)
    assert store.get(put.article_id).article.text == text
    assert store.check() == []


def test_real_articles_come_in_whole(store: Store) -> None:
    summary = ingest(walk([shared("articles", "seeds")]), store)
    assert (summary.added, summary.refused) == (5, ())
    assert store.check() == []
    assert ingest(walk([shared("articles", "seeds")]), store).unchanged == 5
