"""Encoders on the machines of a Ray cluster: one on each GPU, or else on each machine."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any

import numpy as np
import ray
from ray.exceptions import ObjectLostError, RayActorError, RayTaskError

from corpus.errors import WorkStopped
from corpus.spread import FEW
from embeddings.encoder import Encoder, Vectors
from index.errors import ClusterAway

PART = 256
"""Texts that an encoder is handed at once."""
START_SECONDS = 600.0  # a large model over a slow network
RETRIES = 3


class RemoteEncoder:
    """An encoder in a process of its own."""

    def __init__(self, load: Callable[[], Encoder]) -> None:
        self._load = load
        os.environ["OMP_NUM_THREADS"] = str(os.cpu_count() or 1)  # Ray says 1; torch looks later

    def start(self) -> str:
        """Load the encoder, and return its mark."""
        self._encoder = self._load()
        return self._encoder.fingerprint

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode passages."""
        return self._encoder.encode_passages(texts)


@dataclass(frozen=True, slots=True)
class _Given:
    """A part of the texts, and the encoder that has it."""

    texts: Sequence[str]
    encoder: Any
    vectors: Any


class ClusterEncoder:
    """An encoder whose passages are encoded by the cluster; satisfies `EncoderElsewhere`.

    `most` encoders are started with the first long list, and used as they are ready. One that is
    lost is started anew, and what it had is done by another.
    """

    def __init__(
        self, here: Encoder, load: Callable[[], Encoder], most: int, *, on_gpus: bool
    ) -> None:
        self._here, self._load, self._most = here, load, most
        self._options = {"num_gpus": 1} if on_gpus else {"scheduling_strategy": "SPREAD"}
        self._starting: dict[Any, Any] = {}  # by what is waited for
        self._ready: list[Any] = []
        self._turn = count()

    @property
    def fingerprint(self) -> str:
        """That of the encoder here, which those of the cluster must have too."""
        return self._here.fingerprint

    @property
    def dimension(self) -> int:
        """Number of columns of every result."""
        return self._here.dimension

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode questions, here."""
        return self._here.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode passages, and wait for them."""
        return self.begin_passages(texts)()

    def begin_passages(self, texts: Sequence[str]) -> Callable[[], Vectors]:
        """Begin to encode passages; a few are encoded here, when they are asked for."""
        if len(texts) < FEW:
            return partial(self._here.encode_passages, texts)
        parts = [texts[start : start + PART] for start in range(0, len(texts), PART)]
        return partial(self._gathered, [self._give(part) for part in parts])

    def close(self) -> None:
        """End the encoders."""
        for encoder in (*self._ready, *self._starting.values()):
            ray.kill(encoder)
        self._ready, self._starting = [], {}

    def _give(self, texts: Sequence[str]) -> _Given:
        self._look()
        encoder = self._ready[next(self._turn) % len(self._ready)]
        return _Given(texts, encoder, encoder.encode.remote(texts))

    def _gathered(self, given: list[_Given]) -> Vectors:
        return np.concatenate([self._got(part) for part in given])

    def _got(self, given: _Given) -> Vectors:
        """Wait for a part; have another encoder do it where the one that had it is lost."""
        for _ in range(RETRIES):
            try:
                vectors: Vectors = ray.get(given.vectors)
            except RayActorError:
                if given.encoder in self._ready:
                    self._ready.remove(given.encoder)
                given = self._give(given.texts)
            except ObjectLostError:  # with the machine on which the vectors lay
                given = self._give(given.texts)
            except RayTaskError as error:
                raise WorkStopped(f"an encoder of the cluster failed: {error.cause}") from error
            else:
                return vectors
        raise WorkStopped(
            f"encoders of the cluster were lost {RETRIES} times over the same passages, perhaps "
            "for want of memory; run the command again: what was stored stays"
        )

    def _look(self) -> None:
        """Start those that are lacking, and see which are ready; wait for the first of all."""
        for _ in range(RETRIES):  # the first to end may be one that was lost as it started
            for _ in range(self._most - len(self._ready) - len(self._starting)):
                encoder = ray.remote(**self._options)(RemoteEncoder).remote(self._load)
                self._starting[encoder.start.remote()] = encoder
            waited = self._take()
            if self._ready:
                return
            if not waited:
                break
        raise ClusterAway(
            "no encoder could be started on the cluster; it needs a free processor, or a free "
            "GPU where it has some: see `ray status`"
        )

    def _take(self) -> bool:
        """Take those that are ready now; where there is none yet, wait for one to be, or be lost.

        Return whether any of those starting was either.
        """
        if not self._starting:
            return False
        done, _ = ray.wait(
            list(self._starting),
            num_returns=len(self._starting) if self._ready else 1,
            timeout=0 if self._ready else START_SECONDS,
        )
        for mark in done:
            encoder = self._starting.pop(mark)
            if self._sound(mark):
                self._ready.append(encoder)
        return bool(done)

    def _sound(self, mark: Any) -> bool:
        """Return whether an encoder has started; raise where it is another than the one here."""
        try:
            found = ray.get(mark)
        except RayActorError:
            return False
        except RayTaskError as error:
            raise ClusterAway(
                f"the encoder could not be loaded on a machine of the cluster: {error.cause}"
            ) from error
        if found != self.fingerprint:
            raise ClusterAway(
                f"a machine of the cluster has encoder {found}, this one {self.fingerprint}; put "
                "the same model under the same name on all, and install the same program"
            )
        return True
