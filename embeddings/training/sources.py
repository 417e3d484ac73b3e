"""What the model learns from: documents of the data folder.

No question of a development set is among them, so that whatever is tuned on those sets with this
model is tuned on questions that the model has not seen.
"""

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from embeddings.errors import BadTrainingData
from embeddings.training.text import sentences

NEWS = ("train/news.jsonl.xz", "train/news-2017.jsonl.xz")


@dataclass(frozen=True, slots=True)
class Document:
    """A text to draw pairs from: `heads` (title, lead) stand for the body's sentences.

    `whole` says that the heads are about the body as one (a question and its answer, a sentence
    and its translation); a body that is not whole may be cut into passages.
    """

    heads: tuple[str, ...]
    body: tuple[str, ...]
    whole: bool = False


def news(data: Path) -> Iterator[Document]:
    """Yield the news articles, each title with its opening once."""
    seen: set[int] = set()
    for name in NEWS:
        for line in _lines(data / name):
            key = hash((line["title"], line["body"][:80]))
            body = tuple(sentences(line["body"]))
            if key in seen or len(body) < 2:
                continue
            seen.add(key)
            yield Document((line["title"], line["lead"]), body)


def legal(data: Path) -> Iterator[Document]:
    """Yield the legal articles, each text once, without those that a question is about."""
    corpus = data / "dev/legal-corpus.jsonl.xz"
    gold = {document for _, document in _qrels(data / "dev/legal")}
    seen = {hash(line["text"]) for line in _lines(corpus) if line["_id"] in gold}
    for line in _lines(corpus):
        key = hash(line["text"])
        if key not in seen and line["title"]:
            seen.add(key)
            yield Document((line["title"],), tuple(sentences(line["text"])))


def answers(data: Path) -> Iterator[Document]:
    """Yield questions with official answers."""
    for line in _lines(data / "train/faq.jsonl.xz"):
        yield Document((line["question"],), tuple(sentences(line["answer"])), whole=True)


def translations(data: Path) -> Iterator[Document]:
    """Yield English sentences with their Vietnamese translation as the body."""
    for line in _lines(data / "train/parallel-en-vi.jsonl"):
        yield Document((line["en"],), (line["vi"],), whole=True)


def _qrels(folder: Path) -> list[tuple[str, str]]:
    lines = _text(folder / "qrels/test.tsv").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return [(row[0], row[1]) for row in rows if int(row[2]) > 0]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with _opened(path) as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield dict(json.loads(line))
            except ValueError as error:
                raise BadTrainingData(f"{path}, line {number} is not JSON: {error}") from error


def _text(path: Path) -> str:
    with _opened(path) as file:
        return file.read()


def _opened(path: Path) -> TextIO:
    if not path.is_file():
        raise BadTrainingData(f"{path} is missing; give the data folder as its README describes it")
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")
