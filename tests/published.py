"""A small published index, and what is in it."""

import pytest

from corpus.vietnamese.abbreviations import Lexicon
from index.generations import generations, open_current
from index.lexical import LexicalIndex
from index.query import understand
from tests.fakes import FakeSource


@pytest.fixture
def source():
    found = FakeSource()
    for key in range(1, 11):
        found.add(key, f"bài viết số {key} về chuyển đổi số")
    return found


def contents(directory):
    """Return the keys in the vectors and those in the lexical index."""
    generation = open_current(directory)
    segments = generation.segments()
    dense = [int(key) for segment in segments for key in segment.keys[segment.live]]
    terms = understand("bài", Lexicon([])).terms
    words = LexicalIndex(generation.lexical)
    found = words.search(terms, 1000)[0].tolist()
    assert len(words) == len(dense) == generation.manifest.passages
    return sorted(dense), sorted(found)


def names(directory):
    return sorted(path.name for path in generations(directory).iterdir())
