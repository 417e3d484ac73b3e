"""The official documents that articles mention, gathered from their mentions.

A document is a number with its issuer and year: 18-NQ/TW of 2017 and of 2022 are two. A mention
without a date belongs to the one document it can be, first of those its own article names; where
several remain, it stays with an entry of unknown year.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from corpus.documents import DocumentMention, DocumentNumber, find_documents, parse_number
from corpus.documents.names import issuer_name
from corpus.documents.relations import RelationKind, kind_between
from corpus.vietnamese.sentences import sentences


@dataclass(frozen=True, slots=True)
class StoredMention:
    """A sentence of an article that mentions a document.

    `quote` is the sentence and `[start, end)` its span in the article's text, so that
    `text[start:end] == quote`. `published` is the article's date.
    """

    article_id: str
    revision: str
    number: str
    type: str | None
    issuer: str | None
    date: str | None
    title: str | None
    start: int
    end: int
    quote: str
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """What one sentence of a text says between two documents: `subject` amends `number`.

    `text[start:end] == quote`, the sentence.
    """

    kind: RelationKind
    subject: str
    number: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class StoredRelation:
    """A relation of the document it is listed under to the document `number`, or the reverse."""

    kind: RelationKind
    number: str
    article_id: str
    revision: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Reference:
    """An official document: what the texts say of it most often, and where.

    `date` is ISO. Fields that no text gives are None. `mentions` stand by their articles' dates,
    undated ones last. `relations` are what it does to others, `inverse_relations` what others do
    to it: there `number` is the one that implements, amends or replaces it.
    """

    number: str
    type: str | None
    issuer: str | None
    date: str | None
    title: str | None
    mentions: tuple[StoredMention, ...]
    relations: tuple[StoredRelation, ...]
    inverse_relations: tuple[StoredRelation, ...] = ()


_Place = tuple[str, str, int, int]
_Relations = defaultdict[tuple[_Place, str], list[StoredRelation]]


@dataclass(slots=True)
class _Document:
    """The mentions that were found to be of one document."""

    year: int | None
    mentions: list[StoredMention] = field(default_factory=list)

    def may_be(self, issuer: str | None, number: DocumentNumber) -> bool:
        """Return whether none of its issuers speaks against `issuer`."""
        return all(_compatible(issuer, held.issuer, number) for held in self.mentions)


def stored_mentions(
    article_id: str,
    revision: str,
    text: str,
    mentions: Iterable[DocumentMention],
    published: str | None = None,
) -> list[StoredMention]:
    """Give each mention in `text` its sentence; a document counts once in a sentence."""
    found: dict[tuple[str, int, str | None], StoredMention] = {}
    for mention in mentions:
        start, end = _sentence(text, mention.start, mention.end)
        stored = StoredMention(
            article_id=article_id,
            revision=revision,
            number=mention.number,
            type=mention.type,
            issuer=mention.issuer,
            date=mention.date,
            title=mention.title,
            start=start,
            end=end,
            quote=text[start:end],
            published=published,
        )
        found.setdefault((mention.number, start, mention.date), stored)
    dated = {(number, start) for number, start, date in found if date}
    return [m for (number, start, date), m in found.items() if date or (number, start) not in dated]


def relations_in(text: str, mentions: Sequence[DocumentMention]) -> list[Relation]:
    """Return the relations that single sentences of `text` state between its mentions.

    `mentions` are in text order, as `find_documents` gives them.
    """
    relations: dict[Relation, None] = {}
    held: tuple[RelationKind, str, bool] | None = None  # what a list of documents goes on with
    for first, second in pairwise(mentions):
        start, end = _sentence(text, first.start, first.end)
        if second.end > end:
            held = None
            continue
        stated = kind_between(text, start, (first.start, first.end), second.start)
        if stated is None:
            held = None
            continue
        kind, direction = stated
        if kind is not None:
            held = (kind, first.number, direction == "forward")
        if held is None:
            continue
        kind, anchor, forward = held
        subject, number = (anchor, second.number) if forward else (second.number, anchor)
        if subject != number:
            relations[Relation(kind, subject, number, start, end, text[start:end])] = None
    return list(relations)


def aggregate(mentions: Iterable[StoredMention]) -> list[Reference]:
    """Gather mentions into documents, the most mentioned first, then by number.

    Issuer, date, type and title are those given most often; a name that only follows from the
    number counts where no text names the issuer.
    """
    by_key: defaultdict[str, list[StoredMention]] = defaultdict(list)
    numbers: dict[str, DocumentNumber] = {}
    for mention in sorted(set(mentions), key=_order):
        if number := parse_number(mention.number):
            numbers.setdefault(number.key, number)
            by_key[number.key].append(mention)
    relations, inverse = _relations(by_key.values())
    references = [
        _reference(numbers[key], document.mentions, relations, inverse)
        for key, found in by_key.items()
        for document in _documents(numbers[key], found)
    ]
    return sorted(
        references, key=lambda r: (-len(r.mentions), r.number, r.date or "", r.issuer or "")
    )


def _place(mention: StoredMention) -> _Place:
    """Return where a mention's sentence stands."""
    return mention.article_id, mention.revision, mention.start, mention.end


