"""Date, source, author and place, read from the lines that stand round an article."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit

_VIETNAM = timezone(timedelta(hours=7))
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]*\.?"
_YEAR = r"(?:19|20)\d{2}"
_DATE = re.compile(
    rf"(?<![\d/])(?P<d1>\d{{1,2}})\s?(?P<mark>[/.-])\s?(?P<m1>\d{{1,2}})"
    rf"\s?(?P=mark)\s?(?P<y1>{_YEAR})(?!\d)"
    rf"|(?<!\d)(?P<y2>{_YEAR})-(?P<m2>\d{{2}})-(?P<d2>\d{{2}})(?!\d)"
    rf"|(?<!\w)(?P<e3>{_MONTH})\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>{_YEAR})"
    rf"|(?<!\d)(?P<d4>\d{{1,2}})\s+(?P<e4>{_MONTH}),?\s+(?P<y4>{_YEAR})",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<![\d/.,])T?(?P<hour>[01]?\d|2[0-3])\s?[:hg]\s?(?P<minute>[0-5]\d)"
    r"(?::(?P<second>[0-5]\d)(?:\.\d+)?)?(?:\s*(?P<half>AM|PM|SA|CH)\b)?(?![\d/])"
    r"(?P<zone>Z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
# What may stand on a line beside its date; anything else makes the line running text.
_DATE_WORDS = re.compile(
    r"(?<!\w)(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s+nhật|ngày|tháng|giờ|lúc|vào|hôm nay"
    r"|(?:thời gian |ngày )?(?:đăng|xuất bản|cập nhật|tạo|phát hành)(?: tin| bài| lần cuối)?"
    r"|gmt|utc|lượt xem|lượt đọc|đã xem|lần xem|views?|bình luận|published|posted"
    r"|updated|on|at|date"
    r"|(?:mon|tues?|wed(?:nes)?|thur?s?|fri|satur|sat|sun)(?:day)?|bởi|by|tác giả|người đăng)(?!\w)"
    r"|[\d\W_]+",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:bởi|by|tác giả|người đăng|đăng bởi)\s*:?\s*", re.IGNORECASE)
_YEARS_AND_DAYS = (("y1", "y2", "y3", "y4"), ("d1", "d2", "d3", "d4"))
_AUTHOR = re.compile(
    r"[(\[]?\s*(?:tác giả|người viết|written by|author|by)(?: bài viết)?\s*:?\s+"
    r"(?P<name>\S.{1,160})"
    r"|[(\[]?\s*(?:bài và ảnh|bài, ảnh|tin, ảnh|tin và ảnh|tin ảnh|tin|bài|thực hiện"
    r"|bài viết|phóng viên|pv|biên tập|người đăng|đăng bởi|theo dõi)\s*:\s*(?P<other>\S.{1,80})",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"[(\[]?\s*(?:nguồn(?: tin| bài)?|source)\s*:\s*(?P<name>\S.{0,400}?)\s*[)\]]?\.?",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"\(?\s*[Tt]heo:?\s+(?P<name>\S[^.;:,]{1,40}(?:\.\w{2,4}){0,2})\s*\)?\.?")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_NAME_WORD = rf"[{_UPPER}][^\W\d_]*\.?"
_PLACE = rf"{_NAME_WORD}(?: {_NAME_WORD}){{0,3}}"
_BYLINE = re.compile(
    rf"(?P<place>{_PLACE})?\s?[(\[](?P<name>[^()\[\]]{{2,40}})[)\]]\s*(?:[-–—:.]\s*)"
    rf"|(?P<short>(?!TP\b)[{_UPPER}]{{2,6}}(?:\.[A-Za-z]{{2,4}})?(?: Online)?)\s+[-–—]\s+"
)
_DATELINE = re.compile(rf"(?P<place>{_PLACE}),\s+(?:ngày\s+)?\d{{1,2}}[/-]\d{{1,2}}\b")
_DEGREE = r"(?:(?:PGS|GS|TS|ThS|Th\.S|Ths|NCS|CN|LS|BS|Luật sư|Nhà báo)[., ]+)*"
_NAME = re.compile(
    rf"{_DEGREE}{_NAME_WORD}(?:[ .]{_NAME_WORD}){{1,4}}"
    rf"(?:\s*[-–,&/]\s*{_NAME_WORD}(?:[ .]{_NAME_WORD}){{0,4}})*"
    r"(?:\s*[-–]?\s*\(?(?i:tổng hợp|th|t/h|ghi|lược ghi|dịch|lược dịch|theo [^)]{2,40})\)?)?\.?"
)
_CAPITALS = re.compile(
    rf"{_DEGREE}(?:NGUYỄN|TRẦN|LÊ|PHẠM|HOÀNG|HUỲNH|PHAN|VŨ|VÕ|ĐẶNG|BÙI|ĐỖ|HỒ|NGÔ|DƯƠNG|LÝ|ĐINH|ĐOÀN"
    r"|TRƯƠNG|TRỊNH|MAI|ĐÀO|LƯƠNG|LƯU|TÔ|HÀ|CAO|TẠ|THÁI|CHU|PHÙNG|VƯƠNG|QUÁCH|LÂM|NGUYÊN|KIỀU)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a date line says: an ISO date or date-time, and the author if it names one."""

    published: str
    author: str | None = None


