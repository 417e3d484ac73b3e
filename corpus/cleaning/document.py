"""A file as an article: every line kept, each with its kind."""

import re

from corpus.articles import BlockKind
from corpus.cleaning.lines import line_of
from corpus.readers.page import Page
from corpus.vietnamese.sentences import sentences

_LONGEST_TITLE = 300
_SHORT = 20
_DASH = re.compile(r"[-–—+*•]")


def document_lines(page: Page) -> tuple[tuple[str, BlockKind], ...]:
    """Return the title and the lines of a page that is whole, with single spaces.

    Where no line is the title, the first sentence is taken for it, as it is for other texts.
    """
    texts = [(" ".join(line.text.split()), line.kind) for line in page.lines]
    texts = [(text, kind) for text, kind in texts if text]
    title = " ".join((page.title or "").split())
    if not title and texts:
        first, kind = texts[0]
        end = min(sentences(first)[0][1], _LONGEST_TITLE)
        rest = first[end:].strip()
        title, texts = first[:end].strip(), [*([(rest, kind)] if rest else []), *texts[1:]]
    lines: list[tuple[str, BlockKind]] = [(title, "title")] if title else []
    lead = next((i for i, (text, kind) in enumerate(texts) if not kind and line_of(text).prose), -1)
    for index, (text, told) in enumerate(texts):
        kind, line = told, line_of(text)
        if kind is None and line.structured and not _DASH.match(text) and line.words <= _SHORT:
            kind = None if line.terminal or line.continues else "heading"
        summary = index == lead and index == 0 and len(texts) > 1
        lines.append((text, kind or ("lead" if summary else "paragraph")))
    return tuple(lines)
