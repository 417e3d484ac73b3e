"""From when or until when something holds: "Luật Dữ liệu có hiệu lực từ ngày nào?"."""

import re

from corpus.vietnamese.normal import fold, nfc
from index.hits import SearchResult
from service.answering.named import named_document
from service.answering.own_text import HOLDS, ended, of_itself
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked
from service.answering.standing import END, FORCE, Thing, in_force, thing
from service.answering.told import best

# What asks for it, in a question without diacritics.
_TIME = r"(?: ke)?(?: tu| vao)?(?: (?:ngay|khi|luc|bao gio|nao|thoi diem|nam|hom|may))+"
_FROM = re.compile(rf"(?<!het )(?:bat dau |chinh thuc )?(?:co )?hieu luc(?: thi hanh)?{_TIME}")
_UNTIL = re.compile(rf"(?:da |se )?het hieu luc(?: thi hanh)?{_TIME}")
# The same in words that other things are said with too, so that any reader may be right as well.
_APPLIES = re.compile(rf"(?:bat dau |chinh thuc |duoc )*(?:ap dung|thi hanh)(?= (?:tu|vao)){_TIME}")
_ASKED = r"(?:tu )?(?:khi nao|bao gio|ngay nao|hom nao|luc nao|nam nao)(?: thi| moi| se)*"
_WHEN_FIRST = re.compile(
    rf"{_ASKED} (?P<rest>.+ (?:hieu luc(?: thi hanh)?|(?:ap dung|thi hanh)(?= tu)))"
    rf"|(?P<subject>.+?) {_ASKED} "
    r"(?P<holds>(?:bat dau |chinh thuc )?(?:co |het )hieu luc(?: thi hanh)?)"
)
# What a question may say of a document between its name and what it asks.
_DESCRIBED = re.compile(r"(?:(?:ve|cua|do|nam|ngay)\s.+\s)?")


def holding(question: str, result: SearchResult, quotes: Quotes) -> list[Ranked] | None:
    """Return the sentence that tells from (or until) when something holds: its own, or another.

    None where nothing of the kind is asked, or any reader may find it as well. Empty where no
    sentence tells: other dates are no answer.
    """
    question = _time_last(question.strip(" ?.!"))
    wanted = _wanted(question, result)
    if wanted is None:
        return None
    asked, force = wanted
    if force is FORCE:
        told = of_itself(asked, HOLDS, result, quotes)
    else:
        told = ended(asked, result, quotes)
    told = told or best(in_force(result, asked, force), quotes)
    return told or (None if _APPLIES.search(fold(question)) else [])


def asks_force(question: str) -> bool:
    """Tell whether a question asks from or until when something holds, for which more is read.

    It is told at the end of a law, which does not name it.
    """
    return _wanted(_time_last(nfc(question).strip(" ?.!")), None) is not None


def _wanted(question: str, result: SearchResult | None) -> tuple[Thing, re.Pattern[str]] | None:
    """Return what a question names that may hold, and `FORCE` or `END`; None where it asks neither.

    Without a result the numbers that a short name may stand for are not known.
    """
    named = named_document(question)
    for pattern, force in ((_UNTIL, END), (_FROM, FORCE), (_APPLIES, FORCE)):
        asks = pattern.search(named.left if named else fold(question))
        if asks is None:
            continue
        if named:
            before, after = named.left[: asks.start()], named.left[asks.end() :]
            if not after and _DESCRIBED.fullmatch(before):
                return named.thing(result) if result else Thing(), force
        elif one := thing(question[: asks.start()]):
            return one, force
    return None


def _time_last(question: str) -> str:
    """Return "Khi nào … có hiệu lực" with the time at its end."""
    first = _WHEN_FIRST.fullmatch(fold(question))
    if first is None:
        return question
    parts = ("rest",) if first["rest"] else ("subject", "holds")
    return " ".join([*(question[slice(*first.span(part))] for part in parts), "khi nào"])
