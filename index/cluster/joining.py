"""Many machines: a Ray cluster that this process joins, to have work done there.

What is done there gets things and gives results back. Only the process that asked reads and writes
the store and the index, so that work done again, because a machine was lost, leaves no trace of
having been done twice; and a machine of the cluster needs neither the sources nor the database.
"""

import logging
import os
import re
import socket
from collections.abc import Callable
from types import TracebackType
from typing import Self

import ray

from embeddings.encoder import Encoder
from index.cluster.encoders import ClusterEncoder
from index.cluster.program import installed
from index.cluster.waves import Waves, first_line
from index.errors import ClusterAway

LOCAL, AUTO = "local", "auto"
CONNECT_SECONDS = 5.0
_AT = re.compile(r"(?P<host>[^/\s]+):(?P<port>\d+)$")


class Cluster:
    """A cluster, joined until the block ends; one that was joined already stays so.

    `address` is `local` (workers on this machine's cores, for as long as the block), `auto` (the
    cluster that this machine is part of), or `HOST:PORT` of its head, which takes the same. Raises
    ClusterAway where none is found there.
    """

    def __init__(self, address: str) -> None:
        self._mine = not ray.is_initialized()
        if self._mine:
            _join(address)
        # It tells of each list, and with a trace of what is raised where results are asked for.
        logging.getLogger("ray.data").setLevel(logging.CRITICAL)
        self.processors = max(1, int(ray.cluster_resources().get("CPU", 1)))
        self._encoders: list[ClusterEncoder] = []

    def executor(self, _module: str) -> Waves:
        """Return what does lists of things on all processors of the cluster."""
        return Waves(self.processors, installed())

    def encoder(self, here: Encoder, load: Callable[[], Encoder]) -> ClusterEncoder:
        """Return the encoder `here`, but for passages, for which the cluster has its own ones.

        `load` gives one there. There is one on each GPU, or on each machine where there is none.
        """
        gpus = int(ray.cluster_resources().get("GPU", 0))
        machines = sum("CPU" in node["Resources"] for node in ray.nodes() if node["Alive"])
        encoder = ClusterEncoder(here, load, gpus or max(1, machines), on_gpus=bool(gpus))
        self._encoders.append(encoder)
        return encoder

    def close(self) -> None:
        """End what was begun there."""
        for encoder in self._encoders:
            encoder.close()
        if self._mine:
            ray.shutdown()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _join(address: str) -> None:
    found = _AT.match(address)
    if found:  # Ray itself would try for two minutes
        _reach(address, found["host"], int(found["port"]))
    try:
        if address == LOCAL:
            ray.init(
                address=LOCAL,
                num_cpus=_cores(),
                include_dashboard=False,
                logging_level=logging.ERROR,
                log_to_driver=False,
                _node_ip_address="127.0.0.1",
            )
        else:
            # Ray would print what machines log to standard output, which is for results.
            ray.init(address=address, logging_level=logging.ERROR, log_to_driver=False)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise ClusterAway(
            f"no Ray cluster was found at {address!r} ({first_line(error)}); start one with `ray "
            "start`, mend TRACUU_RAY, or leave it empty to work on this machine alone"
        ) from error


def _reach(address: str, host: str, port: int) -> None:
    try:
        socket.create_connection((host, port), CONNECT_SECONDS).close()
    except OSError as error:
        raise ClusterAway(
            f"no Ray cluster answers at {address!r} ({error.strerror or error}); start one with "
            "`ray start`, mend TRACUU_RAY, or leave it empty to work on this machine alone"
        ) from error


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
