"""What hardly any answer lacks: a date where a day is asked for, the noun that is counted.

Each rule looks at one sentence and says whether it lacks what the question's form asks for.
"""

import math
import re
from functools import lru_cache

from corpus.documents import find_documents
from corpus.places import places
from corpus.vietnamese.frequencies import idf
from corpus.vietnamese.normal import fold
from service.answering import overlap, spans
from service.answering.numbering import titled
from service.answering.offices import office
from service.answering.question import Question
from service.answering.ranking import Ranked

# A question about a document, and how near its date stands to its number.
_ON_DOCUMENT = re.compile(
    r"\b(?:nghi quyet|nghi dinh|quyet dinh|chi thi|thong tu|luat|phap lenh|ket luan|cong dien"
    r"|van ban|ke hoach|to trinh|cong van|de an|chuong trinh|ban hanh|ky)\b"
)
_BESIDE = 4
ASKS_DAY = re.compile(r"\b(?:ngay|hom) (?:nao|may)\b")
_ASKS_MONTH = re.compile(r"\bthang (?:nao|may)\b")
_TIME = re.compile(r"\bnam nao\b|\b(?:truoc|cham nhat|muon nhat) (?:khi|luc) nao\b")
OF_DAY = re.compile(r"\d\s*[/.-]\s*\d|\b(?:ngày|mùng|mồng)\b", re.IGNORECASE)
_OF_MONTH = re.compile(r"\d\s*[/.-]\s*\d|\btháng\s+\d", re.IGNORECASE)
# A page or an application where something is done, and a sentence that names one.
_ASKS_SITE = re.compile(r"(?<!tinh )\b(?:trang(?: web)?|web|website|link|ung dung|app) nao\b")
_SITE = re.compile(
    r"\b(?:trang|web|website|cổng|ứng dụng|app|phần mềm|hệ thống)\b|https?:|\w\.(?:vn|com)\b",
    re.IGNORECASE,
)
# Several of what has names: "bốn nước nào", "những bộ nào".
ASKS_NAMES = re.compile(
    r"\b(?:nhung|cac|hai|ba|bon|nam|sau|bay|tam|chin|muoi|\d+) (?:nuoc|quoc gia|tinh|thanh pho"
    r"|dia phuong|bo|huyen|xa|phuong|quan|nguoi|ai|ngan hang|truong|doanh nghiep|tap doan)"
    r"(?: \w+){0,3}? nao\b"
)
_NAME = re.compile(rf"(?<![.!?…] )(?<!^)[{spans.UPPER}][^\W\d_]*(?: [{spans.UPPER}][^\W\d_]*)*")
_SEVERAL = 2
# The parts of something, and a sentence that may list them.
_ASKS_PARTS = re.compile(r"\b(?:gom|bao gom|gom co) (?:nhung |cac )?(?:\w+ ){0,3}?(?:nao|gi)\b")
_LISTS = re.compile(r":|\b(?i:gồm|như|là|thứ nhất|một là)\b|(?:[,;][^,;]*){3}")
# "Vì sao … cao nhất": where nothing is the first or the last, there is nothing to explain.
_MOST = re.compile(r"\b(?:cao|thap|lon|nho|nhieu|it|dai|ngan|nhanh|cham|gia|re|tot|kem|dat) nhat\b")
_SUPERLATIVE = re.compile(
    r"nhất|đứng đầu|dẫn đầu|hàng đầu|kỷ lục|đứng cuối|đội sổ|số một|vượt|hơn hẳn", re.IGNORECASE
)
# What somebody asks of somebody, and a sentence that may say it.
_TASKED = re.compile(
    r"\b(?:yeu cau|de nghi|kien nghi|giao|chi dao)(?: .+)? (?<!de )(?:lam|thuc hien)"
    r"(?: nhung)?(?: viec)? gi\b"
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
# "Tăng bao nhiêu" asks for the difference.
_CHANGED = re.compile(r"\b(?:tang|giam)(?: them)? (?:bao nhieu|may)\b")
_CHANGES = re.compile(r"\b(?:tăng|giảm|hơn|thêm|kém|gấp)\b", re.IGNORECASE)
# What is asked of the subject in "… có giữ hội đồng trường không": a sentence that says less of it
# than this share answers something else.
_PREDICATE = re.compile(
    r"\b(?:có|còn|được|phải|co|con|duoc|phai) (?P<says>.+?)(?: (?:không|khong))?$"
)
_OF_PREDICATE = 0.4
_NOT = "(?:khong|chua|chang)"
# What those asked for do not do, of two syllables: "tỉnh nào (giữ nguyên,) không sáp nhập".
_DENIES = re.compile(
    rf"\bnao\b(?:,? [a-z]+){{0,3}},? {_NOT} (?:phai |can |duoc |bi |con )?"
    r"((?!qua |chi |nhung |duoi |it )[a-z]+ [a-z]+)"
)


# "3 tháng"; a year is no count, and what precedes it names it.
_FACT = re.compile(r"(?<= )(?:\d{1,3}(?:[.,]\d+)*) [a-z]+(?= )")


def lacks(question: Question, ranked: Ranked) -> bool:
    """Tell whether a sentence lacks what hardly any answer to the question lacks."""
    return any(rule(question, ranked) for rule in _RULES)


def new(question: Question, text: str) -> bool:
    """Tell whether a text says what the question does not already."""
    return not overlap.words(text).have <= overlap.asked(question).words


def of_documents(question: Question, text: str) -> set[spans.Span]:
    """Return the dates that are those of documents which the question does not speak of."""
    if _ON_DOCUMENT.search(fold(question.text)) or find_documents(question.text):
        return set()
    ends = [mention.end for mention in find_documents(text) if mention.date]
    dates = spans.candidates(text, "date")
    return {date for date in dates if any(0 < date[0] - end <= _BESIDE for end in ends)}


def _undated(question: Question, ranked: Ranked) -> bool:
    """Tell whether no new date is there, of the precision asked for."""
    form, text = fold(question.text), ranked.evidence.text
    if question.kind != "date":
        return False
    if (others := of_documents(question, text)) and others >= set(spans.candidates(text, "date")):
        return True
    asked = ((ASKS_DAY, OF_DAY), (_ASKS_MONTH, _OF_MONTH), (_TIME, re.compile("")))
    precise = next((form_of for asks, form_of in asked if asks.search(form)), None)
    if precise is None:
        return False
    dates = [text[slice(*span)] for span in spans.candidates(text, "date")]
    return not any(precise.search(date) and new(question, date) for date in dates)


def _of_another(question: Question, ranked: Ranked) -> bool:
    """Tell whether the passage lacks a name of the office whose holder is asked for."""
    names = overlap.asked(question).names
    if not (names and office(question.text)):
        return False
    hit = ranked.evidence.hit
    line = overlap.words(f"{hit.title or ''} {hit.text}").line
    return not all(f" {name} " in line for name in names)


def _sets_no_task(question: Question, ranked: Ranked) -> bool:
    """Tell whether nobody sets a task, of which alone is asked."""
    return bool(_TASKED.search(fold(question.text))) and not _TASKS.search(ranked.evidence.text)


def _unchanged(question: Question, ranked: Ranked) -> bool:
    """Tell whether nothing grows or shrinks, where by how much is asked."""
    return bool(_CHANGED.search(fold(question.text))) and not _CHANGES.search(ranked.evidence.text)


def _denied(question: Question, ranked: Ranked) -> bool:
    """Tell whether the sentence says without "không" or "chưa" what the question denies.

    "Tỉnh nào không sáp nhập?" asks for others than those that were merged.
    """
    sentence = ranked.evidence.words.line
    return any(
        f" {verb} " in sentence and not re.search(rf"\b{_NOT} (?:\w+ )?{verb} ", sentence)
        for verb in _DENIES.findall(fold(question.text))
    )


def _says_else(question: Question, ranked: Ranked) -> bool:
    """Tell whether it says little of what a yes-no question asks of its subject."""
    predicate = _PREDICATE.search(question.content) if question.kind == "yesno" else None
    if predicate is None:
        return False
    asked = overlap.asked(question)
    named = frozenset(overlap.words(predicate["says"]).folded) & asked.words
    words = ranked.evidence.words
    held = overlap.held(asked, words.have, words.years) & named
    whole, said = (math.fsum(asked.weight[w] for w in sorted(some)) for some in (named, held))
    return said < _OF_PREDICATE * whole


def _untitled(question: Question, ranked: Ranked) -> bool:
    """Tell whether it lacks a number, or the title of the document whose number is asked for."""
    title = titled(question.text)
    if title is None:
        return False
    text = ranked.evidence.text
    named = frozenset(overlap.words(title).folded) - _JOINING
    enough = len(named) if title.lower().startswith(_LAWS) else _OF_TITLE * len(named)
    numbered = _NUMBERED.search(text) or find_documents(text)
    return not numbered or len(named & _with_title(ranked)) < enough


def _uncounted(question: Question, ranked: Ranked) -> bool:
    """Tell whether the noun that is counted is nowhere in the passage."""
    if not question.unit or titled(question.text):
        return False
    near = _with_title(ranked) | overlap.words(ranked.evidence.hit.text).have
    return not _counted_word(question) & near


def _unfounded(question: Question, ranked: Ranked) -> bool:
    """Tell whether the passage lacks what was counted in a fact that is to be explained."""
    if question.kind != "reason":
        return False
    hit = ranked.evidence.hit
    line = overlap.words(f"{hit.title or ''}\n{hit.text}").line
    return any(f" {fact} " not in line for fact in _FACT.findall(overlap.words(question.text).line))


def _ordinary(question: Question, ranked: Ranked) -> bool:
    """Tell whether nothing in the passage is the most or the least, which is to be explained."""
    return (
        question.kind == "reason"
        and bool(_MOST.search(fold(question.text)))
        and not _SUPERLATIVE.search(ranked.evidence.hit.text)
    )


def _sites(question: Question, ranked: Ranked) -> bool:
    """Tell whether no page or application is named, of which is asked."""
    return bool(_ASKS_SITE.search(fold(question.text))) and not _SITE.search(ranked.evidence.text)


def _of_others(question: Question, ranked: Ranked) -> bool:
    """Tell whether a yes-no question names somebody whom neither sentence nor title does."""
    asked = overlap.asked(question)
    if question.kind != "yesno" or not asked.names:
        return False
    told = (ranked.evidence.words, overlap.words(ranked.evidence.hit.title or ""))
    found = overlap.held(asked, told[0].have | told[1].have, told[0].years)
    return overlap.missing(asked, found, told).names == 1.0


def _elsewhere(question: Question, ranked: Ranked) -> bool:
    """Tell whether other places are named, and none of those the question names."""
    asked = _places(question.text)
    if not asked:
        return False
    text = ranked.evidence.text
    return bool(_places(text)) and not asked & _places(f"{ranked.evidence.hit.title or ''}\n{text}")


@lru_cache(maxsize=4096)
def _places(text: str) -> frozenset[str]:
    """Return the provinces that a text names, folded."""
    return frozenset(found.unit.name for found in places().find(text))


def _nameless(question: Question, ranked: Ranked) -> bool:
    """Tell whether fewer than two new names are there, of several that are asked for."""
    form = fold(question.text)
    if question.kind != "list" or not ASKS_NAMES.search(form):
        return False
    names = {fold(name[0]) for name in _NAME.finditer(ranked.evidence.text)}
    return sum(name not in form for name in names) < _SEVERAL


def _unlisted(question: Question, ranked: Ranked) -> bool:
    """Tell whether nothing is listed, where the parts of something are asked for."""
    asks = question.kind == "list" and _ASKS_PARTS.search(fold(question.text))
    return bool(asks) and not _LISTS.search(ranked.evidence.text)


def _with_title(ranked: Ranked) -> frozenset[str]:
    return ranked.evidence.words.have | overlap.words(ranked.evidence.hit.title or "").have


def _counted_word(question: Question) -> frozenset[str]:
    """Return the word of the counted noun that says most, folded, with what stands for it."""
    words = (question.unit or "").split()
    if (unit := fold(words[0])) in _UNITS:
        return _UNITS[unit]
    return frozenset({fold(max(words, key=lambda w: idf(w, folded=not question.accented)))})


_RULES = (
    _undated,
    _of_another,
    _sets_no_task,
    _unchanged,
    _denied,
    _says_else,
    _untitled,
    _uncounted,
    _unfounded,
    _ordinary,
    _sites,
    _of_others,
    _elsewhere,
    _nameless,
    _unlisted,
)
