"""Each line of a page as numbers: by itself, beside its neighbours, by its place on the page."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from corpus.cleaning.lines import Line
from corpus.cleaning.metadata import is_name
from corpus.cleaning.signs import Signs

Array = npt.NDArray[np.float64]
# How readers speak of themselves and to each other, and news does not outside of quotes.
_PERSONAL = re.compile(
    r"(?<!\w)(tôi|mình|em|ạ|nhé|nhỉ|các bạn|mọi người|cảm ơn|cám ơn|mong|hy vọng|đọc bài|bài viết"
    r"|tác giả|i|my|thanks)(?!\w)",
    re.IGNORECASE,
)
# What dumps of a page make of its links and of the fields of its forms.
_LINK_MARK = re.compile(r"\[\d{1,3}\]|\]\(|\]\[|^\W*\[[^\]]+\]\W*$|://")
_FIELD = re.compile(
    r"_{3,}|\[[ x_]*\]|\( ?\)|^\W*\([^()]{3,40}\)\W*$|\.{5,}|[<>»›|•·]{1,2}(?=\s|$)"
)
_BULLET = re.compile(r"[*+•·▪o»›>#-]+\s")
_NEAR = 3
OWN = (
    "prose", "length", "prose_length", "few_words", "short", "headline", "counter", "structured",
    "terminal", "continues", "coverage", "furniture", "list", "rest", "points", "metadata",
    "echoed", "pictured", "kin", "kin_prose", "kin_headline", "teaser", "item", "upper", "asks",
    "address", "name", "lower", "personal", "marked", "gap", "again",
    "links", "fields", "bullet", "digits", "crowded", "crowded_prose",
)  # fmt: skip
_LOOKED_AT = ("prose", "headline", "page", "short", "kin_prose", "gap", "links", "bullet",
              "personal")  # fmt: skip
_BESIDE = ("prose", "headline", "furniture", "list", "rest", "metadata", "counter", "name",
           "structured", "continues", "gap", "echoed", "links", "bullet")  # fmt: skip
_PLACE = ("core", "before", "after", "lists", "rests", "signs", "ahead", "behind", "page_share",
          "longer", "kin_ahead", "rest_gone", "run", "run_kin")  # fmt: skip
_JOINT = (
    ("prose", "lists"), ("prose", "rests"), ("prose", "signs"), ("prose", "ahead"),
    ("prose", "page_share"), ("prose", "after"), ("kin_prose", "lists"), ("kin_prose", "after"),
    ("headline", "lists"), ("headline", "after"), ("headline", "prose_before"), ("prose", "run"),
    ("short", "lists"), ("short", "after"), ("prose", "core"), ("headline", "core"),
    ("headline", "page_share"), ("short", "page_share"), ("structured", "page_share"),
    ("structured", "core"), ("structured", "after"), ("prose", "name_previous"),
    ("prose", "metadata_next"), ("prose", "counter_next"), ("prose", "headline_previous"),
)  # fmt: skip
NODE = (
    "bias", *OWN, *(f"{name}_{side}" for name in _LOOKED_AT for side in ("before", "behind")),
    *(f"{name}_{side}" for name in _BESIDE for side in ("previous", "next")),
    *_PLACE, *(f"{a}*{b}" for a, b in _JOINT),
)  # fmt: skip
EDGE = (
    "bias", "prose", "list", "rest", "furniture", "metadata", "headline", "name", "counter", "gap",
    "kin", "teaser", "structured", "short", "list_previous", "rest_previous",
    "furniture_previous", "metadata_previous", "name_previous", "counter_previous",
    "headline_previous", "prose_previous", "page_share", "crowded", "links", "bullet", "personal",
    "core", "after", "kin_prose", "kin_prose_behind", "prose_behind", "terminal",
)  # fmt: skip


def features(signs: Signs) -> tuple[Array, Array]:
    """Return what is known of each line, and of going over to it from the line before.

    Shapes (lines, len(NODE)) and (lines, len(EDGE)); most values lie in [-1, 1].
    """
    lines = signs.lines
    size = len(lines)
    crowded = float(signs.crowded)
    rows = [_own(signs, index, crowded) for index in range(size)]
    own = np.array(rows, dtype=np.float64).reshape(size, len(OWN))
    texts = Counter(line.text for line in lines)
    own[:, OWN.index("again")] = [texts[line.text] > 1 for line in lines]
    at = {name: own[:, i] for i, name in enumerate(OWN)}
    at["bias"] = np.ones(size)
    at["page"] = np.maximum.reduce([at["furniture"], at["counter"], at["metadata"]])
    for name in _LOOKED_AT:
        at[f"{name}_before"], at[f"{name}_behind"] = _windows(at[name])
    for name in _BESIDE:
        at[f"{name}_previous"] = np.concatenate(([0.0], at[name][:-1]))
        at[f"{name}_next"] = np.concatenate((at[name][1:], [0.0]))
    at |= _places(signs, at)
    for a, b in _JOINT:
        at[f"{a}*{b}"] = at[a] * at[b]
    return np.stack([at[name] for name in NODE], 1), np.stack([at[name] for name in EDGE], 1)


def _own(signs: Signs, index: int, crowded: float) -> Sequence[float]:
    line = signs.lines[index]
    length = min(len(line.text), 400) / 400
    kin = max(-0.4, min(0.4, signs.kin[index])) * 2.5
    headline = line.headline and not line.prose
    return (
        line.prose, length, line.prose * length, line.words <= 3,
        line.words <= 8 and not line.prose, headline, line.counter, line.structured, line.terminal,
        line.continues,
        line.furniture, signs.furniture[index], line.opens == "list", line.opens == "rest",
        line.points, line.metadata, line.echoed, line.pictured, kin, kin * line.prose,
        kin * headline, signs.teaser(index), is_item(line), line.text.isupper(),
        line.text.rstrip("\"'”’»)").endswith(("?", "!")), "://" in line.text, is_name(line.text),
        line.text[:1].islower(), min(3, len(_PERSONAL.findall(line.text))) / 3,
        line.kind is not None, line.gap, 0.0,
        min(3, len(_LINK_MARK.findall(line.text))) / 3, _FIELD.search(line.text) is not None,
        _BULLET.match(line.text) is not None,
        sum(map(str.isdigit, line.text)) / len(line.text), crowded, crowded * line.prose,
    )  # fmt: skip


def is_item(line: Line) -> bool:
    """Whether a line that is no prose has a shape that headlines of other articles have not."""
    if line.kind == "table" or line.pictured or line.structured:
        return True
    if line.text[:1].islower() or line.text.isupper():
        return True
    return line.terminal and not (line.headline and line.words >= 5)


def _windows(values: Array) -> tuple[Array, Array]:
    """Return the means over the lines just before and just behind each line."""
    sums = np.concatenate(([0.0] * (_NEAR + 1), np.cumsum(values), [values.sum()] * _NEAR))
    size = len(values)
    here = np.arange(size) + _NEAR
    return (sums[here] - sums[here - _NEAR]) / _NEAR, (
        sums[here + 1 + _NEAR] - sums[here + 1]
    ) / _NEAR


def _places(signs: Signs, at: dict[str, Array]) -> dict[str, Array]:
    """Return where each line stands: round the core, among furniture, in a run of prose."""
    size = len(signs.lines)
    index = np.arange(size)
    start, end = signs.start, signs.end
    past = index >= start
    page, prose, kin = at["page"], at["prose"], at["kin_prose"]
    characters = prose * np.array([len(line.text) for line in signs.lines])
    core = characters[start:end][prose[start:end] > 0]
    usual = float(np.median(core)) if len(core) else 100.0
    gone = np.cumsum(at["rest"] * past)
    run, run_kin = _runs(prose, kin)
    left = np.arange(size, 0, -1)
    behind = np.cumsum(page * past) / np.maximum(1, index - start + 1)
    signed = at["name"] + at["metadata"]
    return {
        "core": ((index >= start) & (index < end)).astype(np.float64),
        "before": np.log1p(np.maximum(0, start - index)) / 3,
        "after": np.log1p(np.maximum(0, index - end + 1)) / 3,
        "lists": np.log1p(np.cumsum((at["list"] + at["rest"]) * past)),
        "rests": np.log1p(gone),
        "signs": np.log1p(np.cumsum(signed * past)),
        "ahead": np.cumsum(page[::-1])[::-1] / left,
        "behind": np.where(past, behind, 0.0),
        "page_share": np.full(size, page.mean() if size else 0.0),
        "longer": np.clip(prose * np.log(np.maximum(characters, 20) / usual), -2, 2),
        "kin_ahead": np.cumsum(kin[::-1])[::-1] / np.maximum(1, np.cumsum(prose[::-1])[::-1]),
        "rest_gone": np.minimum(1, gone),
        "run": np.log1p(run) / 3,
        "run_kin": run_kin,
    }


def _runs(prose: Array, kin: Array) -> tuple[Array, Array]:
    """Return for each line of prose how many stand together there, and their mean kinship."""
    length, mean = np.zeros(len(prose)), np.zeros(len(prose))
    edges = np.flatnonzero(np.diff(np.concatenate(([0.0], prose, [0.0]))))
    for first, last in edges.reshape(-1, 2):
        length[first:last] = last - first
        mean[first:last] = kin[first:last].mean()
    return length, mean
