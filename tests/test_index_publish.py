"""Publishing: the index becomes what the store holds."""

import subprocess
import sys
from pathlib import Path

import filelock
import numpy as np
import pytest

import index.publish
from index.changes import MAX_SEGMENTS
from index.errors import (
    IndexBusy,
)
from index.generations import current, generations, open_current, verify
from index.publish import publish
from tests.fakes import FakeEncoder, FakeSource
from tests.published import contents, names, source

__all__ = ["source"]  # a fixture


def test_what_was_published_is_what_is_opened(source, tmp_path):
    manifest = publish(source, FakeEncoder(), tmp_path)
    assert contents(tmp_path) == (list(range(1, 11)), list(range(1, 11)))
    assert open_current(tmp_path).manifest == manifest


def test_vectors_are_those_of_title_and_text(tmp_path):
    source = FakeSource()
    source.add(1, "ba bốn", title="hai")
    source.add(2, "ba bốn", title="ba")  # the text begins with its title
    publish(source, FakeEncoder(), tmp_path)
    (segment,) = open_current(tmp_path).segments()
    scaled = segment.vectors / np.abs(segment.vectors).max(axis=1, keepdims=True)
    assert scaled[0, :3].tolist() == pytest.approx([0, 0.5, 1], abs=1e-3)
    assert scaled[1, :3].tolist() == pytest.approx([0, 1, 1], abs=1e-3)


def test_where_nothing_changed_nothing_is_written(source, tmp_path):
    first = publish(source, FakeEncoder(), tmp_path)
    before = current(tmp_path).stat()
    assert publish(source, FakeEncoder(), tmp_path) == first
    assert current(tmp_path).stat() == before


def test_an_unchanged_passage_under_a_new_key_is_not_embedded_again(source, tmp_path):
    encoder = FakeEncoder()
    publish(source, encoder, tmp_path)
    text = source.records[3].passage.text
    old = open_current(tmp_path).segments()[0].vectors[2].tolist()
    source.remove(3)
    source.add(30, text)
    publish(source, encoder, tmp_path)
    assert encoder.encoded == 10
    assert open_current(tmp_path).segments()[-1].vectors[0].tolist() == old


def test_unchanged_files_are_linked_and_the_old_generation_stays_whole(source, tmp_path):
    publish(source, FakeEncoder(), tmp_path)
    old = open_current(tmp_path)
    source.remove(1)
    source.add(11, "bài mới")
    publish(source, FakeEncoder(), tmp_path)
    new = open_current(tmp_path)
    vectors = f"{old.manifest.segments[0]}.vectors.npy"
    assert (old.path / vectors).samefile(new.path / vectors)
    terms = [name for name in old.manifest.files if name.endswith(".term")]
    assert all((old.path / name).samefile(new.path / name) for name in terms)
    verify(old)


def test_the_previous_generation_is_kept_and_no_other(source, tmp_path):
    for key in range(11, 15):
        source.add(key, f"bài {key}")
        publish(source, FakeEncoder(), tmp_path)
    assert names(tmp_path) == ["00000003", "00000004"]


def test_many_small_segments_are_merged(source, tmp_path):
    for key in range(11, 35):
        source.add(key, f"bài {key}")
        manifest = publish(source, FakeEncoder(), tmp_path)
        assert len(manifest.segments) <= MAX_SEGMENTS
    assert contents(tmp_path)[0] == list(range(1, 35))


def test_a_segment_with_many_dead_rows_is_written_anew(source, tmp_path):
    publish(source, FakeEncoder(), tmp_path)
    for key in (1, 2, 3):
        source.remove(key)
    manifest = publish(source, FakeEncoder(), tmp_path)
    assert manifest.segments == ("00000002",)
    assert len(open_current(tmp_path).segments()[0].keys) == 7


def test_two_do_not_publish_at_once(source, tmp_path, monkeypatch):
    monkeypatch.setattr(index.publish, "BUSY_SECONDS", 0.05)
    with filelock.FileLock(tmp_path / "lock"), pytest.raises(IndexBusy, match="another process"):
        publish(source, FakeEncoder(), tmp_path)


def test_leftovers_of_a_killed_process_are_cleared(source, tmp_path):
    publish(source, FakeEncoder(), tmp_path)
    (generations(tmp_path) / "00000002.partial" / "lexical").mkdir(parents=True)
    (generations(tmp_path) / "00000003").mkdir()  # named, but never made current
    source.add(11, "bài mới")
    manifest = publish(source, FakeEncoder(), tmp_path)
    assert len(contents(tmp_path)[0]) == 11
    assert ".partial" not in "".join(names(tmp_path))
    assert manifest.generation in names(tmp_path)
    assert "00000001" in names(tmp_path)


FULL = """
import resource, sys
from pathlib import Path
from index.errors import IndexUnwritable
from index.publish import publish
from tests.fakes import FakeEncoder, FakeSource
from tests.published import contents, names, source

__all__ = ["source"]  # a fixture

source = FakeSource()
for key in range(1, 2001):
    source.add(key, f"bài viết số {key} về chuyển đổi số " * 3)
for limit in 0, 500, 5_000, 20_000:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        publish(source, FakeEncoder(), Path(sys.argv[1]))
    except IndexUnwritable as error:
        print(error)
"""


def test_a_full_disk_leaves_the_index_as_it_was(source, tmp_path):
    """No file may grow beyond a limit, which is how a full disk looks to each of the writers."""
    publish(source, FakeEncoder(), tmp_path)
    run = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    lines = run.stdout.splitlines()
    assert len(lines) == 4, run
    # Its threads tell only that they could not write.
    reasons = "File too large", "io::Error"
    assert all("cannot be written: " in line for line in lines)
    assert all(any(reason in line for reason in reasons) for line in lines)
    assert len(contents(tmp_path)[0]) == 10
    assert names(tmp_path) == ["00000001"]
