"""The provinces and cities of Vietnam before and since the merger of 1 July 2025.

`places.tsv` holds the 63 units that there were and what each belongs to: Resolution 202/2025/QH15
of 12/6/2025 made 34 of them, whose new apparatus works from 1/7/2025; Thừa Thiên Huế became the
city of Huế on 1/1/2025 by Resolution 175/2024/QH15.
"""

import re
from collections import Counter
from functools import lru_cache

from corpus.renaming import Registry

# Words of the language that are a province's name as well: peace, "as high as".
_COMMON = ("Hòa Bình", "Cao Bằng")
# What holds a province's name and is not it: countries, seas, words that end where others begin.
_OTHERS = (
    "Việt Nam", "Thái Bình Dương", "Điện Biên Phủ", "Hà Nam Ninh", "hải dương học", "công nghệ an",
    "trạng thái nguyên", "hình thái nguyên", "an ninh bình", "an ninh thuận", "trung bình thuận",
    "trung bình định", "nông lâm đồng", "quốc gia lai",
)  # fmt: skip
_SURNAME = re.compile(
    r"\b(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trương|Trịnh)"
    r"(?:\s[^\W\d_]+)?\s$"
)
# Where a text speaks of a place as such: not of a university, nor of where a lawyer practises.
_GOVERNED = re.compile(
    r"\b(?:[Tt]ỉnh|TỈNH|(?<![Ll]uật sư )(?:[Tt]hành phố|THÀNH PHỐ|TP\.?)|UBND|HĐND"
    r"|[Tt](?:ỉnh|hành) ủy|địa bàn|[Đđ]iểm cầu|Đoàn ĐBQH|Đảng bộ|Báo)\s(?=[A-ZĐ])"
)
_LEAST = 2  # times that a text without the place in its title names it
_EVERY = 5_000  # characters of text for which it names it once at least
_SHARE = 0.6  # of all times that it names any


@lru_cache(maxsize=1)
def places() -> Registry:
    """Return the provinces and cities."""
    return Registry.read("places.tsv", _COMMON, _OTHERS, _SURNAME)


def place_of(title: str | None, text: str) -> str | None:
    """Return the province or city whose affairs an article tells of, by its name there, or None.

    The one that its title names, else the one that it speaks of as its own more than of all
    others together. What it was called at the time is kept.
    """
    heading = {found.unit.name for found in places().find(title or "")}
    if len(heading) == 1:
        return heading.pop()
    units = (places().at(text, match.end()) for match in _GOVERNED.finditer(text, len(title or "")))
    counts = Counter(unit.name for unit in units if unit)
    if not counts:
        return None
    ((name, count),) = counts.most_common(1)
    enough = count >= max(_LEAST, len(text) / _EVERY)
    return name if enough and count >= _SHARE * counts.total() else None
