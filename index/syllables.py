"""The syllables of passages on disk, row for row beside the vectors of a segment.

`NAME.syllables.bin` holds the codes of all passages end to end (little-endian uint32), title
before text; `NAME.rows.npy` says of each passage where it ends, how many of its codes are the
title's, and which article it is of. Read from disk as they are needed: of a search's candidates
a few kilobytes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.codes import Candidates, Codes
from index.cutting import CutPassage
from index.vectors import mapped

ROW = np.dtype([("end", "<i8"), ("head", "<i4"), ("article", "<u4")])


@dataclass(frozen=True)
class SyllableRows:
    """The syllables of a segment; `codes` is mapped, not read."""

    codes: Codes
    rows: NDArray[Any]

    @classmethod
    def open(cls, directory: Path, name: str) -> Self:
        """Open the files of the segment `name`."""
        path = directory / f"{name}.syllables.bin"
        codes = np.memmap(path, "<u4", "r") if path.stat().st_size else np.empty(0, np.uint32)
        # Mapped all the same; slices of a plain array cost a tenth.
        codes = codes.view(np.ndarray)
        return cls(codes, mapped(directory / f"{name}.rows.npy"))

    def take(self, rows: NDArray[np.int64]) -> Candidates:
        """Return passages by their rows, in this order."""
        chosen = self.rows[rows]
        starts = np.where(rows > 0, self.rows["end"][rows - 1], 0)
        spans = zip(starts.tolist(), chosen["end"].tolist(), strict=True)
        return candidates(
            [self.codes[start:end] for start, end in spans], chosen["head"], chosen["article"]
        )


def candidates(
    codes: Sequence[Codes], heads: NDArray[np.integer], articles: NDArray[np.uint32]
) -> Candidates:
    """Put passages together."""
    return Candidates(
        np.concatenate([np.empty(0, np.uint32), *codes]),
        np.array([len(part) for part in codes], np.int64),
        heads.astype(np.int64),
        articles,
    )


class SyllableWriter:
    """Writes the syllables of a segment, a batch at a time. Raises OSError."""

    def __init__(self, directory: Path, name: str) -> None:
        self._directory, self._name = directory, name
        self._file = (directory / f"{name}.syllables.bin").open("wb")
        self._rows: list[NDArray[Any]] = []
        self._end = 0

    def add(self, passages: Sequence[CutPassage]) -> None:
        """Append passages."""
        self.copy(
            candidates(
                [passage.codes for passage in passages],
                np.array([passage.head for passage in passages], np.int64),
                np.array([passage.article for passage in passages], np.uint32),
            )
        )

    def copy(self, passages: Candidates) -> None:
        """Append passages whose codes are known."""
        rows = np.empty(len(passages), ROW)
        rows["end"] = self._end + passages.ends
        rows["head"], rows["article"] = passages.heads, passages.articles
        self._file.write(passages.codes.astype("<u4", copy=False).tobytes())
        self._rows.append(rows)
        self._end += len(passages.codes)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Finish the files; after an error only close them."""
        with self._file:
            pass
        if kind is None:
            rows = np.concatenate([np.empty(0, ROW), *self._rows])
            np.save(self._directory / f"{self._name}.rows.npy", rows)


class SyllableIndex:
    """The syllables of the live passages of some segments; safe to use from several threads."""

    def __init__(
        self, segments: Iterable[tuple[NDArray[np.int64], NDArray[np.int64], SyllableRows]]
    ) -> None:
        """Take of each segment the keys of all rows, the rows that are live, and the syllables."""
        self._parts = []
        for keys, live, syllables in segments:
            rows = live[np.argsort(keys[live])]
            if len(rows):
                self._parts.append((keys[rows], rows, syllables))

    def take(self, keys: Sequence[int]) -> Candidates:
        """Return the passages with these keys, in this order; one that is not here is empty."""
        wanted = np.array(keys, np.int64)
        codes = [np.empty(0, np.uint32)] * len(keys)
        heads, articles = np.zeros(len(keys), np.int64), np.zeros(len(keys), np.uint32)
        for known, rows, syllables in self._parts:
            places = np.searchsorted(known, wanted).clip(max=len(known) - 1)
            here = np.flatnonzero(known[places] == wanted)
            found = syllables.take(rows[places[here]])
            heads[here], articles[here] = found.heads, found.articles
            for place, start, end in zip(
                here.tolist(), found.starts.tolist(), found.ends.tolist(), strict=True
            ):
                codes[place] = found.codes[start:end]
        return candidates(codes, heads, articles)
