import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.vectors import MANY, Segment, SegmentWriter, VectorIndex

NONE = np.empty(0, np.int64)


def unit(rows, dimension, seed=0):
    vectors = np.random.default_rng(seed).standard_normal((rows, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def segment(directory, name, keys, vectors, dead=NONE):
    with SegmentWriter(directory, name, len(keys), vectors.shape[1]) as writer:
        for start in range(0, len(keys), 3):
            part = slice(start, start + 3)
            digests = np.array([f"{key:016x}" for key in keys[part]], "S16")
            writer.add(np.array(keys[part]), digests, vectors[part])
    return Segment.open(directory, name, dead)


def test_save_and_load_is_identity(tmp_path):
    vectors = unit(7, 4)
    found = segment(tmp_path, "a", [11, 12, 13, 14, 15, 16, 17], vectors)
    assert found.keys.tolist() == [11, 12, 13, 14, 15, 16, 17]
    assert found.digests[0] == b"000000000000000b"
    assert np.array_equal(found.vectors, vectors.astype(np.float16))


def test_a_segment_of_fewer_rows_than_were_announced(tmp_path):
    with SegmentWriter(tmp_path, "a", rows=100, dimension=4) as writer:
        writer.add(np.array([5]), np.array(["x"], "S16"), unit(1, 4))
    assert Segment.open(tmp_path, "a", NONE).vectors.shape == (1, 4)


def test_the_best_come_first_across_segments(tmp_path):
    first = segment(tmp_path, "a", [1, 2], np.array([[1, 0], [0, 1]], np.float32))
    second = segment(tmp_path, "b", [3], np.array([[0.6, 0.8]], np.float32))
    keys, scores = VectorIndex([first, second], 2).search(np.array([0, 1], np.float32), 10)
    assert keys.tolist() == [2, 3, 1]
    assert scores.tolist() == pytest.approx([1, 0.8, 0], abs=1e-3)


def test_dead_rows_are_not_found(tmp_path):
    found = segment(tmp_path, "a", [1, 2, 3], np.eye(3, dtype=np.float32), dead=np.array([1]))
    index = VectorIndex([found], 3)
    assert len(index) == 2
    assert index.search(np.array([0, 1, 0], np.float32), 3)[0].tolist() == [1, 3]


def test_only_what_is_allowed_is_found(tmp_path):
    index = VectorIndex([segment(tmp_path, "a", [10, 20, 30], np.eye(3, dtype=np.float32))], 3)
    query = np.array([0.9, 0.4, 0.1], np.float32)
    assert index.search(query, 3, {20, 30, 99})[0].tolist() == [20, 30]
    assert index.search(query, 3, {99})[0].tolist() == []
    assert index.search(query, 3, set())[0].tolist() == []


def test_a_question_without_known_words_finds_nothing(tmp_path):
    index = VectorIndex([segment(tmp_path, "a", [1], np.ones((1, 2), np.float32))], 2)
    assert index.search(np.zeros(2, np.float32), 3)[0].tolist() == []


def test_an_empty_index_finds_nothing():
    assert VectorIndex([], 4).search(np.ones(4, np.float32), 3)[0].tolist() == []


@settings(max_examples=20)
@given(st.integers(1, 60), st.integers(1, 70), st.integers(0, 1000))
def test_equal_to_numpy(tmp_path_factory, rows, top, seed):
    vectors = unit(rows, 16, seed)
    keys = list(range(1, rows + 1))
    index = VectorIndex([segment(tmp_path_factory.mktemp("v"), "a", keys, vectors)], 16)
    query = unit(1, 16, seed + 1)[0]
    found, scores = index.search(query, top)
    exact = vectors.astype(np.float16).astype(np.float32) @ query
    assert len(found) == min(top, rows)
    assert scores == pytest.approx(np.sort(exact)[::-1][:top], abs=1e-5)
    assert scores == pytest.approx(exact[found - 1], abs=1e-5)


def clustered(rows, dimension):
    """Return rows around some centres, as texts on some subjects give."""
    centres = unit(50, dimension, seed=1)
    vectors = centres[np.arange(rows) % 50] + 0.7 * unit(rows, dimension, seed=2)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    vectors = clustered(MANY, 32)
    keys = list(range(1, MANY + 1))
    dead = np.arange(0, MANY, 10)
    directory = tmp_path_factory.mktemp("large")
    with SegmentWriter(directory, "a", MANY, 32) as writer:
        writer.add(np.array(keys), np.zeros(MANY, "S16"), vectors)
    return Segment.open(directory, "a", dead), vectors


def test_a_large_segment_is_quantized_and_nearly_exact(large):
    segment, vectors = large
    assert segment.codes is not None
    index = VectorIndex([segment], 32)
    found = 0
    for query in unit(50, 32, seed=3):
        exact = vectors.astype(np.float16).astype(np.float32) @ query
        exact[segment.dead] = -2
        keys, scores = index.search(query, 100)
        assert scores[:10] == pytest.approx(exact[keys[:10] - 1], abs=1e-4)
        found += len(set(keys[:10] - 1) & set(np.argsort(-exact)[:10]))
    assert found / 500 >= 0.97


def test_a_large_segment_with_many_allowed(large):
    segment, _ = large
    allowed = set(range(2, MANY, 2))
    keys, _ = VectorIndex([segment], 32).search(unit(1, 32)[0], 100, allowed)
    assert len(keys) == 100
    assert set(keys.tolist()) <= allowed
    assert not set(keys.tolist()) & {row + 1 for row in segment.dead.tolist()}


def test_a_quantized_segment_is_the_same_every_time(large, tmp_path):
    segment, vectors = large
    with SegmentWriter(tmp_path, "a", MANY, 32) as writer:
        writer.add(segment.keys, segment.digests, vectors)
    assert (tmp_path / "a.codes.faiss").read_bytes() == segment.codes.read_bytes()
