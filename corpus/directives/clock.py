"""What the relative times of a text count from."""

import re
from dataclasses import dataclass
from datetime import date

_SPOKEN = re.compile(
    r"(?P<months>\d{1,2})\s+tháng\s+(?:đầu\s+)?(?:của\s+)?năm\s+(?P<y1>20\d\d)"
    r"|(?<![\d/.])[0-3]?\d[/.-](?P<m2>1[0-2]|0?[1-9])[/.-](?P<y2>20\d\d)(?![\d/])"
    r"|ngày\s+[0-3]?\d\s+tháng\s+(?P<m4>1[0-2]|0?[1-9])\s+năm\s+(?P<y4>20\d\d)"
    r"|(?:đầu|tính đến|từ|trong)\s+tháng\s+(?P<m3>1[0-2]|0?[1-9])(?:/|\s+năm\s+)(?P<y3>20\d\d)"
)
_AHEAD = re.compile(
    r"(?:trước|hạn|hết|nhất|đến|tới|hiệu lực|từ)\s+(?:từ\s+)?(?:là\s+)?(?:ngày\s+)?$"
)


@dataclass(frozen=True, slots=True)
class Clock:
    """What a text's relative times count from: a year and month, the day where it is known.

    `inferred` says that the article has no date and they were read in its text.
    """

    year: int
    month: int
    day: int | None = None
    inferred: bool = False


def clock_of(text: str, published: str | None) -> Clock | None:
    """Return the time of an article: its date, else the latest month it speaks of as past.

    None where the text speaks of no month at all; today never counts.
    """
    if published:
        day = date.fromisoformat(published[:10])
        return Clock(day.year, day.month, day.day)
    spoken = [
        (int(match["y1"] or match["y2"] or match["y3"] or match["y4"]),
         min(12, int(match["months"] or match["m2"] or match["m3"] or match["m4"])))
        for match in _SPOKEN.finditer(text)
        if not _AHEAD.search(text, max(0, match.start() - 24), match.start())
    ]  # fmt: skip
    if not spoken:
        return None
    year, month = max(spoken)
    return Clock(year, max(1, month), inferred=True)
