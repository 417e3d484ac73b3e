"""Publishing: bring the index to what the store holds, in time proportional to what is new."""

import shutil
from pathlib import Path

import filelock
import numpy as np

from corpus.spread import Executors, Spread
from embeddings.encoder import Encoder
from index.changes import NONE, Change, batches
from index.cutting import cut
from index.errors import IndexBusy, IndexMissing, IndexUnwritable
from index.generations import (
    DEAD,
    KEPT,
    LEXICAL,
    FileEntry,
    Generation,
    Manifest,
    begin,
    finish,
    link,
    measure,
    open_current,
)
from index.hits import PassageSource
from index.lexical import LexicalWriter, replaceable
from index.preparing import prepare
from index.protocol import Progress
from index.syllables import SyllableWriter
from index.vectors import Segment, SegmentWriter

BATCH = 256
BUSY_SECONDS = 60


def publish(
    source: PassageSource,
    encoder: Encoder,
    directory: Path,
    *,
    progress: Progress | None = None,
    rebuild: bool = False,
    forget: bool = False,
    executors: Executors = Spread,
) -> Manifest:
    """Publish a generation that holds exactly the live passages of `source`.

    Only passages that the current generation lacks are read, and of them only those embedded
    whose digest it does not know; with `rebuild` all are, and what lies in `directory` is not
    looked at; with `forget` no earlier generation is kept. `progress` is called with the number of
    new passages done and their total. Where nothing changed, nothing is written. Passages are cut
    by an executor of `executors`, and embedded wherever `encoder` does it.

    Raises `IndexBusy` while another process publishes, `IndexUnwritable` where the disk is full
    or not writable (the current generation stays), and what `open_current` and
    `Manifest.check_encoder` raise.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(directory / "lock", timeout=BUSY_SECONDS):
            base = None if rebuild else _base(directory, encoder)
            change = Change.between(source, base.segments() if base else [])
            if base and not change:
                return base.manifest
            partial = begin(directory)
            try:
                writing = _Writing(partial, base, change)
                manifest = writing.run(source, encoder, progress, executors)
                new = manifest.files.keys() - writing.carried
                finish(directory, partial, manifest, new, kept=1 if forget else KEPT)
            except BaseException:
                shutil.rmtree(partial, ignore_errors=True)
                raise
            return manifest
    except filelock.Timeout as error:
        raise IndexBusy(f"another process is publishing in {directory}; try again") from error
    except OSError as error:
        raise IndexUnwritable(
            f"the index in {directory} cannot be written: {error.strerror or error}; free some "
            "space or mend the permissions; the index in use is untouched"
        ) from error


def _base(directory: Path, encoder: Encoder) -> Generation | None:
    """Return the generation to build on, None where there is none yet."""
    try:
        base = open_current(directory)
    except IndexMissing:
        return None
    base.manifest.check_encoder(encoder.fingerprint, encoder.dimension)
    return base


class _Writing:
    """Writes one generation into the empty directory `partial`, named like the generation."""

    def __init__(self, partial: Path, base: Generation | None, change: Change) -> None:
        self._partial, self._base, self._change = partial, base, change
        self._merged = change.to_merge()
        names = {segment.name for segment in self._merged}
        self._kept = [segment for segment in change.segments if segment.name not in names]
        # Files that are those of the earlier generation, with what is known of them.
        self.carried: dict[str, FileEntry] = {}

    def run(
        self,
        source: PassageSource,
        encoder: Encoder,
        progress: Progress | None,
        executors: Executors,
    ) -> Manifest:
        """Write all files but the manifest, which is returned."""
        name = self._partial.stem
        if self._base:
            self._link(self._base)
        total = len(self._change.keys)
        rows = total + sum(len(segment.live) for segment in self._merged)
        with (
            executors(cut.__module__) as executor,
            SegmentWriter(self._partial, name, rows, encoder.dimension) as vectors,
            SyllableWriter(self._partial, name) as syllables,
            LexicalWriter(self._partial / LEXICAL) as lexical,
        ):
            if self._base:
                self._merge(self._base, vectors, syllables)
            lexical.delete(self._change.removed.tolist())
            done = 0
            wanted = self._change.batches(BATCH * executor.width)
            for batch in prepare(wanted, source, encoder, executor):
                lexical.add(batch.cut)
                if len(batch.keys):
                    vectors.add(batch.keys, batch.digests, batch.vectors)
                    syllables.add(batch.cut)
                done += batch.taken
                if progress:
                    progress(done, total)
        segments = [*self._kept, Segment.open(self._partial, name, NONE)]
        dead = [
            (number, row)
            for number, segment in enumerate(segments)
            for row in segment.dead.tolist()
        ]
        np.save(self._partial / DEAD, np.array(dead, np.int64).reshape(-1, 2))
        return Manifest(
            generation=name,
            fingerprint=encoder.fingerprint,
            dimension=encoder.dimension,
            passages=sum(len(segment.live) for segment in segments),
            segments=tuple(segment.name for segment in segments),
            files=self._measure(),
        )

    def _merge(self, base: Generation, vectors: SegmentWriter, syllables: SyllableWriter) -> None:
        """Copy what lives of the segments that are written anew."""
        for segment in self._merged:
            known = base.syllables(segment.name)
            for part in batches(segment.live, BATCH):
                vectors.add(segment.keys[part], segment.digests[part], segment.vectors[part])
                syllables.copy(known.take(part))

    def _link(self, base: Generation) -> None:
        """Hard-link what does not change, and what tantivy will replace where it does."""
        known = base.manifest.files
        kept = (f"{LEXICAL}/", *(f"{segment.name}." for segment in self._kept))
        for file in filter(lambda file: file.startswith(kept), known):
            link(base.path / file, self._partial / file)
            if not replaceable(file):
                self.carried[file] = known[file]

    def _measure(self) -> dict[str, FileEntry]:
        """Return size and checksum of every file, those of carried ones as they were."""
        files = {}
        for path in sorted(self._partial.rglob("*")):
            file = path.relative_to(self._partial).as_posix()
            if path.is_file():
                files[file] = self.carried.get(file) or measure(path)
        return files
