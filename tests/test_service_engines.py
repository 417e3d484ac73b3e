"""A service beside PostgreSQL and Milvus that never ingested: it follows both, away and back."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import index.milvus.lease as leases
import index.milvus.link as links
from corpus.ingest import ingest_article
from corpus.ready import ready_article
from service.compose import Service
from service.http.app import create_app
from tests.fakes import FakeEncoder
from tests.fakes_service import FakeReader, check_problem, make_service, make_settings
from tests.lite_server import LiteServer, lite_server
from tests.postgres_server import PostgresServer

PATIENCE = 30.0
FERRY = ready_article("Phà Vân Đồn chạy lại", "Phà Vân Đồn chạy lại từ sáng nay.", name="pha")
BRIDGE = ready_article("Cầu Hòa Lạch thông xe", "Cầu Hòa Lạch thông xe thứ Hai.", name="cau")


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "PAUSE_SECONDS", 0.3)
    monkeypatch.setattr(leases, "SETTLE_SECONDS", 0.1)


@pytest.fixture
def milvus(tmp_path: Path) -> Iterator[LiteServer]:
    with lite_server(tmp_path) as started:
        yield started


@pytest.fixture
def place(own_server: PostgresServer) -> Iterator[str]:
    with own_server.database() as location:
        yield location


@pytest.fixture
def publisher(place: str, milvus: LiteServer, tmp_path: Path) -> Iterator[Service]:
    """A machine that brings articles and publishes them."""
    with make_service(tmp_path / "a", store=place, index=milvus.address) as made:
        yield made


@pytest.fixture
def follower(
    publisher: Service, place: str, milvus: LiteServer, tmp_path: Path
) -> Iterator[TestClient]:
    """A service on another machine."""
    settings = make_settings(tmp_path / "b", store=place, index=milvus.address, follow_seconds=0.1)
    service = Service(settings, create=True, encoder=FakeEncoder(), reader=FakeReader())
    with TestClient(create_app(settings, service)) as client:
        yield client


def titles(client: TestClient, question: str) -> list[str]:
    response = client.get("/v1/search", params={"q": question})
    return [hit["title"] for hit in response.json()["hits"]] if response.is_success else []


def eventually(come: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not come():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_new_generation_is_picked_up_whoever_publishes_it(
    publisher: Service, follower: TestClient
) -> None:
    assert titles(follower, "thư viện số")
    ingest_article(FERRY, "/pha", publisher.store)
    publisher.publish()
    eventually(lambda: titles(follower, "phà Vân Đồn")[:1] == [FERRY.title])
    # A machine that dies before it publishes leaves that to whoever follows.
    ingest_article(BRIDGE, "/cau", publisher.store)
    eventually(lambda: titles(follower, "cầu Hòa Lạch")[:1] == [BRIDGE.title])
    eventually(lambda: publisher.search("cầu Hòa Lạch").hits[0].title == BRIDGE.title)


def test_readiness_follows_each_engine_away_and_back(
    follower: TestClient, own_server: PostgresServer, milvus: LiteServer
) -> None:
    engines: list[list[PostgresServer | LiteServer]] = [
        [own_server],
        [milvus],
        [own_server, milvus],
    ]
    before = titles(follower, "thư viện số")
    assert follower.get("/readyz").status_code == 200
    for away in engines:
        for engine in away:
            engine.stop()
        # What Milvus last said holds for a second.
        eventually(lambda: follower.get("/readyz").status_code == 503)
        for _ in range(2):
            check_problem(follower.get("/readyz"), 503)
            check_problem(follower.get("/v1/search", params={"q": "thư viện số"}), 503)
        assert follower.get("/healthz").status_code == 200
        for engine in away:
            engine.start()
        eventually(lambda: follower.get("/readyz").status_code == 200)
        assert titles(follower, "thư viện số") == before


def test_readiness_follows_an_index_that_is_not_there_yet(
    place: str, milvus: LiteServer, tmp_path: Path
) -> None:
    settings = make_settings(tmp_path / "c", store=place, index=milvus.address, follow_seconds=0)
    service = Service(settings, create=True, encoder=FakeEncoder(), reader=FakeReader())
    with TestClient(create_app(settings, service)) as client:
        check_problem(client.get("/readyz"), 503)
        ingest_article(FERRY, "/pha", service.store)
        service.publish()
        assert client.get("/readyz").status_code == 200
