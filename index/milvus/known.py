"""What the rows of a generation in a Milvus server are known by."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.changes import NONE, Batch, Change, batches
from index.hits import PassageSource
from index.milvus.collections import Manifest, Pair
from index.vectors import DIGEST, Keys, Segment

BATCH = 256


@dataclass(frozen=True)
class Known:
    """The rows of a generation, by ascending key, and the collections that they lie in."""

    segment: Segment = field(default_factory=lambda: _segment([]))
    pair: Pair | None = None

    @property
    def keys(self) -> Keys:
        """Keys, ascending."""
        return self.segment.keys

    @classmethod
    def read(cls, pair: Pair, manifest: Manifest) -> "Known":
        """Read keys and digests of a generation's rows."""
        where = f"generation <= {manifest.number}"
        rows = pair.link.all_rows(pair.passages, where, ("key", "digest"))
        return cls(_segment((int(row["key"]), row["digest"].encode()) for row in rows), pair)

    def change(self, source: PassageSource) -> Change:
        """Return what lies between these rows and the store."""
        return Change.between(source, [self.segment])

    def batches(self, change: Change) -> Iterator[Batch]:
        """Yield the passages to add, with the vectors that are known by their digest."""
        at = dict(zip(self.segment.digests.tolist(), self.keys.tolist(), strict=True))
        for part in batches(np.arange(len(change.keys)), BATCH):
            keys, digests = change.keys[part], change.digests[part]
            origins = {
                int(key): at[digest]
                for key, digest in zip(keys, digests.tolist(), strict=True)
                if digest in at
            }
            vectors = self._vectors(set(origins.values()))
            yield Batch(
                keys,
                digests,
                {key: vectors[origin] for key, origin in origins.items() if origin in vectors},
            )

    def _vectors(self, keys: set[int]) -> dict[int, NDArray[np.float16]]:
        if not (self.pair and keys):
            return {}
        rows = self.pair.link.rows(self.pair.passages, sorted(keys), ("key", "dense"))
        return {int(row["key"]): np.array(row["dense"], np.float16) for row in rows}


def _segment(rows: Iterable[tuple[int, bytes]]) -> Segment:
    """Return rows as those of a segment without vectors."""
    known = np.fromiter(rows, np.dtype([("key", "i8"), ("digest", DIGEST)]))
    known = known[np.argsort(known["key"])]
    nothing = np.empty((len(known), 0), np.float16)
    return Segment("", known["key"].copy(), known["digest"].copy(), nothing, None, NONE)
