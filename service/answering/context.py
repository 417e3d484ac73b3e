"""What passages are about by what stands before them: a country, a name in the heading above.

"Giới hạn tuổi của Chánh án là 70" is about Korea where that was the last country that the article
named. For the reader a passage is titled so as well; what is quoted and cited stays as it is.
"""

from collections.abc import Sequence
from dataclasses import replace

from corpus.articles import Article
from index.hits import Hit, SearchResult
from service.answering import overlap
from service.answering.countries import HOME, countries
from service.answering.evidence import bare
from service.answering.overlap import Asked
from service.answering.question import Question
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked

_BACK = 2_500  # characters in which a country was named before


def in_context(question: Question, result: SearchResult, quotes: Quotes) -> SearchResult:
    """Return the hits titled with the names of the question that they stand under besides."""
    asked = overlap.asked(question, result.query.expansions)
    abroad = countries(question.text) - {HOME}
    if not (asked.names or abroad):
        return result
    hits = tuple(_titled(asked, abroad, hit, quotes) for hit in result.hits)
    return replace(result, hits=hits)


def out_of_context(ranked: Sequence[Ranked], result: SearchResult) -> list[Ranked]:
    """Return sentences of hits in context as those of the hits of a result."""
    hits = {hit.passage_id: hit for hit in result.hits}
    return [
        replace(one, evidence=replace(one.evidence, hit=hits[one.evidence.hit.passage_id]))
        for one in ranked
    ]


def _titled(asked: Asked, abroad: frozenset[str], hit: Hit, quotes: Quotes) -> Hit:
    near = f"{hit.title or ''}\n{hit.text}"
    line = overlap.words(near).line
    missing = [name for name in asked.names if f" {name} " not in line]
    foreign = abroad - countries(near)
    if not (missing or foreign):
        return hit
    article = quotes.article(bare(hit, 0, 0))
    if article is None:
        return hit
    found = list(foreign & before(article, hit.start))
    heading = _heading(article, hit.start)
    if heading and any(f" {name} " in overlap.words(heading).line for name in missing):
        found.append(heading)
    return replace(hit, title=f"{hit.title or ''} – {' – '.join(found)}") if found else hit


def before(article: Article, start: int) -> frozenset[str]:
    """Return the countries of the last line before a place in an article that names any."""
    for line in reversed(article.text[max(0, start - _BACK) : start].splitlines()):
        if named := countries(line):
            return named
    return frozenset()


def _heading(article: Article, start: int) -> str:
    """Return the last heading before a place in an article, "" where there is none."""
    heads = [(b.start, b.end) for b in article.blocks if b.kind == "heading" and b.start <= start]
    return article.text[slice(*max(heads))] if heads else ""
