"""Fit the evidence network: two layers, weighted cross-entropy, then one temperature."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file
from torch import nn

from eval.fitting.rows import PARTS, Rows

HIDDEN = 48
EPOCHS = 12
BATCH = 512
RATE = 3e-3
DECAY = 1e-3

Tensors = dict[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Scored:
    """The best sentence of each question: its probability and whether it answers."""

    probability: NDArray[np.float32]
    right: NDArray[np.bool_]
    answerable: NDArray[np.bool_]


def fit(rows: Rows, *, hidden: int = HIDDEN, seed: int = 1) -> Tensors:
    """Return the network's tensors as `service.answering.evidence_model` reads them."""
    torch.manual_seed(seed)
    mean = rows.features.mean(0)
    scale = np.maximum(rows.features.std(0), 1e-2)
    inputs = torch.from_numpy((rows.features - mean) / scale)
    labels = torch.from_numpy(rows.labels)
    weights = torch.from_numpy(rows.weights)
    layers = nn.Linear(inputs.shape[1], hidden), nn.Linear(hidden, 1)
    network = nn.Sequential(layers[0], nn.ReLU(), layers[1])
    optimiser = torch.optim.AdamW(network.parameters(), RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(inputs) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
    generator = torch.Generator().manual_seed(seed)
    for _ in range(EPOCHS):
        for batch in torch.split(torch.randperm(len(inputs), generator=generator), BATCH):
            logits = network(inputs[batch]).squeeze(1)
            loss = nn.functional.binary_cross_entropy_with_logits(
                logits, labels[batch], weights[batch]
            )
            optimiser.zero_grad()
            torch.autograd.backward(loss)
            optimiser.step()
            schedule.step()
    tensors: Tensors = {"mean": mean, "scale": scale.astype(np.float32)}
    for i, layer in enumerate(layers):
        tensors[f"w{i}"] = layer.weight.detach().numpy().T.copy()
        tensors[f"b{i}"] = layer.bias.detach().numpy().copy()
    return tensors


def predict(tensors: Tensors, features: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the probabilities of sentences, shape (n,)."""
    hidden = np.maximum(
        (features - tensors["mean"]) / tensors["scale"] @ tensors["w0"] + tensors["b0"], 0
    )
    result: NDArray[np.float32] = 1 / (1 + np.exp(-(hidden @ tensors["w1"] + tensors["b1"])[:, 0]))
    return result


def cross_fitted(rows: Rows, *, hidden: int = HIDDEN) -> NDArray[np.float32]:
    """Return each sentence's probability by a network that has not seen its gold document."""
    probabilities = np.zeros(len(rows.labels), np.float32)
    for inside, outside in _folds(rows):
        probabilities[outside] = predict(
            fit(_take(rows, inside), hidden=hidden), rows.features[outside]
        )
    return probabilities


def best(rows: Rows, probabilities: NDArray[np.float32]) -> Scored:
    """Return the best sentence of each question."""
    count = len(rows.sight)
    probability = np.zeros(count, np.float32)
    right = np.zeros(count, bool)
    answerable = np.zeros(count, bool)
    for i in np.argsort(probabilities, kind="stable"):
        question = rows.question[i]
        probability[question] = probabilities[i]
        right[question] = rows.labels[i] > 0
    answerable[rows.question[rows.labels > 0]] = True
    return Scored(probability, right, answerable)


def threshold(scored: Scored, *, risk: float) -> float:
    """Return the lowest probability above which at most `risk` of the answers are wrong."""
    order = np.argsort(-scored.probability, kind="stable")
    wrong = np.cumsum(~scored.right[order])
    share = wrong / np.arange(1, len(order) + 1)
    held = np.flatnonzero(share <= risk)
    return float(scored.probability[order[held[-1]]]) if len(held) else 1.0


def save(tensors: Tensors, path: Path) -> None:
    """Write the tensors."""
    save_file({name: np.ascontiguousarray(tensor) for name, tensor in tensors.items()}, path)


def _folds(rows: Rows) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
    part = rows.part[rows.question]
    for held_out in range(PARTS):
        outside = part == held_out
        yield ~outside, outside


def _take(rows: Rows, chosen: NDArray[np.bool_]) -> Rows:
    return Rows(
        features=rows.features[chosen],
        labels=rows.labels[chosen],
        weights=rows.weights[chosen],
        question=rows.question[chosen],
        sight=rows.sight,
        part=rows.part,
        asked=rows.asked,
        said=tuple(itertools.compress(rows.said, chosen)),
    )
