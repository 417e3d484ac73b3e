"""Feeds and sitemaps: sound, broken and hostile ones."""

import gzip
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import FetchRefused
from corpus.fetching.feeds import Listing, read_listing

AT = "https://vi.example/rss/tin.xml"
MOST = 1_000_000
DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'


def item(number: int, title: str = "Tin &amp; bài", more: str = "") -> str:
    return f"<item><title>{title}</title><link>https://vi.example/{number}</link>{more}</item>"


def rss(*items: str, declaration: str = DECLARATION) -> str:
    return f'{declaration}<rss version="2.0"><channel>{"".join(items)}</channel></rss>'


def addresses(content: bytes | str, url: str = AT) -> list[str]:
    content = content.encode() if isinstance(content, str) else content
    return [page.address for page in read_listing(content, url, MOST).pages]


BOTH = ["https://vi.example/1", "https://vi.example/2"]
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://vi.example/"/>
<entry><title>a</title><link rel="enclosure" href="/x.mp3"/><link href="/1"/>
<updated>2025-05-17T08:00:00Z</updated></entry>
<entry><title>b</title><link rel="alternate" href="../2?utm_source=rss#c"/></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/"><channel/><item rdf:about="x"><link>/1</link></item>
<item><link>/2</link></item></rdf:RDF>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc> /1 </loc>
<lastmod>2025-05-17</lastmod></url><url><loc>https://vi.example/2</loc></url></urlset>"""
GUIDS = rss(
    "<item><guid>https://vi.example/1</guid></item>",
    '<item><guid isPermaLink="false">tag:2</guid></item>',
    "<item><link>https://vi.example/2</link><guid>https://vi.example/x</guid></item>",
)


@pytest.mark.parametrize(
    "content",
    [
        rss(item(1), item(2)),
        rss(item(1), item(2), item(1)),
        ATOM,
        RDF,
        SITEMAP,
        GUIDS,
        "https://vi.example/1\nhttps://vi.example/2\n",
        rss(item(1, "Tin & bài"), item(2)),
        rss(item(1, "Tin&nbsp;bài"), item(2)),
        "\ufeff\n  " + rss(item(1), item(2)),
        rss(item(1), item(2))[:-30],
        rss(item(1, "a\x0bb"), item(2)),
        rss(item(1), item(2), declaration='<?xml version="1.0" encoding="utf-16"?>'),
        rss(item(1), item(2)).replace("utf-8", "utf-16").encode("utf-16"),
        rss(item(1, "a\u00ffb"), item(2)).encode("latin-1"),
        rss(item(1).replace("</title>", ""), item(2)),
        rss(item(1), "<item><link>javascript:alert(1)</link></item>", item(2)),
        gzip.compress(rss(item(1), item(2)).encode()),
    ],
)
def test_what_a_feed_lists(content: bytes | str) -> None:
    assert addresses(content) == BOTH


def test_an_index_lists_sitemaps() -> None:
    content = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <sitemap><loc>/a.xml.gz</loc><lastmod>2025-05-17</lastmod></sitemap>
    <sitemap><loc>/b.xml</loc></sitemap></sitemapindex>"""
    listing = read_listing(content.encode(), "https://vi.example/sitemap.xml", MOST)
    assert listing.pages == ()
    found = [sitemap.address for sitemap in listing.sitemaps]
    assert found == ["https://vi.example/a.xml.gz", "https://vi.example/b.xml"]


def test_an_empty_feed_is_a_feed() -> None:
    assert read_listing(rss().encode(), AT, MOST) == Listing(())


def test_the_stamp_changes_with_what_the_feed_says_of_a_page() -> None:
    def stamp(content: str) -> str:
        return read_listing(content.encode(), AT, MOST).pages[0].stamp

    dated = "<pubDate>Sat, 17 May 2025 08:00:00 +0700</pubDate>"
    later = dated.replace("08:00", "09:00")
    stamps = {stamp(rss(item(1, more=dated))), stamp(rss(item(1, more=later))), stamp(rss(item(1)))}
    assert len(stamps) == 3
    assert stamp(rss(item(1, more=dated))) == stamp(rss(item(1, more=dated), item(2)))
    read = "<description>đọc {} lần</description>"
    assert stamp(rss(item(1, more=read.format(1)))) == stamp(rss(item(1, more=read.format(2))))
    assert stamp(SITEMAP) != stamp(SITEMAP.replace("05-17", "05-18"))
    assert stamp(ATOM) != stamp(ATOM.replace("08:00", "09:00"))


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"\x00\xff" * 50, b"{}", b"<html><body><p>tin</p></body></html>", b"<a><b/></a>"],
)
def test_what_is_no_feed(content: bytes) -> None:
    with pytest.raises(FetchRefused) as refused:
        read_listing(content, AT, MOST)
    assert refused.value.kind == "feed"


def test_a_page_names_its_feed() -> None:
    content = b"""<html><head><link rel="alternate" type="application/rss+xml" href="/rss"/></head>
    <body/></html>"""
    with pytest.raises(FetchRefused, match=r"names this feed: https://vi\.example/rss"):
        read_listing(content, AT, MOST)


@pytest.mark.parametrize(
    "entities",
    [
        '<!ENTITY a0 "ha ha ha">'
        + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)),
        '<!ENTITY a9 "' + "x" * 50_000 + '">',
        '<!ENTITY a9 SYSTEM "file:///etc/hostname">',
        '<!ENTITY % a9 SYSTEM "http://127.0.0.1/x.dtd">',
    ],
    ids=["billion laughs", "quadratic", "file", "parameter"],
)  # fmt: skip
def test_entities_are_refused_and_cost_nothing(entities: str) -> None:
    content = f"<!DOCTYPE rss [{entities}]>" + rss(item(1, "&a9;" * 1_000), declaration="")
    tracemalloc.start()
    with pytest.raises(FetchRefused) as refused:
        read_listing(content.encode(), AT, MOST)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.value.kind == "feed"
    assert peak < 5_000_000


def test_a_doctype_without_entities_is_old_and_harmless() -> None:
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://127.0.0.1/rss.dtd">'
    assert addresses(rss(item(1), item(2), declaration=doctype)) == BOTH


def test_a_sitemap_that_unpacks_to_too_much() -> None:
    with pytest.raises(FetchRefused) as refused:
        read_listing(gzip.compress(bytes(20_000_000)), AT, MOST)
    assert refused.value.kind == "large"


@given(st.binary(max_size=200), st.sampled_from(["", rss(item(1))[:60], "<urlset><url><loc>"]))
def test_any_bytes_are_a_feed_or_refused(content: bytes, before: str) -> None:
    try:
        listing = read_listing(before.encode() + content, AT, MOST)
    except FetchRefused:
        return
    assert all(page.address.startswith(("http://", "https://")) for page in listing.pages)
