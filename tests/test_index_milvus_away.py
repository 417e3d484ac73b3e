"""A Milvus server that is away: an error at once, never a wrong answer, and back by itself."""

import logging
import time

import pytest

import index.milvus.link as links
from index.engine import Engine
from index.errors import IndexAway, IndexUnwritable
from index.milvus.index import MilvusIndex
from index.milvus.link import Link
from tests.fakes import FakeEncoder
from tests.lite_server import closed_port, lite_server
from tests.published import source

__all__ = ["source"]  # a fixture


@pytest.fixture(autouse=True)
def hurried(monkeypatch):
    monkeypatch.setattr(links, "PAUSE_SECONDS", 0.3)
    monkeypatch.setattr(links, "READ_SECONDS", 1.0)


@pytest.fixture
def server(tmp_path):
    with lite_server(tmp_path) as started:
        yield started


def eventually(work):
    """Return what `work` returns as soon as it does not say that the server is away."""
    until = time.monotonic() + 20
    while True:
        try:
            return work()
        except IndexAway:
            assert time.monotonic() < until
            time.sleep(0.1)


def test_nobody_listens(source, tmp_path):
    port = closed_port()
    index = MilvusIndex(Link(f"milvus+http://me:secret@127.0.0.1:{port}"), tmp_path)
    with pytest.raises(IndexAway, match=f"127.0.0.1:{port}") as raised:
        Engine.open(index, source, FakeEncoder())
    assert "secret" not in str(raised.value)
    # In the pause nobody waits for what is not there.
    started = time.monotonic()
    for _ in range(20):
        with pytest.raises(IndexAway):
            index.stamp()
    assert time.monotonic() - started < 0.25
    with pytest.raises(IndexAway):
        index.publish(source, FakeEncoder())


def test_a_server_that_stops_and_starts(server, source, tmp_path, caplog):
    index = MilvusIndex(Link(server.address), tmp_path, look_seconds=0)
    index.publish(source, FakeEncoder())
    engine = Engine.open(index, source, FakeEncoder())
    before = [hit.passage_id for hit in engine.search("bài viết số 7").hits]
    server.stop()
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            with pytest.raises(IndexAway):
                engine.search("bài viết số 7")
            with pytest.raises(IndexAway):
                engine.search("bài viết", leg="dense")
    assert not caplog.records  # what is away is not what is damaged
    with pytest.raises((IndexAway, IndexUnwritable)):
        index.publish(source, FakeEncoder())
    server.start()
    after = eventually(lambda: engine.search("bài viết số 7"))
    assert [hit.passage_id for hit in after.hits] == before


def test_a_server_that_goes_while_a_generation_is_loaded(server, source, tmp_path, monkeypatch):
    index = MilvusIndex(Link(server.address), tmp_path, look_seconds=0)
    index.publish(source, FakeEncoder())
    engine = Engine.open(index, source, FakeEncoder())
    source.add(11, "Khai mạc lễ hội hoa ban")
    index.publish(source, FakeEncoder())
    index.stamp()
    load = index.load

    def gone():
        monkeypatch.setattr(index, "load", load)
        raise IndexAway("gone")

    monkeypatch.setattr(index, "load", gone)
    with pytest.raises(IndexAway):
        engine.search("lễ hội hoa ban")
    assert engine.search("lễ hội hoa ban").hits[0].passage_id == "p11"


def test_a_writer_whose_server_goes_leaves_the_index_as_it_was(server, source, tmp_path):
    index = MilvusIndex(Link(server.address), tmp_path, look_seconds=0)
    index.publish(source, FakeEncoder())
    source.add(11, "bài mới")

    class Stopping(FakeEncoder):
        def encode_passages(self, texts):
            server.stop()
            return super().encode_passages(texts)

    with pytest.raises((IndexAway, IndexUnwritable), match="Milvus server"):
        index.publish(source, Stopping())
    server.start()
    assert eventually(index.load).manifest.passages == 10
    assert eventually(lambda: index.publish(source, FakeEncoder())).passages == 11


def test_a_call_that_fails_once_is_made_again(server, source, tmp_path, monkeypatch):
    link = Link(server.address)
    index = MilvusIndex(link, tmp_path, look_seconds=0)
    index.publish(source, FakeEncoder())
    made, once = [], link._once

    def shaky(name, *args, **options):
        made.append(name)
        if len(made) == 1:
            raise links._failures()[0](code=2, message="no connection")
        return once(name, *args, **options)

    monkeypatch.setattr(link, "_once", shaky)
    assert index.load().manifest.passages == 10
    assert made[:2] == ["query", "query"]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("milvus+http://me:secret@milvus.example:19530/news", "milvus.example:19530"),
        ("milvus+https://milvus.example", "milvus.example:19530"),
        ("milvus+file:///var/lib/x.db", "/var/lib/x.db"),
    ],
)
def test_an_address_is_shown_without_its_password(address, shown):
    assert Link(address).shown == shown
