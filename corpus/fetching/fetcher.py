"""Fetch a page with every check and all manners."""

import logging
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from corpus.errors import FetchRefused
from corpus.fetching.addresses import host_of, normal, without_trackers
from corpus.fetching.manners import Pace, Robots, retry_after
from corpus.fetching.reach import Reach
from corpus.fetching.transport import Response, Transport
from corpus.readers import MAX_BYTES

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one address may cost: bytes (decompressed too), seconds on the wire, redirects.

    `patience` is the longest wait, in seconds, for the turn of a host that asks to slow down.
    """

    bytes: int = MAX_BYTES
    seconds: float = 30.0
    redirects: int = 5
    patience: float = 60.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What a server said of a page to know it by: the address it was found at, and validators."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was found at `url`, after redirects; `content` is None where it has not changed.

    `media_type` is in lower case, `charset` as the header says, `canonical` what a Link header
    declares.
    """

    url: str
    content: bytes | None
    media_type: str
    charset: str | None
    canonical: str | None
    seen: Seen


@dataclass
class Fetcher:
    """Fetch addresses; safe to share between threads.

    `delay` is the least time between two requests to one host, in seconds.
    """

    user_agent: str
    delay: float = 1.0
    limits: Limits = Limits()
    reach: Reach = field(default_factory=Reach)
    wait: Callable[[float], bool] | None = None
    now: Callable[[], float] = time.monotonic
    _stopped: threading.Event = field(default_factory=threading.Event, init=False)

    def __post_init__(self) -> None:
        self._transport = Transport(self.reach, self.user_agent, self._stopped.is_set)
        self._pace = Pace(self.delay, self.wait or self._stopped.wait, self.now)
        self._robots = Robots(self._transport, self._pace, self.now)

    def stop(self) -> None:
        """Have every wait end, and nothing more be fetched."""
        self._stopped.set()

    def fetch(
        self, address: str, known: Seen | None = None, *, patience: float | None = None
    ) -> Fetched:
        """Fetch an address, or learn that it is as it was when it was `known`.

        Raises FetchRefused, which says why not.
        """
        patience = self.limits.patience if patience is None else patience
        url = without_trackers(normal(address))
        seconds = self.limits.seconds
        redirects = retries = 0
        while True:
            self._robots.check(url)
            self._pace.turn(host_of(url), patience)
            started = time.monotonic()
            answer = self._transport.get(
                url, _conditions(url, known), seconds=max(seconds, 0.1), most=self.limits.bytes
            )
            seconds -= time.monotonic() - started
            if answer.status in _REDIRECTS and "location" in answer.headers:
                redirects += 1
                if redirects > self.limits.redirects:
                    raise FetchRefused("redirects", f"it redirects more than {redirects - 1} times")
                before, url = url, normal(urljoin(url, answer.headers["location"]))
                if _is_front(url) and not _is_front(before) and host_of(url) == host_of(before):
                    # What sites answer for pages that they no longer have.
                    raise FetchRefused("missing", "it leads to the front page of its site")
                continue
            wait = retry_after(answer)
            if wait is None:
                return self._found(url, answer)
            self._pace.rest(host_of(url), wait)
            retries += 1
            if retries > 1:
                reason = f"the host {host_of(url)} asks to come back in {wait:.0f} seconds"
                raise FetchRefused("busy", reason, wait)
            _log.info("%s asks to wait %.0f s", host_of(url), wait)

    def _found(self, url: str, answer: Response) -> Fetched:
        """Return what an answer holds; raise FetchRefused where it is none to keep."""
        if answer.status != 304:
            _check_status(answer.status)
        media_type, charset = _media_type(answer.headers.get("content-type", ""))
        return Fetched(
            url=without_trackers(url),
            content=None if answer.status == 304 else answer.content,
            media_type=media_type,
            charset=charset,
            canonical=_declared(answer.headers.get("link", "")),
            seen=Seen(url, _validator(answer, "etag"), _validator(answer, "last-modified")),
        )


def _validator(answer: Response, name: str) -> str | None:
    """Return a validator that can be sent back."""
    value = answer.headers.get(name, "")
    return value if value.isascii() and 0 < len(value) <= 500 else None


def _conditions(url: str, known: Seen | None) -> dict[str, str]:
    """Return the headers that ask only for what has changed since it was known."""
    if known is None or known.url != url:
        return {}
    given = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in given.items() if value}


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path == "/" and not parts.query


def _check_status(status: int) -> None:
    if status in range(200, 300) and status not in {204, 205, 206}:
        return
    if status >= 500 or status in {408, 425}:
        raise FetchRefused("server", f"the server failed with {status}")
    words = {401: "wants a password", 403: "forbids it", 404: "has no such page",
             410: "has removed it", 451: "may not show it"}  # fmt: skip
    raise FetchRefused("missing", f"the server {words.get(status, 'gives no page')} ({status})")


def _media_type(header: str) -> tuple[str, str | None]:
    """Return media type and charset of a Content-Type; a type that is none is nothing."""
    kind = header.partition(";")[0].strip().lower()
    charset = _CHARSET.search(header)
    return kind if "/" in kind else "", charset[1].lower() if charset else None


def _declared(header: str) -> str | None:
    """Return the canonical address of a Link header (RFC 6596)."""
    for part in header.split(","):
        target, _, parameters = part.partition(">")
        if 'rel="canonical"' in parameters.replace("'", '"') or "rel=canonical" in parameters:
            return target.strip().removeprefix("<")
    return None
