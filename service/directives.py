"""Directives for people: their filters read, and the list as a file for spreadsheets."""

import csv
import io
import unicodedata
from collections.abc import Mapping, Sequence

from corpus.store import DirectiveFilters
from service import wire
from service.errors import BadInput
from service.inputs import FILTER_NAMES, read_date, read_filters, read_question, wellformed

DIRECTIVE_FILTER_NAMES = (*FILTER_NAMES, "issuer", "unit", "for", "after", "before", "overdue")
# A spreadsheet takes a cell that opens so as a formula; tab and return are trimmed to one.
_RUNS = ("=", "+", "-", "@", "\t", "\r")


def read_directive_filters(
    query: str | None, values: Mapping[str, Sequence[str]]
) -> DirectiveFilters:
    """Return the filters, checked and in normal form. Raises BadInput naming the field.

    `after`, `before` and `overdue` are days and given once; of several the last counts.
    """
    for name in values:
        if name not in DIRECTIVE_FILTER_NAMES:
            known = ", ".join(DIRECTIVE_FILTER_NAMES)
            raise BadInput(f"unknown filter {name!r}; known are {known}", name)
    return DirectiveFilters(
        query=read_question(query, "q") if query is not None else None,
        issuer=tuple(_name("issuer", value) for value in values.get("issuer", ())),
        unit=tuple(_name("unit", value) for value in values.get("unit", ())),
        concerns=tuple(_name("for", value) for value in values.get("for", ())),
        after=_day("after", values),
        before=_day("before", values),
        overdue=_day("overdue", values),
        articles=read_filters({name: values.get(name, ()) for name in FILTER_NAMES}),
    )


def as_csv(found: wire.DirectivesOut) -> str:
    """Return directives as CSV for a spreadsheet: UTF-8 with BOM, several values joined by "; ".

    A cell that a spreadsheet would run is defused with an apostrophe before it.
    """
    columns = list(wire.DirectiveOut.model_fields)
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for directive in found.directives:
        row = directive.model_dump()
        writer.writerow([_cell(row[column]) for column in columns])
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    # What looks like white space before it does not keep a formula from being run.
    return f"'{text}" if text.lstrip().startswith(_RUNS) or text.startswith(_RUNS) else text


def _name(field: str, value: str) -> str:
    try:
        text = unicodedata.normalize("NFC", wellformed(value)).strip()
    except ValueError as error:
        raise BadInput(f"{field} {error}", field) from None
    if not any(map(str.isalnum, text)):
        raise BadInput(f"{field}: {value!r} names nobody; words of a name are expected", field)
    return text


def _day(name: str, values: Mapping[str, Sequence[str]]) -> str | None:
    given = values.get(name, ())
    return read_date(name, given[-1])[:10] if given else None
