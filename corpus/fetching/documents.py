"""From what was fetched to a source as files are."""

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from lxml import etree

from corpus.articles import RawDocument
from corpus.errors import FetchRefused, Refused
from corpus.fetching.addresses import canonical, name_of
from corpus.fetching.fetcher import Fetched
from corpus.readers import DOC, PDF, READERS
from corpus.readers.walk import BY_SUFFIX, media_type

_UNSAID = frozenset({"", "application/octet-stream", "binary/octet-stream",
                     "application/force-download", "application/x-download"})  # fmt: skip
_ALIASES = {"application/xhtml+xml": "text/html", "application/x-pdf": PDF,
            "application/rtf": DOC, "text/rtf": DOC}  # fmt: skip
_FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml",
                    "application/xml", "text/xml"})  # fmt: skip
_HEAD_BYTES = 256 * 1024
_BOM = b"\xef\xbb\xbf"


def document(fetched: Fetched) -> RawDocument:
    """Return a fetched page as a source; raise FetchRefused where it is of no kind that is read.

    Its key is the canonical address, its `url` the address where it was found.
    """
    if fetched.content is None:
        raise FetchRefused("server", "the server says 304 without having been asked")
    content = fetched.content
    kind = _kind(fetched, content)
    if kind.startswith("text/"):
        content = _as_utf8(content, fetched.charset)
    declared = fetched.canonical
    if kind == "text/html":
        declared = declared or _canonical_link(content)
    return RawDocument(
        key=canonical(fetched.url, declared),
        name=name_of(fetched.url),
        content=content,
        media_type=kind,
        url=fetched.url,
    )


def _kind(fetched: Fetched, content: bytes) -> str:
    """Return the media type: what the server says, or where it says none, what the content is."""
    kind = _ALIASES.get(fetched.media_type, fetched.media_type)
    if kind in _UNSAID:
        suffix = PurePosixPath(urlsplit(fetched.url).path).suffix.lower()
        try:
            return media_type(suffix if suffix in BY_SUFFIX else "", content)
        except Refused as error:
            raise FetchRefused("type", error.reason) from error
    if kind in _FEEDS:
        raise FetchRefused("type", "it is a feed or a sitemap; give it with --feed")
    if kind not in READERS:
        known = ", ".join(READERS)
        raise FetchRefused("type", f"it is {kind}, which is not read; known kinds: {known}")
    return kind


def _as_utf8(content: bytes, charset: str | None) -> bytes:
    """Return text in UTF-8 where only the header says in which encoding it is.

    What is UTF-8 is left as it is whatever the header says: nothing else looks like it.
    """
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            # The mark outweighs what the page itself may say of its encoding.
            return _BOM + content.decode(charset or "utf-8").encode("utf-8")
        except (LookupError, UnicodeError):
            return content
    return content


def _canonical_link(content: bytes) -> str | None:
    """Return what the head of a page declares as its canonical address."""
    parser = etree.HTMLParser(no_network=True, recover=True)
    try:
        tree = etree.fromstring(content[:_HEAD_BYTES], parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if tree is None:
        return None
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return str(link.get("href") or "") or None
    return None
