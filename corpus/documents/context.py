"""What a text says of a document next to its number: issuer, date and type.

The order is that of official style: type, number, date, issuer, title ("Nghị quyết số 57-NQ/TW
ngày 22/12/2024 của Bộ Chính trị về …"), or date and issuer first ("Ngày 22/12/2024, Bộ Chính trị
đã ban hành Nghị quyết số 57-NQ/TW").
"""

import re
from dataclasses import dataclass
from datetime import date

from corpus.documents.names import BODIES, CAPITALS, TYPES, issuer_name
from corpus.documents.numbers import DocumentNumber, FoundNumber
from corpus.documents.titles import act_title, title_at

_DAY = (
    r"(?:(?P<d>[0-3]?[0-9])\s?[/.\-]\s?(?P<m>[01]?[0-9])\s?[/.\-]\s?(?P<y>[0-9]{4})"
    r"|(?P<dd>[0-3]?[0-9])\s+tháng\s+(?P<mm>[01]?[0-9])\s+năm\s+(?P<yy>[0-9]{4}))(?![0-9])"
)
_LOCAL = (
    r"(?:Đảng [uủ][ỷy] (?:Chính phủ|Quốc hội|Công an Trung ương)"
    r"|UBND|[UỦ][ỷy] ban nhân dân|HĐND|Hội đồng nhân dân"
    r"|(?:Ban Thường vụ |BTV )?(?:Tỉnh|Thành|Huyện|Quận|Đảng) [uủ][ỷy])"
    r"(?:(?:\s+(?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|xã|phường))?"
    rf"(?:\s+[{CAPITALS}][^\W\d_]*){{1,4}})?"
)
_CENTRAL = r"(?:Hội nghị[^.;:()\n]{0,40}?)?(?:Ban Chấp hành Trung ương|BCH ?TW|BCH Trung ương)"
_NAMES = {*BODIES.values(), "Ngân hàng Nhà nước"}
_KNOWN = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
_ISSUER = rf"(?P<issuer>Bộ Chính trị|Ban [Bb]í thư|{_LOCAL}|UBTVQH|{_CENTRAL}|{_KNOWN})"
_OFFICE = r"(?:Bộ trưởng |Chủ tịch |Chánh án |Thống đốc |Tổng Kiểm toán |Viện trưởng )?"

