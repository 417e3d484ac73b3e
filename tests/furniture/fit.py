"""Fit the weights with which `corpus.cleaning` follows a page, on news wrapped in furniture.

`python -m tests.furniture.fit` writes `corpus/cleaning/weights.tsv`; with `--leave-one-out` it
prints how each layout fares under weights that were fitted without it, and writes nothing.
"""

import argparse
import random
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from corpus.articles import RawDocument
from corpus.cleaning import chain
from corpus.cleaning.copies import without_copies
from corpus.cleaning.features import EDGE, NODE, features
from corpus.cleaning.lines import lines_of
from corpus.cleaning.signs import signs_of
from corpus.cleaning.trim import title_of
from corpus.errors import Refused
from corpus.readers import read
from corpus.readers.text import decode
from tests.furniture import measure
from tests.shared_data import shared

Array = npt.NDArray[np.float64]
SEEN = Path(__file__).parent / "seen"
SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
WEIGHTS = Path(chain.__file__).with_name("weights.tsv")
LABELS = Path(__file__).parents[1] / "labels" / "web_cuts.json"
_LONGEST = 160
_PENALTY = 0.01
_STEPS = 80


@dataclass
class Sequence:
    """A page below its title: features of lines, of steps, and which lines are the article's."""

    layout: str
    node: Array
    edge: Array
    gold: Array
    weight: Array


def _sequence(layout: str, raw: RawDocument, gold: str) -> Sequence | None:
    try:
        page = read(raw)
    except Refused:
        return None
    signs = signs_of(without_copies(lines_of(page.lines)))
    if signs.untouched or signs.wrapped:
        return None
    title = title_of(signs, page.title)
    first = title + 1 if title is not None else signs.start
    node, edge = features(signs)
    lines = signs.lines[first : first + _LONGEST]
    right = np.array([len(x.text) > 1 and x.text in gold for x in lines], dtype=np.float64)
    weight = np.array([max(0.3, min(len(x.text), 400) / 120) for x in lines])
    part = slice(first, first + len(lines))
    return Sequence(layout, node[part], edge[part], right, weight)


@cache
def _news() -> list[tuple[str, str, list[str]]]:
    return measure.news(500, seed=0, within=5_000)


