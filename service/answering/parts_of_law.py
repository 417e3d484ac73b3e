"""Of how many chapters and articles a law is: "Luật Dữ liệu có bao nhiêu điều?"."""

import re

from corpus.vietnamese.normal import fold, nfc
from index.hits import SearchResult
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked
from service.answering.standing import spoken, thing
from service.answering.told import Told, best

_PART = r"(?:chuong|dieu|phan|muc)"
# Of the question without diacritics.
_ASKS = re.compile(
    r"(?P<law>(?:du thao )?(?:luat|bo luat|phap lenh|nghi dinh|nghi quyet|thong tu) .+?)(?: nay)?"
    # "… mà Bộ trình Chính phủ năm 2025": what is said of it besides.
    r"(?:,? (?:ma|do|duoc|trinh|dang|sau khi|theo|vua|moi|sap) .+?)?"
    r" (?:co|gom|bao gom|(?:duoc )?chia thanh)(?: tong cong| tat ca)? (?:bao nhieu|may)"
    rf" (?P<part>{_PART})(?:(?:,| va) (?:bao nhieu |may )?{_PART})*"
)
_NAMES = {"chuong": "chương", "dieu": "điều", "phan": "phần", "muc": "mục"}


def parts_of_law(question: str, result: SearchResult, quotes: Quotes) -> list[Ranked] | None:
    """Return the sentence that says of how many parts a law is, with the number asked for first.

    None where that is not asked, or no sentence says it of that law.
    """
    asks = _asked(question)
    law = thing(asks["law"]) if asks else None
    if asks is None or law is None:
        return None
    name = _NAMES[asks["part"]]
    says = re.compile(
        rf"\b(?:có|gồm|bao gồm|với|thành)\b[^.;]{{0,60}}?(?<![\d.,])(?P<count>\d{{1,3}} {name})\b"
    )
    found = (
        Told(score, hit, *span, match.span("count"))
        for score, hit, span, match in spoken(result, law, says)
    )
    return best(found, quotes) or None


def asks_parts(question: str) -> bool:
    """Tell whether a question asks of how many parts a law is, for which more is read."""
    return _asked(question) is not None


def _asked(question: str) -> re.Match[str] | None:
    return _ASKS.fullmatch(fold(" ".join(nfc(question).split()).strip(" ?.!")))
