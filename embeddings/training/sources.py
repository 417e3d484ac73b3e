"""What the model learns from: documents and questions of the data folder."""

import hashlib
import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from embeddings.errors import BadTrainingData
from embeddings.training.text import sentences

TUNE_DIGITS = frozenset("01234567")
NEWS = ("train/news.jsonl.xz", "train/news-2017.jsonl.xz")
QUESTION_SETS = ("dev/viquad-dev", "dev/vinewsqa-dev", "dev/legal")


@dataclass(frozen=True, slots=True)
class Document:
    """A text to draw pairs from: `heads` (title, lead) stand for the body's sentences.

    `whole` says that the heads are about the body as one (a question and its answer, a sentence
    and its translation); a body that is not whole may be cut into passages.
    """

    heads: tuple[str, ...]
    body: tuple[str, ...]
    whole: bool = False


def is_tune(document_id: str) -> bool:
    """Say whether a gold document belongs to the half that may be trained and tuned on."""
    return hashlib.sha256(document_id.encode()).hexdigest()[0] in TUNE_DIGITS


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
    """Yield the legal articles that no question of the development set has as its answer."""
    gold = {document for _, document in _qrels(data / "dev/legal")}
    seen: set[int] = set()
    for line in _lines(data / "dev/legal-corpus.jsonl.xz"):
        key = hash(line["text"])
        if line["_id"] not in gold and key not in seen and line["title"]:
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


def questions(data: Path, *, leave_out: frozenset[str] = frozenset()) -> Iterator[Document]:
    """Yield the questions of the tune half of the development sets with their passages.

    `leave_out` names sets (`viquad-dev`, `vinewsqa-dev`, `legal`, `zalo-wiki`) to be kept unseen.
    """
    for name in QUESTION_SETS:
        folder = data / name
        if folder.name not in leave_out:
            yield from _beir_questions(folder, _corpus_of(folder))
    if "zalo-wiki" not in leave_out:
        yield from _squad_questions(data / "dev/zalo-wiki.squad.json")


def _corpus_of(folder: Path) -> Path:
    own = folder / "corpus.jsonl"
    return own if own.exists() else folder.with_name(f"{folder.name}-corpus.jsonl.xz")


def _beir_questions(folder: Path, corpus: Path) -> Iterator[Document]:
    wanted = {document for _, document in _qrels(folder) if is_tune(document)}
    passages = {
        line["_id"]: f"{line['title']}\n{line['text']}"
        for line in _lines(corpus)
        if line["_id"] in wanted
    }
    asked = {line["_id"]: line["text"] for line in _lines(folder / "queries.jsonl")}
    for query, document in _qrels(folder):
        if document in passages:
            yield Document((asked[query],), tuple(sentences(passages[document])), whole=True)


def _squad_questions(path: Path) -> Iterator[Document]:
    for entry in _json(path)["data"]:
        if not is_tune(entry["title"]):
            continue
        for paragraph in entry["paragraphs"]:
            for item in paragraph["qas"]:
                if item["answers"]:
                    body = tuple(sentences(paragraph["context"]))
                    yield Document((item["question"],), body, whole=True)


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


def _json(path: Path) -> dict[str, Any]:
    return dict(json.loads(_text(path)))


def _text(path: Path) -> str:
    with _opened(path) as file:
        return file.read()


def _opened(path: Path) -> TextIO:
    if not path.is_file():
        raise BadTrainingData(f"{path} is missing; give the data folder as its README describes it")
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")
