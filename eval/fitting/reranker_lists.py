"""What the reranker learns from: questions with the candidates that the engine finds for them."""

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from eval.datasets import Document, Retrieval, half, load_retrieval, load_squad
from eval.workspace import Workspace
from index.codes import Coder
from index.engine import Engine
from index.reranker import CANDIDATES, WIDTH, described
from index.shortlist import Shortlist

FAQ_QUESTIONS = 900  # of some 3,500, so that one disease does not outweigh the rest
DEV = ("vinewsqa-dev", "viquad-dev", "legal")


@dataclass(frozen=True)
class Lists:
    """Questions with their candidates, best first.

    `inputs` (questions, candidates, WIDTH) as the network takes them; `gold` whether a candidate
    is of a right document, `known` whether there is a candidate at all, `article` whose passages
    they are, all (questions, candidates); `right` (questions,) how many documents are right;
    `tune` (questions,) whether they may be learned from.
    """

    inputs: NDArray[np.float16]
    gold: NDArray[np.bool_]
    known: NDArray[np.bool_]
    article: NDArray[np.int64]
    right: NDArray[np.int64]
    tune: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.right)

    def take(self, chosen: NDArray[np.int64]) -> "Lists":
        """Return some of the questions."""
        return Lists(**{name: value[chosen] for name, value in vars(self).items()})

    def half(self, *, tune: bool) -> "Lists":
        """Return the questions of one half."""
        return self.take(np.flatnonzero(self.tune == tune))

    def save(self, path: Path) -> None:
        """Write the arrays."""
        np.savez(path, **vars(self))

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the arrays."""
        with np.load(path) as arrays:
            return cls(**arrays)

    @classmethod
    def collect(cls, data: Retrieval, tune: set[str]) -> Self:
        """Search for every question; those of `tune` may be learned from."""
        watch = _Watch()
        with Workspace.of_documents(data.documents) as workspace:
            service = workspace.service
            engine = Engine.open(service.index, service.store, service.encoder, reranker=watch)
            count = len(data.queries)
            lists = cls(
                inputs=np.zeros((count, CANDIDATES, WIDTH), np.float16),
                gold=np.zeros((count, CANDIDATES), bool),
                known=np.zeros((count, CANDIDATES), bool),
                article=np.zeros((count, CANDIDATES), np.int64),
                right=np.array([len(data.qrels[query]) for query in data.queries]),
                tune=np.array([query in tune for query in data.queries]),
            )
            for row, (query, text) in enumerate(data.queries.items()):
                found = engine.search(text, top=CANDIDATES, leg="reranked").hits
                articles = [hit.article_id for hit in found]
                numbers = {
                    article: number for number, article in enumerate(dict.fromkeys(articles))
                }
                right = [
                    not data.qrels[query].keys().isdisjoint(workspace.documents_of(article))
                    for article in articles
                ]
                place = slice(len(found))
                lists.inputs[row, place] = watch.inputs[place]
                lists.gold[row, place], lists.known[row, place] = right, True
                lists.article[row, place] = [numbers[article] for article in articles]
        return lists


@dataclass
class _Watch:
    """A reranker that leaves the order as it is and keeps what it was shown."""

    candidates: int = CANDIDATES
    coder: Coder = field(default_factory=Coder)
    inputs: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, WIDTH), np.float32))

    def score(self, shortlist: Shortlist) -> NDArray[np.floating]:
        """Return scores that fall from candidate to candidate."""
        self.inputs = described(shortlist, shortlist.syllables(), self.coder)
        return -np.arange(len(shortlist), dtype=np.float64)


def sets(data: Path) -> Iterator[tuple[str, Retrieval, set[str]]]:
    """Yield the sets by name, with the questions that may be learned from.

    Of the sets of `dev` these are the tune halves; all of the public questions and answers.
    """
    for name in DEV:
        corpus = data / "dev" / "legal-corpus.jsonl.xz" if name == "legal" else None
        found = load_retrieval(data / "dev" / name, corpus)
        yield name, found, set(found.restricted("tune").queries)
    yield _squad(data / "dev" / "zalo-wiki.squad.json")
    yield _faq(data / "train" / "faq.jsonl.xz")


def _squad(path: Path) -> tuple[str, Retrieval, set[str]]:
    """Return the answerable questions of a SQuAD file as a search among all its paragraphs."""
    questions = load_squad(path)
    names = {text: str(i) for i, text in enumerate(dict.fromkeys(q.context for q in questions))}
    asked = [question for question in questions if question.answers]
    found = Retrieval(
        [Document(name, "", text) for text, name in names.items()],
        {question.id: question.question for question in asked},
        {question.id: {names[question.context]: 1} for question in asked},
    )
    return "zalo-wiki", found, {q.id for q in asked if half(q.title) == "tune"}


def _faq(path: Path) -> tuple[str, Retrieval, set[str]]:
    """Return some questions of a list of questions and answers as a search among all answers."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    names = {text: str(i) for i, text in enumerate(dict.fromkeys(row["answer"] for row in rows))}
    chosen = np.random.default_rng(1).choice(
        len(rows), min(FAQ_QUESTIONS, len(rows)), replace=False
    )
    asked = {str(i): rows[i] for i in sorted(chosen.tolist())}
    found = Retrieval(
        [Document(name, "", text) for text, name in names.items()],
        {key: row["question"] for key, row in asked.items()},
        {key: {names[row["answer"]]: 1} for key, row in asked.items()},
    )
    return "faq", found, set(asked)