_DATED = re.compile(
    r"\s*(?P<comma>,?)\s*(?P<open>\(?)\s*(?:(?:được )?(?:ban hành|ký|thông qua) )?"
    rf"(?P<word>ngày\s+)?{_DAY}(?P<close>\s*\))?"
)
# Between the number and its date or issuer: "(Nghị quyết 02)", "khóa XI".
_ASIDE = re.compile(
    r"(?:\s*\((?:(?:sau đây )?(?:viết|gọi) (?:tắt )?là:? )?(?:Nghị|Quyết|Chỉ|Luật|Thông|Kết|Kế)"
    r"[^()\n]{2,50}\))?(?:\s*,?\s*\(?khóa [XVI]+\)?)?(?=\s*,?\s*(?:ngày|của)\b)"
)
_AFTER_COMMA = re.compile(
    r"\s*(?:của|về|quy định|hướng dẫn|phê duyệt|sửa đổi|ban hành)\b|\s*[.;)\n]|\s*$"
)
_OF_ISSUER = re.compile(rf"\s*,?\s*\(?(?:(?:của|do)\s+{_OFFICE}|(?=Hội nghị )){_ISSUER}")
# What may stand between the issuer and the title: "Đảng (khóa XIII)".
_TERM = re.compile(
    r"(?:\s*\(?\s*(?:,\s*Ban Bí thư|Đảng|Trung ương|khóa|khoá|[XVI]+\b|Việt Nam)\s*\)?)*"
)
_OF_SOMEONE = re.compile(r"\s*,?\s*của\s+[^.;:,()\n]{2,70}?(?=,?\s+(?:về|quy định|phê duyệt)\s)")
_ISSUED = re.compile(
    rf"(?:[Nn]gày\s+{_DAY}\s*,?\s*(?:đồng chí\s|thay mặt\s)?)?\b{_OFFICE}{_ISSUER}"
    r"[^.;:\n]{0,30}?\s(?:ký|ban hành|ra|có|thông qua|công bố)\s+(?:[^\W\d_]+\s+){0,6}"
    r"(?:số\s*:?\s*)?$"
)
# "Thay mặt Bộ Chính trị, ngày 04/5/2025 Tổng Bí thư Tô Lâm ký Nghị quyết số …".
_ON_BEHALF = re.compile(
    rf"\b[Tt]hay mặt {_ISSUER}\s*,?\s*ngày\s+{_DAY}\s*,?\s[^.;:\n]{{0,40}}?\s"
    r"(?:ký|ban hành)\s+(?:[^\W\d_]+\s+){0,6}(?:số\s*:?\s*)?$"
)
_OF_ISSUER_BEFORE = re.compile(rf"\b{_ISSUER}(?:\s+khóa [XVI]+)?\s+số\s*:?\s*$")
_TYPE_NAMES = "|".join(sorted({*TYPES.values(), "Luật", "Bộ luật"}, key=len, reverse=True))
_TYPE = re.compile(rf"\b({_TYPE_NAMES})\s+(?:số\s*:?\s*)?$", re.IGNORECASE)
_ACT = re.compile(r"\b(Bộ luật|Luật|Pháp lệnh|Nghị quyết)\b")
_CHAINED = re.compile(rf"[\s,;]*(?:\(?ngày\s+{_DAY}\)?)?[\s,;]*(?:và|hoặc|hay)?\s*(?:số\s*:?)?\s*")
# "khoản 3 Điều 8 Nghị định số … về …": what follows is said of the clause.
_CLAUSE_OF = re.compile(r"\b(?:điều|khoản|điểm|chương)\s+\w+(?:\s+của)?\s+\D{0,30}$", re.IGNORECASE)
# A line that breaks before a number, or after no mark and before a small letter, goes on.
_BREAK = re.compile(
    rf"(?<=[.;:!?])\s*\n|\n(?=\W*[{CAPITALS}]\w*\s(?!số\b))|[.?!]\s+(?=[{CAPITALS}])|;\s"
)
_LEFT = 160  # longer than what stands before a number in any sentence worth reading


@dataclass(frozen=True, slots=True)
class Context:
    """What stands with one number. `stated` is whether the text itself names the issuer."""

    type: str | None
    issuer: str | None
    stated: bool
    date: str | None
    title: str | None


def read_context(text: str, found: FoundNumber, floor: int, before: str | None) -> Context:
    """Read what `text` says of a number that was found in it.

    Nothing before `floor` is looked at: the end of the number before this one, whose type was
    `before` and holds on in a list ("các Luật số 15/2008/QH12, số 60/2020/QH14").
    """
    number = found.number
    left = text[max(floor, found.start - _LEFT) : found.start]
    chained = floor > 0 and found.start - floor < _LEFT and _CHAINED.fullmatch(left) is not None
    left = left[max((m.end() for m in _BREAK.finditer(left)), default=0) :]
    type_, act = _type(number, left)
    position, day, name = _after(text, found)
    announced, stated = None, False
    announces = (_ON_BEHALF, _ISSUED, _OF_ISSUER_BEFORE)
    if issued := next((m for pattern in announces if (m := pattern.search(left))), None):
        announced, stated = _issuer(number.body, issued["issuer"])
        if stated:
            name = name or announced
        day = day or (_iso(issued, number) if "d" in issued.groupdict() else None)
    sure = stated or position > found.end
    title = act
    if sure or not _CLAUSE_OF.search(left):
        title = title_at(text, position, sure=sure) or act
    issuer, stated = _issuer(number.body, name)
    return Context(type_ or (before if chained else None), issuer, stated, day, title)


