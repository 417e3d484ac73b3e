"""From the data folder to a model folder: the whole recipe, top to bottom."""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from embeddings.tokens import Tokens
from embeddings.training import sources
from embeddings.training.fitting import Fit, Table, Trainer
from embeddings.training.mining import Mining, mine
from embeddings.training.pairs import Example, PairDrawer, TokenisedDocuments, tokenise
from embeddings.training.shipping import write_model
from embeddings.training.sources import Document
from embeddings.training.vocabulary import UNKNOWN, count_words, spelling_twins, train_tokenizer
from embeddings.training.weighting import prior_weights

Rows = NDArray[np.uint16]

_log = logging.getLogger(__name__)
_SOURCES: dict[str, Callable[[Path], Iterator[Document]]] = {
    "news": sources.news,
    "legal": sources.legal,
    "answers": sources.answers,
    "translations": sources.translations,
}


@dataclass(frozen=True, slots=True)
class Recipe:
    """Sizes of a run. `shares` says how many pairs of a batch come from each source.

    `negatives` is how many mined negatives each pair gets besides the other pairs' passages.
    """

    vocabulary: int
    dimension: int
    batch: int
    steps: int
    shares: dict[str, float]
    fit: Fit = field(default_factory=Fit)
    negatives: int = 0
    mining: Mining = field(default_factory=Mining)


_SHARES = {"news": 0.79, "legal": 0.16, "answers": 0.02, "translations": 0.03}
STANDARD = Recipe(vocabulary=28_672, dimension=256, batch=2_048, steps=1_000, shares=_SHARES)
SMALL = Recipe(vocabulary=2_000, dimension=32, batch=64, steps=60, shares=_SHARES)


def train(
    data: Path, out: Path, recipe: Recipe, *, seed: int = 1, minutes: float | None = None
) -> dict[str, object]:
    """Train on the data folder and write the model to `out`; return the figures of the run.

    The same data, recipe and seed give the same vectors up to rounding, unless `minutes` ends
    the run instead of the recipe's steps.
    """
    tokenizer = _make_tokenizer(data, recipe.vocabulary)
    _log.info("tokenizer: %d tokens", tokenizer.get_vocab_size())
    tokens = Tokens(tokenizer)
    documents = {name: tokenise(_SOURCES[name](data), tokens) for name in recipe.shares}
    sizes = {name: len(tokenised) for name, tokenised in documents.items()}
    _log.info("documents: %s", sizes)
    rows = _canonical_rows(tokenizer)
    streams = (stream for tokenised in documents.values() for stream in tokenised.ids)
    trainer = Trainer(prior_weights(streams, rows), recipe.dimension, recipe.fit, seed)
    batches = _batches(recipe, documents, rows, seed)
    started = time.monotonic()
    step, loss, progress = 0, float("nan"), 0.0
    while progress < 1:
        loss = trainer.step(next(batches), progress)
        step += 1
        elapsed = (time.monotonic() - started) / 60
        progress = elapsed / minutes if minutes else step / recipe.steps
        if step % 50 == 0:
            _log.info("step %d, loss %.3f, %.1f minutes", step, loss, elapsed)
    hashes = write_model(out, tokenizer, _finished(trainer.table, rows, tokenizer))
    return {"documents": sizes, "steps": step, "loss": round(loss, 3), "sha256": hashes}


def _make_tokenizer(data: Path, size: int) -> Tokenizer:
    kinds = (sources.news, sources.legal, sources.answers)
    vietnamese = count_words(
        text for kind in kinds for document in kind(data) for text in document.heads + document.body
    )
    english = count_words(document.heads[0] for document in sources.translations(data))
    return train_tokenizer(vietnamese, english, size)


def _canonical_rows(tokenizer: Tokenizer) -> Rows:
    """Return the row that each token trains: its own, or that of its other spelling."""
    rows = np.arange(tokenizer.get_vocab_size(), dtype=np.uint16)
    for token, twin in spelling_twins(tokenizer.get_vocab()).items():
        rows[token] = twin
    return rows


def _batches(
    recipe: Recipe, documents: dict[str, TokenisedDocuments], rows: Rows, seed: int
) -> Iterator[list[Example]]:
    rng = np.random.default_rng(seed)
    drawers = {}
    for name, tokenised in documents.items():
        mined = mine(tokenised, recipe.mining, seed) if recipe.negatives else None
        drawers[name] = PairDrawer(tokenised, seed, mined, recipe.negatives)
    while True:
        batch: list[Example] = []
        for name, share in recipe.shares.items():
            chosen = rng.integers(0, len(documents[name]), round(recipe.batch * share))
            for example in drawers[name].draw(chosen.tolist()):
                batch.append(tuple(rows[ids] for ids in example))
        yield batch


def _finished(table: Table, rows: Rows, tokenizer: Tokenizer) -> Table:
    """Return the table as it ships: twins alike, and nothing for what is unknown."""
    finished = table[rows]
    finished[tokenizer.token_to_id(UNKNOWN)] = 0
    return finished
