"""Publishing in a Milvus server: what is new goes into the collections in use, or all into new."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np

from corpus.spread import Executor, Executors, Spread
from embeddings.encoder import Encoder
from index.changes import MAX_DEAD, NONE, Change, batches
from index.cutting import CutPassage, cut
from index.errors import IndexBusy, IndexDamaged, IndexMissing
from index.hits import PassageSource
from index.milvus.collections import Manifest, Pair, current, pairs, point, written_as
from index.milvus.known import Known
from index.milvus.legs import packed
from index.milvus.link import Link
from index.milvus.weighing import Averages, Lengths, Weights, added, lengths, weigh
from index.preparing import prepare
from index.protocol import Progress
from index.vectors import DIGEST, Keys

BATCH = 256
SAMPLE = 4_096  # passages whose mean length is taken for that of all
DRIFT = 0.1  # by which the mean length may move before all is weighed anew
KEPT = 2  # pairs of collections: the one in use, and the one before for who is just reading it
DELETED = 5_000  # keys deleted at once


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication; nobody else may publish under the same name meanwhile (see `lease`).

    What it raises leaves the generation in use as it was.
    """

    link: Link
    name: str
    source: PassageSource
    encoder: Encoder
    mine: Callable[[], bool]
    """Whether nobody else publishes, to be asked before what is written is made the current one."""
    progress: Progress | None = None
    rebuild: bool = False
    forget: bool = False
    kept: Path | None = None
    """File that spares reading what the generation in use holds."""
    executors: Executors | None = None
    """Where passages are cut; None is this machine."""

    def run(self) -> Manifest:
        """Bring the index to what the store holds; see `index.protocol.Index.publish`."""
        base = None if self.rebuild else self._base()
        known = Known.read(self._pair(base), base, self.kept) if base else Known()
        change = known.change(self.source)
        if base and not change:
            return base
        if base and not _worn(base, known, change):
            return self._grow(base, known, change)
        return self._begin(known)

    def _base(self) -> Manifest | None:
        """Return the generation to build on, healed; None where there is none yet."""
        try:
            base = current(self.link, self.name)
        except IndexMissing:
            return None
        base.check_encoder(self.encoder.fingerprint, self.encoder.dimension)
        self._pair(base).heal(base.number)
        return base

    def _pair(self, manifest: Manifest) -> Pair:
        return Pair(self.link, self.name, manifest.began)

    def _grow(self, base: Manifest, known: Known, change: Change) -> Manifest:
        """Add to the collections in use; then what is gone is deleted."""
        number, pair = base.number + 1, self._pair(base)
        replaced = np.intersect1d(change.keys, change.removed)
        with self._executor() as executor:
            target = _Target(pair, number, base.averages)
            written = self._write(target, change, known, executor, replaced)
        pair.count(written.terms, number)
        manifest = replace(
            base,
            generation=written_as(number),
            passages=len(known.keys) - len(change.removed) + written.passages,
            written=base.written + written.passages,
            lengths=added(base.lengths, written.lengths),
            added=written.passages,
            mark=uuid4().hex,
        )
        self._check(pair, manifest)
        pair.publish(manifest)
        for part in batches(np.setdiff1d(change.removed, change.keys), DELETED):
            self.link.write("delete", pair.passages, ids=part.tolist())
        self._keep(known, manifest, change.removed, written)
        return manifest

    def _begin(self, known: Known) -> Manifest:
        """Write everything into new collections, and make them those in use."""
        there = pairs(self.link, self.name)
        in_use = self._in_use()
        for left in there:
            if in_use is None or left.began > in_use.began:
                left.drop()  # of a writer that was killed
        numbers = [pair.began for pair in there]
        number = 1 + max([*numbers, in_use.number if in_use else 0])
        pair = Pair(self.link, self.name, number)
        change = Known().change(self.source)
        pair.create(self.encoder.dimension)
        with self._executor() as executor:
            averages = self._averages(change, executor)
            target = _Target(pair, number, averages)
            written = self._write(target, change, known, executor)
        pair.count(written.terms, number)
        manifest = Manifest(
            generation=written_as(number),
            fingerprint=self.encoder.fingerprint,
            dimension=self.encoder.dimension,
            passages=written.passages,
            began=number,
            averages=averages,
            lengths=written.lengths,
            written=written.passages,
            added=written.passages,
            mark=uuid4().hex,
        )
        self._check(pair, manifest)
        pair.publish(manifest)
        point(self.link, self.name, pair)
        for old in pairs(self.link, self.name)[: -1 if self.forget else -KEPT]:
            old.drop()
        self._keep(Known(), manifest, NONE, written)
        return manifest

    def _keep(self, known: Known, manifest: Manifest, removed: Keys, written: "_Written") -> None:
        if self.kept:
            keys = np.array(written.keys, np.int64)
            digests = np.array(written.digests, DIGEST)
            known.keep(self.kept, manifest.mark, removed, keys, digests)

    def _in_use(self) -> Manifest | None:
        """Return the current generation, None where there is none that can be read."""
        try:
            return current(self.link, self.name)
        except (IndexMissing, IndexDamaged):
            return None

    def _executor(self) -> Executor:
        """Return what cuts passages; no copies of this process, in which gRPC has threads."""
        return (self.executors or partial(Spread, fork=False))(cut.__module__)

    def _averages(self, change: Change, executor: Executor) -> Averages:
        """Return the mean lengths of a sample of the passages, spread evenly over all."""
        rows = np.linspace(0, len(change.keys) - 1, min(SAMPLE, len(change.keys))).astype(int)
        passages = list(self.source.passages(change.keys[rows].tolist()))
        found = [lengths(passage) for passage in executor.map(cut, passages)]
        exact, folded = np.mean(found, axis=0).tolist() if found else (1.0, 1.0)
        return exact, folded

    def _write(
        self,
        target: "_Target",
        change: Change,
        known: Known,
        executor: Executor,
        replaced: Keys = NONE,
    ) -> "_Written":
        """Write the passages of a change; return what was counted."""
        written = _Written()
        taken, total = 0, len(change.keys)
        wanted = known.batches(change, BATCH * executor.width)
        for batch in prepare(wanted, self.source, self.encoder, executor):
            rows = []
            for passage, digest, vector in zip(
                batch.cut, batch.digests.tolist(), batch.vectors, strict=True
            ):
                words = weigh(passage, target.averages)
                written.count(words.keys(), lengths(passage))
                written.keys.append(passage.key)
                written.digests.append(digest)
                rows.append(_row(passage, digest, vector, words, target.number))
            how = "upsert" if np.isin(batch.keys, replaced).any() else "insert"
            for start in range(0, len(rows), BATCH):
                self.link.write(how, target.pair.passages, rows[start : start + BATCH])
            taken += batch.taken
            if self.progress:
                self.progress(taken, total)
        if written.passages >= BATCH:
            self.link.settle([target.pair.passages])
        return written

    def _check(self, pair: Pair, manifest: Manifest) -> None:
        """Wait until the server can find all that was written, and see that nothing is lacking."""
        there = self.link.count(pair.passages, f"generation == {manifest.number}")
        if there != manifest.added or not self.mine():
            raise IndexBusy(
                f"{manifest.added} passages were written to {pair.passages} and {there} are there, "
                "but another process has begun to publish meanwhile; try again"
            )


