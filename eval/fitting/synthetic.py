"""Questions made from news: a fact is taken out of a statement and asked for.

The statement is the sentence that answers, or another one of the same article that says
much the same (title, lead), so that the reader meets paraphrase and not only repetition.
"""

import itertools
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.vietnamese.frequencies import idf
from corpus.vietnamese.normal import fold
from corpus.vietnamese.sentences import sentences
from corpus.vietnamese.tokens import tokenize
from service.answering.overlap import words
from service.answering.question import Kind
from service.answering.spans import Span, candidates

_ASK: dict[Kind, tuple[str, ...]] = {
    "number": ("bao nhiêu", "bao nhiêu", "mấy"),
    "percent": ("bao nhiêu phần trăm", "bao nhiêu"),
    "money": ("bao nhiêu tiền", "bao nhiêu"),
    "duration": ("bao lâu", "bao nhiêu lâu"),
    "date": ("khi nào", "ngày nào", "bao giờ", "năm nào", "thời gian nào", "lúc nào"),
    "person": ("ai", "người nào"),
    "organisation": ("cơ quan nào", "đơn vị nào", "tổ chức nào", "ai"),
    "place": ("ở đâu", "nơi nào", "đâu", "địa phương nào"),
    "document": ("văn bản nào", "nghị quyết nào", "luật nào"),
}
# What opens a clause that can be asked for, and how it is asked for.
_CLAUSES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern), ask)
    for pattern, ask in (
        (r"\b(?:vì|do|bởi vì|bởi|nhờ)\s", ("vì sao", "tại sao", "do đâu", "nguyên nhân gì")),
        (r"\blà\s", ("là gì", "gì")),
        (r"\b(?:để|nhằm)\s", ("để làm gì", "nhằm mục đích gì")),
        (r"\b(?:gồm|bao gồm|như)\s", ("gồm những gì", "những gì", "nào")),
        (r"\b(?:bằng|qua|thông qua)\s", ("bằng cách nào", "như thế nào")),
        (
            r"\b(?:rằng|biết|khẳng định|yêu cầu|đề nghị|nhấn mạnh),?\s",
            ("gì", "những gì", "điều gì"),
        ),
        (
            r"\b(?:bị|mắc|được|có|gây|khiến|giúp|cần|phải|nên|làm)\s",
            ("gì", "như thế nào", "những gì", "nào", "thế nào", "ra sao"),
        ),
    )
)
_CLAUSE_END = re.compile(r"[.;:!?]|, ")
_EARLY_END = re.compile(
    r"[.;:!?]|, | và (?=\w+ \w+ \w+)| nhưng | (?:vì|do|để|nhằm|khi|trong|tại|từ|vào) "
)
_CLAUSE_LENGTH = range(3, 140)
_RUN = range(2, 12)
_ALIKE = 0.3
_PUNCTUATION = re.compile(r"[.,;:!?\"“”()]+")


@dataclass(frozen=True, slots=True)
class Example:
    """A question on a sentence with the spans that answer it; without any it does not."""

    question: str
    sentence: str
    spans: tuple[Span, ...]


def examples(articles: Iterable[tuple[str, str, str]], seed: int) -> Iterator[Example]:
    """Yield examples made from articles (title, lead, body), a few of each."""
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    for title, lead, body in articles:
        text = " ".join(body.split())
        said = [text[s:e] for s, e in sentences(text) if 30 < e - s < 420]
        if len(said) < 3:
            continue
        made = [_same(rng.choice(said), rng) for _ in range(2)]
        stated = [title, *(lead[s:e] for s, e in sentences(lead))]
        made += [_other(rng.choice(stated), said, rng)]
        for example in filter(None, made):
            yield example
            if rng.random() < 0.3:
                others = [s for s in rng.sample(said, min(6, len(said))) if s != example.sentence]
                asked = words(example.question).have
                best = max(others, key=lambda s: len(words(s).have & asked), default=None)
                if best and example.sentence[slice(*example.spans[0])] not in best:
                    yield Example(example.question, best, ())


