"""Pages whose lines are known to be the article's or not: news wrapped in layouts, real texts."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.articles import RawDocument
from corpus.cleaning.copies import without_copies
from corpus.cleaning.features import could_be_title
from corpus.cleaning.lines import Line, lines_of
from corpus.cleaning.signs import signs_of
from corpus.cleaning.topic import Array
from corpus.cleaning.trim import document_title
from corpus.cleaning.view import PageView
from corpus.errors import Refused
from corpus.readers import Page, read
from corpus.readers.page import SourceLine
from corpus.readers.text import decode
from tests.furniture import measure
from tests.shared_data import shared

SEEN = Path(__file__).parent / "seen"
SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
LABELS = Path(__file__).parents[1] / "labels" / "web_cuts.json"
News = tuple[str, str, list[str]]
_LONGEST = 220
# A piece of text of this length is the article's if the article holds it.
_TELLING = 30
_PROSE = 14


@dataclass(frozen=True, slots=True)
class Sample:
    """A page with its answer; `layout` is empty for a real text without furniture.

    `gold` is 1.0 for the article's lines; `candidates` are the lines that could be its title, and
    `title` is the index of the one that is (None where none is).
    """

    layout: str
    varied: bool
    view: PageView
    gold: Array
    characters: Array
    candidates: npt.NDArray[np.bool_]
    title: int | None


def samples(pages: int, seed: int) -> list[Sample]:
    """Wrap `pages` articles in every seen layout, each also varied twice, and add real texts.

    Of these the beginnings are added too.
    """
    rng = random.Random(seed)
    layouts = measure.layouts(SEEN)
    found: list[Sample | None] = []
    for name in layouts:
        for article in _bodies(pages, rng):
            own = _Own([_flat(part) for part in (article[0], article[1], *article[2]) if part])
            page = _wrap(layouts[name], article, rng)
            found.append(_sample(name, page, own))
            for _ in range(2):
                other = _wrap(layouts[rng.choice(sorted(layouts))], article, rng)
                mixed = _mix(page, other, own, rng)
                found.append(_sample(name, _vary(mixed, own, rng), own, varied=True))
    for path in _plain_texts():
        content = path.read_bytes()
        page = _read(content, "text/plain")
        own = _Own([_flat(line) for line in decode(content).split("\n") if line.strip()])
        found.append(_sample("", page, own))
        if page is not None:
            # Long documents count as untouched; their beginnings show what short ones look like.
            short = replace(page, lines=page.lines[: rng.randint(6, 90)])
            found.append(_sample("", short, own, varied=True))
    return [sample for sample in found if sample is not None]


def _wrap(layout: measure.Layout, article: News, rng: random.Random) -> Page | None:
    text = layout(*article, rng)
    return _read(text.encode(), "text/html" if text.lstrip().startswith("<") else "text/plain")


def _mix(page: Page | None, other: Page | None, own: "_Own", rng: random.Random) -> Page | None:
    """Put what stands above or below the article in another layout in place of a page's own."""
    if page is None or other is None:
        return page
    (head, body, tail), (above, _, below) = (_parts(each, own) for each in (page, other))
    head = above if rng.random() < 0.4 else head
    tail = below if rng.random() < 0.5 else tail
    return replace(page, lines=(*head, *body, *tail))


def _parts(page: Page, own: "_Own") -> tuple[tuple[SourceLine, ...], ...]:
    """Split a page above its article and below."""
    there = [i for i, line in enumerate(page.lines) if own.holds(_flat(line.text))]
    first, last = (there[0], there[-1] + 1) if there else (0, len(page.lines))
    return page.lines[:first], page.lines[first:last], page.lines[last:]


def _read(content: bytes, kind: str) -> Page | None:
    try:
        return read(RawDocument("", "", content, kind))
    except Refused:
        return None


def _plain_texts() -> list[Path]:
    """Return the real texts that no test measures by."""
    labelled = LABELS.read_text(encoding="utf-8")
    paths = [*SAMPLES.glob("*.txt"), *shared("articles", "web").glob("*.txt")]
    return sorted(path for path in paths if path.stem not in labelled)


@cache
def _news() -> list[News]:
    return measure.news(2_000, seed=0, within=8_000)


