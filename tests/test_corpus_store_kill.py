"""Processes that ingest are killed at random moments: every article is whole or absent.

`TRACUU_SOAK=1` makes it 300 kills.
"""

import os
import random
import signal
import sqlite3
import time
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest

from corpus.articles import RawDocument
from corpus.cleaning import clean
from corpus.errors import UnknownArticle
from corpus.ingest import ingest, prepare
from corpus.store import Entry, Store

KILLS = 300 if os.environ.get("TRACUU_SOAK") else 30
KILLS_PER_STORE = 5
STEPS = (0, 0, 1, 2, 3, 5)  # done before the kill; with 0 the store may still be in the making
SECONDS = 0.06  # then at most this; a step takes about as long
# Children of a server that has the imports done: each is a new process, and starts at once.
CONTEXT = get_context("forkserver")


def source(key: int, content: int) -> RawDocument:
    """Return a source: many keys, few contents, so that there are updates and duplicates."""
    lines = [f"Địa phương thứ {content} triển khai chương trình chuyển đổi số năm nay"]
    lines += [
        f"Ủy ban nhân dân (UBND) ban hành Quyết định số {content + 10 * i}/QĐ-UBND về nhiệm vụ {i},"
        f" giao các cơ quan chuyên môn thực hiện và báo cáo kết quả trong đợt {content}."
        for i in range(1, 3 + content % 20)
    ]
    text = "\n\n".join(lines)
    return RawDocument(f"/data/{key}.txt", str(key), text.encode(), "text/plain")


def step(seed: int, number: int) -> list[RawDocument]:
    """Return what a process ingests in one go."""
    rng = random.Random(f"{seed}/{number}")
    return [source(rng.randrange(30), rng.randrange(60)) for _ in range(4)]


def work(path: Path, seed: int, report: Path) -> None:
    """Ingest and remove for ever, and note every step once it is done."""
    rng = random.Random(seed)
    with report.open("wb", buffering=0) as done, Store.open(path) as store:
        for number in range(10**6):
            ingest(step(seed, number), store, batch=3)
            done.write(b"%d\n" % number)
            if rng.random() < 0.3:
                articles = store.list_articles().articles
                try:
                    store.remove(rng.choice(articles).article_id)
                except (UnknownArticle, IndexError):
                    continue


def entry(raw: RawDocument) -> Entry:
    return prepare(clean(raw), raw.key)


@pytest.fixture(scope="module")
def expected() -> dict[str, Entry]:
    """Every content by its revision."""
    return {made.revision: made for made in (entry(source(0, content)) for content in range(60))}


def rows(path: Path, query: str) -> Iterator[tuple[str, int]]:
    connection = sqlite3.connect(path)
    try:
        yield from connection.execute(query).fetchall()
    finally:
        connection.close()


def test_killed_at_any_moment_every_article_is_whole_or_absent(
    tmp_path: Path, expected: dict[str, Entry]
) -> None:
    CONTEXT.set_forkserver_preload(["tests.test_corpus_store_kill", "alembic.command"])
    rng = random.Random(20250517)
    steps_seen = 0
    for kill in range(KILLS):
        path = tmp_path / f"{kill // KILLS_PER_STORE}" / "store.sqlite"
        report = tmp_path / f"report-{kill}"
        process = CONTEXT.Process(target=work, args=(path, kill, report))
        process.start()
        steps = rng.choice(STEPS)
        while not report.exists() or report.read_bytes().count(b"\n") < steps:
            assert process.is_alive()
            time.sleep(0.001)
        time.sleep(rng.random() * SECONDS)
        process.kill()
        process.join()
        assert process.exitcode == -signal.SIGKILL
        done = [int(line) for line in report.read_bytes().split()]
        steps_seen += len(done)
        assert_whole(path, expected)
        if done:
            assert_kept(path, kill, done[-1])
    assert steps_seen > KILLS  # they were killed at work, not before it


def assert_whole(path: Path, expected: dict[str, Entry]) -> None:
    with Store.open(path) as store, store.writing(seconds=5):
        assert store.check() == []
        counts = store.counts()
        assert counts.live + counts.removed == store.list_articles(state=None).total
        store.version()
    for table in ("passages", "mentions", "definitions"):
        query = (
            f"SELECT revisions.revision, (SELECT count(*) FROM {table}"  # noqa: S608 - our own names
            f" WHERE {table}.revision = revisions.key) FROM revisions"
        )
        for revision, count in rows(path, query):
            assert count == len(getattr(expected[revision], table))
    for revision, blocks in rows(
        path,
        "SELECT revision, (SELECT json_array_length(blocks) FROM texts"
        " WHERE texts.revision = revisions.key) FROM revisions",
    ):
        assert blocks == len(expected[revision].article.blocks)


def assert_kept(path: Path, seed: int, last: int) -> None:
    """Assert that the last step that was reported done is there, or the one after it."""
    held = dict(rows(path, "SELECT key, revision FROM source_keys"))
    allowed: dict[str, set[str]] = {}
    for raw in step(seed, last):
        allowed[raw.key] = {entry(raw).revision}
    for raw in step(seed, last + 1):
        allowed.setdefault(raw.key, set()).add(entry(raw).revision)
    for raw in step(seed, last):
        assert held[raw.key] in allowed[raw.key]
