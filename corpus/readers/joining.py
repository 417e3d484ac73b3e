"""Lines that a page's width broke, put together again."""

import re
from collections.abc import Iterable

from corpus.vietnamese.legacy import is_syllable

_BROKEN = re.compile(r"([^\W\d_]+)-$")
_RANGE = re.compile(r"[-–/]\d")
_RESTS = re.compile(r"[^\W\d_]+")


def join_lines(lines: Iterable[str]) -> str:
    """Return the lines as one with single spaces, hyphens at their ends resolved."""
    text = ""
    for line in lines:
        text = join(text, " ".join(line.split()))
    return text


def join(first: str, second: str) -> str:
    """Return two lines as one.

    A hyphen at the end of a line stays where it belongs to the word (NĐ-CP, mua-bán) and goes
    where it only broke it: both parts are small letters, and no syllables of Vietnamese, which is
    never broken inside one.
    """
    if not first or not second:
        return first or second
    if _RANGE.match(second) and first[-1].isdigit():
        return f"{first}{second}"  # "2016" and "-2020"
    broken = _BROKEN.search(first)
    rest = _RESTS.match(second)
    if broken is None or rest is None:
        # "NĐ-" and "2030-" go on without a space; a dash with a space before it is no hyphen.
        glued = len(first) > 1 and first[-1] in "-/" and not first[-2].isspace()
        return f"{first}{second}" if glued else f"{first} {second}"
    before, behind = broken[1], rest[0]
    foreign = not (is_syllable(before) and is_syllable(behind))
    if foreign and before.islower() and behind.islower() and before.isascii() and behind.isascii():
        return f"{first[:-1]}{second}"
    return f"{first}{second}"
