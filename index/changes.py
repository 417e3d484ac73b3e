"""What lies between a generation and the store: the plan of a publication."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.hits import PassageSource
from index.vectors import DIGEST, Digests, Keys, Rows, Segment

MAX_SEGMENTS = 8
MAX_DEAD = 0.2  # share of a segment's rows above which it is written anew
ABSENT = -1
NONE: Rows = np.empty(0, np.int64)


@dataclass(frozen=True)
class Change:
    """The difference, by key and digest.

    `keys` (ascending) and `digests` of the passages to add; the `segments` of the generation, the
    rows that are gone among their dead; `removed` are the keys of the rows that died now.
    """

    keys: Keys
    digests: Digests
    segments: tuple[Segment, ...]
    removed: Keys

    def __bool__(self) -> bool:
        """Return whether there is anything to publish."""
        return bool(len(self.keys) or len(self.removed))

    @classmethod
    def between(cls, source: PassageSource, segments: list[Segment]) -> "Change":
        """Compare the live passages of `source` with the live rows of `segments`."""
        live = np.fromiter(source.live_passages(), np.dtype([("key", "i8"), ("digest", DIGEST)]))
        live = live[np.argsort(live["key"])]
        keys, digests = live["key"].copy(), live["digest"].copy()
        known = np.zeros(len(keys), bool)
        updated, removed = [], [NONE]
        for segment in segments:
            rows = segment.live
            places = _find(segment.keys[rows], keys)
            same = places != ABSENT
            same[same] = segment.digests[rows[same]] == digests[places[same]]
            known[places[same]] = True
            removed.append(segment.keys[rows[~same]])
            updated.append(replace(segment, dead=np.concatenate([segment.dead, rows[~same]])))
        return cls(keys[~known], digests[~known], tuple(updated), np.concatenate(removed))

    def to_merge(self) -> list[Segment]:
        """Return the segments to write anew: those with many dead rows, and small ones.

        Small ones join when there are `MAX_SEGMENTS`, and then as long as those before have
        together grown to the next one's size: a row is copied about log2(passages) times in all.
        """
        chosen: list[Segment] = []
        kept: list[Segment] = []
        for segment in sorted(self.segments, key=lambda segment: len(segment.live)):
            many_dead = len(segment.dead) > MAX_DEAD * len(segment.keys)
            (chosen if many_dead else kept).append(segment)
        rows = len(self.keys)
        crowded = len(kept) >= MAX_SEGMENTS
        while crowded and kept and (len(kept) >= MAX_SEGMENTS or rows >= len(kept[0].live)):
            rows += len(kept[0].live)
            chosen.append(kept.pop(0))
        return chosen

    def batches(self, size: int) -> Iterator["Batch"]:
        """Yield the passages to add, with the vectors that are already known by their digest."""
        order = np.argsort(self.digests)
        ordered = self.digests[order]
        origin = np.full((len(self.keys), 2), ABSENT)
        for number, segment in enumerate(self.segments):
            places = _find(segment.digests, ordered)
            rows = np.flatnonzero(places != ABSENT)
            origin[order[places[rows]]] = np.stack([np.full_like(rows, number), rows], axis=1)
        for part in batches(np.arange(len(self.keys)), size):
            vectors = {
                int(key): self.segments[number].vectors[row]
                for key, (number, row) in zip(self.keys[part], origin[part], strict=True)
                if number != ABSENT
            }
            yield Batch(self.keys[part], self.digests[part], vectors)


@dataclass(frozen=True)
class Batch:
    """Some passages to add; `vectors` holds those that need not be embedded, by key."""

    keys: Keys
    digests: Digests
    vectors: dict[int, NDArray[np.float16]]


def batches(rows: Rows, size: int) -> Iterator[Rows]:
    """Yield `rows` in order, at most `size` at a time."""
    return (rows[start : start + size] for start in range(0, len(rows), size))


def _find(values: NDArray[Any], ordered: NDArray[Any]) -> Rows:
    """Return for each value its place in `ordered`, or `ABSENT`."""
    if not len(ordered):
        return np.full(len(values), ABSENT)
    places = np.searchsorted(ordered, values).clip(max=len(ordered) - 1)
    return np.where(ordered[places] == values, places, ABSENT)
