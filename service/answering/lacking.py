"""What hardly any answer lacks: what is asked for by its form, and what a question says of it.

Each rule looks at one sentence and says whether it lacks that.
"""

import math
import re
from functools import lru_cache

from corpus.documents import find_documents
from corpus.places import places
from corpus.vietnamese.frequencies import idf
from corpus.vietnamese.normal import fold
from service.answering import overlap
from service.answering.context import before
from service.answering.countries import HOME, countries, may_name
from service.answering.numbering import titled
from service.answering.offices import office
from service.answering.question import Question
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked
from service.answering.unformed import FORM_RULES

# A law has one title, which is short; of others this share of the words has to be there.
_LAWS, _OF_TITLE = ("luật", "bộ luật", "pháp lệnh"), 0.75
# Words that a title may have in one text and not in another.
_JOINING = frozenset(("ve", "cua", "va", "cac", "mot", "so", "nam"))
_NUMBERED = re.compile(r"\bsố\s+(?:hiệu\s+)?\d")
_FIGURES = "0123456789.,"
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
_QUANTITIES = ("number", "money", "percent")
# Who asks how something changed asks about both years.
_CHANGES = re.compile(r"\b(?:tang|giam|thay doi|bien dong|so voi|chenh)\b")
_COMPARED = re.compile(
    r"\b(?:so với|hơn|cùng kỳ)(?:\s+(?:cùng kỳ|với))*(?:\s+(?:năm|của|cả))*\s*$", re.I
)
_AREA = re.compile(r"\b(?:k|d|c)?m[23²³]")
_SHORT_NAME = re.compile(
    r"\b(?:nghi quyet|nghi dinh|quyet dinh|chi thi|thong tu|ket luan|ke hoach)(?: so)? (\d{1,4})\b"
)
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
_ORDINALS = ("nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi")
_ORDINAL_OF = {str(i): name for i, name in enumerate(_ORDINALS, 1)}
_TURN = re.compile(
    r"\b(?:phien(?: hop)?|hoi nghi|ky hop|dai hoi|cuoc hop|hop phien|vi tri|dung|hang)"
    r"(?: \w+){0,3}?"
    rf" (?:(?:lan )?thu ({'|'.join(_ORDINALS)}|\d{{1,2}})\b|dau tien\b)"
)
# Heads whose deputies are others.
_HEADS = (
    r"(?:(?:tong |thu )?(?:truong (?:phong|ban|khoa|doan|bo mon)|cuc truong|vu truong|vien truong"
    r"|hieu truong|giam doc|chu tich|bi thu|thu tuong|chanh an|chanh van phong|chanh thanh tra"
    r"|chu nhiem|tu lenh|thong doc))"
)
_HEAD = re.compile(rf"(?P<deputy>\bpho )?(?:tong )?\b(?P<head>{_HEADS})\b")
# "3 tháng"; a year is no count, and what precedes it names it.
_FACT = re.compile(r"(?<= )(?:\d{1,3}(?:[.,]\d+)*) [a-z]+(?= )")


def lacks(question: Question, ranked: Ranked, quotes: Quotes) -> bool:
    """Tell whether a sentence lacks what hardly any answer to the question lacks."""
    if any(rule(question, ranked) for rule in _RULES):
        return True
    return _elsewhere(question, ranked, quotes)


def _of_another(question: Question, ranked: Ranked) -> bool:
    """Tell whether the passage lacks a name of the office whose holder is asked for."""
    names = overlap.asked(question).names
    if not (names and office(question.text)):
        return False
    hit = ranked.evidence.hit
    line = overlap.words(f"{hit.title or ''} {hit.text}").line
    return not all(f" {name} " in line for name in names)


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
    if not question.unit or titled(question.text) or _AREA.search(question.text):
        return False
    near = _with_title(ranked) | overlap.words(ranked.evidence.hit.text).have
    counted = _counted_word(question)
    if counted & (near | overlap.held(overlap.asked(question), near, frozenset())):
        return False
    # "236ha" is one word.
    return not any(word.lstrip(_FIGURES) in counted for word in ranked.evidence.words.have)


def _beside(question: Question, ranked: Ranked) -> bool:
    """Tell whether the year asked about is only what another one is compared with.

    "Năm 2023 đạt 52 triệu, tăng 0,7 triệu so với năm 2022" says nothing of how many in 2022.
    """
    years = overlap.asked(question).years
    if len(years) != 1 or question.kind not in _QUANTITIES or _CHANGES.search(fold(question.text)):
        return False
    year = re.compile(rf"(?<!\d){next(iter(years))}(?!\d)")
    text = ranked.evidence.text
    text = text if year.search(text) else ranked.evidence.hit.text
    found = list(year.finditer(text))
    return bool(found) and all(_COMPARED.search(text, 0, one.start()) for one in found)


