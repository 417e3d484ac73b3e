"""Sources on disk and how each kind is read: `walk` finds them, `read` turns one into lines."""

from corpus.articles import RawDocument
from corpus.errors import Refused
from corpus.readers import child, text
from corpus.readers.page import Page, Reader, SourceLine
from corpus.readers.walk import DOC, DOCX, HTML, MAX_BYTES, PDF, Refusal, walk

__all__ = [
    "DOC",
    "DOCX",
    "HTML",
    "MAX_BYTES",
    "PDF",
    "READERS",
    "Page",
    "Reader",
    "Refusal",
    "SourceLine",
    "read",
    "walk",
]

READERS: dict[str, Reader] = {
    "text/plain": text.read,
    "text/markdown": text.read_markdown,
    HTML: child.read,
    PDF: child.read,
    DOCX: child.read,
    DOC: child.read,
}


def read(raw: RawDocument) -> Page:
    """Read a source with the reader of its media type; raise `Refused` where there is none."""
    reader = READERS.get(raw.media_type)
    if reader is None:
        kinds = ", ".join(READERS)
        raise Refused(f"no reader for {raw.media_type}; known kinds: {kinds}")
    if not raw.content.strip():
        raise Refused("empty")
    return reader(raw)
