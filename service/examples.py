"""Questions to begin with, made from what the articles say and kept only if they are answered.

A question is asked of a document that the articles mention, and counts only where the answer
holds what the articles state of that document: its date, the document it replaces, its subject.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from corpus.references import Reference
from corpus.vietnamese.tokens import terms
from service.answers import Answer

WANTED = 4
# The most mentioned documents, of which questions are made.
DOCUMENTS = 500
# Questions that are tried at most: each costs an answer.
TRIED = 24
_SURE = 0.5
_LONGEST = 110
# Of a subject's words, how many the answer must hold.
_SHARE = 0.6
_DAY = re.compile(r"(?<!\d)(\d{1,2})\s?[/-]\s?(\d{1,2})\s?[/-]\s?(\d{4})(?!\d)")

_EFFECT = re.compile(r"hiệu lực (?:thi hành )?(?:kể )?từ (?:ngày )?([\d/ -]+)")
_VERBS = {"replaces": "thay thế", "amends": "sửa đổi"}


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A question about the document `number`, and what its answer must say: a day, or words."""

    number: str
    question: str
    day: date | None = None
    words: frozenset[str] = frozenset()

    def holds(self, given: Answer) -> bool:
        """Return whether an answer is sure and says that; a short answer must say it itself."""
        said = given.short_answer or given.answer
        if given.abstained or given.confidence < _SURE:
            return False
        if self.day:
            return self.day in _days(said)
        return len(self.words & set(terms(said))) >= _SHARE * len(self.words)


def find_examples(
    references: Iterable[Reference], answer: Callable[[str], Answer], wanted: int = WANTED
) -> tuple[str, ...]:
    """Return up to `wanted` questions that `answer` answers rightly, each on another document.

    `references` come the most mentioned first; kinds of questions take turns.
    """
    held = list(references)
    bearing = Counter(one.number for one in held)
    documents = [one for one in held if one.type and bearing[one.number] == 1]
    kinds = [list(kind(documents)) for kind in (_effects, _dates, _subjects, _relations)]
    found: list[str] = []
    used: set[str] = set()
    tried = 0
    while any(kinds) and len(found) < wanted and tried < TRIED:
        for kind in kinds:
            candidate = _next(kind, used)
            if candidate is None or len(found) == wanted or tried == TRIED:
                continue
            tried += 1
            given = answer(candidate.question)
            if candidate.holds(given):
                found.append(candidate.question)
                used.add(candidate.number)
    return tuple(found)


def _next(kind: list[_Candidate], used: set[str]) -> _Candidate | None:
    """Take the next question of a kind that is short and on a document not asked about yet."""
    while kind:
        candidate = kind.pop(0)
        if candidate.number not in used and len(candidate.question) <= _LONGEST:
            return candidate
    return None


def _name(document: Reference) -> str:
    """Return what people call a document: "Luật Căn cước", "Nghị quyết số 57-NQ/TW"."""
    if document.type and document.title and document.title.startswith(f"{document.type} "):
        return document.title
    return f"{document.type} số {document.number}"


def _effects(documents: Iterable[Reference]) -> Iterator[_Candidate]:
    for one in documents:
        for mention in one.mentions:
            if effect := _EFFECT.search(mention.quote):
                for day in _days(effect[1]):
                    yield _Candidate(one.number, f"{_name(one)} có hiệu lực từ ngày nào?", day)


def _dates(documents: Iterable[Reference]) -> Iterator[_Candidate]:
    for one in documents:
        if one.date and len(one.date) == 10:
            question = f"{one.type} số {one.number} được ban hành ngày nào?"
            yield _Candidate(one.number, question, date.fromisoformat(one.date))


def _subjects(documents: Iterable[Reference]) -> Iterator[_Candidate]:
    for one in documents:
        if one.title and _name(one) != one.title:
            question = f"{one.type} số {one.number} nói về việc gì?"
            yield _Candidate(one.number, question, words=frozenset(terms(one.title)))


def _relations(documents: Iterable[Reference]) -> Iterator[_Candidate]:
    for one in documents:
        for relation in one.relations:
            if verb := _VERBS.get(relation.kind):
                words = frozenset(terms(relation.number))
                yield _Candidate(one.number, f"{_name(one)} {verb} văn bản nào?", words=words)


def _days(text: str) -> set[date]:
    """Return the dates that a text writes in figures."""
    found = set()
    for day, month, year in _DAY.findall(text):
        try:
            found.add(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return found
