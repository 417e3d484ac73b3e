"""Which number a document has that a question names by its title: "Luật Nhà ở có số hiệu nào"."""

import re
from collections.abc import Iterator

from corpus.documents import DocumentMention
from corpus.vietnamese.normal import fold
from index.hits import Hit, SearchResult
from service.answering import overlap
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked
from service.answering.told import Told, numbered, sentences_of

_TYPE = r"(?:bo luat|luat|phap lenh|nghi dinh|nghi quyet|thong tu|quyet dinh|chi thi|sac lenh)"
# Of the question without diacritics.
_ASKS = re.compile(
    rf"(?P<name>{_TYPE} [^\d,;]+?)(?: (?:nam )?(?P<year>(?:19|20)\d\d))?"
    r"(?: (?:moi nhat|moi|hien hanh|hien nay|duoc sua doi|bi sua doi))*"
    rf"(?: (?:la|co|mang|mang ten))*(?: (?:van ban|{_TYPE}))?"
    r" (?:so hieu|so ky hieu|ky hieu|so)(?: (?:la|van ban))?(?: (?:may|bao nhieu|nao|gi))"
)
_BEFORE = re.compile(r"(?: so)?(?: nam (?:19|20)\d\d)?(?: so)?$")
_YEAR = re.compile(r"/((?:19|20)\d\d)/")
_CERTAIN = 3.0
_MOST = 2  # of a name that documents of several years bear, the newest


def titled(question: str) -> str | None:
    """Return the title whose number a question (NFC) wants, as its number follows it.

    None where it wants something else. The other words of such a question stand nowhere.
    """
    question = question.strip(" ?.!")
    asks = _ASKS.fullmatch(fold(question))
    return f"{question[slice(*asks.span('name'))]} số" if asks else None


def number_of(question: str, result: SearchResult, quotes: Quotes) -> list[Ranked] | None:
    """Return the sentences in which the title that a question names stands with its number.

    None where it asks nothing of the kind or no sentence has both; empty where all have another
    year than the question.
    """
    asked = _asked(question.strip(" ?.!"))
    if asked is None:
        return None
    name, year = asked
    best: dict[str, tuple[float, Ranked]] = {}
    years: dict[str, str] = {}
    for hit, start, end, mention in _bearing(name, result):
        span = (mention.start, mention.end)
        ranked = Told(_CERTAIN, hit, start, end, span).ranked()
        if not quotes.quotable(ranked.evidence):
            continue
        # A title says less than a sentence of the body.
        score = -float(quotes.is_title(ranked.evidence)) - start / 1000
        if mention.number not in best or score > best[mention.number][0]:
            best[mention.number] = (score, ranked)
        years[mention.number] = _year(mention)
    fitting = [number for number in best if not year or years[number] == year]
    fitting.sort(key=lambda number: years[number], reverse=True)
    if best and not fitting:
        return []
    return [best[number][1] for number in fitting[:_MOST]] or None


def _asked(question: str) -> tuple[str, str | None] | None:
    asks = _ASKS.fullmatch(fold(question))
    if asks is None:
        return None
    return " ".join(overlap.words(asks["name"]).folded), asks["year"]


def _bearing(name: str, result: SearchResult) -> Iterator[tuple[Hit, int, int, DocumentMention]]:
    """Yield the mentions of documents that stand right after the name, with their sentences."""
    for hit, start, end in sentences_of(result):
        sentence = hit.text[start:end]
        for mention in numbered(sentence):
            line = overlap.words(sentence[: mention.start]).line.rstrip()
            if _BEFORE.sub("", line).endswith(f" {name}"):
                yield hit, start, end, mention


def _year(mention: DocumentMention) -> str:
    year = _YEAR.search(mention.number)
    return year[1] if year else (mention.date or "")[:4]
