"""The dense leg: inner products of unit vectors. The only file that imports FAISS.

Vectors lie on disk in segments that never change: `NAME.vectors.npy` (float16, one row per
passage), `NAME.keys.npy` (int64) and `NAME.digests.npy` (16 bytes each). Rows that a later
generation no longer has are listed there as dead; the segment's files stay as they are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import faiss
import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Vectors

Keys = NDArray[np.int64]
Digests = NDArray[np.bytes_]
Rows = NDArray[np.int64]
Scores = NDArray[np.float32]

DIGEST = np.dtype("S16")
PARTS = ("keys", "digests", "vectors")


@dataclass(frozen=True)
class Segment:
    """The rows of one segment, of which `dead` no longer count; `vectors` is mapped, not read."""

    name: str
    keys: Keys
    digests: Digests
    vectors: NDArray[np.float16]
    dead: Rows

    @classmethod
    def open(cls, directory: Path, name: str, dead: Rows) -> "Segment":
        """Open the files of the segment `name`."""
        return cls(
            name,
            np.load(directory / f"{name}.keys.npy"),
            np.load(directory / f"{name}.digests.npy"),
            np.load(directory / f"{name}.vectors.npy", mmap_mode="r"),
            dead,
        )

    @staticmethod
    def files(name: str) -> tuple[str, ...]:
        """Return the names of a segment's files."""
        return tuple(f"{name}.{part}.npy" for part in PARTS)

    @property
    def live(self) -> Rows:
        """Rows that count, ascending."""
        alive = np.ones(len(self.keys), bool)
        alive[self.dead] = False
        return np.flatnonzero(alive)


class SegmentWriter:
    """Writes a segment of at most `rows` rows, a batch at a time."""

    def __init__(self, directory: Path, name: str, rows: int, dimension: int) -> None:
        self._directory, self._name, self._dimension = directory, name, dimension
        self._keys = np.empty(rows, np.int64)
        self._digests = np.empty(rows, DIGEST)
        self._count = 0
        # Plain writes: on a full disk they raise, where a mapped file would end the process.
        self._file = (directory / f"{name}.vectors.npy").open("wb")
        self._write_header(rows)

    def _write_header(self, rows: int) -> None:
        """Write the header of the array; its length does not depend on the number of rows."""
        header = {"descr": "<f2", "fortran_order": False, "shape": (rows, self._dimension)}
        np.lib.format.write_array_header_1_0(self._file, header)

    def add(self, keys: Keys, digests: Digests, vectors: NDArray[np.floating]) -> None:
        """Append rows."""
        end = self._count + len(keys)
        self._keys[self._count : end] = keys
        self._digests[self._count : end] = digests
        self._file.write(np.ascontiguousarray(vectors, "<f2").tobytes())
        self._count = end

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Finish the files; after an error only close them."""
        with self._file:
            if kind is None:
                self._file.seek(0)
                self._write_header(self._count)
        if kind is None:
            np.save(self._directory / f"{self._name}.keys.npy", self._keys[: self._count])
            np.save(self._directory / f"{self._name}.digests.npy", self._digests[: self._count])


class VectorIndex:
    """Searches the live rows of some segments; safe to use from several threads."""

    def __init__(self, segments: Sequence[Segment], dimension: int) -> None:
        self._keys = np.concatenate(
            [np.empty(0, np.int64), *(segment.keys[segment.live] for segment in segments)]
        )
        self._index = faiss.IndexScalarQuantizer(
            dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
        for segment in segments:
            # Half floats are what the index keeps: the rows go in as they lie on disk.
            rows = np.ascontiguousarray(segment.vectors[segment.live])
            self._index.add_sa_codes(rows.view(np.uint8))
        self._order = np.argsort(self._keys)
        self._sorted = self._keys[self._order]

    def __len__(self) -> int:
        return len(self._keys)

    def search(
        self, query: Vectors, top: int, allowed: Iterable[int] | None = None
    ) -> tuple[Keys, Scores]:
        """Return keys and inner products of the best `top` rows for one query, best first.

        With `allowed`, only these keys are looked at.
        """
        top = min(top, len(self._keys))
        if not top or not query.any():
            return np.empty(0, np.int64), np.empty(0, np.float32)
        faiss.omp_set_num_threads(1)  # holds per calling thread; requests are the parallelism
        options = faiss.SearchParameters()
        if allowed is not None:
            selector = faiss.IDSelectorBatch(self._rows(np.fromiter(allowed, np.int64)))
            options.sel = selector
        scores, rows = self._index.search(query.reshape(1, -1), top, params=options)
        found = rows[0] >= 0
        return self._keys[rows[0][found]], scores[0][found]

    def _rows(self, keys: Keys) -> Rows:
        """Return the rows of those keys that are here."""
        if not len(self._keys):
            return np.empty(0, np.int64)
        places = np.searchsorted(self._sorted, keys).clip(max=len(self._keys) - 1)
        rows: Rows = self._order[places[self._sorted[places] == keys]]
        return rows
