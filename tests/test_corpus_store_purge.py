"""Removed articles are kept for a time, and then really gone."""

from datetime import timedelta
from pathlib import Path

import pytest

from corpus.errors import StoreBusy, UnknownArticle
from corpus.store import UNDO_TIME, Store, Visit, sqlite
from corpus.store import engine as engine_module
from tests.store_entries import entry
from tests.store_on_disk import sql

HIDDEN = "Hạnkim Bảođiện"
OLD = "2020-01-01T00:00:00Z"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite"


def test_only_what_was_removed_long_ago_is_purged(location: str) -> None:
    with Store.open(location) as store:
        ids = [store.put(entry(f"Bài {key}.", f"/{key}")).article_id for key in "abc"]
        for one in ids[:2]:
            store.remove(one)
        sql(location, "UPDATE heads SET removed_at = ? WHERE article = 1", OLD)
        assert store.removed() == (ids[0],)
        assert store.purge() == (ids[0],)
        assert store.purge() == ()
        store.restore(ids[1])
        with pytest.raises(UnknownArticle, match="no removed article"):
            store.restore(ids[0])
        with pytest.raises(UnknownArticle):
            store.get(ids[0])
        assert store.counts().live == 2
        assert store.check() == []
    assert timedelta(days=30) == UNDO_TIME


def test_with_ids_only_those_are_purged_and_live_ones_never(location: str) -> None:
    with Store.open(location) as store:
        ids = [store.put(entry(f"Bài {key}.", f"/{key}")).article_id for key in "abc"]
        for one in ids[:2]:
            store.remove(one)
        with pytest.raises(UnknownArticle, match=f"no removed article '{ids[2]}'"):
            store.purge(timedelta(), [ids[0], ids[2]])
        assert store.counts().removed == 2
        assert store.purge(timedelta(), [ids[1]]) == (ids[1],)
        assert store.counts().removed == 1


def test_nothing_of_a_purged_article_is_left_in_the_files(path: Path) -> None:
    with Store.open(path) as store:
        kept = store.put(entry("Bài ở lại.", "/kept")).article_id
        gone = store.put(
            entry(f"{HIDDEN} nói về Nghị định 72/2024/NĐ-CP.\nThủ tướng yêu cầu {HIDDEN} báo cáo.",
                  "https://secret.example/1", title=HIDDEN, source=HIDDEN, place=HIDDEN)
        )  # fmt: skip
        store.put(entry(f"{HIDDEN} lần hai.", "https://secret.example/1", title=HIDDEN))
        quote = {"article_id": gone.article_id, "quote": HIDDEN}
        store.add_feedback(question="Ai?", answer=HIDDEN, citations=[quote], thumb="up")
        store.add_feedback(question="Ai?", answer="Khác", citations=[], thumb="up")
        store.note_visits(
            [Visit("https://secret.example/1", "https://secret.example/1",
                   "https://secret.example/1", None, None, None, None, 1)]
        )  # fmt: skip
        store.remove(gone.article_id)
        assert store.purge(timedelta()) == (gone.article_id,)
        for file in path.parent.iterdir():
            content = file.read_bytes()
            assert HIDDEN.encode() not in content, file
            assert b"secret.example" not in content, file
            assert gone.article_id.encode() not in content, file
        assert store.counts().feedback == 2
        assert sql(path, "SELECT answer FROM feedback ORDER BY key") == [("",), ("Khác",)]
        assert store.get(kept).state == "live"
        assert store.check() == []
        again = store.put(entry(f"{HIDDEN} lần hai.", "https://secret.example/1", title=HIDDEN))
        assert again.outcome == "added"
        assert store.check() == []


def test_a_reader_that_holds_on_is_told_of(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    with Store.open(path) as store, Store.open(path) as reader:
        gone = store.put(entry("Bài đi.", "/a")).article_id
        store.remove(gone)
        with engine_module.reading(reader._engine) as connection:
            connection.exec_driver_sql("SELECT count(*) FROM texts").all()
            with pytest.raises(StoreBusy, match="run tracuu purge again"):
                store.purge(timedelta())
        assert store.purge(timedelta()) == ()
        assert "Bài đi".encode() not in path.with_name("store.sqlite-wal").read_bytes()
