"""Which files of a watched folder are given when, on a clock that tests turn."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import SourceError
from corpus.readers.settling import Settling


@dataclass
class Folder:
    """A folder, and a clock that its files go by."""

    root: Path
    at: float = 1_000_000.0

    def now(self) -> float:
        return self.at

    def write(self, name: str, text: str, *, age: float = 0.0) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        os.utime(path, (self.at - age, self.at - age))
        return path

    def settling(self) -> Settling:
        return Settling([self.root], settle=2.0, now=self.now)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "in")


def test_what_has_lain_there_is_given_at_once_and_once(folder: Folder) -> None:
    old = [folder.write(name, "a", age=60) for name in ("b.txt", "sub/a.txt", "a.txt")]
    settling = folder.settling()
    settling.look()
    assert settling.ready() == sorted(old)
    settling.look()
    assert settling.ready() == []


def test_what_came_into_a_new_folder_before_it_was_watched_is_found(folder: Folder) -> None:
    settling = folder.settling()
    folder.root.mkdir()
    settling.look()
    new = folder.root / "new"
    new.mkdir()
    settling.notice([new])
    path = folder.write("new/a.txt", "a")  # nobody tells of it
    assert settling.ready() == []
    folder.at += 2
    assert settling.ready() == [path]


def test_a_folder_that_is_told_of_and_gone_is_nothing(folder: Folder) -> None:
    settling = folder.settling()
    new = folder.root / "new"
    new.mkdir(parents=True)
    settling.notice([new])
    new.rmdir()
    folder.at += 2
    assert settling.ready() == []


def test_a_clock_that_is_set_back_makes_no_file_wait(folder: Folder) -> None:
    settling = folder.settling()
    path = folder.write("a.txt", "a")
    settling.look()
    folder.at -= 3_600
    assert settling.ready() == []
    folder.at += 2
    assert settling.ready() == [path]


def test_a_file_is_given_when_it_is_written_no_longer(folder: Folder) -> None:
    settling = folder.settling()
    path = folder.write("a.txt", "a")
    settling.look()
    for size in range(2, 5):
        assert settling.ready() == []
        folder.at += 1.5
        folder.write("a.txt", "a" * size)
        settling.notice([path])
    folder.at += 1.9
    assert settling.ready() == []
    folder.at += 0.2
    assert settling.ready() == [path]


def test_a_write_that_nobody_told_of_is_seen_before_a_file_is_given(folder: Folder) -> None:
    settling = folder.settling()
    path = folder.write("a.txt", "a")
    settling.look()
    folder.at += 3
    folder.write("a.txt", "ab")
    assert settling.ready() == []
    folder.at += 3
    assert settling.ready() == [path]


def test_a_changed_file_is_given_again_and_one_that_came_back_too(folder: Folder) -> None:
    settling = folder.settling()
    path = folder.write("a.txt", "a", age=60)
    settling.look()
    settling.ready()
    folder.write("a.txt", "b", age=30)  # the same size, another time
    settling.notice([path])
    folder.at += 2
    assert settling.ready() == [path]
    path.unlink()
    settling.look()
    assert settling.ready() == []
    folder.write("a.txt", "b", age=30)
    settling.look()
    assert settling.ready() == [path]


def test_what_is_hidden_unfinished_or_elsewhere_is_left_alone(folder: Folder) -> None:
    other = Folder(folder.root.parent / "other").write("a.txt", "a", age=60)
    names = (".a.txt", ".git/a.txt", "sub/.b.txt", "a.txt.part", "a.TMP", "a.crdownload")
    paths = [folder.write(name, "a", age=60) for name in names]
    settling = folder.settling()
    settling.look()
    settling.notice([*paths, other, folder.root / "gone.txt", folder.root])
    assert settling.ready() == []


def test_a_folder_that_is_moved_in_is_given_with_all_its_files(folder: Folder) -> None:
    folder.write("x.txt", "x", age=60)
    settling = folder.settling()
    settling.look()
    settling.ready()
    moved = [folder.write(f"new/{name}.txt", name, age=60) for name in ("a", "b")]
    settling.notice([folder.root / "new"])
    assert settling.ready() == moved


def test_a_clock_that_is_ahead_keeps_no_file_for_ever(folder: Folder) -> None:
    path = folder.write("a.txt", "a", age=-3_600)
    settling = folder.settling()
    settling.look()
    folder.at += 2
    assert settling.ready() == [path]


def test_a_file_can_be_watched_and_a_folder_that_is_gone_is_an_error(folder: Folder) -> None:
    path = folder.write("a.txt", "a", age=60)
    settling = Settling([path], now=folder.now)
    settling.look()
    assert settling.ready() == [path]
    gone = Settling([folder.root / "gone"], now=folder.now)
    with pytest.raises(SourceError, match="gone"):
        gone.look()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["write", "look", "wait", "notice"]), max_size=12))
def test_whatever_happens_the_last_content_is_given_at_last(
    tmp_path: Path, steps: list[str]
) -> None:
    folder = Folder(tmp_path)
    settling = folder.settling()
    given_as: str | None = None

    def take() -> None:
        nonlocal given_as
        for path in settling.ready():
            given_as = path.read_text()

    for number, step in enumerate(steps):
        match step:
            case "write":
                folder.write("a.txt", f"text {number}")
            case "look":
                settling.look()
            case "notice":
                settling.notice([folder.root / "a.txt"])
            case "wait":
                folder.at += 3
        take()
    folder.write("a.txt", "last")
    for _ in range(2):
        settling.look()
        folder.at += 3
        take()
    assert given_as == "last"
