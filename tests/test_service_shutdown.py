"""A service that is told to stop finishes the request it is in, with a real model server behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from corpus.ingest import ingest_article
from corpus.ready import ready_article
from service.compose import Service
from tests.fakes_service import make_settings

ROOT = Path(__file__).parents[1]
SLOW_SECONDS = 2.0


class SlowModel(BaseHTTPRequestHandler):
    """Speaks the OpenAI chat protocol, two seconds late."""

    reached: threading.Event

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        type(self).reached.set()
        time.sleep(SLOW_SECONDS)
        message = {"role": "assistant", "content": "Thư viện số mở cửa ngày 12/3/2024 [1]."}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        body = json.dumps({"id": "1", "object": "chat.completion", "choices": [choice]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def model() -> Iterator[str]:
    SlowModel.reached = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), SlowModel)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


def test_a_running_request_is_answered_before_the_service_stops(tmp_path: Path, model: str) -> None:
    article = ready_article("Thư viện số", "Thư viện số mở cửa ngày 12/3/2024.", name="library")
    with Service(make_settings(tmp_path), create=True) as service:
        ingest_article(article, "library", service.store)
        service.publish()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    chat = {
        "TRACUU_CHAT_MODEL": "openai:slow",
        "TRACUU_CHAT_URL": model,
        "TRACUU_CHAT_KEY": "key",
    }
    server = subprocess.Popen(
        [
            *(sys.executable, "-c", "from service.cli import main; main()"),
            *("serve", "--port", str(port), "--data", str(tmp_path)),
        ],
        cwd=ROOT,
        env=os.environ | chat,
        stderr=subprocess.PIPE,
        text=True,
    )
    url = f"http://127.0.0.1:{port}"
    answers: list[httpx.Response] = []

    def ask() -> None:
        body = {"question": "Thư viện số mở cửa ngày nào?"}
        answers.append(httpx.post(f"{url}/v1/ask", json=body, timeout=60))

    try:
        for _ in range(300):
            try:
                if httpx.get(f"{url}/readyz", timeout=5).status_code == 200:
                    break
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        asking = threading.Thread(target=ask)
        asking.start()
        assert SlowModel.reached.wait(60)
        server.send_signal(signal.SIGTERM)
        asking.join(60)
    finally:
        server.terminate()
        _, log = server.communicate(timeout=30)
    assert [response.status_code for response in answers] == [200]
    assert answers[0].json()["mode"] == "chat"
    assert "12/3/2024" in answers[0].json()["answer"]
    assert "Traceback" not in log
