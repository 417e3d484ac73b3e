"""Watching folders and feeds: what is new comes in by itself, and nothing ends it but the end."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from corpus.errors import StoreBusy
from corpus.fetching.fetcher import Fetcher
from corpus.ingest import Summary
from corpus.store import Store
from service.watching import Backoff, Kind, Schedule, Watcher
from tests.loopback import Answer, Site, html, local_fetcher, page, serving, xml

PATIENCE = 60.0


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "data" / "store.sqlite") as store:
        yield store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


@dataclass
class Heard:
    """A listener that can be waited for."""

    came_in: list[tuple[Kind, Summary]] = field(default_factory=list)
    failures: list[tuple[Kind, str, float]] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def came(self, kind: Kind, name: str, summary: Summary) -> None:
        with self.changed:
            self.came_in.append((kind, summary))
            self.changed.notify_all()

    def failed(self, kind: Kind, name: str, error: Exception, again: float) -> None:
        with self.changed:
            self.failures.append((kind, str(error), again))
            self.changed.notify_all()

    def total(self, kind: Kind = "folder") -> Summary:
        return sum((summary for of, summary in self.came_in if of == kind), Summary())

    def wait(self, done: Callable[[], bool]) -> None:
        with self.changed:
            assert self.changed.wait_for(done, PATIENCE), (self.came_in, self.failures)


@pytest.fixture
def heard() -> Heard:
    return Heard()


Start = Callable[..., Watcher]


@pytest.fixture
def start(store: Store, heard: Heard) -> Iterator[Start]:
    """Start a watcher; all are stopped in the end."""
    running: list[Watcher] = []

    def started(fetcher: Fetcher | None = None, **options: object) -> Watcher:
        watcher = Watcher(
            store,
            fetcher or local_fetcher(),
            heard,
            settle=0.05,
            **options,  # type: ignore[arg-type]  # those of Watcher
        )
        running.append(watcher)
        watcher.start()
        return watcher

    yield started
    for watcher in running:
        watcher.stop(PATIENCE)


class TestFolders:
    def test_new_and_changed_files_come_in_and_removed_ones_stay(
        self, folder: Path, store: Store, heard: Heard, start: Start
    ) -> None:
        (folder / "1.html").write_bytes(page(1))
        start(folders=[folder])
        heard.wait(lambda: heard.total().added == 1)
        (folder / "sub").mkdir()
        (folder / "sub" / "2.html").write_bytes(page(2))
        heard.wait(lambda: heard.total().added == 2)
        (folder / "1.html").write_bytes(page(11))
        heard.wait(lambda: heard.total().updated == 1)
        (folder / "1.html").unlink()
        (folder / "3.html").write_bytes(page(3))
        heard.wait(lambda: heard.total().added == 3)
        assert store.list_articles().total == 3
        assert heard.failures == []

    def test_a_file_that_is_still_written_is_waited_for(
        self, folder: Path, store: Store, heard: Heard, start: Start
    ) -> None:
        start(folders=[folder])
        whole = page(1)
        with (folder / "1.html").open("wb") as file:
            for at in range(0, len(whole), len(whole) // 8):
                file.write(whole[at : at + len(whole) // 8])
                file.flush()
                time.sleep(0.01)
        heard.wait(lambda: heard.total().added == 1)
        (article,) = store.list_articles().articles
        assert store.get(article.article_id).article.text.endswith("Đây là bài số 1.")
        assert heard.total().refused == ()

    def test_what_was_removed_by_hand_is_not_brought_back(
        self, folder: Path, store: Store, heard: Heard, start: Start
    ) -> None:
        (folder / "1.html").write_bytes(page(1))
        first = start(folders=[folder])
        heard.wait(lambda: heard.total().added == 1)
        first.stop(PATIENCE)
        store.remove(store.list_articles().articles[0].article_id)
        (folder / "2.html").write_bytes(page(2))
        start(folders=[folder])
        heard.wait(lambda: heard.total().added == 2)
        assert [article.name for article in store.list_articles().articles] == ["2"]

    def test_it_survives_errors(
        self, folder: Path, heard: Heard, start: Start, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from service import watching

        monkeypatch.setattr(watching, "Backoff", lambda *_: Backoff(0.05, 0.1, lambda: 1.0))
        busy = iter([StoreBusy("held by another"), RuntimeError("a defect")])
        real = watching.ingest

        def ingest(*args: object) -> Summary:
            for error in busy:
                raise error
            return real(*args)  # type: ignore[arg-type]  # passed through

        monkeypatch.setattr(watching, "ingest", ingest)
        (folder / "1.html").write_bytes(page(1))
        start(folders=[folder])
        heard.wait(lambda: heard.total().added == 1)
        assert [text for _, text, _ in heard.failures] == ["held by another", "a defect"]
        assert heard.failures[0][2] < heard.failures[1][2]

    def test_a_folder_that_comes_later(
        self, folder: Path, heard: Heard, start: Start, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from service import watching

        monkeypatch.setattr(watching, "Backoff", lambda *_: Backoff(0.05, 0.1, lambda: 1.0))
        later = folder / "mount"
        start(folders=[later])
        heard.wait(lambda: bool(heard.failures))
        later.mkdir()
        (later / "1.html").write_bytes(page(1))
        heard.wait(lambda: heard.total().added == 1)

    def test_of_two_one_watches_and_the_other_takes_over(
        self,
        folder: Path,
        tmp_path: Path,
        heard: Heard,
        start: Start,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        from service import watching

        monkeypatch.setattr(watching, "_LEADER_SECONDS", 0.05)
        lock = tmp_path / "watch.lock"
        first = start(folders=[folder], lock=lock)
        (folder / "1.html").write_bytes(page(1))
        heard.wait(lambda: heard.total().added == 1)
        start(folders=[folder], lock=lock)
        time.sleep(0.2)
        assert heard.total() == Summary(added=1)
        first.stop(PATIENCE)
        heard.wait(lambda: heard.total().unchanged == 1)


class TestFeeds:
    def test_pages_of_a_feed_come_in_on_schedule(
        self, site: Site, heard: Heard, start: Start
    ) -> None:
        item = f"<item><link>{site.address}/{{}}</link></item>"
        site.pages |= {"/1": html(page(1)), "/2": html(page(2)),
                       "/rss": xml(f"<rss>{item.format(1)}</rss>")}  # fmt: skip
        start(feeds=[f"{site.address}/rss"], seconds=0.05)
        heard.wait(lambda: heard.total("feed").added == 1)
        site.pages["/rss"] = xml(f"<rss>{item.format(1)}{item.format(2)}</rss>")
        heard.wait(lambda: heard.total("feed").added == 2)
        assert site.asked.count("/1") == 1

    def test_a_feed_that_fails_keeps_no_other_waiting(
        self, site: Site, heard: Heard, start: Start
    ) -> None:
        listed = f"<rss><item><link>{site.address}/1</link></item></rss>"
        site.pages |= {"/bad": Answer(b"", 500), "/1": html(page(1)), "/rss": xml(listed)}
        start(feeds=[f"{site.address}/bad", f"{site.address}/rss"], seconds=0.05)
        heard.wait(lambda: heard.total("feed").added == 1 and bool(heard.failures))
        kind, text, again = heard.failures[0]
        assert kind == "feed"
        assert "500" in text
        assert 30 <= again <= 60

    def test_what_fails_when_a_feed_has_been_read_does_not_end_watching(
        self,
        site: Site,
        heard: Heard,
        start: Start,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        from service import watching

        monkeypatch.setattr(watching, "Backoff", lambda *_: Backoff(0.05, 0.1, lambda: 1.0))
        site.pages |= {"/rss": xml("<rss></rss>")}
        broken = iter(["publishing", "telling"])
        took, told = heard.came, heard.failed

        def came(kind: Kind, name: str, summary: Summary) -> None:
            if next(broken, None):
                raise RuntimeError("publishing failed")
            took(kind, name, summary)

        def failed(kind: Kind, name: str, error: Exception, again: float) -> None:
            told(kind, name, error, again)
            if len(heard.failures) == 1:
                raise BrokenPipeError("nobody listens")

        monkeypatch.setattr(heard, "came", came)
        monkeypatch.setattr(heard, "failed", failed)
        start(feeds=[f"{site.address}/rss"], seconds=0.05)
        heard.wait(lambda: bool(heard.came_in))
        assert [text for _, text, _ in heard.failures] == ["publishing failed"] * 2
        assert "so did telling of it" in caplog.text

    def test_it_stops_at_once_though_a_server_makes_it_wait(
        self, site: Site, heard: Heard, start: Start
    ) -> None:
        reached, release = threading.Event(), threading.Event()

        def slow(send: Callable[[bytes], object]) -> None:
            reached.set()
            while not release.wait(0.05):
                send(b" ")

        site.pages["/rss"] = Answer(stream=slow)
        watcher = start(feeds=[f"{site.address}/rss"])
        assert reached.wait(PATIENCE)
        started = time.monotonic()
        watcher.stop(PATIENCE)
        assert time.monotonic() - started < 15  # the page would have had 20
        release.set()


def test_waits_grow_with_failures_and_are_never_the_same() -> None:
    low, high = (Backoff(60, 3_600, lambda value=value: value) for value in (0.0, 1.0))
    assert [high.failed() for _ in range(8)] == [60, 120, 240, 480, 960, 1_920, 3_600, 3_600]
    assert [low.failed() for _ in range(3)] == [30, 60, 120]
    low.worked()
    assert low.failed() == 30


def test_turns_of_feeds() -> None:
    at = [0.0]
    schedule = Schedule(["a", "b"], 1_800, lambda: at[0], lambda: 0.5)
    assert schedule.next() == ("a", 0)
    schedule.worked("a", more=True)
    at[0] = 10
    assert schedule.next() == ("a", 0)
    schedule.worked("a", more=True)
    assert schedule.next() == ("b", 0)  # it has been due for longer
    schedule.worked("b", more=False)
    assert schedule.next() == ("a", 0)
    assert schedule.failed("a") == 45
    assert schedule.next() == ("a", 45)
    assert schedule.failed("a", wait=3_600) == 3_600
    assert schedule.next() == ("b", 1_800)
