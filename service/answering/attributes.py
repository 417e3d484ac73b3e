"""What a question wants to know of a document: when it was issued, or passed, and by whom.

"Nghị quyết 57-NQ/TW do ai ban hành", "Luật Dữ liệu được thông qua khi nào": the sentence wanted has
the document, what happened to it and a date or a body; one that only has the document and a date
may speak of something else, so it is no answer.
"""

import re
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache

from corpus.documents import DocumentMention
from corpus.vietnamese.normal import fold, nfc
from corpus.vietnamese.sentences import sentences
from index.hits import Hit, SearchResult
from service.answering import overlap, spans
from service.answering.named import Named, named_document
from service.answering.own_text import PASSED, of_itself
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked
from service.answering.standing import DATED, Thing, dates_in_force, of_law, passed, thing
from service.answering.told import ISSUED, Told, best, numbered

# What remains of a question when the document is taken out of it, folded.
_ACT = r"(?:ban hanh|ky|thong qua)"
_BY = r"(?:(?:do|cua) (?!ai\b|co quan\b|don vi\b)(?:\w+ ){1,6}?)?"  # "do Chính phủ ban hành"
_WHEN = re.compile(
    rf"{_BY}(?:da |duoc )*{_ACT}(?: vao)? (?:ngay|khi|nam|hom|luc|thoi gian|tu khi) (?:nao|may|gi)"
    rf"|(?:da |duoc )*{_ACT} bao gio|(?:(?:ngay|khi|nam|hom|luc) nao|bao gio)(?: duoc)? {_ACT}"
    r"|ngay ban hanh(?: la)?(?: ngay)?(?: nao)?|(?:ra )?ngay (?:nao|bao nhieu|may)"
    rf"|{_BY}ngay nao"
)
# The same at the end of a question about a law that is named without its number.
_PASSED = re.compile(rf"(?:{_WHEN.pattern})$")
_BODY = r"(?:ai|co quan nao|don vi nao|cap nao|to chuc nao)"
_WHO = re.compile(
    rf"(?:la |duoc )?(?:{_ACT} )?(?:do|cua|boi) {_BODY}(?: {_ACT})?(?: ban hanh)?"
    rf"|{_BODY}(?: la nguoi)?(?: da)? {_ACT}"
)
# The same of a question about what a document, or anything else, is.
MATTER = re.compile(
    r"(?:la|co)?\s*(?:van ban|don vi|co quan|chi so|tu|cum tu|luat|nghi quyet)?\s*"
    r"(?:nghia\s+)?(?:la\s+)?(?:viet tat\s+)?(?:cua\s+)?(?:tu\s+|cum tu\s+)?"
    r"(?:la\s+)?(?:gi|nao|the nao)"
    r"|(?:noi |quy dinh |ban hanh |la )?(?:ve )?(?:viec |noi dung |van de |dieu )?gi"
    r"|(?:co )?noi dung (?:la |chinh )?(?:gi|the nao)|"
)
_OF_MATTER = 0.5  # of the words of what a document is said to be on
_MOST = 3  # documents that a short name may stand for
# What stands between a number and whoever issued it: "ngày 30/4/2025 của".
_OF = re.compile(
    r"(?:\s*,?\s*(?:ngày|năm)\s[\d\s/.-]+(?:tháng\s+\d+(?:\s+năm\s+\d+)?)?)?,?\s(?:của|do)\s"
)


Tells = Callable[[SearchResult, Collection[str]], Iterator[Told]]


def attribute(question: str, result: SearchResult, quotes: Quotes) -> list[Ranked] | None:
    """Return the sentence that tells what a question wants to know of a document.

    None where it wants nothing of the kind, or what any reader may find as well; empty where
    nothing says who issued it.
    """
    question = question.strip(" ?.!")
    named = named_document(question)
    if asks := _passing(question):
        own = of_itself(asks[0], PASSED, result, quotes)
        return own or best(passed(result, *asks), quotes) or None
    if named is not None:
        for wanted, tells in ((_WHEN, _issued), (_WHO, _issuers)):
            if told := re.fullmatch(rf"(?:ve (?P<matter>.+?) )?(?:{wanted.pattern})", named.left):
                found = _each(_on(tells, told["matter"]), named, result, quotes)
                # Of a whole number the networks find only who is named beside it.
                return found or ([] if tells is _issuers and named.number else None)
    return None


