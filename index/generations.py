"""Generations of the index on disk.

    DIRECTORY/current                    names the generation in use and its manifest's checksum
    DIRECTORY/generations/ID/            one generation, which never changes once it is named
        manifest.json                    format, encoder, counts, and size and checksum per file
        lexical/…                        tantivy's files
        NAME.{keys,digests,vectors}.npy  the segments of vectors, NAME.codes.faiss with large ones
        NAME.{rows.npy,syllables.bin}    their passages' syllables, for the reranker
        dead.npy                         their rows that no longer count: (segment, row)
    DIRECTORY/generations/ID.partial/    being written, or left by a process that was killed

`current` is replaced by one atomic rename, after all that it names is on the disk.
"""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from index.errors import REMEDY, FormatMismatch, IndexDamaged, IndexMissing
from index.protocol import Published
from index.syllables import SyllableRows
from index.vectors import Segment

# Raise it whenever files, tokens or embedded texts are made in another way than before.
FORMAT = 2
PARTIAL = ".partial"
DEAD = "dead.npy"
LEXICAL = "lexical"
_Stamp = tuple[int, int, int, int]
_SETTLED_NS = 2_000_000_000
# The files of each directory that were found whole.
_whole: dict[Path, dict[_Stamp, "FileEntry"]] = {}
KEPT = 2  # the current generation, and the one before for a service that is just reading it


