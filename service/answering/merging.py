"""Into what a province was merged, and with which: "Sóc Trăng nhập vào đâu?".

"Thành phố Cần Thơ nhập với tỉnh Sóc Trăng và tỉnh Hậu Giang", "Bắc Giang và Bắc Ninh thành tỉnh Bắc
Ninh": one sentence tells of several mergers, so the clause decides.
"""

import re
from collections.abc import Iterator

from corpus.places import places
from corpus.vietnamese.normal import fold, nfc
from index.hits import SearchResult
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked
from service.answering.spans import Span
from service.answering.told import Told, sentences_of

_AREA = r"(?:(?:tinh|thanh pho|tp\.?|dia phuong|don vi)\s+)"
# Of the question without diacritics.
_MERGED = r"(?:(?:da |duoc |bi |se )*(?:sap nhap|nhap|hop nhat|gop|sat nhap))"
_INTO = re.compile(
    rf"(?P<what>.+?) {_MERGED}(?: (?:vao|ve|thanh|lai thanh|cho))? (?:dau|{_AREA}nao|cho nao)"
    rf"|(?P<now>.+?) (?:nay|hien nay|gio|bay gio) (?:la|thuoc|thuoc ve|nam o) (?:dau|{_AREA}nao)"
    rf"|(?:sau (?:khi )?sap nhap,? )(?P<after>.+?) (?:thuoc|ten|co ten|la|thanh)"
    rf" (?:dau|{_AREA}nao|la gi|gi)"
    rf"|(?P<named>.+?) sau (?:khi )?sap nhap (?:thuoc|co ten|ten|thanh|la)(?: la)?"
    rf" (?:dau|{_AREA}nao|gi)"
)
_WITH = re.compile(
    rf"(?P<what>.+?) {_MERGED} (?:voi|cung|cung voi) (?:nhung |cac )?(?:dau|ai|{_AREA}nao)"
)
_KEPT = re.compile(
    rf"(?:co )?(?:nhung |cac |\d+ |bao nhieu )?{_AREA}(?:nao )?(?:da |duoc |van |thi )*"
    r"(?:khong (?:phai |bi |thuoc dien |thuc hien )*(?:sap nhap|sat nhap|nhap|sap xep|hop nhat)"
    r"|(?:duoc )?giu nguyen)"
    r"(?:,?(?: va)?(?: khong)? (?:sap nhap|sap xep|nao|la (?:nhung )?(?:tinh|dia phuong) nao))*"
)
_KEEPS = re.compile(
    r"\b(?:không (?:thực hiện )?(?:sắp xếp|sáp nhập|hợp nhất)|không thuộc diện|giữ nguyên)\b"
)
_SEVERAL = 3
_VERB = re.compile(r"\b(?:nhập|hợp nhất|sáp nhập|gộp|thành (?:tỉnh|thành phố)|lấy tên)\b")
# Where the clause says what it became.
_BECAME = re.compile(
    r"\b(?:thành|lấy tên(?: là)?|giữ tên(?: là)?|mang tên|tên là|vào)\s+"
    r"(?:(?:tỉnh|thành phố|TP\.?)\s+)?(?:mới\s+)?(?=[A-ZĐÀ-Ỹ])"
)
_CERTAIN = 3.0


def merging(question: str, result: SearchResult, quotes: Quotes) -> list[Ranked] | None:
    """Return the sentence that tells into what, or with which, a province was merged.

    None where nothing of the kind is asked of one province, or no sentence tells.
    """
    text = " ".join(nfc(question).split()).strip(" ?.!")
    form = fold(text)
    if _KEPT.fullmatch(form):
        return _kept(result, quotes)
    into, together = _INTO.fullmatch(form), _WITH.fullmatch(form)
    asks = together or into
    if asks is None:
        return None
    part = next(name for name, said in asks.groupdict().items() if said)
    asked = {found.unit.name for found in places().find(text[slice(*asks.span(part))])}
    if len(asked) != 1:
        return None
    for hit, start, end in sentences_of(result):
        sentence = hit.text[start:end]
        span = next(_told(sentence, asked, together=together is not None), None)
        if span and quotes.may_prove(hit, start, end):
            return [Told(_CERTAIN, hit, start, end, span).ranked()]
    return None


def _kept(result: SearchResult, quotes: Quotes) -> list[Ranked] | None:
    """Return the sentence that names the provinces that were not merged, all in a row."""
    for hit, start, end in sentences_of(result):
        sentence = hit.text[start:end]
        keeps = _KEEPS.search(sentence)
        found = places().find(sentence) if keeps else []
        if len(found) >= _SEVERAL and quotes.may_prove(hit, start, end):
            span = found[0].start, found[-1].end
            return [Told(_CERTAIN, hit, start, end, span).ranked()]
    return None


def _told(sentence: str, asked: set[str], *, together: bool) -> Iterator[Span]:
    """Yield what a clause that names the province says of its merger."""
    if not _VERB.search(sentence):
        return
    begin = 0
    for clause in re.split(r"(?<=;)", sentence):
        found = [
            (begin + place.start, begin + place.end, place.unit.name)
            for place in places().find(clause)
        ]
        here = [place for place in found if place[2] in asked]
        others = [place for place in found if place[2] not in asked]
        if here and _VERB.search(clause):
            became = _BECAME.search(sentence, begin, begin + len(clause))
            new = [place for place in found if became and place[0] >= became.end()][:1]
            if together:
                before = [p for p in others if not became or p[0] < became.start()]
                told = before or [p for p in new if p[2] not in asked]
            else:
                told = new or [p for p in others if p[0] < here[0][0]] or others
            if told:
                yield told[0][0], (told[-1] if together else told[0])[1]
        begin += len(clause)
