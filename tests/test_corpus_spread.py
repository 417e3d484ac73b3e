"""Work spread over processes: as if it were done here, and nobody outlives the one who asked."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import WorkStopped
from corpus.spread import FEW, Spread, one_ahead
from tests.executor_contract import ExecutorContract

ASKED = """
import os, sys, time
from corpus.spread import Spread
from tests.test_corpus_spread import here, slow
if __name__ == "__main__":
    with Spread("corpus.spread", 2) as spread:
        print(*set(spread.map(here, range(64))), flush=True)
        list(spread.map(slow, range(64)))
"""


def here(_: int) -> int:
    time.sleep(0.01)
    return os.getpid()


def slow(_: int) -> None:
    time.sleep(60)


def die(number: int) -> None:
    if number == 40:
        os.kill(os.getpid(), signal.SIGKILL)


class TestContract(ExecutorContract):
    @pytest.fixture
    def executor(self) -> Iterator[Spread]:
        with Spread("corpus.spread", 2) as spread:
            yield spread


def test_processes_that_are_no_copies_of_this_one():
    with Spread("corpus.spread", 2, fork=False) as spread:
        assert list(spread.map(abs, range(-50, 0))) == list(range(50, 0, -1))
        assert spread._context().get_start_method() == "forkserver"


def test_one_process_does_all_itself():
    with Spread("corpus.spread", 1) as spread:
        assert set(spread.map(here, range(2 * FEW))) == {os.getpid()}


def test_a_killed_helper_is_told_and_waits_for_nobody():
    with Spread("corpus.spread", 2) as spread, pytest.raises(WorkStopped, match="again"):
        list(spread.map(die, range(100)))


def test_the_next_is_begun_before_the_last_is_used():
    events = []

    def begun():
        for number in range(3):
            events.append(f"begin {number}")
            yield number
        raise ValueError("no more")

    def use():
        for number in one_ahead(begun()):
            events.append(f"use {number}")

    with pytest.raises(ValueError, match="no more"):
        use()
    assert events == ["begin 0", "begin 1", "use 0", "begin 2", "use 1", "use 2"]


def alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(sys.platform != "linux", reason="processes are read from /proc")
def test_no_process_outlives_the_one_that_was_killed(tmp_path):
    script = tmp_path / "asked.py"
    script.write_text(ASKED, encoding="utf-8")
    root = str(Path(__file__).parents[1])
    process = subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
    )
    assert process.stdout is not None
    with process.stdout:
        children = [int(pid) for pid in process.stdout.readline().split()]
    assert children
    assert all(map(alive, children))
    process.kill()
    process.wait()
    deadline = time.monotonic() + 10
    while any(map(alive, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(alive, children))
