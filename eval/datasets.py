"""Data sets in the formats everybody reads: BEIR folders, SQuAD files, gold lines.

The split into halves is by gold document, so that no paragraph is on both sides (`half`).
"""

import hashlib
import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from eval.errors import BadDataset

Half = Literal["tune", "report"]


def half(document: str) -> Half:
    """Return the half a gold document belongs to: first hex digit of its SHA-256, 0–7 is tune."""
    return "tune" if hashlib.sha256(document.encode()).hexdigest()[0] in "01234567" else "report"


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a BEIR corpus; `title` may be empty."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Retrieval:
    """A BEIR folder: documents, questions by id, and relevant documents by question."""

    documents: tuple[Document, ...]
    queries: dict[str, str]
    qrels: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class ReadingQuestion:
    """A SQuAD question with its paragraph; `answers` is empty where there is none.

    `starts` are the code points of the context at which the answers begin.
    """

    id: str
    question: str
    answers: tuple[str, ...]
    title: str
    context: str
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question of an `answers` set; without `answers` and `all_of` it must be abstained from."""

    id: str
    kind: str
    question: str
    answers: tuple[str, ...]
    all_of: tuple[str, ...]
    articles: tuple[str, ...]
    conversation: tuple[tuple[str, str], ...]

    @property
    def must_abstain(self) -> bool:
        """Whether the articles do not hold the answer."""
        return not self.answers and not self.all_of


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a `.jsonl` or `.jsonl.xz` file; raises BadDataset naming the line."""
    try:
        with (
            lzma.open(path, "rt", encoding="utf-8")
            if path.suffix == ".xz"
            else path.open(encoding="utf-8") as lines
        ):
            for number, line in enumerate(lines, 1):
                if line.strip():
                    try:
                        row = json.loads(line)
                    except json.JSONDecodeError as error:
                        raise BadDataset(
                            f"{path}, line {number}: not JSON ({error.msg})"
                        ) from error
                    if not isinstance(row, dict):
                        raise BadDataset(f"{path}, line {number}: an object was expected")
                    yield row
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise BadDataset(f"{path} cannot be read: {error}") from error


def load_retrieval(folder: Path, corpus: Path | None = None) -> Retrieval:
    """Load a BEIR folder; `corpus` stands in for its `corpus.jsonl`."""
    source = corpus or folder / "corpus.jsonl"
    documents = tuple(
        Document(str(_field(row, "_id", source)), row.get("title") or "", row.get("text") or "")
        for row in json_lines(source)
    )
    queries = folder / "queries.jsonl"
    texts = {str(_field(row, "_id", queries)): row["text"] for row in json_lines(queries)}
    qrels: dict[str, dict[str, int]] = {}
    table = folder / "qrels" / "test.tsv"
    try:
        rows = table.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BadDataset(f"{table} cannot be read: {error}") from error
    for number, row in enumerate(rows, 1):
        parts = row.split("\t")
        if number == 1 and not parts[-1].strip().lstrip("-").isdigit():
            continue
        try:
            query, document, grade = parts[0], parts[1], int(parts[2])
        except (IndexError, ValueError) as error:
            raise BadDataset(
                f"{table}, line {number}: query-id, corpus-id and score were expected"
            ) from error
        if grade > 0:
            qrels.setdefault(query, {})[document] = grade
    return Retrieval(documents, {q: t for q, t in texts.items() if q in qrels}, qrels)


def load_squad(path: Path) -> tuple[ReadingQuestion, ...]:
    """Load a SQuAD 1.1 or 2.0 file."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return tuple(
            _reading_question(qa, article.get("title", ""), paragraph["context"])
            for article in data["data"]
            for paragraph in article["paragraphs"]
            for qa in paragraph["qas"]
        )
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError) as error:
        raise BadDataset(f"{path} is not a SQuAD file: {error!r}") from error


def _reading_question(qa: dict[str, Any], title: str, context: str) -> ReadingQuestion:
    starts: dict[str, int] = {}
    for answer in () if qa.get("is_impossible") else qa.get("answers", ()):
        starts.setdefault(answer["text"], answer["answer_start"])
    return ReadingQuestion(
        id=str(qa["id"]),
        question=qa["question"],
        answers=tuple(starts),
        title=title,
        context=context,
        starts=tuple(starts.values()),
    )


def load_gold(path: Path) -> tuple[GoldQuestion, ...]:
    """Load the lines of an `answers` set."""
    return tuple(
        GoldQuestion(
            id=str(_field(row, "id", path)),
            kind=str(row.get("kind", "fact")),
            question=str(_field(row, "question", path)),
            answers=tuple(row.get("answers") or ()),
            all_of=tuple(row.get("all_of") or ()),
            articles=tuple(row.get("articles") or ()),
            conversation=tuple((t["role"], t["content"]) for t in row.get("conversation") or ()),
        )
        for row in json_lines(path)
    )


def _field(row: dict[str, Any], name: str, path: Path) -> Any:
    if name not in row:
        raise BadDataset(f"{path}: a line lacks the field {name!r}")
    return row[name]
