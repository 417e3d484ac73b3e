"""Other spellings of the dates and numbers in a question.

Of "ngày 1 tháng 4 năm 2025" and "01/4/2025", "2 triệu đồng" and "2.000.000 đồng", an article writes
the one or the other. Terms keep them apart (corpus/vietnamese/tokens.py), so both are looked up.
"""

import re
from collections.abc import Callable, Iterator

Other = Callable[[re.Match[str]], list[str]]

_DAY = r"(?:ngày|ngay|mùng|mung|mồng|mong)"
_TIME = rf"(?:{_DAY}|sáng|trưa|chiều|tối|đêm)"
_MONTH = r"(?:tháng|thang)"
_YEAR = r"(?:năm|nam)"
# No part of a longer number or of a document's, before it or after.
_ALONE, _ENDS = r"(?<![\w.,/-])", r"(?![\w/-]|[.,]\d)"
_WORTH = {
    1_000: ("nghìn", "nghin", "ngàn", "ngan"),
    1_000_000: ("triệu", "trieu"),
    1_000_000_000: ("tỷ", "tỉ", "ty", "ti"),
}
_SCALES = {name: worth for worth, names in _WORTH.items() for name in names}
_FIGURED = re.compile(r"\d")
_YEARS = range(1500, 2101)  # of four figures, hardly ever written "2.025"
_RECENT = range(2015, 2031)  # of articles that are asked about by the day alone
_LONGEST = 13  # figures of a number that anybody writes out


def spellings(text: str) -> Iterator[tuple[str, str]]:
    """Yield each date and number of `text` (NFC) that has another spelling, with that."""
    taken: list[tuple[int, int]] = []
    if not _FIGURED.search(text):  # most questions
        return
    for pattern, other in _RULES:
        for match in pattern.finditer(text):
            start, end = match.span()
            if all(end <= first or last <= start for first, last in taken):
                taken.append((start, end))
                yield from ((match[0], found) for found in other(match))


def without_year(text: str) -> Iterator[str]:
    """Yield each full date of `text` (NFC) as an article of that year may write it: "ngày 17/5"."""
    for match in _DATED.finditer(text):
        day, month = (int(part) for part in match.groups() if part)
        if _is_date(day, month):
            yield f"ngày {day}/{month}"


def in_years(text: str) -> Iterator[str]:
    """Yield each day without its year as an article may write it in full: "13/1/2025"."""
    for match in _DAY_ALONE.finditer(text):
        day, month = (int(part) for part in match.groups() if part)
        if _is_date(day, month):
            yield from (f"{day}/{month}/{year}" for year in _RECENT)


def _in_figures(match: re.Match[str]) -> list[str]:
    """Return a date in figures for one in words."""
    day, month, year = (int(part or 0) for part in match.groups())
    return [f"ngày {day}/{month}" + (f"/{year}" if year else "")] if _is_date(day, month) else []


def _in_words(match: re.Match[str]) -> list[str]:
    """Return a date in words for one in figures."""
    day, month, year = (int(match.groupdict().get(part) or 0) for part in "dmy")
    if not _is_date(day, month):
        return []
    return [f"ngày {day} tháng {month}" + (f" năm {year}" if year else "")]


def _is_date(day: int, month: int) -> bool:
    return 1 <= day <= 31 and 1 <= month <= 12


def _written_out(match: re.Match[str]) -> list[str]:
    """Return "2.000.000" of "2 triệu"."""
    number = match["number"]
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", number):
        number = number.replace(".", "")
    whole, _, part = number.replace(",", ".").partition(".")
    zeros = len(str(_SCALES[match["scale"].lower()])) - 1 - len(part)
    found = f"{whole}{part}{'0' * zeros}".lstrip("0")
    return [_grouped(found)] if zeros >= 0 and found and len(found) <= _LONGEST else []


def _ungrouped(match: re.Match[str]) -> list[str]:
    """Return "2000000" and "2 triệu" of "2.000.000"."""
    plain = match[0].replace(".", "")
    return [plain, *_scaled(plain)]


def _regrouped(match: re.Match[str]) -> list[str]:
    """Return "2.000.000" and "2 triệu" of "2000000"; of a year nothing."""
    plain = match[0]
    if len(plain) > _LONGEST or int(plain) in _YEARS:
        return []
    return [_grouped(plain), *_scaled(plain)]


