"""Both kinds of index, for the suites that each must pass."""

import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.vietnamese.abbreviations import Lexicon
from index.local import LocalIndex
from index.milvus.index import MilvusIndex
from index.milvus.link import Link
from index.protocol import Index
from index.query import understand

KINDS = ("files", "milvus")
MOST = 10_000  # more than any suite writes


@pytest.fixture(scope="session")
def link() -> Iterator[Link]:
    """Connect to milvus-lite, which runs in this process until it ends."""
    with tempfile.TemporaryDirectory(prefix="tracuu-milvus-") as folder:
        made = Link(f"milvus+file://{folder}/lite.db")
        yield made
        made.close()


@pytest.fixture(params=KINDS)
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Index:
    """An empty index of each kind."""
    if request.param == "files":
        return LocalIndex(tmp_path)
    return milvus(request.getfixturevalue("link"), tmp_path)


def milvus(link: Link, directory: Path) -> MilvusIndex:
    """Return an empty index of its own in a server; every search looks for a new generation."""
    return MilvusIndex(link, directory, name=f"t{uuid.uuid4().hex}", look_seconds=0)


def held(index: Index, word: str = "bài", *, exact: bool = True) -> tuple[list[int], list[int]]:
    """Return the keys that the dense leg finds, and those that `word` finds.

    Unless `exact`, it may hold more than the passages of its manifest.
    """
    legs = index.load()
    dense = legs.candidates((), np.ones(legs.manifest.dimension, np.float32), MOST, None)[1]
    words = legs.candidates(understand(word, Lexicon([])).terms, None, MOST, None)[0]
    assert not exact or len(dense) == legs.manifest.passages
    return sorted(dense), sorted(words)
