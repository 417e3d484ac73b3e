"""What the places and bodies of a question became, or were made of, by the mergers of 2025.

Rules and dates: docs/places.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.bodies import bodies
from corpus.places import places
from corpus.renaming import Registry, Unit


@dataclass(frozen=True, slots=True)
class Merger:
    """Names to search for besides one of the question, and the note that tells the user."""

    names: tuple[str, ...]
    note: str


def mergers(question: str) -> Iterator[Merger]:
    """Yield the mergers of the units that a question (NFC) names, each unit once.

    A place of today brings the ones merged into it; a body does not: what was asked of a ministry
    that took over another's tasks is asked of it by its own name.
    """
    for registry, backward in ((places(), True), (bodies(), False)):
        written = {n.unit.name: question[n.start : n.end] for n in registry.find(question)}
        for name, form in written.items():
            unit = registry.units[name]
            if unit.today:
                yield _became(registry, unit, form)
            elif former := registry.former(unit) if backward or _is_new(registry, unit) else ():
                yield _made_of(former, form)


def _is_new(registry: Registry, unit: Unit) -> bool:
    """Return whether a unit is one that was renamed, so that its past stands under one name."""
    former = registry.former(unit)
    return len(former) == 1 and registry.renamed(former[0])


def _became(registry: Registry, unit: Unit, written: str) -> Merger:
    verb = "nay là" if registry.renamed(unit) else "nay thuộc"
    today = registry.today(unit).name
    return Merger((today,), f"{written}, {verb} {today} (từ {_day(unit.since)})")


def _made_of(former: tuple[Unit, ...], written: str) -> Merger:
    names = tuple(unit.name for unit in former)
    since = max(unit.since or "" for unit in former)
    return Merger(names, f"{written}, gồm cả {', '.join(names)} (trước {_day(since)})")


def _day(iso: str | None) -> str:
    return date.fromisoformat(iso).strftime("%d/%m/%Y") if iso else "2025"
