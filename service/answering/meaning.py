"""What a document or an abbreviation is: answered from where a text introduces it.

"57-NQ/TW", "Nghị quyết 57 là gì", "KH&CN là viết tắt của gì": the sentence wanted is not the one
most like the question, but the one in which the number stands with its date, issuer or title, or
the short form with the long one.
"""

import re
from collections.abc import Iterator

from corpus.documents import find_documents
from corpus.vietnamese.definitions import defined_in
from corpus.vietnamese.normal import fold, has_diacritics, nfc
from corpus.vietnamese.sentences import sentences
from index.hits import Hit, SearchResult, pairs
from service.answering.attributes import MATTER
from service.answering.named import named_document
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked
from service.answering.spans import UPPER
from service.answering.told import ISSUED, Told, numbered, sentences_of

_SHORT = re.compile(r"[^\W\d_]*[A-ZĐ&][\w&]*[A-ZĐ\d](?:\s\d\.\d)?")
_MEANING = re.compile(r"(?P<short>\S+) (?:nghĩa )?(?:là|la) (?:cái )?(?:gì|gi)")
# The same of a name with a figure: "Đề án 06 là gì".
_NUMBERED_NAME = re.compile(
    r"(?P<short>(?:đề án|dự án|chương trình|kế hoạch|chiến lược|chỉ thị|quyết định) \d+)"
    r" (?:là gì|la gi)",
    re.IGNORECASE,
)
_YEAR_AFTER = re.compile(r"\s*(?:,\s*)?(?:năm|nam)\s+(\d{4})")
_ABOUT = re.compile(
    r"[^.;]{0,60}?\b(?:phê duyệt\s|(?=(?:về|quy định|thí điểm)\s))(?P<matter>[^.;]{3,200})",
    re.IGNORECASE,
)
_APPROVES = "phê duyệt "
_CALLED_SHORT = re.compile(r",\s*(?:gọi|viết) tắt\b.*$")
# "phê duyệt Chương trình … bằng Quyết định số".
_APPROVED = re.compile(
    r"\bphê duyệt\s+(?P<matter>[^.;]{3,200})\s(?:bằng|theo|tại)(?:\s+\S+){0,3}?\s*$", re.IGNORECASE
)
# What a comma after a short form leads to that does not say what it is.
_GOES_ON = r"(?!\s(?:không|và|để|thì|khi|nếu|các|những|đã|phải|được|sẽ|nộp|cần|trong|theo)\b)"
_MOST = 4
# What may be asked of a short form, folded: "ITS là hệ thống gì", "DVLA là cơ quan nào của Anh".
_KIND = r"(?:(?!gi\b|nao\b)\w+ ){0,3}?"
_WHERE = r"(?:cua|o|tai|trong)"
_WHAT_SHORT = re.compile(
    rf"(?:{_WHERE} (?:\w+ ){{1,3}}?(?=la ))?"
    rf"(?:(?:la|co|nghia|chu|viet tat|cua|tu|cum tu) )*{_KIND}(?:gi|nao|the nao)"
    rf"(?: (?:vay|the|a|nhi))*(?: {_WHERE} .+)?"
)
_PARENTHESIS = re.compile(r"\(([^()\n]{2,120})\)")
_CALLED = r"(?:(?:sau đây |dưới đây )?(?:được )?(?:gọi|viết)(?: tắt| chung)?(?: là)?:? ?)?"
# Where a name that stands before its short form begins at the earliest: after these.
_BOUNDARY = re.compile(r"[,;:.(–]\s|\b(?:là|của|về|thuộc|tại|do|với|cho|bởi|tên|từ|theo|như|gọi)\s")
_CAPITAL = re.compile(rf"(?<!\w)[{UPPER}]")
_NAMED_WITHIN = 100  # characters


def unknown(question: str, result: SearchResult) -> bool:
    """Tell whether a question is about a document that the hits do not know.

    Either none mentions a number that it names, or it names a year in which no document of that
    number was issued as far as the hits tell.
    """
    if not result.query.documents:
        return False
    if not any(hit.document_hit for hit in result.hits):
        return True
    for mention in find_documents(question):
        year = _YEAR_AFTER.match(question, mention.end)
        if year is None:
            continue
        about = [hit.text for hit in result.hits if hit.document_hit]
        dates = {
            other.date[:4]
            for text in about
            for other in find_documents(text)
            if other.number == mention.number and other.date
        }
        if dates and year[1] not in dates:
            return True
    return False


def defines(question: str, sentence: str) -> bool:
    """Tell whether a sentence may say what a short form is that a question asks the meaning of.

    True for every other question. A sentence that only uses the short form says nothing of it.
    """
    question = question.strip(" ?.!")
    asked = _NUMBERED_NAME.fullmatch(question) or _MEANING.fullmatch(question)
    if asked is None or not (" " in asked["short"] or _SHORT.fullmatch(asked["short"])):
        return True
    short = re.escape(asked["short"])
    # What follows "Đề án 06," is the next thing more often than what it is.
    comma = "" if " " in asked["short"] else f"|,{_GOES_ON}"
    after = rf"\b{short}\b\s*(?:\({comma}|là\b|gồm\b|giúp\b|cho phép\b|được hiểu)"
    before = rf"(?:\(|\blà|\bgọi(?: tắt)?(?: là)?|\bviết tắt(?: là)?)\s*{short}\b"
    return re.search(f"{after}|{before}", sentence) is not None


