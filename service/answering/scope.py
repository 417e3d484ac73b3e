"""What a law says of itself in its first articles: what it governs, to whom it applies.

"Luật Giao dịch điện tử áp dụng cho ai?" is answered by "Luật này áp dụng đối với …" in its text,
which does not name it.
"""

import re
from collections.abc import Sequence

from corpus.vietnamese.normal import fold
from index.hits import Hit, SearchResult
from service.answering import overlap
from service.answering.events import beginning
from service.answering.evidence import Evidence, bare
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked
from service.answering.standing import Thing, thing
from service.answering.told import Told, sentences_of

_LAW = r"(?:du thao )?(?P<{}>(?:luat|bo luat|phap lenh|nghi dinh|nghi quyet|thong tu) .+?)"
_WHO = r"(?:nhung |cac )?(?:ai|gi|doi tuong nao|to chuc nao|co quan nao|nguoi nao)"
# Of the question without diacritics.
_APPLIES = re.compile(
    rf"{_LAW.format('law')} (?:duoc )?ap dung (?:cho|voi|doi voi)"
    rf" (?:{_WHO}|(?:nhung )?doi tuong (?:nao|gi))"
    rf"|doi tuong ap dung (?:cua )?{_LAW.format('of')}(?: (?:la|gom)(?: nhung)? (?:ai|gi))?"
)
_GOVERNS = re.compile(
    rf"{_LAW.format('law')} (?:quy dinh|dieu chinh) ve "
    r"(?:nhung |cac )?(?:van de |noi dung |viec )?gi"
    rf"|pham vi dieu chinh (?:cua )?{_LAW.format('of')}(?: (?:la|gom)(?: nhung)? gi)?"
)
_OF_ITSELF = (
    r"(?:\d+\.\s*)?(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư) này\s+{}\s*"
    r"(?P<listed>:$)?(?P<what>.*)"
)
_HEADING = r"(?:Điều \d+\.\s*)?{}\.?$"
_SAYS = (
    (
        _APPLIES,
        re.compile(_OF_ITSELF.format(r"áp dụng (?:đối với|cho|với)")),
        re.compile(_HEADING.format("Đối tượng áp dụng")),
    ),
    (
        _GOVERNS,
        re.compile(_OF_ITSELF.format(r"(?:quy định|điều chỉnh)")),
        re.compile(_HEADING.format("Phạm vi điều chỉnh")),
    ),
)
_ITEM = re.compile(r"[a-zđ]\)\s+|\d+\)\s+|[-–+]\s+")
_NOT_HEADING = re.compile(r"(?!(?:Điều|Chương|Mục)\s)(?:\d+\.\s+)?")
_FIRST = re.compile(r"^(?:Điều 1\b|Phạm vi điều chỉnh)", re.MULTILINE)
_MOST, _APART = 5, 3
_CERTAIN = 3.0


def scope(question: str, result: SearchResult, quotes: Quotes) -> list[Ranked] | None:
    """Return the sentence in which a law says to whom it applies, or what it governs.

    None where nothing of the kind is asked, or no text of that law is among the hits.
    """
    form = fold(" ".join(question.split()).strip(" ?.!"))
    for asks, says, heading in _SAYS:
        asked = asks.fullmatch(form)
        law = thing(asked["law"] or asked["of"]) if asked else None
        if law is None:
            continue
        everything = [one for one in sentences_of(result) if _is_of(bare(*one), law, quotes)]
        for place, (hit, start, end) in enumerate(everything):
            text = hit.text[start:end]
            said, heads = says.match(text), heading.match(text)
            if not said and not heads:
                continue
            told = [_told(hit, start, end, said.start("what"))] if said else []
            if heads or (said and said["listed"]):
                told += _following(everything[place:], _ITEM if said else _NOT_HEADING)
            if told and all(quotes.quotable(one.evidence) for one in told):
                return told
    return None


def _told(hit: Hit, start: int, end: int, what: int) -> Ranked:
    """Return a sentence with what it says from `what` on, nothing where that is its end."""
    said = hit.text[start + what : end]
    span = (what + len(said) - len(said.lstrip()), what + len(said.rstrip(" .;:")))
    return Told(_CERTAIN, hit, start, end, span if span[0] < span[1] else (0, 0)).ranked()


def _following(sentences: Sequence[tuple[Hit, int, int]], begins: re.Pattern[str]) -> list[Ranked]:
    """Return the sentences right after the first of `sentences` while they begin so."""
    found: list[Ranked] = []
    hit, _, at = sentences[0]
    for other, start, end in sentences[1 : _MOST + 1]:
        begun = begins.match(other.text, start, end)
        if other is not hit or start - at > _APART or begun is None:
            break
        found.append(_told(hit, start, end, begun.end() - start))
        at = end
    return found


def _is_of(evidence: Evidence, law: Thing, quotes: Quotes) -> bool:
    """Tell whether a sentence stands in the text of the law, whose first articles say so."""
    article = quotes.article(evidence)
    line = overlap.words(beginning(evidence, quotes)).line
    named = any(f" {name} " in line for name in law.subjects)
    return bool(named and article and _FIRST.search(article.text))


def asks_scope(question: str) -> bool:
    """Tell whether a question (NFC) asks what a law says of itself, for which more is read."""
    form = fold(" ".join(question.split()).strip(" ?.!"))
    return any(asks.fullmatch(form) for asks, *_ in _SAYS)
