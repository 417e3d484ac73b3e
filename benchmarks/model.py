"""The bundled model for peers: in whole floats.

As half floats, which is how it ships, sentence-transformers gives NaN for a text of some 50,000
words or none: sums and lengths leave what half floats can hold.
"""

import os
import shutil
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

BUNDLED = Path(__file__).parents[1] / "embeddings" / "bundled"
VARIABLE = "TRACUU_BENCH_MODEL"


def in_floats(folder: Path) -> Path:
    """Copy the model into `folder` with its table in float32, name it to workers, return it."""
    copy = Path(shutil.copytree(BUNDLED, folder / "model"))
    weights = copy / "0_StaticEmbedding" / "model.safetensors"
    save_file({k: v.astype(np.float32) for k, v in load_file(weights).items()}, weights)
    os.environ[VARIABLE] = str(copy)
    return copy
