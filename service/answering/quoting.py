"""What may be quoted, which of the likely sentences are, and how they are cited."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from corpus.articles import Article, StoredArticle
from corpus.errors import UnknownArticle
from corpus.store.records import StoredDirective
from corpus.vietnamese.sentences import sentences
from index.hits import Hit
from service.answering.addressed import is_addressed
from service.answering.enumerated import items
from service.answering.evidence import Evidence, bare
from service.answering.overlap import Asked
from service.answering.question import Kind
from service.answering.ranking import Ranked
from service.answers import Citation

# Sentences at most in an answer: one fact needs one or two, lists and summaries more.
MOST_QUOTES: dict[Kind, int] = {"list": 5, "summary": 6}
MOST_FOR_A_FACT = 2
# A second quote is given when it is nearly as likely to hold the answer as the first; sooner
# where all stands in one article that somebody chose.
SECOND_QUOTE, SECOND_OF_ONE_ARTICLE = 0.7, 0.4
# One that names what the first lacks of the question needs less.
COMPLEMENT = 0.4
# So does one that gives another figure in a newer article; it is quoted first then.
NEWER = 0.5
# A sentence of a list or a summary has to reach this share of the best one's probability.
FURTHER_QUOTE = 0.5
_STATES_NOTHING = ("caption", "heading")
_LEAST_ITEMS = 2  # of an enumeration
_SAME = 0.8
_REMEMBERED = 256  # articles
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_CONTINUES = re.compile(r"(?:Đó là|Gồm|Bao gồm|Cụ thể|Trong đó|Thứ nhất|Một là)\b")


class ArticleSource(Protocol):
    """Where the reader looks up the article that it quotes."""

    def get(self, article_id: str, revision: str | None = None) -> StoredArticle:
        """Return an article in a revision (the current one by default)."""
        ...

    def tasks(self, article_id: str, revision: str) -> tuple[StoredDirective, ...]:
        """Return the tasks that it sets, in text order."""
        ...


class Quotes:
    """Says of sentences whether they may be quoted.

    Remembers the articles it has looked up: a revision never changes.
    """

    def __init__(self, articles: ArticleSource) -> None:
        self._articles = articles
        self._article = lru_cache(maxsize=_REMEMBERED)(self._look_up)

    def quotable(self, evidence: Evidence, *, heading: bool = False) -> bool:
        """Tell whether a sentence stands in its article as it is and is a statement of it.

        Captions are not the article's own statement, headings state nothing unless a `heading` is
        asked for, a question asks, and what speaks to a program is no news.
        """
        article = self.article(evidence)
        if article is None or article.text[evidence.start : evidence.end] != evidence.text:
            return False
        block = next((b for b in article.blocks if b.start <= evidence.start < b.end), None)
        if block is not None and block.kind in (("caption",) if heading else _STATES_NOTHING):
            return False
        return not (
            evidence.text.endswith("?") or is_addressed(article.text, evidence.start, evidence.end)
        )

    def may_prove(self, hit: Hit, start: int, end: int) -> bool:
        """Tell whether the sentence `[start, end)` of a hit's text may be quoted."""
        return self.quotable(bare(hit, start, end))

    def is_title(self, evidence: Evidence) -> bool:
        """Tell whether a sentence is (of) its article's title."""
        article = self.article(evidence)
        return bool(
            article
            and any(b.kind == "title" and b.start <= evidence.start < b.end for b in article.blocks)
        )

    def article(self, evidence: Evidence) -> Article | None:
        """Return the article that a sentence is of, None where it is gone."""
        return self._article(evidence.hit.article_id, evidence.hit.revision)

    def tasks(self, evidence: Evidence) -> tuple[StoredDirective, ...]:
        """Return the tasks that the article of a sentence sets."""
        return self._articles.tasks(evidence.hit.article_id, evidence.hit.revision)

    def heading(self, evidence: Evidence) -> str:
        """Return the heading that a sentence stands under, "" where there is none."""
        article = self.article(evidence)
        if article is None:
            return ""
        before = (b for b in article.blocks if b.kind == "heading" and b.start <= evidence.start)
        last = max(before, key=lambda b: b.start, default=None)
        return article.text[last.start : last.end] if last else ""

    def _look_up(self, article_id: str, revision: str) -> Article | None:
        try:
            return self._articles.get(article_id, revision).article
        except UnknownArticle:
            return None


