"""Contrastive training of one embedding table on token-id pairs."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from embeddings.training.pairs import Example, Ids

Table = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Fit:
    """Settings of a training run; `scale` is the inverse temperature."""

    learning_rate: float = 0.1
    scale: float = 20.0
    warmup: float = 0.05
    final: float = 0.02
    betas: tuple[float, float] = (0.9, 0.98)


class Trainer:
    """One embedding table with its optimiser.

    A token's vector is its row times its prior weight. With the inverse document frequency as
    the prior, rare words, which training seldom meets, start and stay as long as they should be.
    """

    def __init__(self, prior: NDArray[np.float32], dimension: int, fit: Fit, seed: int) -> None:
        generator = torch.Generator().manual_seed(seed)
        self._table = torch.randn(len(prior), dimension, generator=generator)
        self._prior = prior
        self._fit = fit
        self._adam = torch.optim.Adam([self._table], lr=0.0, betas=fit.betas, fused=True)

    @property
    def table(self) -> Table:
        """The vectors as they are now, prior included, shape (vocabulary, dimension)."""
        table: Table = self._table.numpy() * self._prior[:, None]
        return table

    def step(self, examples: Sequence[Example], progress: float) -> float:
        """Take one step on a batch in which every other passage is a negative; return the loss.

        The mined negatives of an example are negatives for all others too. `progress`, from 0 to
        1, says how much of the run is over.
        """
        questions, passages = ([example[side] for example in examples] for side in (0, 1))
        passages += [negative for example in examples for negative in example[2:]]
        bags = [_Bags.of(side, self._prior) for side in (questions, passages)]
        pooled = [bag.pool(self._table) for bag in bags]
        lengths = [side.norm(dim=1, keepdim=True).clamp_(min=1e-6) for side in pooled]
        units = [side / length for side, length in zip(pooled, lengths, strict=True)]
        loss, *slopes = _contrast(units[0], units[1], self._fit.scale)
        self._table.grad = torch.zeros_like(self._table)
        for bag, unit, slope, length in zip(bags, units, slopes, lengths, strict=True):
            inward = (slope - unit * (slope * unit).sum(dim=1, keepdim=True)) / length
            self._table.grad += bag.spread(inward, len(self._table))
        self._adam.param_groups[0]["lr"] = self._rate(progress)
        self._adam.step()
        return loss

    def _rate(self, progress: float) -> float:
        """Return the learning rate: a short rise, then half a cosine down to almost nothing."""
        risen = min(1.0, progress / self._fit.warmup)
        fallen = 0.5 * (1 + math.cos(math.pi * progress))
        return self._fit.learning_rate * risen * max(fallen, self._fit.final)


@dataclass(frozen=True, slots=True)
class _Bags:
    """Rows of token ids end to end: row `i` is `ids[starts[i]:starts[i + 1]]`.

    Averaging table rows is an embedding bag; so is its transpose, once the ids are sorted, which
    is ten times as fast on a CPU as the backward pass that torch has for it.
    """

    ids: Ids
    starts: NDArray[np.int64]
    weights: NDArray[np.float32]

    @classmethod
    def of(cls, rows: Sequence[Ids], prior: NDArray[np.float32]) -> "_Bags":
        lengths = np.array([len(row) for row in rows])
        starts = np.concatenate([[0], np.cumsum(lengths)])
        ids = np.concatenate(rows)
        weights = np.repeat(1.0 / lengths, lengths).astype(np.float32) * prior[ids]
        return cls(ids, starts, weights)

    def pool(self, table: torch.Tensor) -> torch.Tensor:
        """Return the weighted mean of each row's vectors, shape (rows, dimension)."""
        return _weighted_sums(self.ids.astype(np.int64), table, self.starts, self.weights)

    def spread(self, slopes: torch.Tensor, vocabulary: int) -> torch.Tensor:
        """Return what each token receives of the rows' slopes, shape (vocabulary, dimension)."""
        order = np.argsort(self.ids, kind="stable")
        rows = np.repeat(np.arange(len(slopes)), np.diff(self.starts))[order]
        counts = np.bincount(self.ids, minlength=vocabulary)
        starts = np.concatenate([[0], np.cumsum(counts)])
        return _weighted_sums(rows, slopes, starts, self.weights[order])


def _weighted_sums(
    rows: NDArray[np.int64],
    table: torch.Tensor,
    starts: NDArray[np.int64],
    weights: NDArray[np.float32],
) -> torch.Tensor:
    return torch.nn.functional.embedding_bag(
        torch.from_numpy(rows),
        table,
        torch.from_numpy(starts),
        per_sample_weights=torch.from_numpy(weights),
        mode="sum",
        include_last_offset=True,
    )


def _contrast(
    questions: torch.Tensor, passages: torch.Tensor, scale: float
) -> tuple[float, torch.Tensor, torch.Tensor]:
    """Return the multiple negatives ranking loss in both directions, and its two gradients.

    Row `i` of both belongs together; further passages are negatives, for which no question is
    looked. Rows are unit vectors, so scores lie in ±scale and their exponentials need no other
    shift. Written out, and with products in bfloat16, because autograd's copies of the score
    matrix took five times as long as all the rest of a step.
    """
    size = len(questions)
    low = questions.bfloat16(), passages.bfloat16()
    scores = (low[0] @ low[1].T).float().mul_(scale)
    right = scores.diagonal().clone()
    weights = scores.sub_(scale).exp_()
    own = weights[:, :size]
    by_question, by_passage = weights.sum(dim=1), own.sum(dim=0)
    loss = (by_question.log() + by_passage.log()) / 2 + scale - right
    share = (1 / by_question)[:, None]
    own.mul_(share + 1 / by_passage[None, :])
    weights[:, size:].mul_(share)
    weights.diagonal().sub_(2.0)
    slope = weights.bfloat16()
    factor = scale / (2 * size)
    question_slope = (slope @ low[1]).float() * factor
    passage_slope = (slope.T @ low[0]).float() * factor
    return float(loss.mean()), question_slope, passage_slope
