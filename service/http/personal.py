"""Personal data out of the logs: e-mail addresses, and numbers of persons and telephones.

Nothing logs a question on purpose, but the text of an unexpected error can hold a piece of one.
"""

import re
from collections.abc import MutableMapping
from typing import Any

MASK = "[…]"
_EMAIL = re.compile(r"[\w.+-]+[@＠][\w-]+(?:[.。][\w-]+)+")
# Identity cards have 9 or 12 figures, telephones 10 or more with +84; both are written in groups.
_BETWEEN = r"[ .,/_()\u00a0\u200b-\u200f\u2010-\u2015\u202f\u2060\ufeff-]{0,2}"
_NUMBER = re.compile(rf"(?<!\w)\+?\d(?:{_BETWEEN}\d){{8,}}(?!\w)")


def mask(text: str) -> str:
    """Return the text with e-mail addresses and numbers of nine figures or more masked."""
    return _NUMBER.sub(MASK, _EMAIL.sub(MASK, text))


def mask_event(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Mask all that a log entry holds, save its time; a processor for structlog."""
    return {name: value if name == "timestamp" else _masked(value) for name, value in event.items()}


def _masked(value: Any) -> Any:
    match value:
        case str():
            return mask(value)
        case dict():
            return {name: _masked(one) for name, one in value.items()}
        case list() | tuple():
            return [_masked(one) for one in value]
        case bool() | float() | None:
            return value
        case int():
            return value if abs(value) < 10**8 else MASK
        case _:
            return mask(str(value))
