"""What the program costs on real articles: ingest, cold ask, asking over HTTP.

    python -m benchmarks.service [--data SHARED] [--out benchmarks/service.json]

`SHARED` holds `articles/seeds` and `articles/web` (default: TRACUU_TEST_DATA, or ../shared).
Every figure is of whole processes on this machine: peak memory is that of the process (VmHWM),
latency is seen by a client on loopback, connection kept open.
"""

import argparse
import json
import os
import platform
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[1]
TRACUU = Path(sys.executable).with_name("tracuu")
QUESTIONS = ROOT / "eval" / "questions" / "shared.jsonl"
COLD_RUNS = 10
ROUNDS = 3


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("TRACUU_TEST_DATA", str(ROOT.parent / "shared"))
    parser.add_argument("--data", type=Path, default=Path(default))
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks" / "service.json")
    options = parser.parse_args()
    articles = options.data / "articles"
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        result: dict[str, Any] = {
            "date": datetime.now(UTC).date().isoformat(),
            "machine": _machine(),
            "ingest_web": _ingest(articles / "web", data / "web"),
        }
        _run("ingest", articles / "seeds", articles / "web", "--data", data / "all")
        result["ask_cold_seconds"] = _cold(data / "all")
        result["http"] = _http(data / "all")
    options.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))


def _machine() -> str:
    names = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        if line.startswith("model name")
    ]
    load = os.getloadavg()[0]
    return f"{len(names)} × {names[0]}, Python {platform.python_version()}, load {load:.1f}"


def _run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(TRACUU), *map(str, arguments)], check=False, capture_output=True, text=True
    )


def _ingest(source: Path, data: Path) -> dict[str, float]:
    """Time one ingest and read its peak memory from the accounting of finished children."""
    script = (
        "import resource,subprocess,sys,time;t=time.perf_counter();"
        "subprocess.run(sys.argv[1:],check=False,stdout=subprocess.DEVNULL);"
        "s=time.perf_counter()-t;m=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss;"
        "print(s,m/1024)"
    )
    command = [
        sys.executable,
        "-c",
        script,
        str(TRACUU),
        "ingest",
        str(source),
        "--data",
        str(data),
    ]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds, megabytes = (float(part) for part in out.split()[-2:])
    size = sum(f.stat().st_size for f in data.rglob("*") if f.is_file())
    return {
        "files": len(list(source.iterdir())),
        "seconds": round(seconds, 2),
        "peak_rss_mb": round(megabytes),
        "disk_mb": round(size / 2**20, 1),
    }


def _cold(data: Path) -> dict[str, float]:
    times = []
    for question in _questions()[:COLD_RUNS]:
        started = time.perf_counter()
        _run("ask", question, "--data", data, "--json")
        times.append(time.perf_counter() - started)
    return {"median": round(statistics.median(times), 2), "max": round(max(times), 2)}


def _questions() -> list[str]:
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines if line]


@contextmanager
def _server(data: Path) -> Iterator[tuple[str, int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [str(TRACUU), "serve", "--port", str(port), "--data", str(data)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                if httpx.get(f"{url}/readyz", timeout=1).status_code == 200:
                    break
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        else:
            raise SystemExit("the service did not become ready within 20 seconds")
        yield url, process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def _http(data: Path) -> dict[str, Any]:
    questions = _questions()
    with _server(data) as (url, pid):
        _ask_all(url, questions[:20])
        one = [t for _ in range(ROUNDS) for t in _ask_all(url, questions)]
        with ThreadPoolExecutor(8) as pool:
            started = time.perf_counter()
            many = [t for ts in pool.map(lambda _: _ask_all(url, questions), range(8)) for t in ts]
            seconds = time.perf_counter() - started
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        peak = next(int(x.split()[1]) for x in status.splitlines() if x.startswith("VmHWM"))
    return {
        "questions": len(questions),
        "clients_1": _summary(one),
        "clients_8": {**_summary(many), "per_second": round(len(many) / seconds, 1)},
        "service_peak_rss_mb": round(peak / 1024),
    }


def _ask_all(url: str, questions: Sequence[str]) -> list[float]:
    """Return milliseconds of each request; a failed one is infinite."""
    times = []
    with httpx.Client(base_url=url, timeout=30) as client:
        for question in questions:
            started = time.perf_counter()
            response = client.post("/v1/ask", json={"question": question})
            took = 1000 * (time.perf_counter() - started)
            times.append(took if response.status_code == 200 else float("inf"))
    return times


def _summary(times: Sequence[float]) -> dict[str, float]:
    good = sorted(t for t in times if t != float("inf"))
    cuts = statistics.quantiles(good, n=100)
    return {
        "requests": len(times),
        "errors": len(times) - len(good),
        "p50_ms": round(cuts[49], 1),
        "p95_ms": round(cuts[94], 1),
        "p99_ms": round(cuts[98], 1),
    }


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
