"""The fusion of each encoder, by its fingerprint: what ships, and a file of what was tuned.

The file is JSON, `{FINGERPRINT: {"weight": …, …}}`; further fields tell where the weight comes
from. Figures: docs/decisions/0017-fusion-weights.md.
"""

import json
from collections.abc import Hashable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import filelock

from index.errors import FusionDamaged, FusionUnwritable
from index.fusion import Fusion

# The bundled encoder's, with which the reranker was fitted: docs/decisions/0005-fusion.md.
SHIPPED: Mapping[str, Fusion] = {"static-f4f170ae23fc38cb": Fusion(0.2, stretched=False)}
UNKNOWN = Fusion(0.4)
BUSY_SECONDS = 10


class Fusions:
    """What is known of encoders' fusions: what ships, and what the file at `path` holds, if any."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    def of(self, fingerprint: str) -> Fusion:
        """Return the encoder's fusion: as it was tuned, as it ships, or what suits most.

        Raises FusionDamaged where the file is not what `keep` writes.
        """
        shipped = SHIPPED.get(fingerprint, UNKNOWN)
        entries = _entries(self._path) if self._path else {}
        if self._path is None or fingerprint not in entries:
            return shipped
        entry = entries[fingerprint]
        weight = entry.get("weight") if isinstance(entry, dict) else None
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight <= 1:
            reason = f"the weight of {fingerprint} must be a number from 0 to 1, not {entry!r:.80}"
            raise _damaged(self._path, reason)
        return replace(shipped, weight=float(weight))

    def stamp(self) -> Hashable:
        """Return what is another when the file is."""
        try:
            status = self._path.stat() if self._path else None
        except OSError:
            return None
        return status and (status.st_ino, status.st_mtime_ns, status.st_size)


def keep(path: Path, fingerprint: str, weight: float, **origin: Any) -> None:
    """Write an encoder's weight to the file, with where it comes from, in place of an earlier one.

    Raises FusionDamaged, and FusionUnwritable where the file stays as it was.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(path.with_suffix(".lock"), timeout=BUSY_SECONDS):
            entries = _entries(path)
            entries[fingerprint] = {"weight": weight, **origin}
            partial = path.with_suffix(".partial")
            partial.write_text(json.dumps(entries, ensure_ascii=False, indent=1) + "\n", "utf-8")
            partial.replace(path)
    except (OSError, filelock.Timeout) as error:
        raise FusionUnwritable(
            f"{path} cannot be written ({error}); free some space or mend the permissions; "
            "what was tuned before still holds"
        ) from error


def _entries(path: Path) -> dict[str, Any]:
    try:
        entries = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise _damaged(path, str(error)) from error
    if not isinstance(entries, dict):
        raise _damaged(path, "an object was expected")
    return entries


def _damaged(path: Path, reason: str) -> FusionDamaged:
    return FusionDamaged(
        f"{path} cannot be used ({reason}); delete it and tune again with "
        "`python -m eval tune-fusion`"
    )
