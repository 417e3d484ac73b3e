"""Find the article among the lines of a page: its title, what interrupts it, where it ends."""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.cleaning.lines import Line
from corpus.cleaning.metadata import author_of, source_of
from corpus.cleaning.signs import Signs

# Costs of the chain that follows a page, in units of what a line says: to leave the article at a
# line that announces something else, at other furniture, anywhere else; and to go on with it after
# a list at prose that is no teaser, at another line, and after the rest of the page.
_LEAVE_OPENER, _LEAVE_FURNITURE, _LEAVE = 0.3, 1.5, 4.0
_RESUME, _RETURN, _COME_BACK = 1.5, 4.0, 6.0
_WINDOW, _TOP = 25, 12
# Nine in ten headlines of other articles share less than this with an article, few of its own do.
_STRANGE = -0.15
# The head of official documents, as the rules for their form prescribe it.
_LETTERHEAD = re.compile(
    r".*(CỘNG H[ÒO]A XÃ HỘI|Độc lập)|\W*((Luật )?số\s*:|dự thảo\b.{0,3}$|kính gửi)"
    r"|(QUỐC HỘI|CHÍNH PHỦ|ỦY BAN|UỶ BAN|BỘ [A-ZĐÀ-Ỹ ]+|VĂN PHÒNG.*)$|[\w .]*, ngày\b|\W*\w?\W*$",
    re.IGNORECASE,
)


def trim(signs: Signs, declared: str | None = None) -> tuple[int | None, list[int]]:
    """Return the index of the title (None where no line is one) and of the lines of the body.

    `declared` is the title that the page's markup names.
    """
    title = _title(signs, declared)
    first = title + 1 if title is not None else signs.start
    crowded = signs.crowded
    if signs.wrapped:
        body = [i for i in range(len(signs.lines)) if i != title]
    else:
        body = _follow(signs, first, crowded=crowded)
        # Where nothing is the page's, what stands above the title is the head of a document.
        above = [] if crowded else [i for i in range(first) if i != title and signs.plain(i)]
        body = above + body
    return title, _without_metadata(signs, body)


def _title(signs: Signs, declared: str | None) -> int | None:
    """Choose the title among the lines before the first prose."""
    lines, start = signs.lines, signs.start
    if not signs.crowded:
        top = range(min(_TOP, len(lines)))
        return next((i for i in top if signs.plain(i) and _heads_document(lines[i])), None)
    while start < len(lines) - 1 and not (signs.plain(start) and lines[start].prose):
        start += 1
    before = range(max(0, start - _WINDOW), start + 1)
    candidates = [
        i
        for i in before
        if signs.plain(i) and _could_be_title(lines[i], dated=lines[i + 1 : i + 2])
    ]
    texts = Counter(line.text for line in lines)
    bare = all(map(signs.plain, range(start)))

    def score(index: int) -> float:
        line = lines[index]
        distance = sum(map(signs.plain, range(index + 1, start)))
        value = 3 * signs.kin[index] + min(line.words, 10) / 10 - 0.15 * distance
        value += 0.4 * (texts[line.text] > 1 or line.echoed)
        value += 0.5 * (index + 1 < len(lines) and lines[index + 1].metadata)
        value += 1.5 * (bare and index == candidates[0])
        if declared and (line.text in declared or declared in line.text):
            value += 2
        return value

    return max(candidates, key=score, default=None)


def _heads_document(line: Line) -> bool:
    """Whether a line of a page without furniture is its title and not an official letterhead."""
    return _could_be_title(line) and _LETTERHEAD.match(line.text) is None


def _could_be_title(line: Line, dated: Sequence[Line] = ()) -> bool:
    if not 1 <= line.words <= 45 or line.continues:
        return False
    return line.headline or not line.terminal or any(below.metadata for below in dated)


