"""The doors of a service that really listens: what is let in, said and written down."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from service.http.app import create_app
from service.http.description import examples
from service.http.personal import MASK, mask
from service.keys import create_key
from tests.fakes_service import check_problem, make_service

ROOT = Path(__file__).parents[1]
ASK = {"question": "thư viện"}
FOREIGN = {"Origin": "https://other.example", "Access-Control-Request-Method": "POST"}


def test_each_operation_needs_the_key_that_it_should(tmp_path: Path) -> None:
    service = make_service(tmp_path, anonymous="off")
    reads, _ = create_key(service.store, "reader", "read")
    with TestClient(create_app(service.settings, service)) as client:
        for name, example in examples().items():
            method, path = name.split(" ", 1)
            sent = {"json": example["body"]} if "body" in example else {}
            open_to_all = path in {"/healthz", "/readyz", "/metrics"}
            changes = name in {
                "POST /v1/articles",
                "DELETE /v1/articles/{article_id}",
                "POST /v1/articles/{article_id}/restore",
            }
            for key, refused in ((None, 401), ("tracuu_wrong", 401), (reads, 403)):
                headers = {"X-API-Key": key} if key else {}
                status = client.request(method, path, headers=headers, **sent).status_code
                if open_to_all or (key == reads and not changes):
                    assert status not in {401, 403}, (name, key)
                else:
                    assert status == refused, (name, key)


def test_no_page_of_another_site_is_let_in(tmp_path: Path) -> None:
    service = make_service(tmp_path)
    with TestClient(create_app(service.settings, service)) as client:
        for path in ("/v1/ask", "/v1/search", "/v1/articles", "/mcp", "/"):
            for response in (
                client.options(path, headers=FOREIGN),
                client.post(path, json=ASK, headers=FOREIGN),
                client.get(path, headers=FOREIGN),
            ):
                named = [name for name in response.headers if name.startswith("access-control")]
                assert not named, path


def test_every_answer_has_the_security_headers(tmp_path: Path) -> None:
    service = make_service(tmp_path)
    with TestClient(create_app(service.settings, service)) as client:
        for path in ("/", "/docs", "/healthz", "/v1/articles", "/nowhere", "/v1/search"):
            headers = client.get(path).headers
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["x-frame-options"] == "DENY"
            assert headers["referrer-policy"] == "no-referrer"
            assert headers["cross-origin-resource-policy"] == "same-origin"
            policy = headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert "server" not in headers


def test_an_upload_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    service = make_service(tmp_path, max_body=5_000)
    secret, _ = create_key(service.store, "editor", "admin")
    with TestClient(create_app(service.settings, service)) as client:
        file = {"file": ("tin.txt", b"x" * 6_000)}
        headers = {"X-API-Key": secret}
        check_problem(client.post("/v1/articles", files=file, headers=headers), 413)
        many = [("file", (f"{n}.txt", b"x")) for n in range(3)]
        check_problem(client.post("/v1/articles", files=many, headers=headers), 422)
    assert service.store.list_articles(limit=10).total == 3


@pytest.mark.parametrize(
    "personal",
    [
        "079203001234",
        "0912\u200b345\u200b678",
        "0912/345/678",
        "0912_345_678",
        "０９１２３４５６７８",
        "an.nguyen＠thu.example.vn",
        "an.nguyen@thư-điện-tử.example",
        "AN@EXAMPLE.COM",
    ],
)
def test_personal_data_is_masked_however_it_is_written(personal: str) -> None:
    masked = mask(f"Số của tôi là {personal} nhé")
    assert MASK in masked
    assert not re.search(r"\d{3}|@|＠", masked)


@contextmanager
def image(folder: Path, **variables: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """Start the image's entry point on all addresses; yield the loopback one and the process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("TRACUU_")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    # It ingests the bundled articles only where there is no index yet.
    process = subprocess.Popen(
        [str(ROOT / "scripts" / "serve.sh")],
        env=inherited | {"PATH": path, "TRACUU_DATA": str(folder), "PORT": str(port)} | variables,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)


def wait_for(url: str, process: "subprocess.Popen[str]") -> httpx.Response:
    for _ in range(600):
        assert process.poll() is None, process.communicate()[1]
        try:
            return httpx.get(url, timeout=10)
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the service does not listen")


def test_the_documented_line_of_the_image_lets_everybody_read(tmp_path: Path) -> None:
    line = next(
        line
        for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
        if "docker run" in line
    )
    name, value = re.findall(r"-e (\w+)=(\w+)", line)[0]
    make_service(tmp_path).close()
    with image(tmp_path, **{name: value}) as (url, process):
        assert wait_for(f"{url}/healthz", process).json() == {"status": "ok"}
        assert httpx.get(f"{url}/v1/articles").status_code == 200
        added = httpx.post(f"{url}/v1/articles", json={"title": "a", "text": "b"})
        assert added.status_code == 401


def test_with_a_key_the_image_lets_only_its_holder_read(tmp_path: Path) -> None:
    service = make_service(tmp_path)
    secret, _ = create_key(service.store, "one", "read")
    service.close()
    with image(tmp_path) as (url, process):
        assert wait_for(f"{url}/healthz", process).status_code == 200
        assert httpx.get(f"{url}/v1/articles").status_code == 401
        held = httpx.get(f"{url}/v1/articles", headers={"X-API-Key": secret})
        assert held.status_code == 200
