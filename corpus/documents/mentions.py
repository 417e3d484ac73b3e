"""Mentions of official documents in a text."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.documents.context import read_context
from corpus.documents.loose import find_loose
from corpus.documents.names import TYPES
from corpus.documents.numbers import FoundNumber, find_numbers
from corpus.effort import step

_SHORT_TYPES = "|".join(sorted(set(TYPES.values()), key=len, reverse=True))
_SHORT_TYPE = re.compile(rf"\b({_SHORT_TYPES})[^\S\n]+(?:số[^\S\n]+)?$", re.IGNORECASE)
_SHORT_NUMBER = re.compile(
    r"(?P<number>[0-9](?<=\s[0-9])[0-9]{0,3})(?![\w%]|[.,/][0-9]|\s?[/\-‐‑–—]\s?\w)"
    r"(?!\s+(?:tháng|ngày|điều|khoản|nhóm|nhiệm vụ|người|tỷ|triệu|trang))"
    r"(?:\s+năm\s+(?P<year>[0-9]{4}))?(?:\s+của\s+(?P<issuer>[^\W\d_]+(?:\s+[^\W\d_]+){0,3}))?"
)
_LONGEST_TYPE = 40
# An "Đề án 06" is known by the number of the decision that approved it.
_APPROVED = {"Đề án": "Quyết định", "Chương trình": "Quyết định", "Kế hoạch": "Quyết định"}


@dataclass(frozen=True, slots=True)
class DocumentMention:
    """A document in a text, with what the text says of it.

    `number` is the normal form and `[start, end)` the span of the number as written; of the whole
    short name ("Nghị quyết 57") if `short`. `issuer` is what the text says, else whom the body in
    the number stands for. `date` (ISO) and `title` are those that stand with this mention.
    `repaired` says that the number was written with its parts in another form than its body's.
    """

    number: str
    type: str | None
    issuer: str | None
    date: str | None
    title: str | None
    start: int
    end: int
    repaired: bool
    short: bool = False


def find_documents(text: str) -> list[DocumentMention]:
    """Return the mentions of documents in `text` (NFC), in order.

    A short name ("Nghị quyết 57") is one only where the text has exactly one document of that
    type and number.
    """
    mentions: list[DocumentMention] = []
    stated: defaultdict[str, set[str]] = defaultdict(set)
    floor, type_ = 0, None
    for found in _numbers(text):
        step()
        number = found.number
        context = read_context(text, found, floor, type_)
        floor, type_ = found.end, context.type
        if context.stated and context.issuer:
            stated[number.normal].add(context.issuer)
        mentions.append(
            DocumentMention(
                number=number.normal,
                type=context.type,
                issuer=context.issuer,
                date=context.date,
                title=context.title,
                start=found.start,
                end=found.end,
                repaired=number.repaired,
            )
        )
    if not mentions:
        return []
    # What a text says once of the issuer holds for its other mentions of the number.
    told = {number: names.pop() for number, names in stated.items() if len(names) == 1}
    mentions = [replace(m, issuer=told.get(m.number, m.issuer)) for m in mentions]
    return sorted([*mentions, *_short(text, mentions)], key=lambda mention: mention.start)


def _numbers(text: str) -> list[FoundNumber]:
    """Return the numbers in `text`, in order; none lies in another."""
    sure = list(find_numbers(text))
    starts, ends = [found.start for found in sure], [found.end for found in sure]
    loose = [
        found
        for found in find_loose(text)
        # Those before its end are all those that end before its start.
        if bisect_left(starts, found.end) == bisect_right(ends, found.start)
    ]
    return sorted([*sure, *loose], key=lambda found: found.start)


def _short(text: str, mentions: list[DocumentMention]) -> Iterator[DocumentMention]:
    """Yield the mentions by type and number alone of documents that the text numbers in full."""
    named: defaultdict[tuple[str, str], dict[str, DocumentMention]] = defaultdict(dict)
    for mention in mentions:
        plain = re.split("[-/]", mention.number)[0].lstrip("0")
        for name in filter(None, {mention.type, *_approves(mention)}):
            named[name.lower(), plain].setdefault(mention.number, mention)
    plain_numbers = {plain for _, plain in named}
    for match in _SHORT_NUMBER.finditer(text):
        step()
        plain = match["number"].lstrip("0")
        if plain not in plain_numbers:
            continue
        type_ = _SHORT_TYPE.search(text, max(0, match.start() - _LONGEST_TYPE), match.start())
        known = named.get((type_[1].lower(), plain), {}) if type_ else {}
        if type_ is None or len(known) != 1:
            continue
        (mention,) = known.values()
        years = re.findall(r"(?:19|20)\d\d", f"{mention.number} {mention.date or ''}")
        other_year = match["year"] and years and match["year"] not in years
        issuer = match["issuer"] or mention.issuer or ""
        if other_year or not _agrees(issuer, mention.issuer):
            continue
        yield replace(
            mention,
            date=None,
            title=None,
            start=type_.start(),
            end=match.end("number"),
            repaired=False,
            short=True,
        )


def _approves(mention: DocumentMention) -> set[str]:
    """Return the types of what a document approves, which is then named by its number too."""
    title = mention.title or ""
    return {name for name, by in _APPROVED.items() if by == mention.type and name in title}


def _agrees(said: str, issuer: str | None) -> bool:
    """Return whether the issuer that stands with a short name may be the document's."""
    capital = said[:1].isupper()
    return not capital or issuer is None or issuer.startswith(" ".join(said.split()[:2]))
