"""Any model that sentence-transformers runs; importing this module imports torch."""

import hashlib
import json
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal, Self

import numpy as np
from huggingface_hub import try_to_load_from_cache
from numpy.typing import NDArray
from sentence_transformers import CrossEncoder, SentenceTransformer
from transformers.utils.logging import disable_progress_bar

from embeddings.encoder import Vectors
from embeddings.errors import EmbeddingError, ModelDamaged, ModelNotFound, ModelUnsupported

Backend = Literal["torch", "onnx"]

_NONE = ("", "")
_E5_TASK = "Instruct: Given a web search query, retrieve relevant passages that answer the query"
# (question, passage) by a part of the model's name, first match; as the models' own cards say.
# A model that is not named here brings its prompts in its configuration, or needs none.
_PROMPTS = {
    "e5-large-instruct": (f"{_E5_TASK}\nQuery: ", ""),
    "e5-": ("query: ", "passage: "),
    "bge-m3": _NONE,
    "gte-multilingual": _NONE,
    "vietnamese-bi-encoder": _NONE,
    "vietnamese-embedding": _NONE,
    "vietnamese_embedding": _NONE,
}
# Whatever of a model folder changes its vectors; not its card, nor files of version control.
_MODEL_FILES = {".json", ".safetensors", ".bin", ".onnx", ".txt", ".model"}


class SentenceTransformerEncoder:
    """A sentence-transformers model with its prompts. Safe to use from several threads."""

    def __init__(
        self,
        model: SentenceTransformer,
        *,
        identity: str,
        batch_size: int = 32,
        query_prompt: str = "",
        passage_prompt: str = "",
    ) -> None:
        self._model = model
        self._batch_size = batch_size
        self._query_prompt = query_prompt
        self._passage_prompt = passage_prompt
        # A fast tokenizer that two threads truncate with at once raises "Already borrowed".
        self._lock = threading.Lock()
        facts = [identity, query_prompt, passage_prompt, model.max_seq_length]
        self._fingerprint = f"st-{hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]}"
        self._dimension = int(model.encode(["a"], show_progress_bar=False).shape[1])

    @classmethod
    def load(
        cls,
        name_or_path: str,
        *,
        backend: Backend = "torch",
        device: str | None = None,
        batch_size: int = 32,
        query_prompt: str | None = None,
        passage_prompt: str | None = None,
        allow_download: bool = False,
    ) -> Self:
        """Load a model folder, or a model of the hub by name.

        Without `allow_download` a name must be in the hub's cache on this machine. `device` is
        one of torch's, None the best there is. Prompts that are None come from the model's name
        or its own configuration. Code that a model brings along is never run.

        Raises ModelNotFound or ModelUnsupported, naming model, reason and remedy.
        """
        _silence(allow_download)
        try:
            model = SentenceTransformer(
                name_or_path,
                device=device,
                backend=backend,
                local_files_only=not allow_download,
                trust_remote_code=False,
            )
        except Exception as error:  # a dozen kinds, by what is missing and which library notices
            raise _load_error(name_or_path, backend, error, allow_download) from error
        own_query, own_passage = _prompts(name_or_path, model.prompts)
        return cls(
            model,
            identity=f"{_identity(name_or_path)} {backend}",
            batch_size=batch_size,
            query_prompt=own_query if query_prompt is None else query_prompt,
            passage_prompt=own_passage if passage_prompt is None else passage_prompt,
        )

    @property
    def fingerprint(self) -> str:
        """`st-` and 16 hex digits of the SHA-256 of files or revision, backend and prompts."""
        return self._fingerprint

    @property
    def dimension(self) -> int:
        """Number of columns of every result."""
        return self._dimension

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode questions, shape (len(texts), dimension)."""
        return self._encode(texts, self._query_prompt)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode passages, shape (len(texts), dimension)."""
        return self._encode(texts, self._passage_prompt)

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        # Blank texts stay zero: some models have no token to give them and fail.
        vectors = np.zeros((len(texts), self._dimension), np.float32)
        rows = [row for row, text in enumerate(texts) if text.strip()]
        if rows:
            with self._lock:
                vectors[rows] = self._model.encode(
                    [prompt + texts[row] for row in rows],
                    prompt="",
                    batch_size=self._batch_size,
                    normalize_embeddings=True,
                    show_progress_bar=False,
                    convert_to_numpy=True,
                )
        return vectors