def stamp(text: str) -> Stamp | None:
    """Read a line that holds a date and little else; None for running text.

    With a time of day the date is a date-time in Vietnam's zone (`+07:00`). Dates in words ("ngày
    5 tháng 6 năm 2025") are those of documents, not of pages, and are not read.
    """
    if len(text) > 120 or (found := _DATE.search(text)) is None:
        return None
    rest = f"{text[: found.start()]} | {text[found.end() :]}"
    time = _TIME.search(rest)
    if time is not None:
        rest = f"{rest[: time.start()]} | {rest[time.end() :]}"
    pieces = [piece.strip(" -–—•·:,.()") for piece in re.split(r"[|•·]| [-–—] ", rest)]
    names = [name for piece in pieces if is_name(name := _LABEL.sub("", piece))]
    others = [piece for piece in pieces if not is_name(_LABEL.sub("", piece))]
    if len(names) > 1 or any(_DATE_WORDS.sub("", piece) for piece in others):
        return None
    published = _iso(found, time)
    return Stamp(published, names[0] if names else None) if published else None


def iso_date(text: str) -> str | None:
    """Return a date that markup declares (ISO or a usual form) as ISO, or None."""
    found = _DATE.search(text)
    return _iso(found, _TIME.search(text[found.end() :])) if found else None


def _iso(found: re.Match[str], time: re.Match[str] | None) -> str | None:
    year, day = (int(next(filter(None, found.group(*keys)))) for keys in _YEARS_AND_DAYS)
    name = found["e3"] or found["e4"]
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(found["m1"] or found["m2"])
    try:
        if time is None:
            return datetime(year, month, day, tzinfo=_VIETNAM).date().isoformat()
        hour = int(time["hour"])
        if (time["half"] or "").upper() in ("PM", "CH") and hour < 12:
            hour += 12
        zone = datetime.fromisoformat(f"2000-01-01T00:00:00{time['zone'] or '+07:00'}").tzinfo
        minute, second = int(time["minute"]), int(time["second"] or 0)
        moment = datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
    return moment.astimezone(_VIETNAM).isoformat()


def author_of(text: str) -> str | None:
    """Return the author that a line names ("Tác giả: …", "Bài, ảnh: …"), or None."""
    found = _AUTHOR.fullmatch(text)
    if found is None or (text.count(".") > 3 and text.endswith(".")):
        return None
    name = _bare(found["name"] or found["other"])
    strict = found["name"] is not None and ":" in text
    return name if strict or is_name(name) else None


def source_of(text: str) -> str | None:
    """Return the publisher that a line names ("Nguồn: …", "Theo …"), or None."""
    if found := _SOURCE.fullmatch(text):
        address = _ADDRESS.search(found["name"])
        return _host(address[0]) if address else _bare(found["name"])
    found = _ACCORDING.fullmatch(text)
    return _bare(found["name"]) if found and found["name"][0].isupper() else None


def host_of(text: str) -> str | None:
    """Return the host of a line that is a bare web address, or None."""
    return _host(text) if _ADDRESS.fullmatch(text) else None


def _host(address: str) -> str | None:
    host = urlsplit(address if "://" in address else f"//{address}").hostname or ""
    return host.removeprefix("www.") or None


def _bare(text: str) -> str:
    """Take off a closing stop, and a bracket that nothing opened."""
    text = text.strip().rstrip(".").rstrip()
    return text[:-1].rstrip() if text.endswith((")", "]")) and "(" not in text else text


def is_name(text: str) -> bool:
    """Return whether a line is a person's name: two to five capitalised syllables, or several."""
    if len(text) > 80 or _NAME.fullmatch(text) is None:
        return False
    # In capitals a heading looks the same, so the family name has to be one.
    return not text.isupper() or _CAPITALS.match(text) is not None


def is_metadata(text: str) -> bool:
    """Return whether a line holds nothing but a date, an author or a source."""
    if len(text) > 400:
        return False
    return any(read(text) is not None for read in (stamp, author_of, source_of))


def byline(text: str) -> tuple[str | None, str | None, str]:
    """Split "(Báo X) - Text" into source, place and text; None for what is not there."""
    found = _BYLINE.match(text)
    if found is None or not text[found.end() :][:1].strip():
        return None, None, text
    return found["name"] or found["short"], found["place"], text[found.end() :]


def dateline(text: str) -> str | None:
    """Return the place of a dateline ("Hà Nội, ngày 17/5 …"), or None."""
    found = _DATELINE.match(text)
    return found["place"] if found else None