def _same(sentence: str, rng: random.Random) -> Example | None:
    """Ask for a part of a sentence in its own words, some of them dropped."""
    found = _fact(sentence, rng) if rng.random() < 0.5 else _clause(sentence, rng)
    if found is None:
        return None
    (start, end), ask = found
    question = _question(sentence[:start], ask, sentence[end:], rng)
    return Example(question, sentence, ((start, end),)) if question else None


def _other(statement: str, said: Sequence[str], rng: random.Random) -> Example | None:
    """Ask for a part of a statement that another sentence holds too, in the statement's words."""
    stated = {w for w in words(statement).have if idf(w, folded=True) > 1.5}
    best, share = None, _ALIKE
    for sentence in said:
        if sentence == statement:
            continue
        both = len(stated & words(sentence).have) / max(4, len(stated))
        if both > share:
            best, share = sentence, both
    if best is None:
        return None
    options = list(_shared_facts(statement, best)) or list(_shared_runs(statement, best))
    if not options:
        return None
    (start, end), span, asks = rng.choice(options)
    question = _question(statement[:start], rng.choice(asks), statement[end:], rng)
    return Example(question, best, (span,)) if question else None


def _shared_facts(statement: str, sentence: str) -> Iterator[tuple[Span, Span, tuple[str, ...]]]:
    for kind, asks in _ASK.items():
        for start, end in candidates(statement, kind):
            at = sentence.find(statement[start:end])
            if end - start > 1 and at >= 0:
                yield (start, end), (at, at + end - start), asks


def _shared_runs(statement: str, sentence: str) -> Iterator[tuple[Span, Span, tuple[str, ...]]]:
    """Yield the longest runs of words that both hold."""
    left, right = tokenize(statement), tokenize(sentence)
    for i, j in itertools.product(range(len(left)), range(len(right))):
        if i and j and left[i - 1].text == right[j - 1].text:
            continue
        length = 0
        while (
            i + length < len(left)
            and j + length < len(right)
            and left[i + length].text == right[j + length].text
        ):
            length += 1
        if length in _RUN and length < len(left) - 3:
            yield (
                (left[i].start, left[i + length - 1].end),
                (right[j].start, right[j + length - 1].end),
                ("gì", "như thế nào", "nào", "những gì", "ra sao"),
            )


def _fact(sentence: str, rng: random.Random) -> tuple[Span, str] | None:
    kinds = list(_ASK)
    rng.shuffle(kinds)
    for kind in kinds:
        spans = [s for s in candidates(sentence, kind) if s[1] - s[0] > 1]
        if spans:
            return rng.choice(spans), rng.choice(_ASK[kind])
    return None


def _clause(sentence: str, rng: random.Random) -> tuple[Span, str] | None:
    clauses = list(_CLAUSES)
    rng.shuffle(clauses)
    for pattern, asks in clauses:
        openings = list(pattern.finditer(sentence))
        if not openings:
            continue
        start = rng.choice(openings).end()
        stop = (_EARLY_END if rng.random() < 0.6 else _CLAUSE_END).search(sentence, start)
        end = stop.start() if stop else len(sentence)
        if end - start in _CLAUSE_LENGTH:
            return (start, end), rng.choice(asks)
    return None


def _question(before: str, ask: str, after: str, rng: random.Random) -> str | None:
    """Put the question word where the fact stood, or first, or last; drop some words."""
    dropped = rng.choice((0, 0.08, 0.15, 0.25))

    def kept(side: Sequence[str]) -> list[str]:
        return [word for word in side if rng.random() > dropped]

    left = kept(before.split()[-rng.randint(4, 16) :])
    right = kept(after.split()[: rng.randint(0, 12)])
    if len(left) + len(right) < 4:
        return None
    order = rng.random()
    if order < 0.45:
        parts = [*left, ask, *right]
    elif order < 0.7:
        parts = [ask, *left, *right]
    else:
        parts = [*right, *left, ask] if order < 0.85 else [*left, *right, ask]
    if rng.random() < 0.15:
        extra = rng.choice(("được", "đã", "những", "của", "theo", "về", "có", "trong"))
        parts.insert(rng.randrange(len(parts)), extra)
    text = " ".join(_PUNCTUATION.sub(" ", " ".join(parts)).split()) + "?"
    return fold(text) if rng.random() < 0.12 else text[0].upper() + text[1:]
