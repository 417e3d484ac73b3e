"""An entry as the rows that keep it."""

from typing import Any

from corpus.articles import digest
from corpus.store.dates import seconds
from corpus.store.directing import spaced, spellings
from corpus.store.entry import Entry, Span
from corpus.store.filters import matching, number_key
from corpus.vietnamese.normal import normalise

Rows = list[dict[str, Any]]


def revision_row(entry: Entry, row: int, article: int, now: str) -> dict[str, Any]:
    """Return the row of `revisions`."""
    read = entry.article
    earliest, latest = seconds(read.published) if read.published else (None, None)
    return {
        "key": row,
        "article": article,
        "revision": entry.revision,
        "origin": entry.key,
        "content": entry.content,
        "name": read.name,
        "title": read.title,
        "lead": entry.lead,
        "source": read.source,
        "source_folded": read.source and matching(read.source),
        "author": read.author,
        "url": read.url,
        "published": read.published,
        "published_from": earliest,
        "published_to": latest,
        "place": read.place,
        "place_folded": read.place and matching(read.place),
        "characters": len(read.text),
        "ingested_at": now,
    }


def text_row(entry: Entry, row: int) -> dict[str, Any]:
    """Return the row of `texts`."""
    spans = [(block.kind, block.start, block.end) for block in entry.article.blocks]
    return {"revision": row, "blocks": spans, "text": entry.article.text}


def passage_rows(entry: Entry, row: int, first: int) -> Rows:
    """Return the rows of `passages`, with keys from `first` on."""
    title, lead, text = entry.article.title, entry.lead, entry.article.text
    return [
        {
            "key": key,
            "revision": row,
            "ordinal": span.ordinal,
            "start": span.start,
            "end": span.end,
            "digest": passage_digest(title, lead, cut),
            "text": cut,
        }
        for key, span in enumerate(entry.passages, first)
        for cut in (text[span.start : span.end],)
    ]


def passage_digest(title: str | None, lead: str | None, text: str) -> str:
    """Return the digest of all that is embedded of a passage."""
    return digest("\x1f".join((title or "", lead or "", text)))


def mention_rows(entry: Entry, row: int) -> Rows:
    """Return the rows of `mentions`, in the order given."""
    return [
        {
            **_span(row, ordinal, mention),
            "number": mention.number,
            "number_key": number_key(mention.number),
            "type": mention.type,
            "issuer": mention.issuer,
            "date": mention.date,
            "title": mention.title,
            "repaired": mention.repaired,
            "short": mention.short,
        }
        for ordinal, mention in enumerate(entry.mentions)
    ]


def definition_rows(entry: Entry, row: int) -> Rows:
    """Return the rows of `definitions`, in the order given."""
    return [
        {
            **_span(row, ordinal, definition),
            "short": definition.short,
            "short_matching": normalise(definition.short),
            "long": definition.long,
        }
        for ordinal, definition in enumerate(entry.definitions)
    ]


def band_rows(entry: Entry, row: int) -> Rows:
    """Return the rows of `bands`."""
    return [
        {"revision": row, "ordinal": ordinal, "band": band}
        for ordinal, band in enumerate(entry.bands)
    ]


def directive_rows(entry: Entry, row: int) -> Rows:
    """Return the rows of `directives`, in the order given."""
    text = entry.article.text
    rows: Rows = []
    for ordinal, found in enumerate(entry.directives):
        quote = text[found.start : found.end]
        who = (found.issuer, found.issuer_office or "")
        rows.append(
            {
                **_span(row, ordinal, found),
                "quote": quote,
                "issuer": found.issuer,
                "issuer_office": found.issuer_office,
                "units": list(found.units),
                "task": text[found.task_start : found.task_end],
                "kind": found.kind,
                "deadline": found.deadline,
                "deadline_text": found.deadline_text,
                "deadline_inferred": found.deadline_inferred,
                "documents": list(found.documents),
                "issuer_folded": spaced(sorted(s for name in who for s in spellings(name))),
                "units_folded": spaced(sorted(s for unit in found.units for s in spellings(unit))),
                "document_keys": "|" + "".join(f"{number_key(n)}|" for n in found.documents),
                "searched": spaced((quote, *who, *found.units, found.kind, *found.documents)),
            }
        )
    return rows


def _span(row: int, ordinal: int, span: Span) -> dict[str, Any]:
    return {"revision": row, "ordinal": ordinal, "start": span.start, "end": span.end}
