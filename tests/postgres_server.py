"""A PostgreSQL server that tests start for themselves: Debian's, or that of the pgserver package.

It listens on a socket in a directory of its own, knows one superuser, asks for no password and
never waits for the disk. Where it can, it sorts as Vietnamese does, which no answer may depend on.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from corpus.store import Store
from corpus.store.schema import counters, metadata
from tests.store_on_disk import sql

USER = "tracuu"
_SECONDS = 30.0
_SETTINGS = (
    "listen_addresses=", "fsync=off", "full_page_writes=off",
    "autovacuum=off", "shared_buffers=32MB", "max_connections=60", "log_min_messages=fatal",
    "log_checkpoints=off",
)  # fmt: skip
_SORTING = ("--locale-provider=icu", "--icu-locale=vi")


def binaries() -> Path | None:
    """Return the folder with `initdb` and `postgres`, None where there is none."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    package = importlib.util.find_spec("pgserver")
    if package is not None and package.origin:
        folders.append(Path(package.origin).parent / "pginstall" / "bin")
    return next((folder for folder in folders if (folder / "postgres").is_file()), None)


class PostgresServer:
    """A server in `directory`, which is its own; `start` and `stop` it as often as you like."""

    def __init__(self, folder: Path, directory: Path) -> None:
        self._folder, self.directory = folder, directory
        self._process: subprocess.Popen[bytes] | None = None
        self._empty: list[str] = []
        self._names = (f"d{number}" for number in count())
        # PostgreSQL refuses to run as the superuser.
        self._account: dict[str, Any] = {"cwd": directory, "stdin": subprocess.DEVNULL}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            self._account |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            os.chown(directory, nobody.pw_uid, nobody.pw_gid)
        initdb = (folder / "initdb", "-D", "data", "-U", USER, "-A", "trust", "-E", "UTF8",
                  "--no-locale", "--no-sync", "--no-instructions")  # fmt: skip
        if self._run((*initdb, *_SORTING)).returncode:
            shutil.rmtree(directory / "data", ignore_errors=True)
            self._run(initdb).check_returncode()

    def tool(self, name: str, *arguments: str) -> None:
        """Run one of PostgreSQL's own programs in the server's directory."""
        done = self._run((self._folder / name, "-h", self.directory, "-U", USER, *arguments))
        assert done.returncode == 0, done.stderr

    def _run(self, command: Sequence[str | Path]) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(command, capture_output=True, check=False, **self._account)

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = [part for setting in _SETTINGS for part in ("-c", setting)]
        with (self.directory / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._folder / "postgres", "-D", "data", "-k", self.directory, *options],
                stderr=log, stdout=log, start_new_session=True, **self._account,
            )  # fmt: skip
        until = time.monotonic() + _SECONDS
        while True:
            try:
                self.sql("SELECT 1")
                return
            except psycopg.OperationalError:
                assert self._process.poll() is None, (self.directory / "log").read_text()
                assert time.monotonic() < until
                time.sleep(0.01)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it; by default without waiting for those who are connected."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(_SECONDS)
            self._process = None

    def signal(self, how: signal.Signals) -> None:
        """Send a signal to the server and all its processes."""
        assert self._process is not None
        pid = self._process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for each in (pid, *map(int, children)):
            os.kill(each, how)

    def url(self, database: str = "postgres") -> str:
        """Return the store location of a database."""
        return f"postgresql+psycopg://{USER}@/{database}?host={self.directory}"

    def sql(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run a statement outside any transaction, with no foreign key in its way."""
        return sql(self.url(database), statement)

    def _new(self, options: str = "") -> str:
        name = next(self._names)
        self.sql(f"CREATE DATABASE {name} TEMPLATE template0 {options}")
        return name

    @contextmanager
    def database(self, options: str = "") -> Iterator[str]:
        """Make an empty database for a while; return its location."""
        name = self._new(options)
        try:
            yield self.url(name)
        finally:
            self.sql(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def empty_store(self) -> Iterator[str]:
        """Lend a database with an empty store in it; return its location."""
        if not self._empty:
            self._empty.append(self._new())
            Store.open(self.url(self._empty[-1])).close()
        name = self._empty.pop()
        yield self.url(name)
        # To make one anew takes ten times as long.
        tables = [table for table in metadata.tables.values() if table is not counters]
        emptied = [*(f"{table.delete()}" for table in tables), "UPDATE counters SET value = 0"]
        self.sql("; ".join(emptied), name)
        self._empty.append(name)


@contextmanager
def server() -> Iterator[PostgresServer | None]:
    """Start a server for a while; None where there is none to start."""
    folder = binaries()
    if folder is None:
        yield None
        return
    # Not in pytest's directory: the path of a socket is short, and others may not enter that one.
    directory = Path(tempfile.mkdtemp(prefix="tracuu-"))
    made = None
    try:
        made = PostgresServer(folder, directory)
        made.start()
        yield made
    finally:
        if made is not None:
            made.stop(signal.SIGQUIT)
        shutil.rmtree(directory, ignore_errors=True)
