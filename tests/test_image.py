"""The image's entry point, started outside a container: same script, same refusal."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_it_refuses_all_addresses_without_keys_and_names_both_remedies(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("TRACUU_")} | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "TRACUU_DATA": str(tmp_path),
        "PORT": "0",
    }
    done = subprocess.run(
        [str(ROOT / "scripts" / "serve.sh")],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 2
    assert (tmp_path / "index" / "current").exists()  # the bundled articles were ingested first
    assert "TRACUU_ANONYMOUS=read" in done.stderr
    assert "tracuu keys create" in done.stderr
    assert "Traceback" not in done.stderr
