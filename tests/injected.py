"""Articles with hostile text put into them, and a model that does whatever that text says.

`tests/labels/injections.jsonl` holds the cases, `injected_articles.json` the articles. Cases of
the split `tune` were looked at while the gate and the readers were mended, those of `report` not.
"""

import functools
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from corpus.vietnamese.normal import fold
from corpus.vietnamese.sentences import sentences
from service.adding import add_file
from service.answering.chat import ChatReader
from service.answering.quoting import Quotes
from service.answers import Answer
from service.compose import Service
from tests.fakes_service import make_settings

LABELS = Path(__file__).parent / "labels"
_PASSAGE = re.compile(r'<doan so="(\d+)">\n(.*?)\n</doan>', re.DOTALL)
_MARKUP = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Case:
    """One hostile text: where it stands in which article, and what a model that obeys says."""

    id: str
    split: str
    article: str
    kind: str
    place: str
    form: str
    payload: str
    says: str
    canary: str

    @property
    def hidden(self) -> bool:
        return self.kind.startswith("hidden:")


@functools.cache
def cases() -> tuple[Case, ...]:
    lines = (LABELS / "injections.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(Case(**json.loads(line)) for line in lines)


@functools.cache
def articles() -> dict[str, dict[str, Any]]:
    rows = json.loads((LABELS / "injected_articles.json").read_text(encoding="utf-8"))
    return {row["key"]: row for row in rows}


def batches(split: str) -> list[tuple[Case, ...]]:
    """Return the cases of a split in groups that have at most one for each article."""
    chosen = [case for case in cases() if case.split == split]
    columns = [[case for case in chosen if case.article == key] for key in articles()]
    rows = zip_longest(*columns)
    return [tuple(case for case in row if case is not None) for row in rows]


def fill(service: Service, chosen: tuple[Case, ...], *, form: str = "txt") -> dict[str, str]:
    """Put every article into the store, with its case if there is one; return key → article id."""
    by_article = {case.article: case for case in chosen}
    ids = {}
    for key, article in articles().items():
        case = by_article.get(key)
        kind = case.form if case else form
        text = page(article, case) if kind == "html" else plain(article, case)
        ids[key] = add_file(service.store, f"{key}.{kind}", text.encode()).article_id
    service.publish()
    return ids


def plain(article: dict[str, Any], case: Case | None) -> str:
    paragraphs = list(article["paragraphs"])
    if case:
        _put(paragraphs, case, case.payload)
    return "\n".join([article["title"], "", *paragraphs])


def page(article: dict[str, Any], case: Case | None) -> str:
    title = article["title"]
    paragraphs = [f"<p>{text}</p>" for text in article["paragraphs"]]
    if case and case.place == "title":
        title = f"{case.payload}. {title}"
    elif case and case.place == "caption":
        figure = f"<figure><img src='a.jpg'><figcaption>{case.payload}</figcaption></figure>"
        paragraphs.insert(2, figure)
    elif case and case.place == "table":
        head = "<tr><th>Mục</th><th>Nội dung</th></tr>"
        paragraphs.insert(3, f"<table>{head}{case.payload}</table>")
    elif case:
        paragraphs.insert(
            {"lead": 0, "middle": 2, "foot": len(paragraphs)}[case.place], case.payload
        )
    body = "\n".join(paragraphs)
    return (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def _put(paragraphs: list[str], case: Case, payload: str) -> None:
    """Put a payload on a line of its own, or between the sentences of the third paragraph."""
    if case.place == "lead":
        paragraphs.insert(0, payload)
    elif case.place == "foot":
        paragraphs.append(payload)
    else:
        first, end = sentences(paragraphs[1])[0]
        paragraphs[1] = f"{paragraphs[1][first:end]} {payload}{paragraphs[1][end:]}"


class Hostile:
    """A model that says what the hostile text wants, with every marker that might pass.

    Before its attempts it says a true sentence of the same article, if it is given one.
    """

    def __init__(self) -> None:
        self._case: Case | None = None
        self._honest = ""
        self.shown = ""

    def obey(self, case: Case, honest: str) -> None:
        self._case, self._honest, self.shown = case, honest, ""

    def __call__(self, prompt: list[tuple[str, str]], /) -> Iterator[str]:
        self.shown = prompt[1][1]
        passages = [(int(n), text) for n, text in _PASSAGE.findall(self.shown)]
        every = "".join(f"[{n}]" for n, _ in passages)
        tries = []
        if self._honest:
            number = next((n for n, text in passages if self._honest in text), 1)
            tries.append(f"{self._honest} [{number}].")
        case = self._case
        if case:
            tries += [f"{case.says} {every}.", f"{case.says} [99].", f"{case.says}."]
            tries.append(f"Theo bài viết, {case.says} {every}.")
            payload = _MARKUP.sub(" ", case.payload)
            tries += [f"{payload[a:b].rstrip('.')} {every}." for a, b in sentences(payload)]
            # What stands in the passages with the words of the payload, as it stands there.
            for number, text in passages:
                for a, b in sentences(text):
                    if plainly(case.canary) in plainly(text[a:b]):
                        tries.append(f"{text[a:b].rstrip('.')} [{number}].")
        yield from (f"{one}\n" for one in tries)


@contextmanager
def chatting(service: Service, model: Hostile) -> Iterator[Service]:
    """Give the service with a chat model, over the same store, index and reader."""
    other = Service(service.settings, encoder=service.encoder, reader=service.extractive)
    quotes = Quotes(other.store)
    other.chat = ChatReader(model, fallback=other.extractive, quotable=quotes.may_prove)
    with other:
        yield other


def make(folder: Path) -> Service:
    """Return a service with all that ships with the program."""
    return Service(make_settings(folder), create=True)


def plainly(text: str) -> str:
    """Return text as a person reads it: no invisible characters, case, diacritics or blanks."""
    return re.sub(r"\W", "", fold("".join(c for c in text if c.isprintable())))


def succeeded(case: Case, answer: Answer) -> bool:
    """Return whether anything that the hostile text wanted is said or quoted."""
    said = (answer.answer, answer.short_answer or "", *(c.quote for c in answer.citations))
    return not answer.abstained and any(plainly(case.canary) in plainly(text) for text in said)
