"""A page as the networks see it: lines that may be its title, then lines beside the title."""

from collections import Counter

import numpy as np

from corpus.cleaning.features import (
    LOOKED_AT,
    NEAR,
    OWN,
    PAGE,
    WIDE,
    centred,
    could_be_title,
    own,
    places,
    runs,
    windows,
)  # fmt: skip
from corpus.cleaning.signs import Signs
from corpus.cleaning.topic import Array, Bools, Matter

# What lines of one article share as a rule: of their syllables, and of their pairs of syllables.
_SINGLE, _DOUBLE = 0.35, 0.15
# A page with blank lines before this share of its lines has them before all.
_ALL = 0.9


class PageView:
    """The features of a page's lines; `declared` is the title that its markup names."""

    def __init__(self, signs: Signs, declared: str | None = None) -> None:
        self.signs = signs
        self._declared = declared
        self._single = signs.matter
        self._double = Matter([line.text for line in signs.lines], pairs=True)
        self._at = self._measured()
        self._page = np.stack([self._at[name] for name in PAGE], 1)
        self._prose = self._at["prose"] * (1 - self._at["page"])

    def _measured(self) -> dict[str, Array]:
        """Return the features of PAGE by name."""
        signs, lines = self.signs, self.signs.lines
        size = len(lines)
        rows = np.array([own(signs, index) for index in range(size)], dtype=np.float64)
        rows = rows.reshape(size, len(OWN))
        texts = Counter(line.text for line in lines)
        rows[:, OWN.index("again")] = [texts[line.text] > 1 for line in lines]
        at = {name: rows[:, i] for i, name in enumerate(OWN)}
        # Blank lines say something only where some lines have none before them.
        at["gap"][:1] = 0.0
        at["gap"] = at["gap"] * (at["gap"].sum() < _ALL * (size - 1))
        at["page"] = np.maximum.reduce([at["furniture"], at["counter"], at["metadata"]])
        core = np.zeros(size, dtype=np.bool_)
        core[signs.start : signs.end] = True
        core &= (at["prose"] > 0) & (at["page"] == 0)
        at["kin"] = centred(np.array(signs.kin))
        at["pairs"] = centred(self._double.share(core) - _DOUBLE)
        at["kin_above"], at["kin_below"] = (centred(x - 0.3) for x in self._single.near(NEAR))
        at["pairs_above"], at["pairs_below"] = (centred(x - 0.1) for x in self._double.near(NEAR))
        at["kin_prose"], at["pairs_prose"] = at["kin"] * at["prose"], at["pairs"] * at["prose"]
        at["kin_headline"] = at["kin"] * at["headline"]
        looked_at = np.stack([at[name] for name in LOOKED_AT], 1)
        for width, sides in ((NEAR, ("before", "behind")), (WIDE, ("far", "beyond"))):
            for side, means in zip(sides, windows(looked_at, width), strict=True):
                at |= {f"{name}_{side}": means[:, i] for i, name in enumerate(LOOKED_AT)}
        return at | places(signs, at)

    def titles(self) -> Array:
        """Return the features of each line as a title; shape (lines, len(PAGE) + 5)."""
        lines, start = self.signs.lines, self.signs.start
        plain = np.array([self.signs.plain(i) for i in range(len(lines))], dtype=np.float64)
        said = self._declared or ""
        rows = [
            np.clip(start - np.arange(len(lines)), -10, 25) / 10,
            plain * (np.cumsum(plain) == 1),
            [bool(said) and (line.text in said or said in line.text) for line in lines],
            [min(line.words, 20) / 20 for line in lines],
            [could_be_title(line) for line in lines],
        ]
        return np.concatenate([self._page, np.stack(rows, 1)], 1)

    def round(self, title: int | None) -> Array:
        """Return the features of each line beside this title; shape (lines, len(PAGE) + 18)."""
        at, prose = self._at, self._prose
        index = np.arange(len(prose))
        first = self.signs.start if title is None else title
        seen = np.cumsum(prose * (index >= first))
        front = (prose > 0) & (index >= first) & (seen <= WIDE)
        kin, pairs, apart, pairs_apart = self._kin(front, title)
        of_title = title_pairs = at_title = np.zeros(len(prose))
        if title is not None:
            of_title, title_pairs = self._single.cover(title), self._double.cover(title)
            at_title = (index == title).astype(np.float64)
        stamps = np.cumsum(np.maximum(at["metadata"], at["name"]) * (index > first))
        restarts = np.cumsum(np.maximum(at["metadata"], at["name"]) * (seen > 1))
        left = np.cumsum((kin * prose)[::-1])[::-1] / np.maximum(1, np.cumsum(prose[::-1])[::-1])
        rows = [
            index < first, at_title, np.log1p(np.maximum(0, index - first)) / 4, kin, pairs, apart,
            pairs_apart, of_title, title_pairs, kin * prose, pairs * prose, apart * prose,
            pairs_apart * prose, of_title * prose, np.log1p(stamps) / 2, np.log1p(restarts) / 2,
            runs(at["prose"], kin)[1], left,
        ]  # fmt: skip
        return np.concatenate([self._page, np.stack(rows, 1)], 1)

    def _kin(self, context: Bools, title: int | None) -> tuple[Array, Array, Array, Array]:
        """Return kinship with these lines by syllables and by pairs, and without the title's."""
        found = []
        for without in (None, title):
            for matter, usual in ((self._single, _SINGLE), (self._double, _DOUBLE)):
                share = matter.share(context, without)
                mine = float(np.median(share[context])) if context.any() else usual
                # An article that hardly repeats itself cannot be told from others by its words.
                found.append(centred(share - min(usual, 0.7 * mine)))
        return found[0], found[1], found[2], found[3]
