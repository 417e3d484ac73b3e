"""Processes that ingest are killed at random moments: every article is whole or absent.

`TRACUU_SOAK=1` makes it 300 kills on each database.
"""

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from corpus.articles import RawDocument
from corpus.cleaning import clean
from corpus.errors import UnknownArticle
from corpus.ingest import ingest, prepare
from corpus.store import Entry, Store
from tests.conftest import Stores
from tests.postgres_server import PostgresServer
from tests.store_on_disk import sql

SOAK = bool(os.environ.get("TRACUU_SOAK"))
KILLS = 300 if SOAK else 15
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


def work(place: str, seed: int, report: Path) -> None:
    """Ingest and remove for ever, and note every step once it is done."""
    rng = random.Random(seed)
    lock = report.with_suffix(".lock")  # of its own, as on another machine
    with report.open("wb", buffering=0) as done, Store.open(place, lock=lock) as store:
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


@pytest.fixture(params=["sqlite", "postgresql"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Stores:
    """Lends places where there is no store yet."""
    if request.param == "postgresql":
        database: Stores = request.getfixturevalue("postgres").database
        return database
    numbers = count()

    @contextmanager
    def place() -> Iterator[str]:
        yield str(tmp_path / f"{next(numbers)}" / "store.sqlite")

    return place


def start(place: str, seed: int, report: Path) -> BaseProcess:
    CONTEXT.set_forkserver_preload(["tests.test_corpus_store_kill", "alembic.command"])
    process = CONTEXT.Process(target=work, args=(place, seed, report))
    process.start()
    return process


def wait_for(steps: int, process: BaseProcess, report: Path) -> None:
    while not report.exists() or report.read_bytes().count(b"\n") < steps:
        assert process.is_alive()
        time.sleep(0.001)


def kill(process: BaseProcess) -> None:
    process.kill()
    process.join()
    assert process.exitcode == -signal.SIGKILL


def test_killed_at_any_moment_every_article_is_whole_or_absent(
    places: Stores, tmp_path: Path, expected: dict[str, Entry]
) -> None:
    rng = random.Random(20250517)
    steps_seen = 0
    with ExitStack() as lent:
        for number in range(KILLS):
            if number % KILLS_PER_STORE == 0:
                place = lent.enter_context(places())
            report = tmp_path / f"report-{number}"
            process = start(place, number, report)
            wait_for(rng.choice(STEPS), process, report)
            time.sleep(rng.random() * SECONDS)
            kill(process)
            done = [int(line) for line in report.read_bytes().split()]
            steps_seen += len(done)
            assert_whole(place, expected)
            if done:
                assert_kept(place, number, done[-1])
    assert steps_seen > KILLS  # they were killed at work, not before it


def test_of_several_machines_that_write_some_are_killed(
    postgres: PostgresServer, tmp_path: Path, expected: dict[str, Entry]
) -> None:
    rng = random.Random(7)
    machines = 3
    reports = [tmp_path / f"{number}" / "report" for number in range(machines)]
    for report in reports:
        report.parent.mkdir()
    with postgres.empty_store() as place:
        for round_ in range(40 if SOAK else 2):
            processes = [start(place, number, report) for number, report in enumerate(reports)]
            for process, report in zip(processes, reports, strict=True):
                wait_for(3, process, report)
            time.sleep(rng.random() * SECONDS)
            kill(processes[round_ % machines])
            other = (round_ - 1) % machines
            survivor, report = processes[other], reports[other]
            wait_for(report.read_bytes().count(b"\n") + 2, survivor, report)
            for process in processes:
                if process.is_alive():
                    kill(process)
            assert_whole(place, expected)
            for report in reports:
                report.unlink()


def assert_whole(place: str, expected: dict[str, Entry]) -> None:
    with Store.open(place) as store:
        assert store.check() == []
        counts = store.counts()
        assert counts.live + counts.removed == store.list_articles(state=None).total
        store.version()
    for table in ("passages", "mentions", "definitions"):
        query = (
            f"SELECT revisions.revision, (SELECT count(*) FROM {table}"  # noqa: S608 - our own names
            f" WHERE {table}.revision = revisions.key) FROM revisions"
        )
        for revision, found in sql(place, query):
            assert found == len(getattr(expected[revision], table))
    for revision, blocks in sql(
        place,
        "SELECT revision, (SELECT json_array_length(blocks) FROM texts"
        " WHERE texts.revision = revisions.key) FROM revisions",
    ):
        assert blocks == len(expected[revision].article.blocks)


def assert_kept(place: str, seed: int, last: int) -> None:
    """Assert that the last step that was reported done is there, or the one after it."""
    held = dict(sql(place, "SELECT key, revision FROM source_keys"))
    allowed: dict[str, set[str]] = {}
    for raw in step(seed, last):
        allowed[raw.key] = {entry(raw).revision}
    for raw in step(seed, last + 1):
        allowed.setdefault(raw.key, set()).add(entry(raw).revision)
    for raw in step(seed, last):
        assert held[raw.key] in allowed[raw.key]
