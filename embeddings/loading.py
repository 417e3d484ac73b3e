"""From the name in a setting to an encoder or a cross-encoder."""

import os
from pathlib import Path

from embeddings.encoder import Encoder, PairScorer
from embeddings.errors import ModelNotFound
from embeddings.static import StaticEncoder, static_module

BUNDLED = Path(__file__).parent / "bundled"


def load_encoder(name: str | None = None, *, allow_download: bool = False) -> Encoder:
    """Load the encoder that `name` names.

    None, empty or `bundled` is the model that ships with the program; the folder of a static
    model takes the same light runtime; any other folder or name goes to sentence-transformers,
    which stays offline unless `allow_download`. Raises an EmbeddingError.
    """
    if not name or name == "bundled":
        return StaticEncoder.load(BUNDLED)
    folder = Path(name).expanduser()
    if folder.is_dir() and static_module(folder) is not None:
        return StaticEncoder.load(folder)
    name = _prepared(name, allow_download=allow_download)
    # Imported here because it imports torch, which takes seconds and hundreds of megabytes that
    # the bundled model does without.
    from embeddings.sentence import SentenceTransformerEncoder  # noqa: PLC0415

    return SentenceTransformerEncoder.load(name, allow_download=allow_download)


def load_cross_encoder(name: str, *, allow_download: bool = False) -> PairScorer:
    """Load the cross-encoder of this name or folder, offline unless `allow_download`.

    Raises an EmbeddingError.
    """
    name = _prepared(name, allow_download=allow_download)
    from embeddings.sentence import CrossEncoderScorer  # noqa: PLC0415 - as above

    return CrossEncoderScorer.load(name, allow_download=allow_download)


def _prepared(name: str, *, allow_download: bool) -> str:
    """Return the name as sentence-transformers takes it; raises ModelNotFound."""
    folder = Path(name).expanduser()
    if folder.is_dir():
        name = str(folder)
    elif folder.is_absolute() or name.startswith((".", "~")):
        raise ModelNotFound(f"no model folder at {folder}; give an existing folder or a name")
    if not allow_download:
        # The hub's client reads this once, when it is imported.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    return name
