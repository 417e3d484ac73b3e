"""The index in a Milvus server."""

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from corpus.spread import Executors
from embeddings.encoder import Encoder
from index.errors import IndexBusy, IndexMissing
from index.hits import PassageSource
from index.milvus.collections import MANIFEST, Manifest, Pair, current
from index.milvus.known import Known
from index.milvus.lease import Lease
from index.milvus.legs import MilvusLegs
from index.milvus.link import Consistency, Link, damaged
from index.milvus.publish import Publication
from index.protocol import Progress

NAME = "tracuu"
LOOK_SECONDS = 1.0  # after which a search looks whether there is a new generation
BUSY_SECONDS = 60


class MilvusIndex:
    """The generations under a name in a server; safe to use from several threads.

    `directory` holds the lock of who publishes on this machine, and what spares it reading.
    """

    def __init__(
        self,
        link: Link,
        directory: Path,
        *,
        name: str = NAME,
        look_seconds: float = LOOK_SECONDS,
    ) -> None:
        self._link, self._directory, self._name = link, directory, name
        self._look_seconds = look_seconds
        self._looking = threading.Lock()
        self._looked: float | None = None
        self._stamp: str | None = None

    def stamp(self) -> str | None:
        """Return what the current manifest says, as it was within the last second.

        What was published through this object is seen at once.
        """
        with self._looking:
            now = time.monotonic()
            recent = self._looked is not None and now - self._looked < self._look_seconds
            if not (recent and self._link.answers):
                # A read that does not wait may be a moment behind: only one that does tells
                # whether what differs is newer.
                if self._looked is None or self._read("Bounded") != self._stamp:
                    self._stamp = self._read("Strong")
                self._looked = now
            return self._stamp

    def load(self) -> MilvusLegs:
        """Open the current generation, all of whose passages the server can find.

        Raises `IndexMissing`, `IndexDamaged`, `FormatMismatch` or `IndexAway`.
        """
        while True:
            manifest = current(self._link, self._name)
            pair = Pair(self._link, self._name, manifest.began)
            # This waits until the server has caught up with what was written, too.
            there = self._link.count(pair.passages, f"generation == {manifest.number}")
            if there >= manifest.added:
                return MilvusLegs(pair, manifest)
            if current(self._link, self._name) == manifest:
                raise damaged(
                    f"{pair.passages} has {there} of the {manifest.added} passages that "
                    f"generation {manifest.generation} brought"
                )

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
        """Bring the index to what the store holds.

        Raises `IndexBusy` while another process publishes, `IndexUnwritable` where the server
        does not take what is written, and what `load` raises.
        """
        self._directory.mkdir(parents=True, exist_ok=True)
        lock = self._directory / f"{self._name}.lock"
        try:
            with filelock.FileLock(lock, timeout=BUSY_SECONDS), self._turn() as mine:
                return Publication(
                    self._link,
                    self._name,
                    source,
                    encoder,
                    mine,
                    progress,
                    rebuild,
                    forget,
                    kept=self._directory / f"{self._name}.npz",
                    executors=executors,
                ).run()
        except filelock.Timeout as error:
            raise IndexBusy(f"another process is publishing ({lock}); try again") from error
        finally:
            with self._looking:
                self._looked = None

    def lacking(self, source: PassageSource, encoder: Encoder) -> int:
        """Read what every row is known by; return how many passages the index lacks."""
        manifest = self.load().manifest
        manifest.check_encoder(encoder.fingerprint, encoder.dimension)
        known = Known.read(Pair(self._link, self._name, manifest.began), manifest)
        return len(known.change(source).keys)

    def close(self) -> None:
        """Give the connection back."""
        self._link.close()

    @contextmanager
    def _turn(self) -> Iterator[Callable[[], bool]]:
        """Keep others from publishing, those that do not share the directory too."""
        if self._link.alone:
            yield lambda: True
            return
        with Lease(self._link, self._name, self._home()) as lease:
            yield lease.held

    def _home(self) -> str:
        """Return what tells this directory from all others, which is made up where it is not there.

        Two that had the same, such as nothing in a file that was cut short, would take each other
        for one that has died.
        """
        path = self._directory / "home"
        try:
            return uuid.UUID(path.read_text("ascii")).hex
        except (OSError, ValueError):
            made, partial = uuid.uuid4().hex, path.with_suffix(".partial")
            partial.write_text(made, "ascii")
            partial.replace(path)
            return made

    def _read(self, consistency: Consistency) -> str | None:
        try:
            rows = self._link.rows(self._name, [MANIFEST], ("note",), consistency=consistency)
        except IndexMissing:
            return None
        return str(rows[0]["note"]) if rows else ""