def _bodies(count: int, seed: int) -> list[tuple[str, str, list[str]]]:
    """Return articles to wrap: news, and texts with headings, lists and numbers."""
    rng = random.Random(seed)
    texts = []
    paths = sorted(SAMPLES.glob("*.txt"))
    labelled = LABELS.read_text(encoding="utf-8")
    paths += [p for p in sorted(shared("articles", "web").glob("*.txt")) if p.stem not in labelled]
    for path in rng.sample(paths, count // 3):
        lines = [" ".join(x.split()) for x in decode(path.read_bytes()).split("\n")]
        lines = [x for x in lines if len(x) > 1][: rng.randint(8, 60)]
        if len(lines) > 4:
            texts.append((lines[0], lines[1], lines[2:]))
    return rng.sample(_news(), count - len(texts)) + texts


def sequences(pages: int, seed: int) -> list[Sequence]:
    """Wrap articles in every layout, and take what is left of each as a page below its title."""
    found = []
    for number, (name, layout) in enumerate(measure.layouts(SEEN).items()):
        for at, (title, lead, body) in enumerate(_bodies(pages, seed + number)):
            page = layout(title, lead, body, random.Random(seed * 7919 + number * 997 + at))
            kind = "text/html" if page.lstrip().startswith("<") else "text/plain"
            gold = " ".join(" ".join(x.split()) for x in (title, lead, *body))
            sequence = _sequence(name, RawDocument("", "", page.encode(), kind), gold)
            if sequence is not None:
                found.append(sequence)
    labelled = LABELS.read_text(encoding="utf-8")
    plain = [*SAMPLES.glob("*.txt"), *shared("articles", "web").glob("*.txt")]
    for path in sorted(p for p in plain if p.stem not in labelled):
        content = path.read_bytes()
        gold = " ".join(decode(content).split())
        sequence = _sequence("", RawDocument("", "", content, "text/plain"), gold)
        if sequence is not None:
            found.append(sequence)
    return found


def fit(pages: list[Sequence], start: Array | None = None) -> Array:
    """Return the weights of greatest likelihood of a chain of two states, lightly shrunk."""
    longest = max(len(p.gold) for p in pages)
    shape = len(pages), longest
    node = np.concatenate([p.node for p in pages]).astype(np.float32)
    edge = np.concatenate([p.edge for p in pages]).astype(np.float32)
    gold, there = np.zeros(shape), np.zeros(shape)
    for i, p in enumerate(pages):
        gold[i, : len(p.gold)], there[i, : len(p.gold)] = p.gold, 1
    on_page = there > 0

    def spread(rows: Array, weights: Array) -> Array:
        values = np.zeros(shape)
        values[on_page] = rows @ weights.astype(np.float32)
        return values

    n, e = len(NODE), len(EDGE)
    before = np.concatenate((np.ones((len(pages), 1)), gold[:, :-1]), 1)
    leave_gold, enter_gold = before * (1 - gold) * there, (1 - before) * gold * there

    def loss(weights: Array) -> tuple[float, Array]:
        here = spread(node, weights[:n])
        leave, enter = spread(edge, weights[n : n + e]), spread(edge, weights[n + e :])
        # Forward and backward: state 1 is the article's, a page begins in it.
        forward = np.full((longest + 1, 2, len(pages)), -np.inf)
        forward[0, 1] = 0.0
        for t in range(longest):
            out, inside = forward[t]
            on = there[:, t] > 0
            forward[t + 1, 0] = np.where(on, np.logaddexp(out, inside + leave[:, t]), out)
            into = np.logaddexp(inside, out + enter[:, t]) + here[:, t]
            forward[t + 1, 1] = np.where(on, into, inside)
        total = np.logaddexp(*forward[longest])
        back = np.zeros((longest + 1, 2, len(pages)))
        for t in range(longest - 1, -1, -1):
            on = there[:, t] > 0
            out, inside = back[t + 1][0], back[t + 1][1] + here[:, t]
            back[t, 0] = np.where(on, np.logaddexp(out, inside + enter[:, t]), out)
            back[t, 1] = np.where(on, np.logaddexp(out + leave[:, t], inside), inside)
        p_node = np.exp(forward[1:, 1] + back[1:, 1] - total).T * there
        p_leave = np.exp(forward[:-1, 1] + leave.T + back[1:, 0] - total).T * there
        p_enter = np.exp(forward[:-1, 0] + enter.T + here.T + back[1:, 1] - total).T * there
        score = (gold * here + leave_gold * leave + enter_gold * enter).sum()
        scale = len(pages)
        value = (total.sum() - score) / scale + _PENALTY * (weights**2).sum()
        gradient = np.concatenate(
            [
                (p_node - gold)[on_page].astype(np.float32) @ node,
                (p_leave - leave_gold)[on_page].astype(np.float32) @ edge,
                (p_enter - enter_gold)[on_page].astype(np.float32) @ edge,
            ]
        )
        return float(value), gradient / scale + 2 * _PENALTY * weights

    begin = np.zeros(n + 2 * e) if start is None else start
    found = minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    return np.asarray(found.x)


def tell(pages: list[Sequence], weights: Array) -> tuple[float, float]:
    """Return precision and recall by character-like weight of lines."""
    right = kept = gold = 0.0
    for page in pages:
        mine = chain.decode(page.node, page.edge, weights)
        right += float((page.weight * mine * page.gold).sum())
        kept += float((page.weight * mine).sum())
        gold += float((page.weight * page.gold).sum())
    return right / max(kept, 1e-9), right / max(gold, 1e-9)


def main() -> None:
    """Fit on all layouts, or leave out each in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=36)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--leave-one-out", action="store_true")
    options = parser.parse_args()
    pages = sequences(options.pages, options.seed)
    weights = fit(pages)
    if not options.leave_one_out:
        keys = [(part, name) for part, names in chain.PARTS for name in names]
        rows = [f"{a}\t{b}\t{x:.4f}\n" for (a, b), x in zip(keys, weights, strict=True)]
        WEIGHTS.write_text("".join(rows), encoding="utf-8")
        return
    for name in measure.layouts(SEEN):
        held = [page for page in pages if page.layout == name]
        other = fit([page for page in pages if page.layout != name], weights)
        figures = "precision {:.4f}  recall {:.4f}".format(*tell(held, other))
        sys.stdout.write(f"{name:24} {figures}  ({len(held)} pages)\n")


if __name__ == "__main__":
    main()