@dataclass(frozen=True, slots=True)
class _Target:
    """Where passages are written, as which generation, and the lengths that they are weighed by."""

    pair: Pair
    number: int
    averages: Averages


@dataclass(slots=True)
class _Written:
    """What was written: passages, what they are known by, their terms' frequencies and lengths."""

    passages: int = 0
    keys: list[int] = field(default_factory=list)
    digests: list[bytes] = field(default_factory=list)
    terms: Counter[int] = field(default_factory=Counter)
    lengths: Lengths = (0, 0)

    def count(self, terms: Iterable[int], lengths: Lengths) -> None:
        """Count one more passage."""
        self.passages += 1
        self.terms.update(terms)
        self.lengths = added(self.lengths, lengths)


def _worn(base: Manifest, known: Known, change: Change) -> bool:
    """Return whether to write all anew: most is new, much is dead, or lengths have changed."""
    dead = base.written - len(known.keys) + len(change.removed)
    if len(change.keys) > base.written or dead > MAX_DEAD * base.written:
        return True
    means = [total / max(base.written, 1) for total in base.lengths]
    return any(
        abs(mean - weighed) > DRIFT * weighed
        for mean, weighed in zip(means, base.averages, strict=True)
    )


def _row(
    passage: CutPassage, digest: bytes, vector: Any, words: Weights, number: int
) -> dict[str, Any]:
    return {
        "key": passage.key,
        "generation": number,
        "digest": digest.decode(),
        "syllables": packed(passage),
        # Half floats are what an index of files keeps: so both give the same scores.
        "dense": vector.astype(np.float16).astype(np.float32).tolist(),
        "words": words,
    }
