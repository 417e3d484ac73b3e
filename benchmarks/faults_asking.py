"""Clients that ask two services, and what becomes of every request."""

import random
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Self, get_args

import httpx

from benchmarks.faults_truth import KINDS, Truth, send, told

Outcome = Literal["right", "between", "wrong", "away", "unreached", "other"]
PROBLEM = "application/problem+json"
_TIMEOUT = 30.0


@dataclass
class Timeline:
    """How many changes have begun, were acknowledged, and are in the index of both services.

    `gone` are the articles whose removal was acknowledged; `disturbed` are the times during which
    something was away or coming back: of one service, or of all where it is None.
    """

    begun: int = 0
    stored: int = 0
    indexed: int = 0
    gone: tuple[str, ...] = ()
    disturbed: list[tuple[int | None, float, float]] = field(default_factory=list)

    def excuses(self, service: int, begun: float, ended: float) -> bool:
        """Say whether a request to a service met a time in which something was away."""
        return any(
            which in (None, service) and begun <= until and ended >= since
            for which, since, until in self.disturbed
        )


@dataclass(frozen=True, slots=True)
class Sent:
    """A request, when it was sent and answered, and what became of it."""

    service: int
    kind: str
    begun: float
    ended: float
    outcome: Outcome
    detail: str = ""


class Crowd:
    """Clients in threads, each asking one question after the other of both services in turn."""

    def __init__(
        self,
        urls: Sequence[str],
        truth: Truth,
        timeline: Timeline,
        *,
        clients: int,
        breath: float,
        seed: int,
    ) -> None:
        """Take so many clients, each of which waits for `breath` seconds between its requests."""
        self._urls, self._truth, self._timeline = urls, truth, timeline
        self._breath = breath
        self._done = threading.Event()
        self._threads = [
            threading.Thread(target=self._work, args=(number, random.Random(seed + number)))
            for number in range(clients)
        ]
        self.sent: list[Sent] = []

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        for thread in self._threads:
            thread.join()

    def _work(self, number: int, chance: random.Random) -> None:
        clients = [httpx.Client(base_url=url, timeout=_TIMEOUT) for url in self._urls]
        while not self._done.wait(self._breath):
            number = (number + 1) % len(clients)
            kind, question = chance.choice(KINDS), chance.choice(self._truth.questions)
            self.sent.append(
                ask(clients[number], number, (kind, question), self._truth, self._timeline)
            )
        for client in clients:
            client.close()


def ask(
    client: httpx.Client, service: int, asked: tuple[str, str], truth: Truth, timeline: Timeline
) -> Sent:
    """Ask a question of a kind and say what became of it."""
    kind, question = asked
    begun = time.monotonic()
    stored, indexed, gone = timeline.stored, timeline.indexed, timeline.gone
    outcome: Outcome
    try:
        response = send(client, kind, question)
    except httpx.TransportError as error:
        outcome, detail = "unreached", type(error).__name__
        return Sent(service, kind, begun, time.monotonic(), outcome, detail)
    ended, detail = time.monotonic(), ""
    if response.status_code == 200:
        found = told(kind, response.json())
        stores = range(stored, timeline.begun + 1)
        shown = next((one for one in gone if one in response.text), None)
        if not shown and truth.right(kind, question, found, stores, indexed):
            outcome = "right"
        elif not shown and kind == "search" and truth.leaving(timeline.begun, indexed):
            outcome = "between"
        else:
            outcome = "wrong"
            detail = f"{question} after {list(stores)}, {indexed} in the index: {shown or found}"
    elif response.status_code == 503 and response.headers["content-type"] == PROBLEM:
        outcome = "away"
    else:
        outcome, detail = "other", f"{response.status_code}: {response.text[:200]}"
    return Sent(service, kind, begun, ended, outcome, detail)


def counted(sent: Sequence[Sent], timeline: Timeline) -> dict[str, object]:
    """Return how many requests became what, and those that failed with nothing away."""
    unexcused = [
        one
        for one in sent
        if one.outcome in ("away", "unreached", "other")
        and not timeline.excuses(one.service, one.begun, one.ended)
    ]
    outcomes = Counter(one.outcome for one in sent)
    return {
        "requests": len(sent),
        **{outcome: outcomes[outcome] for outcome in get_args(Outcome)},
        "errors_with_all_up": len(unexcused),
        "wrong_ones": [one.detail for one in sent if one.outcome == "wrong"][:10],
        "other_ones": [one.detail for one in sent if one.outcome == "other"][:10],
        "errors_with_all_up_ones": [
            f"{one.kind} of service {one.service}: {one.outcome} {one.detail}" for one in unexcused
        ][:10],
    }
