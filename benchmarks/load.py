"""Many clients at once against the service on loopback, while the corpus changes under them.

    python -m benchmarks.load [--clients 50] [--seconds 60] [--articles FOLDER] [--out FILE]

Clients ask, search, and break streams off, in a fixed mix. Meanwhile one prober calls `/healthz`,
articles are added over HTTP and by `tracuu ingest`, and the index is published. A second run
limits the rate: one client is greedy, the others are not. Memory is the resident set of the
service's process (Linux).
"""

import argparse
import asyncio
import itertools
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from benchmarks.service import _machine
from service.compose import Service
from service.keys import create_key
from service.settings import load_settings

PATIENCE = 50.0  # seconds
ROOT = Path(__file__).parents[1]
QUESTIONS = ROOT / "eval" / "questions" / "bundled.jsonl"
SEED = 20261122
_MIX = ("ask", "ask", "ask", "search", "search", "break off")
_BREATH = 0.02  # seconds between the requests of a client
_MAIN = "from service.cli import main; main()"


@dataclass(slots=True)
class Seen:
    """What the clients saw: seconds of each answer by kind, errors by what they were."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    memory_mb: list[float] = field(default_factory=list)

    def took(self, kind: str, seconds: float) -> None:
        self.seconds.setdefault(kind, []).append(seconds)

    def percentile(self, kind: str, share: float) -> float:
        """Return a percentile of the seconds of a kind, in milliseconds."""
        ordered = sorted(self.seconds[kind])
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@contextmanager
def serving(data: Path, **settings: object) -> Iterator[tuple[str, int]]:
    """Run `tracuu serve` over a data directory; yield its address and process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    variables = {f"TRACUU_{name.upper()}": str(value) for name, value in settings.items()}
    process = subprocess.Popen(
        [sys.executable, "-c", _MAIN, "serve", "--port", str(port), "--data", str(data)],
        env=os.environ | variables | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(1_200):
            try:
                if httpx.get(f"{url}/readyz", timeout=30).status_code == 200:
                    break
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        yield url, process.pid
    finally:
        process.terminate()
        process.wait(60)


async def crowd(url: str, pid: int, data: Path, *, clients: int, seconds: float) -> Seen:
    """Let so many clients work for so long, the corpus changing meanwhile."""
    seen = Seen()
    questions = _questions()
    end = time.monotonic() + seconds
    limits = httpx.Limits(max_connections=clients + 4)
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as client:
        await asyncio.gather(
            *(_work(client, seen, questions, number, end) for number in range(clients)),
            _probe(url, pid, seen, end),
            _change(client, data, seen, seconds),
        )
    return seen


def _questions() -> list[str]:
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines]


async def _work(
    client: httpx.AsyncClient, seen: Seen, questions: Sequence[str], number: int, end: float
) -> None:
    chance = random.Random(SEED + number)
    while time.monotonic() < end:
        kind, question = chance.choice(_MIX), chance.choice(questions)
        started = time.perf_counter()
        try:
            status = await _send(client, kind, question)
        except httpx.HTTPError as error:
            seen.errors[f"{kind}: {type(error).__name__}"] += 1
        else:
            seen.statuses[status] += 1
            if status != 200:
                seen.errors[f"{kind}: {status}"] += 1
        seen.took(kind, time.perf_counter() - started)
        await asyncio.sleep(_BREATH)


async def _send(client: httpx.AsyncClient, kind: str, question: str) -> int:
    if kind == "search":
        return (await client.get("/v1/search", params={"q": question})).status_code
    body = {"question": question, "stream": kind == "break off"}
    if kind == "ask":
        return (await client.post("/v1/ask", json=body)).status_code
    async with client.stream("POST", "/v1/ask", json=body) as response:
        async for _ in response.aiter_raw():
            break
        return response.status_code


async def _probe(url: str, pid: int, seen: Seen, end: float) -> None:
    """Call `/healthz` five times a second, on a connection of its own, and note the memory."""
    async with httpx.AsyncClient(base_url=url, timeout=30) as client:
        while time.monotonic() < end:
            started = time.perf_counter()
            try:
                status = (await client.get("/healthz")).status_code
                if status != 200:
                    seen.errors[f"healthz: {status}"] += 1
            except httpx.HTTPError as error:
                seen.errors[f"healthz: {type(error).__name__}"] += 1
            seen.took("healthz", time.perf_counter() - started)
            seen.memory_mb.append(_resident_mb(pid))
            await asyncio.sleep(0.2)


def _resident_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


async def _change(client: httpx.AsyncClient, data: Path, seen: Seen, seconds: float) -> None:
    """Add articles over HTTP, publishing each, and one by the command from another process."""
    secret = _key(data, "load", "admin")
    await asyncio.sleep(seconds * 0.3)
    for number in range(3):
        text = f"Thư viện số {number} của thành phố Giang Sơn mở cửa ngày {number + 1}/3/2024. " * 5
        body = {"title": f"Thư viện số {number} mở cửa", "text": text}
        added = await client.post("/v1/articles", json=body, headers={"X-API-Key": secret})
        if added.status_code != 201:
            seen.errors[f"add: {added.status_code}"] += 1
    await asyncio.sleep(seconds * 0.2)
    source = data / "them.txt"
    source.write_text("Hội làng Vân mở đầu mùa xuân\n\n" + "Dân làng dọn đình và treo cờ. " * 12)
    arguments = ("-c", _MAIN, "ingest", str(source), "--data", str(data))
    ingest = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, env=os.environ | {"PYTHONPATH": str(ROOT)},
        stderr=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    if await ingest.wait():
        seen.errors["ingest"] += 1