def not_of_draft(question: str, sentence: str) -> bool:
    """Tell whether a sentence may say when the law asked about was passed.

    Not where it has its name in that of another law or of a draft. True for every other question.
    """
    asks = _passing(question.strip(" ?.!"))
    if asks is None:
        return True
    line = overlap.words(sentence).line
    named = any(f" {name} " in line for name in asks[0].subjects)
    return not named or of_law(sentence, asks[0])


# Asked for every sentence of one question.
@lru_cache(maxsize=64)
def _passing(question: str) -> tuple[Thing, bool] | None:
    """Return the law of which a question asks when it was passed, and whether in which year."""
    when = None if named_document(question) else _PASSED.search(fold(question))
    law = thing(question[: when.start()]) if when else None
    return (law, "nam" in when[0].split()) if when and law and law.is_law else None


def asks_passing(question: str) -> bool:
    """Tell whether a question asks when a law was passed, for which more is read."""
    return _passing(nfc(question).strip(" ?.!")) is not None


def asks_of_document(question: str) -> bool:
    """Tell whether all a question wants is what a document is, or an attribute of it."""
    named = named_document(nfc(question).strip(" ?.!"))
    return named is not None and any(
        pattern.fullmatch(named.left) for pattern in (MATTER, _WHEN, _WHO)
    )


def _on(tells: Tells, matter: str | None) -> Tells:
    """Return what tells of documents, where they are said to be on a matter only of those."""
    if matter is None:
        return tells
    asked = frozenset(overlap.words(matter).folded)

    def on_matter(result: SearchResult, numbers: Collection[str]) -> Iterator[Told]:
        for told in tells(result, numbers):
            words = overlap.words(told.hit.text[told.start : told.end]).have
            if len(asked & words) >= _OF_MATTER * len(asked):
                yield told

    return on_matter


def _each(
    tells: Tells,
    named: Named,
    result: SearchResult,
    quotes: Quotes,
) -> list[Ranked]:
    """Return what is told best of each document that a short name stands for, the newest first."""
    numbers = named.numbers(result)
    if len(numbers) < 2:
        return best(tells(result, numbers), quotes)
    told = {number: best(tells(result, {number}), quotes) for number in numbers}
    dates = {
        mention.number: mention.date or ""
        for hit in result.hits
        for mention in numbered(hit.text)
        if mention.date
    }
    newest = sorted(told, key=lambda number: (dates.get(number, ""), number), reverse=True)
    return [ranked for number in newest for ranked in told[number]][:_MOST]


def _mentioning(
    result: SearchResult, numbers: Collection[str]
) -> Iterator[tuple[Hit, int, int, DocumentMention, float]]:
    """Yield the sentences that mention a document, with the mention, and how much it is about it.

    That is more in the document's own article, early in the sentence, and beside no other one.
    """
    for rank, hit in enumerate(result.hits):
        led = any(m.number in numbers for m in numbered(hit.title or ""))
        for start, end in sentences(hit.text):
            mentions = numbered(hit.text[start:end])
            others = sum(m.number not in numbers for m in mentions)
            for mention in mentions:
                if mention.number in numbers:
                    about = led - 0.7 * others - mention.start / 400 - rank / 100
                    yield hit, start, end, mention, about


def _issued(result: SearchResult, numbers: Collection[str]) -> Iterator[Told]:
    """Yield the sentences that date a document."""
    for hit, start, end, mention, about in _mentioning(result, numbers):
        sentence = hit.text[start:end]
        later = dates_in_force(sentence)
        dates = [
            s
            for s in spans.candidates(sentence, "date")
            if DATED.search(sentence, *s) and s not in later
        ]
        if mention.date:
            dates = [s for s in dates if mention.date[:4] in sentence[s[0] : s[1]]]
        elif len(dates) != 1 or not ISSUED.search(sentence):
            continue
        if dates:
            span = min(dates, key=lambda s: abs(s[0] - mention.end))
            yield Told(3.0 + about, hit, start, end, span)


def _issuers(result: SearchResult, numbers: Collection[str]) -> Iterator[Told]:
    """Yield the sentences that name who issued a document."""
    for hit, start, end, mention, about in _mentioning(result, numbers):
        sentence = hit.text[start:end]
        issuer, line = fold(mention.issuer or ""), fold(sentence)
        after, first = (line.find(issuer, at) if issuer else -1 for at in (mention.end, 0))
        beside = after >= 0 and _OF.fullmatch(sentence, mention.end, after) is not None
        at = after if beside else first
        if at >= 0 and (beside or ISSUED.search(sentence)):
            yield Told(3.0 + about, hit, start, end, (at, at + len(issuer)))