class CrossEncoderScorer:
    """A sentence-transformers cross-encoder. Safe to use from several threads."""

    def __init__(self, model: CrossEncoder, *, batch_size: int = 32) -> None:
        self._model = model
        self._batch_size = batch_size
        self._lock = threading.Lock()

    @classmethod
    def load(
        cls, name_or_path: str, *, device: str | None = None, allow_download: bool = False
    ) -> Self:
        """Load a model folder, or a model of the hub by name, as `SentenceTransformerEncoder`.

        Raises ModelNotFound or ModelUnsupported; the latter too for a model of several scores.
        """
        _silence(allow_download)
        try:
            model = CrossEncoder(
                name_or_path,
                device=device,
                local_files_only=not allow_download,
                trust_remote_code=False,
            )
        except Exception as error:  # a dozen kinds, as above
            raise _load_error(name_or_path, "torch", error, allow_download) from error
        if model.num_labels != 1:
            raise ModelUnsupported(
                f"model {name_or_path!r} gives {model.num_labels} scores for a pair; "
                "choose a cross-encoder for ranking, which gives one"
            )
        return cls(model)

    def score(self, question: str, passages: Sequence[str]) -> NDArray[np.float32]:
        """Return a score for each passage."""
        if not passages:
            return np.empty(0, np.float32)
        with self._lock:
            scores = self._model.predict(
                [(question, passage) for passage in passages],
                batch_size=self._batch_size,
                show_progress_bar=False,
            )
        return np.asarray(scores, np.float32)


def _silence(allow_download: bool) -> None:
    """Keep bars off the terminal, save where something may be fetched, which takes its time."""
    disable: Callable[[], None] = disable_progress_bar
    if not allow_download:
        disable()


def _prompts(name: str, own: Mapping[str, str | None]) -> tuple[str, str]:
    last = Path(name).name.lower()
    for part, prompts in _PROMPTS.items():
        if part in last:
            return prompts
    return own.get("query") or "", own.get("passage") or own.get("document") or ""


def _identity(name_or_path: str) -> str:
    """Return the commit of a cached model of the hub, or the hash of a local model's files."""
    folder = Path(name_or_path)
    if not folder.is_dir():
        for name in ("modules.json", "config.json"):
            cached = try_to_load_from_cache(name_or_path, name)
            if isinstance(cached, str):
                return f"{name_or_path}@{Path(cached).parent.name}"
        raise ModelDamaged(f"model {name_or_path!r} has no configuration in the hub's cache")
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in _MODEL_FILES:
            with path.open("rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
            digest.update(f"{path.relative_to(folder).as_posix()} {content}\n".encode())
    return digest.hexdigest()


def _load_error(
    name: str, backend: Backend, error: Exception, allow_download: bool
) -> EmbeddingError:
    reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if "trust_remote_code" in str(error):
        return ModelUnsupported(
            f"model {name!r} needs code from its own repository, which is not run; "
            "choose a model that the installed transformers knows"
        )
    if Path(name).is_dir():
        return ModelUnsupported(
            f"model folder {name!r} cannot be loaded with backend {backend!r}: {reason}; "
            "save it with sentence-transformers again, or use another backend"
        )
    remedy = (
        "check the name and the connection"
        if allow_download
        else (f"fetch it once with `hf download {name}`, give a folder, or allow downloads")
    )
    return ModelNotFound(f"model {name!r} cannot be loaded: {reason}; {remedy}")
