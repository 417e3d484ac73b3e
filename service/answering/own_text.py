"""What a law says of itself at its end: from when it holds, when it was passed, what it ends.

"Luật này có hiệu lực thi hành từ ngày …" does not name it; the beginning of its text does.
"""

import re
from collections.abc import Iterator

from corpus.articles import Article
from corpus.vietnamese.sentences import sentences
from index.hits import Hit, SearchResult
from service.answering import overlap, spans
from service.answering.evidence import bare, placed
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked
from service.answering.standing import DATED, END, FORCE, Thing, of_law
from service.answering.told import SURE, numbered, sentences_of

_KINDS = "Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định"
_ITSELF = rf"(?:{_KINDS}) này"
HOLDS = re.compile(
    rf"^[ \t]*(?:\d+\.\s*)?[“\"]?{_ITSELF}\s+(?:chính thức\s+)?có hiệu lực[^\n]*", re.MULTILINE
)
PASSED = re.compile(
    rf"^[^\n]{{0,9}}{_ITSELF}\s+(?:đã\s+)?được\s[^\n]*?thông qua[^\n]*", re.MULTILINE
)
_ENDED_BY = re.compile(rf"hết hiệu lực\b.{{0,32}}\b{_ITSELF}\s+có hiệu lực")
_ARTICLES = re.compile(r"^\W*(?:Điều 1\b|Phạm vi điều chỉnh)", re.MULTILINE)
_NAMED_WITHIN = 900  # characters
_TITLE_WITHIN = 300
# Folded, at the end of what is asked about and at the beginning of a law that changes another.
_CHANGED = re.compile(r"(?P<name>.+?) (?:duoc )?sua doi(?: bo sung)?")
_CHANGES = re.compile(r"\b(?:luat|nghi dinh|phap lenh|thong tu) sua doi\b")
# What follows a law's name at the beginning of its text, folded.
_FOLLOWS = frozenset(
    ("can", "chuong", "dieu", "quoc", "cong", "du", "nhung", "quy", "phan", "trinh", "luat")
)
# A law holds so many years after its own at most.
_YEARS = 2


def of_itself(
    asked: Thing, says: re.Pattern[str], result: SearchResult, quotes: Quotes
) -> list[Ranked]:
    """Return the sentence in which the law asked about says something of itself, with its date.

    `says` is `HOLDS` or `PASSED`. Empty where the text of that law is not among the articles of the
    hits, or says no day.
    """
    for hit, article in texts_of(asked, result, quotes):
        for told in _dated(hit, article, says):
            day = told.evidence.text[told.start : told.end]
            if quotes.quotable(told.evidence) and _may_be_of(asked, article, day):
                return [told]
    return []


def texts_of(asked: Thing, result: SearchResult, quotes: Quotes) -> Iterator[tuple[Hit, Article]]:
    """Yield the articles that are the text of a law, with the first hit of each."""
    return (found for found in _articles(result, quotes) if _is(found[1], asked))


def ended(asked: Thing, result: SearchResult, quotes: Quotes) -> list[Ranked]:
    """Return the sentence with which another law ends the one asked about, and from when it holds.

    "Luật Căn cước công dân số 59/2014/QH13 hết hiệu lực kể từ ngày Luật này có hiệu lực".
    """
    for hit, start, end in sentences_of(result):
        sentence = hit.text[start:end]
        if not (_ENDED_BY.search(sentence) and _names(sentence, asked)):
            continue
        evidence = bare(hit, start, end)
        article = quotes.article(evidence)
        if article is None or not quotes.quotable(evidence):
            continue
        for told in _dated(hit, article, HOLDS):
            if quotes.quotable(told.evidence):
                return [told, Ranked(evidence, SURE, 0, 0, 0.0)]
    return []


def _names(sentence: str, asked: Thing) -> bool:
    """Tell whether a sentence names the law before it says that it no longer holds."""
    told = END.search(sentence)
    text = sentence[: told.start()] if told else sentence
    if asked.numbers & {mention.number for mention in numbered(text)}:
        return True
    return bool(asked.subjects) and of_law(text, asked) and asked.year in text


def _articles(result: SearchResult, quotes: Quotes) -> Iterator[tuple[Hit, Article]]:
    """Yield the articles of the hits that are divided as laws are, each once."""
    seen = set[str]()
    for hit in result.hits:
        if hit.article_id not in seen:
            seen.add(hit.article_id)
            article = quotes.article(bare(hit, 0, len(hit.text)))
            if article and _ARTICLES.search(article.text):
                yield hit, article


def _is(article: Article, asked: Thing) -> bool:
    """Tell whether an article is the text of a law: it has its name or its number at its head."""
    head = article.text[:_NAMED_WITHIN]
    own = numbered(head)[:1]
    if own and own[0].number in asked.numbers:
        return True
    line = overlap.words(head).line
    changes = _CHANGES.search(overlap.words(head[:_TITLE_WITHIN]).line) is not None
    for subject in asked.subjects:
        changed = _CHANGED.fullmatch(subject)
        name = changed["name"] if changed else subject
        if changes and not changed and not _CHANGES.match(subject):
            continue
        for named in re.finditer(rf" (?:(?P<before>\w+) )?{re.escape(name)} (?P<after>\w*)", line):
            if changes or (
                named["before"] not in ("cua", "va", "voi", "theo", "ve")
                and (named["after"] in _FOLLOWS or not named["after"].isalpha())
            ):
                return True
    return False


def _dated(hit: Hit, article: Article, says: re.Pattern[str]) -> Iterator[Ranked]:
    """Yield the sentences of an article that say something of itself, with their days."""
    for line in says.finditer(article.text):
        for start, end in sentences(line[0]):
            text = line[0][start:end]
            told = says.search(text)
            if told is None:
                continue
            after = FORCE.search(text) if says is HOLDS else re.search("thông qua", text)
            days = (
                span
                for span in spans.candidates(text, "date")
                if DATED.search(text, *span) and after and span[0] >= after.end()
            )
            day = next(days, None)
            if day:
                at = line.start() + start
                evidence = placed(hit, article.text, at, at + len(text))
                yield Ranked(evidence, SURE, *day, 1.0)


def _may_be_of(asked: Thing, article: Article, day: str) -> bool:
    """Tell whether a day may be the one from when a law of the year asked for holds."""
    if not asked.year:
        return True
    own = numbered(article.text[:_TITLE_WITHIN])[:1]
    if own and (of := re.search(r"/((?:19|20)\d\d)/", own[0].number)):
        return of[1] == asked.year
    year = re.search(r"(?:19|20)\d\d", day)
    return year is not None and 0 <= int(year[0]) - int(asked.year) <= _YEARS
