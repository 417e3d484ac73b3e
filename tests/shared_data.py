"""Where the test data that is not part of the repository lies; the one place that knows."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("TRACUU_TEST_DATA") or Path(__file__).parents[2] / "shared")


def shared(*parts: str) -> Path:
    """Return a path in the test data, or skip with the reason where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"test data absent: {'/'.join(parts)} (set TRACUU_TEST_DATA)")
    return path
