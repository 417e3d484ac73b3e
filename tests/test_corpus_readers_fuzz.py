"""Damaged files and files made to do damage: each is read or refused, with one clear reason.

`TRACUU_SOAK=1` makes it thousands of cases, over the real files too.
"""

import logging
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import effort
from corpus.articles import RawDocument
from corpus.cleaning import clean
from corpus.errors import Refused
from corpus.ingest import ingest, prepare
from corpus.readers import Refusal, child
from corpus.store import Store
from tests.damage import Case, bombs, damaged, page
from tests.documents import Paper, docx, p
from tests.loopback import SENTENCES
from tests.shared_data import shared

WHOLE = bool(os.environ.get("TRACUU_SOAK"))
TIMES = 400 if WHOLE else 12  # each small file is damaged
REAL_TIMES = 60 if WHOLE else 4
BOMB = 300_000 if WHOLE else 5_000
# Reading and understanding have two minutes of processor time each, of a machine that others use.
MOST_SECONDS = 900.0 if WHOLE else 60.0
MOST_MEMORY_MB = 500


def small_files() -> dict[str, tuple[str, bytes]]:
    """Return one file of each kind by its name, with its suffix."""
    paper = Paper().centred(80, "KẾ HOẠCH CHUYỂN ĐỔI SỐ", size=14)
    at = 120.0
    for sentence in SENTENCES:
        at = paper.block(at, sentence) + 12
    row = "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in ("Nội dung", "Đơn vị", "Thời hạn"))
    text = "Địa phương đẩy mạnh chuyển đổi số\n\n" + "\n\n".join(SENTENCES)
    body = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    return {
        "paper": (".pdf", paper.done()),
        "words": (".docx", docx("".join(map(p, SENTENCES)) + f"<w:tbl><w:tr>{row}</w:tr></w:tbl>")),
        "page": (".html", page(f"<article>{body}<table><tr><td>a<td>b</table></article>")),
        "text": (".txt", text.encode()),
        "wide": (".txt", text.encode("utf-16")),
        "marks": (".md", f"# {text}".encode()),
    }


def small_cases() -> Iterator[Case]:
    files = small_files()
    for name, (suffix, content) in files.items():
        for seed in range(TIMES):
            other = list(files.values())[seed % len(files)][1]
            yield damaged(name, suffix, content, other, seed)


def real_cases() -> Iterator[Case]:
    files = sorted(shared("articles", "files").iterdir(), key=lambda file: file.stat().st_size)
    files = files if WHOLE else files[:3]
    for number, file in enumerate(files):
        other = files[(number + 1) % len(files)].read_bytes()
        for seed in range(REAL_TIMES):
            yield damaged(file.stem, file.suffix, file.read_bytes(), other, seed)


def outcome(case: Case) -> str:
    """Read a case as an ingest does; return what became of it, raise where it is a defect."""
    source = case.source()
    try:
        if isinstance(source, Refused):
            raise source
        entry = prepare(clean(source), source.key)
    except Refused as refused:
        reason = refused.reason
        assert reason, case.name
        assert "\n" not in reason, case.name
        assert len(reason) < 300, case.name
        assert "the log says where" not in reason, case.name
        return reason
    assert entry.passages, case.name
    return "read"


def run(cases: Iterator[Case], caplog: pytest.LogCaptureFixture) -> Counter[str]:
    """Read all cases; return how many were read, refused, or stopped at a limit."""
    found: Counter[str] = Counter()
    slowest = (0.0, "")
    caplog.set_level(logging.CRITICAL)  # what the libraries say of damage is no news here
    before = _peak_mb()
    for case in cases:
        started = time.monotonic()
        reason = outcome(case)
        took = time.monotonic() - started
        slowest = max(slowest, (took, case.name))
        assert took < MOST_SECONDS, case.name
        limited = "crashed" in reason or "processor time" in reason
        found["read" if reason == "read" else "limit" if limited else "refused"] += 1
    more = _peak_mb() - before
    # With -s, the figures of benchmarks/damage.md.
    sys.stdout.write(
        f"\n{sum(found.values())} cases: {dict(found)}; slowest {slowest[0]:.1f} s ({slowest[1]}); "
        f"{more:.0f} MB of memory more\n"
    )
    assert more < MOST_MEMORY_MB
    return found


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_small_files_damaged_in_many_ways(caplog: pytest.LogCaptureFixture) -> None:
    found = run(small_cases(), caplog)
    assert found["limit"] == 0
    assert found["read"] > 0
    assert found["refused"] > 0


def test_files_made_to_take_time_or_memory(caplog: pytest.LogCaptureFixture) -> None:
    found = run(bombs(BOMB, converted=WHOLE), caplog)
    assert WHOLE or found["limit"] == 0
    assert found["refused"] > 0


def test_real_files_damaged_in_many_ways(caplog: pytest.LogCaptureFixture) -> None:
    found = run(real_cases(), caplog)
    assert found["read"] > 0
    assert found["refused"] > 0


def test_an_ingest_of_damage_leaves_a_sound_store(tmp_path: Path) -> None:
    cases = [*list(small_cases())[::3], *list(bombs(1_000))[::3]]
    sources: list[RawDocument | Refusal] = []
    for case in cases:
        source = case.source()
        sources.append(
            Refusal(case.name, case.name, source.reason) if isinstance(source, Refused) else source
        )
    with Store.open(tmp_path / "store.sqlite") as store:
        summary = ingest(sources, store)
        assert store.check() == []
        assert store.counts().live == summary.added
        again = ingest(sources, store)
        assert again.added == again.updated == 0
    kept = summary.added + summary.updated + summary.unchanged + summary.duplicate
    assert kept + len(summary.refused) == len(sources)
    assert [one.name for one in summary.refused if "says where" in one.reason] == []


def test_more_work_than_a_source_may_be_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = RawDocument("/a", "a", "\n\n".join(SENTENCES).encode(), "text/plain")
    with effort.limited(-1.0), pytest.raises(Refused, match="processor time"):
        clean(raw)
    article = clean(raw)
    with effort.limited(-1.0), pytest.raises(Refused, match="processor time"):
        prepare(article, raw.key)


@pytest.fixture(autouse=True, scope="module")
def no_child_left() -> Iterator[None]:
    yield
    child._shared.close()
