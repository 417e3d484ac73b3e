"""What a machine keeps beside an index in Milvus may be damaged: it costs time, nothing else."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.changes import NONE
from index.milvus.collections import Manifest
from index.milvus.index import MilvusIndex
from index.milvus.known import Known, _kept
from index.milvus.link import Link
from index.vectors import DIGEST
from tests.fakes import FakeEncoder
from tests.indexes import held, link, milvus
from tests.published import source

__all__ = ["link", "source"]  # fixtures
MANIFEST = Manifest("00000001", "fake", 4, 9, 1, (1.0, 1.0), (9, 9), 9, 9, "f00d" * 8)
# Bits of an archive that make it seem encrypted, of a later version, packed in an unknown way.
MARKS = (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"\x93NUMPY")


@pytest.fixture(scope="module")
def content():
    keys, digests = np.arange(9), np.array([b"%016d" % key for key in range(9)], DIGEST)
    with TemporaryDirectory() as folder:
        file = Path(folder, "kept.npz")
        Known().keep(file, MANIFEST.mark, NONE, keys, digests)
        assert len(_kept(file, MANIFEST) or ()) == 9
        return file.read_bytes()


def read(content: bytes) -> list[tuple[int, bytes]] | None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "kept.npz")
        file.write_bytes(content)
        return _kept(file, MANIFEST)


@given(st.data())
def test_a_file_with_changed_bits_is_known_for_it(content, data):
    changed = bytearray(content)
    near = [at + n for m in MARKS for at in range(len(changed)) if changed.startswith(m, at)
            for n in range(30)]  # fmt: skip
    places = st.sampled_from(near) | st.integers(0, len(changed) - 1)
    for place in data.draw(st.lists(places, min_size=1, max_size=5)):
        changed[place % len(changed)] ^= 1 << data.draw(st.integers(0, 7))
    assert read(bytes(changed)) in (None, read(content))


@given(st.data())
def test_a_file_that_is_cut_short_is_known_for_it(content, data):
    assert read(content[: data.draw(st.integers(0, len(content) - 1))]) is None


@pytest.mark.parametrize("damage", ["cut", "encrypted", "folder"])
def test_the_next_publication_mends_it(link, source, tmp_path, damage):
    index = milvus(link, tmp_path)
    index.publish(source, FakeEncoder())
    (file,) = tmp_path.glob("*.npz")
    whole = file.read_bytes()
    if damage == "folder":
        file.unlink()
        file.mkdir()
    else:
        bits = bytearray(whole)
        bits[whole.index(b"PK\x01\x02") + 8] |= 1  # says that the first part is encrypted
        file.write_bytes(whole[:100] if damage == "cut" else bits)
    source.add(11, "bài viết số 11")
    manifest = index.publish(source, FakeEncoder())
    assert held(index)[0] == list(range(1, 12))
    assert damage == "folder" or len(_kept(file, manifest) or ()) == 11


@pytest.mark.parametrize("left", ["", "đầu", "\0" * 32])
def test_two_directories_are_never_taken_for_the_same(tmp_path, source, left):
    homes = []
    for name in "ab":
        folder = tmp_path / name
        folder.mkdir()
        (folder / "home").write_text(left, "utf-8")
        index = MilvusIndex(Link("milvus+http://127.0.0.1:1"), folder)  # nobody is asked
        homes += [index._home(), index._home()]
    assert homes[0] == homes[1] != homes[2] == homes[3]
    assert not list(tmp_path.rglob("*.partial"))
