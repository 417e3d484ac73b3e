"""The service over an index in a Milvus server: 503 while that is away, and back by itself."""

import time

import pytest
from fastapi.testclient import TestClient

import index.milvus.lease as leases
import index.milvus.link as links
from service.compose import Service
from service.errors import SettingsError
from service.http.app import create_app
from service.settings import load_settings
from tests.commands import complaint
from tests.fakes_service import check_problem, make_service, make_settings
from tests.lite_server import closed_port, lite_server

QUESTION = "chuyển đổi số"


@pytest.fixture(autouse=True)
def hurried(monkeypatch):
    monkeypatch.setattr(links, "PAUSE_SECONDS", 0.3)
    monkeypatch.setattr(leases, "SETTLE_SECONDS", 0.1)


@pytest.fixture
def server(tmp_path):
    with lite_server(tmp_path) as started:
        yield started


@pytest.fixture
def service(server, tmp_path):
    with make_service(tmp_path / "data", index=server.address) as made:
        yield made


def test_errors_only_while_the_server_is_away(service, server):
    with TestClient(create_app(service.settings, service)) as client:
        before = client.get("/v1/search", params={"q": QUESTION}).json()["hits"]
        assert before
        assert client.get("/readyz").status_code == 200
        server.stop()
        for _ in range(2):
            answer = client.get("/v1/search", params={"q": QUESTION})
            check_problem(answer, 503)
            assert int(answer.headers["retry-after"]) > 0
            assert str(server.port) not in answer.text
            check_problem(client.post("/v1/ask", json={"question": QUESTION}), 503)
            check_problem(client.get("/readyz"), 503)
        assert client.get("/healthz").status_code == 200
        server.start()
        until = time.monotonic() + 20
        while (answer := client.get("/v1/search", params={"q": QUESTION})).status_code == 503:
            assert time.monotonic() < until
            time.sleep(0.1)
        assert answer.json()["hits"] == before
        assert client.get("/readyz").status_code == 200


def test_a_removed_article_is_in_no_answer_though_the_server_is_away(service, server):
    hit = service.search(QUESTION).hits[0]
    server.stop()
    service.store.remove(hit.article_id)
    server.start()
    until = time.monotonic() + 20
    while True:
        try:
            found = service.search(QUESTION).hits
            break
        except links.IndexAway:
            assert time.monotonic() < until
            time.sleep(0.1)
    assert hit.article_id not in {other.article_id for other in found}


def test_the_directory_holds_no_index(service):
    assert service.index.lacking(service.store, service.encoder) == 0
    there = {path.name for path in service.settings.index_directory.iterdir()}
    assert there <= {"home", "tracuu.lock", "tracuu.npz"}


@pytest.mark.parametrize(
    "address",
    ["http://h:19530", "milvus://h", "milvus+http://", "milvus+file://x.db", "milvus+file:///x"],
)
def test_an_address_that_is_none_of_a_server(address):
    with pytest.raises(SettingsError, match=r"TRACUU_INDEX.*milvus\+http://HOST:PORT"):
        load_settings(index=address)


def test_a_password_in_the_address_is_masked(tmp_path):
    settings = make_settings(tmp_path, index="milvus+https://me:secret@h:19530/news")
    assert settings.masked()["TRACUU_INDEX"] == "milvus+https://me:********@h:19530/news"
    assert settings.index_directory == tmp_path / "index"


def test_what_is_needed_is_named_where_it_is_not_installed(tmp_path, monkeypatch):
    monkeypatch.setattr(links, "find_spec", lambda _name: None)
    service = Service(make_settings(tmp_path, index="milvus+http://h:19530"))
    with pytest.raises(SettingsError, match=r"pymilvus .*tracuu\[milvus\]"):
        _ = service.index


def test_the_command_line_says_it_in_one_line(tmp_path, monkeypatch, capsys):
    make_service(tmp_path).close()
    monkeypatch.setenv("TRACUU_INDEX", f"milvus+http://127.0.0.1:{closed_port()}")
    told = complaint(capsys, "search", QUESTION, "--data", str(tmp_path))
    assert "Milvus server 127.0.0.1" in told
