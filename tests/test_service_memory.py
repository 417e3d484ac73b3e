"""What the processes of a service share: the model and the index lie in memory once."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from embeddings.static import StaticEncoder
from service.cli.program import run

ROOT = Path(__file__).parents[1]
MODEL = ROOT / "embeddings" / "bundled"
# Answers questions, then tells which files of model and index are mapped, and how.
ASKING = """
import sys
from pathlib import Path
from service.compose import Service
from service.settings import load_settings

with Service(load_settings(data=Path(sys.argv[1]))) as service:
    service.warm()
    print(Path("/proc/self/smaps").read_text())
"""


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="only Linux tells")
def test_model_and_index_are_mapped_and_no_byte_of_them_is_private(tmp_path: Path) -> None:
    assert run(["ingest", str(ROOT / "corpus" / "samples"), "--data", str(tmp_path)]) == 0
    done = subprocess.run(
        [sys.executable, "-c", ASKING, str(tmp_path)], cwd=ROOT, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    written: dict[str, int] = {}
    for one in re.split(r"\n(?=[0-9a-f]+-[0-9a-f]+ )", done.stdout):
        name = Path(one.partition("\n")[0].split(maxsplit=5)[-1]).name
        dirty = re.search(r"Private_Dirty: +(\d+)", one)
        written[name] = written.get(name, 0) + int(dirty[1] if dirty else 0)
    shared = {"model.safetensors", "00000001.vectors.npy", "00000001.rows.npy"}
    shared |= {"00000001.syllables.bin"}
    shared |= {path.name for path in (tmp_path / "index").rglob("*.idx")}  # of the words
    assert len(shared) > 4
    assert {name: written.get(name) for name in shared} == dict.fromkeys(shared, 0)


def test_few_texts_and_many_are_encoded_alike() -> None:
    encoder = StaticEncoder.load(MODEL)
    texts = [f"Nghị quyết số {n} về chuyển đổi số của tỉnh thứ {n}" for n in range(100)]
    few = np.concatenate([encoder.encode_passages(texts[n : n + 10]) for n in range(0, 100, 10)])
    assert "_wide" not in encoder.__dict__  # for so few no table of its own is made
    np.testing.assert_array_equal(encoder.encode_passages(texts), few)
    assert "_wide" in encoder.__dict__
