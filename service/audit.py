"""The audit log: what changed the corpus, when and on whose word.

One JSON object a line in `audit.jsonl` of the data directory, which only grows.
"""

import json
import logging
import os
from datetime import UTC, datetime
from pathlib import Path

AUDIT = "audit.jsonl"
COMMAND_LINE = "command line"
_logger = logging.getLogger(__name__)


def record(data: Path, by: str, action: str, **what: str | int | None) -> None:
    """Append a line: `at` in UTC, `by`, `action`, and what it was done to.

    The change has happened by then, so a line that cannot be written is logged and not raised.
    """
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    line = json.dumps({"at": at, "by": by, "action": action, **what}, ensure_ascii=False) + "\n"
    try:
        data.mkdir(parents=True, exist_ok=True)
        # One write to a file opened so lands whole at its end, whoever else is writing.
        file = os.open(data / AUDIT, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, line.encode())
        finally:
            os.close(file)
    except OSError as error:
        _logger.error("the audit log could not be written: %s; the entry is %s", error, line)
