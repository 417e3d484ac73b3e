"""Each line of a page as numbers: by itself, beside its neighbours, by its place on the page."""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from corpus.cleaning.lines import Line, line_of
from corpus.cleaning.metadata import is_name
from corpus.cleaning.signs import Signs
from corpus.cleaning.topic import Array

# How readers speak of themselves and to each other, and news does not outside of quotes.
_PERSONAL = re.compile(
    r"\b(?:tôi|mình|em|ạ|nhé|nhỉ|các bạn|mọi người|cảm ơn|cám ơn|mong|hy vọng|đọc bài|bài viết"
    r"|tác giả|i|my|thanks)\b"
)
# How a page speaks to its visitors.
_ADDRESSED = re.compile(
    r"\b(?:bạn|quý vị|quý khách|độc giả|bạn đọc|chúng tôi|tòa soạn|toà soạn|trang này|your?|we)\b"
)
_PAST = re.compile(r"\b\d+ (?:giây|phút|giờ|ngày|tuần|tháng|năm) trước\b|\b(?:hours?|days?) ago\b")
_DATE = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{4}\b|\b\d{1,2}:\d{2}\b")
# What dumps of a page make of its links and of the fields of its forms.
_LINK_MARK = re.compile(r"\[\d{1,3}\]|\]\(|\]\[|^\W*\[[^\]]+\]\W*$|://")
_FIELD = re.compile(
    r"_{3,}|\[[ x_]*\]|\( ?\)|^\W*\([^()]{3,40}\)\W*$|\.{5,}|[<>»›|•·]{1,2}(?=\s|$)"
)
_BULLET = re.compile(r"[*+•·▪o»›>#-]+\s")
_LABELLED = re.compile(r"[^.:;?!]{2,60}:\s")
NEAR, WIDE = 3, 8
# What is looked at of a line is its beginning.
_BEGINNING = 300
_ALONE = (
    "upper", "asks", "address", "name", "lower", "personal", "addressed", "past", "dated", "links",
    "fields", "bullet", "digits", "bold", "labelled", "quoted", "bracketed", "exclaims",
    "letterless", "sentences", "prose", "length", "prose_length", "few_words", "short", "headline",
    "structured", "terminal", "continues", "coverage", "list", "rest", "points", "metadata",
)  # fmt: skip
OWN = (*_ALONE, "counter", "furniture", "echoed", "pictured", "teaser", "item", "marked", "heading",
       "gap", "again")  # fmt: skip
KIN = ("kin", "pairs", "kin_above", "kin_below", "pairs_above", "pairs_below", "kin_prose",
       "kin_headline", "pairs_prose")  # fmt: skip
LOOKED_AT = ("prose", "headline", "page", "short", "kin_prose", "pairs_prose", "gap", "links",
             "bullet", "personal", "furniture", "terminal", "past", "labelled",
             "upper")  # fmt: skip
_PLACE = ("core", "before", "after", "lists", "rests", "signs", "ahead", "behind", "page_share",
          "longer", "kin_ahead", "rest_gone", "run", "run_kin", "run_pairs", "crowded", "gaps",
          "first", "last", "size", "usual_kin", "usual_pairs", "bare")  # fmt: skip
PAGE = (
    *OWN, *KIN,
    *(f"{name}_{side}" for name in LOOKED_AT for side in ("before", "behind", "far", "beyond")),
    *_PLACE,
)  # fmt: skip


def could_be_title(line: Line) -> bool:
    """Whether a line has a length and an end that titles have."""
    return 1 <= line.words <= 45 and not line.continues and (line.headline or not line.terminal)


def centred(values: Array) -> Array:
    """Bring differences of shares to [-1, 1]."""
    return np.clip(values, -0.4, 0.4) * 2.5


@lru_cache(maxsize=8192)  # an article is looked at twice
def _alone(text: str) -> tuple[float, ...]:
    """Return the features of a text alone, in the order of _ALONE."""
    line, length = line_of(text), min(len(text), 400) / 400
    text = text[:_BEGINNING]
    low = text.lower()
    ending = text.rstrip("\"'”’»)")[-1:]
    return (
        text.isupper(), ending in ("?", "!"), "://" in text, is_name(text), text[:1].islower(),
        min(3, len(_PERSONAL.findall(low))) / 3, min(3, len(_ADDRESSED.findall(low))) / 3,
        _PAST.search(low) is not None, _DATE.search(text) is not None,
        min(3, len(_LINK_MARK.findall(text))) / 3, _FIELD.search(text) is not None,
        _BULLET.match(text) is not None, sum(map(str.isdigit, text)) / len(text),
        "**" in text or text[:1] in "#_*", _LABELLED.match(text) is not None,
        text[:1] in "\"“'‘«" or '"' in text, text[:1] in "([{" or ending in "])}",
        ending == "!" or "…" in text, not any(map(str.isalpha, text)),
        min(5, text.count(". ") + text.count("? ") + text.count("! ")) / 5,
        line.prose, length, line.prose * length, line.words <= 3,
        line.words <= 8 and not line.prose, line.headline and not line.prose, line.structured,
        line.terminal, line.continues, line.furniture, line.opens == "list", line.opens == "rest",
        line.points, line.metadata,
    )  # fmt: skip


