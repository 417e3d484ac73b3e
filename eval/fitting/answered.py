"""Span examples from questions that people asked and answered (SQuAD files)."""

import random
from collections.abc import Iterable, Iterator

from corpus.ready import ready_article
from corpus.vietnamese.normal import fold
from corpus.vietnamese.sentences import sentences
from eval.datasets import ReadingQuestion
from eval.fitting.synthetic import Example
from service.answering.overlap import words
from service.answering.spans import Span

# Sentences of the paragraph without the answer that share most with the question.
NEGATIVES = 3
FOLDED = 0.3


def answer_spans(question: ReadingQuestion) -> tuple[str, list[Span]]:
    """Return the paragraph as it is stored and where its answers stand in it."""
    text = ready_article("", question.context, name="").text
    found = []
    for answer, start in zip(question.answers, question.starts, strict=True):
        at = _nth(text, answer, question.context[:start].count(answer))
        if at >= 0:
            found.append((at, at + len(answer)))
    return text, found


def answered(questions: Iterable[ReadingQuestion], seed: int) -> Iterator[Example]:
    """Yield each sentence that answers, the likeliest of those that do not, and folded copies."""
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    for question in questions:
        for example in _of(question):
            yield example
            if rng.random() < FOLDED:
                yield Example(fold(example.question), example.sentence, example.spans)


def _of(question: ReadingQuestion) -> Iterator[Example]:
    text, gold = answer_spans(question)
    asked = words(question.question).have
    rest = []
    for start, end in sentences(text):
        spans = tuple(
            (max(s, start) - start, min(e, end) - start) for s, e in gold if s < end and start < e
        )
        if spans:
            yield Example(question.question, text[start:end], spans)
        else:
            rest.append(text[start:end])
    rest.sort(key=lambda s: -len(words(s).have & asked))
    for sentence in rest[:NEGATIVES]:
        yield Example(question.question, sentence, ())


def _nth(text: str, part: str, skip: int) -> int:
    at = text.find(part)
    for _ in range(skip):
        following = text.find(part, at + 1)
        if following < 0:
            break
        at = following
    return at
