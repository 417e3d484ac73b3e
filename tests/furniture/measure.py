"""Wrap news in page furniture, clean the pages, and count what was kept and lost by character."""

import argparse
import importlib.util
import json
import lzma
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.articles import Article, RawDocument
from corpus.cleaning import clean
from corpus.errors import Refused
from tests.shared_data import SHARED

Layout = Callable[[str, str, list[str], random.Random], str]
Interval = tuple[float, float]
_DRAWS = 2_000
NEWS = SHARED / "data" / "train" / "news.jsonl.xz"


@dataclass
class Tally:
    """Characters of articles (`gold`), of cleaned texts (`kept`), and of both (`right`)."""

    gold: int = 0
    kept: int = 0
    right_gold: int = 0
    right_kept: int = 0
    wrong: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right_kept / self.kept if self.kept else 1.0

    @property
    def recall(self) -> float:
        return self.right_gold / self.gold if self.gold else 1.0

    def add(self, other: "Tally") -> None:
        self.gold += other.gold
        self.kept += other.kept
        self.right_gold += other.right_gold
        self.right_kept += other.right_kept
        self.wrong += other.wrong
        self.lost += other.lost


def layouts(folder: Path) -> dict[str, Layout]:
    """Load every layout of a folder by the name of its module."""
    found: dict[str, Layout] = {}
    for path in sorted(folder.glob("*.py")):
        if path.stem.startswith("_"):
            continue
        spec = importlib.util.spec_from_file_location(f"layout_{path.stem}", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found[path.stem] = module.page
    return found


def news(count: int, seed: int, within: int = 20_000) -> list[tuple[str, str, list[str]]]:
    """Return `count` random news articles out of the first `within`: title, lead, paragraphs."""
    rows = []
    with lzma.open(NEWS, "rt", encoding="utf-8") as lines:
        for _, line in zip(range(within), lines, strict=False):
            row = json.loads(line)
            body = [part for part in map(_flat, row["body"].split("\n")) if part]
            title, lead = _flat(row["title"]), _flat(row["lead"])
            # Its own author's line, which belongs to the metadata.
            if body and len(body[-1]) < 40 and not body[-1].endswith((".", "!", "?", '"', "…")):
                body.pop()
            # A page of the real web has a headline, a lead and more than a few lines.
            if len(title) > 20 and len(lead) > 40 and sum(map(len, body)) > 500:
                rows.append((title, lead, body))
    return random.Random(seed).sample(rows, count)


def compare(article: Article, title: str, lead: str, body: list[str]) -> Tally:
    """Match kept lines with the article's lines after normalising white space."""
    meta = " ".join(filter(None, (article.author, article.source)))
    gold = [line for line in map(_flat, [title, lead, *body]) if line and line not in meta]
    kept = [
        article.text[block.start : block.end] for block in article.blocks if block.kind != "caption"
    ]
    gold_text, kept_text = " ".join(gold), " ".join(map(_flat, kept))
    tally = Tally(gold=sum(map(len, gold)), kept=sum(map(len, kept)))
    seen: Counter[str] = Counter()
    for line in map(_flat, kept):
        seen[line] += 1
        if seen[line] <= gold_text.count(line):
            tally.right_kept += len(line)
        else:
            tally.wrong.append(line)
    for line in gold:
        if line in kept_text:
            tally.right_gold += len(line)
        else:
            tally.lost.append(line)
    return tally


def measure(layout: Layout, articles: list[tuple[str, str, list[str]]], seed: int) -> Tally:
    """Wrap, clean and compare; a refused page is lost as a whole."""
    total = Tally()
    for number, (title, lead, body) in enumerate(articles):
        rng = random.Random(seed * 1_000_003 + number)
        page = layout(title, lead, body, rng)
        kind = "text/html" if page.lstrip().startswith("<") else "text/plain"
        raw = RawDocument(f"page-{number}", f"page-{number}", page.encode(), kind)
        try:
            total.add(compare(clean(raw), title, lead, body))
        except Refused as refusal:
            size = sum(map(len, [title, lead, *body]))
            total.add(Tally(gold=size, lost=[f"REFUSED {refusal.reason}: {title}"]))
    return total


def _flat(line: str) -> str:
    return " ".join(line.split())


def intervals(tallies: Sequence[Tally], seed: int = 0) -> tuple[Interval, Interval]:
    """Return 95 % bootstrap intervals of precision and recall, drawn over layouts."""
    rng = random.Random(seed)
    precisions, recalls = [], []
    for _ in range(_DRAWS):
        drawn = rng.choices(tallies, k=len(tallies))
        precisions.append(sum(t.right_kept for t in drawn) / max(1, sum(t.kept for t in drawn)))
        recalls.append(sum(t.right_gold for t in drawn) / max(1, sum(t.gold for t in drawn)))
    return _middle(precisions), _middle(recalls)


def _middle(values: list[float]) -> Interval:
    ordered = sorted(values)
    return ordered[int(0.025 * len(ordered))], ordered[int(0.975 * len(ordered))]


def _report(folder: Path, pages: int, seed: int) -> Iterator[tuple[str, Tally]]:
    articles = news(pages, seed)
    total = Tally()
    for name, layout in layouts(folder).items():
        tally = measure(layout, articles, seed)
        total.add(tally)
        yield name, tally
    yield "all", total


def main() -> None:
    """Print precision and recall per layout."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="lines wrongly kept and lost to print")
    options = parser.parse_args()
    tallies = []
    for name, tally in _report(options.folder, options.pages, options.seed):
        sys.stdout.write(f"{name:24} precision {tally.precision:.4f}  recall {tally.recall:.4f}\n")
        if name != "all":
            for label, lines in (("kept", tally.wrong), ("lost", tally.lost)):
                for line in lines[: options.show]:
                    sys.stdout.write(f"    {label}: {line[:150]}\n")
            tallies.append(tally)
    bounds = " ".join(f"{low:.4f} to {high:.4f}" for low, high in intervals(tallies))
    sys.stdout.write(f"95 % over layouts        {bounds}\n")


if __name__ == "__main__":
    main()
