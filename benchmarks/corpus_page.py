"""The page of figures of a large corpus."""

from typing import Any


def page(found: dict[str, Any]) -> str:
    """Return the page."""
    on, files, taken = found["machine"], found["files"], found["ingest"]
    kept, asking, steps = found["kept"], found["asking"], found["steps"]
    limit = f" --limit {found['limit']}" if found["limit"] else ""
    seconds = sum(run["seconds"] for run in taken["runs"])
    last = taken["runs"][-1]
    rows = [
        f"| {number} | {_ended(run, last)} | {run['seconds']:,.0f} | {run['articles']:,} |"
        for number, run in enumerate(taken["runs"], 1)
    ]
    uninterrupted = found.get("uninterrupted")
    return "\n".join(
        (
            "# A large corpus",
            "",
            f"{found['date']}, {on['processor']}, {on['cores']} cores, {on['memory_gb']} GB, "
            f"Python {on['python']}, load {found['load_at_start']} at the start. "
            f"{files['count']:,} news articles as text files ({files['megabytes']:,.0f} MB), "
            f"{files['different']:,} of them different, `python -m benchmarks.corpus{limit}`.",
            "",
            "Ingested by `tracuu ingest`, killed with all its processes at random moments "
            "(SIGKILL) and run again:",
            "",
            "| run | ended | seconds | articles then |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
            "| | measured | aim |",
            "| --- | --- | --- |",
            f"| all runs together | {seconds:,.0f} s, {seconds / files['count'] * 1000:.1f} ms an "
            "article | |",
            *(
                [
                    f"| the same without an interruption | {uninterrupted['seconds']:,.0f} s, "
                    f"{uninterrupted['cpu_seconds']:,.0f} s of processor time; the same articles: "
                    f"{'yes' if uninterrupted['same_articles'] else 'NO'} | the same |"
                ]
                if uninterrupted
                else []
            ),
            f"| most memory, all processes of the ingest | {taken['peak_mb']:,} MB | |",
            f"| memory of the service, at first and at most | {taken['serving_mb'][0]:,} MB, "
            f"{taken['serving_mb'][1]:,} MB | |",
            f"| on disk | store {found['disk_mb']['store']:,.0f} MB, index "
            f"{found['disk_mb']['index']:,.0f} MB | |",
            f"| files of which no article is there, and which were not refused | {kept['missing']} "
            "| 0 |",
            f"| texts that are there twice | {kept['twice']} | 0 |",
            f"| articles, of a text seen before, refused | {kept['articles']:,}, "
            f"{files['count'] - kept['articles'] - taken['refused']:,}, {taken['refused']:,} | |",
            f"| passages in the store, in the index | {kept['passages']:,}, {kept['indexed']:,} | "
            "equal |",
            f"| problems that the store's check finds | {len(kept['problems'])}, in "
            f"{kept['check_cpu_seconds']:,.0f} s of processor time | 0 |",
            f"| questions meanwhile, one a second | {asking['asked']:,}, "
            f"{len(asking['errors'])} errors; p50 {asking['p50_ms']:.0f} ms, p95 "
            f"{asking['p95_ms']:.0f} ms, slowest {asking['most_ms']:,.0f} ms | 0 errors |",
            f"| one article more over HTTP until a search finds it | {_added(found)} | 2 s |",
            f"| near-duplicates | {kept['in_clusters']:,} articles in {kept['clusters']:,} "
            f"clusters; {100 * steps['near_duplicates_share']:.0f} % of the ingest's processor "
            "time | |",
            "",
            f"Steps, for {steps['articles']:,} other articles on top, milliseconds of processor "
            "time each, in one process (clusters are part of the store): "
            + ", ".join(f"{name} {value}" for name, value in steps["ms"].items())
            + f"; publishing {steps['publish_ms']}. A publication that finds nothing new takes "
            f"{steps['publish_nothing_seconds']} s.",
            "",
        )
    )


def _ended(run: dict[str, Any], last: dict[str, Any]) -> str:
    if run["killed_at_share"] is None:
        return "by itself"
    return "killed while it published" if run["articles"] == last["articles"] else "killed"


def _added(found: dict[str, Any]) -> str:
    times = sorted(one["found"] for one in found["added"])
    return f"{times[0]:.2f} to {times[-1]:.2f} s, {len(times)} times"
