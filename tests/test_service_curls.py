"""The curls of `docs/http.md`, run as they stand against the bundled articles."""

import os
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from corpus.ingest import ingest
from corpus.readers import walk
from service.compose import Service
from service.http.app import create_app
from service.http.description import examples
from service.keys import create_key
from tests.fakes_service import make_settings

ROOT = Path(__file__).parents[1]
DOCUMENT = (ROOT / "docs" / "http.md").read_text(encoding="utf-8")
CURLS = [line for line in DOCUMENT.splitlines() if line.startswith("curl ")]
SAMPLES = sorted((ROOT / "corpus" / "samples").glob("00*.txt"))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Return (address, admin key) of a service over some of the bundled articles."""
    folder = tmp_path_factory.mktemp("data")
    service = Service(make_settings(folder), create=True)
    ingest(list(walk(SAMPLES)), service.store)
    service.publish()
    secret, _ = create_key(service.store, "docs", "admin")
    app = create_app(service.settings, service)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", secret
    server.should_exit = True
    thread.join(20)


def test_curl_is_there() -> None:
    assert shutil.which("curl"), "install curl: the documented commands are run by it"


# In the order of the page: an article is added before it is shown and removed.
@pytest.mark.parametrize("command", CURLS, ids=range(len(CURLS)))
def test_a_documented_curl_works(command: str, served: tuple[str, str]) -> None:
    address, secret = served
    shown = '-w "\\n%{http_code}"'
    done = subprocess.run(
        ["/bin/sh", "-c", command.replace("localhost:8000", address) + f" {shown}"],
        cwd=ROOT,
        env=os.environ | {"KEY": secret, "no_proxy": "*"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.rpartition("\n")[2] in {"200", "201", "204"}, done.stdout


def test_there_is_a_curl_for_each_operation() -> None:
    for name in examples():
        method, path = name.split(" ", 1)
        # A parameter of the path stands for anything without a blank or a quote.
        pattern = re.sub(r"\\{[^}]*\\}", r"[^ '?]+", re.escape(path))
        sends = [line for line in CURLS if re.search(rf"localhost:8000{pattern}(?=[ '?]|$)", line)]
        assert any(method_of(line) == method for line in sends), (method, path)


def method_of(command: str) -> str:
    if named := re.search(r"-X (\w+)", command):
        return named[1]
    is_post = re.search(r" (?:-d|-F) ", command) and " -sG " not in f" {command} "
    return "POST" if is_post else "GET"
