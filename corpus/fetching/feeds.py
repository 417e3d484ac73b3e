"""Feeds and sitemaps: which pages there are, and which of them are new or changed.

RSS 0.9 to 2.0 and 1.0, Atom, sitemaps, their index files and plain lists, in one reader: all that
is wanted of any of them is addresses and dates. XML is read by libxml2 without entities, DTDs or
network, and with mending, because a feed with a bare `&` is a feed all the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from corpus.articles import digest
from corpus.errors import FetchRefused
from corpus.fetching.addresses import normal, without_trackers
from corpus.fetching.transport import unpacked

_GZIP = b"\x1f\x8b"
_DATES = ("updated", "lastmod", "modified", "pubDate", "published", "date", "publication_date")
_FEED_TYPES = ("application/rss+xml", "application/atom+xml")


@dataclass(frozen=True, slots=True)
class Listed:
    """An address that a feed or sitemap lists; `stamp` changes when the listing says it has."""

    address: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed or sitemap lists: pages, and for an index file other sitemaps."""

    pages: tuple[Listed, ...]
    sitemaps: tuple[Listed, ...] = ()


def read_listing(content: bytes, url: str, most: int) -> Listing:
    """Read a feed or sitemap that was found at `url`, gzipped or not.

    Addresses that are none are left out. Raises FetchRefused where it is neither, where it is
    larger than `most` bytes when decompressed, or where it declares entities.
    """
    if content.startswith(_GZIP):
        content = unpacked([content], "gzip", most)
    content = content.strip(b" \t\r\n\0")
    if plain := _plain_list(content, url):
        return Listing(plain)
    root = _parsed(content)
    if root is None:
        raise FetchRefused("feed", "it is neither a feed nor a sitemap")
    pages = _listed(root.iter("{*}item", "{*}entry", "{*}url"), url)
    sitemaps = _listed(root.iter("{*}sitemap"), url)
    kind = _local(root)
    if not pages and not sitemaps and kind not in {"rss", "RDF", "feed", "urlset", "sitemapindex"}:
        raise FetchRefused("feed", f"it is neither a feed nor a sitemap{_hint(root, url)}")
    return Listing(pages, sitemaps)


def _parsed(content: bytes) -> etree._Element | None:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        encoding = None
    else:
        encoding = "utf-8"  # whatever it declares: nothing else looks like it
    parser = etree.XMLParser(
        encoding=encoding,
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    dtd = root.getroottree().docinfo.internalDTD if root is not None else None
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise FetchRefused("feed", "it declares entities of its own, as feeds never need to")
    return root


def _plain_list(content: bytes, url: str) -> tuple[Listed, ...]:
    """Return the addresses of a sitemap that is a plain list, one a line; none for any other."""
    if not content.removeprefix(b"\xef\xbb\xbf").startswith((b"http://", b"https://")):
        return ()
    lines = content.decode("utf-8-sig", "replace").split()
    return tuple(listed for line in lines if (listed := _entry(line, url, "")))


def _listed(elements: Iterator[etree._Element], url: str) -> tuple[Listed, ...]:
    found: dict[str, Listed] = {}
    for element in elements:
        inside = {_local(child): child for child in reversed(list(element.iter()))}
        dated = next((_text(inside[name]) for name in _DATES if name in inside), "")
        title = _text(inside["title"]) if "title" in inside else ""
        listed = _entry(_address(element, inside), url, digest(f"{dated}\n{title}"))
        if listed:
            found.setdefault(listed.address, listed)
    return tuple(found.values())


def _address(element: etree._Element, inside: dict[str, etree._Element]) -> str:
    """Return the address of an entry as written, or nothing."""
    if "loc" in inside:
        return _text(inside["loc"])
    for link in element.iter("{*}link"):
        if link.get("href") and link.get("rel", "alternate") == "alternate":
            return str(link.get("href"))
        if _text(link):
            return _text(link)
    guid = inside.get("guid")
    if guid is not None and guid.get("isPermaLink", "true") != "false":
        return _text(guid)
    return ""


def _entry(written: str, url: str, stamp: str) -> Listed | None:
    if not written:
        return None
    try:
        whole = written if written.startswith(("http://", "https://")) else urljoin(url, written)
        return Listed(without_trackers(normal(whole)), stamp)
    except (FetchRefused, ValueError):
        return None


def _local(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _hint(root: etree._Element, url: str) -> str:
    """Return where the feed of a page is, as the page says it."""
    for link in root.iter("{*}link"):
        if link.get("type") in _FEED_TYPES and link.get("href"):
            return f", but a page that names this feed: {urljoin(url, link.get('href'))}"
    return ""
