"""`python -m eval.fitting.reranker --data DIR --out DIR`: fit the reranker.

A listwise softmax over the candidates that the engine finds, on the tune halves alone. What was
found for a set is left in the output folder and not looked for again; the weights end up there
too, to be copied to `index/`, their SHA-256 into `index/reranker.py` and the model card beside it.

Several passages of a question's gold document may be among its candidates: what is maximised is
the probability of any of them. Questions whose gold document is not found teach nothing.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
import typer
from numpy.typing import NDArray
from torch import Tensor

from eval.fitting.reranker_lists import Lists, sets
from eval.statistics import means
from index.features import Floats
from index.reranker import LEGS, WEIGHTS, WIDTH, table

DECAY = 0.05
ROUNDS = 120
LEAST_SPREAD = 1e-3  # below it a feature is taken to be the same for all
FUSED = LEGS.index("fused")
DEPTH = 10
METRICS = ("P@1", "MRR@10", "nDCG@10", "R@10")
_NEVER = -1e9

app = typer.Typer(add_completion=False, help=__doc__)


@app.command()
def main(
    data: Annotated[Path, typer.Option("--data", help="Folder with train/ and dev/.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for the weights.")],
    threads: Annotated[int, typer.Option("--threads")] = 1,
) -> None:
    """Fit the shipped weights; print how they do, and how without the set they are tried on."""
    torch.set_num_threads(threads)
    out.mkdir(parents=True, exist_ok=True)
    lists: dict[str, Lists] = {}
    for name, questions, tune in sets(data):
        path = out / f"{name}.npz"
        if not path.exists():
            Lists.collect(questions, tune).save(path)
        lists[name] = Lists.load(path)
    tune_halves = {name: found.half(tune=True) for name, found in lists.items()}
    shipped = fit(list(tune_halves.values()))
    content = table(shipped).encode()
    (out / WEIGHTS.name).write_bytes(content)
    typer.echo(f"{WEIGHTS.name}: SHA-256 {hashlib.sha256(content).hexdigest()}")
    for name, found in lists.items():
        tried = found.half(tune=False) if not found.tune.all() else found
        without = fit([half for other, half in tune_halves.items() if other != name])
        typer.echo(f"{name}: {len(tried)} questions")
        for label, given in (
            ("fused", tried.inputs[..., FUSED].astype(np.float32)),
            ("without the set", tried.inputs @ without),
            ("shipped", tried.inputs @ shipped),
        ):
            typer.echo(f"  {label:16}{summary(given, tried)}")


def fit(sets: Sequence[Lists]) -> Floats:
    """Return the weights learned from all questions of `sets`, shape (WIDTH,)."""
    found = [lists.take(np.flatnonzero(lists.gold.any(1))) for lists in sets]
    known = np.concatenate([lists.known for lists in found])
    gold = torch.from_numpy(np.concatenate([lists.gold for lists in found]))
    inputs = np.concatenate([lists.inputs for lists in found]).astype(np.float32)
    # Only differences among the candidates of a question count; a feature's weight is held down
    # in proportion to how much it differs.
    inputs[~known] = 0
    inputs -= (inputs.sum(1) / known.sum(1, keepdims=True))[:, None]
    spread = np.sqrt(np.square(inputs[known]).mean(0))
    scale = np.where(spread < LEAST_SPREAD, np.inf, spread).astype(np.float32)
    scaled, absent = torch.from_numpy(inputs / scale), torch.from_numpy(~known)
    weights = torch.zeros(WIDTH, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=ROUNDS, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        given = scaled @ weights
        everything = torch.logsumexp(given.masked_fill(absent, _NEVER), 1)
        right = torch.logsumexp(given.masked_fill(~gold, _NEVER), 1)
        total: Tensor = (everything - right).mean() + DECAY * weights.square().sum()
        torch.autograd.backward(total)
        return total

    step: Callable[[Callable[[], Tensor]], object] = optimiser.step
    step(loss)
    learned = weights.detach().numpy().astype(np.float32)
    return learned / scale


def summary(given: Floats, lists: Lists) -> str:
    """Return the metrics of an order in one line, with 95 % intervals."""
    rows = [_measured(right, count) for right, count in ranked(given, lists)]
    found, intervals = means(rows, METRICS)
    return "  ".join(f"{name} {found[name]:.3f} {intervals[name]}" for name in METRICS)


def _measured(right: NDArray[np.bool_], count: int) -> dict[str, float]:
    """Return the metrics of one question from its documents, best first, and the right ones."""
    places = np.flatnonzero(right[:DEPTH])
    best = sum(1 / np.log2(2 + place) for place in range(min(count, DEPTH)))
    return {
        "P@1": float(0 in places),
        "MRR@10": float(1 / (1 + places[0])) if len(places) else 0.0,
        "nDCG@10": float((1 / np.log2(2 + places)).sum() / best),
        "R@10": len(places) / count,
    }


def ranked(given: Floats, lists: Lists) -> Iterator[tuple[NDArray[np.bool_], int]]:
    """Yield for each question whether its documents are right, best first, and how many are."""
    for row, known, gold, article, right in zip(
        given, lists.known, lists.gold, lists.article, lists.right, strict=True
    ):
        order = np.argsort(-np.where(known, row, _NEVER), kind="stable")[: known.sum()]
        _, first = np.unique(article[order], return_index=True)
        yield gold[order][np.sort(first)], int(right)


if __name__ == "__main__":
    app()
