"""A generation on disk: what is damaged, gone or of another format is refused."""

import os

import pytest

from index.errors import (
    FormatMismatch,
    IndexDamaged,
    IndexMissing,
)
from index.generations import (
    Generation,
    Manifest,
    current,
    generations,
    measure,
    open_current,
    verify,
)
from index.publish import publish
from tests.fakes import FakeEncoder
from tests.published import contents, source

__all__ = ["source"]  # a fixture


def test_there_is_no_index_yet(tmp_path):
    with pytest.raises(IndexMissing, match="tracuu"):
        open_current(tmp_path / "none")


@pytest.mark.parametrize("suffix", ["vectors.npy", ".term", "dead.npy", "meta.json", "keys.npy"])
def test_a_damaged_file_is_found(source, tmp_path, suffix):
    manifest = publish(source, FakeEncoder(), tmp_path)
    name = next(name for name in manifest.files if name.endswith(suffix))
    path = generations(tmp_path) / manifest.generation / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(IndexDamaged, match=f"{name}.*tracuu reindex"):
        open_current(tmp_path)
    source.add(11, "bài mới")
    with pytest.raises(IndexDamaged):
        publish(source, FakeEncoder(), tmp_path)
    publish(source, FakeEncoder(), tmp_path, rebuild=True)
    assert len(contents(tmp_path)[0]) == 11


def test_a_file_that_is_gone_is_found(source, tmp_path):
    manifest = publish(source, FakeEncoder(), tmp_path)
    (generations(tmp_path) / manifest.generation / "dead.npy").unlink()
    with pytest.raises(IndexDamaged, match=r"dead\.npy"):
        open_current(tmp_path)


@pytest.mark.parametrize("content", [b"", b"00000009 abc\n", b"\xff\xfe\x00", b"one two three"])
def test_a_pointer_that_points_nowhere_is_found(source, tmp_path, content):
    publish(source, FakeEncoder(), tmp_path)
    current(tmp_path).write_bytes(content)
    with pytest.raises(IndexDamaged, match="tracuu reindex"):
        open_current(tmp_path)


def test_an_altered_manifest_is_found(source, tmp_path):
    manifest = publish(source, FakeEncoder(), tmp_path)
    path = generations(tmp_path) / manifest.generation / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b"fake-1", b"fake-2"))
    with pytest.raises(IndexDamaged, match="altered"):
        open_current(tmp_path)


def test_another_format_is_refused(source, tmp_path):
    manifest = publish(source, FakeEncoder(), tmp_path)
    with pytest.raises(FormatMismatch, match=r"format 0, .*tracuu reindex"):
        Manifest.parse(manifest.dump().replace(b'"format": 2', b'"format": 0'))


def test_what_was_found_whole_is_read_again_only_when_it_has_changed(source, tmp_path, monkeypatch):
    manifest = publish(source, FakeEncoder(), tmp_path)
    home = generations(tmp_path) / manifest.generation
    for name in manifest.files:
        os.utime(home / name, (1_000_000_000, 1_000_000_000))
    read = []
    monkeypatch.setattr(
        "index.generations.measure", lambda path: read.append(path.name) or measure(path)
    )
    open_current(tmp_path)
    assert len(read) == len(manifest.files)
    read.clear()
    open_current(tmp_path)
    assert read == []
    dead = home / "dead.npy"
    dead.write_bytes(dead.read_bytes()[::-1])
    with pytest.raises(IndexDamaged, match=r"dead\.npy"):
        open_current(tmp_path)
    assert read == ["dead.npy"]
    with pytest.raises(IndexDamaged, match=r"dead\.npy"):
        verify(Generation(home, manifest))
