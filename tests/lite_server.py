"""A milvus-lite server at a port of this machine that can be stopped and started."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from milvus_lite.adapter.grpc.server import start_server_in_thread


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
