"""Every phase of a measurement in a process of its own."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("TRACUU_TEST_DATA") or ROOT.parent / "shared")
OURS = "tracuu"


def run(
    phase: str,
    system: str,
    workload: Path,
    folder: Path,
    *,
    python: str = sys.executable,
    threads: int = 1,
    budget: float = 60.0,
) -> dict[str, Any]:
    """Run one phase of `benchmarks.worker`; what fails is said in the result under `failed`.

    `python` is the interpreter for the peers; the program's own is this one.
    """
    variables = {
        **dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), str(threads)),
        "HF_HUB_OFFLINE": "1",
        "TOKENIZERS_PARALLELISM": "false",
        "HAYSTACK_TELEMETRY_ENABLED": "False",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable if system.startswith(OURS) else python, "-m", "benchmarks.worker"]
    command += [phase, system, str(workload), str(folder)]
    command += ["--threads", str(threads), "--budget", str(budget), "--started", str(time.time())]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.stderr.write(done.stderr[-2000:])
        return {"failed": (done.stderr.strip().splitlines() or ["killed"])[-1]}
    found: dict[str, Any] = json.loads(done.stdout)
    return found