def _order(mention: StoredMention) -> tuple[_Place, tuple[str, ...]]:
    """Return a key that puts any mentions in one order, by their place first."""
    said = (mention.number, mention.issuer, mention.date, mention.title, mention.type)
    return _place(mention), tuple(value or "" for value in said)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentence round `[start, end)`.

    A number broken over two lines is in none; its sentence is then what touches it.
    """
    low = text.rfind("\n", 0, start) + 1
    high = text.find("\n", end)
    spans = sentences(text, low, len(text) if high < 0 else high)
    touching = [span for span in spans if span[0] < end and start < span[1]]
    return (touching[0][0], touching[-1][1]) if touching else (start, end)


def _documents(number: DocumentNumber, mentions: list[StoredMention]) -> list[_Document]:
    """Tell apart the documents that bear one number, by year and issuer."""
    default = issuer_name(number.body)
    documents: list[_Document] = []
    # Dated before undated and named before unnamed: what says more decides what there is.
    for mention in sorted(mentions, key=lambda m: (m.date is None, m.issuer in {None, default})):
        year = number.year or (int(mention.date[:4]) if mention.date else None)
        fitting = [
            d
            for d in documents
            if (year is None or d.year == year) and d.may_be(mention.issuer, number)
        ]
        if year is None and len(fitting) > 1:
            own = [d for d in fitting if any(_same(held, mention) for held in d.mentions)]
            fitting = own if len(own) == 1 else [d for d in fitting if d.year is None][:1]
        if not fitting:
            fitting = [_Document(year)]
            documents += fitting
        fitting[0].mentions.append(mention)
    return documents


def _same(first: StoredMention, second: StoredMention) -> bool:
    """Return whether two mentions stand in the same revision of an article."""
    return (first.article_id, first.revision) == (second.article_id, second.revision)


def _compatible(first: str | None, second: str | None, number: DocumentNumber) -> bool:
    """Return whether two issuers may be one: equal, unnamed, or one the general name of both."""
    default = issuer_name(number.body)
    if first == second or first is None or second is None or default in {first, second}:
        return True
    return first.startswith(f"{second} ") or second.startswith(f"{first} ")


def _reference(
    number: DocumentNumber,
    mentions: list[StoredMention],
    relations: _Relations,
    inverse: _Relations,
) -> Reference:
    """Sum up the mentions of one document."""
    mentions = sorted(mentions, key=_order)
    default = issuer_name(number.body)
    named = [m for m in mentions if m.issuer and (m.issuer != default or m.issuer in m.quote)]
    return Reference(
        number=number.normal,
        type=_most(m.type for m in mentions),
        issuer=_most(m.issuer for m in named) or _most(m.issuer for m in mentions),
        date=_most(m.date for m in mentions),
        # A title next to a date is the document's; alone it may be what one clause is about.
        title=_most(m.title for m in mentions if m.date) or _most(m.title for m in mentions),
        mentions=tuple(sorted(mentions, key=lambda m: (m.published is None, m.published or ""))),
        relations=tuple(r for m in mentions for r in relations[_place(m), number.normal]),
        inverse_relations=tuple(r for m in mentions for r in inverse[_place(m), number.normal]),
    )


def _most(values: Iterable[str | None]) -> str | None:
    """Return the value given most often, the longest of equals, or None where none is given."""
    counts = Counter(value for value in values if value)
    return max(counts, key=lambda value: (counts[value], len(value), value), default=None)


def _relations(documents: Iterable[list[StoredMention]]) -> tuple[_Relations, _Relations]:
    """Return the relations of sentences that mention two documents, by subject and by object."""
    sentence: defaultdict[_Place, list[StoredMention]] = defaultdict(list)
    for mention in (m for found in documents for m in found):
        sentence[_place(mention)].append(mention)
    relations: _Relations = defaultdict(list)
    inverse: _Relations = defaultdict(list)
    for place, (mention, *others) in sentence.items():
        if not others:
            continue
        for relation in relations_in(mention.quote, find_documents(mention.quote)):
            stored = StoredRelation(
                kind=relation.kind,
                number=relation.number,
                article_id=mention.article_id,
                revision=mention.revision,
                start=mention.start + relation.start,
                end=mention.start + relation.end,
                quote=relation.quote,
            )
            relations[place, relation.subject].append(stored)
            inverse[place, relation.number].append(replace(stored, number=relation.subject))
    return relations, inverse
