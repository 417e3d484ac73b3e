"""The dense leg: inner products of unit vectors. The only file that imports FAISS.

Vectors lie on disk in segments that never change: `NAME.vectors.npy` (float16, one row per
passage), `NAME.keys.npy` (int64) and `NAME.digests.npy` (16 bytes each). Rows that a later
generation no longer has are listed there as dead; the segment's files stay as they are.
"""

from collections.abc import Collection, Sequence
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
FEW = 5_000  # keys that are compared one by one rather than through the index


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
        self._parts = [_Part(segment, dimension) for segment in segments if len(segment.live)]

    def __len__(self) -> int:
        return sum(len(part.keys) for part in self._parts)

    def search(
        self, query: Vectors, top: int, allowed: Collection[int] | None = None
    ) -> tuple[Keys, Scores]:
        """Return keys and inner products of the best `top` rows for one query, best first.

        With `allowed`, only these keys are looked at.
        """
        if not query.any():  # nothing of the question is known: all are equally far
            return np.empty(0, np.int64), np.empty(0, np.float32)
        wanted = None if allowed is None else np.fromiter(allowed, np.int64, len(allowed))
        if wanted is not None and len(wanted) <= FEW:
            found = [part.compare(query, wanted) for part in self._parts]
        else:
            found = [part.search(query, top, wanted) for part in self._parts]
        keys = np.concatenate([np.empty(0, np.int64), *(keys for keys, _ in found)])
        scores = np.concatenate([np.empty(0, np.float32), *(scores for _, scores in found)])
        best = np.lexsort((keys, -scores))[:top]
        return keys[best], scores[best]

    def scores(self, query: Vectors, keys: Collection[int]) -> dict[int, float]:
        """Return the inner products of those of the keys that are here."""
        wanted = np.fromiter(keys, np.int64, len(keys))
        found: dict[int, float] = {}
        for part in self._parts:
            here, scores = part.compare(query, wanted)
            found.update(zip(here.tolist(), scores.tolist(), strict=True))
        return found


class _Part:
    """The live rows of one segment, of which there is at least one."""

    def __init__(self, segment: Segment, dimension: int) -> None:
        rows = segment.live
        self._rows = rows[np.argsort(segment.keys[rows])]
        self.keys = segment.keys[self._rows]
        self._vectors = segment.vectors
        flat = faiss.IndexScalarQuantizer(
            dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
        self._index = faiss.IndexIDMap(flat)
        # Half floats are what the index keeps: the rows go in as they lie on disk.
        codes = np.ascontiguousarray(segment.vectors[rows]).view(np.uint8)
        self._index.add_sa_codes(codes, segment.keys[rows])

    def search(self, query: Vectors, top: int, wanted: Keys | None) -> tuple[Keys, Scores]:
        """Return the best `top` rows, of `wanted` keys where these are given."""
        faiss.omp_set_num_threads(1)  # holds per calling thread; requests are the parallelism
        options = faiss.SearchParameters()
        if wanted is not None:
            chosen = np.zeros(int(wanted.max()) + 1, bool)
            chosen[wanted] = True
            bits = np.packbits(chosen, bitorder="little")
            selector = faiss.IDSelectorBitmap(len(bits), faiss.swig_ptr(bits))
            options.sel = selector
        scores, keys = self._index.search(query.reshape(1, -1), top, params=options)
        found = keys[0] >= 0
        return keys[0][found], scores[0][found]

    def compare(self, query: Vectors, wanted: Keys) -> tuple[Keys, Scores]:
        """Return those of the keys that are here with their inner products, in any order."""
        places = np.searchsorted(self.keys, wanted).clip(max=len(self.keys) - 1)
        here = self.keys[places] == wanted
        rows = self._rows[places[here]]
        return wanted[here], self._vectors[rows].astype(np.float32) @ query
