"""Good manners towards the hosts that are fetched from: robots.txt, and not too fast.

robots.txt is read as RFC 9309 says, by protego: what is not there allows everything, what cannot
be read for now allows nothing, and what was read is remembered for a day at most.
"""

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from protego import Protego

from corpus.errors import FetchRefused
from corpus.fetching.addresses import host_of, normal
from corpus.fetching.transport import Response, Transport

ROBOTS_BYTES = 500 * 1024  # at least so much must be read (RFC 9309, 2.5)
_ROBOTS_SECONDS = 15.0
_ROBOTS_REDIRECTS = 5
_REMEMBERED, _REMEMBERED_FAILURE = 86_400.0, 300.0
_LONGEST_DELAY = 30.0  # a robots.txt that asks for more is asking for a visit a day
_RETRY_UNSAID = 60.0
_LONGEST_REST = 86_400.0  # a slip of a server's clock or pen is not kept to for ever


class Pace:
    """Keep the requests to one host apart; safe to share between threads.

    `delay` is in seconds; `wait` sleeps, and returns True where sleeping must end for good.
    """

    def __init__(
        self,
        delay: float,
        wait: Callable[[float], bool],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._delay = delay
        self._wait = wait
        self._now = now
        self._lock = threading.Lock()
        self._free: dict[str, float] = {}
        self._delays: dict[str, float] = {}

    def turn(self, host: str, patience: float) -> None:
        """Wait for a turn; raise FetchRefused where it is further off than `patience` seconds."""
        with self._lock:
            now = self._now()
            at = max(now, self._free.get(host, now))
            if at - now > patience:
                reason = f"the host {host} asks to come back in {at - now:.0f} seconds"
                raise FetchRefused("busy", reason, at - now)
            self._free[host] = at + max(self._delay, self._delays.get(host, 0.0))
        if self._wait(at - now):
            raise FetchRefused("busy", "the program is stopping")

    def slow(self, host: str, delay: float) -> None:
        """Keep the requests to a host at least `delay` seconds apart."""
        with self._lock:
            self._delays[host] = min(delay, _LONGEST_DELAY)

    def rest(self, host: str, seconds: float) -> None:
        """Leave a host alone for a while."""
        with self._lock:
            self._free[host] = max(self._free.get(host, 0.0), self._now() + seconds)


def retry_after(response: Response) -> float | None:
    """Return after how many seconds a server asks to come back, None where it does not ask.

    Retry-After holds seconds or a date (RFC 9110, 10.2.3); 429 asks even without it. At most a day.
    """
    if response.status not in {429, 503}:
        return None
    said = response.headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}", said):
        return min(float(said), _LONGEST_REST)
    try:
        at = parsedate_to_datetime(said)
    except (ValueError, TypeError, OverflowError):
        return _RETRY_UNSAID if response.status == 429 else None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(0.0, (at - datetime.now(UTC)).total_seconds()), _LONGEST_REST)


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a robots.txt says, None where it could not be read, and until when that holds."""

    rules: Protego | None
    until: float


class Robots:
    """Ask each site's robots.txt before anything else of it is fetched."""

    def __init__(
        self, transport: Transport, pace: Pace, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._transport = transport
        self._pace = pace
        self._now = now
        self._known: dict[str, _Rules] = {}

    def check(self, url: str) -> None:
        """Raise FetchRefused where the site asks not to fetch this, or cannot be asked."""
        site = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        known = self._known.get(site)
        if known is None or known.until <= self._now():
            rules = self._read(site)
            lasts = _REMEMBERED if rules else _REMEMBERED_FAILURE
            known = self._known[site] = _Rules(rules, self._now() + lasts)
            delay = rules.crawl_delay(self._transport.user_agent) if rules else None
            if delay:
                self._pace.slow(host_of(url), float(delay))
        if known.rules is None:
            raise FetchRefused("server", f"{site}/robots.txt cannot be read for now")
        if not known.rules.can_fetch(url, self._transport.user_agent):
            raise FetchRefused("robots", f"{site}/robots.txt asks not to fetch it")

    def _read(self, site: str) -> Protego | None:
        """Return the rules of a site, None where it fails to say."""
        url = f"{site}/robots.txt"
        for _ in range(_ROBOTS_REDIRECTS + 1):
            answer = self._transport.get(
                url, {}, seconds=_ROBOTS_SECONDS, most=ROBOTS_BYTES, cut=True
            )
            where = answer.headers.get("location")
            if answer.status in range(300, 400) and where:
                url = normal(urljoin(url, where))
                continue
            if answer.status == 429 or answer.status >= 500:
                return None
            said = answer.content if answer.status in range(200, 300) else b""
            return Protego.parse(said.decode("utf-8", "replace"))
        return Protego.parse("")
