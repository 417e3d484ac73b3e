"""The service on a real socket: many clients, clients that leave, signals."""

import json
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
import uvicorn

from service.answering.chat import ChatReader
from service.cli.program import run
from service.compose import Service
from service.http.app import create_app
from tests.fakes_service import FakeReader, make_service

ROOT = Path(__file__).parents[1]
TRUE = "Thư viện số của thành phố Giang Sơn mở cửa ngày 12/3/2024 [1]. "
ASK = {"question": "Thư viện số mở cửa khi nào?"}


@pytest.fixture
def serve() -> Iterator[Callable[[Service], str]]:
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(service: Service) -> str:
        config = uvicorn.Config(
            create_app(service.settings, service), port=0, log_config=None, access_log=False
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        running.append((server, thread))
        while not server.started:
            time.sleep(0.01)
        return f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join(10)


def chatting(folder: Path, model: Callable[..., Iterator[str]], **options: float) -> Service:
    service = make_service(folder)
    service.chat = ChatReader(model, fallback=FakeReader(), **options)
    return service


def events(text: str) -> list[tuple[str, dict[str, object]]]:
    blocks = [block.splitlines() for block in text.strip().split("\n\n")]
    return [
        (name.removeprefix("event: "), json.loads(data.removeprefix("data: ")))
        for name, data in blocks
    ]


def test_eight_clients_at_once(tmp_path: Path, serve: Callable[[Service], str]) -> None:
    address = serve(make_service(tmp_path))
    with httpx.Client(base_url=address, timeout=30) as client, ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(client.post, "/v1/ask", json=ASK) for _ in range(64)]
        assert {one.result().status_code for one in asked} == {200}


def test_too_many_waiting_are_told_when_to_come_back(
    tmp_path: Path, serve: Callable[[Service], str]
) -> None:
    release = threading.Event()

    def wait(_messages: object) -> Iterator[str]:
        release.wait(10)
        yield TRUE

    service = make_service(tmp_path, threads=1, queue=1)
    service.chat = ChatReader(wait, fallback=FakeReader())
    address = serve(service)
    with httpx.Client(base_url=address, timeout=30) as client, ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(client.post, "/v1/ask", json=ASK) for _ in range(4)]
        time.sleep(0.5)
        release.set()
        found = [one.result() for one in asked]
    assert sorted(response.status_code for response in found) == [200, 200, 429, 429]
    assert {r.headers["retry-after"] for r in found if r.status_code == 429} == {"1"}


def test_proved_sentences_are_sent_while_the_model_goes_on(
    tmp_path: Path, serve: Callable[[Service], str]
) -> None:
    seen = threading.Event()

    def patient(_messages: object) -> Iterator[str]:
        yield TRUE + "Và "
        assert seen.wait(10)
        yield "thư viện có 99 tầng [1]."

    address = serve(chatting(tmp_path, patient))
    got = ""
    with httpx.stream("POST", f"{address}/v1/ask", json=ASK | {"stream": True}) as response:
        for piece in response.iter_text():
            got += piece
            if "event: token" in got:
                seen.set()
    found = events(got)
    assert [name for name, _ in found] == ["citation", "token", "done"]
    done = found[-1][1]
    assert done["mode"] == "chat"
    assert done["answer"] == found[1][1]["text"]
    assert "99 tầng" not in got
    assert done["citations"] == [found[0][1]]


def test_where_nothing_is_proved_the_verbatim_answer_follows(
    tmp_path: Path, serve: Callable[[Service], str]
) -> None:
    def wrong(_messages: object) -> Iterator[str]:
        yield "Thư viện có 99 tầng [1]."

    address = serve(chatting(tmp_path, wrong))
    response = httpx.post(f"{address}/v1/ask", json=ASK | {"stream": True})
    found = events(response.text)
    assert [name for name, _ in found] == ["citation", "token", "done"]
    assert found[-1][1]["mode"] == "extractive"


def test_a_model_that_fails_without_fallback_is_an_error_event(
    tmp_path: Path, serve: Callable[[Service], str]
) -> None:
    def broken(_messages: object) -> Iterator[str]:
        raise OSError("secret path /etc/keys")
        yield ""

    service = make_service(tmp_path)
    service.chat = ChatReader(broken)
    response = httpx.post(f"{serve(service)}/v1/ask", json=ASK | {"stream": True})
    ((name, body),) = events(response.text)
    assert (name, body["status"]) == ("error", 502)
    assert "secret" not in response.text


def test_a_client_that_leaves_stops_the_model(
    tmp_path: Path, serve: Callable[[Service], str]
) -> None:
    stopped = threading.Event()

    def endless(_messages: object) -> Iterator[str]:
        try:
            while True:
                yield "Không ai biết. "
                time.sleep(0.01)
        finally:
            stopped.set()

    address = serve(chatting(tmp_path, endless, timeout=60, max_tokens=10_000_000))
    with httpx.stream("POST", f"{address}/v1/ask", json=ASK | {"stream": True}) as response:
        assert response.status_code == 200
        assert not stopped.wait(0.3)
    assert stopped.wait(5)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_the_command_serves_until_it_is_told_to_stop(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-c", "from service.cli import main; main()"]
    server = subprocess.Popen(
        [*command, "serve", "--port", str(port), "--data", str(tmp_path)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        for _ in range(300):
            try:
                response = httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=5)
                break
            except httpx.ConnectError:
                time.sleep(0.1)
        assert response.json() == {"status": "ok"}
        assert httpx.get(f"http://127.0.0.1:{port}/readyz").status_code == 503
    finally:
        server.send_signal(signal.SIGTERM)
        _, log = server.communicate(timeout=20)
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert {"route": "/healthz", "status": 200}.items() <= next(
        line for line in lines if line["event"] == "request"
    ).items()
    assert "Traceback" not in log
    assert server.returncode in {0, -signal.SIGTERM}


def test_the_command_refuses_an_open_address_without_keys(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from service.cli import main; main()"]
    done = subprocess.run(
        [*command, "serve", "--host", "::", "--data", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "tracuu keys create" in done.stderr
    assert done.stderr.count("\n") == 1


WARM = """
import sys
from pathlib import Path
from service.compose import Service
from service.settings import load_settings

with Service(load_settings(data=Path(sys.argv[1]))) as service:
    service.warm()
    before = set(sys.modules)
    for question in sys.argv[2:]:
        service.answer(question)
    own = {"corpus", "embeddings", "index", "service"}
    sys.exit([n for n in sys.modules.keys() - before if n.split(".")[0] in own] or None)
"""


def test_the_first_questions_of_a_service_wait_for_no_import(tmp_path: Path) -> None:
    questions = (
        "Tổng Bí thư Tô Lâm chỉ đạo những gì tại hội nghị ngày 13/1/2025?",
        "Thủ tướng giao Bộ Công an làm gì?",
        "Nghị quyết 57-NQ/TW là gì?",
        "Bao nhiêu đại biểu dự phiên họp?",
    )
    assert run(["ingest", str(ROOT / "corpus" / "samples"), "--data", str(tmp_path)]) == 0
    done = subprocess.run(
        [sys.executable, "-c", WARM, str(tmp_path), *questions],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
