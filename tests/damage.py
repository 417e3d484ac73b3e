"""Files that were damaged, or made to do damage; every case can be made again from its seed."""

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from corpus.articles import RawDocument
from corpus.errors import Refused
from corpus.readers.walk import BY_SUFFIX, media_type
from tests.documents import docx, p
from tests.loopback import SENTENCES

_NUMBERS = (b"0", b"-1", b"255", b"65536", b"2147483648", b"99999999999999999999", b"9" * 5_000)
_WORDS = (b"<", b">", b"{", b"}", b"\\", b"%", b"\0", b"endobj", b"stream", b"]]>", b"&", b"\xff")
_NUMBER = re.compile(rb"\d+")
_MOST = 3_000_000


@dataclass(frozen=True, slots=True)
class Case:
    """One damaged file, by the name that says how it was made."""

    name: str
    suffix: str
    content: bytes

    def source(self) -> RawDocument | Refused:
        """Return the file as `walk` would find it, or why it would not be read."""
        try:
            kind = media_type(self.suffix, self.content)
        except Refused as refused:
            return refused
        return RawDocument(f"/damage/{self.name}{self.suffix}", self.name, self.content, kind)


def _cut(content: bytes, chance: random.Random, _other: bytes) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _flip(content: bytes, chance: random.Random, _other: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 3, 30, 1 + len(content) // 200))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _fill(content: bytes, chance: random.Random, _other: bytes) -> bytes:
    start, length = chance.randrange(len(content)), chance.randrange(1, 2_000)
    what = chance.choice((b"\0", b"\xff", b"A", b" "))
    filling = what * length if chance.random() < 0.5 else chance.randbytes(length)
    return content[:start] + filling + content[start + length :]


def _drop(content: bytes, chance: random.Random, _other: bytes) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randrange(1, 1 + len(content) // 4) :]


def _repeat(content: bytes, chance: random.Random, _other: bytes) -> bytes:
    start = chance.randrange(len(content))
    part = content[start : start + chance.randrange(1, 500)]
    times = min(chance.choice((2, 50, 5_000)), _MOST // max(1, len(part)))
    return content[:start] + part * times + content[start:]


def _number(content: bytes, chance: random.Random, _other: bytes) -> bytes:
    found = list(_NUMBER.finditer(content))
    for match in sorted(chance.sample(found, min(len(found), 3)), key=lambda m: -m.start()):
        content = content[: match.start()] + chance.choice(_NUMBERS) + content[match.end() :]
    return content


def _word(content: bytes, chance: random.Random, _other: bytes) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + chance.choice(_WORDS) * chance.choice((1, 1, 2_000)) + content[at:]


def _splice(content: bytes, chance: random.Random, other: bytes) -> bytes:
    return content[: chance.randrange(len(content))] + other[chance.randrange(len(other)) :]


_WAYS = (_cut, _flip, _fill, _drop, _repeat, _number, _word, _splice)


def damaged(name: str, suffix: str, content: bytes, other: bytes, seed: int) -> Case:
    """Return a file damaged in one to three ways; `other` is what it may be spliced with."""
    chance = random.Random(f"{name}/{seed}")
    inside = content.startswith(b"PK") and chance.random() < 0.7
    ways = chance.choices(_WAYS, k=chance.choice((1, 1, 2, 3)))
    for way in ways:
        if content:
            content = _within(content, way, chance) if inside else way(content, chance, other)
    if chance.random() < 0.1:
        suffix = chance.choice(list(BY_SUFFIX))
    said = "+".join(way.__name__.strip("_") for way in ways)
    return Case(f"{name}-{seed}-{said}{'-inside' if inside else ''}", suffix, content)


def _within(
    content: bytes, way: Callable[[bytes, random.Random, bytes], bytes], chance: random.Random
) -> bytes:
    """Damage one part of a ZIP, and pack it again."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    texts = [name for name in parts if name.endswith(".xml") and parts[name]]
    likely = [name for name in texts if "document" in name or chance.random() < 0.2]
    if name := next(iter(chance.sample(likely, min(1, len(likely)))), None):
        parts[name] = way(parts[name], chance, parts[chance.choice(texts)])
    return packed(parts.items())


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a ZIP of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return buffer.getvalue()


def page(body: str, head: str = "") -> bytes:
    """Return an HTML page."""
    title = "<title>Địa phương đẩy mạnh chuyển đổi số trong năm nay</title>"
    return f"<!doctype html><html><head>{title}{head}</head><body>{body}</body></html>".encode()


def _numbered(number: str, form: str, start: str, level: str = "0") -> bytes:
    numbering = (
        f'<w:numbering XMLNS><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="{level}">'
        f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1."/></w:lvl>'
        f'</w:abstractNum><w:num w:numId="{number}"><w:abstractNumId w:val="0"/></w:num>'
        "</w:numbering>"
    )
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    body = "".join(p(line, properties=listed) for line in SENTENCES * 3)
    return docx(body, parts=[("word/numbering.xml", numbering)])


def _boxes(depth: int) -> bytes:
    box = "".join(map(p, SENTENCES))
    for _ in range(depth):
        box = f"<w:p><w:r><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></w:r></w:p>"
    return docx(box)


def _notes(count: int) -> bytes:
    """Return a document whose notes refer to each other, all to all."""
    said = "".join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in range(count))
    notes = "".join(f'<w:footnote w:id="{n}"><w:p>{said}</w:p></w:footnote>' for n in range(count))
    body = "".join(map(p, SENTENCES)) + f"<w:p>{said}</w:p>"
    return docx(body, parts=[("word/footnotes.xml", f"<w:notes XMLNS>{notes}</w:notes>")])


def _false_sizes() -> bytes:
    """Return a DOCX whose directory says that its parts are small."""
    content = bytearray(packed([("word/document.xml", b"<a>" + b" " * 50_000_000 + b"</a>")]))
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = struct.pack("<I", 100)
    return bytes(content)


def bombs(scale: int, *, converted: bool = False) -> Iterator[Case]:
    """Yield files that were made to take time or memory; `scale` is about their size in bytes.

    With `converted`, those too that a converter is started for.
    """
    text = " ".join(SENTENCES)
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    entities = f'<!DOCTYPE a [<!ENTITY a0 "ha">{laughs}]><w:document>&a9;</w:document>'
    words = {"document": docx("".join(map(p, SENTENCES)))}
    words |= {
        "zeros": packed([("word/document.xml", b"\0" * 40 * scale)]),
        "blanks": docx(p(" " * 40 * scale)),
        "false-sizes": _false_sizes(),
        "entities": packed([("word/document.xml", entities.encode())]),
        "many-parts": packed([(f"{n}", b"") for n in range(scale // 200)]),
        "nested-tables": docx("<w:tbl><w:tr><w:tc>" * 60 + p(text) + "</w:tc></w:tr></w:tbl>" * 60),
        "deep": docx("<w:sdt>" * (scale // 10) + p(text) + "</w:sdt>" * (scale // 10)),
        "boxes": _boxes(40),
        "notes": _notes(12),
        "letters": _numbered("1", "lowerLetter", "9" * 12),
        "roman": _numbered("1", "upperRoman", "9" * 12),
        "long-number": _numbered("1", "decimal", "9" * 5_000),
        "no-number": _numbered("x", "decimal", "one", "two"),
        "deep-list": _numbered("1", "decimal", "1", "999999999"),
        "long-word": docx(p("a" * scale)),
    }
    yield from (Case(f"docx-{name}", ".docx", content) for name, content in words.items())
    pages = {
        "deep": "<div>" * scale + text,
        "breaks": "a<br>" * (scale // 5),
        "attributes": "<p " + " ".join(f"a{n}=1" for n in range(scale // 8)) + f">{text}</p>",
        "entities": "&lt;&amp;" * (scale // 10) + text,
        "tables": "<table><tr><td>" * (scale // 15) + text,
        "rows": f"<table>{'<tr><td>a</td><td>b</td></tr>' * (scale // 30)}</table>",
        "rules": f"<style>{'p.b{left:0}' * (scale // 11)}</style>"
        + "<p class=b>x</p>" * (scale // 40),
        "open-rules": f"<style>{'a{' * (scale // 2)}</style><p>{text}</p>",
        "comments": f"<style>{'/*' * (scale // 2)}</style><p>{text}</p>",
    }
    yield from (Case(f"html-{name}", ".html", page(body)) for name, body in pages.items())
    for number, run in enumerate((
        "(", "“", "...", "- ", "# ", "; ", "a", "a ", "1/", "57-NQ/TW ", "Ủy ban (UBND) ", "_",
        "www.", "https://a ", "Bộ Y tế, ", "yêu cầu ", "![", "\t|", "ạ̣", "\u200b", "Điều 1. ",
    )):  # fmt: skip
        for end in ("", "\n"):
            body = (run + end) * (scale // len((run + end).encode()))
            yield Case(
                f"txt-{number}{'-lines' if end else ''}", ".txt", f"{text}\n\n{body}".encode()
            )
    for number, run in enumerate(("[", "[a](", "**a ", "# a" + " " * 999, "![ ", "__", "> ")):
        yield Case(f"md-{number}", ".md", f"# {text}\n\n{run * (scale // len(run))}".encode())
    heads = (
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"{\\rtf1 ",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"<html>",
    )
    for head in heads:
        for suffix in BY_SUFFIX:
            # What a converter is started for takes seconds.
            if converted or suffix not in (".doc", ".rtf", ".docx"):
                yield Case(f"head-{head[:4].hex()}", suffix, head + text.encode())
