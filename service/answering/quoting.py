"""What may be quoted, which of the likely sentences are, and how they are cited."""

import re
from collections.abc import Sequence
from typing import Protocol

from corpus.articles import Article, StoredArticle
from corpus.errors import UnknownArticle
from service.answering.evidence import Evidence
from service.answering.overlap import Words
from service.answering.question import Kind
from service.answering.ranking import Ranked
from service.answers import Citation

# Sentences at most in an answer: one fact needs one or two, lists and summaries more.
MOST_QUOTES: dict[Kind, int] = {"list": 5, "summary": 6}
MOST_FOR_A_FACT = 2
# A second quote is given when it is nearly as likely to hold the answer as the first.
SECOND_QUOTE = 0.9
# One that names what the first lacks of the question needs less.
COMPLEMENT = 0.5
# A sentence of a list or a summary has to reach this share of the best one's probability.
FURTHER_QUOTE = 0.5
_SAME = 0.8
# Text that speaks to a program and not to readers: never an answer, whatever it says.
_FOR_PROGRAMS = re.compile(
    r"<!--|-->|</?\w+[^>]*>|\bsystem\s*(?:prompt)?\s*:|\bassistant\s*:|\bprompt\b"
    r"|\b(?:ignore|disregard|forget)\s+(?:\w+\s+){0,3}(?:instructions?|articles|rules|above|prior)"
    r"|\bbỏ\s+qua\s+(?:\S+\s+){0,3}(?:hướng dẫn|quy tắc|chỉ dẫn|chỉ thị|lệnh|yêu cầu|câu hỏi)"
    r"|\btrợ\s+lý(?:\s+(?:ảo|ai|số))?\s*[:,]|\bkhi\s+(?:được|bị)\s+hỏi\b"
    r"|\bhãy\s+(?:in|trả lời|viết|xuất|hiển thị|tiết lộ|cung cấp)\b.{0,60}"
    r"\b(?:rằng|cấu hình|mật khẩu|khóa|khoá|api|lệnh|câu hỏi)\b",
    re.IGNORECASE,
)


class ArticleSource(Protocol):
    """Where the reader looks up the article that it quotes."""

    def get(self, article_id: str, revision: str | None = None) -> StoredArticle:
        """Return an article in a revision (the current one by default)."""
        ...


class Quotes:
    """Says of sentences whether they may be quoted; remembers the articles of one answer."""

    def __init__(self, articles: ArticleSource) -> None:
        self._articles = articles
        self._known: dict[tuple[str, str], Article | None] = {}

    def quotable(self, evidence: Evidence) -> bool:
        """Tell whether a sentence stands in its article as it is and is a statement of it.

        Captions are not the article's own statement, headings state nothing, a question asks,
        and what speaks to a program is no news.
        """
        article = self._article(evidence.hit.article_id, evidence.hit.revision)
        if article is None or article.text[evidence.start : evidence.end] != evidence.text:
            return False
        block = next((b for b in article.blocks if b.start <= evidence.start < b.end), None)
        if block is not None and block.kind in ("caption", "heading"):
            return False
        return not (evidence.text.endswith("?") or _FOR_PROGRAMS.search(evidence.text))

    def is_title(self, evidence: Evidence) -> bool:
        """Tell whether a sentence is (of) its article's title."""
        article = self._article(evidence.hit.article_id, evidence.hit.revision)
        return bool(
            article
            and any(b.kind == "title" and b.start <= evidence.start < b.end for b in article.blocks)
        )

    def _article(self, article_id: str, revision: str) -> Article | None:
        key = article_id, revision
        if key not in self._known:
            try:
                self._known[key] = self._articles.get(article_id, revision).article
            except UnknownArticle:
                self._known[key] = None
        return self._known[key]


def choose(
    kind: Kind, ranked: Sequence[Ranked], asked: frozenset[str], quotes: Quotes
) -> list[Ranked]:
    """Return the sentences to quote: the best first, for lists and summaries then in text order.

    `asked` are the folded words of the question.
    """
    ordered = _body_first(ranked, quotes)
    if not ordered:
        return []
    most = MOST_QUOTES.get(kind, MOST_FOR_A_FACT)
    chosen = ordered[:1]
    for candidate in ordered[1:]:
        if len(chosen) == most:
            break
        if not _repeats(candidate, chosen) and _adds(kind, candidate, chosen, asked):
            chosen.append(candidate)
    if kind in MOST_QUOTES:
        rest = sorted(chosen[1:], key=lambda r: (r.evidence.hit.article_id, r.evidence.start))
        return chosen[:1] + rest
    return chosen


def _body_first(ranked: Sequence[Ranked], quotes: Quotes) -> list[Ranked]:
    """Put a title behind a sentence of a body that is about as likely."""
    ordered = list(ranked)
    if len(ordered) > 1 and quotes.is_title(ordered[0].evidence):
        for i, other in enumerate(ordered[1:], 1):
            likely = other.probability >= 0.6 * ordered[0].probability
            if likely and not quotes.is_title(other.evidence):
                ordered.insert(0, ordered.pop(i))
                break
    return ordered


def _adds(kind: Kind, candidate: Ranked, chosen: Sequence[Ranked], asked: frozenset[str]) -> bool:
    """Tell whether one more quote is worth its place."""
    share = candidate.probability / chosen[0].probability
    if kind in MOST_QUOTES:
        return share >= FURTHER_QUOTE
    lacking = asked.difference(*(r.evidence.words.have for r in chosen))
    if lacking & candidate.evidence.words.have and share >= COMPLEMENT:
        return len(lacking & candidate.evidence.words.have) >= 2
    return share >= SECOND_QUOTE


def _repeats(candidate: Ranked, chosen: Sequence[Ranked]) -> bool:
    """Tell whether most words of a sentence already stand in a chosen one, or the other way."""
    return any(_alike(candidate.evidence.words, r.evidence.words) > _SAME for r in chosen)


def _alike(left: Words, right: Words) -> float:
    return len(left.have & right.have) / max(1, min(len(left.have), len(right.have)))


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
    )