def introduce(question: str, result: SearchResult, quotes: Quotes) -> list[Ranked]:
    """Return the sentences that introduce what the question asks the meaning of.

    Empty where it asks for something else or nothing introduces it. Several only where several
    documents bear the number, the newest first.
    """
    question = question.strip(" ?.!")
    found = list(_documents(question, result)) or list(_abbreviation(question, result))
    best: dict[str, Ranked] = {}
    likeliest = [(told.score, told.what, told.ranked()) for told in found]
    # A title says less than the sentence that introduces.
    likeliest.sort(key=lambda one: 2.0 * quotes.is_title(one[2].evidence) - one[0])
    for _, what, ranked in likeliest:
        if what not in best and quotes.quotable(ranked.evidence):
            best[what] = ranked
    dated = sorted((what for what in best if what), reverse=True)
    # One document however often it is dated; several where they are of several dates.
    return [best[what] for what in dated][:_MOST] if len(dated) > 1 else list(best.values())[:1]


def _documents(question: str, result: SearchResult) -> Iterator[Told]:
    """Yield the sentences that mention the document that the whole question is about."""
    named = named_document(question)
    if named is None or not MATTER.fullmatch(named.left):
        return
    numbers = named.numbers(result)
    titled = {hit.article_id: {m.number for m in numbered(hit.title or "")} for hit in result.hits}
    for hit, start, end in sentences_of(result):
        sentence = hit.text[start:end]
        found = numbered(sentence)
        for mention in found:
            if mention.number not in numbers:
                continue
            score = 2.0 * bool(mention.date) + 2.0 * bool(mention.title)
            score += 0.5 * bool(ISSUED.search(sentence)) + 0.5 * (hit.start == 0)
            # An article about the document says best what it is.
            score += 2.0 * (mention.number in titled[hit.article_id])
            score -= mention.start / 400
            # A list of documents introduces none, and one without its matter tells least.
            score -= 0.7 * len({m.number for m in found} - numbers)
            score += 2.0 * bool(_ABOUT.match(sentence, mention.end))
            span = _title_span(sentence, mention.title, mention.start, mention.end)
            yield Told(score, hit, start, end, span, mention.date or "")


def _title_span(sentence: str, title: str | None, start: int, end: int) -> tuple[int, int]:
    """Return where the title stands after the number, else its matter, else the number itself."""
    at = max(sentence.find(title, end), sentence.rfind(title, 0, start)) if title else -1
    if title and at >= 0:
        return at + len(title) - len(title.removeprefix(_APPROVES)), at + len(title)
    matter = _ABOUT.match(sentence, end) or _APPROVED.search(sentence, 0, start)
    if matter is None:
        return start, end
    called = _CALLED_SHORT.search(sentence, *matter.span("matter"))
    return matter.start("matter"), called.start() if called else matter.end("matter")


def asks_short(question: str) -> bool:
    """Tell whether a question asks what a short form stands for, for which more is read."""
    short = _asked_short(question := nfc(question).strip(" ?.!"))
    return short is not None and not fold(question[short.end() :]).startswith(" nao")


def _asked_short(question: str) -> re.Match[str] | None:
    """Return the short form whose meaning a question asks for, None where it does not."""
    short = _SHORT.match(question)
    asks = fold(question[short.end() :]).strip() if short else ""
    return short if MATTER.fullmatch(asks) or _WHAT_SHORT.fullmatch(asks) else None


def _abbreviation(question: str, result: SearchResult) -> Iterator[Told]:
    """Yield the sentences that hold the long form of the abbreviation asked about."""
    short = _asked_short(question)
    if short is None:
        return
    for hit in result.hits:
        for definition in defined_in(hit.text):
            if fold(definition.short) == fold(short[0]):
                yield from _holding(hit, definition.start, definition.end, 3.0)
        for start, end in _beside(short[0], hit.text):
            yield from _holding(hit, start, end, 2.5)
    meant = [
        long for written, long in pairs(result.query.expansions) if fold(written) == fold(short[0])
    ]
    for hit in result.hits:
        for long in meant:
            for match in re.finditer(re.escape(long), hit.text, re.IGNORECASE):
                yield from _holding(hit, *match.span(), 1.0)


def _beside(short: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield the names that a text puts beside a short form, whatever its letters stand for.

    "Hệ thống giao thông thông minh (gọi tắt là ITS)", "Cơ quan X (Agency of X - AX)".
    """
    alone = re.compile(rf"{_CALLED}[\"“]?{re.escape(short)}[\"”]?(?:\s?[-–:,].+)?", re.IGNORECASE)
    last = re.compile(rf"(?P<long>.+?)\s?[-–,:]\s?{re.escape(short)}")
    for match in _PARENTHESIS.finditer(text):
        ended = last.fullmatch(match[1])
        if ended and has_diacritics(ended["long"]):
            yield match.start(1), match.start(1) + ended.end("long")
        elif ended or alone.fullmatch(match[1]):
            end = len(text[: match.start()].rstrip())
            yield _name_before(text, end), end


def _name_before(text: str, end: int) -> int:
    """Return where the name that ends at `end` begins: with a capital, after what leads to it."""
    earliest = max(0, end - _NAMED_WITHIN, text.rfind("\n", 0, end) + 1)
    for boundary in _BOUNDARY.finditer(text, earliest, end - 1):
        if capital := _CAPITAL.search(text, boundary.end(), end):
            earliest = capital.start()
    return earliest


def _holding(hit: Hit, start: int, end: int, score: float) -> Iterator[Told]:
    """Yield the sentence around a long form, better the earlier it names it."""
    for first, last in sentences(hit.text):
        if first <= start and end <= last:
            score -= (start - first) / 400
            yield Told(score, hit, first, last, (start - first, end - first))