def _grouped(plain: str) -> str:
    return f"{int(plain):,}".replace(",", ".")


def _scaled(plain: str) -> list[str]:
    """Return the number in words of the largest scale that leaves it at most one decimal."""
    for worth, names in sorted(_WORTH.items(), reverse=True):
        tenths, rest = divmod(int(plain) * 10, worth)
        if tenths >= 10 and not rest:
            whole, tenth = divmod(tenths, 10)
            return [f"{whole},{tenth} {names[0]}" if tenth else f"{whole} {names[0]}"]
    return []


def _other_mark(match: re.Match[str]) -> list[str]:
    """Return "18,72" of "18.72", and the other way round."""
    return [match[0].translate(str.maketrans(".,", ",."))]


_DATED = re.compile(
    rf"{_ALONE}(\d\d?)\s?[./-]\s?(\d\d?)\s?[./-]\s?\d{{4}}{_ENDS}"
    rf"|{_ALONE}(\d\d?)\s+{_MONTH}\s+(\d\d?),?\s+{_YEAR}\s+\d{{4}}{_ENDS}",
    re.IGNORECASE,
)

# A fraction is written so too: only after what leads to a day.
_LEADS = (
    "phiên|họp|nghị|thảo|lễ|buổi|kỳ|hội|vào|từ|đến|tới|trước|sau"
    "|phien|hop|nghi|thao|le|buoi|ky|hoi|vao|tu|den|toi|truoc"
)
_DAY_ALONE = re.compile(
    rf"(?:{_TIME}|\b(?:{_LEADS}))\s+(?:{_DAY}\s+)?(\d\d?)/(\d\d?){_ENDS}"
    rf"|{_DAY}\s+(\d\d?)\s+{_MONTH}\s+(\d\d?)(?!,?\s+{_YEAR}\s+\d|\s?/\s?\d){_ENDS}",
    re.IGNORECASE,
)


def _rule(pattern: str, other: Other) -> tuple[re.Pattern[str], Other]:
    return re.compile(pattern, re.IGNORECASE), other


# In this order: what one has taken is no part of another.
_RULES = (
    _rule(
        rf"(?:{_DAY}\s+)?{_ALONE}(\d\d?)\s+{_MONTH}\s+(\d\d?)(?:,?\s+{_YEAR}\s+|\s?/\s?)(\d{{4}}){_ENDS}",
        _in_figures,
    ),
    _rule(rf"{_DAY}\s+(\d\d?)\s+{_MONTH}\s+(\d\d?)(){_ENDS}", _in_figures),
    _rule(
        rf"(?:{_DAY}\s+)?{_ALONE}(?P<d>\d\d?)\s?([./-])\s?(?P<m>\d\d?)\s?\2\s?(?P<y>\d{{4}}){_ENDS}",
        _in_words,
    ),
    _rule(rf"{_ALONE}(?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d){_ENDS}", _in_words),
    _rule(rf"\b{_TIME}\s+(?P<d>\d\d?)/(?P<m>\d\d?){_ENDS}", _in_words),
    _rule(
        rf"{_MONTH}\s+(\d\d?),?\s+{_YEAR}\s+(\d{{4}}){_ENDS}",
        lambda match: [f"tháng {int(match[1])}/{match[2]}"],
    ),
    _rule(
        rf"{_MONTH}\s+(\d\d?)\s?/\s?(\d{{4}}){_ENDS}",
        lambda match: [f"tháng {int(match[1])} năm {match[2]}"],
    ),
    _rule(
        rf"{_ALONE}(?P<number>\d+(?:[.,]\d+)*)\s?(?P<scale>{'|'.join(_SCALES)})\b"
        rf"(?!\s+(?:{'|'.join(_SCALES)})\b)",
        _written_out,
    ),
    _rule(rf"{_ALONE}\d{{1,3}}(?:\.\d{{3}})+{_ENDS}", _ungrouped),
    _rule(rf"{_ALONE}[1-9]\d{{3,}}{_ENDS}", _regrouped),
    _rule(rf"{_ALONE}\d+[.,]\d\d?{_ENDS}", _other_mark),
)
