"""Find the article among the lines of a page: its title, what interrupts it, where it ends."""

from collections import Counter

from corpus.cleaning.lines import Line
from corpus.cleaning.metadata import author_of, source_of
from corpus.cleaning.signs import Signs

# Costs of the chain that follows a page, in units of what a line says: to leave the article at a
# line that announces a list, at other furniture, anywhere else; and to come back to it.
_LEAVE_OPENER, _LEAVE_FURNITURE, _LEAVE, _RETURN = 0.3, 1.5, 4.0, 3.0
_WINDOW = 25


def trim(signs: Signs, declared: str | None = None) -> tuple[int | None, list[int]]:
    """Return the index of the title (None where no line is one) and of the lines of the body.

    `declared` is the title that the page's markup names.
    """
    title = _title(signs, declared)
    first = title + 1 if title is not None else signs.start
    body = _follow(signs, first)
    if not signs.crowded:
        # Nothing is the page's, so what stands above the title is the head of a document.
        body = [i for i in range(first) if i != title and signs.plain(i)] + body
    return title, _without_metadata(signs, body)


def _title(signs: Signs, declared: str | None) -> int | None:
    """Choose the title among the lines before the first prose."""
    lines, start = signs.lines, signs.start
    while start < len(lines) - 1 and not (signs.plain(start) and lines[start].prose):
        start += 1
    before = range(max(0, start - _WINDOW), start + 1)
    candidates = [i for i in before if signs.plain(i) and _could_be_title(lines[i])]
    if not candidates:
        return None
    texts = Counter(line.text for line in lines)
    bare = all(map(signs.plain, range(start)))

    def score(index: int) -> float:
        line = lines[index]
        distance = sum(map(signs.plain, range(index + 1, start)))
        value = 3 * signs.kin[index] + min(line.words, 10) / 10 - 0.15 * distance
        value += 0.4 * (texts[line.text] > 1 or line.echoed)
        value += 0.5 * (index + 1 < len(lines) and signs.metadata[index + 1])
        value += 1.5 * (bare and index == candidates[0])
        if declared and (line.text in declared or declared in line.text):
            value += 2
        return value

    return max(candidates, key=score)


def _could_be_title(line: Line) -> bool:
    return 1 <= line.words <= 45 and not line.continues and (line.headline or not line.terminal)


def _follow(signs: Signs, first: int) -> list[int]:
    """Follow the page from its title: each line is the article's or something else's.

    The likeliest course of a two-state chain (Viterbi): what a line looks like speaks for one or
    the other, and changing over costs, less where a line announces a list.
    """
    # Where nothing on the page is furniture beyond doubt, it takes more to believe in any.
    quiet = _LEAVE if signs.crowded else 2 * _LEAVE
    article, other = 0.0, -6.0
    back: list[tuple[bool, bool]] = []
    for index in range(first, len(signs.lines)):
        leaving = _LEAVE_FURNITURE if signs.furniture[index] else quiet
        leaving = _LEAVE_OPENER if signs.opener[index] else leaving
        enter, leave = other - _RETURN, article - leaving
        back.append((enter > article, leave > other))
        article, other = max(article, enter) + _favours(signs, index), max(leave, other)
    kept: list[int] = []
    inside = article >= other
    for index in range(len(signs.lines) - 1, first - 1, -1):
        if inside and not signs.furniture[index] and not signs.counter[index]:
            kept.append(index)
        entered, left = back[index - first]
        inside = not entered if inside else left
    return kept[::-1]


def _favours(signs: Signs, index: int) -> float:
    """Return how much a line speaks for the article (positive) or for something else."""
    line = signs.lines[index]
    if signs.furniture[index] or (line.echoed and not line.pictured):
        return -2.0
    if not signs.plain(index):
        return -1.0
    topic = max(-2.0, min(1.5, 6 * signs.kin[index]))
    if line.prose and signs.teaser(index):
        # Related articles share the matter, so that kinship says little here.
        return min(topic, 0.3) + 0.4
    if line.prose:
        return topic + 1.0 + min(len(line.text), 300) / 300
    if line.kind == "table" or line.pictured or line.structured or "://" in line.text:
        return topic + 0.3
    if line.text[:1].islower() or line.text.isupper():
        return topic + 0.3
    if line.terminal and not (line.headline and line.words >= 5):
        return topic + 0.3
    if line.headline:
        near = (signs.near(index, -1), signs.near(index, 1))
        run = any(one is not None and one.headline and not one.prose for one in near)
        return min(topic, 0.6) - (1.2 if run else 0.6)
    return 0.5 * topic - 0.2


def _without_metadata(signs: Signs, body: list[int]) -> list[int]:
    """Take metadata out of the body; the source of a table in the midst of the text stays."""
    prose = [i for i in body if signs.lines[i].prose and signs.plain(i)]
    kept = []
    for index in body:
        text = signs.lines[index].text
        within = bool(prose) and prose[0] < index < prose[-1]
        beside = signs.near(index, -1)
        signed = beside is not None and author_of(beside.text) is not None
        if not signs.metadata[index] or (within and source_of(text) and not signed):
            kept.append(index)
    return kept
