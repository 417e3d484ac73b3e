"""Fit the span network: on questions made from news first, then with those people asked."""

import logging
from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from eval.fitting.packed import Batch, Packed
from eval.fitting.span_network import SpanNetwork, loss

BATCH = 128
WARM_UP = 100
FIRST_RATE = 3e-3
SECOND_RATE = 1.5e-3
DECAY = 0.02
# Share of batches that people's questions make up in the second round.
ASKED = 0.6
_REPORT = 100

_log = logging.getLogger(__name__)
Matrix = NDArray[np.float32]


def first_round(vectors: tuple[Matrix, Matrix], made: Sequence[Packed], steps: int) -> SpanNetwork:
    """Fit a new network on made questions; `vectors` are its first exact and folded ones."""
    torch.manual_seed(1)
    network = SpanNetwork()
    with torch.no_grad():
        network.exact.weight.copy_(torch.from_numpy(vectors[0]))
        network.plain.weight.copy_(torch.from_numpy(vectors[1]))
    _fit(network, [(made, 1.0)], steps, FIRST_RATE)
    return network


def second_round(
    first: SpanNetwork, made: Sequence[Packed], asked: Sequence[Packed], steps: int
) -> SpanNetwork:
    """Go on from a network of the first round, mostly with questions that people asked."""
    torch.manual_seed(2)
    network = SpanNetwork()
    network.load_state_dict(first.state_dict())
    _fit(network, [(asked, ASKED), (made, 1 - ASKED)], steps, SECOND_RATE)
    return network


def _fit(
    network: SpanNetwork,
    sources: Sequence[tuple[Sequence[Packed], float]],
    steps: int,
    rate: float,
) -> None:
    rng = np.random.default_rng(steps)
    optimiser = torch.optim.AdamW(network.parameters(), rate, weight_decay=DECAY, betas=(0.9, 0.98))
    batches = [[pack.batches(BATCH, rng) for pack in packs] for packs, _ in sources]
    shares = np.array([share for _, share in sources])
    network.train()
    recent: list[float] = []
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1.0, (step + 1) / WARM_UP) * (1 - step / steps) + 2e-5
        source = batches[rng.choice(len(sources), p=shares / shares.sum())]
        value = _loss(network, next(source[rng.integers(len(source))]))
        optimiser.zero_grad()
        torch.autograd.backward(value)
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        recent.append(float(value.detach()))
        if (step + 1) % _REPORT == 0:
            _log.info("step %d of %d, loss %.3f", step + 1, steps, np.mean(recent[-_REPORT:]))
    network.eval()


def _loss(network: SpanNetwork, batch: Batch) -> Tensor:
    # Matrix products in bfloat16 are several times as fast where the CPU has AMX.
    with torch.autocast("cpu", torch.bfloat16):
        table, none = network(*batch[:4])
    return loss(table, none, batch[4])
