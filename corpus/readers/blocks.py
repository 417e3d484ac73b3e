"""All blocks of an HTML page in reading order, where markup does not tell its main text."""

import re
from collections.abc import Iterator

from lxml import html as lxml_html

from corpus.readers.page import SourceLine

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_SILENT = frozenset((
    "script", "style", "noscript", "head", "template", "svg", "iframe", "object", "button",
    "select", "textarea", "nav", "aside", "footer",
))  # fmt: skip
_HEADING = re.compile(r"h[1-6]")
# Blocks that are links for the most part lead elsewhere.
_LINKED = 0.5


def blocks(tree: lxml_html.HtmlElement) -> Iterator[SourceLine]:
    """Yield the text of every block that is not a list of links, tables of layout taken apart."""
    yield from _blocks(tree)


def _blocks(element: lxml_html.HtmlElement) -> Iterator[SourceLine]:
    texts: list[str] = [element.text or ""]
    linked = 0
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SILENT:
            texts.append(child.tail or "")
        elif child.tag in _BLOCKS or _holds_block(child):
            yield from _line(element, texts, linked)
            yield from _blocks(child)
            texts, linked = [child.tail or ""], 0
        elif child.tag == "br":
            yield from _line(element, texts, linked)
            texts, linked = [child.tail or ""], 0
        else:
            text = child.text_content()
            anchors = [child] if child.tag == "a" else child.iter("a")
            linked += sum(len(" ".join(a.text_content().split())) for a in anchors)
            texts += [text, child.tail or ""]
    yield from _line(element, texts, linked)


def _holds_block(element: lxml_html.HtmlElement) -> bool:
    return any(inner.tag in _BLOCKS or inner.tag == "br" for inner in element.iterdescendants())


def _line(element: lxml_html.HtmlElement, texts: list[str], linked: int) -> Iterator[SourceLine]:
    text = " ".join("".join(texts).split())
    if text and linked <= _LINKED * len(text):
        yield SourceLine(text, "heading" if _HEADING.fullmatch(element.tag) else None)
