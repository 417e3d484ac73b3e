"""Write a trained table as a model folder in sentence-transformers layout."""

import hashlib
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from embeddings.static import MODULES, TOKENIZER, WEIGHT_NAME, WEIGHTS

_STATIC_FOLDER = "0_StaticEmbedding"
_NORMALISE_FOLDER = "1_Normalize"
# The names that every version from 5 on knows.
_MODULES = [
    {
        "idx": 0,
        "name": "0",
        "path": _STATIC_FOLDER,
        "type": "sentence_transformers.models.StaticEmbedding",
    },
    {
        "idx": 1,
        "name": "1",
        "path": _NORMALISE_FOLDER,
        "type": "sentence_transformers.models.Normalize",
    },
]
_CONFIG: dict[str, object] = {
    "prompts": {},
    "default_prompt_name": None,
    "similarity_fn_name": "cosine",
}


def write_model(out: Path, tokenizer: Tokenizer, table: NDArray[np.float32]) -> dict[str, str]:
    """Write the model to the folder `out`; return the SHA-256 of each file by its name."""
    static = out / _STATIC_FOLDER
    static.mkdir(parents=True, exist_ok=True)
    (out / _NORMALISE_FOLDER).mkdir(exist_ok=True)
    (static / TOKENIZER).write_text(tokenizer.to_str(), encoding="utf-8")
    save_file({WEIGHT_NAME: table.astype(np.float16)}, static / WEIGHTS)
    _write_json(out / MODULES, _MODULES)
    _write_json(out / "config_sentence_transformers.json", _CONFIG)
    _write_json(out / _NORMALISE_FOLDER / "config.json", {})
    files = sorted(path for path in out.rglob("*") if path.name in (TOKENIZER, WEIGHTS))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
