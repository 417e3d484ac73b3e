"""From a source's bytes to a clean article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.articles import Article, Block, BlockKind, RawDocument
from corpus.cleaning import metadata
from corpus.cleaning.copies import without_copies
from corpus.cleaning.document import document_lines
from corpus.cleaning.lines import Line, lines_of
from corpus.cleaning.signs import signs_of
from corpus.cleaning.trim import trim
from corpus.effort import limited
from corpus.errors import Refused
from corpus.places import place_of
from corpus.readers import Page, SourceLine, read
from corpus.vietnamese.language import language
from corpus.vietnamese.sentences import sentences

MIN_CHARACTERS = 200
_PASSES = 6
_LANGUAGE_SAMPLE = 1_500
_SIGNED = 4  # lines at the end of a file where its author and source may stand
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
    """What one pass keeps: lines with their kinds, and the metadata that it found.

    `whole` where that is the page as it was, with no markup, picture or lone blank line that could
    have decided anything: another pass over these lines would see the same.
    """

    lines: tuple[tuple[str, BlockKind], ...]
    source: str | None
    author: str | None
    published: str | None
    place: str | None
    whole: bool

    @property
    def text(self) -> str:
        return "\n".join(text for text, _ in self.lines)

    def with_kinds_of(self, other: "_Draft") -> "_Draft":
        """Return these lines with the kinds that markup and pictures gave them in `other`."""
        known = {text: kind for text, kind in other.lines if kind != "title"}
        lines = tuple(
            (text, kind if kind == "title" else known.get(text, kind)) for text, kind in self.lines
        )
        return replace(self, lines=lines)


def clean(raw: RawDocument) -> Article:
    """Return the article that a source holds, without the furniture of its page.

    Raises `Refused` where there is none: unreadable, too short, neither Vietnamese nor English,
    no running text, more work than a source may be.
    """
    page = read(raw)
    with limited():
        return _cleaned(raw, page)


def _cleaned(raw: RawDocument, page: Page) -> Article:
    if page.whole:
        draft = _document(page)
        return _article(raw, page, draft, draft)
    first = draft = _pass(page)
    # Cleaning an article again must change nothing, so what was kept is looked at until it rests.
    for _ in range(_PASSES):
        if draft.whole:
            break
        again = _pass(Page(tuple(SourceLine(text) for text, _ in draft.lines)))
        if again.text == draft.text:
            break
        draft = again.with_kinds_of(draft)
    return _article(raw, page, first, draft)


def _document(page: Page) -> _Draft:
    """Return a file whose lines are all the article's own, with what they say of themselves."""
    lines = document_lines(page)
    texts = [text for text, _ in lines]
    sources = filter(None, map(metadata.source_of, texts[-_SIGNED:]))
    authors = filter(None, map(metadata.author_of, texts[-_SIGNED:]))
    return _Draft(lines, next(sources, None), next(authors, None), None, None, True)


def _pass(page: Page) -> _Draft:
    lines = without_copies(lines_of(_with_title(page)))
    title, kept = trim(signs_of(lines), page.title)
    author = host = None
    if len(kept) > 1 and lines[kept[-2]].terminal:
        host = metadata.host_of(lines[kept[-1]].text)
        kept = kept[:-1] if host else kept
    while len(kept) > 1 and metadata.is_name(lines[kept[-1]].text) and _closed(lines[kept[-2]]):
        author = lines[kept.pop()].text
    below = kept[-1] + 1 if kept else len(lines)
    if author is None and below < len(lines) and _closed(lines[below - 1]):
        author = lines[below].text if metadata.is_name(lines[below].text) else None
    if len(kept) > 1 and not lines[kept[0]].prose and metadata.is_name(lines[kept[0]].text):
        author = lines[kept.pop(0)].text
    around = _around(lines, title, kept)
    stamps = list(filter(None, map(metadata.stamp, around)))
    authors = list(filter(None, map(metadata.author_of, around)))
    sources = list(filter(None, map(metadata.source_of, around)))
    author = next(iter(authors), author) or next((s.author for s in stamps if s.author), None)

    texts = [(lines[index].text, index) for index in kept]
    byline = place = None
    opening = next((i for i, (_, index) in enumerate(texts) if lines[index].prose), None)
    if opening is not None:
        text, index = texts[opening]
        byline, place, text = metadata.byline(text)
        place = place or metadata.dateline(text)
        texts[opening] = text, index
    head, texts = _head(lines, title, texts)
    marked: list[tuple[str, BlockKind]] = [(head, "title")] if head else []
    for position, (text, index) in enumerate(texts):
        marked.append((text, _kind(lines, index, text, kept, position)))
    source = byline or next(iter(sources), host)
    published = stamps[0].published if stamps else None
    whole = page.title is None and _is_whole(page, lines, [text for text, _ in marked])
    return _Draft(tuple(marked), source, author, published, place, whole)


