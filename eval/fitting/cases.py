"""Questions to fit the reader on, with what must be found: tune halves only.

Besides the questions as they are: typed without diacritics, asked of the gold paragraph alone,
with the gold paragraph taken out of what is found, and with a year, number or name changed so
that nothing answers them any more.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.vietnamese.normal import fold
from eval.datasets import GoldQuestion, ReadingQuestion
from eval.matching import squad_form

# Questions without an answer in their paragraph: one set has nearly all of them, and in use an
# article that somebody chose answers more often than not.
UNANSWERED, UNANSWERED_WEIGHT = 0.6, 0.5

Sight = Literal["open", "given", "hidden"]
_NUMBER = re.compile(r"(?<![\w/.,-])\d+(?![\w/-])")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_NAME = re.compile(r"(?<=\s)[^\W\d_a-zđ]\w+(?:\s+[^\W\d_]\w*)*(?<=\w)")


@dataclass(frozen=True, slots=True)
class Case:
    """A question on a paragraph as it is put to the reader.

    `sight` tells what it may see: everything, the gold paragraph alone, or all but that. `answers`
    is empty where it must abstain. `weight` is that of its sentences in fitting.
    """

    question: str
    source: ReadingQuestion
    answers: tuple[str, ...]
    sight: Sight
    weight: float = 1.0


def squad_cases(questions: Sequence[ReadingQuestion], seed: int) -> Iterator[Case]:
    """Yield the cases of the questions of one set, always the same for a seed."""
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    names = [name for q in questions for name in _names(q.question)]
    for question in questions:
        if not question.answers:
            if rng.random() < UNANSWERED:
                yield Case(question.question, question, (), "given", weight=UNANSWERED_WEIGHT)
            continue
        yield Case(question.question, question, question.answers, "open")
        draw = rng.random()
        if draw < 0.3:
            yield Case(question.question, question, question.answers, "given")
        elif draw < 0.55:
            yield Case(fold(question.question), question, question.answers, "open")
        elif draw < 0.8:
            yield Case(question.question, question, (), "hidden")
        if changed := _changed(question, names, rng):
            yield Case(changed, question, (), "open")


def gold_cases(
    questions: Sequence[GoldQuestion], seed: int
) -> Iterator[tuple[GoldQuestion, str, Sight]]:
    """Yield (question, what is asked, sight): as it is, without diacritics, and changed.

    What is changed is "hidden": it must not be answered unless what was found holds what was put
    in, which the caller checks.
    """
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    names = [n for q in questions for n in _names(q.question) if " " in n]
    for question in questions:
        yield question, question.question, "open"
        if question.must_abstain or question.conversation:
            continue
        yield question, fold(question.question), "open"
        changes = _other_year(question.question, rng), _other_name(question.question, names, rng)
        for changed in filter(None, changes):
            yield question, changed, "hidden"


def _other_year(question: str, rng: random.Random) -> str | None:
    year = _YEAR.search(question)
    if year is None:
        return None
    other = str(int(year[0]) + rng.choice((-9, -6, -4, -3, -2, -1, 1, 2, 3, 5)))
    return question[: year.start()] + other + question[year.end() :]


def _other_name(question: str, names: Sequence[str], rng: random.Random) -> str | None:
    own = [n for n in _names(question) if " " in n]
    other = rng.choice(names)
    if not own or other in question:
        return None
    return question.replace(rng.choice(own), other)


def _names(question: str) -> list[str]:
    return [" ".join(n for n in m[0].split() if n[0].isupper()) for m in _NAME.finditer(question)]


def _changed(question: ReadingQuestion, names: Sequence[str], rng: random.Random) -> str | None:
    """Return the question about another year, number or name that its paragraph does not hold."""
    text = question.question
    context = f" {squad_form(question.context)} "
    if (year := _YEAR.search(text)) and year[0] in question.context:
        for _ in range(5):
            other = str(int(year[0]) + rng.choice((-5, -3, -2, -1, 1, 2, 3, 4)))
            if other not in question.context:
                return text[: year.start()] + other + text[year.end() :]
    if (number := _NUMBER.search(text)) and number[0] in question.context:
        other = str(int(number[0][:6]) + rng.choice((1, 2, 3, 5)))
        if other not in question.context:
            return text[: number.start()] + other + text[number.end() :]
    if rng.random() < 0.5:
        for name in _names(text):
            if f" {squad_form(name)} " not in context:
                continue
            other = rng.choice(names)
            if f" {squad_form(other)} " not in context and len(other.split()) > 1:
                return text.replace(name, other)
    return None
