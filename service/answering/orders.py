"""The tasks that somebody sets, or that a body was given: "Thủ tướng chỉ đạo gì về Đề án 06".

They are read from the tasks that the store keeps of each article.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus.store.records import StoredDirective
from corpus.vietnamese.normal import fold
from index.hits import SearchResult
from service.answering import overlap
from service.answering.events import (
    beginning,
    in_another_year,
    is_event,
    named,
    places_in,
    tells_of,
)
from service.answering.evidence import Evidence, bare
from service.answering.overlap import Asked
from service.answering.question import Question
from service.answering.quoting import Quotes, repeats
from service.answering.ranking import Ranked
from service.answering.told import LIKELY, sentences_of

POINTS = 5
_TOPIC = 0.6
NOUNS = r"muc tieu|chi tieu|nhiem vu|giai phap|quan diem|ket qua|thanh tuu|han che"
FOCUS = rf"(?:{NOUNS}|noi dung|quy dinh|diem moi|diem)"
MANY = r"(?:nhung |cac |mot so )?"
WHAT = (
    rf"{MANY}(?:(?:{FOCUS}|dieu|viec|van de) )?"
    r"(?:chinh |co ban |chu yeu |cu the |noi bat )?(?:nao|gi)(?: moi)?"
)
BODIES = (
    r"bo|so|cuc|ubnd|uy ban|chinh phu|quoc hoi|cong an|to cong tac|ban can su|dang uy|van phong"
    r"|tinh uy"
)
_SAYS = (
    r"(?:chi dao|yeu cau|(?<!duoc )giao nhiem vu|(?<!duoc )giao|de nghi|phat bieu|nhan manh"
    r"|quan triet|luu y|ket luan|noi(?= gi (?:o|tai|trong)\b))"
)
_DO = r"(?:(?:phai|can|khan truong|tap trung) )*(?:lam|thuc hien|trien khai|chuan bi|bao cao)"
_REGARDING = r"(?:ve|tai|o|trong|doi voi|lien quan den|nhan)"
ORDERS = re.compile(
    rf"(?P<actor>.+?) (?:da |co )?{_SAYS} (?:(?P<unit>.+?) {_DO} )?{WHAT}"
    rf"(?: {_REGARDING} (?P<topic>.+))?"
    rf"|(?:tom tat |tong hop |{MANY})*(?:y kien )?(?:chi dao|yeu cau)(?: cua)? (?P<by>.+?)"
    rf" {_REGARDING} (?P<on>.+)"
    rf"|(?P<whom>(?:cac |{BODIES})\b.*?) (?:(?:da |vua )?duoc giao|phai|can|se)"
    r"(?: (?:lam|thuc hien|trien khai|phu trach|hoan thanh))*"
    r"(?: (?:nhung |cac )?(?:viec|nhiem vu))? gi"
    rf"(?: {_REGARDING} (?P<matter>.+))?"
)
# "… yêu cầu bộ nào làm gì": whoever it is.
_ANY = re.compile(
    r"(?:nhung |cac )?(?:ai|bo|nganh|bo,? nganh|don vi|co quan|so|dia phuong|tinh|xa"
    r"|nguoi)(?: nao)?"
)
# "Tại phiên họp 17/5 Thủ tướng yêu cầu …": where, and who.
_AT = re.compile(
    r"(?:tai|trong|o) (?P<event>(?:phien|hoi nghi|cuoc|buoi|ky hop|le|dai hoi)\b.+?),? "
    r"(?P<actor>(?:pho )?thu tuong.*|tong bi thu.*|bi thu.*|(?:pho )?chu tich.*|bo truong.*"
    r"|chinh phu|dong chi .*|ong .*|ba .*)"
)
SMALL = frozenset(
    (
        *("hay", "xin", "cho", "biet", "cua", "ve", "nhung", "cac", "la", "trong", "tai", "den"),
        *("nam", "ngay", "va", "da", "duoc", "ong", "ba"),
    )
)


def tasks_set(
    question: Question, orders: re.Match[str], result: SearchResult, quotes: Quotes
) -> list[Ranked] | None:
    """Return the tasks that the one named sets (a unit) in the articles on the topic.

    None where nobody of that name sets one there, empty where nothing is on the topic.
    """
    actor = orders["actor"] or orders["by"] or ""
    unit = orders["unit"] or orders["whom"] or ""
    topic = orders["topic"] or orders["on"] or orders["matter"] or ""
    if _ANY.fullmatch(unit):
        unit = ""
    if not topic and (there := _AT.fullmatch(actor)):
        actor, topic = there["actor"], there["event"]
    who, whom = (frozenset(name.split()) - SMALL for name in (actor, unit))
    words = " ".join(word for word in topic.split() if word not in SMALL)
    asked = overlap.asked(replace(question, content=words, accented=False)) if words else None
    of = [place for place in places_in(question.text) if f" {place} " in f" {actor} {unit} "]
    found: list[Evidence] = []
    silent = True
    for told in articles(result, quotes):
        if asked and told and in_another_year(asked, told[0], quotes):
            continue
        if asked and told and not (is_event(topic) and tells_of(asked, told[0], quotes)):
            fitting = [e for e in told if _on(asked, e, quotes)]
        else:
            fitting = told
        if fitting:
            silent = False
            here = _named_there(of, fitting[0], quotes)
            tasks = _set_by(who - here, whom - here, quotes.tasks(fitting[0]))
            starts = {task.start for task in tasks}
            for evidence in fitting:
                if evidence.start in starts and not any(repeats(evidence, e) for e in found):
                    found.append(evidence)
    chosen = [Ranked(e, LIKELY, 0, 0, 0.0) for e in found[:POINTS]]
    return chosen if chosen or silent else None


def articles(result: SearchResult, quotes: Quotes) -> Iterator[list[Evidence]]:
    """Yield what may be quoted of each article of the hits, in text order, the best article first.

    That is sentences of what the hits hold.
    """
    found: dict[str, dict[int, Evidence]] = {}
    for hit, start, end in sentences_of(result):
        found.setdefault(hit.article_id, {}).setdefault(hit.start + start, bare(hit, start, end))
    for by_place in found.values():
        ordered = [by_place[start] for start in sorted(by_place)]
        yield [e for e in ordered if quotes.quotable(e)]


def _set_by(
    who: frozenset[str], whom: frozenset[str], tasks: Iterable[StoredDirective]
) -> Iterator[StoredDirective]:
    for task in tasks:
        named = fold(f"{task.issuer} {task.issuer_office or ''}").split()
        addressed = any(_is_addressed(whom, fold(unit).split()) for unit in task.units)
        if task.kind != "phê duyệt" and who <= set(named) and (addressed or not whom):
            yield task


def _is_addressed(whom: frozenset[str], unit: Sequence[str]) -> bool:
    """Tell whether a unit is meant: Đảng ủy Chính phủ is not the Chính phủ."""
    return whom <= set(unit) and (not whom or unit[0] in whom)


def _named_there(of: Sequence[str], evidence: Evidence, quotes: Quotes) -> frozenset[str]:
    """Return the words of the provinces that an article tells of: its offices go without them."""
    begins = fold(beginning(evidence, quotes)) if of else ""
    return frozenset(word for place in of if place in begins for word in place.split())


def _on(asked: Asked, evidence: Evidence, quotes: Quotes) -> bool:
    """Tell whether a sentence, with its article's title and its heading, is on the topic."""
    hit = evidence.hit
    around = f"{hit.title or ''}\n{quotes.heading(evidence)}\n{hit.published or ''}"
    return named(asked, f"{around}\n{evidence.text}") >= _TOPIC