@dataclass(frozen=True, slots=True)
class FileEntry:
    """Size in bytes and SHA-256 of a file."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest(Published):
    """What a generation holds. `segments` are names, in the order that `dead.npy` counts."""

    segments: tuple[str, ...]
    files: dict[str, FileEntry]
    format: int = FORMAT

    def dump(self) -> bytes:
        """Return the manifest as JSON."""
        return json.dumps(asdict(self), indent=1).encode()

    @classmethod
    def parse(cls, content: bytes) -> "Manifest":
        """Read a manifest, raising `FormatMismatch` for one of another format."""
        fields = json.loads(content)
        if fields["format"] != FORMAT:
            raise FormatMismatch(
                f"the index has format {fields['format']}, this version reads {FORMAT}; {REMEDY}"
            )
        files = {name: FileEntry(**entry) for name, entry in fields.pop("files").items()}
        segments = tuple(fields.pop("segments"))
        return cls(**fields, files=files, segments=segments)


@dataclass(frozen=True, slots=True)
class Generation:
    """A published generation, verified when it was opened."""

    path: Path
    manifest: Manifest

    @property
    def lexical(self) -> Path:
        """Directory of the lexical index."""
        return self.path / LEXICAL

    def syllables(self, segment: str) -> SyllableRows:
        """Open the syllables of a segment by its name."""
        return SyllableRows.open(self.path, segment)

    def segments(self) -> list[Segment]:
        """Open the segments of vectors."""
        dead = np.load(self.path / DEAD)
        return [
            Segment.open(self.path, name, dead[dead[:, 0] == place, 1])
            for place, name in enumerate(self.manifest.segments)
        ]


def current(directory: Path) -> Path:
    """Return where the file lies that names the current generation."""
    return directory / "current"


def generations(directory: Path) -> Path:
    """Return the directory of the generations."""
    return directory / "generations"


def open_current(directory: Path) -> Generation:
    """Open and verify the current generation.

    Raises `IndexMissing`, `IndexDamaged` or `FormatMismatch`.
    """
    try:
        words = current(directory).read_text("utf-8").split()
    except FileNotFoundError:
        raise IndexMissing(
            f"there is no index in {directory}; run `tracuu ingest` or `tracuu reindex` first"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamaged(f"{current(directory)} cannot be read ({error}); {REMEDY}") from error
    if len(words) != 2:
        raise IndexDamaged(f"{current(directory)} does not name a generation; {REMEDY}")
    path = generations(directory) / words[0]
    try:
        content = (path / "manifest.json").read_bytes()
    except OSError as error:
        raise IndexDamaged(f"generation {words[0]} has no readable manifest; {REMEDY}") from error
    if hashlib.sha256(content).hexdigest() != words[1]:
        raise IndexDamaged(f"the manifest of generation {words[0]} was altered; {REMEDY}")
    generation = Generation(path, Manifest.parse(content))
    _verify_changed(generation)
    return generation


def verify(generation: Generation) -> None:
    """Raise `IndexDamaged` unless every file has the size and the checksum of the manifest."""
    for name, expected in generation.manifest.files.items():
        _check(generation.path / name, name, expected)


def _verify_changed(generation: Generation) -> None:
    """Verify the files that this process has not found whole already, as they are.

    Files go from one generation to the next unchanged, and reading a large index again for each
    article that is added would take longer than all else that is done for it.
    """
    known = _whole.get(generation.path.parent, {})
    whole: dict[_Stamp, FileEntry] = {}
    for name, expected in generation.manifest.files.items():
        path = generation.path / name
        stamp = _stamp(path, name)
        if known.get(stamp) != expected:
            _check(path, name, expected)
        # Clocks of file systems are coarse: what was just written may change unseen.
        if time.time_ns() - stamp[-1] > _SETTLED_NS:
            whole[stamp] = expected
    _whole[generation.path.parent] = whole


def _stamp(path: Path, name: str) -> _Stamp:
    """Return what is another when a file has been replaced or written to."""
    try:
        status = path.stat()
    except OSError as error:
        raise IndexDamaged(f"{name} of the index cannot be read; {REMEDY}") from error
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _check(path: Path, name: str, expected: FileEntry) -> None:
    try:
        found = measure(path)
    except OSError as error:
        raise IndexDamaged(f"{name} of the index cannot be read; {REMEDY}") from error
    if found != expected:
        raise IndexDamaged(
            f"{name} of the index has {found.size} bytes and checksum {found.sha256[:12]}, "
            f"expected {expected.size} and {expected.sha256[:12]}; {REMEDY}"
        )


def measure(path: Path) -> FileEntry:
    """Return size and checksum of a file."""
    with path.open("rb") as file:
        checksum = hashlib.file_digest(file, "sha256").hexdigest()
        return FileEntry(file.tell(), checksum)


def begin(directory: Path) -> Path:
    """Clear what killed processes left behind and return an empty directory to write in.

    To be called by one process at a time.
    """
    home = generations(directory)
    home.mkdir(parents=True, exist_ok=True)
    in_use = _named(directory)
    for path in home.iterdir():
        if path.suffix == PARTIAL or (in_use and path.name > in_use):
            shutil.rmtree(path)
    last = max((int(path.name) for path in home.iterdir()), default=0)
    partial = home / f"{last + 1:08}{PARTIAL}"
    (partial / LEXICAL).mkdir(parents=True)
    return partial


def _named(directory: Path) -> str | None:
    """Return the generation that is named as current, whether or not it is sound."""
    try:
        return current(directory).read_text("utf-8").partition(" ")[0]
    except (OSError, UnicodeDecodeError):
        return None


def finish(
    directory: Path, partial: Path, manifest: Manifest, new: Iterable[str], *, kept: int = KEPT
) -> None:
    """Make the written generation the current one and prune older ones, but `kept` in all.

    Everything is on the disk before the one rename that counts: the `new` files now, those that
    an earlier generation has too since then.
    """
    content = manifest.dump()
    (partial / "manifest.json").write_bytes(content)
    for name in ("manifest.json", *new, LEXICAL, "."):
        _sync(partial / name)
    final = partial.with_name(manifest.generation)
    partial.rename(final)
    _sync(final.parent)
    pointer = current(directory).with_suffix(PARTIAL)
    pointer.write_text(f"{manifest.generation} {hashlib.sha256(content).hexdigest()}\n", "utf-8")
    _sync(pointer)
    pointer.replace(current(directory))
    _sync(directory)
    for old in sorted(path for path in final.parent.iterdir() if path.suffix != PARTIAL)[:-kept]:
        shutil.rmtree(old)


def link(old: Path, new: Path) -> None:
    """Give a file that never changes a second name, or copy it where that cannot be done."""
    try:
        new.hardlink_to(old)
    except OSError:
        shutil.copyfile(old, new)


def _sync(path: Path) -> None:
    """Wait until a file or a directory is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
