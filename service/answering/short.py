"""The short answer: verbatim words of a quote, "Có" or "Không", or several joined by "; "."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from corpus.documents import find_documents
from corpus.vietnamese.normal import fold
from service.answering import overlap, spans
from service.answering.dating import ASKS_DAY, OF_DAY, of_documents
from service.answering.edges import clause_ends, names_whole, trimmed, whole, with_office
from service.answering.enumerated import side_by_side
from service.answering.forms import PLACED, TYPE
from service.answering.listing import listed, row
from service.answering.located import in_clause, located, matched
from service.answering.overlap import words
from service.answering.question import Kind, Question
from service.answering.ranking import Ranked
from service.answering.unformed import ENUMERATES, WHICH_BODY
from service.answering.yes_or_no import yes_or_no

JOINT = "; "
# Kinds whose answer has a form; a span without that form gives way to one that has it.
_FORMED: frozenset[Kind] = frozenset(
    ("percent", "money", "number", "duration", "date", "document", "person")
)
_IN_CLAUSES: frozenset[Kind] = frozenset(("percent", "money", "number", "duration", "date"))
_AMOUNT = re.compile(r"muc (?!tieu\b|dich\b|do\b)")
_AMOUNTS: tuple[Kind, ...] = ("money", "percent")
_BRACKETS = re.compile(r"\([^()]{1,40}\)")
# Before an amount that is not the one asked for, unless the question has the same word.
_QUALIFIED = re.compile(
    r"\b(khởi điểm|ban đầu|dự kiến|cùng kỳ|năm trước|tăng|giảm)(?: là| gần| khoảng| hơn| thêm)*\s*$"
)
# "Đến ngày nào", "từ khi nào": which end of a period is asked for.
_UNTIL = re.compile(r"\bden (?:het )?(?:ngay|khi|nam|thang|hom|luc) nao\b|\bden bao gio\b")
_SINCE = re.compile(r"\btu (?:ngay|khi|nam|thang|hom|luc) nao\b|\btu bao gio\b")
_BEFORE_UNTIL = re.compile(r"\b(?:đến|hết|tới|trước)\s+$", re.IGNORECASE)
_BEFORE_SINCE = re.compile(r"\b(?:từ|kể từ)\s+$", re.IGNORECASE)
# A clause that names so much less of the question than another one speaks of something else.
_ASIDE = 0.15
_OF_NAMES = 1.0  # how much a name of the question adds to what a clause names
_EXACT: frozenset[Kind] = frozenset(("date", "document"))
_AFTER_NOUN = frozenset(
    (
        *(
            "bị",
            "được",
            "đã",
            "chưa",
            "không",
            "có",
            "và",
            "đến",
            "từ",
            "ở",
            "tại",
            "theo",
            "trong",
        ),
        *("vào", "của", "cho", "với", "là", "thì", "do", "vì", "để", "này", "trên", "dưới", "về"),
    )
)
_OF_TIME = frozenset(("năm", "tháng", "ngày", "quý"))
_LONGEST = 7  # words of a noun
_BY_RULE = 1.0  # certainty where a rule knows which words answer
_WORD = re.compile(r"\s+([^\W\d_]+)")
_FIGURE = re.compile(r"\d")
# "Tuổi nghỉ hưu là bao nhiêu", and a figure at the end that is an age.
_OF_AGE = re.compile(r"^(?:do )?tuoi\b|\bdo tuoi\b")
# "Phó Chủ tịch … là ai", and what stands before a deputy: no other office, "Phó" and its body.
_DEPUTY = re.compile(r"\bpho (?:chu tich|bi thu|giam doc|thu tuong|truong|cuc truong|vu truong)")
_AS_DEPUTY = re.compile(r"\b[Pp]hó(?:\s+[^\s,;.]+){1,8}?(?:\s*:)?\s*$")
_YEARS_OLD = " tuổi"
_AGED = re.compile(r"\d tuổi$|\btuổi (?:là |từ |đủ |tối thiểu |tối đa )*\d+.{0,6}$")
_YEAR = re.compile(r"(?<![\w/-])(?:19|20)\d\d(?![\w/-])")


def short_answer(question: Question, chosen: Sequence[Ranked]) -> str | None:
    """Return the short answer that the chosen sentences give, None where none was asked for."""
    if question.kind == "summary":
        return None
    if question.kind == "yesno":
        return yes_or_no(question, chosen[0])
    if question.kind == "list":
        if row_of := side_by_side([r.evidence.text for r in chosen]):
            return JOINT.join(row_of)
        named = len(chosen) > 1 and all(r.certainty == _BY_RULE for r in chosen)
        rows = [] if named else [listed(question, ranked.evidence.text) for ranked in chosen]
        parts = rows if any(rows) else [_span(question, r) for r in chosen if r.end]
        return JOINT.join(dict.fromkeys(filter(None, parts))) or None
    return _span(_of_amount(question, chosen[0]), chosen[0])


def _of_amount(question: Question, ranked: Ranked) -> Question:
    """Return "Mức hỗ trợ …" as the question for the kind of amount that the sentence names."""
    if question.kind == "what" and _AMOUNT.match(fold(question.text)):
        for kind in _AMOUNTS:
            if spans.candidates(ranked.evidence.text, kind):
                return replace(question, kind=kind)
    return question


def _span(question: Question, ranked: Ranked) -> str | None:
    sentence = ranked.evidence.text
    start, end = ranked.start, ranked.end
    told = ranked.certainty == _BY_RULE
    if question.kind in _FORMED and not told:
        found = _fitting(question, ranked)
        met = [span for span in found if span[0] < end and start < span[1]]
        crossed = [
            c for c in spans.candidates(sentence, question.kind) if c[0] < end and start < c[1]
        ]
        several = question.kind in _AMOUNTS and len(crossed) > 1
        alone = len(met) == 1 and (question.kind in _EXACT or several)
        if alone or (met and _counts_else(question, sentence, end, found)):
            start, end = met[0]
        elif not met:
            if span := spans.pick(question, sentence, matched(question, sentence), found):
                start, end = span
            elif question.kind == "document" and not _FIGURE.search(sentence, start, end):
                return None
    if not told and question.kind in ("place", "organisation"):
        start, end = row(sentence, *in_clause(question, sentence, start, end))
    if not told:
        start, end = _where(question, sentence, *_body(question, sentence, start, end))
        clause = question.kind not in _FORMED and question.kind not in ("place", "organisation")
        start, end = names_whole(sentence, *trimmed(sentence, start, end, clause=clause))
        if question.kind == "person":
            start, end = with_office(sentence, start, end)
    start, end = whole(sentence, start, end)
    said = sentence[start : _with_noun(question, sentence, end)]
    return (said[1:-1] if _BRACKETS.fullmatch(said) else said) or None


def _where(question: Question, sentence: str, start: int, end: int) -> spans.Span:
    """Return the place of an event, where one is asked for: the one found, else the nearest."""
    sites = located(question, sentence)
    met = next((site for site in sites if site[0] < end and start < site[1]), None)
    if sites and not met:
        met = spans.pick(question, sentence, matched(question, sentence), sites)
    return met or (start, end)


def _body(question: Question, sentence: str, start: int, end: int) -> spans.Span:
    """Return the body of the kind asked for ("bộ nào"): the one found, else the nearest."""
    asks = WHICH_BODY.search(question.text.lower()) if question.kind == "organisation" else None
    if asks is None:
        return start, end
    named = re.compile(rf"\b{asks[1].capitalize()} [{spans.UPPER}]")
    bodies = [
        span
        for span in (names_whole(sentence, m.start(), m.end()) for m in named.finditer(sentence))
        if fold(sentence[slice(*span)]) not in fold(question.text)
    ]
    if any(span[0] < end and start < span[1] for span in bodies):
        return start, end
    return spans.pick(question, sentence, matched(question, sentence), bodies) or (start, end)


def _counts_else(question: Question, sentence: str, end: int, found: Sequence[spans.Span]) -> bool:
    """Tell whether a span ends with a number that counts something else: "14 bộ, 3"."""
    ends = {span[1] for span in spans.candidates(sentence, question.kind)}
    return bool(question.unit) and end in ends - {span[1] for span in found}


def _with_noun(question: Question, sentence: str, end: int) -> int:
    """Return where a number's noun ends, as far as question and sentence say the same."""
    if _OF_AGE.search(fold(question.text)) and sentence.startswith(_YEARS_OLD, end):
        return end + len(_YEARS_OLD)
    if not question.unit or spans.counted(question, sentence, end) < 1:
        return end
    form = fold(question.text)
    for place, word in enumerate(re.findall(r"\w+", form[form.find(fold(question.unit)) :])):
        following = _WORD.match(sentence, end)
        if following is None or fold(following[1]) != word or place == _LONGEST:
            break
        if following[1] in _AFTER_NOUN or (place > 0 and following[1] in _OF_TIME):
            break
        end = following.end()
    return end


