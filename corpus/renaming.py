"""Names of places and bodies that were merged or renamed, and what they are called today.

A table is a TSV file beside this one: `name`, `today` (empty where the name is still in use),
`since` (ISO, the day from which `today` holds, or from which a new name is in use), `source`
(number and date of the decision), `spellings` (other forms in running text) and `typed` (forms
that only stand for the name where a name is expected), both joined by "; ".
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

from corpus.vietnamese.normal import fold, has_diacritics, nfc, normalise

_DASH = re.compile(r"\s*[-–—]\s*")
_FORMER = re.compile(
    r"\s*\(?\s*(?:cũ|trước (?:khi )?(?:sáp nhập|hợp nhất))\s*\)?\s*$", re.IGNORECASE
)

_KIND = re.compile(r"\b(?:tinh|thanh pho|tp\.?)\s$")
_WORD = re.compile(r"\w+")
_BEFORE = 40  # characters that a person's other names or a kind take


@dataclass(frozen=True, slots=True)
class Unit:
    """A place or a body by the name it had or has.

    `since` is when it became (part of) `today`; with no `today`, when the name came into use,
    None where it is older than the table.
    """

    name: str
    today: str | None
    since: str | None
    source: str
    spellings: tuple[str, ...]
    typed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A unit that a text names at `[start, end)`."""

    unit: Unit
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Alternative:
    """Names under which something is found, in articles of `since` or later, or before `until`."""

    names: tuple[str, ...]
    since: str | None = None
    until: str | None = None


class Registry:
    """The units of one table.

    `common` names are words of the language too, taken for the unit only where they are written
    as a name. `others` are longer names that hold a unit's and are not it; what stands behind a
    match of `owner` is the rest of somebody's name.
    """

    def __init__(
        self,
        units: Iterable[Unit],
        common: Iterable[str] = (),
        others: Iterable[str] = (),
        owner: re.Pattern[str] | None = None,
    ) -> None:
        self.units = {unit.name: unit for unit in units}
        self._common = frozenset(map(fold, common))
        self._others = tuple(others)
        self._owner = owner
        self._typed = {
            plain(form): unit
            for unit in self.units.values()
            for form in (*unit.typed, *unit.spellings, unit.name)
        }

    @classmethod
    def read(
        cls,
        name: str,
        common: Iterable[str] = (),
        others: Iterable[str] = (),
        owner: re.Pattern[str] | None = None,
    ) -> "Registry":
        """Read a table of this package."""
        text = files("corpus").joinpath(name).read_text(encoding="utf-8")
        rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
        units = (
            Unit(
                name=row["name"],
                today=row["today"] or None,
                since=row["since"] or None,
                source=row["source"],
                spellings=tuple(filter(None, row["spellings"].split("; "))),
                typed=tuple(filter(None, row["typed"].split("; "))),
            )
            for row in rows
        )
        return cls(units, common, others, owner)

    def get(self, typed: str) -> Unit | None:
        """Return the unit that a name as somebody typed it means, or None."""
        return self._typed.get(plain(typed))

    def today(self, unit: Unit) -> Unit:
        """Return what a unit is or belongs to today, perhaps itself."""
        return self.units[unit.today] if unit.today else unit

    def former(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the units that became this one or a part of it."""
        return tuple(other for other in self.units.values() if other.today == unit.name)

    def renamed(self, unit: Unit) -> bool:
        """Return whether a unit only got another name: nothing else became what it is today."""
        today = self.today(unit)
        return today is not unit and today.since is not None and len(self.former(today)) == 1

    def alternatives(self, typed: str) -> tuple[Alternative, ...]:
        """Return under which names, and when, what `typed` means is found; () if it is no unit.

        A name means the unit of that name today, with all that became part of it. The name of a
        unit that is gone means that unit, and from the day it was merged the one it belongs to.
        With "(cũ)" a name means the unit before the merger, and nothing else.
        """
        bare = _FORMER.sub("", typed)
        unit = self.get(bare)
        if unit is None:
            return ()
        only_former = bare != typed
        own = forms(unit)
        if unit.today:
            today = self.today(unit)
            if only_former:
                return (Alternative(own),)
            since = None if self.renamed(unit) else unit.since
            return Alternative(own), Alternative(forms(today), since=since)
        former = self.former(unit)
        if only_former:
            return (Alternative(own, until=min((u.since or "" for u in former), default=None)),)
        return (Alternative((*own, *(form for other in former for form in forms(other)))),)

    def find(self, text: str) -> list[Named]:
        """Return the units that `text` (NFC) names, in order, the longest name at each place."""
        folded = fold(text)
        bare = not has_diacritics(text)
        found: list[Named] = []
        for match in self._pattern.finditer(folded):
            unit = self._typed.get(plain(match[0]))
            written = text[match.start() : match.end()]
            if unit is None or not self._is_meant(unit, written, bare=bare):
                continue
            before = text[max(0, match.start() - _BEFORE) : match.start()]
            as_name = all(word[:1].isupper() for word in _WORD.findall(written))
            if not as_name and fold(unit.name) in self._common and not _KIND.search(fold(before)):
                continue
            if self._owner is None or not self._owner.search(before):
                found.append(Named(unit, *match.span()))
        return found

    def at(self, text: str, start: int) -> Unit | None:
        """Return the unit whose name begins at `start`, or None."""
        window = text[start : start + _BEFORE]
        match = self._pattern.match(fold(window))
        unit = self._typed.get(plain(match[0])) if match else None
        meant = unit and match and self._is_meant(unit, window[: match.end()], bare=False)
        return unit if meant else None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """All spellings, folded, the longest first."""
        spellings = {fold(form) for unit in self.units.values() for form in _written(unit)}
        every = sorted({*spellings, *map(fold, self._others)}, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, every))})(?!\w)")

    @staticmethod
    def _is_meant(unit: Unit, written: str, *, bare: bool) -> bool:
        """Return whether what was written is a spelling, not other words with the same letters."""
        if not has_diacritics(written):
            return bare or written[:1].isupper()
        return normalise(written) in map(normalise, _written(unit))


def _written(unit: Unit) -> tuple[str, ...]:
    return (unit.name, *unit.spellings)


def forms(unit: Unit) -> tuple[str, ...]:
    """Return every form of a unit's name, dashes with and without blanks."""
    every = (*_written(unit), *unit.typed)
    dashes = (" - ", "-", " – ", "–", " ")
    return tuple(dict.fromkeys(_DASH.sub(dash, form) for form in every for dash in dashes))


def plain(name: str) -> str:
    """Return what the spellings of a name have in common: folded words, no dashes, dots or kind."""
    words = " ".join(re.findall(r"[^\W_]+", fold(nfc(name))))
    return re.sub(r"^(?:(?:tinh|thanh pho|tp) )+(?=.)", "", words)
