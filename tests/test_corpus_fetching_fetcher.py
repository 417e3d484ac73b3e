"""Fetching from a server on this machine: redirects, limits, what comes back."""

import gzip
import threading
import tracemalloc
from collections.abc import Callable

import pytest

from corpus.errors import FetchProblem, FetchRefused
from corpus.fetching.documents import document
from corpus.fetching.fetcher import Limits
from corpus.readers import read
from tests.loopback import (
    AGENT,
    SMALL,
    Answer,
    Site,
    html,
    local_fetcher,
    moved,
    page,
    refusal,
    serving,
    site,
    versioned,
    zipped,
)

__all__ = ["site"]  # a fixture


def test_a_page_comes_with_what_it_is_known_by(site: Site) -> None:
    site.pages["/tin"] = html(page(1), ETag='"a"', **{"Last-Modified": "Mon, 17 Nov 2025"})
    fetched = local_fetcher().fetch(f"{site.address}/tin?utm_source=x#y")
    assert (fetched.url, fetched.content) == (f"{site.address}/tin", page(1))
    assert (fetched.seen.etag, fetched.seen.last_modified) == ('"a"', "Mon, 17 Nov 2025")
    sent = site.requests[-1].headers
    assert sent["User-Agent"] == AGENT
    assert sent["Host"] == site.address.removeprefix("http://")
    assert "Cookie" not in sent


class TestRedirects:
    def test_they_are_followed_and_the_last_address_counts(self, site: Site) -> None:
        site.pages |= {"/1": moved("/2", 301), "/2": moved("tin?fbclid=1", 308)}
        site.pages["/tin?fbclid=1"] = html(page(1))
        assert local_fetcher().fetch(f"{site.address}/1").url == f"{site.address}/tin"

    def test_endless_ones_end(self, site: Site) -> None:
        site.pages["/1"] = moved("/1")
        refusal(local_fetcher(), f"{site.address}/1", "redirects")
        assert len(site.asked) == SMALL.redirects + 1


class TestLimits:
    def test_an_endless_body(self, site: Site) -> None:
        def endless(send: Callable[[bytes], object]) -> None:
            while True:
                send(b"x" * 65_536)

        site.pages["/tin"] = Answer(stream=endless)
        refusal(local_fetcher(), f"{site.address}/tin", "large")

    def test_a_large_body_is_refused_by_its_declared_length(self, site: Site) -> None:
        site.pages["/tin"] = html(b"x" * (SMALL.bytes + 1))
        assert "200,000" in refusal(local_fetcher(), f"{site.address}/tin", "large").reason

    def test_a_gzip_bomb_costs_no_more_memory_than_the_limit(self, site: Site) -> None:
        bomb = gzip.compress(bytes(50_000_000))
        site.pages["/tin"] = Answer(
            bomb, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"}
        )
        tracemalloc.start()
        refusal(local_fetcher(), f"{site.address}/tin", "large")
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 5_000_000

    def test_gzip_and_what_is_damaged_or_not_understood(self, site: Site) -> None:
        site.pages["/good"] = zipped(page(1))
        site.pages["/cut"] = zipped(b"", **{"Content-Encoding": "br"})
        site.pages["/bad"] = html(page(1), **{"Content-Encoding": "gzip"})
        short = gzip.compress(page(1))[:-20]
        site.pages["/short"] = html(short, **{"Content-Encoding": "gzip"})
        twice = gzip.compress(page(1)[:100]) + gzip.compress(page(1)[100:]) + bytes(8)
        site.pages["/twice"] = html(twice, **{"Content-Encoding": "x-gzip"})
        fetcher = local_fetcher()
        assert fetcher.fetch(f"{site.address}/good").content == page(1)
        refusal(fetcher, f"{site.address}/cut", "encoding")
        refusal(fetcher, f"{site.address}/bad", "encoding")
        refusal(fetcher, f"{site.address}/short", "encoding")
        assert fetcher.fetch(f"{site.address}/twice").content == page(1)

    @pytest.mark.parametrize("drop", [b"x", b"X-A: b\r\n"])
    def test_a_slow_loris(self, site: Site, drop: bytes) -> None:
        stop = threading.Event()

        def drops(send: Callable[[bytes], object]) -> None:
            while not stop.wait(0.05):
                send(drop)

        site.pages["/tin"] = Answer(stream=drops)
        fetcher = local_fetcher(limits=Limits(seconds=0.4))
        refusal(fetcher, f"{site.address}/tin", "timeout")
        stop.set()

    def test_nobody_listens(self) -> None:
        with serving() as gone:
            address = gone.address
        refusal(local_fetcher(), f"{address}/tin", "unreachable")


