"""The program beside what somebody would build instead: `python -m benchmarks.peers`.

Same texts, questions, model and machine, one run; every phase of every system in a process of its
own, held to one core (two for two threads). Peers are an optional install: `pip install .[bench]`,
or in an environment of their own, which `--python` names. Writes `peers.json`, `.md` and `.svg`.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import plots
from benchmarks.model import in_floats
from benchmarks.processes import DATA, OURS, run
from benchmarks.systems import SHARED, SYSTEMS
from benchmarks.workloads import WORKLOADS, clear, make
from eval.datasets import load_retrieval
from eval.provenance import machine, models
from eval.retrieval import evaluate
from eval.statistics import means, paired
from index.engine import LEGS

HERE = Path(__file__).parent


def main() -> None:
    """Measure and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="test data")
    parser.add_argument("--workloads", nargs="+", choices=WORKLOADS, default=list(WORKLOADS))
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=_present())
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--budget", type=float, default=60.0, help="seconds of searching at most")
    parser.add_argument("--python", default=sys.executable, help="interpreter that has the peers")
    parser.add_argument("--out", type=Path, default=HERE / "peers.json")
    options = parser.parse_args()
    result: dict[str, Any] = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        "load_at_start": os.getloadavg()[0],
        "models": models(),
        "workloads": {},
    }
    with tempfile.TemporaryDirectory(prefix="tracuu-bench-") as folder:
        in_floats(Path(folder))
        for name in options.workloads:
            place = Path(folder) / name
            workload = make(name, options.data, place / "texts", questions=options.questions)
            result["workloads"][name] = _measure(workload, place, options)
            options.out.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n")
            options.out.with_suffix(".md").write_text(page(result))
            plots.peers(result, options.out.with_suffix(".svg"))


def _present() -> list[str]:
    """Return the systems that this version has: its reranker may be missing."""
    return [name for name in SYSTEMS if name != "tracuu-reranked" or "reranked" in LEGS]


def _measure(workload: Path, place: Path, options: argparse.Namespace) -> dict[str, Any]:
    data = load_retrieval(workload)
    rows: dict[str, dict[str, Any]] = {}
    scores: dict[str, dict[str, dict[str, float]]] = {}
    for name in options.systems:
        folder = place / SHARED.get(name, name)
        row = rows[name] = {}
        if name not in SHARED or not folder.exists():
            row["index"] = run("index", name, workload, clear(folder), python=options.python)
        for threads in (1, 2):
            row[f"search_{threads}"] = run(
                "search",
                name,
                workload,
                folder,
                python=options.python,
                threads=threads,
                budget=options.budget,
            )
        found = row["search_1"].pop("found", {})
        row["search_2"].pop("found", None)
        ranked = {q: _ranked(documents) for q, documents in found.items()}
        asked = {q: data.qrels[q] for q in ranked}
        scores[name] = evaluate(asked, ranked) if asked else {}
        row["metrics"], row["ci95"] = means(list(scores[name].values()), ("P@1", "nDCG@10"))
        sys.stderr.write(f"{workload.parent.name} {name}: {json.dumps(row)}\n")
    for name, row in rows.items():
        both = [q for q in scores[name] if q in scores.get(OURS, {})]
        if name != OURS and both:
            old, new = ([scores[s][q]["nDCG@10"] for q in both] for s in (name, OURS))
            difference, ci95, p = paired(old, new)
            row["ours_better_by"] = {
                "nDCG@10": round(difference, 4),
                "ci95": ci95,
                "p": round(p, 4),
            }
    tokenize = run("tokenize", OURS, workload, place)
    documents = sum(1 for _ in data.documents)
    return {"documents": documents, "tokenize": tokenize, "systems": rows}


def _ranked(documents: list[str]) -> dict[str, float]:
    return {document: -float(place) for place, document in enumerate(dict.fromkeys(documents))}


def page(result: Mapping[str, Any]) -> str:
    """Return the results as a page of Markdown."""
    on = result["machine"]
    head = [
        "# Beside the peers\n",
        f"{result['date']}, {on['processor']}, {on['cores']} cores, {on['memory_gb']} GB, "
        f"Python {on['python']}. Every phase on one core, `2 threads` on two; latencies with one "
        "thread; ten passages to a question; the same texts, questions and embedding model. That "
        "model was trained on news and law: what is dense gains from it in every system alike.\n",
        "Repeat with `python -m benchmarks.peers` after `pip install .[bench]`.\n",
    ]
    return "\n".join(head + [_table(*item) for item in result["workloads"].items()])


def _table(name: str, workload: Mapping[str, Any]) -> str:
    words = workload["tokenize"].get("words"), workload["tokenize"].get("encoder")
    lines = [
        f"## {name}: {workload['documents']:,} documents\n",
        f"Cutting the texts into tokens alone takes {words[0]} s for words, {words[1]} s for the "
        "encoder.\n",
        *([f"{workload['note']}\n"] if "note" in workload else []),
        "| system | index s | peak MB | disk MB | q/s, 1 thread | q/s, 2 | p50 ms | p95 | p99 | "
        "P@1 | nDCG@10 | 95 % | ours better by (nDCG) | cold start s | questions |",
        "| --- " * 15 + "|",
    ]
    for system, row in workload["systems"].items():
        built, one, two = row.get("index", {}), row["search_1"], row["search_2"]
        if "failed" in one or "failed" in built:
            lines.append(f"| {system} | failed: {built.get('failed') or one['failed']} |")
            continue
        better = row.get("ours_better_by")
        low, high = row["ci95"]["nDCG@10"]
        cells = [
            system,
            *(built.get(key, "shared") for key in ("seconds", "peak_rss_mb", "disk_mb")),
            one["queries_per_second"],
            two.get("queries_per_second", "–"),
            *one["ms"].values(),
            f"{row['metrics']['P@1']:.3f}",
            f"{row['metrics']['nDCG@10']:.3f}",
            f"{low:.3f}–{high:.3f}",
            f"{better['nDCG@10']:+.3f} (p {better['p']:.3f})" if better else "",
            one["cold_s"],
            one["queries"],
        ]
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
