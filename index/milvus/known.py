"""What the rows of a generation in a Milvus server are known by."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.changes import NONE, Batch, Change, batches
from index.hits import PassageSource
from index.milvus.collections import Manifest, Pair
from index.vectors import DIGEST, Digests, Keys, Segment


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
    def read(cls, pair: Pair, manifest: Manifest, kept: Path | None = None) -> "Known":
        """Read keys and digests of a generation's rows, from the file `kept` if it has them."""
        where = f"generation <= {manifest.number}"
        rows = _kept(kept, manifest) if kept else None
        if rows is not None and len(rows) == pair.link.count(pair.passages, where):
            return cls(_segment(rows), pair)
        found = pair.link.all_rows(pair.passages, where, ("key", "digest"))
        return cls(_segment((int(row["key"]), row["digest"].encode()) for row in found), pair)

    def keep(self, file: Path, mark: str, removed: Keys, keys: Keys, digests: Digests) -> None:
        """Write to a file what is known of the next generation, which bears `mark`.

        Reading it from the server takes longer than all else that is done for one article; a file
        that cannot be written, or is lost or damaged, costs no more than that.
        """
        stay = ~np.isin(self.keys, removed)
        partial = file.with_suffix(".partial")
        with suppress(OSError):
            with partial.open("wb") as opened:
                np.savez(
                    opened,
                    mark=np.array(mark),
                    keys=np.concatenate([self.keys[stay], keys]),
                    digests=np.concatenate([self.segment.digests[stay], digests]),
                )
            partial.replace(file)

    def change(self, source: PassageSource) -> Change:
        """Return what lies between these rows and the store."""
        return Change.between(source, [self.segment])

    def batches(self, change: Change, size: int) -> Iterator[Batch]:
        """Yield the passages to add, `size` at a time, with the vectors known by their digest."""
        at = dict(zip(self.segment.digests.tolist(), self.keys.tolist(), strict=True))
        for part in batches(np.arange(len(change.keys)), size):
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


def _kept(file: Path, manifest: Manifest) -> list[tuple[int, bytes]] | None:
    """Return what `keep` wrote of this generation, None where that is another or damaged."""
    try:
        # A packed file, whose parts have checksums.
        with file.open("rb") as opened, np.load(opened) as arrays:
            if str(arrays["mark"]) != manifest.mark:
                return None
            return list(zip(arrays["keys"].tolist(), arrays["digests"].tolist(), strict=True))
    # A damaged archive may seem encrypted, of a later version, endless: every error means the same.
    except Exception:
        return None


def _segment(rows: Iterable[tuple[int, bytes]]) -> Segment:
    """Return rows as those of a segment without vectors."""
    known = np.fromiter(rows, np.dtype([("key", "i8"), ("digest", DIGEST)]))
    known = known[np.argsort(known["key"])]
    nothing = np.empty((len(known), 0), np.float16)
    return Segment("", known["key"].copy(), known["digest"].copy(), nothing, None, NONE)
