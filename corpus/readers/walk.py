"""Find the sources in files and folders."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.articles import RawDocument
from corpus.errors import Refused, SourceError

MAX_BYTES = 20 * 1024 * 1024

HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
BY_SUFFIX = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": HTML,
    ".htm": HTML,
    ".pdf": PDF,
    ".docx": DOCX,
    ".doc": DOC,
    ".rtf": DOC,
}
# A PDF may have some bytes before its head; those of Word are of the format before 2007, and RTF.
_PDF_HEAD, _WITHIN = b"%PDF-", 1024
_ZIP_HEAD, _WORD_HEADS = b"PK\x03\x04", (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
_WORD = (".doc", ".docx", ".rtf")
_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A source that was found but cannot be read, with the reason."""

    key: str
    name: str
    reason: str


def walk(paths: Iterable[Path | str]) -> Iterator[RawDocument | Refusal]:
    """Yield every source in `paths` (files and folders), in the order given, folders sorted.

    Hidden files and folders inside a folder are skipped, a folder reached twice through links is
    entered once. Raises `SourceError` at the call, before anything is read, where a path does not
    exist; a file that cannot be read or is of an unknown kind is a `Refusal`.
    """
    roots = [Path(path) for path in paths]
    for root in roots:
        if not root.exists():
            raise SourceError(f"{root} does not exist; give the path of a file or a folder")
    return _walk(roots)


def files(root: Path) -> Iterator[Path]:
    """Yield the files that `walk` would read in a folder, or the file that `root` is."""
    return _files(root, set())


def _walk(roots: list[Path]) -> Iterator[RawDocument | Refusal]:
    for root in roots:
        entered: set[str] = set()
        for path in _files(root, entered):
            yield _open(path)


def _files(path: Path, entered: set[str]) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    real = os.path.realpath(path)
    if real in entered:
        return
    entered.add(real)
    try:
        children = sorted(path.iterdir())
    except OSError as error:
        raise SourceError(f"{path} cannot be listed: {error.strerror}") from error
    for child in children:
        if not child.name.startswith("."):
            yield from _files(child, entered)


def _open(path: Path) -> RawDocument | Refusal:
    key, name = str(path.absolute()), path.stem
    try:
        content = _content(path)
        return RawDocument(key, name, content, media_type(path.suffix.lower(), content))
    except Refused as refusal:
        return Refusal(key, name, refusal.reason)
    except OSError as error:
        return Refusal(key, name, f"cannot be read: {error.strerror}; check its permissions")


def _content(path: Path) -> bytes:
    if path.suffix and path.suffix.lower() not in BY_SUFFIX:
        raise Refused(f"unknown kind {path.suffix}; convert it to one of {', '.join(BY_SUFFIX)}")
    if not path.is_file():
        raise Refused("not a regular file, or a link to a file that is gone")
    if (size := path.stat().st_size) > MAX_BYTES:
        raise Refused(f"{size:,} bytes, more than {MAX_BYTES:,}; split it")
    content = path.read_bytes()
    if not content.strip():
        raise Refused("empty")
    return content


def media_type(suffix: str, content: bytes) -> str:
    """Return what a source is by its content and the suffix of its name; raise `Refused`."""
    # Crawlers save pages under .txt too, and offices pages under .doc, so the content is looked at
    # whatever the name says.
    if content[:256].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_HTML_STARTS):
        return HTML
    if _PDF_HEAD in content[:_WITHIN]:
        return PDF
    if content.startswith(_ZIP_HEAD) and suffix in ("", ".doc", ".docx"):
        return DOCX
    if content.startswith(_WORD_HEADS) and suffix in ("", *_WORD):
        if content.startswith(_WORD_HEADS[0]) and suffix == ".docx":
            raise Refused(
                "a DOCX locked with a password, or a DOC; save a copy without one as DOCX"
            )
        return DOC
    kind = BY_SUFFIX.get(suffix, "text/plain")
    if kind in (PDF, DOCX, DOC):
        raise Refused(f"not a {suffix[1:].upper()} file, whatever its name says; save it again")
    return kind
