"""A web server on this machine that tests fetch from, each path answered by a function."""

import contextlib
import gzip
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from corpus.errors import FetchProblem, FetchRefused
from corpus.fetching.fetcher import Fetcher, Limits
from corpus.fetching.reach import Reach

HERE = "127.0.0.1"
AGENT = "tracuu-tests/1.0"
SMALL = Limits(bytes=200_000, seconds=20.0, patience=5.0)
SENTENCES = (
    "Chính phủ ban hành chương trình hành động thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024.",
    "Các bộ, ngành và địa phương rà soát những quy định còn gây khó khăn cho doanh nghiệp.",
    "Kinh phí thực hiện được bố trí từ ngân sách nhà nước và các nguồn hợp pháp khác.",
    "Bộ Khoa học và Công nghệ theo dõi, đôn đốc và báo cáo kết quả hằng quý với Thủ tướng.",
)


def page(number: int, *, head: str = "", charset: str = "utf-8") -> bytes:
    """Return the page of an article."""
    title = f"Địa phương thứ {number} đẩy mạnh chuyển đổi số trong cải cách hành chính"
    body = "".join(f"<p>{line} Đây là bài số {number}.</p>" for line in SENTENCES)
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode(charset)


@dataclass
class Request:
    """What was asked for."""

    path: str
    headers: Mapping[str, str]


@dataclass
class Answer:
    """What is answered; a `stream` takes the place of the content and ends with the connection."""

    content: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    stream: Callable[[Callable[[bytes], object]], None] | None = None


Answering = Callable[[Request], Answer]


@dataclass
class Site:
    """A server with its pages; `asked` lists the requests, without those for robots.txt."""

    address: str
    pages: dict[str, Answer | Answering] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    @property
    def asked(self) -> list[str]:
        return [request.path for request in self.requests if request.path != "/robots.txt"]

    def answer(self, request: Request) -> Answer:
        self.requests.append(request)
        found = self.pages.get(request.path, Answer(b"", 404))
        return found if isinstance(found, Answer) else found(request)


def html(content: bytes, **headers: str) -> Answer:
    return Answer(content, headers={"Content-Type": "text/html; charset=utf-8", **headers})


def xml(content: str) -> Answer:
    return Answer(content.encode(), headers={"Content-Type": "text/xml"})


def moved(where: str, status: int = 302) -> Answer:
    return Answer(b"", status, {"Location": where})


def zipped(content: bytes, **headers: str) -> Answer:
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip", **headers}
    return Answer(gzip.compress(content), headers=headers)


def versioned(content: bytes, etag: str = '"1"') -> Answering:
    """Answer with an ETag, and 304 where it is known."""

    def answer(request: Request) -> Answer:
        if request.headers.get("If-None-Match") == etag:
            return Answer(b"", 304, {"ETag": etag})
        return html(content, ETag=etag)

    return answer


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Serve a site on this machine."""
    site = Site("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = site.answer(Request(self.path, self.headers))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.stream is None:
                self.send_header("Content-Length", str(len(answer.content)))
            with contextlib.suppress(OSError):
                self.end_headers()
                self.wfile.write(answer.content)
                if answer.stream is not None:
                    answer.stream(self._send)

        def _send(self, content: bytes) -> None:
            self.wfile.write(content)
            self.wfile.flush()

        def log_message(self, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *args: object) -> None:
            pass

    server = Server((HERE, 0), Handler)
    if tls is not None:
        # The handshake is the handler's: a client that is slow in it keeps nobody waiting.
        server.socket = tls.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    site.address = f"{'https' if tls else 'http'}://{HERE}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class FakeTime:
    """Time that passes only while something waits; `waits` lists how long."""

    at: float = 1_000.0
    waits: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.at

    def wait(self, seconds: float) -> bool:
        if seconds > 0:
            self.waits.append(round(seconds, 3))
        self.at += seconds
        return False


def local_fetcher(
    *, limits: Limits = SMALL, time: FakeTime | None = None, reach: Reach | None = None
) -> Fetcher:
    """Return a fetcher that may fetch from this machine, and does not really wait."""
    time = time or FakeTime()
    return Fetcher(
        AGENT,
        limits=limits,
        reach=reach or Reach(permitted=frozenset({HERE})),
        wait=time.wait,
        now=time.now,
    )


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def refusal(fetcher: Fetcher, address: str, kind: FetchProblem) -> FetchRefused:
    """Return how the address is refused."""
    with pytest.raises(FetchRefused) as refused:
        fetcher.fetch(address)
    assert refused.value.kind == kind, refused.value.reason
    return refused.value
