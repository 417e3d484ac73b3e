"""One request: to an address that was checked, in limited time, with a limited answer."""

import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

import httpcore2

from corpus.errors import FetchRefused
from corpus.fetching.addresses import host_of
from corpus.fetching.reach import Reach

_STALL_SECONDS = 10.0  # the longest silence in a connection that has time left
_READABLE = range(200, 300)
_ANY_HEADER = zlib.MAX_WBITS | 32  # that of gzip or of zlib
_GZIP = b"\x1f\x8b"


class Deadline:
    """The moment by which something must be done; sooner where `stopped` says so."""

    def __init__(self, seconds: float, stopped: Callable[[], bool]) -> None:
        self._seconds = seconds
        self._stopped = stopped
        self._at = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left; raise FetchRefused where there are none."""
        if self._stopped():
            raise FetchRefused("busy", "the program is stopping")
        left = self._at - time.monotonic()
        if left <= 0:
            raise FetchRefused("timeout", f"it took longer than {self._seconds:.0f} seconds")
        return left

    def step(self) -> float:
        """Return the seconds that one step may take."""
        return min(self.left(), _STALL_SECONDS)


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered; the content is empty unless the status is 2xx.

    Header names are in lower case; the content is decompressed.
    """

    status: int
    headers: Mapping[str, str]
    content: bytes


@dataclass(frozen=True)
class Transport:
    """Send GET requests; every connection goes to an address that `reach` has checked.

    The name is resolved once for each connection and the connection made to what was checked, so
    that a name that changes its mind in between (rebinding) is of no use. The certificate is
    checked against the name.
    """

    reach: Reach
    user_agent: str
    stopped: Callable[[], bool] = lambda: False

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        return httpcore2.default_ssl_context()

    def get(
        self, url: str, headers: Mapping[str, str], *, seconds: float, most: int, cut: bool = False
    ) -> Response:
        """Return the answer, whose content has at most `most` bytes.

        More is refused, or with `cut` left out. Redirects are not followed. Raises FetchRefused.
        """
        deadline = Deadline(seconds, self.stopped)
        sent = {
            "Host": urlsplit(url).netloc,
            "User-Agent": self.user_agent,
            "Accept": "text/html, application/xhtml+xml, */*;q=0.5",
            "Accept-Language": "vi, en;q=0.5",
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **headers,
        }
        backend = _Pinned(self.reach, deadline)
        with (
            _told(host_of(url)),
            httpcore2.ConnectionPool(self._trust, network_backend=backend) as pool,
            pool.stream("GET", url, headers=list(sent.items())) as answer,
        ):
            got = {_text(name).lower(): _text(value) for name, value in answer.headers}
            content = b""
            if answer.status in _READABLE:
                declared = got.get("content-length", "0")
                if not cut and declared.isdecimal() and int(declared) > most:
                    raise _too_large(most)
                content = unpacked(answer.iter_stream(), got.get("content-encoding", ""), most, cut)
            return Response(answer.status, got, content)


def _text(value: bytes) -> str:
    """Return a header as text: UTF-8 is not allowed there, but written."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def unpacked(chunks: Iterable[bytes], encoding: str, most: int, cut: bool = False) -> bytes:
    """Return content decompressed, never holding more than `most` bytes of it and a chunk.

    `encoding` is as in Content-Encoding: nothing, gzip or deflate. Raises FetchRefused.
    """
    encoding = encoding.strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise FetchRefused("encoding", f"it is compressed as {encoding}, which was not asked for")
    parts = chunks if encoding in {"", "identity"} else _inflated(chunks, most + 1)
    content = bytearray()
    for part in parts:
        content += part
        if len(content) > most:
            if cut:
                break
            raise _too_large(most)
    return bytes(content[:most])


def _inflated(chunks: Iterable[bytes], step: int) -> Iterator[bytes]:
    """Yield what the chunks hold, at most `step` bytes at a time."""
    inflater = zlib.decompressobj(_ANY_HEADER)
    try:
        for chunk in chunks:
            rest = chunk
            while rest:
                if inflater.eof:
                    if not rest.startswith(_GZIP):
                        return  # padding after the end
                    inflater = zlib.decompressobj(_ANY_HEADER)
                yield inflater.decompress(rest, step)
                rest = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
    except zlib.error as error:
        raise FetchRefused("encoding", "it is damaged: it cannot be decompressed") from error
    if not inflater.eof:
        raise FetchRefused("encoding", "it is damaged: it ends before its end")


def _too_large(most: int) -> FetchRefused:
    return FetchRefused("large", f"it is larger than {most:,} bytes")


class _Pinned(httpcore2.NetworkBackend):
    """Connect to addresses that were checked."""

    def __init__(self, reach: Reach, deadline: Deadline) -> None:
        self._reach = reach
        self._deadline = deadline
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline says it
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of the host that answers."""
        failed: Exception = httpcore2.ConnectError(host)
        for address in self._reach.addresses(host, port, self._deadline.step()):
            try:
                stream = self._sockets.connect_tcp(
                    address, port, self._deadline.step(), local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
            else:
                return _Timed(stream, self._deadline)
        raise failed


class _Timed(httpcore2.NetworkStream):
    """A connection whose every step ends by the deadline, so that none is drawn out by drops."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - as above
        return self._stream.read(max_bytes, self._deadline.step())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - as above
        self._stream.write(buffer, self._deadline.step())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - as above
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.step())
        return _Timed(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


@contextmanager
def _told(host: str) -> Iterator[None]:
    """Turn what goes wrong on the wire into FetchRefused."""
    try:
        yield
    except (httpcore2.TimeoutException, TimeoutError) as error:
        raise FetchRefused("timeout", f"the host {host} did not answer in time") from error
    except (httpcore2.NetworkError, OSError) as error:
        if isinstance(error.__cause__ or error.__context__, ssl.SSLError):
            reason = f"the host {host} has no certificate that can be trusted"
            raise FetchRefused("tls", reason) from error
        raise FetchRefused("unreachable", f"the host {host} cannot be reached") from error
    except httpcore2.ProtocolError as error:
        raise FetchRefused("server", f"the host {host} does not speak HTTP as it should") from error
