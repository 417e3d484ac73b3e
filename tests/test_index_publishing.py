"""Publishing, whatever kind of index it is: the index becomes what the store holds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import EncoderMismatch
from index.local import LocalIndex
from tests.fakes import FakeEncoder, FakeSource
from tests.indexes import KINDS, held, index, link, milvus
from tests.published import source

__all__ = ["index", "link", "source"]  # fixtures


class Fleeting(FakeSource):
    """A store from which some passages are removed while they are read."""

    def passages(self, keys):
        return (passage for passage in super().passages(keys) if passage.key % 2)


def test_an_empty_store_is_published_too(index):
    assert index.publish(FakeSource(), FakeEncoder()).passages == 0
    assert held(index) == ([], [])


def test_everything_is_published(source, index):
    seen = []
    manifest = index.publish(source, FakeEncoder(), progress=lambda *at: seen.append(at))
    assert (manifest.generation, manifest.passages) == ("00000001", 10)
    assert (manifest.fingerprint, manifest.dimension) == ("fake-1", 8)
    assert held(index) == (list(range(1, 11)), list(range(1, 11)))
    assert seen == [(10, 10)]
    assert index.load().manifest == manifest


def test_where_nothing_changed_nothing_is_published(source, index):
    first = index.publish(source, FakeEncoder())
    stamp = index.stamp()
    assert index.publish(source, FakeEncoder()) == first
    assert index.stamp() == stamp


def test_a_stamp_is_another_after_each_publication(source, index):
    stamps = [index.stamp()]
    for key in (11, 12):
        source.add(key, "bài mới")
        index.publish(source, FakeEncoder())
        stamps.append(index.stamp())
    assert stamps[0] is None
    assert len(set(stamps)) == 3


def test_an_unchanged_passage_under_a_new_key_is_not_embedded_again(source, index):
    encoder = FakeEncoder()
    index.publish(source, encoder)
    (question,) = encoder.encode_queries(["bài viết số"])
    before = index.load().candidates((), question, 100, None)[1]
    source.add(30, source.records[3].passage.text)
    source.remove(3)
    index.publish(source, encoder)
    assert encoder.encoded == 10
    after = index.load().candidates((), question, 100, None)[1]
    assert after[30] == before[3]


def test_what_the_index_lacks_is_counted(source, index):
    index.publish(source, FakeEncoder())
    assert index.lacking(source, FakeEncoder()) == 0
    source.add(11, "bài mới")
    source.add(3, "bài đã sửa")
    source.remove(1)
    assert index.lacking(source, FakeEncoder()) == 2
    with pytest.raises(EncoderMismatch):
        index.lacking(source, FakeEncoder("fake-2"))


def test_only_keys_that_are_allowed_are_found(source, index):
    index.publish(source, FakeEncoder())
    legs = index.load()
    vector = np.ones(8, np.float32)
    assert legs.candidates((), vector, 100, {2, 5, 99})[1].keys() == {2, 5}
    assert legs.candidates((), vector, 1, {2, 5, 99})[1].keys() <= {2, 5}
    assert legs.candidates((), vector, 100, set()) == ({}, {})


def test_only_what_is_new_is_embedded(source, index):
    encoder = FakeEncoder()
    index.publish(source, encoder)
    source.add(11, "bài mới")
    source.remove(3)
    manifest = index.publish(source, encoder)
    assert encoder.encoded == 11
    assert manifest.passages == 10
    wanted = [1, 2, 4, 5, 6, 7, 8, 9, 10, 11]
    assert held(index) == (wanted, wanted)


def test_a_changed_passage_under_its_old_key_is_replaced(source, index):
    encoder = FakeEncoder()
    index.publish(source, encoder)
    source.add(3, "bài đã sửa")
    index.publish(source, encoder)
    assert encoder.encoded == 11
    assert held(index) == (list(range(1, 11)), list(range(1, 11)))


def test_a_rebuild_embeds_everything(source, index):
    encoder = FakeEncoder()
    index.publish(source, encoder)
    manifest = index.publish(source, encoder, rebuild=True)
    assert encoder.encoded == 20
    assert manifest.generation == "00000002"


def test_another_encoder_is_refused(source, index):
    index.publish(source, FakeEncoder())
    with pytest.raises(EncoderMismatch, match=r"fake-1 .* fake-2 .*tracuu reindex"):
        index.publish(source, FakeEncoder("fake-2"))
    manifest = index.publish(source, FakeEncoder("fake-2"), rebuild=True)
    assert manifest.fingerprint == "fake-2"


def test_a_passage_that_goes_while_it_is_read_is_left_out(index):
    source = Fleeting()
    for key in range(1, 8):
        source.add(key, f"bài {key}")
    assert index.publish(source, FakeEncoder()).passages == 4
    assert held(index) == ([1, 3, 5, 7], [1, 3, 5, 7])


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=10)
@given(st.lists(st.tuples(st.integers(1, 12), st.sampled_from(["bài a", "bài b", None]))))
def test_any_history_ends_with_what_the_store_holds(tmp_path_factory, link, kind, history):
    directory = tmp_path_factory.mktemp("index")
    index = LocalIndex(directory) if kind == "files" else milvus(link, directory)
    source, encoder = FakeSource(), FakeEncoder()
    for step, (key, text) in enumerate(history):
        if text is not None:
            source.add(key, text)
        elif key in source.records:
            source.remove(key)
        if step % 3 == 0:
            index.publish(source, encoder)
    index.publish(source, encoder)
    assert held(index) == (sorted(source.records), sorted(source.records))