def _type(number: DocumentNumber, left: str) -> tuple[str | None, str | None]:
    """Return the type, and the title where an act is named before its number."""
    named = _TYPE.search(left)
    if number.type == "Quyết định" and named and named[1].lower() == "quy định":
        return "Quy định", None  # the Party writes QĐ for both
    if number.type == "Công văn" and named:
        return named[1].capitalize(), None  # any type may leave its code out (8B/TW-HNTW)
    acts = list(_ACT.finditer(left))
    act = act_title(left[acts[-1].start() :]) if acts else None
    if number.type is not None:
        return number.type, act if number.type == "Pháp lệnh" else None
    if acts:
        return acts[-1][1], act
    return (named[1].capitalize() if named else None), None


def _after(text: str, found: FoundNumber) -> tuple[int, str | None, str | None]:
    """Return where date and issuer after a number end, and both."""
    aside = _ASIDE.match(text, found.end)
    position = aside.end() if aside else found.end
    day = name = None
    for _ in range(2):
        dated = _DATED.match(text, position) if day is None else None
        if dated and _belongs(text, dated) and (iso := _iso(dated, found.number)):
            day, position = iso, dated.end()
        issued = _OF_ISSUER.match(text, position) if name is None else None
        if issued:
            term = _TERM.match(text, issued.end())
            name, position = issued["issuer"], term.end() if term else issued.end()
    if name is None and (someone := _OF_SOMEONE.match(text, position)):
        position = someone.end()
    return position, day, name


def _belongs(text: str, dated: re.Match[str]) -> bool:
    """Return whether a date after a number is the document's.

    "57-NQ/TW, ngày 13/01/2025, Ban Chỉ đạo họp" dates the meeting; a bare date needs brackets.
    """
    if dated["open"] and dated["close"]:
        return True
    if not dated["word"]:
        return False
    return not dated["comma"] or _AFTER_COMMA.match(text, dated.end()) is not None


def _iso(match: re.Match[str], number: DocumentNumber) -> str | None:
    """Return the matched date in ISO form if it exists and agrees with the number's year."""
    if not (match["y"] or match["yy"]):
        return None
    year, month, day = (int(match[name] or match[name * 2]) for name in "ymd")
    if year < 1945 or (number.year and year != number.year):
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _issuer(body: str, name: str | None) -> tuple[str | None, bool]:
    """Return a document's issuer, and whether `name`, as a text gives it, decided it.

    A body that one name belongs to keeps it, whatever stands in the text.
    """
    default = issuer_name(body)
    if name is None:
        return default, False
    full = _full(name)
    stem = body.rstrip("0123456789")
    families = {
        "TW": ("Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành Trung ương"),
        "TU": ("Tỉnh ủy", "Thành ủy"),
        "HU": ("Huyện ủy",),
        "QU": ("Quận ủy",),
        "ĐU": ("Đảng ủy",),
        "UBND": ("Ủy ban nhân dân",),
        "HĐND": ("Hội đồng nhân dân",),
    }
    if full.startswith(families.get(stem, ())) or default is None:
        return full, True
    return default, full == default


def _full(name: str) -> str:
    """Return the full name of an issuer: UBND and the like spelled out, without its office."""
    name = " ".join(name.split()).replace("uỷ", "ủy").replace("Uỷ", "Ủy")
    name = name.replace("bí thư", "Bí thư")
    if re.search(_CENTRAL, name):
        return "Ban Chấp hành Trung ương"
    name = re.sub(r"^(?:Ban Thường vụ|BTV) ", "", name)
    name = re.sub(r"\bTP\.? ", "thành phố ", name)
    for code in ("UBND", "HĐND", "UBTVQH"):
        name = re.sub(rf"\b{code}\b", BODIES[code], name)
    return name
