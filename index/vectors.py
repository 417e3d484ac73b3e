"""The dense leg: inner products of unit vectors. The only file that imports FAISS.

Vectors lie on disk in segments that never change: `NAME.vectors.npy` (float16, one row per
passage), `NAME.keys.npy` (int64), `NAME.digests.npy` (16 bytes each), and for a segment of many
rows `NAME.codes.faiss`. Rows that a later generation no longer has are listed there as dead; the
segment's files stay as they are.

A small segment is searched exactly. In a large one, product quantization (4 bits for every two
dimensions) finds four times as many candidates as are wanted, and their exact inner products
choose among them. Why this and neither HNSW nor IVF: docs/decisions/0004-vectors-and-ann.md.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import faiss
import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Vectors

Keys = NDArray[np.int64]
Digests = NDArray[np.bytes_]
Rows = NDArray[np.int64]
Scores = NDArray[np.float32]

DIGEST = np.dtype("S16")
FEW = 1_000  # keys that are compared one by one rather than through the index
MANY = 20_000  # rows from which a segment is quantized
SAMPLE = 10_000  # rows that the quantizer is trained on
OVERFETCH = 4


@dataclass(frozen=True)
class Segment:
    """The rows of one segment, of which `dead` no longer count; the arrays of files are mapped."""

    name: str
    keys: Keys
    digests: Digests
    vectors: NDArray[np.float16]
    codes: Path | None
    dead: Rows

    @classmethod
    def open(cls, directory: Path, name: str, dead: Rows) -> "Segment":
        """Open the files of the segment `name`."""
        codes = _codes_path(directory, name)
        return cls(
            name,
            mapped(directory / f"{name}.keys.npy"),
            mapped(directory / f"{name}.digests.npy"),
            mapped(directory / f"{name}.vectors.npy"),
            codes if codes.exists() else None,
            dead,
        )

    @property
    def live(self) -> Rows:
        """Rows that count, ascending."""
        alive = np.ones(len(self.keys), bool)
        alive[self.dead] = False
        return np.flatnonzero(alive)


def mapped(path: Path) -> NDArray[Any]:
    """Return the array of a file, which is read as it is needed and shared by all processes."""
    array: NDArray[Any] = np.load(path, mmap_mode="r")
    return array.view(np.ndarray)  # slices of a plain array cost a tenth


def _codes_path(directory: Path, name: str) -> Path:
    return directory / f"{name}.codes.faiss"


def _write_codes(segment: Segment, path: Path) -> None:
    """Quantize the rows of a segment; the ids are its keys."""
    faiss.omp_set_num_threads(1)
    rows, dimension = segment.vectors.shape
    # One list, which every search scans: unlike the flat form this one takes selectors.
    index = faiss.IndexIVFPQFastScan(
        faiss.IndexFlatIP(dimension), dimension, 1, dimension // 2, 4, faiss.METRIC_INNER_PRODUCT
    )
    index.by_residual = False
    sample = np.linspace(0, rows - 1, SAMPLE).astype(np.int64)
    index.train(segment.vectors[sample].astype(np.float32))
    for start in range(0, rows, SAMPLE):
        part = slice(start, start + SAMPLE)
        index.add_with_ids(segment.vectors[part].astype(np.float32), segment.keys[part])
    path.write_bytes(faiss.serialize_index(index).tobytes())


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
            segment = Segment.open(self._directory, self._name, np.empty(0, np.int64))
            if self._count >= MANY and self._dimension % 4 == 0:
                _write_codes(segment, _codes_path(self._directory, self._name))


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
        self._quantized = segment.codes is not None
        if segment.codes:
            self._index = faiss.read_index(str(segment.codes))
            return
        flat = faiss.IndexScalarQuantizer(
            dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
        self._index = faiss.IndexIDMap(flat)
        # Half floats are what the index keeps: the rows go in as they lie on disk.
        codes = np.ascontiguousarray(segment.vectors[rows]).view(np.uint8)
        self._index.add_sa_codes(codes, segment.keys[rows])

    def search(self, query: Vectors, top: int, wanted: Keys | None) -> tuple[Keys, Scores]:
        """Return the best `top` rows or more, of `wanted` keys where these are given."""
        faiss.omp_set_num_threads(1)  # holds per calling thread; requests are the parallelism
        options = faiss.SearchParametersIVF() if self._quantized else faiss.SearchParameters()
        if wanted is not None:
            chosen = np.zeros(int(wanted.max()) + 1, bool)
            chosen[wanted] = True
            bits = np.packbits(chosen, bitorder="little")
            selector = faiss.IDSelectorBitmap(len(bits), faiss.swig_ptr(bits))
            options.sel = selector
        fetched = OVERFETCH * top if self._quantized else top
        scores, keys = self._index.search(query.reshape(1, -1), fetched, params=options)
        found = keys[0] >= 0
        if self._quantized:  # dead rows among them are dropped with this too
            return self.compare(query, keys[0][found])
        return keys[0][found], scores[0][found]

    def compare(self, query: Vectors, wanted: Keys) -> tuple[Keys, Scores]:
        """Return those of the keys that are here with their inner products, in any order."""
        places = np.searchsorted(self.keys, wanted).clip(max=len(self.keys) - 1)
        here = self.keys[places] == wanted
        rows = self._rows[places[here]]
        # Not `@`: the threads of BLAS cost more here than they save.
        return wanted[here], np.einsum("ij,j", self._vectors[rows].astype(np.float32), query)
