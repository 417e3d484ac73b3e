"""`tracuu ingest --watch`: it goes on until a signal, and loses nothing meanwhile."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from corpus.ingest import Summary
from corpus.store import Store
from index.errors import IndexBusy
from service.cli.program import run
from service.cli.watching import _Telling
from tests.commands import follow_by_eye, output
from tests.loopback import page

__all__ = ["follow_by_eye"]  # a fixture

PATIENCE = 60.0


@pytest.fixture
def handled() -> Iterator[None]:
    """Have signals handled as in a program that a person has started, and then as before.

    What a shell starts behind (`make test &`) ignores Ctrl-C, and so would a test in it.
    """

    def unwanted(*_: object) -> None:
        raise AssertionError("the signal came when nobody watched")

    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, unwanted) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


def watched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *numbers: signal.Signals
) -> dict[str, Any]:
    """Watch a folder while two files come, then signals one after the other; return the outcome."""
    folder, where = tmp_path / "in", ["--data", str(tmp_path / "data")]
    folder.mkdir()
    outcome: list[bool] = []

    def come(count: int, store: Store) -> None:
        # Written elsewhere and moved in, as long ago as makes it settled.
        path = tmp_path / f"{count}.html"
        path.write_bytes(page(count))
        os.utime(path, (0, 0))
        path.rename(folder / path.name)
        until = time.monotonic() + PATIENCE
        while store.counts().live < count and time.monotonic() < until:
            time.sleep(0.02)

    def come_and_go() -> None:
        try:
            with Store.open(tmp_path / "data" / "store.sqlite") as store:
                come(1, store)
                come(2, store)
                outcome.append(store.counts().live == 2)
        finally:
            for number in numbers:
                os.kill(os.getpid(), number)
                time.sleep(0.1)

    assert run(["ingest", str(folder), *where]) == 0
    thread = threading.Thread(target=come_and_go, daemon=True)
    thread.start()
    found = output(capsys, "ingest", "--watch", str(folder), *where)
    thread.join(PATIENCE)
    assert outcome == [True]
    assert output(capsys, "search", "chuyển đổi số", *where)["hits"]
    return found


@pytest.mark.usefixtures("handled")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_watching_goes_on_until_a_signal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], number: signal.Signals
) -> None:
    found = watched(tmp_path, capsys, number)
    assert (found["added"], found["refused"]) == (2, [])


@pytest.mark.usefixtures("handled")
def test_watching_behind_a_shell_ignores_its_ctrl_c(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    assert watched(tmp_path, capsys, signal.SIGINT, signal.SIGTERM)["added"] == 2
    assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN


def test_what_could_not_be_published_while_watching_is_published_at_the_next_look(
    tmp_path: Path,
) -> None:
    publish = Mock(side_effect=[IndexBusy("another process is publishing"), None])
    told = _Telling(Mock(publish=publish, settings=Mock(data=tmp_path)))
    with pytest.raises(IndexBusy):
        told.came("folder", "in", Summary(added=1))
    told.came("folder", "in", Summary(unchanged=1))
    told.came("folder", "in", Summary(unchanged=1))
    assert publish.call_count == 2
