"""What fails, what changes meanwhile, and what there is in the end."""

import random
import signal
import threading
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

import httpx

from benchmarks.faults_asking import Sent, ask
from benchmarks.faults_site import PATIENCE, POLL, Machine, Site, articles, wait_for
from benchmarks.faults_truth import Change, Truth
from corpus.errors import StoreError
from corpus.store import Store
from embeddings.loading import load_encoder
from index.errors import IndexingError

Kind = Literal["service", "postgresql", "milvus", "cache"]
_LOOK = 1.2  # seconds within which a service sees a new generation
_CACHE = ("tracuu.npz", "home")


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens: to a service, an engine or the cache of a service; for how long it is away."""

    kind: Kind
    how: str
    service: int = 0
    away: float = 0.0


def suffer(site: Site, fault: Fault, chance: random.Random) -> dict[str, Any]:
    """Let a fault happen and wait until all is as before; return what was seen."""
    since = time.monotonic()
    told_away = None
    which: int | None = None
    if fault.kind == "cache":
        damage(site.services[fault.service].data / "index", fault.how, chance)
        return {"fault": "cache", "how": fault.how, "readyz_while_away": None}
    if fault.kind == "service":
        which = fault.service
        # From now on until it is back, what is sent there may fail.
        site.timeline.disturbed.append((which, since, since + PATIENCE))
        site.services[which].end(signal.SIGKILL, fault.away)
    else:
        engine = site.database if fault.kind == "postgresql" else site.milvus
        site.timeline.disturbed.append((None, since, since + PATIENCE))
        if fault.how == "stands still":
            engine.signal(signal.SIGSTOP)
            time.sleep(fault.away)
            engine.signal(signal.SIGCONT)
        else:
            engine.stop(signal.Signals[fault.how])
            time.sleep(fault.away)
            if fault.away > 1:
                told_away = sorted({one.ready() for one in site.services})
            engine.start()
    back = wait_for(lambda: all(one.ready() == 200 for one in site.services), site)
    site.timeline.disturbed[-1] = (which, since, time.monotonic())
    seen = {"fault": fault.kind, "how": fault.how, "away": round(fault.away, 2)}
    return seen | {"back": round(back, 2), "readyz_while_away": told_away}


def damage(folder: Path, how: str, chance: random.Random) -> None:
    """Cut, change or delete the files that a service keeps of an index elsewhere."""
    for path in (folder / name for name in _CACHE):
        if not path.exists():
            continue
        content = bytearray(path.read_bytes())
        if how == "deleted":
            path.unlink()
        elif how == "cut short":
            path.write_bytes(content[: chance.randrange(len(content) or 1)])
        else:
            for _ in range(1 + len(content) // 100):
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            path.write_bytes(content)


class Changing:
    """A change, sent to one of the services until it is acknowledged, or made by a command."""

    def __init__(self, site: Site, truth: Truth, service: int | None) -> None:
        self._site, self._truth, self._service = site, truth, service
        self.stored = threading.Event()

    def __call__(self) -> float:
        """Make it; return how many seconds later both services tell the new."""
        timeline = self._site.timeline
        change = self._truth.changes[timeline.begun]
        timeline.begun += 1
        while not self._acknowledged(change):
            time.sleep(POLL)
        if change.file is None:
            timeline.gone = (*timeline.gone, change.article_id)
        timeline.stored += 1
        self.stored.set()
        found = 0.0
        if change.file:
            found = sum(
                wait_for(partial(_finds, service, change), self._site)
                for service in self._site.services
            )
        wait_for(self._published, self._site, 5 * POLL)
        time.sleep(_LOOK)
        timeline.indexed = timeline.begun
        return found

    def _acknowledged(self, change: Change) -> bool:
        if self._service is None and change.file is not None:
            return self._site.other.command("ingest", change.file) == 0
        url = self._site.services[self._service or 0].url
        headers = {"X-API-Key": self._site.key}
        with httpx.Client(base_url=url, headers=headers, timeout=PATIENCE) as client:
            try:
                if change.file is None:
                    # One that was removed by an attempt whose answer was lost is unknown.
                    removed = client.delete(f"/v1/articles/{change.article_id}")
                    return removed.status_code in (204, 404)
                sent = {"file": (change.file.name, change.file.read_bytes())}
                return client.post("/v1/articles", files=sent).is_success
            except httpx.TransportError:
                return False

    def _published(self) -> bool:
        """Say whether the index holds what the store does."""
        try:
            with Store.open(self._site.location) as store, self._site.index() as index:
                return index.load().manifest.passages == len(store.live_passages())
        except (StoreError, IndexingError):
            return False


def _finds(service: Machine, change: Change) -> bool:
    try:
        found = httpx.get(
            f"{service.url}/v1/search", params={"q": change.question}, timeout=PATIENCE
        )
    except httpx.TransportError:
        return False
    return found.status_code == 200 and change.article_id in found.text


def end_state(site: Site, truth: Truth) -> dict[str, Any]:
    """Ask everything once more, and hold articles, store and index against what was done."""
    sent = ask_all(site, truth)
    changes = truth.changes[: site.timeline.begun]
    added = {one.article_id for one in changes if one.file}
    removed = {one.article_id for one in changes if not one.file}
    with Store.open(site.location) as store, site.index() as index:
        live = articles(store)
        manifest, encoder = index.load().manifest, load_encoder()
        state = {
            "articles": len(live),
            "lost": len(((site.base | added) - removed) - set(live)),
            "twice": len(live) - len(set(live)),
            "removed_but_there": len(removed & set(live)),
            "store_problems": [problem.what for problem in store.check()],
            "passages": manifest.passages,
            "lacking_in_index": index.lacking(store, encoder),
            "index_differs": index.publish(store, encoder) != manifest,
        }
    right = sum(one.outcome == "right" for one in sent)
    wrong = [one.detail for one in sent if one.outcome != "right"]
    return {"asked": len(sent), "right": right, "not_right": wrong[:10], **state}


def ask_all(site: Site, truth: Truth) -> list[Sent]:
    """Ask both services every question once."""
    sent = []
    for number, service in enumerate(site.services):
        with httpx.Client(base_url=service.url, timeout=PATIENCE) as client:
            for question in truth.questions:
                sent.append(ask(client, number, ("ask", question), truth, site.timeline))
    return sent
