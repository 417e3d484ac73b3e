"""Date, source, author and place, read from the lines that stand round an article."""

import re
from datetime import datetime, timedelta, timezone

_VIETNAM = timezone(timedelta(hours=7))
_DATE = r"(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>(?:19|20)\d{2})"
_WORDS_DATE = (
    r"ngày\s+(?P<wday>\d{1,2})\s+tháng\s+(?P<wmonth>\d{1,2})\s+năm\s+(?P<wyear>(?:19|20)\d{2})"
)
_ISO = (
    r"(?P<iyear>(?:19|20)\d{2})-(?P<imonth>\d{2})-(?P<iday>\d{2})"
    r"(?:[T ](?P<itime>\d{2}:\d{2}(?::\d{2})?)(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
_TIME = re.compile(
    r"(?<![\d/])(?P<hour>[01]?\d|2[0-3])\s?[:hg]\s?(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d/])"
)
_ANY_DATE = re.compile(f"{_DATE}|{_WORDS_DATE}|{_ISO}", re.IGNORECASE)
# What may stand on a date line beside date and time; anything else makes it running text.
_DATE_WORDS = re.compile(
    r"(thứ\s+(hai|ba|tư|năm|sáu|bảy|bẩy|\d)|chủ\s+nhật|ngày( đăng| xuất bản| tạo| cập nhật)?|đăng( lúc| ngày)?|lúc"
    r"|cập nhật( lúc| ngày| lần cuối)?|xuất bản( lúc| ngày)?|thời gian( đăng)?|giờ|gmt|utc|sa|ch|am|pm|\+\d+|lượt xem|[|,\-–()•:;/.]|\d+|\s+)",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"[(\[]?\s*(tác giả|người viết|bài và ảnh|thực hiện|bài|phóng viên|pv|biên tập|tin, ảnh|tin và ảnh|bài, ảnh)"
    r"( bài viết)?\s*:\s*(?P<name>[^:]{2,160})",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"[(\[]?\s*nguồn( tin| bài)?\s*:\s*(?P<name>\S.{1,300}?)\s*[)\]]?\.?", re.IGNORECASE
)
_ACCORDING = re.compile(r"\(?\s*theo\s+(?P<name>[A-ZĐÀ-Ỹ][^.;]{1,60}?)\s*\)?\.?")
_BYLINE = re.compile(r"[(\[]?(?P<name>[^()\[\]\n]{2,40}?)[)\]]?\s*[-–—]\s+(?=\S)")
_UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_NAME_WORD = rf"[{_UPPER}][^\W\d_]*\.?"
_DATELINE = re.compile(
    rf"(?P<place>{_NAME_WORD}(?: {_NAME_WORD}){{0,3}}), (?:ngày )?\d{{1,2}}[/-]\d{{1,2}}"
)
_DEGREE = r"(?:(?:PGS|GS|TS|ThS|Ths|NCS|CN|LS|BS|ThS\.?NCS|Luật sư|Nhà báo)\.?,?\s*)*"
_NAME = re.compile(
    rf"{_DEGREE}{_NAME_WORD}(?:[ .-]{_NAME_WORD}){{1,4}}"
    rf"(?:\s*[-–,&/]\s*{_NAME_WORD}(?:[ .]{_NAME_WORD}){{1,4}})*"
    r"(?:\s*\((?:tổng hợp|th|t/h|ghi|lược ghi|dịch|theo [^)]{2,40})\))?",
)


def is_metadata(text: str) -> bool:
    """Return whether a line holds nothing but a date, an author or a source."""
    return (
        date_of_line(text) is not None
        or _AUTHOR.fullmatch(text) is not None
        or _SOURCE.fullmatch(text) is not None
    )


def date_of_line(text: str) -> str | None:
    """Return the date of a line that holds little else, as ISO; None for running text.

    With a time of day it is a date-time in Vietnam's zone (`+07:00`), else a date.
    """
    if len(text) > 120:
        return None
    found = _ANY_DATE.search(text)
    if found is None:
        return None
    rest = text[: found.start()] + " " + text[found.end() :]
    time = None if found["itime"] else _TIME.search(rest)
    if time:
        rest = rest[: time.start()] + " " + rest[time.end() :]
    if _DATE_WORDS.sub("", rest):
        return None
    return _iso(found, time)


def iso_date(text: str) -> str | None:
    """Return a date that markup declares (ISO or a usual form) as ISO, or None."""
    found = _ANY_DATE.search(text)
    return _iso(found, _TIME.search(text[found.end() :])) if found else None


def _iso(found: re.Match[str], time: re.Match[str] | None) -> str | None:
    def first(*names: str) -> int:
        return int(next(found[name] for name in names if found[name]))

    year, month = first("year", "wyear", "iyear"), first("month", "wmonth", "imonth")
    day = first("day", "wday", "iday")
    try:
        if found["itime"]:
            zone = (found["zone"] or "+07:00").replace("Z", "+00:00")
            moment = datetime.fromisoformat(f"{year:04}-{month:02}-{day:02}T{found['itime']}{zone}")
            return moment.astimezone(_VIETNAM).isoformat()
        if time:
            clock = int(time["hour"]), int(time["minute"]), int(time["second"] or 0)
            return datetime(year, month, day, *clock, tzinfo=_VIETNAM).isoformat()
        return datetime(year, month, day, tzinfo=_VIETNAM).date().isoformat()
    except ValueError:
        return None


def author_of_line(text: str) -> str | None:
    """Return the author that a line names ("Tác giả: …"), or None."""
    found = _AUTHOR.fullmatch(text)
    return found["name"].strip(" .)]") if found else None


def source_of_line(text: str) -> str | None:
    """Return the source that a line names ("Nguồn: …"), or None."""
    found = _SOURCE.fullmatch(text) or _ACCORDING.fullmatch(text)
    return found["name"].strip(" .)]") if found else None


def is_name(text: str) -> bool:
    """Return whether a line is a person's name: two to five capitalised syllables, or several."""
    return len(text) <= 80 and _NAME.fullmatch(text) is not None


def byline(text: str) -> tuple[str | None, str]:
    """Split "(Báo X) - Text" into source and text; (None, text) where there is no byline."""
    found = _BYLINE.match(text)
    if found is None or not found[0].lstrip().startswith(("(", "[")):
        return None, text
    return found["name"], text[found.end() :]


def dateline(text: str) -> str | None:
    """Return the place of a dateline ("Hà Nội, ngày 17/5 - …"), or None."""
    found = _DATELINE.match(text)
    return found["place"] if found else None
