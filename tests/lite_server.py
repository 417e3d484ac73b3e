"""A milvus-lite server at a port of this machine that can be stopped and started."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from milvus_lite.adapter.grpc.server import start_server_in_thread

_SECONDS = 30.0
# One request at a time, as below.
_SERVE = "from milvus_lite.adapter.grpc.server import run_server; run_server(*{}, 1)"


class LiteServer:
    """A server over a folder; when it is started again it has the same port."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._running, self.port = folder, None, 0
        self.start()

    @property
    def address(self) -> str:
        return f"milvus+http://127.0.0.1:{self.port}"

    def start(self) -> None:
        # One request at a time: its collections bear no two writers at once.
        self._running: Any = start_server_in_thread(
            str(self._folder / "lite.db"), port=self.port, max_workers=1
        )
        self.port = self._running[2]

    def stop(self) -> None:
        if self._running:
            server, database, _ = self._running
            self._running = None
            server.stop(grace=0).wait()
            database.close()


class LiteProcess:
    """The same as a process of its own, which several processes use and which can be killed."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.port = folder, closed_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"milvus+http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start, and wait until it listens."""
        place = (str(self._folder / "lite.db"), "127.0.0.1", self.port)
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _SERVE.format(place)], stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        until = time.monotonic() + _SECONDS
        while True:
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", self.port)):
                    return
            assert self._process.poll() is None, (self._folder / "log").read_text()
            assert time.monotonic() < until
            time.sleep(0.02)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it; a server that is asked to stop finishes what it is doing, or is killed."""
        if self._process is not None:
            self._process.send_signal(how)
            try:
                self._process.wait(_SECONDS)
            except subprocess.TimeoutExpired:  # now and then the server hangs at its end
                self._process.kill()
                self._process.wait(_SECONDS)
            self._process = None

    def signal(self, how: signal.Signals) -> None:
        """Send a signal."""
        assert self._process is not None
        self._process.send_signal(how)


@contextmanager
def lite_server(folder: Path) -> Iterator[LiteServer]:
    server = LiteServer(folder)
    try:
        yield server
    finally:
        server.stop()


def closed_port() -> int:
    """Return a port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
