"""Of several publishers on machines that share nothing but the server, one has the turn."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from index.errors import IndexBusy
from index.milvus import lease as leases
from index.milvus.index import MilvusIndex
from index.milvus.lease import Lease
from index.milvus.link import Link
from tests.fakes import FakeEncoder, FakeSource
from tests.indexes import held
from tests.lite_server import lite_server


@pytest.fixture(autouse=True)
def hurried(monkeypatch):
    monkeypatch.setattr(leases, "SETTLE_SECONDS", 0.1)
    monkeypatch.setattr(leases, "BEAT_SECONDS", 0.05)
    monkeypatch.setattr(leases, "LOST_SECONDS", 0.6)
    monkeypatch.setattr(leases, "WAIT_SECONDS", 10.0)


@pytest.fixture
def server(tmp_path):
    with lite_server(tmp_path) as started:
        yield started


def test_the_turn_is_one_at_a_time(server):
    inside, most, guard = [], [], threading.Lock()

    def take(home):
        with Lease(Link(server.address), "t", home) as lease:
            with guard:
                inside.append(home)
                most.append(len(inside))
            time.sleep(0.05)
            assert lease.held()
            with guard:
                inside.remove(home)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(take, "abcd"))
    assert most == [1, 1, 1, 1]


def test_a_holder_that_lives_keeps_its_turn(server, monkeypatch):
    monkeypatch.setattr(leases, "WAIT_SECONDS", 1.5)
    with Lease(Link(server.address), "t", "a") as lease:
        with pytest.raises(IndexBusy, match="another process"):
            Lease(Link(server.address), "t", "b").__enter__()
        assert lease.held()


def test_the_turn_of_one_that_died_passes_on(server, monkeypatch):
    monkeypatch.setattr(leases, "BEAT_SECONDS", 60.0)
    dead = Lease(Link(server.address), "t", "a")
    dead.__enter__()  # and never again heard of
    started = time.monotonic()
    with Lease(Link(server.address), "t", "b") as lease:
        assert lease.held()
        assert not dead.held()
    assert time.monotonic() - started > 0.5
    again = Lease(Link(server.address), "t", "a")
    again.__enter__()
    started = time.monotonic()
    with Lease(Link(server.address), "t", "a"):  # its own home knows that it is dead
        assert time.monotonic() - started < 0.5


def test_machines_that_publish_at_once_take_turns(server, tmp_path):
    source = FakeSource()
    for key in range(1, 40):
        source.add(key, f"bài viết số {key}")
    indexes = [MilvusIndex(Link(server.address), tmp_path / name, look_seconds=0) for name in "abc"]
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda index: index.publish(source, FakeEncoder()), indexes))
    assert {manifest.generation for manifest in found} == {"00000001"}  # the others found it done
    for key, index in enumerate(indexes, 40):
        source.add(key, "bài mới")
        index.publish(source, FakeEncoder())
    assert [held(index)[0] for index in indexes] == [list(range(1, 43))] * 3


def test_a_turn_that_was_lost_publishes_nothing(server, tmp_path, monkeypatch):
    source = FakeSource()
    source.add(1, "bài viết")
    index = MilvusIndex(Link(server.address), tmp_path, look_seconds=0)
    index.publish(source, FakeEncoder())
    source.add(2, "bài mới")
    with monkeypatch.context() as patch:
        patch.setattr(Lease, "held", lambda lease: lease._beating.ident is None)
        with pytest.raises(IndexBusy, match="try again"):
            index.publish(source, FakeEncoder())
    assert held(index)[0] == [1]
    index.publish(source, FakeEncoder())
    assert held(index)[0] == [1, 2]
