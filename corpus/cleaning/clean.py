"""From a source's bytes to a clean article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.articles import Article, Block, BlockKind, RawDocument
from corpus.cleaning import metadata
from corpus.cleaning.lines import Line, lines_of
from corpus.cleaning.trim import trim, without_copies
from corpus.errors import Refused
from corpus.readers import Page, SourceLine, read
from corpus.vietnamese.language import language
from corpus.vietnamese.sentences import sentences

MIN_CHARACTERS = 200
_PASSES = 6
_CREDIT = re.compile(
    r"(?<!\w)(Ảnh|Nguồn ảnh|Ảnh chụp|Photo)( minh họa)?\s*[:/]|\((Ảnh|ảnh)\b[^)]*\)\W*$"
)
_SCENE = re.compile(
    r"^(quang cảnh|toàn cảnh|khung cảnh|ảnh|hình ảnh|các đại biểu|đại biểu)\b"
    r"|\b(phát biểu|tham luận|trao đổi|kết luận|tham dự|chủ trì|điều hành|dự)\b.{0,40}"
    r"(hội nghị|phiên họp|cuộc họp|buổi|hội thảo|lễ|chương trình|diễn đàn)",
    re.IGNORECASE,
)
_DASH = re.compile(r"[-–—+*•]")


@dataclass(frozen=True, slots=True)
class _Draft:
    """What one pass keeps: lines with their kinds, and the metadata that it found."""

    lines: tuple[tuple[str, BlockKind], ...]
    source: str | None
    author: str | None
    published: str | None
    place: str | None

    @property
    def text(self) -> str:
        return "\n".join(text for text, _ in self.lines)


def clean(raw: RawDocument) -> Article:
    """Return the article that a source holds, without the furniture of its page.

    Raises `Refused` where there is none: unreadable, too short, neither Vietnamese nor English,
    no running text.
    """
    page = read(raw)
    first = draft = _pass(page)
    # Cleaning an article again must change nothing, so what was kept is looked at until it rests.
    for _ in range(_PASSES):
        again = _pass(Page(tuple(SourceLine(text, kind) for text, kind in draft.lines)))
        if again.text == draft.text:
            break
        draft = again
    return _article(raw, page, first, draft)


def _pass(page: Page) -> _Draft:
    lines = without_copies(lines_of(page.lines))
    title, body = trim(lines, page.title)
    source = author = None
    kept: list[int] = []
    for index in body:
        text = lines[index].text
        if metadata.date_of_line(text) is not None and len(kept) < 2:
            continue
        kept.append(index)
    while len(kept) > 1:
        text, before = lines[kept[-1]].text, lines[kept[-2]]
        named = metadata.author_of_line(text)
        if named is None and metadata.is_name(text) and before.terminal:
            named = text
        origin = metadata.source_of_line(text) if named is None else None
        if named is None and origin is None:
            break
        author, source = author or named, source or origin
        kept.pop()
    published = _published(lines, title, kept)
    found, place = None, None
    texts = [(lines[index].text, index) for index in kept]
    if texts:
        name, rest = metadata.byline(texts[0][0])
        if name:
            found, texts[0] = name, (rest, texts[0][1])
        place = metadata.dateline(texts[0][0])
    head, texts = _head(lines, title, texts)
    marked: list[tuple[str, BlockKind]] = [(head, "title")] if head else []
    for position, (text, index) in enumerate(texts):
        marked.append((text, _kind(lines, index, text, kept, position)))
    return _Draft(tuple(marked), found or source, author, published, place)


def _head(
    lines: Sequence[Line], title: int | None, texts: list[tuple[str, int]]
) -> tuple[str, list[tuple[str, int]]]:
    """Return the title and the rest; without a title line the first sentence is taken for it."""
    if title is not None:
        text = lines[title].text
        # "LUẬT" alone says nothing: the kind of a document and its matter stand on two lines.
        if texts and len(text.split()) <= 3 and text.isupper() and not lines[texts[0][1]].prose:
            return f"{text} {texts[0][0]}", texts[1:]
        return text, texts
    if not texts:
        return "", texts
    text, index = texts[0]
    end = sentences(text)[0][1]
    rest = text[end:].strip()
    return text[:end], [(rest, index), *texts[1:]] if rest else texts[1:]


def _published(lines: Sequence[Line], title: int | None, kept: Sequence[int]) -> str | None:
    """Find the date line nearest to the title: below it, above it, or below the body."""
    first, last = (kept[0], kept[-1]) if kept else (0, 0)
    top = title if title is not None else first
    below = range(top + 1, min(len(lines), max(first, top + 1) + 3))
    above = range(top - 1, max(-1, top - 4), -1)
    after = range(last + 1, min(len(lines), last + 4))
    inside = set(kept)
    for index in (*below, *above, *after):
        if index not in inside and (date := metadata.date_of_line(lines[index].text)):
            return date
    return None


def _kind(
    lines: Sequence[Line], index: int, text: str, kept: Sequence[int], position: int
) -> BlockKind:
    line = lines[index]
    if line.kind in ("table", "caption"):
        return line.kind
    if _CREDIT.search(text) and len(text) <= 400 or _after_picture(lines, index):
        return "caption"
    short = not line.terminal and not line.continues and line.words <= 30
    if line.kind == "heading" or (short and (line.structured or text.isupper())):
        return "heading"
    if short and 0 < position < len(kept) - 1 and _SCENE.search(text):
        return "caption"
    if short and line.words <= 20 and position < len(kept) - 1 and not _DASH.match(text):
        return "heading"
    return "lead" if position == 0 and len(kept) > 1 and line.prose else "paragraph"


def _after_picture(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    if not line.pictured or len(line.text) > 250:
        return False
    alone = index + 1 < len(lines) and lines[index + 1].gap
    return alone or not line.terminal


def _article(raw: RawDocument, page: Page, first: _Draft, draft: _Draft) -> Article:
    body = sum(len(text) for text, kind in draft.lines if kind != "title")
    if body < MIN_CHARACTERS:
        raise Refused(f"too short: {body} characters of text, at least {MIN_CHARACTERS} expected")
    if not any(kind in ("lead", "paragraph") for _, kind in draft.lines):
        raise Refused("no running text, only headings, lists or tables")
    if language(draft.text) is None:
        raise Refused("neither Vietnamese nor English")
    blocks: list[Block] = []
    start = 0
    for text, kind in draft.lines:
        blocks.append(Block(kind, start, start + len(text)))
        start += len(text) + 1
    return Article(
        text=draft.text,
        blocks=tuple(blocks),
        name=raw.name,
        title=next((text for text, kind in draft.lines if kind == "title"), None),
        source=first.source or page.source,
        author=first.author or page.author,
        url=page.url,
        published=metadata.iso_date(page.published or "") or first.published,
        place=first.place,
    )
