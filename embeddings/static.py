"""The light runtime: a static model with NumPy, tokenizers and safetensors alone."""

import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from tokenizers import Tokenizer

from embeddings.encoder import Vectors
from embeddings.errors import ModelDamaged, ModelNotFound, ModelUnsupported
from embeddings.tokens import Tokens

MODULES = "modules.json"
TOKENIZER = "tokenizer.json"
WEIGHTS = "model.safetensors"
WEIGHT_NAME = "embedding.weight"
_STATIC_KINDS = (["StaticEmbedding"], ["StaticEmbedding", "Normalize"])
_BLOCK = 1024  # texts encoded at a time, to bound memory; more go to several threads
_KINDS = {"F16": np.float16, "F32": np.float32, "F64": np.float64}
_FEW = 64  # texts encoded from the table as it lies in its file
_THREADS = 4  # more would wait for the interpreter


class StaticEncoder:
    """A table of token vectors: a text is the sum of its tokens' vectors at unit length.

    How much a token counts is the length of its vector, so that the mean of the vectors, which
    has the same direction as the sum, is a weighted one. Questions and passages are encoded
    alike. Safe to use from several threads.
    """

    def __init__(self, tokenizer: Tokenizer, table: NDArray[np.floating], fingerprint: str) -> None:
        if table.ndim != 2 or len(table) < tokenizer.get_vocab_size():
            raise ModelDamaged(
                f"a table of shape {table.shape} does not hold the tokenizer's "
                f"{tokenizer.get_vocab_size()} tokens; take both files from one model"
            )
        self._tokens = Tokens(tokenizer)
        self._table = table
        self._fingerprint = fingerprint

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Load a model folder in sentence-transformers layout.

        Raises ModelNotFound, ModelDamaged, or ModelUnsupported where it is no static model.
        """
        folder = Path(path)
        if not folder.is_dir():
            raise ModelNotFound(f"no model folder at {folder}; give the folder of a static model")
        module = static_module(folder)
        if module is None:
            raise ModelUnsupported(
                f"{folder} is not a static embedding model; load it with sentence-transformers"
            )
        tokenizer = _read_tokenizer(module / TOKENIZER)
        table = _read_table(module / WEIGHTS)
        if not np.isfinite(table).all():
            raise ModelDamaged(
                f"{module / WEIGHTS} holds values that are not finite; fetch it again"
            )
        return cls(tokenizer, table, _fingerprint(module))

    @property
    def fingerprint(self) -> str:
        """`static-` and 16 hex digits of the SHA-256 of tokenizer and weights."""
        return self._fingerprint

    @property
    def dimension(self) -> int:
        """Number of columns of every result."""
        return int(self._table.shape[1])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode questions, shape (len(texts), dimension)."""
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode passages, shape (len(texts), dimension)."""
        return self._encode(texts)

    @cached_property
    def _wide(self) -> Vectors:
        """The table in single precision, in memory of this process alone."""
        return np.ascontiguousarray(_singles(self._table))

    def _encode(self, texts: Sequence[str]) -> Vectors:
        # The few sentences of a question are looked up in the file that all processes share; many
        # texts in a table of this process. Both give the same vectors.
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        blocks = [slice(start, start + _BLOCK) for start in range(0, len(texts), _BLOCK)]
        if len(texts) <= _FEW:
            self._sum_few(texts, vectors)
        elif len(blocks) < 2:
            self._sum(texts, vectors)
        else:
            # NumPy lets other threads run while it works on arrays, which is most of the time.
            with ThreadPoolExecutor(min(len(blocks), os.cpu_count() or 1, _THREADS)) as threads:
                parts = ((texts[block], vectors[block]) for block in blocks)
                list(threads.map(lambda part: self._sum(*part), parts))
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, lengths, out=vectors, where=lengths > 0)
        return vectors

    def _sum_few(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Write the sum of each text's token vectors into a row of `vectors`."""
        rows = self._tokens.ids(texts)
        bounds = list(accumulate(map(len, rows), initial=0))
        ids = np.fromiter(chain.from_iterable(rows), np.intp, bounds[-1])
        own = _singles(self._table.take(ids, axis=0))
        ones = np.ones(len(ids), np.float32)
        for vector, (start, end) in zip(vectors, pairwise(bounds), strict=True):
            np.dot(ones[start:end], own[start:end], out=vector)

    def _sum(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Write the sum of each text's token vectors into a row of `vectors`."""
        table = self._wide
        rows = self._tokens.ids(texts)
        longest = max(map(len, rows), default=0)
        gathered = np.empty((longest, self.dimension), np.float32)
        ones = np.ones(longest, np.float32)
        for vector, ids in zip(vectors, rows, strict=True):
            # "clip" lets NumPy gather straight into the buffer; no id is out of range.
            own = table.take(ids, axis=0, out=gathered[: len(ids)], mode="clip")
            np.dot(ones[: len(ids)], own, out=vector)


def _singles(table: NDArray[np.floating]) -> Vectors:
    """Return finite numbers in single precision, half ones five times as fast as NumPy does.

    A half's bits, moved up, are those of a single whose exponent is 112 too small.
    """
    if table.dtype != np.float16:
        return table.astype(np.float32, copy=False)
    bits = table.view(np.int16).astype(np.int32)
    bits <<= 13
    bits &= ~0x7000_0000  # copies of the sign
    singles = bits.view(np.float32)
    singles *= np.float32(2.0**112)
    return singles


def static_module(folder: Path) -> Path | None:
    """Return where a static model's two files lie below `folder`, None if it is no such model.

    `modules.json` must list one static embedding and at most a normalisation after it; any other
    module would change the vectors.
    """
    modules_file = folder / MODULES
    if not modules_file.is_file():
        return None
    try:
        modules = json.loads(modules_file.read_text(encoding="utf-8"))
        kinds = [str(module["type"]).rsplit(".", 1)[-1] for module in modules]
        paths = [str(module["path"]) for module in modules]
    except (ValueError, TypeError, KeyError, OSError) as error:
        raise ModelDamaged(f"{modules_file} cannot be read: {error}; fetch it again") from error
    return folder / paths[0] if kinds in _STATIC_KINDS else None


def _read_tokenizer(path: Path) -> Tokenizer:
    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises bare Exception for every cause
        raise ModelDamaged(f"tokenizer {path} cannot be read: {error}; fetch it again") from error


def _read_table(path: Path) -> NDArray[np.floating]:
    """Map the table, which so lies in memory once for all processes."""
    try:
        with safe_open(path, framework="numpy") as tensors:
            names = sorted(tensors.keys())
            if names != [WEIGHT_NAME]:
                raise ModelUnsupported(
                    f"weights {path} hold {names} where {WEIGHT_NAME} alone was expected; "
                    "save the model with sentence-transformers first"
                )
            table = tensors.get_slice(WEIGHT_NAME)
            shape, kind = table.get_shape(), table.get_dtype()
        if kind not in _KINDS:
            raise ModelUnsupported(
                f"weights {path} are of type {kind}; save the model as one of {sorted(_KINDS)}"
            )
        with path.open("rb") as file:
            header = int.from_bytes(file.read(8), "little")  # the layout of safetensors
        mapped = np.memmap(path, _KINDS[kind], "r", 8 + header, tuple(shape))
    except (SafetensorError, OSError) as error:
        raise ModelDamaged(f"weights {path} cannot be read: {error}; fetch them again") from error
    return mapped.view(np.ndarray)


def _fingerprint(module: Path) -> str:
    digest = hashlib.sha256()
    for name in (TOKENIZER, WEIGHTS):
        with (module / name).open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return f"static-{digest.hexdigest()[:16]}"
