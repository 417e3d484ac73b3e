"""Fit the networks with which `corpus.cleaning` reads a page, on news wrapped in furniture.

`python -m tests.furniture.fit` writes `corpus/cleaning/weights.npz`; with `--folds N` it prints
instead how the seen layouts fare under networks that were fitted without them. Needs torch.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from corpus.cleaning import network
from corpus.cleaning.network import STEPS, Network, Networks
from corpus.cleaning.topic import Array
from corpus.cleaning.trim import look
from tests.furniture.samples import Sample, samples

FILE = Path(network.__file__).with_name("weights.npz")
_WIDTH = {"title": 16, "lines": 32}
_EPOCHS, _BATCH, _RATE, _DECAY, _DROPPED, _HIDDEN_FROM = 16, 16, 4e-3, 1e-2, 0.25, 0.1
# To cut from a text that has no furniture is worse than to keep some.
_REAL = 1.5


class _Model(nn.Module):
    """What `corpus.cleaning.network.Network` computes, with values dropped while it learns."""

    def __init__(self, inputs: int, name: str) -> None:
        super().__init__()
        width = _WIDTH[name]
        across = () if name == "title" else STEPS
        sizes = [(inputs, width), *((3 * width, width) for _ in across), (width, 1)]
        self.parts = [nn.Linear(*size) for size in sizes]
        self.layers = nn.ModuleList(self.parts)

    def forward(self, rows: Tensor, there: Tensor) -> Tensor:
        if self.training:
            rows = rows * (torch.rand(len(rows), 1, rows.shape[2]) > _HIDDEN_FROM)
        into, *across, out = self.parts
        here = self._drop(torch.relu(into(rows))) * there
        for step, layer in zip(STEPS, across, strict=False):
            wide = functional.pad(here, (0, 0, step, step))
            beside = torch.cat((wide[:, : here.shape[1]], here, wide[:, 2 * step :]), 2)
            here = (here + self._drop(torch.relu(layer(beside)))) * there
        values: Tensor = out(here)[..., 0]
        return values

    def _drop(self, values: Tensor) -> Tensor:
        return functional.dropout(values, _DROPPED, self.training)

    def network(self) -> Network:
        pairs = [(x.weight.detach().numpy().T.copy(), x.bias.detach().numpy()) for x in self.parts]
        return Network(tuple(pairs))


Batch = tuple[Tensor, Tensor, list[Sample]]


def _batches(pages: Sequence[Sample], rows: Sequence[Array]) -> Iterator[Batch]:
    """Yield pages of about the same length together: rows, which of them are there, pages."""
    order = sorted(range(len(pages)), key=lambda i: len(rows[i]) + random.random() * 8)
    groups = [order[i : i + _BATCH] for i in range(0, len(order), _BATCH)]
    random.shuffle(groups)
    for group in groups:
        longest = max(len(rows[i]) for i in group)
        values = torch.zeros(len(group), longest, rows[0].shape[1])
        there = torch.zeros(len(group), longest, 1)
        for place, index in enumerate(group):
            values[place, : len(rows[index])] = torch.from_numpy(rows[index].astype(np.float32))
            there[place, : len(rows[index])] = 1
        yield values, there, [pages[i] for i in group]


def _padded(arrays: Sequence[Array], longest: int) -> Tensor:
    out = torch.zeros(len(arrays), longest)
    for place, array in enumerate(arrays):
        out[place, : len(array)] = torch.from_numpy(array.astype(np.float32))
    return out


def _title_loss(scores: Tensor, pages: Sequence[Sample]) -> Tensor:
    """Cross entropy over the lines that could be the title, and over there being none."""
    size = scores.shape[1]
    open_ = _padded([page.candidates.astype(np.float64) for page in pages], size) > 0
    every = torch.cat((scores.masked_fill(~open_, -1e9), torch.zeros(len(pages), 1)), 1)
    known = [
        page.title if page.title is not None and page.candidates[page.title] else size
        for page in pages
    ]
    return functional.cross_entropy(every, torch.tensor(known))


def _line_loss(odds: Tensor, pages: Sequence[Sample]) -> Tensor:
    """Cross entropy per line, in proportion to its characters."""
    size = odds.shape[1]
    weight = [
        (np.minimum(page.characters, 500) / 100 + 0.25) * (1.0 if page.layout else _REAL)
        for page in pages
    ]
    weights = _padded(weight, size)
    gold = _padded([page.gold for page in pages], size)
    loss = functional.binary_cross_entropy_with_logits(odds, gold, reduction="none")
    return (loss * weights).sum() / weights.sum()


def train(pages: Sequence[Sample], rows: Sequence[Array], name: str) -> Network:
    """Fit one network to rows of features per page."""
    model = _Model(rows[0].shape[1], name)
    optimizer = torch.optim.AdamW(model.parameters(), lr=_RATE, weight_decay=_DECAY)
    steps = _EPOCHS * (len(pages) // _BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, steps + 1, pct_start=0.15)
    loss_of = _title_loss if name == "title" else _line_loss
    for _ in range(_EPOCHS):
        for values, there, group in _batches(pages, rows):
            loss = loss_of(model(values, there), group)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it so
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return model.eval().network()


def fit(pages: Sequence[Sample], each: int) -> dict[str, list[Network]]:
    """Fit `each` networks of either kind."""
    rows = {
        "title": [page.view.titles() for page in pages],
        "lines": [page.view.round(page.title) for page in pages],
    }
    return {name: [train(pages, mine, name) for _ in range(each)] for name, mine in rows.items()}


def tell(pages: Sequence[Sample], networks: Networks) -> tuple[float, float, float]:
    """Return the characters kept rightly, kept, and the article's."""
    right = kept = gold = 0.0
    for page in pages:
        title, body = look(page.view, networks)
        mine = np.zeros(len(page.gold))
        mine[[*body, *([] if title is None else [title])]] = 1
        right += float((page.characters * mine * page.gold).sum())
        kept += float((page.characters * mine).sum())
        gold += float((page.characters * page.gold).sum())
    return right, kept, gold


def _cross_validate(pages: list[Sample], folds: int, each: int) -> None:
    names = sorted({page.layout for page in pages} - {""})
    random.shuffle(names)
    every = np.zeros((2, 3))
    for fold in range(folds):
        held = set(names[fold::folds])
        networks = fit([page for page in pages if page.layout not in held], each)
        for name in sorted(held):
            for varied in (False, True):
                mine = [p for p in pages if p.layout == name and p.varied == varied]
                counts = np.array(tell(mine, networks))
                every[int(varied)] += counts
                _say(f"{name}{' varied' if varied else ''}", counts)
    _say("all", every[0])
    _say("all varied", every[1])


def _say(name: str, counts: Array) -> None:
    right, kept, gold = counts
    sys.stdout.write(f"{name:24} precision {right / kept:.4f}  recall {right / gold:.4f}\n")
    sys.stdout.flush()


def main() -> None:
    """Fit on all layouts, or leave some out in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=10)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--each", type=int, default=3, help="networks to average")
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    pages = samples(options.pages, options.seed)
    if options.folds:
        _cross_validate(pages, options.folds, options.each)
        return
    stored: dict[str, npt.NDArray[np.float16]] = {}
    for name, found in fit(pages, options.each).items():
        for number, network_ in enumerate(found):
            for layer, (weights, bias) in enumerate(network_.layers):
                stored[f"{name}.{number}.{layer}.weights"] = weights.astype(np.float16)
                stored[f"{name}.{number}.{layer}.bias"] = bias.astype(np.float16)
    np.savez_compressed(FILE, allow_pickle=False, **stored)


if __name__ == "__main__":
    main()