class TestAnswers:
    @pytest.mark.parametrize(
        ("status", "kind"),
        [(404, "missing"), (410, "missing"), (403, "missing"), (401, "missing"), (204, "missing"),
         (500, "server"), (502, "server"), (408, "server"), (302, "missing")],
    )  # fmt: skip
    def test_statuses(self, site: Site, status: int, kind: FetchProblem) -> None:
        site.pages["/tin"] = Answer(b"", status)
        assert str(status) in refusal(local_fetcher(), f"{site.address}/tin", kind).reason

    def test_not_modified_is_only_asked_where_it_was_found(self, site: Site) -> None:
        site.pages |= {"/tin": versioned(page(1)), "/other": versioned(page(2)),
                       "/moved": moved("/tin")}  # fmt: skip
        fetcher = local_fetcher()
        seen = fetcher.fetch(f"{site.address}/moved").seen
        assert seen.url == f"{site.address}/tin"
        assert fetcher.fetch(f"{site.address}/moved", seen).content is None
        assert fetcher.fetch(f"{site.address}/other", seen).content == page(2)

    def test_what_does_not_speak_http(self, site: Site) -> None:
        site.pages["/tin"] = Answer(headers={"Transfer-Encoding": "chunked"}, stream=_garbage)
        refusal(local_fetcher(), f"{site.address}/tin", "server")

    def test_a_page_that_leads_to_the_front_page_is_gone(self, site: Site) -> None:
        site.pages |= {"/old": moved("/"), "/": html(page(1)), "/front": moved("/?lang=vi")}
        site.pages["/?lang=vi"] = html(page(2))
        refusal(local_fetcher(), f"{site.address}/old", "missing")
        assert local_fetcher().fetch(f"{site.address}/").content == page(1)
        assert local_fetcher().fetch(f"{site.address}/front").content == page(2)

    def test_kinds_of_content(self, site: Site) -> None:
        fetcher = local_fetcher()
        kinds = {
            "/a.html": ("application/octet-stream", "text/html"),
            "/b": ("application/xhtml+xml", "text/html"),
            "/c": ("text/plain; charset=utf-8", "text/plain"),
            "/d": ("html", "text/html"),
            "/e": ("image/png", None),
            "/f": ("application/rss+xml", None),
            "/g.pdf": ("application/octet-stream", "text/html"),
        }
        for path, (declared, expected) in kinds.items():
            site.pages[path] = Answer(page(1), headers={"Content-Type": declared})
            fetched = fetcher.fetch(site.address + path)
            if expected is None:
                with pytest.raises(FetchRefused) as refused:
                    document(fetched)
                assert refused.value.kind == "type"
            else:
                assert document(fetched).media_type == expected

    @pytest.mark.parametrize(
        ("header", "charset", "meta"),
        [
            ("iso-8859-1", "utf-8", ""),
            ("utf-8", "utf-8", '<meta charset="windows-1252">'),
            ("utf-16le", "utf-16-le", '<meta charset="utf-8">'),
            ("no-such-charset", "utf-8", ""),
            ('"UTF-8" ; x=y', "utf-8", ""),
            ("", "utf-16", ""),
        ],
    )
    def test_a_wrong_charset_does_no_harm(
        self, site: Site, header: str, charset: str, meta: str
    ) -> None:
        kind = f"text/html; charset={header}" if header else "text/html"
        site.pages["/tin"] = Answer(
            page(1, head=meta, charset=charset), headers={"Content-Type": kind}
        )
        raw = document(local_fetcher().fetch(f"{site.address}/tin"))
        text = "\n".join(line.text for line in read(raw).lines)
        assert "Chính phủ ban hành chương trình hành động" in text

    def test_the_canonical_address_is_the_key(self, site: Site) -> None:
        head = '<link rel="canonical" href="/bai-chinh?utm_source=x">'
        site.pages["/tin"] = html(page(1, head=head))
        site.pages["/link"] = html(page(1), Link='<https://evil.example/x>; rel="canonical"')
        fetcher = local_fetcher()
        raw = document(fetcher.fetch(f"{site.address}/tin?gclid=1".replace("?gclid=1", "")))
        assert (raw.key, raw.url) == (f"{site.address}/bai-chinh", f"{site.address}/tin")
        assert document(fetcher.fetch(f"{site.address}/link")).key == f"{site.address}/link"


def _garbage(send: Callable[[bytes], object]) -> None:
    send(b"no chunk at all\r\n")
