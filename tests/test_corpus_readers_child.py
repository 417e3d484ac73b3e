import json
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.articles import RawDocument
from corpus.errors import Refused
from corpus.readers import DOCX, PDF, worker
from corpus.readers.child import Child
from tests.documents import Paper, docx, p


def raw(content: bytes, media_type: str = DOCX) -> RawDocument:
    return RawDocument("/a", "a", content, media_type)


WHOLE = raw(docx(p("Tên của bài") + p("Một đoạn văn.")))


def pid(child: Child) -> int:
    process = child._process
    assert process is not None
    return process.pid


def test_one_child_reads_all_files_and_survives_refusals() -> None:
    child = Child()
    assert [line.text for line in child.read(WHOLE).lines] == ["Một đoạn văn."]
    first = pid(child)
    with pytest.raises(Refused, match="a damaged DOCX"):
        child.read(raw(b"PK\x03\x04"))
    with pytest.raises(Refused, match="a damaged PDF"):
        child.read(raw(b"%PDF-1.7 nothing", PDF))
    assert child.read(WHOLE).title == "Tên của bài"
    assert pid(child) == first
    child.close()


def test_a_child_that_dies_costs_its_file_alone() -> None:
    child = Child()
    child.read(WHOLE)
    os.kill(pid(child), signal.SIGSTOP)
    killer = threading.Timer(0.2, os.kill, (pid(child), signal.SIGKILL))
    killer.start()
    with pytest.raises(Refused, match="its reader crashed"):
        child.read(WHOLE)
    assert child.read(WHOLE).title == "Tên của bài"
    child.close()


def test_a_silent_child_is_ended() -> None:
    child = Child(stalled=0.001)  # no interpreter starts within that
    with pytest.raises(Refused, match="or took more memory or time"):
        child.read(WHOLE)
    child.close()


def test_threads_wait_in_turn() -> None:
    child = Child()
    titles: list[str | None] = []
    threads = [
        threading.Thread(target=lambda: titles.append(child.read(WHOLE).title)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert titles == ["Tên của bài"] * 4
    child.close()


ENDLESS = """
from corpus.readers import PDF, worker

def read(raw, progress):
    while True:
        pass

worker.CPU_SECONDS = 1
worker._READERS = {PDF: read}
worker.main()
"""


def test_a_file_that_takes_too_much_time_ends_the_child() -> None:
    request = json.dumps({"media_type": PDF, "name": "a", "url": None, "bytes": 0})
    run = subprocess.run(
        [sys.executable, "-c", ENDLESS],
        check=False,
        input=request.encode() + b"\n",
        capture_output=True,
        cwd=Path(__file__).parents[1],
    )
    assert (run.returncode, run.stdout) == (-signal.SIGXCPU, b"")


@pytest.fixture(autouse=True)
def unlimited() -> Iterator[None]:
    """A limit set in this process would end it in the middle of some other test."""
    before = resource.getrlimit(resource.RLIMIT_CPU)
    yield
    assert resource.getrlimit(resource.RLIMIT_CPU) == before


def test_a_sign_is_given_for_each_page() -> None:
    paper = Paper()
    for _ in range(3):
        paper.block(100, "Một trang có đủ chữ để đọc được, không phải là trang quét.")
        paper.page()
    signs: list[None] = []
    answer = worker._read(raw(paper.done(), PDF), lambda: signs.append(None))
    assert len(signs) == 3
    assert "page" in answer


def test_a_mistake_of_ours_is_told_apart_from_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(raw: RawDocument, progress: object) -> object:
        raise RuntimeError("mistake")

    monkeypatch.setattr(worker, "_READERS", {PDF: fail})
    assert "mistake" in worker._read(raw(b"", PDF), lambda: None)["failed"]