def choose(
    kind: Kind, ranked: Sequence[Ranked], asked: Asked, quotes: Quotes, *, alone: bool = False
) -> list[Ranked]:
    """Return the sentences to quote: the best first, for lists and summaries then in text order.

    `alone` tells that all hits are of one article.
    """
    ordered = _body_first(ranked, quotes)
    if not ordered:
        return []
    most = MOST_QUOTES.get(kind, MOST_FOR_A_FACT)
    chosen = ordered[:1]
    if listed := _enumerated(chosen[0], quotes):
        return [*chosen, *listed]
    if following := _continuation(chosen[0], quotes):
        chosen.append(following)
    for candidate in ordered[1:]:
        if len(chosen) == most:
            break
        if not _repeats(candidate, chosen) and _adds(kind, candidate, chosen, asked, alone=alone):
            chosen.append(candidate)
    if kind in MOST_QUOTES:
        rest = sorted(chosen[1:], key=lambda r: (r.evidence.hit.article_id, r.evidence.start))
        return chosen[:1] + rest
    if len(chosen) > 1 and _newer(chosen[1], chosen[0], asked):
        return [chosen[1], chosen[0]]
    return chosen


def _newer(one: Ranked, other: Ranked, asked: Asked) -> bool:
    """Tell whether a sentence gives another figure in a newer article, where no year is asked."""
    when, before = (r.evidence.hit.published or "" for r in (one, other))
    figures, others = (set(_FIGURE.findall(r.evidence.text[r.start : r.end])) for r in (one, other))
    return bool(not asked.years and when > before > "" and figures and others and figures != others)


def _enumerated(ranked: Ranked, quotes: Quotes) -> list[Ranked]:
    """Return the items that a sentence announces, as far as they may be quoted."""
    hit = ranked.evidence.hit
    found = [bare(hit, *span) for span in items(hit, ranked.evidence.start - hit.start)]
    if len(found) < _LEAST_ITEMS:
        return []
    return [Ranked(e, ranked.probability, 0, 0, 0.0) for e in found if quotes.quotable(e)]


def _continuation(ranked: Ranked, quotes: Quotes) -> Ranked | None:
    """Return the sentence after one if it only says what that one announces ("Đó là …")."""
    hit = ranked.evidence.hit
    for start, end in sentences(hit.text, ranked.evidence.end - hit.start)[:1]:
        evidence = bare(hit, start, end)
        announced = ranked.evidence.text.endswith(":") or _CONTINUES.match(evidence.text)
        if announced and quotes.quotable(evidence):
            return Ranked(evidence, ranked.probability, 0, 0, 0.0)
    return None


def _body_first(ranked: Sequence[Ranked], quotes: Quotes) -> list[Ranked]:
    """Put a title behind a sentence of a body that is about as likely."""
    ordered = list(ranked)
    if len(ordered) > 1 and quotes.is_title(ordered[0].evidence):
        for i, other in enumerate(ordered[1:], 1):
            likely = other.probability >= 0.6 * ordered[0].probability
            if likely and not quotes.is_title(other.evidence):
                body = replace(ordered.pop(i), probability=ordered[0].probability)
                ordered.insert(0, body)
                break
    return ordered


def _adds(
    kind: Kind, candidate: Ranked, chosen: Sequence[Ranked], asked: Asked, *, alone: bool
) -> bool:
    """Tell whether one more quote is worth its place."""
    share = candidate.probability / chosen[0].probability
    if kind in MOST_QUOTES:
        return share >= FURTHER_QUOTE and not _of_others(candidate, chosen[0], asked)
    words = candidate.evidence.words
    lacking = {
        name
        for name in asked.names | asked.numbers
        if not any(f" {name} " in r.evidence.words.line for r in chosen)
    }
    if any(f" {name} " in words.line for name in lacking):
        return share >= COMPLEMENT
    if _newer(candidate, chosen[0], asked):
        return share >= NEWER
    return share >= (SECOND_OF_ONE_ARTICLE if alone else SECOND_QUOTE)


def _of_others(candidate: Ranked, first: Ranked, asked: Asked) -> bool:
    """Tell whether a sentence names nobody whom the question and the first sentence name."""
    line, other = first.evidence.words.line, candidate.evidence.words.line
    named = [f" {name} " for name in asked.names if f" {name} " in line]
    return bool(named) and not any(name in other for name in named)


def _repeats(candidate: Ranked, chosen: Sequence[Ranked]) -> bool:
    """Tell whether most words of a sentence already stand in a chosen one, or the other way."""
    return any(repeats(candidate.evidence, r.evidence) for r in chosen)


def repeats(one: Evidence, other: Evidence) -> bool:
    """Tell whether most words of one sentence stand in the other, or the other way."""
    left, right = one.words.have, other.words.have
    return len(left & right) > _SAME * max(1, min(len(left), len(right)))


def cite(marker: int, evidence: Evidence) -> Citation:
    """Return a sentence as a citation."""
    hit = evidence.hit
    return Citation(
        marker=marker,
        article_id=hit.article_id,
        revision=hit.revision,
        passage_id=hit.passage_id,
        title=hit.title,
        source=hit.source,
        url=hit.url,
        published=hit.published,
        quote=evidence.text,
        start=evidence.start,
        end=evidence.end,
        same=hit.same,
    )