def _fitting(question: Question, ranked: Ranked) -> Sequence[spans.Span]:
    """Return the spans of the asked kind that fit best: counted, of the type, to the day.

    Of several the ones in the clause that names most of what the question does.
    """
    sentence = ranked.evidence.text
    known = overlap.asked(question)
    numbered = ENUMERATES.match(sentence)  # "7. Mức sinh …"
    first = numbered.end() if numbered else 0
    found = [
        (start, end)
        for start, end in _of_year(question, sentence, ranked.evidence.hit.published or "")
        if start >= first and not words(sentence[start:end]).have <= known.words
    ]
    if question.kind == "date":
        others = of_documents(question, sentence)
        found = [span for span in found if span not in others] or found
    for fits in _tests(question, sentence):
        found = [span for span in found if fits(span)] or found
    if len(found) > 1 and question.kind in _IN_CLAUSES:
        named = [_named_beside(known, sentence, span, found) for span in found]
        found = [s for s, share in zip(found, named, strict=True) if share > max(named) - _ASIDE]
    return found


def _tests(question: Question, sentence: str) -> Iterator[Callable[[spans.Span], bool]]:
    """Yield what tells of a span whether it is what is asked for more closely than its kind."""
    form = fold(question.text)
    if question.unit:
        yield lambda span: spans.counted(question, sentence, span[1]) > 0
        yield lambda span: spans.counted(question, sentence, span[1]) == 1
    if question.kind in _AMOUNTS or question.kind == "number":
        yield lambda span: not _is_other(question, sentence, span)
    if question.kind == "number" and _OF_AGE.search(form):
        yield lambda span: _AGED.search(sentence[: span[1]] + sentence[span[1] :][:5]) is not None
    if question.kind == "date":
        for asks, before in ((_UNTIL, _BEFORE_UNTIL), (_SINCE, _BEFORE_SINCE)):
            if asks.search(form):
                yield lambda span, before=before: bool(before.search(sentence, 0, span[0]))  # type: ignore[misc]
    if question.kind == "date" and ASKS_DAY.search(form):
        yield lambda span: OF_DAY.search(sentence, *span) is not None
    if question.kind == "person" and _DEPUTY.search(form):
        yield lambda span: _AS_DEPUTY.search(sentence, 0, span[0]) is not None
    if question.kind == "person":
        yield lambda span: spans.has_surname(sentence[slice(*span)])
    if question.kind == "number" and PLACED.search(form):
        yield lambda span: sentence[slice(*span)].lower().startswith(("thứ", "hạng"))
    if question.kind == "document" and (typed := TYPE.search(form)):
        mentions = find_documents(sentence)
        of_type = {(m.start, m.end) for m in mentions if fold(m.type or "").endswith(typed["type"])}
        yield lambda span: span in of_type


