"""What the reranker knows of a candidate: how a question's syllables lie in a passage.

Everything is counted on the codes of `index.codes`, for all candidates at once, and only on the
places where a syllable of the question stands ("matches"). Syllables weigh what their rarity in
the index says, so that a feature means the same in any kind of text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.codes import FIGURE, FOLDED, NOTHING, Candidates, Codes

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

WINDOWS = (8, 20, 50)  # syllables
RUNS = (2, 3, 4, 6)  # syllables
K1, B = 1.2, 0.6
_GAP = 1 << 14  # between two passages; no passage is longer
_DENSEST = 3.0  # times as dense with matches as the candidates are on average
_FAR = np.int32((1 << 31) - 1)
_ALIKE = 12  # bits

NAMES = (
    "exact",
    "folded",
    "plain",
    "bm25_exact",
    "bm25_folded",
    "bm25_pairs",
    *(f"run_{least}" for least in RUNS),
    "longest",
    "heaviest",
    *(f"within_{width}" for width in WINDOWS),
    "exact_within",
    "titled_within",
    "title",
    "title_share",
    "title_pairs",
    "titled",
    "body",
    "length",
    "figures",
    "figures_near",
    "first",
    "density",
    "siblings",
    "article",
)


@dataclass(frozen=True)
class Asked:
    """A question for the reranker: one row for each of its syllables without diacritics.

    `folded` (n,) are their codes without marks, ascending, n >= 1; `exact` the codes that match as
    written; `lax` (n,) the rows without marks to match; `weights` (n,) their importance, which
    sums to 1; `order` the rows as they follow one another in the question.
    """

    folded: Codes
    exact: Codes
    lax: Bools
    weights: Floats
    order: Ints

    @cached_property
    def pairs(self) -> Ints:
        """Rows × rows: the number of the pair that follow one another in the question, or -1."""
        table = np.full((len(self.folded),) * 2, -1)
        table[self.order[:-1], self.order[1:]] = np.arange(max(len(self.order) - 1, 0))
        return table

    @cached_property
    def pair_weights(self) -> Floats:
        """Importance of each pair, that of its two syllables; at least one entry, sum 1 or 0."""
        weights = self.weights[self.order]
        both = weights[:-1] + weights[1:]
        return both / both.sum() if both.sum() > 0 else np.zeros(max(len(both), 1), np.float32)


@dataclass(frozen=True)
class _Matches:
    """Places where syllables of the question stand, in order.

    `place` counts through all candidates with a gap between two, `here` within the candidate;
    `row` is the syllable, `passage` the candidate, `pair` the pair of the question that ends
    here, or -1, `title` whether the place is in the title.
    """

    place: NDArray[np.int32]
    here: Ints
    row: Ints
    passage: Ints
    exact: Bools
    pair: Ints
    title: Bools

    @classmethod
    def of(cls, asked: Asked, candidates: Candidates) -> "_Matches":
        """Find them."""
        folded = candidates.codes >> FOLDED
        # Most syllables are none of the question's, as their lowest bits tell already.
        alike = np.zeros(1 << _ALIKE, bool)
        alike[asked.folded & ((1 << _ALIKE) - 1)] = True
        at = np.flatnonzero(alike[folded & ((1 << _ALIKE) - 1)])
        row = np.searchsorted(asked.folded, folded[at])
        row[row == len(asked.folded)] = 0
        same = asked.folded[row] == folded[at]
        at, row = at[same], row[same]
        passage = np.searchsorted(candidates.ends, at, side="right")
        here = at - candidates.starts[passage]
        marked = np.append(asked.exact, NOTHING)
        code = candidates.codes[at]
        side = ~_changes(passage)
        side[1:] &= at[1:] == at[:-1] + 1
        return cls(
            place=(passage * _GAP + np.minimum(here, _GAP - 1)).astype(np.int32),
            here=here,
            row=row,
            passage=passage,
            exact=asked.lax[row] | (marked[np.searchsorted(asked.exact, code)] == code),
            pair=np.where(side, asked.pairs[np.roll(row, 1), row], -1),
            title=here < candidates.heads[passage],
        )

    @cached_property
    def begins(self) -> Ints:
        """Return where the matches of each candidate that has any begin."""
        return np.flatnonzero(_changes(self.passage))

    def ahead(self, rows: int, chosen: Bools | None = None) -> NDArray[np.int32]:
        """Return how far on from each (chosen) match the next one of each row is."""
        place, row = self.place, self.row
        if chosen is not None:
            place, row = place[chosen], row[chosen]
        ahead = np.full((len(place), rows), _FAR)
        ahead[np.arange(len(place)), row] = place
        ahead = np.minimum.accumulate(ahead[::-1], axis=0)[::-1]
        return ahead - place[:, None]


# Matrix kernels read past the end of short rows and raise flags for what they drop.
@np.errstate(invalid="ignore")
def features(asked: Asked, candidates: Candidates) -> Floats:
    """Return the features of each candidate, shape (len(candidates), len(NAMES))."""
    found = _Matches.of(asked, candidates)
    columns = [
        *_coverage(asked, candidates, found),
        *_runs(asked, found, len(candidates)),
        *_windows(asked, candidates, found),
        *_places(asked, candidates, found),
    ]
    return np.stack(columns, axis=1, dtype=np.float32, casting="unsafe")


def _coverage(
    asked: Asked, candidates: Candidates, found: _Matches
) -> Iterator[NDArray[np.floating]]:
    """Yield how much of the question is there, and how often."""
    rows = len(asked.folded)
    exact = _counts(found.passage, found.row, len(candidates), rows, found.exact)
    folded = _counts(found.passage, found.row, len(candidates), rows)
    mean = max(float(candidates.lengths.mean()), 1.0)
    norm = (K1 * (1 - B + B * candidates.lengths / mean))[:, None]
    yield (exact > 0) @ asked.weights
    yield (folded > 0) @ asked.weights
    yield (folded > 0).mean(1)
    yield exact / (exact + norm) @ asked.weights
    yield folded / (folded + norm) @ asked.weights
    linked = found.pair >= 0
    width = len(asked.pair_weights)
    pairs = _counts(found.passage, found.pair, len(candidates), width, linked)
    yield pairs / (pairs + norm) @ asked.pair_weights


def _runs(asked: Asked, found: _Matches, count: int) -> Iterator[NDArray[np.floating]]:
    """Yield what stands side by side in the passage as it does in the question."""
    linked = found.pair >= 0
    width = len(asked.pair_weights)
    begins = np.flatnonzero(~linked)
    run = np.cumsum(~linked) - 1
    size = np.bincount(run, minlength=len(begins))
    longest = np.zeros(count * width, np.int64)
    cells = found.passage[linked] * width + found.pair[linked]
    np.maximum.at(longest, cells, size[run][linked])
    for least in RUNS:
        yield (longest >= least).reshape(count, width) @ asked.pair_weights
    heavy = np.bincount(run, asked.weights[found.row], len(begins))
    owner = found.passage[begins]
    yield _most(np.minimum(size, len(asked.order)), owner, count) / max(len(asked.order), 1)
    yield _most(np.minimum(heavy, 1), owner, count)


def _windows(
    asked: Asked, candidates: Candidates, found: _Matches
) -> Iterator[NDArray[np.floating]]:
    """Yield how much of the question is close together, and what the title says of it."""
    count, rows = len(candidates), len(asked.folded)
    ahead = found.ahead(rows)
    for width in WINDOWS:
        yield _most((ahead < width) @ asked.weights, found.passage, count, found.begins)
    marked = found.ahead(rows, found.exact) < WINDOWS[1]
    yield _most(marked @ asked.weights, found.passage[found.exact], count)
    title = _counts(found.passage, found.row, count, rows, found.title)
    either = (ahead < WINDOWS[2]) | (title > 0)[found.passage]
    yield _most(either @ asked.weights, found.passage, count, found.begins)
    yield (title > 0) @ asked.weights
    yield np.minimum(title.sum(1) / np.maximum(candidates.heads, 1), 1)
    linked = found.title & (found.pair >= 0)
    width = len(asked.pair_weights)
    yield (_counts(found.passage, found.pair, count, width, linked) > 0) @ asked.pair_weights
    yield (candidates.heads > 0).astype(np.float32)
    body = _counts(found.passage, found.row, count, rows, ~found.title)
    yield (body > 0) @ asked.weights


def _places(
    asked: Asked, candidates: Candidates, found: _Matches
) -> Iterator[NDArray[np.floating]]:
    """Yield length, figures, where matches begin, and what else the article has to say."""
    count, rows = len(candidates), len(asked.folded)
    lengths = np.maximum(candidates.lengths, 1)
    yield np.log1p(candidates.lengths) / 6
    figures = np.concatenate([[0], np.cumsum(candidates.codes & FIGURE, dtype=np.int64)])
    yield (figures[candidates.ends] - figures[candidates.starts]) / lengths
    at = found.here + candidates.starts[found.passage]
    ends = np.minimum(at + WINDOWS[1], candidates.ends[found.passage])
    near = (figures[ends] > figures[at]) * asked.weights[found.row]
    yield _most(near, found.passage, count, found.begins)
    first = np.ones(count)
    first[found.passage[found.begins]] = np.minimum(found.here[found.begins] / 200, 1)
    yield first
    share = np.bincount(found.passage, minlength=count) / lengths
    yield np.minimum(share / max(float(share.mean()), 1e-6), _DENSEST)
    _, article = np.unique(candidates.articles, return_inverse=True)
    together = np.zeros((int(article.max(initial=0)) + 1, rows), bool)
    together[article[found.passage], found.row] = True
    yield np.log(np.bincount(article)[article])
    yield together[article] @ asked.weights


def _counts(
    first: Ints, second: Ints, height: int, width: int, chosen: Bools | None = None
) -> Floats:
    """Count the pairs of numbers, height × width."""
    cells = first * width + second
    if chosen is not None:
        cells = cells[chosen]
    counts = np.bincount(cells, minlength=height * width)
    return counts.reshape(height, width).astype(np.float32)


def _most(
    values: NDArray[np.floating], owner: Ints, count: int, begins: Ints | None = None
) -> NDArray[np.float64]:
    """Return the highest value of each owner, 0 where it has none; owners ascend."""
    most = np.zeros(count)
    if len(values):
        begins = np.flatnonzero(_changes(owner)) if begins is None else begins
        most[owner[begins]] = np.maximum.reduceat(values, begins)
    return most


def _changes(owner: Ints) -> Bools:
    """Tell of each whether it differs from the one before; the first does."""
    changes = np.ones(len(owner), bool)
    np.not_equal(owner[1:], owner[:-1], out=changes[1:])
    return changes
