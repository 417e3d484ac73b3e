"""Where the next page of a listing begins, as an opaque word."""

import base64
import json
from collections.abc import Callable
from typing import Any, TypeVar

from corpus.errors import BadFilter

T = TypeVar("T")


def cursor_at(place: Any) -> str:
    """Return the cursor of a place, which is a value that JSON can hold."""
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def place_at(cursor: str, checked: Callable[[Any], T | None]) -> T:
    """Return the place of a cursor as `checked` understands it, which gives None for what is none.

    Raises BadFilter for a word that `cursor_at` did not make of such a place.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        given = json.loads(base64.b64decode(padded, altchars="-_", validate=True))
    except (ValueError, RecursionError):
        given = None
    place = checked(given)
    if place is None or cursor_at(given) != cursor:
        raise BadFilter(
            f"cursor={cursor!r} is not one that a listing gave; leave it out to start at the first "
            "page"
        )
    return place