def _follow(signs: Signs, first: int, *, crowded: bool) -> list[int]:
    """Follow the page from its title: each line is the article's, a list's, or the page's rest.

    The likeliest course of a chain of three states (Viterbi): what a line looks like speaks for
    the article or against it, and changing over costs. A list within an article is easy to come
    back from, the rest of a page (comments, statistics) is not.
    """
    # Where nothing on the page is furniture beyond doubt, it takes more to believe in any.
    quiet = _LEAVE if crowded else 2 * _LEAVE
    values = {"article": 0.0, "list": -6.0, "rest": -6.0}
    origins: list[dict[str, str]] = []
    for index in range(first, len(signs.lines)):
        line = signs.lines[index]
        leaving = _LEAVE_FURNITURE if crowded and signs.furniture[index] else quiet
        leaving = _LEAVE_OPENER if line.opens else leaving
        resumes = line.prose and not signs.teaser(index)
        ways = {
            "article": {
                "article": 0.0,
                "list": -_RESUME if resumes else -_RETURN,
                "rest": -_COME_BACK,
            },
            "list": {"article": -leaving, "list": 0.0},
            "rest": {"article": -leaving, "list": 0.0, "rest": 0.0},
        }
        if line.opens == "rest":
            ways["list"] = {"list": -_COME_BACK}
        best = {
            state: max((values[before] + cost, before) for before, cost in costs.items())
            for state, costs in ways.items()
        }
        values = {state: value for state, (value, _) in best.items()}
        values["article"] += _favours(signs, index)
        origins.append({state: before for state, (_, before) in best.items()})
    state = max(values, key=values.__getitem__)
    kept: list[int] = []
    for index in range(len(signs.lines) - 1, first - 1, -1):
        dropped = signs.furniture[index] or signs.lines[index].counter or _strays(signs, index)
        if state == "article" and not (crowded and dropped):
            kept.append(index)
        state = origins[index - first][state]
    return kept[::-1]


def _strays(signs: Signs, index: int) -> bool:
    """Whether a line is a lone headline of another matter, as links between paragraphs are."""
    line = signs.lines[index]
    alone = line.headline and not line.prose and not _is_item(line)
    return alone and line.words >= 7 and signs.kin[index] < _STRANGE


def _favours(signs: Signs, index: int) -> float:
    """Return how much a line speaks for the article (positive) or for something else."""
    line = signs.lines[index]
    if signs.furniture[index] or (line.echoed and not line.pictured):
        return -2.0
    if not signs.plain(index):
        return -1.0
    topic = max(-2.0, min(1.5, 6 * signs.kin[index]))
    if line.prose:
        # Related articles share the matter, so that kinship says little of a teaser.
        firm = topic + 1.0 + min(len(line.text), 300) / 300
        return min(topic, 0.3) + 0.4 if signs.teaser(index) else firm
    if "://" in line.text:
        return 0.3
    if _is_item(line):
        return topic + 0.3
    near = (signs.near(index, -1), signs.near(index, 1))
    run = any(one is not None and one.headline and not one.prose for one in near)
    return min(topic, 0.6) - (1.2 if run else 0.6) if line.headline else 0.5 * topic - 0.2


def _is_item(line: Line) -> bool:
    """Whether a line that is no prose has a shape that headlines of other articles have not."""
    if line.kind == "table" or line.pictured or line.structured:
        return True
    if line.text[:1].islower() or line.text.isupper():
        return True
    return line.terminal and not (line.headline and line.words >= 5)


def _without_metadata(signs: Signs, body: list[int]) -> list[int]:
    """Take metadata out of the body; the source of a table in the midst of the text stays."""
    prose = [i for i in body if signs.lines[i].prose and signs.plain(i)]
    kept = []
    for index in body:
        text = signs.lines[index].text
        within = bool(prose) and prose[0] < index < prose[-1]
        beside = signs.near(index, -1)
        signed = beside is not None and author_of(beside.text) is not None
        if not signs.lines[index].metadata or (within and source_of(text) and not signed):
            kept.append(index)
    return kept