def _unfounded(question: Question, ranked: Ranked) -> bool:
    """Tell whether the passage lacks what was counted in a fact that is to be explained."""
    if question.kind != "reason":
        return False
    hit = ranked.evidence.hit
    line = overlap.words(f"{hit.title or ''}\n{hit.text}").line
    return any(f" {fact} " not in line for fact in _FACT.findall(overlap.words(question.text).line))


def _of_others(question: Question, ranked: Ranked) -> bool:
    """Tell whether a yes-no question names somebody whom neither sentence nor title does."""
    asked = overlap.asked(question)
    if question.kind != "yesno" or not asked.names:
        return False
    told = (ranked.evidence.words, overlap.words(ranked.evidence.hit.title or ""))
    found = overlap.held(asked, told[0].have | told[1].have, told[0].years)
    return overlap.missing(asked, found, told).names == 1.0


def _elsewhere(question: Question, ranked: Ranked, quotes: Quotes) -> bool:
    """Tell whether other places are named, and none of those the question names.

    A country may be named elsewhere in the passage, or be the last that the article names before
    it; one abroad has to be.
    """
    hit, text = ranked.evidence.hit, ranked.evidence.text
    provinces = _provinces(question.text)
    if provinces and _provinces(text):
        return not provinces & _provinces(f"{hit.title or ''}\n{text}")
    asked = countries(question.text)
    if asked and (countries(text) or HOME not in asked):
        near = countries(f"{hit.title or ''}\n{hit.text}")
        if may_name(text, asked):
            return False
        if told := countries(text):
            return not asked & told
        if asked & near:
            return False
        article = quotes.article(ranked.evidence)
        return article is None or not asked & before(article, ranked.evidence.start)
    return False


def _of_other_documents(question: Question, ranked: Ranked) -> bool:
    """Tell whether other documents are mentioned, and none that the question names."""
    asked, told = serials(question.text), serials(ranked.evidence.text)
    if not asked or not told or asked & told or question.kind == "document":
        return False
    title = serials(ranked.evidence.hit.title or "")
    return not asked & title or bool(told & title)


@lru_cache(maxsize=4096)
def serials(text: str) -> frozenset[str]:
    """Return the bare numbers of the documents that a text mentions, also as "Nghị quyết 57"."""
    numbers = {re.split(r"\D", m.number, maxsplit=1)[0].lstrip("0") for m in find_documents(text)}
    return frozenset(numbers | {n.lstrip("0") for n in _SHORT_NAME.findall(fold(text))})


@lru_cache(maxsize=4096)
def _provinces(text: str) -> frozenset[str]:
    """Return the provinces that a text names."""
    return frozenset(found.unit.name for found in places().find(text))


def _of_deputy(question: Question, ranked: Ranked) -> bool:
    """Tell whether a head is named only as a deputy, or a deputy asked for only as the head."""
    asked = _heads(question.text) if question.kind == "person" else None
    told = _heads(ranked.evidence.text) if asked else frozenset()
    return bool(asked) and any(
        (head, not deputy) in told and (head, deputy) not in told for head, deputy in asked or ()
    )


@lru_cache(maxsize=4096)
def _heads(text: str) -> frozenset[tuple[str, bool]]:
    """Return the offices of heads that a text names, folded, and whether as a deputy's."""
    line = " ".join(fold(text).split())
    return frozenset((m["head"], m["deputy"] is not None) for m in _HEAD.finditer(line))


def _of_another_turn(question: Question, ranked: Ranked) -> bool:
    """Tell whether others are counted in order than asked for: "phiên thứ hai", not the first."""
    asked, told = _turns(question.text), _turns(ranked.evidence.text)
    return bool(asked and told and not asked & told)


@lru_cache(maxsize=4096)
def _turns(text: str) -> frozenset[str]:
    """Return the ordinals of sessions, conferences and the like that a text names."""
    found = (match[1] or "nhat" for match in _TURN.finditer(fold(text)))
    return frozenset(_ORDINAL_OF.get(one, one) for one in found)


def _with_title(ranked: Ranked) -> frozenset[str]:
    return ranked.evidence.words.have | overlap.words(ranked.evidence.hit.title or "").have


def _counted_word(question: Question) -> frozenset[str]:
    """Return the word of the counted noun that says most, folded, with what stands for it."""
    words = (question.unit or "").split()
    if (unit := fold(words[0])) in _UNITS:
        return _UNITS[unit]
    return frozenset({fold(max(words, key=lambda w: idf(w, folded=not question.accented)))})


_RULES = (
    *FORM_RULES,
    _of_another,
    _denied,
    _says_else,
    _untitled,
    _uncounted,
    _unfounded,
    _beside,
    _of_others,
    _of_other_documents,
    _of_another_turn,
    _of_deputy,
)
