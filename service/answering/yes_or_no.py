"""Whether a sentence affirms or denies what a question supposes.

"Có" only where it says all that was asked of the same ones, in the same year, of today; "Không"
where it denies that or says otherwise; else nothing but the sentence itself.
"""

import re
from collections.abc import Iterator

from corpus.vietnamese.normal import fold
from service.answering import overlap
from service.answering.overlap import words
from service.answering.question import Question
from service.answering.ranking import Ranked

YES, NO = "Có", "Không"
_NEGATIONS = frozenset(("không", "chưa", "chẳng", "cấm"))
# What one need not do is denied without "không".
_MUST = re.compile(r"\b(?:bắt buộc|phải|bat buoc|phai)\b")
_FREE = re.compile(r"\b(?:theo nhu cầu|tự nguyện|khuyến khích|miễn|tùy)\b")
# "… không?" asks and does not deny.
_CLOSING = re.compile(r"[\s,](?:không|chưa|khong|chua)(?: ạ| vậy| nhỉ)?$")
# What is supposed, and what denies it in other words, without diacritics.
_OTHERWISE = tuple(
    (re.compile(rf"\b(?:{supposed})\b"), re.compile(rf"\b(?:{denied})\b"))
    for supposed, denied in (
        (r"cam|bi phat", r"duoc phep|cho phep|hop phap|khong (?:bi )?cam|duoc tu do"),
        (r"cho phep|duoc phep|hop phap", r"cam|bi phat|bat hop phap|khong duoc|trai phep"),
        (
            r"con (?:hoat dong|ton tai|hieu luc|duy tri|giu|la)|ton tai",
            r"ket thuc|cham dut|bai bo|giai the|het hieu luc|khong con|hop nhat"
            r"|(?:sap )?nhap (?:voi|vao)",
        ),
        (r"dau tien|thu nhat|dung dau", r"thu (?:[2-9]|\d\d|hai|ba|tu|nam|sau|bay|tam|chin|muoi)"),
        (r"bat buoc", r"tu nguyen|khong bat buoc|theo nhu cau"),
        (r"tang", r"giam"),
        (r"giam", r"tang"),
    )
)
_FORMER = re.compile(r"\b(?:trước khi|trước đây|trước đó|khi đó|lúc đó|thời điểm đó|từng)\b", re.I)
_FIGURE = re.compile(r"(?<![\w/.,-])\d+(?:[.,]\d+)*(?![\w/-])")
_YEAR = re.compile(r"(?<![\w/.,-])(?:19|20)\d\d(?![\w/-])")
# Weight of the question's words, and share of its pairs of words, that "Có" takes.
_OF_CLAIM, _OF_PAIRS = 0.7, 0.3
_LEAST_NAMED = 2  # words of a name that has to be there


def yes_or_no(question: Question, ranked: Ranked) -> str | None:  # noqa: PLR0911 - one reason each
    """Return "Có", "Không", or None where the sentence tells neither."""
    evidence = ranked.evidence
    sentence, title = evidence.words, words(evidence.hit.title or "")
    asked = words(_CLOSING.sub("", question.content)).exact
    named = {fold(w) for w in asked if any(c.isdigit() for c in w)}
    if not named <= sentence.have | sentence.years:
        return None
    must = _MUST.search(question.text.lower()) is not None
    if _NEGATIONS - {"cấm"} & set(asked):
        return YES
    said, claim = fold(evidence.text), fold(_CLOSING.sub("", question.text))
    for supposed, denied in _OTHERWISE:
        if supposed.search(claim) and denied.search(said) and not supposed.search(said):
            return NO
    if "cấm" not in asked and any(_denies(c, must=must) for c in _answering(question, ranked)):
        return NO
    if _of_other_year(question.text, evidence.text):
        return NO
    known = overlap.asked(question)
    found = overlap.held(known, sentence.have | title.have, sentence.years | title.years)
    line = sentence.line + title.line
    names = (n for n in known.names if len(n.split()) >= _LEAST_NAMED)
    former = _FORMER.search(evidence.text) and not _FORMER.search(question.text)
    if former or any(f" {name} " not in line and not set(name.split()) <= found for name in names):
        return None
    says = overlap.coverage(known, found) >= _OF_CLAIM
    return YES if says and overlap.pair_coverage(known, sentence) >= _OF_PAIRS else None


def _of_other_year(question: str, sentence: str) -> bool:
    """Tell whether a figure of the question is another year's in the sentence than is asked."""
    years = set(_YEAR.findall(question))
    figures = set(_FIGURE.findall(question)) - years
    told = list(_YEAR.finditer(sentence))
    if len(years) != 1 or not figures or len({m[0] for m in told}) == 1:
        return False
    # Each figure belongs to the year before it.
    own: dict[str, set[str]] = {}
    for figure in _FIGURE.finditer(sentence):
        before = [m[0] for m in told if m.end() <= figure.start()]
        if before and not _YEAR.fullmatch(figure[0]):
            own.setdefault(before[-1], set()).add(figure[0])
    asked = own.get(next(iter(years)), set())
    others = set().union(*(v for k, v in own.items() if k not in years))
    return bool(asked) and not figures & asked and bool(figures & others)


def _answering(question: Question, ranked: Ranked) -> Iterator[overlap.Words]:
    """Yield the clauses of a sentence that answer: the one found, the one that names most."""
    text = ranked.evidence.text
    start, end = text.rfind(";", 0, ranked.start) + 1, text.find(";", ranked.end)
    yield words(text[start : end if end > 0 else len(text)])
    known = overlap.asked(question)
    clauses = map(words, text.split(";"))
    yield max(
        clauses, key=lambda one: overlap.coverage(known, overlap.held(known, one.have, one.years))
    )


def _denies(clause: overlap.Words, *, must: bool) -> bool:
    free = must and _FREE.search(" ".join(clause.exact))
    return bool(_NEGATIONS & set(clause.exact) or free)
