"""Whether a sentence has what a question asks for in its form: the counted noun, a place, a type.

The networks weigh the words that a sentence shares; of two that share about as many, the one
answers that counts "vụ" where "bao nhiêu vụ" is asked.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus.documents import find_documents
from corpus.vietnamese.normal import fold
from service.answering import overlap, spans
from service.answering.dating import new
from service.answering.enumerated import announced_by
from service.answering.events import is_event
from service.answering.evidence import bare
from service.answering.lacking import lacks, serials
from service.answering.located import sites
from service.answering.overlap import Asked, Words
from service.answering.question import Question
from service.answering.quoting import Quotes
from service.answering.ranking import DOUBT, Ranked

# A sentence of the right form goes before a likelier one of another from this share of its
# probability on.
ENOUGH = 0.4
_TYPED = ("percent", "money", "date", "document")
_QUANTITIES = ("number", "money", "percent")
# An answer hardly ever lacks what `lacks` looks for: so much of its probability is left to it.
HARDLY = 0.3
# What a question begins with that asks for no quantity by its name, folded.
_OPENING = re.compile(
    r"(?:nam|theo|o|tai|trong|den|tu|co|bao|may|ai|khi|neu|sau|truoc|ngay|thang|quy|ca|nuoc|toan|va"
    r"|con|the|moi|mot|nguoi|cac|nhung|phai|duoc|bi|so voi|hien|viec|muon|xin|cho|toi|tinh|thu"
    r"|muc tieu|chi tieu|ket qua)\b"
)
# What only says in which way something is measured: what is measured follows.
_MEASURE = re.compile(
    r"(?:t[yi] (?:le|trong|suat)|muc(?! (?:tieu|dich)\b)|(?:tong )?so(?: luong)?|do(?= tuoi\b))"
    r" (?=\S)"
)
_REFERENCE = re.compile(r"\b(?:khoản|điểm|điều|chương|mục)\s+$", re.IGNORECASE)
_CAUSE = re.compile(
    r"\b(?:vì|do|bởi|nhằm|để|nhờ|nên|khiến|căn cứ|dựa|xuất phát|bắt nguồn|dẫn đến|dẫn tới"
    r"|nguyên nhân|lý do|lí do|mục đích|chưa|không|thiếu)\b",
    re.IGNORECASE,
)
TYPE = re.compile(
    r"\b(?P<type>nghi quyet|nghi dinh|quyet dinh|thong tu|luat|chi thi|ke hoach|cong dien|ket luan)"
    r"(?: so)? (?:nao|may|gi)\b"
)
# "Trẻ ở Quảng Bình …" begins with somebody, not with what is measured.
_NOT_NAMING = frozenset(
    "ở tại của bị được trong từ do phải có không đã sẽ đang là và với cho về khi thì làm".split()  # noqa: SIM905 - read as text
)
# "Phiên đấu giá phải đặt cọc bao nhiêu": the quantity is what is done, not what does it.
_OF_SUBJECT = re.compile(
    r"\b(?:phai|duoc|bi|can|nop|dong|tra|chi|mat|ton)(?: \w+){0,3}? (?:bao nhieu|may)\b"
)
# "Đứng thứ mấy": not how many, but which of many.
PLACED = re.compile(r"\b(?:thu|xep hang|hang|vi tri) (?:may|bao nhieu|thu may)\b")
_PLACE_OF = re.compile(
    r"\b(?:thứ|hạng|vị trí)\s+(?:thứ\s+)?"
    r"(?:\d+|nhất|nhì|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)\b",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(rf"\b[{spans.UPPER}]{{2,}}\b")
_WHERE = re.compile(r"\b(?:o|tai) dau\b|\bnoi nao\b")
_LOCATED = re.compile(rf"\b(?:[Tt]ại|[Ởở])\s+(?:[^\s,.;]+\s+){{0,4}}?[{spans.UPPER}]")

# What leads to a place or a site, where `_LOCATED` asks for a name.
_SOMEWHERE = re.compile(
    r"\b(?:tại|ở|trên|qua|đến|tới|vào|về|từ|trong|nơi|bên|phía|giữa|quanh|ngoài)\s+"
    r"(?!(?:luật|bộ luật|nghị|quyết|dự|kỳ|phiên|cuộc|buổi|hội nghị|khoản|điều|điểm"
    r"|thời|ngày|tháng|năm|đầu|cuối|nay|hiện|đây|khi|mức|việc|lĩnh vực|theo|đủ|\d))",
    re.IGNORECASE,
)


def fitting(
    question: Question, ranked: Sequence[Ranked], quotes: Quotes, *, doubting: bool
) -> list[Ranked]:
    """Return the sentences with the best one of the form asked for first, where it is likely.

    If `doubting`, those that lack what an answer hardly lacks are half as likely: not where an
    article was chosen to be asked, nor where the question is a translation of what was typed.
    """
    ranked = [one for one in ranked if not _refers(question, one.evidence.text)]
    ranked = _of_document_first(question, ranked)
    if question.kind == "list":
        ranked = _announced(ranked)
    if doubting:
        ranked = sorted(
            (_doubted(question, one, quotes) for one in ranked), key=lambda r: -r.probability
        )
    return list(_named_first(question, _formed(question, ranked, doubting=doubting)))


def _formed(question: Question, ranked: list[Ranked], *, doubting: bool) -> list[Ranked]:
    fits = _test(question)
    if fits is None or not ranked or fits(ranked[0].evidence.text):
        return list(ranked)
    for i, other in enumerate(ranked):
        if other.probability < ENOUGH * ranked[0].probability:
            break
        if fits(other.evidence.text):
            first = replace(other, probability=ranked[0].probability)
            return [first, *ranked[:i], *ranked[i + 1 :]]
    if doubting and question.kind == "place":
        somewhere = _happens if is_event(fold(question.text)) else _SOMEWHERE.search
        return [r if somewhere(r.evidence.text) else _hardly(r) for r in ranked]
    if doubting and (question.kind == "reason" or TYPE.search(fold(question.text))):
        return [replace(r, probability=DOUBT * r.probability) for r in ranked]
    return list(ranked)


def _of_document_first(question: Question, ranked: list[Ranked]) -> list[Ranked]:
    """Put the likeliest sentence with the document asked for before one with another."""
    asked = serials(question.text)
    if not (asked and ranked) or question.kind == "document":
        return ranked
    named = serials(ranked[0].evidence.text)
    if not named or asked & named:
        return ranked
    for i, other in enumerate(ranked):
        if other.probability < ENOUGH * ranked[0].probability:
            break
        if asked <= serials(other.evidence.text):
            first = replace(other, probability=ranked[0].probability)
            return [first, *ranked[:i], *ranked[i + 1 :]]
    return ranked


def _announced(ranked: list[Ranked]) -> list[Ranked]:
    """Return the sentences with items of an enumeration replaced by what announces it."""
    found: dict[tuple[str, int], Ranked] = {}
    for one in ranked:
        hit = one.evidence.hit
        span = announced_by(hit, one.evidence.start - hit.start)
        told = replace(one, evidence=bare(hit, *span), start=0, end=0) if span else one
        key = hit.passage_id, told.evidence.start
        if key not in found or found[key].probability < told.probability:
            found[key] = (
                replace(told, start=found[key].start, end=found[key].end) if key in found else told
            )
    return sorted(found.values(), key=lambda one: -one.probability)


def _happens(text: str) -> bool:
    """Tell whether something happens somewhere."""
    return bool(sites(text))


def _named_first(question: Question, ranked: Sequence[Ranked]) -> Sequence[Ranked]:
    """Put the likeliest sentence first that has every year asked for, of figures what is measured.

    That is an abbreviation ("GII"); who was named once is "ông" or "cô" later.
    """
    asked = overlap.asked(question)
    counts = question.kind in _QUANTITIES
    short = {fold(w) for w in _ABBREVIATION.findall(question.text) if counts} & asked.words
    if not (short or asked.years):
        return ranked
    for i, other in enumerate(ranked):
        if other.probability < ENOUGH * ranked[0].probability:
            break
        words, hit = other.evidence.words, other.evidence.hit
        # The title's year is that of a sentence that names none.
        dated = words.years or overlap.words(f"{hit.title or ''} {hit.published or ''}").years
        if short | asked.years <= overlap.held(asked, words.have, dated):
            first = replace(other, probability=ranked[0].probability)
            return [first, *ranked[:i], *ranked[i + 1 :]]
    return ranked


def _doubted(question: Question, ranked: Ranked, quotes: Quotes) -> Ranked:
    """Return a sentence less likely where it lacks the quantity asked for, its year, or more."""
    if lacks(question, ranked, quotes):
        return _hardly(ranked)
    asked = overlap.asked(question)
    evidence = ranked.evidence
    hit = evidence.hit
    title = overlap.words(f"{hit.title or ''} {hit.published or ''}")
    near = evidence.words.have | title.have
    held = overlap.held(asked, near, frozenset())
    dated = not asked.years or asked.years & title.years
    quantity = _quantity(question)
    if (
        quantity <= held
        and not _misread(asked, quantity & near, evidence.words, title)
        and (dated or asked.years & overlap.words(hit.text).years)
    ):
        return ranked
    return replace(ranked, probability=DOUBT * ranked.probability)


def _hardly(ranked: Ranked) -> Ranked:
    return replace(ranked, probability=HARDLY * ranked.probability)


def _refers(question: Question, text: str) -> bool:
    """Tell whether what is counted is only referred to: "khoản 1 Điều 20" counts no articles."""
    counts = [
        _REFERENCE.search(text, 0, start) is not None
        for start, end in spans.candidates(text, question.kind)
        if spans.counted(question, text, end)
    ]
    return bool(counts) and all(counts)


def _misread(asked: Asked, words: frozenset[str], *texts: Words) -> bool:
    """Tell whether one of the words is only found with other diacritics than were typed.

    "Lạm phát" is not "việc làm" and "phát triển".
    """
    have = {word for text in texts for word in text.exact}
    typed = zip(asked.exact, asked.folded, strict=True)
    return any(exact != folded and exact not in have for exact, folded in typed if folded in words)


def _quantity(question: Question) -> frozenset[str]:
    """Return the first two words of "Dân số tỉnh A là bao nhiêu", folded; none of others.

    Of "Tỷ lệ thất nghiệp là bao nhiêu" the two after "tỷ lệ".
    """
    text = question.text
    if _OF_SUBJECT.search(fold(text)):
        return frozenset()
    if measure := _MEASURE.match(fold(text)):
        text = text[measure.end() :]
    words = text.split()[:2]
    if question.kind not in _QUANTITIES or len(words) < 2 or question.unit:
        return frozenset()
    named = fold(" ".join(words)).replace(",", "")
    if _OPENING.match(named) or not words[1].islower() or words[1] in _NOT_NAMING:
        return frozenset()
    return frozenset(named.split()) & overlap.asked(question).words


def _test(question: Question) -> Callable[[str], bool] | None:
    """Return what tells whether a text has the form, None where none is asked for."""
    form = fold(question.text)
    if pattern := _pattern(question, form):
        return lambda text: pattern.search(text) is not None
    if question.unit:
        return lambda text: any(
            spans.counted(question, text, end) and new(question, text[start:end])
            for start, end in spans.candidates(text, question.kind)
        )
    if question.kind == "document" and (typed := TYPE.search(form)):
        asked = serials(question.text)
        bare_number = re.compile(rf"\b{typed['type']}\s+(?:so\s+)?(\d{{1,4}})\b")
        return lambda text: (
            any(
                fold(mention.type or "").endswith(typed["type"]) and new(question, mention.number)
                for mention in find_documents(text)
            )
            or any(
                number not in asked and new(question, number)
                for number in bare_number.findall(fold(text))
            )
        )
    if question.kind in _TYPED:
        return lambda text: any(
            new(question, text[start:end]) for start, end in spans.candidates(text, question.kind)
        )
    return None


def _pattern(question: Question, form: str) -> re.Pattern[str] | None:
    """Return what an answer holds whatever it says, given the question without diacritics."""
    if question.kind == "reason":
        return _CAUSE
    if PLACED.search(form):
        return _PLACE_OF
    return _LOCATED if question.kind == "place" and _WHERE.search(form) else None
