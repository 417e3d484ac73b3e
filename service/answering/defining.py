"""What something is: "Thế nào là biệt phái?", "Dữ liệu cá nhân được hiểu như thế nào?".

A law defines its terms in one article, a sentence for each: "10. Biệt phái là việc …"; other texts
say it at the beginning of a sentence. Sentences in which the term only occurs are more like the
question, so the form decides.
"""

import re
from dataclasses import dataclass

from corpus.vietnamese.normal import fold, nfc
from index.hits import Hit, SearchResult
from service.answering import overlap
from service.answering.enumerated import announces, items
from service.answering.events import beginning
from service.answering.evidence import bare
from service.answering.named import named_document
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked
from service.answering.told import Told, sentences_of

_LAW = (
    r"(?:theo|trong|tai)(?: quy dinh(?: cua| tai)?)?"
    r"(?: (?P<{}>(?:du thao )?(?:luat|bo luat|phap lenh|nghi dinh|thong tu)(?: [^,]+?)?)"
    r"|(?: quy dinh)?(?: cua)?(?: phap luat)?)"
)
_WHAT = (
    r"(?:(?:co )?nghia la gi|co nghia the nao|duoc hieu (?:la )?(?:nhu )?(?:the nao|ra sao|gi|nao)"
    r"|duoc dinh nghia (?:la )?(?:nhu )?(?:the nao|ra sao|gi)|la (?:nhung )?gi|la (?:nhu )?the nao"
    r"|(?:bao )?gom (?:nhung )?gi|(?P<who>la (?:nhung )?ai))"
)
_TERM = r"(?:(?:thuat ngu|khai niem|cum tu|tu) )?(?P<{}>[^,]+?)"
# Of the question without diacritics, quotation marks and its end.
_ASKS = re.compile(
    rf"(?:{_LAW.format('law')},? )?(?:"
    rf"(?:nhu )?the nao (?:la|thi duoc (?:coi|goi|xem) la) {_TERM.format('first')}"
    rf"|(?:khai niem|dinh nghia)(?: ve)? {_TERM.format('noun')}(?: {_WHAT.replace('who', 'whom')})?"
    rf"|{_TERM.format('term')} {_WHAT}"
    rf")(?:,? {_LAW.format('of')})?"
)
# What is named by such words was told before.
_NAMED_BEFORE = re.compile(r"\b(?:em|tôi|mình|anh|chị|bạn|nó|đó|này|ông|bà)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\W*(?:(?P<clause>\d{1,3})|[a-zđ])[.)]\s*")
_OPENS = re.compile(r"[“\"'‘(]*")
_GOES_ON = re.compile(
    r"[”\"'’]?\s*(?:\([^()\n]{1,80}\)\s*)?(?:,\s*)?(?:\s*[–-]\s*)?"
    r"(?P<verb>(?:được hiểu |có nghĩa |nghĩa )?là|được hiểu|(?:bao )?gồm)\b[\s:]*(?P<what>.*)",
    re.DOTALL,
)
# What follows "là" where it is said how something is, not what.
_NO_DEFINITION = re.compile(
    r"(?:một trong|nhiệm vụ|vấn đề|yêu cầu|mục tiêu|điều|xu thế|xu hướng|trách nhiệm|nền tảng|khâu"
    r"|động lực|cơ sở (?:để|cho|quan trọng)|yếu tố|giải pháp|rất|không|cần|quan trọng|phù hợp|do|vì"
    r"|bao nhiêu|\d|hết sức|đúng|hợp lý|tất yếu|chưa|đã|để|nhằm)\b",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(r"(?:những |các )?(?:người|cá nhân|tổ chức|cơ quan|công dân|doanh nghiệp)\b")
# "Theo đó, “nhà ở …": what stands before a term that is defined within a sentence.
_BEFORE = re.compile(
    r"\b(?:theo|quy định|khái niệm|định nghĩa|hiểu|giải thích|thì)\b.*[,:]\s*[“\"]?$",
    re.IGNORECASE | re.DOTALL,
)
# In a clause of its own, as laws define, at the beginning of a sentence, or within it.
_CERTAIN, _LIKELY, _WITHIN = 3.0, 2.5, 1.5
_OF_LAW = 0.5


@dataclass(frozen=True, slots=True)
class _Asked:
    """The term, and the law in which it is asked about, folded, "" where none is named.

    `written` is the term as it was typed; `somebody` tells that a person or body is asked for.
    """

    term: str
    law: str
    written: str
    somebody: bool


def defining(question: str, result: SearchResult, quotes: Quotes) -> list[Ranked] | None:
    """Return the sentence that says what a term is, with the items it announces.

    None where no definition is asked for, or no sentence begins with one.
    """
    asked = _asked(question)
    if asked is None:
        return None
    best: tuple[float, Told] | None = None
    for rank, (hit, start, end) in enumerate(sentences_of(result)):
        told = _defines(asked, hit, start, end)
        if told is None or not quotes.quotable(told.ranked().evidence):
            continue
        worth = told.score - rank / 1000
        if asked.law:
            line = overlap.words(beginning(told.ranked().evidence, quotes)).line
            worth += _OF_LAW * (f" {asked.law} " in line)
        if best is None or worth > best[0]:
            best = worth, told
    if best is None:
        return None
    first = best[1].ranked()
    listed = (bare(first.evidence.hit, *span) for span in items(best[1].hit, best[1].start))
    return [first, *(Ranked(e, first.probability, 0, 0, 0.0) for e in listed if quotes.quotable(e))]


def defined_as(question: str) -> str | None:
    """Return how a text says what a term is that a question asks about; None of other questions.

    It is looked up by that: "biệt phái là" for "Biệt phái được hiểu như thế nào?".
    """
    asked = _asked(question)
    return f"{asked.written} là {asked.law}".strip() if asked else None


def _asked(question: str) -> _Asked | None:
    text = re.sub(r"[“”\"'‘’]", "", " ".join(nfc(question).split())).strip(" ?.!")
    asks = _ASKS.fullmatch(fold(text))
    if asks is None or named_document(text):
        return None
    part = next(name for name in ("first", "noun", "term") if asks[name])
    written = text[slice(*asks.span(part))]
    somebody = bool(asks["who"])
    if _NAMED_BEFORE.search(written) or (somebody and not written[1:].islower()):
        return None
    return _Asked(asks[part], asks["law"] or asks["of"] or "", written, somebody)


def _defines(asked: _Asked, hit: Hit, start: int, end: int) -> Told | None:
    """Return a sentence with what it says the term is, None where it does not say so."""
    text = hit.text[start:end]
    number = _NUMBER.match(text)
    opened = _OPENS.match(text, number.end() if number else 0)
    at, worth = opened.end() if opened else 0, _CERTAIN if number and number["clause"] else _LIKELY
    folded = fold(text)
    if not folded.startswith(asked.term, at):
        at, worth = folded.find(f" {asked.term} ", at), _WITHIN
        at = at + 1 if at >= 0 else folded.find(f"“{asked.term} ") + 1
        if at <= 0 or not _BEFORE.search(text, 0, at):
            return None
    said = _GOES_ON.fullmatch(text, at + len(asked.term))
    if said is None or _NO_DEFINITION.match(said["what"]):
        return None
    if not said["what"] and not announces(text):
        return None
    if worth == _WITHIN and said["verb"].endswith("gồm"):
        return None
    if asked.somebody and not _SOMEBODY.match(said["what"]):
        return None
    span = said.start("what"), said.start("what") + len(said["what"].rstrip(" .;:"))
    return Told(worth, hit, start, end, span)
