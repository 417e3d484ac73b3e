"""Work that kills the process that has it; apart from the tests, as others have to import it."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from corpus.spread import Executor
from embeddings.encoder import Encoder, Vectors
from embeddings.loading import load_encoder


def die(_: object) -> None:
    """End as kill -9 does."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_once(at: Path) -> None:
    """End so, unless somebody has before; `at` is the file that tells."""
    try:
        at.touch(exist_ok=False)
    except FileExistsError:
        return
    die(at)


def _mortal(work: Callable[[Any], Any], name: str, at: Path, thing: Any) -> Any:
    done = work(thing)
    if getattr(thing, "name", None) == name:
        die_once(at)
    return done


class Mortal:
    """An executor one of whose processes is killed when it has done the thing of this name."""

    def __init__(self, executor: Executor, name: str, at: Path) -> None:
        self.width, self._executor, self._name, self._at = executor.width, executor, name, at

    def map(self, work: Callable[[Any], Any], things: Sequence[Any]) -> Iterator[Any]:
        return self._executor.map(partial(_mortal, work, self._name, self._at), things)

    def __enter__(self) -> "Mortal":
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.__exit__(None, None, None)


class MortalEncoder:
    """An encoder whose process is killed with the first passages that it gets."""

    def __init__(self, encoder: Encoder, at: Path) -> None:
        self._encoder, self._at = encoder, at
        self.fingerprint, self.dimension = encoder.fingerprint, encoder.dimension

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encoder.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        die_once(self._at)
        return self._encoder.encode_passages(texts)


def load_mortal(at: Path) -> MortalEncoder:
    """Load the bundled encoder, mortal until there is a file `at`."""
    return MortalEncoder(load_encoder(), at)
