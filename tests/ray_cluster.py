"""A Ray cluster for tests: two machines of one processor each, both on this one."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import ray
from ray._private.auto_init_hook import enable_auto_connect
from ray.cluster_utils import Cluster as Machines

MEMORY = 100 * 1024 * 1024
"""Of the object store of each machine, in bytes."""
_TURN = Path(tempfile.gettempdir()) / f"tracuu-ray-{os.getuid()}.lock"
_SOON = {"health_check_period_ms": 1_000}  # a machine is given up after five, not fifteen seconds


@contextmanager
def machines() -> Iterator[Machines]:
    """Start the head, on which the tests are, and another machine; end both with the block.

    One cluster at a time: where tests run in several processes, the others wait.
    """
    # Else whatever asks Ray for work outside the block joins the cluster of another test process,
    # and Ray ends it, without a word, when that one is ended.
    assert not enable_auto_connect, "Ray was imported before index.cluster"
    with _TURN.open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield from _machines()


def _machines() -> Iterator[Machines]:
    # Where it notes the cluster's address, which only `ray start` makes.
    (Path(tempfile.gettempdir()) / "ray").mkdir(exist_ok=True)
    folder = tempfile.mkdtemp(prefix="ray-")  # sockets lie there, whose paths have to be short
    quiet = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_AUTH_TOKEN_PATH": f"{folder}/token"}
    common = {"object_store_memory": MEMORY, "include_dashboard": False}
    with mock.patch.dict(os.environ, quiet):
        head = {"num_cpus": 1, "temp_dir": folder, "_system_config": _SOON, **common}
        started = Machines(True, head_node_args=head)
        try:
            started.add_node(num_cpus=1, **common)
            yield started
        finally:
            ray.shutdown()
            started.shutdown()
            shutil.rmtree(folder, ignore_errors=True)