def _bodies(count: int, rng: random.Random) -> Iterator[News]:
    """Yield articles to wrap: news, and some texts with headings, lists and numbers."""
    documents = rng.sample(_plain_texts(), max(1, count // 5))
    for path in documents:
        lines = [_flat(line) for line in decode(path.read_bytes()).split("\n")]
        lines = [line for line in lines if len(line) > 1][: rng.randint(8, 60)]
        if len(lines) > 4 and len(lines[0].split()) > 4 and not lines[0].isupper():
            yield lines[0], lines[1], lines[2:]
    yield from rng.sample(_news(), count - len(documents))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _vary(page: Page | None, own: "_Own", rng: random.Random) -> Page | None:
    """Put sentences and headlines of other news in place of a layout's own, drop labels and gaps.

    What a layout's author wrote recurs from page to page; what stands there on real pages does not.
    """
    if page is None:
        return None
    real, drop, join = rng.random() < 0.65, rng.random() < 0.4, rng.random() < 0.25
    alike = rng.random() < 0.3
    other, at = _other(own.title, rng, alike=alike), 0
    lines: list[SourceLine] = []
    for line in page.lines:
        text = _flat(line.text)
        words, new = len(text.split()), line.text
        replaceable = real and bool(text) and "](" not in text and "|" not in text
        if not text and join:
            continue
        if text and own.holds(text):
            other, at = _other(own.title, rng, alike=alike), 0
        elif replaceable and words >= _PROSE and text[-1] in '.!?…"':
            if at > len(other[2]) or rng.random() < 0.25:
                other, at = _other(own.title, rng, alike=alike), rng.choice((0, 0, 1))
            new = [other[1], *other[2]][at] if rng.random() < 0.8 else new
            at += 1
        elif replaceable and 5 <= words <= 25 and text[0].isupper() and text[-1] not in ".:;":
            if rng.random() < 0.5:
                other, at = _other(own.title, rng, alike=alike), 0
                new = other[0]
        elif drop and text and words <= 8 and rng.random() < 0.35:
            continue
        lines.append(replace(line, text=new))
    return replace(page, lines=tuple(lines))


def _other(title: str, rng: random.Random, *, alike: bool) -> News:
    """Return another article, with `alike` one whose title shares words with this one."""
    if not alike:
        return rng.choice(_news())
    words = set(title.lower().split())

    def shared_words(news: News) -> float:
        theirs = news[0].lower().split()
        return len(words & set(theirs)) / (5 + len(theirs))

    return max(rng.sample(_news(), 60), key=shared_words)


class _Own:
    """What an article says, to tell its lines from the page's."""

    def __init__(self, gold: Sequence[str]) -> None:
        self.title = gold[0]
        self._lines = set(gold)
        self._whole = " ".join(gold)
        self._long = [line for line in gold if len(line) >= _TELLING]

    def holds(self, text: str) -> bool:
        if not text:
            return False
        if text in self._lines or (len(text) >= _TELLING and text in self._whole):
            return True
        return len(text) >= _TELLING and any(line in text for line in self._long)


def _sample(layout: str, page: Page | None, own: _Own, *, varied: bool = False) -> Sample | None:
    if page is None:
        return None
    lines = without_copies(lines_of(page.lines))
    signs = signs_of(lines)
    if not lines or signs.untouched or signs.wrapped:
        return None
    if len(lines) > _LONGEST:
        lines = lines[:_LONGEST]
        signs = signs_of(lines)
    right = np.array([own.holds(line.text) for line in lines], dtype=np.float64)
    title = document_title(signs)
    if layout:
        title = _title(lines, own.title, right)
    return Sample(
        layout,
        varied,
        PageView(signs, page.title),
        right,
        np.array([len(line.text) for line in lines], dtype=np.float64),
        np.array([could_be_title(line) for line in lines]),
        title,
    )


def _title(lines: Sequence[Line], text: str, right: Array) -> int | None:
    """Return the copy of the title that stands next above the body; the others are the page's."""
    there = [
        i for i, x in enumerate(lines) if x.text == text or (len(text) > 15 and text in x.text)
    ]
    body = [i for i in map(int, right.nonzero()[0]) if i not in there and len(lines[i].text) > 60]
    above = [i for i in there if not body or i < body[0]]
    title = above[-1] if above else next(iter(there), None)
    for index in there:
        right[index] = float(index == title)
    return title
