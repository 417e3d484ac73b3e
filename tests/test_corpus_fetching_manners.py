"""Fetching with manners: robots.txt, pauses, and what a server asks for."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from corpus.errors import FetchProblem
from corpus.fetching.fetcher import Fetcher
from corpus.fetching.manners import retry_after
from corpus.fetching.reach import Reach
from corpus.fetching.transport import Response
from tests.loopback import (
    AGENT,
    HERE,
    SMALL,
    Answer,
    FakeTime,
    Site,
    html,
    local_fetcher,
    moved,
    page,
    refusal,
    site,
)

__all__ = ["site"]  # a fixture


class TestManners:
    def test_robots(self, site: Site) -> None:
        site.pages["/robots.txt"] = Answer(
            b"User-agent: *\nDisallow: /kin/\nCrawl-delay: 4\n\nUser-agent: other\nDisallow: /\n"
        )
        site.pages |= {"/tin": html(page(1)), "/moved": moved("/kin/1"), "/kin/1": html(page(2))}
        time = FakeTime()
        fetcher = local_fetcher(time=time)
        fetcher.fetch(f"{site.address}/tin")
        refusal(fetcher, f"{site.address}/kin/1", "robots")
        refusal(fetcher, f"{site.address}/moved", "robots")
        assert site.asked == ["/tin", "/moved"]
        assert time.waits == [4.0]
        assert len(site.requests) == 3  # robots.txt was asked for once

    @pytest.mark.parametrize(("status", "kind"), [(500, "server"), (429, "server"), (404, None)])
    def test_a_robots_file_that_cannot_be_had(
        self, site: Site, status: int, kind: FetchProblem | None
    ) -> None:
        site.pages |= {"/robots.txt": Answer(b"", status), "/tin": html(page(1))}
        fetcher, address = local_fetcher(), f"{site.address}/tin"
        if kind is None:
            assert fetcher.fetch(address).content
        else:
            assert refusal(fetcher, address, kind).passing
            assert site.asked == []

    def test_robots_are_read_again_after_a_day_and_sooner_after_a_failure(self, site: Site) -> None:
        time = FakeTime()
        fetcher = local_fetcher(time=time)
        site.pages |= {"/robots.txt": Answer(b"", 503), "/tin": html(page(1))}
        refusal(fetcher, f"{site.address}/tin", "server")
        site.pages["/robots.txt"] = Answer(b"User-agent: *\nAllow: /\n")
        time.at += 301
        fetcher.fetch(f"{site.address}/tin")
        site.pages["/robots.txt"] = Answer(b"User-agent: tracuu-tests\nDisallow: /\n")
        time.at += 80_000
        fetcher.fetch(f"{site.address}/tin")
        time.at += 7_000
        refusal(fetcher, f"{site.address}/tin", "robots")

    def test_requests_to_one_host_are_kept_apart(self, site: Site) -> None:
        site.pages["/tin"] = html(page(1))
        time = FakeTime()
        fetcher = local_fetcher(time=time)
        for _ in range(3):
            fetcher.fetch(f"{site.address}/tin")
        assert time.waits == [1.0, 1.0]

    def test_a_host_that_asks_to_wait_is_waited_for_once(self, site: Site) -> None:
        answers = iter([Answer(b"", 429, {"Retry-After": "3"}), html(page(1))])
        site.pages["/tin"] = lambda _request: next(answers)
        time = FakeTime()
        assert local_fetcher(time=time).fetch(f"{site.address}/tin").content == page(1)
        assert time.waits == [3.0]

    @pytest.mark.parametrize(
        ("said", "wait"),
        [("999999999", 86_400), ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400), ("soon", 60), ("", 60),
         ("Mon, 01 Jan 2001 00:00:00 GMT", 0), ("-5", 60), ("Thu, 99 Foo 2025 25:61:00 +9999", 60)],
    )  # fmt: skip
    def test_what_a_server_may_say(self, said: str, wait: float) -> None:
        assert retry_after(Response(429, {"retry-after": said}, b"")) == wait
        assert retry_after(Response(200, {"retry-after": said}, b"")) is None

    def test_a_host_that_asks_for_long_is_left_alone(self, site: Site) -> None:
        until = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
        site.pages["/tin"] = Answer(b"", 503, {"Retry-After": until})
        time = FakeTime()
        fetcher = local_fetcher(time=time)
        busy = refusal(fetcher, f"{site.address}/tin", "busy")
        assert busy.wait is not None
        assert 3_590 < busy.wait <= 3_600
        refusal(fetcher, f"{site.address}/tin", "busy")
        assert site.asked == ["/tin"]
        assert time.waits == []

    def test_what_is_stopping_fetches_nothing(self, site: Site) -> None:
        site.pages["/tin"] = html(page(1))
        fetcher = Fetcher(AGENT, limits=SMALL, reach=Reach(permitted=frozenset({HERE})))
        fetcher.stop()
        assert refusal(fetcher, f"{site.address}/tin", "busy").wait is None
        assert site.asked == []