def _with_title(page: Page) -> tuple[SourceLine, ...]:
    """Return the lines of a page, headed by the title that its markup names if none holds it."""
    title = " ".join((page.title or "").split())
    texts = [text for line in page.lines if (text := " ".join(line.text.split()))]
    if any(title in text or (text in title and 2 * len(text) > len(title)) for text in texts):
        return page.lines
    return (SourceLine(title), *page.lines) if title else page.lines


def _is_whole(page: Page, lines: Sequence[Line], kept: Sequence[str]) -> bool:
    if kept != [line.text for line in lines]:
        return False
    if len(lines) != sum(not entry.text.isspace() and entry.text != "" for entry in page.lines):
        return False
    gaps = {line.gap for line in lines[1:]}
    return len(gaps) < 2 and not any(line.kind or line.pictured for line in lines)


def _closed(line: Line) -> bool:
    """Whether a line ends a text, so that a name below it is its author's."""
    return line.terminal or metadata.is_name(line.text)


def _continues_title(line: Line, text: str, title: str) -> bool:
    if line.prose or line.structured or line.continues or line.words > 40:
        return False
    short = len(title.split()) <= 3
    return short or (text.isupper() and not metadata.is_name(text))


def _around(lines: Sequence[Line], title: int | None, kept: Sequence[int]) -> list[str]:
    """Return the lines not kept where metadata stands: below the title, above it, below the end."""
    first, last = (kept[0], kept[-1]) if kept else (0, 0)
    top = title if title is not None else first
    below = range(top + 1, min(len(lines), max(first, top + 1) + 3))
    above = range(top - 1, max(-1, top - 4), -1)
    after = range(last + 1, min(len(lines), last + 5))
    near = (*below, *above, *after, *range(first, last))
    inside = {*kept, title}
    return [lines[index].text for index in near if index not in inside]


def _head(
    lines: Sequence[Line], title: int | None, texts: list[tuple[str, int]]
) -> tuple[str, list[tuple[str, int]]]:
    """Return the title and the rest; without a title line the first sentence is taken for it."""
    if title is not None:
        text = lines[title].text
        # The kind of an official document ("LUẬT") and its matter stand on lines of their own.
        while text.isupper() and texts and _continues_title(lines[texts[0][1]], texts[0][0], text):
            text, texts = f"{text} {texts[0][0]}", texts[1:]
        return text, texts
    if not texts:
        return "", texts
    text, index = texts[0]
    end = sentences(text)[0][1]
    rest = text[end:].strip()
    return text[:end], [(rest, index), *texts[1:]] if rest else texts[1:]


def _kind(
    lines: Sequence[Line], index: int, text: str, kept: Sequence[int], position: int
) -> BlockKind:
    line = lines[index]
    if line.kind in ("table", "caption"):
        return line.kind
    if (len(text) <= 400 and _CREDIT.search(text)) or _after_picture(lines, index):
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
    running = ("lead", "paragraph", "table") if page.whole else ("lead", "paragraph")
    if not any(kind in running for _, kind in draft.lines):
        raise Refused("no running text, only headings, lists or tables")
    if language(draft.text[:_LANGUAGE_SAMPLE]) is None:
        raise Refused("neither Vietnamese nor English")
    blocks: list[Block] = []
    start = 0
    for text, kind in draft.lines:
        blocks.append(Block(kind, start, start + len(text)))
        start += len(text) + 1
    title = next((text for text, kind in draft.lines if kind == "title"), None)
    return Article(
        text=draft.text,
        blocks=tuple(blocks),
        name=raw.name,
        title=title,
        source=first.source or page.source,
        author=first.author or page.author,
        url=page.url,
        published=metadata.iso_date(page.published or "") or first.published,
        place=first.place or place_of(title, draft.text),
    )
