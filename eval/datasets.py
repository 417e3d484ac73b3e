"""Data sets in the formats everybody reads: BEIR folders, SQuAD files, gold lines.

The split into halves is by gold document, so that no paragraph is on both sides (`half`). Texts
are as the file has them, save what no text can hold (NUL, half a surrogate pair).
"""

import hashlib
import json
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, TextIO, cast

from eval.errors import BadDataset

Half = Literal["tune", "report"]
Qrels = dict[str, dict[str, int]]


def half(document: str) -> Half:
    """Return the half a gold document belongs to: first hex digit of its SHA-256, 0–7 is tune."""
    return "tune" if hashlib.sha256(document.encode()).hexdigest()[0] in "01234567" else "report"


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a BEIR corpus; `title` may be empty, and so may `text`."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """The documents of a `corpus.jsonl[.xz]`, read from the file whenever they are iterated."""

    path: Path

    def __iter__(self) -> Iterator[Document]:
        """Yield the documents; raises BadDataset naming the line that cannot be read."""
        for row in json_lines(self.path):
            yield Document(row.text("_id"), row.text("title", ""), row.text("text", ""))


@dataclass(frozen=True, slots=True)
class Retrieval:
    """A BEIR folder: documents, questions by id, and relevant documents by question.

    Only questions that have both a text and a relevant document.
    """

    documents: Iterable[Document]
    queries: dict[str, str]
    qrels: Qrels

    def restricted(self, wanted: Half | None) -> "Retrieval":
        """Return the same documents with the questions of one half, all if None."""
        if wanted is None:
            return self
        return self.only(q for q, found in self.qrels.items() if half(next(iter(found))) == wanted)

    def only(self, queries: Iterable[str]) -> "Retrieval":
        """Return the same documents with these questions."""
        texts = {query: self.queries[query] for query in queries}
        return replace(self, queries=texts, qrels={query: self.qrels[query] for query in texts})


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


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a JSONL file that knows where it stands."""

    values: dict[str, Any]
    place: str

    def text(self, name: str, default: str | None = None) -> str:
        """Return a field as a string; a number is taken for its digits."""
        value = self.values.get(name)
        if value is None:
            if default is None:
                raise BadDataset(f"{self.place}: the field {name!r} is missing")
            return default
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise BadDataset(f"{self.place}: {name!r} must be a string, not {value!r:.60}")
        return storable(str(value))

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a field that is a list of strings; absent is empty."""
        value = self.values.get(name) or []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise BadDataset(f"{self.place}: {name!r} must be a list of strings")
        return tuple(storable(item) for item in value)


def storable(text: str) -> str:
    """Return a text without what no text can hold: NUL and halves of surrogate pairs."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def json_lines(path: Path) -> Iterator[Row]:
    """Yield the objects of a `.jsonl` or `.jsonl.xz` file; raises BadDataset naming the line."""
    try:
        with _opened(path) as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    place = f"{path}, line {number}"
                    yield Row(_object(line, place), place)
    except (OSError, EOFError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise BadDataset(f"{path} cannot be read: {error}") from error


def load_retrieval(folder: Path, corpus: Path | None = None) -> Retrieval:
    """Load a BEIR folder; `corpus` stands in for its `corpus.jsonl`.

    Documents are read later, once and one by one. Raises BadDataset.
    """
    documents = Corpus(corpus or _either(folder / "corpus.jsonl"))
    if not documents.path.is_file():
        raise BadDataset(f"there is no corpus {documents.path}; name one with --corpus")
    texts = {row.text("_id"): row.text("text") for row in json_lines(folder / "queries.jsonl")}
    found = _qrels(folder / "qrels" / "test.tsv")
    qrels = {query: found[query] for query in texts if query in found}
    if not qrels:
        raise BadDataset(f"no question of {folder} has a relevant document in qrels/test.tsv")
    return Retrieval(documents, {query: texts[query] for query in qrels}, qrels)


def load_squad(path: Path) -> tuple[ReadingQuestion, ...]:
    """Load a SQuAD 1.1 or 2.0 file; raises BadDataset."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        questions = tuple(
            _reading_question(qa, article.get("title") or "", storable(paragraph["context"]))
            for article in data["data"]
            for paragraph in article["paragraphs"]
            for qa in paragraph["qas"]
        )
    except OSError as error:
        raise BadDataset(f"{path} cannot be read: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadDataset(f"{path} is not a SQuAD file: {error!r}") from error
    if not questions:
        raise BadDataset(f"{path} holds no question")
    return questions


def load_gold(path: Path) -> tuple[GoldQuestion, ...]:
    """Load the lines of an `answers` set; raises BadDataset."""
    questions = tuple(
        GoldQuestion(
            id=row.text("id"),
            kind=row.text("kind", "fact"),
            question=row.text("question"),
            answers=row.texts("answers"),
            all_of=row.texts("all_of"),
            articles=row.texts("articles"),
            conversation=tuple(_turns(row)),
        )
        for row in json_lines(path)
    )
    if not questions:
        raise BadDataset(f"{path} holds no question")
    return questions


def _opened(path: Path) -> TextIO:
    if path.suffix == ".xz":
        return cast(TextIO, lzma.open(path, "rt", encoding="utf-8-sig"))
    return path.open(encoding="utf-8-sig")


def _object(line: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BadDataset(f"{place}: not JSON ({error})") from error
    if not isinstance(row, dict):
        raise BadDataset(f"{place}: a JSON object was expected")
    return row


def _either(path: Path) -> Path:
    """Return the file, or the packed one beside it where only that is there."""
    packed = path.with_suffix(path.suffix + ".xz")
    return packed if packed.is_file() and not path.is_file() else path


def _qrels(path: Path) -> Qrels:
    """Read query, document and grade by tabs; a first line without a grade is the header."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadDataset(f"{path} cannot be read: {error}") from error
    qrels: Qrels = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            query, document, grade = line.rstrip("\r").split("\t")
            relevance = int(float(grade))
        except ValueError as error:
            if number == 1:
                continue
            raise BadDataset(
                f"{path}, line {number}: query-id, corpus-id and score were expected, with tabs"
            ) from error
        if relevance > 0:
            qrels.setdefault(query, {})[document] = relevance
    return qrels


def _reading_question(qa: dict[str, Any], title: str, context: str) -> ReadingQuestion:
    starts: dict[str, int] = {}
    for answer in () if qa.get("is_impossible") else qa.get("answers") or ():
        text = storable(answer["text"])
        if text.strip():
            starts.setdefault(text, answer.get("answer_start", max(0, context.find(text))))
    return ReadingQuestion(
        id=str(qa["id"]),
        question=storable(qa["question"]),
        answers=tuple(starts),
        title=title,
        context=context,
        starts=tuple(starts.values()),
    )


def _turns(row: Row) -> Iterator[tuple[str, str]]:
    for turn in row.values.get("conversation") or ():
        try:
            role, content = turn["role"], turn["content"]
        except (KeyError, TypeError) as error:
            raise BadDataset(f"{row.place}: a turn has a role and a content") from error
        if role not in ("user", "assistant") or not isinstance(content, str):
            raise BadDataset(f"{row.place}: a turn's role is user or assistant, not {role!r}")
        yield role, storable(content)
