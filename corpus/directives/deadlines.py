"""By when: a time that a text sets, and the last day that it allows."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.directives.clock import Clock

_NUMBERS = {
    "một": 1, "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7,
    "tám": 8, "chín": 9, "mười một": 11, "mười hai": 12, "mười": 10, "chạp": 12,
}  # fmt: skip
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_END = r"(?![^\W_])"
_YEAR = r"(?P<{0}>(?:19|20)\d\d)"
_WORDS = "|".join(sorted((w.replace(" ", r"\s+") for w in _NUMBERS), key=len, reverse=True))
_MONTH = rf"tháng\s+(?P<month>1[0-2]|0?[1-9]|{_WORDS}){_END}"
_OF_YEAR = r"(?:\s*/\s*|\s+năm\s+)"
_DAY = (
    r"(?:(?P<d>[0-3]?\d)\s?[/.-]\s?(?P<m>1[0-2]|0?[1-9])(?:\s?[/.-]\s?(?P<y>(?:19|20)\d\d))?(?!\d|[/.]\d)"
    r"|(?P<dd>[0-3]?\d)\s+tháng\s+(?P<mm>1[0-2]|0?[1-9])(?:(?:\s+năm\s+|/)(?P<yy>(?:19|20)\d\d))?(?!\d))"
)
_LATEST = r"(?:(?:chậm|muộn)\s+nhất(?:\s+là)?(?:\s+vào)?(?:\s+đến)?\s+|(?:hoàn thành|xong)\s+)?"
_TIME = re.compile(
    rf"""
      (?P<before_day> {_LATEST} trước\s+(?:ngày\s+)? {_DAY} )
    | (?P<on_day> (?:(?:chậm|muộn)\s+nhất(?:\s+là)?(?:\s+vào)?(?:\s+đến)?\s+(?:hết\s+)?(?:ngày\s+)?
        |(?:từ\s+nay\s+)?(?:đến|tới|trong)\s+(?:hết\s+)?ngày\s+|hết\s+ngày\s+)
        {_DAY.replace("(?P<", "(?P<on_")} )
    | (?P<in_month> (?:từ\s+nay\s+)?(?:(?P<before>trước(?!\s+khi))|trước\s+khi\s+hết
        |đến\s+hết|tới\s+hết|hết|(?:ngay\s+)?trong|đến|tới|chậm\s+nhất(?:\s+là)?(?:\s+trong)?|(?:vào\s+)?cuối)\s+
        (?:(?:cả|nửa\s+đầu|nửa\s+cuối)\s+)? {_MONTH} (?:{_OF_YEAR}{_YEAR.format("month_year")})?
        (?:\s+này)? (?!\d) )
    | (?P<in_quarter> (?:từ\s+nay\s+)?(?:ngay\s+)?
        (?:(?P<before_q>trước(?!\s+khi))|trước\s+khi\s+hết|trong|đến\s+hết|hết|đến|cuối)\s+
        [Qq]uý\s+(?P<quarter>IV|I{{1,3}}|[1-4])
        (?:(?:\s*/\s*|\s+năm\s+|\s*[-–]\s*|\s+){_YEAR.format("quarter_year")})? )
    | (?P<part> (?:ngay\s+)?trong\s+(?:(?P<months>\d)\s+tháng|(?:nửa))\s+(?P<which>đầu|cuối)\s+năm
        (?:\s+{_YEAR.format("part_year")}|\s+nay)? )
    | (?P<in_year> (?:từ\s+nay\s+)?(?:(?P<before_y>trước(?!\s+khi))|trước\s+khi\s+hết
        |đến\s+hết|tới\s+hết|hết|đến|(?:ngay\s+)?trong|vào|chậm\s+nhất(?:\s+là)?(?:\s+trong)?|(?:vào\s+)?(?<!tháng\s)cuối|sang)\s+
        (?:cả\s+)?(?:cuối\s+)?năm\s+
        (?:{_YEAR.format("year")}|nay|(?P<next>tới|sau))(?:\s+này)?
        (?!\s*(?:[-–/]\s*\d|và\s+(?:những|các)\s+năm)) )
    | (?P<span> (?:trong\s+)?(?:giai\s+đoạn|(?:0?\d\s+)?năm)\s+(?:19|20)\d\d\s?[-–]\s?
        {_YEAR.format("last")}
        (?!\s+và\s+(?:những|các)\s+năm) )
    | (?P<days> (?:trong\s+(?:vòng\s+)?|chậm\s+nhất\s+(?:là\s+)?(?:sau\s+)?)
        (?P<count>\d{{1,3}})\s+(?P<of>ngày|tuần|tháng)
        (?!\s+(?:đầu|cuối|qua|gần|vừa|trước)) (?:\s+tới|\s+kể\s+từ[^,.;]*)? )
    | (?P<near> (?:ngay\s+)?(?:trong\s+)?(?P<what>tuần|tháng|quý)\s+(?P<when>này|tới|sau) )
    | (?P<session> (?:tại|ở|trong|vào)\s+(?:cùng\s+)?[Kk]ỳ\s+họp\s+(?:thứ\s+\w+|sắp\s+tới|tới|này)
        (?:,?\s+Quốc\s+hội\s+[Kk]h[oó][áa]\s+[IVX]+)? )
    | (?P<often> (?:(?:định\s+kỳ|vào)\s+)?(?:(?:hằng|hàng)\s+(?:ngày|tuần|tháng|quý|năm)
        (?:,\s+|\s+và\s+(?=h[ằà]ng))?)+ )
    | (?P<soon> (?<![^\W_])(?:ngay\s+lập\s+tức|ngay\s+sau\s+[^,.;]{{3,40}}
        |(?:trong\s+)?thời\s+gian\s+sớm\s+nhất
        |ngay(?!\s+(?:từ|cả|khi|tại|trong\s+(?!tháng|quý|năm|tuần)|là|thẳng|ngắn|trên|ở))) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What bears a year in its name, or aims at one, sets no deadline with it.
_NAMES_A_YEAR = re.compile(
    r"(?:mục tiêu|[Cc]hiến lược|[Cc]hương trình|[Đđ]ề án|[Qq]uy hoạch|[Kk]ế hoạch|[Gg]iai đoạn"
    r"|tầm nhìn|định hướng|[Tt]ừ (?:ngày|tháng|năm)|[Nn]ghị quyết|[Ll]uật|tổng chi|ngân sách"
    r"|chỉ tiêu|tiến độ)[^,.;:]{0,80}$"
)
_RANK = ("before_day", "on_day", "in_month", "in_quarter", "part", "in_year", "span", "days",
         "near", "session", "often", "soon")  # fmt: skip
_DATED = frozenset(_RANK[:9])
# In December "tháng 2" is next year's; in March, "tháng 1" is told late.
_PAST_MONTHS = 5
_COMING_MONTHS = 9


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time as written and the last day that it allows, None where no day follows from it."""

    text: str
    last: date | None
    inferred: bool = False


def find_deadline(
    text: str, start: int, end: int, clock: Callable[[], Clock | None]
) -> Deadline | None:
    """Return the time that `text[start:end]` sets: a dated one first, then "hằng tuần", "ngay"."""
    best: tuple[int, re.Match[str]] | None = None
    for match in _TIME.finditer(text, start, end):
        kind = _kind(match)
        rank = 0 if kind in _DATED else _RANK.index(kind)
        if (best is None or rank < best[0]) and not _names_a_year(text, start, match, kind):
            best = rank, match
    return _resolve(best[1], clock) if best else None


def _kind(match: re.Match[str]) -> str:
    return next(kind for kind in _RANK if match[kind])


def _names_a_year(text: str, start: int, match: re.Match[str], kind: str) -> bool:
    """Return whether a time is part of a name or an aim ("Chiến lược … đến năm 2030")."""
    if kind not in {"in_year", "span", "often"}:
        return False
    return _NAMES_A_YEAR.search(text, max(start, match.start() - 90), match.start()) is not None


def _resolve(match: re.Match[str], clock: Callable[[], Clock | None]) -> Deadline:
    """Return what a time allows."""
    kind = _kind(match)
    written = " ".join(match[0].split()).rstrip(" ,")
    if kind not in _DATED:
        return Deadline(written, None)
    stated = _stated_year(match, kind)
    now = clock() if stated is None or kind in {"days", "near"} else None
    if stated is None and now is None:
        return Deadline(written, None)
    try:
        last = _last(match, kind, stated, now)
    except ValueError:  # 30/2, or a year that is none
        last = None
    return Deadline(written, last, bool(now and now.inferred and last))


def _stated_year(match: re.Match[str], kind: str) -> int | None:
    groups = {
        "before_day": ("y", "yy"),
        "on_day": ("on_y", "on_yy"),
        "in_month": ("month_year",),
        "in_quarter": ("quarter_year",),
        "part": ("part_year",),
        "in_year": ("year",),
        "span": ("last",),
    }
    years = (match[group] for group in groups.get(kind, ()))
    return next((int(year) for year in years if year), None)


def _last(match: re.Match[str], kind: str, year: int | None, now: Clock | None) -> date | None:
    """Return the last day that a dated time allows; one of `year` and `now` is given."""
    if kind in {"before_day", "on_day"}:
        prefix = "on_" if kind == "on_day" else ""
        day = int(match[f"{prefix}d"] or match[f"{prefix}dd"])
        month = int(match[f"{prefix}m"] or match[f"{prefix}mm"])
        found = date(year or _year_of(month, now), month, day)
        return found - timedelta(days=1) if kind == "before_day" else found
    if kind == "in_month":
        month = _number(match["month"])
        year = year or _year_of(month, now)
        return _before(year, month) if match["before"] else _end_of(year, month)
    if kind == "in_quarter":
        month = 3 * _QUARTERS[match["quarter"].upper()]
        year = year or _year_of(month, now)
        return _before(year, month - 2) if match["before_q"] else _end_of(year, month)
    if kind in {"part", "in_year", "span"}:
        year = year or (now.year if now else 0) + bool(match["next"])
        if kind == "in_year" and match["before_y"]:
            return date(year - 1, 12, 31)
        first = kind == "part" and match["which"].lower() == "đầu"
        return _end_of(year, int(match["months"] or 6) if first else 12)
    return _from_now(match, kind, now)


def _from_now(match: re.Match[str], kind: str, now: Clock | None) -> date | None:
    """Return the last day of "trong 10 ngày" or "tháng tới"; days need a dated article."""
    if now is None:
        return None
    if kind == "near" and match["what"].lower() in {"tháng", "quý"}:
        span = 1 if match["what"].lower() == "tháng" else 3
        month = now.month + (-now.month % span) + (0 if match["when"].lower() == "này" else span)
        return _end_of(now.year + (month - 1) // 12, (month - 1) % 12 + 1)
    if now.day is None:
        return None
    today = date(now.year, now.month, now.day)
    if kind == "near":
        weeks = 0 if match["when"].lower() == "này" else 1
        return today + timedelta(days=6 - today.weekday(), weeks=weeks)
    count, unit = int(match["count"]), match["of"].lower()
    if unit == "tháng":
        month = now.month + count
        year, month = now.year + (month - 1) // 12, (month - 1) % 12 + 1
        return date(year, month, min(now.day, monthrange(year, month)[1]))
    return today + timedelta(days=count * (7 if unit == "tuần" else 1))


def _year_of(month: int, now: Clock | None) -> int:
    """Return the year of a month named without one: the nearest, coming before past."""
    if now is None:
        raise ValueError("no time to count from")
    away = month - now.month
    return now.year + (1 if away < -_PAST_MONTHS else -1 if away > _COMING_MONTHS else 0)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[" ".join(word.lower().split())]


def _end_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _before(year: int, month: int) -> date:
    return date(year, month, 1) - timedelta(days=1)
