"""The index as files of this machine: FAISS and tantivy over generations on disk."""

from pathlib import Path

from corpus.spread import Executors, Spread
from embeddings.encoder import Encoder
from index.changes import Change
from index.errors import IndexDamaged
from index.generations import Generation, Manifest, current, open_current, verify
from index.hits import PassageSource
from index.legs import LocalLegs
from index.protocol import Progress
from index.publish import publish

Stamp = tuple[int, int, int] | None


class LocalIndex:
    """The index in a directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def stamp(self) -> Stamp:
        """Return what changes when another generation becomes current."""
        try:
            status = current(self._directory).stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns, status.st_size

    def load(self) -> LocalLegs:
        """Open and verify the current generation, again if it was pruned while it was opened.

        Raises `IndexMissing`, `IndexDamaged` or `FormatMismatch`.
        """
        while True:
            before = self.stamp()
            try:
                return LocalLegs.of(open_current(self._directory))
            except IndexDamaged:
                if self.stamp() == before:
                    raise

    def publish(
        self,
        source: PassageSource,
        encoder: Encoder,
        *,
        progress: Progress | None = None,
        rebuild: bool = False,
        forget: bool = False,
        executors: Executors | None = None,
    ) -> Manifest:
        """Bring the index to what the store holds; see `index.publish.publish`."""
        return publish(
            source,
            encoder,
            self._directory,
            progress=progress,
            rebuild=rebuild,
            forget=forget,
            executors=executors or Spread,
        )

    def lacking(self, source: PassageSource, encoder: Encoder) -> int:
        """Read every file; return how many passages of the store the index lacks.

        Raises what `load` raises, and `EncoderMismatch`.
        """
        generation: Generation = open_current(self._directory)
        verify(generation)
        generation.manifest.check_encoder(encoder.fingerprint, encoder.dimension)
        return len(Change.between(source, generation.segments()).keys)

    def close(self) -> None:
        """Do nothing: files are closed when they have been read."""
