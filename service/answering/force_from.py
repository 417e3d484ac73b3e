"""Which laws hold from a day: "Luật nào có hiệu lực từ ngày 01/7/2024?", over all articles."""

import re

from corpus.vietnamese.normal import fold, nfc
from index.hits import SearchResult
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked
from service.answering.told import Told, sentences_of

MOST = 6  # laws
# Of the question without diacritics.
_ASKS = re.compile(
    r"(?:co )?(?:nhung |cac )?(?P<type>bo luat|luat|van ban|nghi dinh|nghi quyet|thong tu)"
    r"(?: gi)? nao"
    r"(?: bat dau| se| da)*(?: co)? (?:hieu luc|ap dung)(?: thi hanh)?(?: ke)?(?: tu| vao| trong)?"
    r"(?: ngay)? (?P<day>\d{1,2})(?:/| thang )(?P<month>\d{1,2})(?:/| nam )(?P<year>\d{4})"
)
_ANY = "van ban"
_TYPES = "(?:Bộ luật|Luật|Nghị định|Nghị quyết|Thông tư|Pháp lệnh|LUẬT|NGHỊ ĐỊNH)"
_NAMED = re.compile(
    # Commas are part of a name that its number follows: "Luật Phòng cháy, chữa cháy … số 55".
    rf"\b{_TYPES}\s(?:(?!{_TYPES})[^;.()\d]){{2,90}}?(?=,?\s(?:mang\s)?số\s\d)"
    rf"|\b{_TYPES}(?:\s(?!(?:số|có|được|ngày|này|do|của|ra|gồm|quy định|ban hành|thông qua)\b)"
    r"[^\s,;.()]+){1,14}"
    rf"|\b{_TYPES}\s(?:số\s)?\d[\w/-]*"
)
_THIS = re.compile(r"^\W*(?:\d{1,2}\.\s+)?(?:Bộ luật|Luật|Nghị định|Nghị quyết|Thông tư) này\b")


def force_from(question: str, result: SearchResult, quotes: Quotes) -> list[Ranked] | None:
    """Return a sentence for each law that holds from the day asked about.

    None where that is not asked; empty where no sentence says it.
    """
    asks = _asked(question)
    if asks is None:
        return None
    day, month, year = (int(asks[part]) for part in ("day", "month", "year"))
    date = rf"0?{day}(?:/|\s+tháng\s+)0?{month}(?:/|\s+năm\s+){year}\b"
    holds = re.compile(rf"\b(?:hiệu lực|áp dụng)\b[^.;]{{0,60}}?(?<!\d){date}", re.IGNORECASE)
    found: dict[str, Ranked] = {}
    for hit, start, end in sentences_of(result):
        sentence = hit.text[start:end]
        said = holds.search(sentence)
        if said is None:
            continue
        names = [m for m in _NAMED.finditer(sentence) if m.end() <= said.start()]
        # Its own text calls it "Luật này".
        own = not names and _THIS.match(sentence) is not None
        name = (hit.title or "") if own else names[-1][0] if names else ""
        span = names[-1].span() if names else (0, 0)
        if not name or not (asks["type"] == _ANY or fold(name).startswith(asks["type"])):
            continue
        ranked = Told(0.0, hit, start, end, span).ranked()
        if fold(name) not in found and quotes.quotable(ranked.evidence):
            found[fold(name)] = ranked
    return list(found.values())[:MOST]


def sought(question: str) -> str | None:
    """Return what is looked up for such a question, None for any other."""
    asks = _asked(question)
    return f"có hiệu lực từ ngày {asks['day']}/{asks['month']}/{asks['year']}" if asks else None


def _asked(question: str) -> re.Match[str] | None:
    return _ASKS.fullmatch(fold(" ".join(nfc(question).split()).strip(" ?.!")))