def _key(data: Path, name: str, role: str) -> str:
    with Service(load_settings(data=data)) as service:
        return create_key(service.store, name, role)[0]


async def greedy(url: str, keys: Sequence[str], *, seconds: float, gap: float) -> dict[str, Any]:
    """Let the first key's holder ask without pause, the others every `gap` seconds.

    The first goes on until it is refused, however slow the machine, at most `PATIENCE` longer.
    """
    refused_without_retry = 0
    statuses: dict[str, Counter[int]] = {key: Counter() for key in keys}
    end = time.monotonic() + seconds

    def goes_on(key: str) -> bool:
        patient = key == keys[0] and not statuses[key][429]
        return time.monotonic() < end + PATIENCE * patient

    async def ask(client: httpx.AsyncClient, key: str, pause: float) -> None:
        nonlocal refused_without_retry
        while goes_on(key):
            found = await client.get("/v1/articles?limit=1", headers={"X-API-Key": key})
            statuses[key][found.status_code] += 1
            if found.status_code == 429 and int(found.headers.get("retry-after", 0)) < 1:
                refused_without_retry += 1
            await asyncio.sleep(pause)

    async with httpx.AsyncClient(base_url=url, timeout=60) as client:
        await asyncio.gather(
            ask(client, keys[0], 0.0), *(ask(client, key, gap) for key in keys[1:])
        )
    others = sum((statuses[key] for key in keys[1:]), Counter[int]())
    return {
        "greedy": dict(statuses[keys[0]]),
        "others": dict(others),
        "refused_without_retry_after": refused_without_retry,
    }


def run_crowd(data: Path, *, clients: int, seconds: float) -> Seen:
    """Serve without a limit of rate and let the crowd in."""
    with serving(data, rate_limit=0, queue=4 * clients) as (url, pid):
        return asyncio.run(crowd(url, pid, data, clients=clients, seconds=seconds))


def run_greedy(data: Path, *, others: int, seconds: float, limit: int) -> dict[str, Any]:
    """Serve `limit` requests a minute to each key and let one holder ask for more."""
    keys = [_key(data, f"client {n}", "read") for n in range(others + 1)]
    # Each of the others stays at half of what a minute allows, spread over the run.
    gap = max(seconds / (limit / 2), 0.05)
    with serving(data, rate_limit=limit) as (url, _):
        return asyncio.run(greedy(url, keys, seconds=seconds, gap=gap))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--articles", type=Path, default=ROOT / "corpus" / "samples")
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks" / "load.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "data")
        ingest = [sys.executable, "-c", _MAIN, "ingest", str(options.articles), "--data", str(data)]
        subprocess.run(ingest, check=False, capture_output=True)
        seen = run_crowd(data, clients=options.clients, seconds=options.seconds)
        limited = run_greedy(data, others=9, seconds=options.seconds / 3, limit=60)
    text = report(seen, limited, options.clients, options.seconds)
    options.out.write_text(text, encoding="utf-8")
    print(text)


def flat(memory_mb: Sequence[float]) -> tuple[float, float]:
    """Return the memory when warm (after a fifth of the run) and at the end, medians in MB."""
    fifth = max(1, len(memory_mb) // 5)
    warm, last = sorted(memory_mb[fifth : 2 * fifth] or memory_mb), sorted(memory_mb[-fifth:])
    return warm[len(warm) // 2], last[len(last) // 2]


def report(seen: Seen, limited: dict[str, Any], clients: int, seconds: float) -> str:
    """Return the page of a run."""
    done = list(itertools.chain.from_iterable(s for k, s in seen.seconds.items() if k != "healthz"))
    warm, last = flat(seen.memory_mb)
    rows = [
        f"| {kind} | {len(found):,} | {seen.percentile(kind, 0.5):.0f} ms "
        f"| {seen.percentile(kind, 0.95):.0f} ms | {1000 * max(found):.0f} ms |"
        for kind, found in sorted(seen.seconds.items())
    ]
    return "\n".join(
        (
            "# Many clients at once",
            "",
            f"{datetime.now(UTC).date().isoformat()}, {_machine()}. {clients} clients for "
            f"{seconds:g} s on loopback, the bundled articles, `python -m benchmarks.load`. "
            "Meanwhile articles are added over HTTP and by `tracuu ingest`, and published.",
            "",
            "| | requests | p50 | p95 | slowest |",
            "| --- | --- | --- | --- | --- |",
            *rows,
            "",
            f"{len(done) / seconds:.0f} requests a second; errors: {sum(seen.errors.values())}"
            f"{f' {dict(seen.errors)}' if seen.errors else ''}.",
            f"Memory of the service: {warm:.0f} MB when warm, {last:.0f} MB at the end.",
            "",
            f"With 60 requests a minute for each key, by status: the greedy client "
            f"{limited['greedy']}, the nine others {limited['others']}; refused without "
            f"`Retry-After`: {limited['refused_without_retry_after']}.",
            "",
        )
    )


if __name__ == "__main__":
    main()