def _is_other(question: Question, sentence: str, span: spans.Span) -> bool:
    """Tell whether what stands before an amount makes it another than the question asks for."""
    qualified = _QUALIFIED.search(sentence, 0, span[0])
    return qualified is not None and qualified[1] not in question.text.lower()


def _named_beside(
    known: overlap.Asked, sentence: str, span: spans.Span, among: Sequence[spans.Span]
) -> float:
    """Return how much of the question the clause around a span names."""
    stops = list(clause_ends(sentence, among))
    start = max((stop for stop in stops if stop <= span[0]), default=0)
    end = min((stop for stop in stops if stop > span[1]), default=len(sentence))
    beside = words(sentence[start:end])
    names = sum(f" {name} " in beside.line for name in known.names) / max(1, len(known.names))
    found = overlap.held(known, beside.have, beside.years)
    return overlap.coverage(known, found) + _OF_NAMES * names


def _of_year(question: Question, sentence: str, published: str) -> Sequence[spans.Span]:
    """Return the spans of the asked kind, only those of the year asked about where it names more.

    "Năm 2023 đạt 5, năm 2024 đạt 7": after their year, or, where one stands before any year is
    named ("từ 5 năm 2023 lên 7 năm 2024"), before it. Where none is asked about, the last one until
    the article's own.
    """
    found = spans.candidates(sentence, question.kind)
    asked = {match[0] for match in _YEAR.finditer(question.text)}
    years = list(_YEAR.finditer(sentence))
    if not asked:
        asked = {max((match[0] for match in years if match[0] <= published[:4]), default="")}
    if len(asked) != 1 or question.kind == "date" or not asked < {match[0] for match in years}:
        return found
    here = next(i for i, match in enumerate(years) if match[0] in asked)
    if found and found[0][0] < years[0].start():
        first, last = years[here - 1].end() if here else 0, years[here].start()
    else:
        others = (match.start() for match in years[here + 1 :] if match[0] not in asked)
        first, last = years[here].end(), next(others, len(sentence))
    return [span for span in found if first <= span[0] < last] or found
