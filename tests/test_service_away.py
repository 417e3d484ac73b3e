"""The service while the store's server is away: 503 or the right answer, then back by itself.

`TRACUU_SOAK=1` makes the server go and come 40 times.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from service.http.app import create_app
from tests.fakes_service import check_problem, make_service
from tests.postgres_server import PostgresServer

ASK = {"question": "Thư viện số mở cửa khi nào?"}
PATIENCE = 30.0
AWAY = (0.3, 2.5)  # seconds: less and more than a connection is tried for
ROUNDS = 20 if os.environ.get("TRACUU_SOAK") else 2


@pytest.fixture
def client(own_server: PostgresServer, tmp_path: Path) -> Iterator[TestClient]:
    with own_server.database() as place:
        service = make_service(tmp_path, store=place, rate_limit=0)
        with TestClient(create_app(service.settings, service)) as opened:
            yield opened


def searched(client: TestClient) -> Response:
    return client.get("/v1/search", params={"q": "thư viện số"})


def told(response: Response) -> dict[str, Any]:
    """Return what was answered, but for how long it took."""
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body | {"timings_ms": None}


def wait_until_ready(client: TestClient) -> None:
    until = time.monotonic() + PATIENCE
    while client.get("/readyz").status_code != 200:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_everything_that_needs_the_store_is_503_while_it_is_away(
    client: TestClient, own_server: PostgresServer
) -> None:
    before = told(searched(client)), told(client.post("/v1/ask", json=ASK))
    own_server.stop()
    try:
        check_problem(client.get("/readyz"), 503)
        begun = time.monotonic()
        for response in (
            client.get("/readyz"),
            searched(client),
            client.post("/v1/ask", json=ASK),
            client.post("/v1/ask", json={**ASK, "stream": True}),
            client.get("/v1/articles"),
            client.get("/v1/references"),
            client.get("/v1/directives"),
            # Whether the key is known cannot be told, so it is not 401.
            client.get("/v1/articles", headers={"X-API-Key": "unknown"}),
            client.delete(f"/v1/articles/{'0' * 16}", headers={"X-API-Key": "unknown"}),
            client.post("/v1/feedback", json={**ASK, "answer": "", "citations": [], "thumb": "up"}),
        ):
            problem = check_problem(response, 503)
            assert response.headers["retry-after"] == "5"
            assert "postgresql" not in problem["detail"]
        assert time.monotonic() - begun < PATIENCE
        assert client.get("/healthz").status_code == 200
    finally:
        own_server.start()
    wait_until_ready(client)
    assert (told(searched(client)), told(client.post("/v1/ask", json=ASK))) == before


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT])
def test_no_answer_is_wrong_while_the_server_goes_and_comes(
    client: TestClient, own_server: PostgresServer, how: signal.Signals
) -> None:
    right = told(searched(client)), told(client.post("/v1/ask", json=ASK))
    done = threading.Event()
    found: list[tuple[int, bool]] = []

    def use() -> None:
        while not done.is_set():
            for number, ask in enumerate((searched, lambda c: c.post("/v1/ask", json=ASK))):
                response = ask(client)
                good = response.status_code == 200 and told(response) == right[number]
                found.append((response.status_code, good))

    threads = [threading.Thread(target=use) for _ in range(3)]
    for thread in threads:
        thread.start()
    back: list[float] = []
    try:
        for number in range(ROUNDS):
            time.sleep(0.3)
            own_server.stop(how)
            time.sleep(AWAY[number % 2])
            own_server.start()
            begun = time.monotonic()
            wait_until_ready(client)
            back.append(time.monotonic() - begun)
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert {(200, True), (503, False)} == set(found)
    right_ones = found.count((200, True))
    sys.stdout.write(
        f"{how.name}: {right_ones} right, {len(found) - right_ones} were 503, none was wrong; "
        f"back in {sum(back) / len(back):.2f} s, at most {max(back):.2f} s\n"
    )
