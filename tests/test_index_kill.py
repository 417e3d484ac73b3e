"""A process is killed at random moments while it publishes; the index is never torn."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.generations import open_current
from index.lexical import LexicalIndex
from index.publish import publish
from tests.fakes import FakeEncoder, FakeSource

SOAK = bool(os.environ.get("TRACUU_SOAK"))
TRIALS = 300 if SOAK else 30
ROUND = 60  # passages that each publication adds; it removes some of those before

CHILD = """
import sys
from pathlib import Path
from tests.fakes import FakeEncoder
from tests.test_index_kill import stored
from index.publish import publish

print("ready", flush=True)
publish(stored(int(sys.stdin.readline())), FakeEncoder(), Path(sys.argv[1]))
print("done", flush=True)
"""


class Publisher:
    """A fresh process that publishes a version of the store when it is told to."""

    def __init__(self, directory: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(directory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[1],
            text=True,
        )

    def killed_after(self, seconds: float, version: int) -> bool:
        """Publish `version`, kill after `seconds`; return whether it was not done by then."""
        with self.process as process:
            assert process.stdout.readline() == "ready\n"
            process.stdin.write(f"{version}\n")
            process.stdin.flush()
            time.sleep(seconds)
            process.send_signal(signal.SIGKILL)
            return process.stdout.readline() != "done\n"


def stored(version: int) -> FakeSource:
    """Return the store after `version` rounds: the same in every process."""
    source = FakeSource()
    for key in range(1, ROUND * version + 1):
        if key > ROUND * (version - 1) or key % 3:
            source.add(key, f"bài viết số {key} về chuyển đổi số " * 5)
    return source


def held(directory: Path) -> list[int]:
    """Open the index, which verifies every checksum, and return its keys, the same in both legs."""
    generation = open_current(directory)
    segments = generation.segments()
    keys = sorted(int(key) for segment in segments for key in segment.keys[segment.live])
    assert len(LexicalIndex(generation.lexical)) == len(keys)
    return keys


@pytest.mark.timeout(900 if SOAK else 120)
def test_killed_at_any_moment_the_index_is_the_old_or_the_new_one(tmp_path):
    moments = random.Random(57)
    version, killed, seconds = 1, 0, 0.2
    publish(stored(version), FakeEncoder(), tmp_path)
    publisher = Publisher(tmp_path)
    for _ in range(TRIALS):
        old, new = sorted(stored(version).records), sorted(stored(version + 1).records)
        following = Publisher(tmp_path)  # starts while this one works
        torn = publisher.killed_after(moments.uniform(0, seconds), version + 1)
        publisher = following
        killed += torn
        seconds *= 1.1 if torn else 0.8  # aim within what a publication takes
        keys = held(tmp_path)
        assert keys in ((old, new) if torn else (new,))
        if keys == new:
            version += 1
    publisher.killed_after(0, version + 1)
    assert killed > TRIALS // 4
    publish(stored(version + 2), FakeEncoder(), tmp_path)
    assert held(tmp_path) == sorted(stored(version + 2).records)
    assert len(list((tmp_path / "generations").iterdir())) == 2
