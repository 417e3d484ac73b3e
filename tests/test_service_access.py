"""Who may do what over HTTP, and what may be served where."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from service.errors import BadInput, Forbidden
from service.http.access import is_loopback
from service.http.app import create_app
from service.keys import create_key, hashed, role_of
from tests.fakes_service import make_service, make_settings

ASK = {"question": "thư viện"}
TEXT = {"title": "Tin", "text": "Một dòng tin ngắn."}


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("[::1]", True),
        ("localhost", True), ("::", False), ("10.0.0.1", False),
        ("example.com", False), ("", False),
    ],
)  # fmt: skip
def test_loopback(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


@pytest.mark.parametrize(
    ("host", "anonymous", "status"),
    [
        ("127.0.0.1", "auto", 200), ("127.0.0.1", "off", 401), ("127.0.0.1", "read", 200),
        ("10.0.0.1", "auto", 401), ("10.0.0.1", "read", 200), ("10.0.0.1", "off", 401),
    ],
)  # fmt: skip
def test_reading_without_a_key(tmp_path: Path, host: str, anonymous: str, status: int) -> None:
    service = make_service(tmp_path, host=host, anonymous=anonymous)
    create_key(service.store, "any", "read")
    with TestClient(create_app(service.settings, service)) as client:
        for response in (client.post("/v1/ask", json=ASK), client.get("/v1/articles")):
            assert response.status_code == status
            assert ("www-authenticate" in response.headers) is (status == 401)
        assert client.get("/healthz").status_code == 200
        assert client.post("/v1/articles", json=TEXT).status_code == 401
        assert client.delete("/v1/articles/0000000000000000").status_code == 401


def test_roles(tmp_path: Path) -> None:
    service = make_service(tmp_path, anonymous="off")
    reads, kept = create_key(service.store, "reader", "read")
    changes, _ = create_key(service.store, "editor", "admin")
    with TestClient(create_app(service.settings, service)) as client:
        reader, editor = {"X-API-Key": reads}, {"Authorization": f"bearer {changes}"}
        assert client.post("/v1/ask", json=ASK, headers=reader).status_code == 200
        assert client.post("/v1/articles", json=TEXT, headers=reader).status_code == 403
        assert client.post("/v1/articles", json=TEXT, headers=editor).status_code == 201
        assert client.post("/v1/ask", json=ASK, headers=editor).status_code == 200
        service.store.revoke_key(kept.key_id)
        assert client.post("/v1/ask", json=ASK, headers=reader).status_code == 401


def test_a_wrong_key_is_refused_even_where_none_is_needed(tmp_path: Path) -> None:
    service = make_service(tmp_path)
    with TestClient(create_app(service.settings, service)) as client:
        wrong = {"Authorization": "Bearer tracuu_wrong"}
        assert client.post("/v1/ask", json=ASK, headers=wrong).status_code == 401


def test_keys_are_kept_as_hashes(tmp_path: Path) -> None:
    service = make_service(tmp_path)
    secret, kept = create_key(service.store, "one", "admin")
    service.close()
    assert secret.encode() not in b"".join(p.read_bytes() for p in tmp_path.glob("store.sqlite*"))
    assert kept.hash == hashed(secret)
    assert role_of(service.store, secret) == "admin"
    assert role_of(service.store, secret + "x") is None
    for name, role in (("", "read"), ("a" * 101, "read"), ("a", "root")):
        with pytest.raises(BadInput):
            create_key(service.store, name, role)


def test_an_open_address_without_keys_is_not_served(tmp_path: Path) -> None:
    with pytest.raises(Forbidden, match=r"TRACUU_ANONYMOUS=read"):
        create_app(make_settings(tmp_path, host="10.0.0.1"))
    create_app(make_settings(tmp_path, host="10.0.0.1", anonymous="read"))
    create_app(make_settings(tmp_path, host="10.0.0.1", anonymous="off"))
    service = make_service(tmp_path, host="10.0.0.1")
    create_key(service.store, "one", "read")
    create_app(service.settings, service)
