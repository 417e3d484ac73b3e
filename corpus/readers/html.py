"""HTML pages: hidden text dropped, the main text found by trafilatura, its markup kept as kinds."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from corpus.articles import BlockKind, RawDocument
from corpus.errors import Refused
from corpus.readers.blocks import blocks
from corpus.readers.hidden import drop_hidden
from corpus.readers.page import Page, SourceLine
from corpus.readers.text import decode

# trafilatura leaves captions out; they pass as paragraphs that begin with this private character.
_CAPTION = "\ue000"
# Where the main text that was found is less of the page's sentences than this, as where tables lay
# the page out, the choice is left to cleaning, which sees all blocks.
_LEAST_SHARE, _SENTENCE = 0.5, 80
_META_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", re.IGNORECASE)
_PUBLISHED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='pubdate' or @name='publish-date' or @name='date']/@content",
)
_JSON_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')


def read(raw: RawDocument) -> Page:
    """Read the main text of a page with its metadata; raise `Refused` where it has none."""
    # It takes a third of a second to import, too long for a start that reads no page.
    import trafilatura  # noqa: PLC0415
    from trafilatura.settings import Document  # noqa: PLC0415

    tree = _parse(raw.content)
    published = _published(tree)
    canonical = tree.xpath("//link[@rel='canonical']/@href")
    drop_hidden(tree)
    _keep_captions(tree)
    everything = tuple(blocks(tree))
    document = trafilatura.bare_extraction(
        tree, url=raw.url, include_comments=False, include_tables=True, with_metadata=True
    )
    if not isinstance(document, Document) or document.body is None:
        raise Refused("no main text found in the page")
    lines = tuple(_lines(document.body))
    if _prose(lines) < _LEAST_SHARE * _prose(everything):
        lines = everything
    return Page(
        lines=lines,
        title=document.title,
        source=document.sitename,
        author=document.author,
        published=published,
        url=raw.url or next((url for url in canonical if url.startswith("http")), None),
    )


def _prose(lines: tuple[SourceLine, ...]) -> int:
    """Count the characters of lines that are as long as sentences."""
    return sum(len(line.text) for line in lines if len(line.text) > _SENTENCE)


def _parse(content: bytes) -> lxml_html.HtmlElement:
    charset = _META_CHARSET.search(content[:2048])
    declared = charset[1].decode("ascii").lower() if charset else ""
    # Templates declare Latin-1 above UTF-8 often enough; the reverse mistake cannot be read so.
    if declared in ("windows-1258", "windows-1252", "iso-8859-1") and not _is_utf8(content):
        try:
            text = content.decode(declared)
        except UnicodeDecodeError:
            text = decode(content)
    else:
        text = decode(content)
    try:
        tree = lxml_html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (etree.ParserError, ValueError) as error:
        raise Refused("not a page that can be parsed as HTML") from error
    return tree


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _published(tree: lxml_html.HtmlElement) -> str | None:
    """Return the date that the page's markup declares, as written; never one out of its text."""
    for path in _PUBLISHED:
        for value in tree.xpath(path):
            if value.strip():
                return str(value).strip()
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        if found := _JSON_PUBLISHED.search(script):
            return found[1]
    return None


def _keep_captions(tree: lxml_html.HtmlElement) -> None:
    for caption in tree.xpath("//figcaption"):
        caption.tag = "p"
        text = " ".join(caption.text_content().split())
        for child in list(caption):
            caption.remove(child)
        caption.text = _CAPTION + text if text else ""
    for figure in tree.xpath("//figure"):
        figure.tag = "div"


def _lines(element: etree._Element) -> Iterator[SourceLine]:
    """Yield the lines of an extracted body, in order."""
    for child in element:
        if child.tag == "table":
            for row in child.iter("row"):
                cells = [" ".join("".join(cell.itertext()).split()) for cell in row.iter("cell")]
                if any(cells):
                    # A row of one cell is how old pages lay out their text.
                    yield SourceLine(" | ".join(cells), "table" if len(cells) > 1 else None)
        elif child.tag in ("list", "quote", "div"):
            yield from _lines(child) if len(child) else _text_lines(child, None)
        else:
            yield from _text_lines(child, "heading" if child.tag == "head" else None)


def _text_lines(element: etree._Element, kind: BlockKind | None) -> Iterator[SourceLine]:
    for line_break in element.iter("lb"):
        line_break.text = "\n"
    for line in "".join(element.itertext()).split("\n"):
        text = " ".join(line.split())
        if text.startswith(_CAPTION):
            yield SourceLine(text.lstrip(_CAPTION), "caption")
        elif text:
            yield SourceLine(text, kind)
