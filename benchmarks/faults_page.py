"""The page of figures of two services of which things fail."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

_NAMES = {
    ("service", "SIGKILL"): "a service is killed (SIGKILL) and started again",
    ("postgresql", "SIGINT"): "PostgreSQL is stopped and started",
    ("postgresql", "SIGQUIT"): "PostgreSQL is stopped at once (SIGQUIT) and started",
    ("postgresql", "stands still"): "PostgreSQL stands still (SIGSTOP)",
    ("milvus", "SIGINT"): "Milvus is stopped and started",
    ("milvus", "SIGKILL"): "Milvus is killed (SIGKILL) and started",
    ("milvus", "stands still"): "Milvus stands still (SIGSTOP)",
    ("cache", "deleted"): "what a service keeps of the index is deleted",
    ("cache", "cut short"): "what it keeps is cut short",
    ("cache", "changed"): "bits of what it keeps are changed",
}


def page(found: dict[str, Any]) -> str:
    """Return the page."""
    on, requests, end, calm = found["machine"], found["requests"], found["end"], found["calm"]
    unsound = "; ".join(found["unsound"]) or "nothing"
    return "\n".join(
        (
            "# Two services, PostgreSQL and Milvus, of which one thing after the other fails",
            "",
            f"{found['date']}, {on['processor']}, {on['cores']} cores, {on['memory_gb']} GB, "
            f"Python {on['python']}, load {found['load_at_start']} at the start (others use the "
            f"machine too). `python -m benchmarks.faults --rounds {found['rounds']} --seed "
            f"{found['seed']}`: two `tracuu serve`, each with a data directory of its own, over "
            "one PostgreSQL server (Debian's) and one milvus-lite as a server; the bundled "
            f"articles and {found['web']} crawled ones; {found['clients']} clients without a "
            f"pause for {found['seconds']:.0f} s, half of the requests questions and half "
            "searches.",
            "",
            "What is right was learnt before in a quiet run, after each of "
            f"{found['changes']['planned']} changes (articles that come, each third time one goes "
            "that an answer rests on), for "
            f"{found['questions']} questions, {found['abstained']} of them without an answer at "
            "first: the same sentences and citations, of a search the same passages in the same "
            "order. Neither how sure an answer is nor how long it took is compared.",
            "",
            "| | requests | aim |",
            "| --- | --- | --- |",
            f"| right | {requests['right']:,} | |",
            f"| searches in another order while rows of a removed article left the index | "
            f"{requests['between']:,} | |",
            f"| wrong | {requests['wrong']:,} | 0 |",
            f"| 503 as problem+json, while something was away | {requests['away']:,} | |",
            f"| not reached, as the service had been killed | {requests['unreached']:,} | |",
            f"| any other error | {requests['other']:,} | 0 |",
            f"| errors while nothing was away | {requests['errors_with_all_up']:,} | 0 |",
            "",
            "| what happened | times | away, s | ready again after, s (mean, most) | `/readyz` "
            "meanwhile |",
            "| --- | --- | --- | --- | --- |",
            *_rows(found["faults"]),
            "",
            "Ready again: both services' `/readyz` is 200; counted from when the engine listens, "
            "of a killed service from when it is started (which includes its start). `/readyz` was "
            "looked at where something was away for more than a second.",
            "",
            _found(found["faults"]),
            "",
            "| in the end | | aim |",
            "| --- | --- | --- |",
            f"| questions right before, after | {calm['right']} of {calm['asked']}, {end['right']} "
            f"of {end['asked']} | all |",
            f"| changes made | {found['changes']['made']} of {found['changes']['planned']} | all |",
            f"| articles; lost, there twice, there though removed | {end['articles']}; "
            f"{end['lost']}, {end['twice']}, {end['removed_but_there']} | 0 |",
            f"| problems that the store's check finds | {len(end['store_problems'])} | 0 |",
            f"| passages in the index; lacking | {end['passages']}; {end['lacking_in_index']} "
            "| 0 |",
            f"| rows in the index that the store has not | "
            f"{'some' if end['index_differs'] else 'none'} | none |",
            "",
            f"Not as it must be: {unsound}.",
            "",
        )
    )


def _rows(faults: Iterable[dict[str, Any]]) -> Iterable[str]:
    grouped: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for fault in faults:
        grouped[fault["fault"], fault["how"]].append(fault)
    for key, name in _NAMES.items():
        if not (seen := grouped[key]):
            continue
        if "back" not in seen[0]:
            yield f"| {name} | {len(seen)} | | never away | |"
            continue
        back = [one["back"] for one in seen]
        away = [one["away"] for one in seen]
        statuses = {status for one in seen for status in one["readyz_while_away"] or ()}
        yield (
            f"| {name} | {len(seen)} | {min(away):.1f} to {max(away):.1f} | "
            f"{sum(back) / len(back):.1f}, {max(back):.1f} | "
            f"{', '.join(map(str, sorted(statuses)))} |"
        )


def _found(faults: Iterable[dict[str, Any]]) -> str:
    after = sorted(one["new_found_after"] for one in faults if one.get("new_found_after"))
    if not after:
        return "No article came."
    return (
        "An article that came while something failed was found by both services, after it had "
        f"been acknowledged, in {after[len(after) // 2]:.1f} s (median), at most {after[-1]:.1f} "
        "s; they look at the store once a second. A publisher that was killed keeps the turn to "
        "publish for 20 seconds, unless it is started again sooner."
    )
