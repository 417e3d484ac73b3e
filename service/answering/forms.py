"""Whether a sentence has what a question asks for in its form: the counted noun, a place, a type.

The networks weigh the words that a sentence shares; of two that share about as many, the one
answers that counts "vụ" where "bao nhiêu vụ" is asked.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus.documents import find_documents
from corpus.vietnamese.frequencies import idf
from corpus.vietnamese.normal import fold
from service.answering import overlap, spans
from service.answering.numbering import titled
from service.answering.offices import office
from service.answering.question import Question
from service.answering.ranking import DOUBT, Ranked

# A sentence of the right form goes before a likelier one of another from this share of its
# probability on.
ENOUGH = 0.4
_TYPED = ("percent", "money", "date", "document")
_QUANTITIES = ("number", "money", "percent")
# An answer hardly ever lacks what `_lacks` looks for: so much of its probability is left to it.
HARDLY = 0.3
ASKS_DAY, _TIME = re.compile(r"\b(?:ngay|hom) (?:nao|may)\b"), re.compile(r"\b(?:thang|nam) nao\b")
OF_DAY = re.compile(r"\d\s*[/.-]\s*\d|\b(?:ngày|mùng|mồng)\b", re.IGNORECASE)
# What somebody asks of somebody, and a sentence that may say it.
_TASKED = re.compile(
    r"\b(?:yeu cau|de nghi|kien nghi|giao|chi dao)(?: .+)? (?<!de )(?:lam|thuc hien)(?: viec)? gi$"
)
_TASKS = re.compile(
    r"\b(?:yêu cầu|đề nghị|kiến nghị|giao|nhấn mạnh|lưu ý|đề xuất)\b|(?<!ban )\bchỉ đạo\b",
    re.IGNORECASE,
)
# A law has one title, which is short; of others this share of the words has to be there.
_LAWS, _OF_TITLE = ("luật", "bộ luật", "pháp lệnh"), 0.75
# Words that a title may have in one text and not in another.
_JOINING = frozenset(("ve", "cua", "va", "cac", "mot", "so", "nam"))
_NUMBERED = re.compile(r"\bsố\s+(?:hiệu\s+)?\d")
# Units with their other spellings; of a unit alone it is known that an answer names it.
_UNITS = {
    unit: frozenset(spellings)
    for spellings in (
        ("phut",), ("giay",), ("gio", "tieng"), ("ngay",), ("tuan",), ("thang",), ("nam",),
        ("met", "m"), ("km", "kilomet", "cay"), ("ha", "hecta", "hec"), ("lit", "l"),
        ("kg", "ky", "kilogam", "can"), ("tan", "t"), ("nguoi", "dan"),
    )
    for unit in spellings
}  # fmt: skip
# What a question begins with that asks for no quantity by its name, folded.
_OPENING = re.compile(
    r"(?:nam|theo|o|tai|trong|den|tu|co|bao|may|ai|khi|neu|sau|truoc|ngay|thang|quy|ca|nuoc|toan|va"
    r"|con|the|moi|mot|nguoi|cac|nhung|phai|duoc|bi|so voi|hien|viec|muon|xin|cho|toi|tinh|thu"
    r"|muc tieu|chi tieu|ket qua)\b"
)
_NOT = "(?:khong|chua|chang)"
# What those asked for do not do, of two syllables: "tỉnh nào (giữ nguyên,) không sáp nhập".
_DENIES = re.compile(
    rf"\bnao\b(?:,? [a-z]+){{0,3}},? {_NOT} (?:phai |can |duoc |bi |con )?"
    r"((?!qua |chi |nhung |duoi |it )[a-z]+ [a-z]+)"
)
# What only says in which way something is measured: what is measured follows.
_MEASURE = re.compile(
    r"(?:t[yi] (?:le|trong|suat)|muc(?! (?:tieu|dich)\b)|(?:tong )?so(?: luong)?) (?=\S)"
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
# "Đứng thứ mấy": not how many, but which of many.
PLACED = re.compile(r"\bthu (?:may|bao nhieu)\b")
_PLACE_OF = re.compile(
    r"\b(?:thứ|hạng|vị trí)\s+(?:thứ\s+)?"
    r"(?:\d+|nhất|nhì|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)\b",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\b(?:o|tai) dau\b|\bnoi nao\b")
_LOCATED = re.compile(rf"\b(?:[Tt]ại|[Ởở])\s+(?:[^\s,.;]+\s+){{0,4}}?[{spans.UPPER}]")


def fitting(question: Question, ranked: Sequence[Ranked], *, doubting: bool) -> list[Ranked]:
    """Return the sentences with the best one of the form asked for first, where it is likely.

    If `doubting`, those that lack what an answer hardly lacks are half as likely: not where an
    article was chosen to be asked, nor where the question is a translation of what was typed.
    """
    ranked = [one for one in ranked if not _refers(question, one.evidence.text)]
    if doubting:
        ranked = sorted((_doubted(question, one) for one in ranked), key=lambda r: -r.probability)
    fits = _test(question)
    if fits is None or not ranked or fits(ranked[0].evidence.text):
        return list(ranked)
    for i, other in enumerate(ranked):
        if other.probability < ENOUGH * ranked[0].probability:
            break
        if fits(other.evidence.text):
            first = replace(other, probability=ranked[0].probability)
            return [first, *ranked[:i], *ranked[i + 1 :]]
    if doubting and (question.kind == "reason" or TYPE.search(fold(question.text))):
        return [replace(r, probability=DOUBT * r.probability) for r in ranked]
    return list(ranked)


def _doubted(question: Question, ranked: Ranked) -> Ranked:
    """Return a sentence less likely where it lacks the quantity asked for, its year, or more."""
    if _lacks(question, ranked):
        return replace(ranked, probability=HARDLY * ranked.probability)
    asked = overlap.asked(question)
    evidence = ranked.evidence
    hit = evidence.hit
    title = overlap.words(f"{hit.title or ''} {hit.published or ''}")
    held = overlap.held(asked, evidence.words.have | title.have, frozenset())
    known = title.years | overlap.words(hit.text).years
    if _quantity(question) <= held and (not asked.years or asked.years & known):
        return ranked
    return replace(ranked, probability=DOUBT * ranked.probability)


def _lacks(question: Question, ranked: Ranked) -> bool:
    """Tell whether a sentence lacks what hardly any answer lacks.

    A new date of the precision asked for, the noun that is counted, the whole title of which the
    number is asked for, a word that sets a task, the names of an office whose holder is.
    """
    text, hit = ranked.evidence.text, ranked.evidence.hit
    form = fold(question.text)
    if question.kind == "date" and (ASKS_DAY.search(form) or _TIME.search(form)):
        dates = [text[slice(*span)] for span in spans.candidates(text, "date")]
        precise = OF_DAY if ASKS_DAY.search(form) else re.compile("")
        return not any(precise.search(date) and _new(question, date) for date in dates)
    names = overlap.asked(question).names
    if names and office(question.text):
        line = overlap.words(f"{hit.title or ''} {hit.text}").line
        return not all(f" {name} " in line for name in names)
    if _TASKED.search(form):
        return _TASKS.search(text) is None
    if _denied(form, ranked.evidence.words.line):
        return True
    have = ranked.evidence.words.have | overlap.words(hit.title or "").have
    if title := titled(question.text):
        named = frozenset(overlap.words(title).folded) - _JOINING
        enough = len(named) if title.lower().startswith(_LAWS) else _OF_TITLE * len(named)
        numbered = _NUMBERED.search(text) or find_documents(text)
        return not numbered or len(named & have) < enough
    near = have | overlap.words(hit.text).have
    return bool(question.unit) and not _counted_word(question) & near


def _denied(form: str, sentence: str) -> bool:
    """Tell whether a sentence says without "không" or "chưa" what a question says with it.

    "Tỉnh nào không sáp nhập?" asks for others than those that were merged. Both are folded.
    """
    return any(
        f" {verb} " in sentence and not re.search(rf"\b{_NOT} (?:\w+ )?{verb} ", sentence)
        for verb in _DENIES.findall(form)
    )


def _counted_word(question: Question) -> frozenset[str]:
    """Return the word of the counted noun that says most, folded, with what stands for it."""
    words = (question.unit or "").split()
    if (unit := fold(words[0])) in _UNITS:
        return _UNITS[unit]
    return frozenset({fold(max(words, key=lambda w: idf(w, folded=not question.accented)))})


def _refers(question: Question, text: str) -> bool:
    """Tell whether what is counted is only referred to: "khoản 1 Điều 20" counts no articles."""
    counts = [
        _REFERENCE.search(text, 0, start) is not None
        for start, end in spans.candidates(text, question.kind)
        if spans.counted(question, text, end)
    ]
    return bool(counts) and all(counts)


def _quantity(question: Question) -> frozenset[str]:
    """Return the first two words of "Dân số tỉnh A là bao nhiêu", folded; none of others.

    Of "Tỷ lệ thất nghiệp là bao nhiêu" the two after "tỷ lệ".
    """
    text = question.text
    if measure := _MEASURE.match(fold(text)):
        text = text[measure.end() :]
    words = text.split()[:2]
    if question.kind not in _QUANTITIES or len(words) < 2 or question.unit:
        return frozenset()
    named = fold(" ".join(words)).replace(",", "")
    if _OPENING.match(named) or not words[1].islower():
        return frozenset()
    return frozenset(named.split()) & overlap.asked(question).words


def _test(question: Question) -> Callable[[str], bool] | None:
    """Return what tells whether a text has the form, None where none is asked for."""
    form = fold(question.text)
    if pattern := _pattern(question, form):
        return lambda text: pattern.search(text) is not None
    if question.unit:
        return lambda text: any(
            spans.counted(question, text, end) and _new(question, text[start:end])
            for start, end in spans.candidates(text, question.kind)
        )
    if question.kind == "document" and (typed := TYPE.search(form)):
        return lambda text: any(
            fold(mention.type or "").endswith(typed["type"]) and _new(question, mention.number)
            for mention in find_documents(text)
        )
    if question.kind in _TYPED:
        return lambda text: any(
            _new(question, text[start:end]) for start, end in spans.candidates(text, question.kind)
        )
    return None


def _pattern(question: Question, form: str) -> re.Pattern[str] | None:
    """Return what an answer holds whatever it says, given the question without diacritics."""
    if question.kind == "reason":
        return _CAUSE
    if PLACED.search(form):
        return _PLACE_OF
    return _LOCATED if question.kind == "place" and _WHERE.search(form) else None


def _new(question: Question, text: str) -> bool:
    """Tell whether a text says what the question does not already."""
    return not overlap.words(text).have <= overlap.asked(question).words
