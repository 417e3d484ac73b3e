"""What commands write: results to standard output, everything else to standard error."""

import json
import re
import sys
from typing import Any

from pydantic import BaseModel

# An article's text must not steer the terminal that shows it.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def say(text: str = "") -> None:
    """Write a line of the result for people."""
    sys.stdout.write(_CONTROL.sub("", text) + "\n")


def emit(result: BaseModel | dict[str, Any]) -> None:
    """Write the one JSON object of `--json`."""
    value = (
        result.model_dump(mode="json", by_alias=True) if isinstance(result, BaseModel) else result
    )
    sys.stdout.write(json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n")


def note(text: str) -> None:
    """Write a line that is not part of the result."""
    sys.stderr.write(_CONTROL.sub("", text) + "\n")


def complain(message: str) -> None:
    """Write the one line of an error."""
    note(f"tracuu: {message}")
