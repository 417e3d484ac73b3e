"""The labelled mentions and relations, and what the program finds in their place.

Labels hold no text of the articles: web pages and bundled articles are found again by offsets and
a digest, files by the beginning and the end of a window, since their text depends on the reader.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from corpus.cleaning import clean
from corpus.documents import DocumentMention, find_documents
from corpus.readers import Refusal, walk
from corpus.references import relations_in
from eval.datasets import half
from eval.gate import SAMPLES
from eval.statistics import Interval, ratio_interval
from tests.shared_data import shared

LABELS = Path(__file__).parent / "labels"
FIELDS = ("type", "issuer", "date")
Label = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Counted:
    """What was found in one labelled window; `fields` is field → (right, of how many)."""

    right: int
    wrong: int
    missed: int
    fields: dict[str, tuple[int, int]]


def labels(name: str) -> list[Label]:
    """Return the labelled windows of a file of `tests/labels`."""
    lines = (LABELS / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def _text(article: str) -> str | None:
    """Return the text of an article; of a file as the program reads it, None where it does not."""
    folder, _, name = article.partition("/")
    path = SAMPLES / name if folder == "samples" else shared("articles", folder, name)
    if path.suffix == ".txt":
        return unicodedata.normalize("NFC", path.read_text(encoding="utf-8", errors="replace"))
    (source,) = walk([path])
    if isinstance(source, Refusal):
        return None
    return re.sub(r"\s+", " ", clean(source).text.replace("\u2011", "-"))


def window(label: Label) -> tuple[str, int, int] | None:
    """Return the text and the span of a label's window, or None where it is not there."""
    text = _text(label["article"])
    if text is None:
        return None
    if "start" in label:
        start, end = label["start"], label["end"]
        same = hashlib.sha256(text[start:end].encode()).hexdigest()[:16] == label["sha256"]
        return (text, start, end) if same else None
    # What a window begins with may stand elsewhere too; its length tells which it is.
    slack = label["length"] // 10 + 10
    for found in re.finditer(re.escape(label["from"]), text):
        least = max(found.start(), found.start() + label["length"] - len(label["to"]) - slack)
        last = text.find(label["to"], least, found.start() + label["length"] + slack)
        if last >= 0:
            return text, found.start(), last + len(label["to"])
    return None


def count_mentions(label: Label) -> Counted | None:
    """Compare what is found in a window with its labels."""
    place = window(label)
    if place is None:
        return None
    text, start, end = place
    found = [m for m in _found(text) if start <= m.start and m.end <= end]
    used: set[int] = set()
    right = missed = 0
    fields = dict.fromkeys(FIELDS, (0, 0))
    position = start
    for wanted in label["mentions"]:
        span = _written(text, wanted, position if "at" not in wanted else start, end)
        if span is None:
            return None
        position = span[1]
        hit = next((m for m in found if m.start < span[1] and span[0] < m.end
                    and m.start not in used), None)  # fmt: skip
        if hit is None or hit.number != wanted["number"]:
            missed += 1
            continue
        used.add(hit.start)
        right += 1
        for field in FIELDS:
            if field in wanted:
                good, of = fields[field]
                fields[field] = (good + (getattr(hit, field) == wanted[field]), of + 1)
    return Counted(right, len(found) - right, missed, fields)


def _written(text: str, wanted: Label, start: int, end: int) -> tuple[int, int] | None:
    """Return where a number stands; a reader may join what a break or a blank parts."""
    written: str = wanted["written"]
    if "at" in wanted:
        return start + wanted["at"], start + wanted["at"] + len(written)
    parts = map(re.escape, re.split(r"[\s\u2011-]+", written))
    found = re.compile(r"[\s\u2011-]{0,3}".join(parts)).search(text, start, end)
    return found.span() if found else None


@cache
def _found(text: str) -> list[DocumentMention]:
    return find_documents(text)


def count_relations(label: Label) -> Counted | None:
    """Compare the relations that a sentence states with its labels."""
    place = window(label)
    if place is None:
        return None
    sentence = place[0][place[1] : place[2]]
    found = {
        (r.kind, r.subject, r.number) for r in relations_in(sentence, find_documents(sentence))
    }
    wanted = {(r["kind"], r["subject"], r["number"]) for r in label["relations"]}
    return Counted(len(found & wanted), len(found - wanted), len(wanted - found), {})


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision and recall with 95 % intervals over windows, and what the fields reach."""

    labelled: int
    lost: int
    precision: float
    recall: float
    precision_ci: Interval
    recall_ci: Interval
    fields: dict[str, float]


def measure(name: str, part: str | None, count: Callable[[Label], Counted | None]) -> Figures:
    """Measure one half of a file of labels, or all of it where `part` is None."""
    chosen = [one for one in labels(name) if part in {None, half(one["article"])}]
    counted = list(_counted(chosen, count))
    right = [one.right for one in counted]
    found = [one.right + one.wrong for one in counted]
    wanted = [one.right + one.missed for one in counted]
    return Figures(
        labelled=sum(wanted),
        lost=len(chosen) - len(counted),
        precision=sum(right) / max(sum(found), 1),
        recall=sum(right) / max(sum(wanted), 1),
        precision_ci=ratio_interval(right, found),
        recall_ci=ratio_interval(right, wanted),
        fields={
            field: sum(one.fields[field][0] for one in counted)
            / max(sum(one.fields[field][1] for one in counted), 1)
            for field in (FIELDS if counted and counted[0].fields else ())
        },
    )


def _counted(chosen: list[Label], count: Callable[[Label], Counted | None]) -> Iterator[Counted]:
    for label in sorted(chosen, key=lambda one: str(one["article"])):
        if (one := count(label)) is not None:
            yield one
