"""So many requests a minute for each key and each address."""

import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from service.http.app import create_app
from service.http.limits import _network
from service.keys import create_key
from tests.fakes_service import check_problem, make_service

ASK = {"question": "thư viện"}


@pytest.fixture(autouse=True)
def start_of_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock stand ten seconds into a minute."""
    monkeypatch.setattr(time, "time", lambda: 1_800_000_010.0)


def client_of(tmp_path: Path, address: str = "192.0.2.1", **options: object) -> TestClient:
    service = make_service(tmp_path, anonymous="read", **options)
    return TestClient(create_app(service.settings, service), client=(address, 5000))


def test_one_more_than_the_share_is_told_when_to_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with client_of(tmp_path, rate_limit=3) as client:
        for _ in range(3):
            assert client.post("/v1/ask", json=ASK).status_code == 200
        refused = client.post("/v1/ask", json=ASK)
        body = check_problem(refused, 429)
        assert "3 requests" in body["detail"]
        wait = int(refused.headers["retry-after"])
        assert wait == 50
        assert refused.headers["x-content-type-options"] == "nosniff"
        check_problem(client.get("/v1/articles"), 429)
        check_problem(client.post("/mcp", json={}), 429)
        for address in ("/", "/healthz", "/readyz", "/metrics", "/docs"):
            assert client.get(address).status_code == 200
        monkeypatch.setattr(time, "time", lambda: 1_800_000_010.1 + wait)
        assert client.post("/v1/ask", json=ASK).status_code == 200


def test_a_refused_body_is_not_read(tmp_path: Path) -> None:
    with client_of(tmp_path, rate_limit=1, max_body=1_000) as client:
        assert client.get("/v1/articles").status_code == 200
        check_problem(client.post("/v1/ask", content=b"x" * 2_000), 429)


def test_keys_and_addresses_have_a_share_each(tmp_path: Path) -> None:
    service = make_service(tmp_path, anonymous="read", rate_limit=2)
    app = create_app(service.settings, service)
    one, _ = create_key(service.store, "one", "read")
    two, _ = create_key(service.store, "two", "read")
    with TestClient(app, client=("192.0.2.1", 1)) as near:
        far = TestClient(app, client=("192.0.2.2", 1))
        for client, headers in (
            (near, {}),
            (far, {}),
            (near, {"X-API-Key": one}),
            (near, {"Authorization": f"Bearer {two}"}),
        ):
            found = [client.get("/v1/articles", headers=headers).status_code for _ in range(3)]
            assert found == [200, 200, 429]
        # A key has one share, wherever it is used from.
        assert far.get("/v1/articles", headers={"X-API-Key": one}).status_code == 429


def test_guessing_keys_uses_up_the_share_of_the_address(tmp_path: Path) -> None:
    with client_of(tmp_path, rate_limit=2) as client:
        found = [
            client.get("/v1/articles", headers={"X-API-Key": f"tracuu_{n}"}).status_code
            for n in range(4)
        ]
    assert found == [401, 401, 429, 429]


def test_zero_is_no_limit(tmp_path: Path) -> None:
    with client_of(tmp_path, rate_limit=0) as client:
        assert {client.get("/v1/articles?limit=1").status_code for _ in range(20)} == {200}


@pytest.mark.parametrize(
    ("address", "limit", "found"),
    [
        ("127.0.0.1", None, {200}),
        ("::1", None, {200}),
        ("192.0.2.1", None, {200, 429}),
        ("127.0.0.1", 2, {200, 429}),
    ],
)
def test_a_loopback_address_is_limited_only_where_somebody_says_so(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    limit: int | None,
    found: set[int],
) -> None:
    monkeypatch.setattr("service.http.limits.SHARE", 3)
    options = {} if limit is None else {"rate_limit": limit}
    with client_of(tmp_path, address, **options) as client:
        assert {client.get("/v1/articles?limit=1").status_code for _ in range(5)} == found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("testclient", "testclient", True),
    ],
)
def test_whose_share_an_address_uses(one: str, other: str, same: bool) -> None:
    assert (_network(one) == _network(other)) is same
