"""Two services on PostgreSQL and Milvus under load, of which one thing after the other fails.

    python -m benchmarks.faults [--rounds 3] [--clients 2] [--seed N] [--out FILE]

Articles are ingested by a third machine; then clients ask both services without a pause, and in
the order that the seed draws a service is killed, PostgreSQL and Milvus (milvus-lite as a server)
are stopped, killed, or stand still, and the files that a service keeps are damaged, while articles
come and go through either service and by command. What is right was learnt before, after each
change, from one process in which nothing failed: an answer has to be the same in every
sentence and citation, a search in every passage. In the end articles, store and index are held
against what was acknowledged.
"""

import argparse
import json
import os
import random
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.faults_asking import Crowd, counted
from benchmarks.faults_page import page
from benchmarks.faults_site import Site, site
from benchmarks.faults_trial import Changing, Fault, ask_all, end_state, suffer
from benchmarks.faults_truth import Truth, choose, learn
from benchmarks.processes import DATA, ROOT
from eval.provenance import machine

SEED = 20261122
QUESTIONS = ROOT / "eval" / "questions" / "bundled.jsonl"
SAMPLES = ROOT / "corpus" / "samples"
_WEB = 4  # crawled articles beside the bundled ones: milvus-lite is slow
_ASKED = 10
_CHANGES = 6
_CALM = 0.5  # seconds between faults, at least


def round_of_faults(chance: random.Random) -> list[Fault]:
    """Return one fault of each kind, in any order."""
    away = {how: chance.uniform(0.2, 3.0) for how in ("SIGINT", "SIGQUIT", "SIGKILL")}
    faults = [
        Fault("service", "SIGKILL", 0, chance.uniform(0, 1)),
        Fault("service", "SIGKILL", 1, chance.uniform(0, 1)),
        Fault("postgresql", "SIGINT", away=away["SIGINT"]),
        Fault("postgresql", "SIGQUIT", away=away["SIGQUIT"]),
        Fault("postgresql", "stands still", away=chance.uniform(0.5, 2)),
        Fault("milvus", "SIGINT", away=away["SIGINT"]),
        Fault("milvus", "SIGKILL", away=away["SIGKILL"]),
        Fault("milvus", "stands still", away=chance.uniform(2, 5)),
        *(Fault("cache", how, chance.randrange(2)) for how in ("deleted", "cut short", "changed")),
    ]
    chance.shuffle(faults)
    return faults


def trial(
    base: Sequence[Path],
    questions: Sequence[str],
    faults: Sequence[Fault],
    folder: Path,
    *,
    changes: int,
    clients: int,
    breath: float,
    seed: int,
    by_command: bool = True,
) -> dict[str, Any]:
    """Let all faults happen under load; return the figures.

    Changes are sent to either service, and with `by_command` brought by `tracuu ingest` too.
    """
    ways = (0, 1, None) if by_command else (0, 1)
    chance = random.Random(seed)
    truth = learn(base, questions, folder, changes, chance)
    with site(folder, base) as made:
        calm = ask_all(made, truth)
        began = time.monotonic()
        urls = [one.url for one in made.services]
        crowd = Crowd(urls, truth, made.timeline, clients=clients, breath=breath, seed=seed)
        with crowd:
            happened = [_happen(made, truth, fault, ways, chance) for fault in faults]
            time.sleep(_CALM)
        seconds = time.monotonic() - began
        return {
            "questions": len(truth.questions),
            "abstained": truth.abstained,
            "changes": {"made": made.timeline.indexed, "planned": len(truth.changes)},
            "calm": {"asked": len(calm), "right": sum(one.outcome == "right" for one in calm)},
            "seconds": round(seconds, 1),
            "clients": clients,
            "requests": counted(crowd.sent, made.timeline),
            "faults": happened,
            "end": end_state(made, truth),
        }


def _happen(
    made: Site, truth: Truth, fault: Fault, ways: Sequence[int | None], chance: random.Random
) -> dict[str, Any]:
    """Let a fault happen while an article comes or goes, if there is one left."""
    seen: dict[str, Any] = {}
    changing: Future[float] | None = None
    with ThreadPoolExecutor(1) as pool:
        if made.timeline.begun < len(truth.changes):
            # A damaged cache matters to the service that publishes next.
            where = fault.service if fault.kind == "cache" else chance.choice(ways)
            change = Changing(made, truth, where)
            if fault.kind == "cache":
                seen = suffer(made, fault, chance)
            changing = pool.submit(change)
            if chance.random() < 0.5:
                change.stored.wait(10.0)  # it strikes while the change is being published
            time.sleep(chance.uniform(0, 0.5))
        seen = seen or suffer(made, fault, chance)
        if changing is not None:
            seen["new_found_after"] = round(changing.result(), 2)
    time.sleep(chance.uniform(_CALM, 2 * _CALM))
    return seen


def sound(found: dict[str, Any]) -> list[str]:
    """Return what is not as it must be."""
    requests, end = found["requests"], found["end"]
    nothing = {
        "wrong answers": requests["wrong"],
        "errors that are no 503": requests["other"],
        "errors with all up": requests["errors_with_all_up"],
        "articles lost": end["lost"],
        "articles twice": end["twice"],
        "removed articles that are there": end["removed_but_there"],
        "problems of the store": len(end["store_problems"]),
        "passages that the index lacks": end["lacking_in_index"],
        "rows of the index that the store has not": int(end["index_differs"]),
        "answers wrong before": found["calm"]["asked"] - found["calm"]["right"],
        "answers wrong after": end["asked"] - end["right"],
    }
    return [f"{what}: {count}" for what, count in nothing.items() if count]


def main() -> int:
    """Run the trial and write the page, and the figures beside it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--clients", type=int, default=2)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--data", type=Path, default=DATA, help="test data")
    parser.add_argument("--keep", type=Path, help="where to work, and to leave all files")
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks" / "faults.md")
    options = parser.parse_args()
    found = whole(
        options.data, options.keep, rounds=options.rounds, clients=options.clients,
        seed=options.seed,
    )  # fmt: skip
    options.out.with_suffix(".json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    options.out.write_text(page(found), "utf-8")
    print(page(found))
    return 1 if found["unsound"] else 0


def whole(
    data: Path, keep: Path | None = None, *, rounds: int = 3, clients: int = 2, seed: int = SEED
) -> dict[str, Any]:
    """Run the trial in full; return its figures with date and machine."""
    chance, load = random.Random(seed), os.getloadavg()[0]
    web = sorted((data / "articles" / "web").glob("*.txt"))
    base = [SAMPLES, *chance.sample(web, min(_WEB, len(web)))]
    questions = choose(QUESTIONS, base, _ASKED, chance)
    faults = [fault for _ in range(rounds) for fault in round_of_faults(chance)]
    with tempfile.TemporaryDirectory(prefix="tracuu-faults-") as temporary:
        folder = keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        found = trial(
            base,
            questions,
            faults,
            folder,
            changes=_CHANGES,
            clients=clients,
            breath=0.02,
            seed=seed,
        )
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        "load_at_start": round(load, 1),
        "seed": seed,
        "rounds": rounds,
        "web": len(base) - 1,
        "unsound": sound(found),
        **found,
    }


if __name__ == "__main__":
    raise SystemExit(main())
