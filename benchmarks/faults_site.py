"""Two services on one PostgreSQL and one Milvus, and a machine for commands."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benchmarks.faults_asking import Timeline
from benchmarks.load import _MAIN
from benchmarks.processes import ROOT
from corpus.ingest import ingest
from corpus.readers import walk
from corpus.store import Store
from index.milvus.index import MilvusIndex
from index.milvus.link import Link
from service.compose import Service
from service.keys import create_key
from service.settings import load_settings
from tests.lite_server import LiteProcess, closed_port
from tests.postgres_server import PostgresServer, server

PATIENCE = 90.0  # seconds for anything to come back
POLL = 0.1
_FOLLOW_SECONDS = 1.0


class Machine:
    """A service with a data directory of its own, and commands that run there."""

    def __init__(self, data: Path, variables: dict[str, str]) -> None:
        self.data, self._port = data, closed_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self._variables = os.environ | variables | {"PYTHONPATH": str(ROOT)}
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()  # several may see that it has given up
        self.log = data.with_suffix(".log")

    def command(self, *arguments: object) -> int:
        """Run a command to its end; return its exit code."""
        with self.log.open("ab") as log:
            return subprocess.run(
                self._line(*arguments), env=self._variables, stdout=log, stderr=log, check=False
            ).returncode

    def start(self) -> None:
        """Start the service if it does not run."""
        with self._turn:
            if self._process is None or self._process.poll() is not None:
                with self.log.open("ab") as log:
                    line = self._line("serve", "--port", self._port)
                    self._process = subprocess.Popen(
                        line, env=self._variables, stdout=log, stderr=log, start_new_session=True
                    )

    def end(self, how: signal.Signals, away: float = 0.0) -> None:
        """End the service; for so many seconds nobody starts it again."""
        with self._turn:
            if self._process is not None:
                self._process.send_signal(how)
                self._process.wait(PATIENCE)
                self._process = None
            time.sleep(away)

    def ready(self) -> int:
        """Return the status of `/readyz`, 0 where nobody answers."""
        try:
            return httpx.get(f"{self.url}/readyz", timeout=PATIENCE).status_code
        except httpx.TransportError:
            return 0

    def _line(self, *arguments: object) -> list[str]:
        return [sys.executable, "-c", _MAIN, *map(str, arguments), "--data", str(self.data)]


@dataclass
class Site:
    """Both engines, both services, and a third machine for commands."""

    database: PostgresServer
    milvus: LiteProcess
    services: Sequence[Machine]
    other: Machine
    location: str
    folder: Path
    key: str = ""
    base: frozenset[str] = frozenset()
    timeline: Timeline = field(default_factory=Timeline)

    @contextmanager
    def index(self) -> Iterator[MilvusIndex]:
        """Look into the index from outside."""
        index = MilvusIndex(Link(self.milvus.address), self.folder / "outside", look_seconds=0)
        try:
            yield index
        finally:
            index.close()


@contextmanager
def site(folder: Path, base: Sequence[Path]) -> Iterator[Site]:
    """Start everything, with the articles of `base` ingested on a machine of no service."""
    with ExitStack() as started:
        database = started.enter_context(server())
        if database is None:
            raise SystemExit("there is no PostgreSQL server here; install Debian's postgresql")
        location = started.enter_context(database.database())
        milvus = LiteProcess(Path(tempfile.mkdtemp(dir=folder)))
        milvus.start()
        variables = {
            "TRACUU_STORE": location,
            "TRACUU_INDEX": milvus.address,
            "TRACUU_FOLLOW_SECONDS": str(_FOLLOW_SECONDS),
            "TRACUU_RATE_LIMIT": "0",
        }
        names = ("first", "second", "other")
        first, second, other = (Machine(folder / name, variables) for name in names)
        made = Site(database, milvus, (first, second), other, location, folder)
        try:
            settings = load_settings(data=other.data, store=location, index=milvus.address)
            with Service(settings, create=True) as there:
                ingest(list(walk(base)), there.store)
                there.publish()
                made.key = create_key(there.store, "trial", "admin")[0]
                made.base = frozenset(articles(there.store))
            for service in made.services:
                service.start()
            wait_for(lambda: all(one.ready() == 200 for one in made.services), made)
            yield made
        finally:
            for service in made.services:
                service.end(signal.SIGTERM)
            milvus.stop(signal.SIGKILL)


def wait_for(come: Callable[[], bool], site: Site, poll: float = POLL) -> float:
    """Wait until it has come, starting services that gave up; return the seconds it took."""
    begun = time.monotonic()
    while not come():
        if time.monotonic() - begun > PATIENCE:
            raise SystemExit(f"it has not come within {PATIENCE:.0f} s; see {site.folder}")
        for service in site.services:
            service.start()
        time.sleep(poll)
    return time.monotonic() - begun


def articles(store: Store) -> list[str]:
    """Return the ids of all live articles."""
    return [one.article_id for one in store.list_articles(limit=1_000).articles]
