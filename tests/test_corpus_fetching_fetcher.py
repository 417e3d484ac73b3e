"""Fetching from a server on this machine: checks on every hop, limits, manners."""

import gzip
import ssl
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from corpus.errors import FetchProblem, FetchRefused
from corpus.fetching.documents import document
from corpus.fetching.fetcher import Fetcher, Limits
from corpus.fetching.manners import retry_after
from corpus.fetching.reach import Reach
from corpus.fetching.transport import Response
from corpus.readers import read
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
    serving,
    versioned,
    zipped,
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


def test_a_page_comes_with_what_it_is_known_by(site: Site) -> None:
    site.pages["/tin"] = html(page(1), ETag='"a"', **{"Last-Modified": "Mon, 17 Nov 2025"})
    fetched = local_fetcher().fetch(f"{site.address}/tin?utm_source=x#y")
    assert (fetched.url, fetched.content) == (f"{site.address}/tin", page(1))
    assert (fetched.seen.etag, fetched.seen.last_modified) == ('"a"', "Mon, 17 Nov 2025")
    sent = site.requests[-1].headers
    assert sent["User-Agent"] == AGENT
    assert sent["Host"] == site.address.removeprefix("http://")
    assert "Cookie" not in sent


class TestReach:
    def test_this_machine_is_refused_by_default(self, site: Site) -> None:
        fetcher = Fetcher(AGENT, limits=SMALL)
        refusal(fetcher, f"{site.address}/tin", "private")
        refusal(fetcher, site.address.replace(HERE, "localhost") + "/tin", "private")
        assert site.requests == []

    @pytest.mark.parametrize(
        ("where", "kind"),
        [
            ("http://127.0.0.2/x", "private"),
            ("http://169.254.169.254/latest/meta-data/", "private"),
            ("http://[::1]:8080/", "private"),
            ("http://2130706433/", "address"),
            ("http://user:word@127.0.0.1/", "address"),
            ("file:///etc/passwd", "address"),
            ("gopher://127.0.0.1:6379/_x", "address"),
        ],
    )
    def test_redirects_to_private_addresses(
        self, site: Site, where: str, kind: FetchProblem
    ) -> None:
        site.pages["/tin"] = moved(where)
        refusal(local_fetcher(), f"{site.address}/tin", kind)

    def test_a_name_that_changes_its_mind_is_used_as_it_was_checked(self, site: Site) -> None:
        asked: list[str] = []

        def rebinding(host: str, _port: int) -> list[str]:
            asked.append(host)
            # robots.txt and the page come from the permitted address; then the name turns.
            return [HERE] if len(asked) <= 2 else ["127.0.0.2"]

        site.pages["/tin"] = html(page(1))
        address = site.address.replace(HERE, "vi.example") + "/tin"
        fetcher = local_fetcher(reach=Reach(rebinding, frozenset({HERE})))
        assert fetcher.fetch(address).content == page(1)
        assert len(asked) == 2  # one look-up a connection: none is left to be answered otherwise
        assert site.requests[-1].headers["Host"].startswith("vi.example:")
        refusal(fetcher, address, "private")

    def test_an_address_in_ipv6_is_asked_by_its_name(self, site: Site) -> None:
        site.pages["/tin"] = html(page(1))
        address = site.address.replace(HERE, "[2606:4700:0::1111]") + "/tin"
        reach = Reach(lambda _host, _port: [HERE], frozenset({HERE}))
        assert local_fetcher(reach=reach).fetch(address).url.startswith("http://[2606:4700::1111]:")
        assert site.requests[-1].headers["Host"].startswith("[2606:4700::1111]:")

    def test_a_robots_file_that_leads_inside_is_not_followed(self, site: Site) -> None:
        site.pages["/robots.txt"] = moved("http://127.0.0.2/robots.txt")
        refusal(local_fetcher(), f"{site.address}/tin", "private")


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


class TestTls:
    def test_a_certificate_that_nobody_signed(self, tmp_path: Path) -> None:
        with serving(_self_signed(tmp_path)) as site:
            site.pages["/tin"] = html(page(1))
            assert refusal(local_fetcher(), f"{site.address}/tin", "tls").passing
            assert site.requests == []

    def test_a_server_without_tls(self, site: Site) -> None:
        refusal(local_fetcher(), site.address.replace("http:", "https:") + "/tin", "tls")


def _self_signed(folder: Path) -> ssl.SSLContext:
    """Return the server side of a connection with a certificate of its own making."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HERE)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
