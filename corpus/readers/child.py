"""Files are read in a child process, so that none can crash, stall or fill the program.

One child serves all files of a process, one after another; it is started with the first, and again
after it had to be ended. Starting it takes 0.3 s, what a file of five pages takes to be read.
"""

import atexit
import json
import logging
import os
import select
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from corpus.articles import RawDocument
from corpus.errors import Refused
from corpus.readers.page import Page, SourceLine

STALLED_SECONDS = 180
"""How long the child may be silent; it gives a sign after each page."""
_CHUNK = 1 << 16
_log = logging.getLogger(__name__)


class Child:
    """A child process that reads files; safe to share between threads, which wait in turn."""

    def __init__(self, stalled: float = STALLED_SECONDS) -> None:
        self._stalled = stalled
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._buffer = b""

    def read(self, raw: RawDocument) -> Page:
        """Read a file in the child; raise `Refused` where it cannot be read, for any reason."""
        with self._lock:
            try:
                answer = self._ask(raw)
            except (OSError, EOFError, ValueError) as error:
                code = self._end()
                _log.warning("reading %s ended its process (%s)", raw.name, code)
                raise Refused(
                    "its reader crashed, or took more memory or time than a file may; "
                    "open the file in its program and save it again"
                ) from error
        if (reason := answer.get("refused")) is not None:
            raise Refused(reason)
        if (trace := answer.get("failed")) is not None:
            _log.error("reading %s failed:\n%s", raw.name, trace)
            raise Refused("reading it failed; the log says where")
        fields = answer["page"]
        lines = tuple(SourceLine(**line) for line in fields.pop("lines"))
        return Page(**{**fields, "lines": lines})

    def close(self) -> None:
        """End the child; the next file starts another."""
        with self._lock:
            self._end()

    def _ask(self, raw: RawDocument) -> dict[str, Any]:
        process = self._running()
        if process.stdin is None:  # opened as a pipe just above
            raise EOFError
        request = {"media_type": raw.media_type, "name": raw.name, "url": raw.url,
                   "bytes": len(raw.content)}  # fmt: skip
        process.stdin.write(json.dumps(request).encode() + b"\n" + raw.content)
        process.stdin.flush()
        while True:
            answer: dict[str, Any] = json.loads(self._line(process))
            if answer:
                return answer

    def _line(self, process: subprocess.Popen[bytes]) -> bytes:
        """Return the next line of the child's answer; raise where it ends or is silent."""
        if process.stdout is None:
            raise EOFError
        descriptor = process.stdout.fileno()
        parts = [self._buffer]
        while b"\n" not in parts[-1]:
            if not select.select([descriptor], [], [], self._stalled)[0]:
                raise EOFError
            part = os.read(descriptor, _CHUNK)
            if not part:
                raise EOFError
            parts.append(part)
        line, _, self._buffer = b"".join(parts).partition(b"\n")
        return line

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._buffer = b""
            paths = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
            self._process = subprocess.Popen(
                [sys.executable, "-m", "corpus.readers.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": paths},
            )
        return self._process

    def _end(self) -> int | None:
        process, self._process = self._process, None
        if process is None:
            return None
        process.kill()
        code = process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue
        return code


_shared = Child()
atexit.register(_shared.close)


def read(raw: RawDocument) -> Page:
    """Read a page, PDF, DOCX or DOC in the child process of this one; raise `Refused`."""
    return _shared.read(raw)