def own(signs: Signs, index: int) -> Sequence[float]:
    """Return the features of a line by itself, in the order of OWN."""
    line = signs.lines[index]
    return (
        *_alone(line.text), line.counter, signs.furniture[index], line.echoed, line.pictured,
        signs.teaser(index), is_item(line), line.kind is not None, line.kind == "heading",
        line.gap, 0.0,
    )  # fmt: skip


def is_item(line: Line) -> bool:
    """Whether a line that is no prose has a shape that headlines of other articles have not."""
    if line.kind == "table" or line.pictured or line.structured:
        return True
    if line.text[:1].islower() or line.text.isupper():
        return True
    return line.terminal and not (line.headline and line.words >= 5)


def windows(values: Array, width: int) -> tuple[Array, Array]:
    """Return the means over the lines just before and just behind each line, column by column."""
    size = len(values)
    wide = np.zeros((size + 2 * width + 1, values.shape[1]))
    wide[width + 1 : width + 1 + size] = values
    sums = np.cumsum(wide, axis=0)
    before = sums[width : width + size] - sums[:size]
    behind = sums[2 * width + 1 :] - sums[width + 1 : width + 1 + size]
    return before / width, behind / width


def places(signs: Signs, at: dict[str, Array]) -> dict[str, Array]:
    """Return where each line stands: round the core, among furniture, in a run of prose."""
    size = len(signs.lines)
    index = np.arange(size)
    start, end = signs.start, signs.end
    past = index >= start
    page, prose, kin = at["page"], at["prose"], at["kin_prose"]
    characters = prose * np.array([len(line.text) for line in signs.lines])
    core = (index >= start) & (index < end)
    inner = core & (prose > 0)
    usual = float(np.median(characters[inner])) if inner.any() else 100.0
    gone = np.cumsum(at["rest"] * past)
    run, run_kin = runs(prose, kin)
    _, run_pairs = runs(prose, at["pairs_prose"])
    left = np.arange(size, 0, -1)
    behind = np.cumsum(page * past) / np.maximum(1, index - start + 1)
    signed = at["name"] + at["metadata"]

    def whole(value: float) -> Array:
        return np.full(size, value)

    return {
        "core": core.astype(np.float64),
        "before": np.log1p(np.maximum(0, start - index)) / 3,
        "after": np.log1p(np.maximum(0, index - end + 1)) / 3,
        "lists": np.log1p(np.cumsum((at["list"] + at["rest"]) * past)) / 2,
        "rests": np.log1p(gone) / 2,
        "signs": np.log1p(np.cumsum(signed * past)) / 2,
        "ahead": np.cumsum(page[::-1])[::-1] / left,
        "behind": np.where(past, behind, 0.0),
        "page_share": whole(page.mean() if size else 0.0),
        "longer": np.clip(prose * np.log(np.maximum(characters, 20) / usual), -2, 2) / 2,
        "kin_ahead": np.cumsum(kin[::-1])[::-1] / np.maximum(1, np.cumsum(prose[::-1])[::-1]),
        "rest_gone": np.minimum(1, gone),
        "run": np.log1p(run) / 3,
        "run_kin": run_kin,
        "run_pairs": run_pairs,
        "crowded": whole(signs.crowded),
        "gaps": whole(at["gap"].mean() if size else 0.0),
        "first": np.exp(-index / 3),
        "last": np.exp(-(size - 1 - index) / 3),
        "size": whole(np.log1p(size) / 5),
        "usual_kin": whole(float(np.median(at["kin"][inner])) if inner.any() else 0.0),
        "usual_pairs": whole(float(np.median(at["pairs"][inner])) if inner.any() else 0.0),
        "bare": (np.cumsum(page) - page == 0).astype(np.float64),
    }


def runs(prose: Array, kin: Array) -> tuple[Array, Array]:
    """Return for each line of prose how many stand together there, and their mean kinship."""
    length, mean = np.zeros(len(prose)), np.zeros(len(prose))
    edges = np.flatnonzero(np.diff(np.concatenate(([0.0], prose, [0.0]))))
    for first, last in edges.reshape(-1, 2):
        length[first:last] = last - first
        mean[first:last] = kin[first:last].mean()
    return length, mean
