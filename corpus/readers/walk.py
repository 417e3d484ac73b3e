"""Find the sources in files and folders."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.articles import RawDocument
from corpus.errors import Refused, SourceError

MAX_BYTES = 20 * 1024 * 1024

_BY_SUFFIX = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
}
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
        return RawDocument(key, name, content, _media_type(path.suffix.lower(), content))
    except Refused as refusal:
        return Refusal(key, name, refusal.reason)
    except OSError as error:
        return Refusal(key, name, f"cannot be read: {error.strerror}; check its permissions")


def _content(path: Path) -> bytes:
    if path.suffix and path.suffix.lower() not in _BY_SUFFIX:
        raise Refused(f"unknown kind {path.suffix}; convert it to one of {', '.join(_BY_SUFFIX)}")
    if not path.is_file():
        raise Refused("not a regular file, or a link to a file that is gone")
    if (size := path.stat().st_size) > MAX_BYTES:
        raise Refused(f"{size:,} bytes, more than {MAX_BYTES:,}; split it")
    content = path.read_bytes()
    if not content.strip():
        raise Refused("empty")
    return content


def _media_type(suffix: str, content: bytes) -> str:
    # Crawlers save pages under .txt too, so the content is looked at whatever the name says.
    if content[:256].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_HTML_STARTS):
        return "text/html"
    if not suffix and content.startswith(b"%PDF-"):
        raise Refused("unknown kind (PDF); convert it to text")
    return _BY_SUFFIX.get(suffix, "text/plain")
