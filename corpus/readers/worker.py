"""The child process that reads files: `python -m corpus.readers.worker`.

Reads requests from standard input, each a line of JSON `{"media_type", "name", "url", "bytes"}`
and then so many bytes, and answers each with lines of JSON on standard output: `{}` as it gets on,
and at last one of `{"page"}`, `{"refused"}` and `{"failed"}`. Ends with its input.
"""

import json
import os
import resource
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import IO, Any

from corpus.articles import RawDocument
from corpus.errors import Refused
from corpus.readers import html
from corpus.readers.doc import read_doc
from corpus.readers.docx import read_docx
from corpus.readers.page import Page
from corpus.readers.pdf import read_pdf
from corpus.readers.walk import DOC, DOCX, HTML, PDF

MEMORY = 2 * 1024**3
"""Bytes of address space; a file of 20 MB takes a tenth of it."""
CPU_SECONDS = 120
"""Processor time for one file, programs that it starts not counted; 2,000 pages take 100 s."""

_READERS: Mapping[str, Callable[[RawDocument, Callable[[], None]], Page]] = {
    HTML: lambda raw, _: html.read(raw),
    PDF: lambda raw, progress: read_pdf(raw.content, progress),
    DOCX: lambda raw, _: read_docx(raw.content),
    DOC: lambda raw, _: read_doc(raw.content),
}


def main() -> None:
    """Answer requests until there are no more."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What a library prints must not stand among the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        content = sys.stdin.buffer.read(request.pop("bytes"))
        raw = RawDocument("", content=content, **request)
        _limit_time()
        _answer(answers, _read(raw, lambda: _answer(answers, {})))


def _limit_time() -> None:
    """Have this process ended when it has used up the time for the file it is about to read."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard < 0 else min(soft, hard), hard))


def _read(raw: RawDocument, progress: Callable[[], None]) -> dict[str, Any]:
    try:
        return {"page": asdict(_READERS[raw.media_type](raw, progress))}
    except Refused as refusal:
        return {"refused": refusal.reason}
    except (MemoryError, RecursionError):
        return {"refused": "takes more memory to read than a file may; split it"}
    except Exception:
        # The parent logs it; a mistake of ours must not keep the other files out.
        return {"failed": traceback.format_exc()}


def _answer(answers: IO[str], answer: dict[str, Any]) -> None:
    json.dump(answer, answers)
    answers.write("\n")
    answers.flush()


if __name__ == "__main__":
    main()
