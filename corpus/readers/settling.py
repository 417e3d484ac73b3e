"""Files of folders that are watched: new or changed, and no longer being written."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import SourceError
from corpus.readers.walk import files

SETTLE_SECONDS = 2.0
# How programs call what they have not finished writing.
_UNFINISHED = frozenset({".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".swp"})
_Stamp = tuple[int, int, int]


@dataclass(slots=True)
class _File:
    """A file as it was last looked at, and since when it has been so."""

    stamp: _Stamp
    since: float
    given: bool = False


@dataclass
class Settling:
    """Give each file of some folders when it is new or has changed, once it has settled.

    A file has settled when size and time of change have been the same for `settle` seconds, or
    when it was last changed so long before it was first seen. A file is given again only when
    it has changed. Hidden files and folders inside of the folders are left alone.
    """

    roots: Sequence[Path]
    settle: float = SETTLE_SECONDS
    now: Callable[[], float] = time.time
    _files: dict[Path, _File] = field(default_factory=dict, init=False)
    _young: dict[Path, float] = field(default_factory=dict, init=False)

    def look(self) -> None:
        """Look at every file; raise SourceError where a folder is gone or cannot be listed."""
        for root in self.roots:
            if not root.exists():
                raise SourceError(f"{root} does not exist")
        found = {path for root in self.roots for path in files(root)}
        for path in found:
            self._note(path)
        for path in self._files.keys() - found:
            del self._files[path]

    def notice(self, paths: Iterable[Path]) -> None:
        """Look at paths of which something is said to have changed."""
        for path in paths:
            root = next((root for root in self.roots if path.is_relative_to(root)), None)
            if root is None or any(p.startswith(".") for p in path.relative_to(root).parts):
                continue
            if path.is_dir():
                self._young[path] = self.now()
            for file in files(path):
                self._note(file)

    def ready(self) -> list[Path]:
        """Return the files that have settled since the last time, sorted."""
        now = self.now()
        # What came into a new folder before the system told of changes in it is seen now.
        for folder in [path for path, told in self._young.items() if now - told >= self.settle]:
            del self._young[folder]
            for path in files(folder):
                self._note(path)
        for path, file in list(self._files.items()):
            file.since = min(file.since, now)  # a clock that was set back makes none wait
            if not file.given and now - file.since >= self.settle:
                self._note(path)
        settled = [
            path
            for path, file in self._files.items()
            if not file.given and now - file.since >= self.settle
        ]
        for path in settled:
            self._files[path].given = True
        return sorted(settled)

    def _note(self, path: Path) -> None:
        if path.suffix.lower() in _UNFINISHED:
            return
        try:
            status = path.stat()
        except OSError:
            self._files.pop(path, None)
            return
        stamp = (status.st_size, status.st_mtime_ns, status.st_ino)
        known = self._files.get(path)
        if known is None:
            # What lay there long before is not being written now; a clock that is ahead cannot
            # make it wait for ever.
            self._files[path] = _File(stamp, min(status.st_mtime, self.now()))
        elif known.stamp != stamp:
            self._files[path] = _File(stamp, self.now())
