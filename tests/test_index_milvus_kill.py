"""A process is killed while it publishes in Milvus: readers see what was before, or all of it."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.milvus.index import MilvusIndex
from index.milvus.link import Link
from tests.fakes import FakeEncoder
from tests.indexes import held
from tests.lite_server import lite_server
from tests.test_index_kill import stored

TRIALS = 100 if os.environ.get("TRACUU_SOAK") else 2

CHILD = """
import sys
from pathlib import Path
from index.milvus.index import MilvusIndex
from index.milvus.link import Link
from tests.fakes import FakeEncoder
from tests.test_index_kill import stored

index = MilvusIndex(Link(sys.argv[1]), Path(sys.argv[2]))
index.stamp()
print("ready", flush=True)
index.publish(stored(int(sys.argv[3])), FakeEncoder(), rebuild=sys.argv[4] == "anew")
print("done", flush=True)
"""


def killed_after(seconds: float, *arguments: str) -> bool:
    """Publish in a process that is killed so many seconds later; return whether it was not done."""
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, *arguments],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[1],
        text=True,
    ) as process:
        assert process.stdout.readline() == "ready\n"
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        return process.stdout.readline() != "done\n"


def shown(keys: list[int], live: list[int]) -> list[int]:
    """Return those that a search shows: the store hides what was in it once and is no more.

    That stays where a writer was killed between its manifest and the deletion.
    """
    return [key for key in keys if key in live or key > live[-1]]


@pytest.mark.timeout(900 if os.environ.get("TRACUU_SOAK") else 120)
def test_killed_at_any_moment_the_index_is_the_old_or_the_new_one(tmp_path):
    moments, version, torn = random.Random(57), 1, 0
    with lite_server(tmp_path) as server:
        index = MilvusIndex(Link(server.address), tmp_path / "index", look_seconds=0)
        index.publish(stored(version), FakeEncoder())
        for trial in range(TRIALS):
            how = "anew" if trial % 2 else "grow"
            wanted = version + 1
            seconds = moments.uniform(0.3, 1.2)  # half a second of it waits for the turn
            torn += killed_after(seconds, server.address, str(tmp_path / "index"), str(wanted), how)
            keys = held(index, exact=False)
            assert keys[0] == keys[1]
            old, new = sorted(stored(version).records), sorted(stored(wanted).records)
            assert old == shown(keys[0], old) or new == shown(keys[0], new)
            version = wanted if new == shown(keys[0], new) else version
        assert torn
        index.publish(stored(version + 2), FakeEncoder())
        assert held(index)[0] == sorted(stored(version + 2).records)


class KilledError(Exception):
    """The writer is gone."""


def test_what_a_killed_writer_did_not_delete_the_next_one_deletes(tmp_path, monkeypatch):
    def killed(*_: object, **__: object) -> None:
        raise KilledError

    with lite_server(tmp_path) as server:
        index = MilvusIndex(Link(server.address), tmp_path / "index", look_seconds=0)
        index.publish(stored(4), FakeEncoder())
        gone = set(stored(4).records) - set(stored(5).records)
        with monkeypatch.context() as patched:
            patched.setattr("index.milvus.publish.batches", killed)
            with pytest.raises(KilledError):
                index.publish(stored(5), FakeEncoder())
        assert set(held(index, exact=False)[0]) == gone | set(stored(5).records)
        index.publish(stored(5), FakeEncoder())
        assert held(index)[0] == sorted(stored(5).records)
