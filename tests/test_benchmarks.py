"""The benchmarks' own arithmetic, and the program's side of them on three documents."""

import argparse
import json
import os
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file

from benchmarks import databases, growth, page, peers, worker
from benchmarks.model import BUNDLED, VARIABLE, in_floats
from benchmarks.systems import Tracuu, TracuuLexical
from benchmarks.workloads import disk_mb

TEXTS = {
    "hue": "Huế là thành phố ở miền Trung.",
    "hanoi": "Hà Nội là thủ đô của Việt Nam.",
    "again": "Hà Nội là thủ đô của Việt Nam.",
}


def workload(folder: Path) -> Path:
    rows = [{"_id": key, "title": "", "text": text} for key, text in TEXTS.items()]
    asked = [{"_id": "q1", "text": "Thủ đô của Việt Nam"}, {"_id": "q2", "text": "Huế ở đâu?"}]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, asked)))
    return folder


def test_the_program_answers_with_documents(tmp_path: Path) -> None:
    texts = workload(tmp_path)
    folder = tmp_path / "index"
    built = worker.index(Tracuu, texts, folder)
    assert built["seconds"] > 0
    assert built["disk_mb"] == disk_mb(folder) > 0
    options = argparse.Namespace(
        workload=texts, folder=folder, threads=2, budget=30.0, started=time.time()
    )
    for system in (Tracuu, TracuuLexical):
        found = worker.search(system, options)
        assert found["queries"] == 2
        assert set(found["found"]["q1"][:2]) == {"hanoi", "again"}
        assert found["found"]["q2"][0] == "hue"
        assert found["ms"]["p50"] <= found["ms"]["p95"] <= found["ms"]["p99"]
        assert "legs" in found["steps_ms"]


def test_peers_get_the_model_in_whole_floats(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "")  # which is put back at the end
    copy = in_floats(tmp_path)
    ours, theirs = (
        load_file(folder / "0_StaticEmbedding" / "model.safetensors") for folder in (BUNDLED, copy)
    )
    assert os.environ[VARIABLE] == str(copy)
    assert {k: v.dtype for k, v in theirs.items()} == dict.fromkeys(ours, np.float32)
    assert all((ours[name] == theirs[name]).all() for name in ours)


def test_articles_repeat_with_other_digits(tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    row = {"title": "Tên", "lead": "Năm 2024.", "body": "Một câu."}
    news.write_text(json.dumps(row) + "\n")
    assert growth.make(3, news, tmp_path) == 3
    rows = [json.loads(line) for line in (tmp_path / "corpus.jsonl").read_text().splitlines()]
    assert [r["text"].splitlines()[0] for r in rows] == ["Năm 2024.", "Năm 3135.", "Năm 4246."]


MACHINE = {"processor": "x", "cores": 2, "memory_gb": 25.0, "python": "3.11"}
SEARCH = {
    "cold_s": 0.5,
    "queries": 10,
    "queries_per_second": 100.0,
    "ms": {"p50": 1.0, "p95": 2.0, "p99": 3.0},
    "steps_ms": {"legs": 2.0},
    "peak_rss_mb": 150,
}
INDEX = {"seconds": 10.0, "disk_mb": 5.0, "peak_rss_mb": 200}


def test_a_table_of_peers(tmp_path: Path) -> None:
    ours: dict[str, Any] = {
        "index": INDEX,
        "search_1": SEARCH,
        "search_2": SEARCH,
        "metrics": {"P@1": 0.5, "nDCG@10": 0.75},
        "ci95": {"P@1": [0.4, 0.6], "nDCG@10": [0.7, 0.8]},
    }
    other = {**ours, "ours_better_by": {"nDCG@10": 0.25, "ci95": [0.2, 0.3], "p": 0.01}}
    broken = {"index": {"failed": "MemoryError"}, "search_1": {"failed": "no"}, "search_2": {}}
    systems = {"tracuu": ours, "txtai": other, "haystack": broken}
    web = {"documents": 3, "tokenize": {"words": 1.0, "encoder": 2.0}, "systems": systems}
    result = {"date": "2025-01-01", "machine": MACHINE, "workloads": {"web": web}}
    text = peers.page(result)
    assert "| tracuu | 10.0 | 200 | 5.0 | 100.0 | 100.0 | 1.0 | 2.0 | 3.0 | 0.500 | 0.750 |" in text
    assert "+0.250 (p 0.010)" in text
    assert "| haystack | failed: MemoryError |" in text
    peers.plots.peers(result, tmp_path / "p.svg")
    assert "<svg" in (tmp_path / "p.svg").read_text()


def test_a_table_of_growth(tmp_path: Path) -> None:
    size = {
        "passages": 1000,
        "index": INDEX,
        "search_1": SEARCH,
        "search_2": SEARCH,
        "dense": SEARCH,
        "scanned_bytes": 8_000_000,
    }
    result = {
        "date": "2025-01-01",
        "machine": MACHINE,
        "memory_gb_per_second": 8.0,
        "sizes": [size, {**size, "index": {"failed": "no room"}}],
    }
    text = growth.page(result)
    # 8 MB in 2 ms are 4 GB/s, half of what memory gives.
    assert "| 2.0 | 8.0 | 4.0 | 50% |" in text
    assert "| 1,000 | no room |" in text
    growth.plots.growth(result, tmp_path / "g.svg")
    assert "<svg" in (tmp_path / "g.svg").read_text()


def test_the_first_view_is_told_with_its_aim() -> None:
    def made(usable: float, sent: int) -> page.Load:
        return page.Load({"painted": 90.0, "usable": usable, "whole": usable + 50}, 19, sent)

    text = page.Load({"painted": 40.0}, 1, 0)
    found = {page.TEXT: [text], page.COLD: [made(200, 28_000)], page.WARM: [made(150, 200)]}
    told = page.report(found)
    assert "| nothing held | usable | 200 ms | 200 ms | 200 ms | 200 ms |" in told
    assert "19 requests, 28.0 kB" in told
    assert "100 kB: met." in told
    for late in (made(700, 28_000), made(200, 128_000)):
        assert "**not met**" in page.report(found | {page.COLD: [late]})


def test_what_a_database_costs_is_measured_on_each_and_the_answers_are_compared(
    tmp_path: Path, location: str
) -> None:
    (tmp_path / "news").mkdir()
    for name, text in TEXTS.items():
        lines = [
            text,
            *(f"Câu thứ {n} kể tiếp chuyện {name}, đủ dài để là một bài." for n in range(9)),
        ]
        (tmp_path / "news" / f"{name}.txt").write_text("\n\n".join(lines))
    out = tmp_path / "out.json"
    other = str(tmp_path / "other.sqlite")
    given = [str(tmp_path / "news"), "--store", other, "--store", location, "--questions", "2"]
    assert databases.main([*given, "--out", str(out)]) == 0
    report = json.loads(out.read_text())
    assert report["same_answers"] is True
    assert [one["articles"] for one in report["stores"]] == [3, 3]
    assert report["stores"][0]["search"]["here_ms"] > 0
