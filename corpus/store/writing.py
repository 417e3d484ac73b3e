"""Put articles into the store: decide what each entry is, then write the batch.

A text belongs to one article for good, in whatever revision it is. So for an entry:

- the text is new and so is the key: a new article (added);
- the text is new, the key is known: a new revision of the key's article (updated);
- the text is known and was last seen under the same key: unchanged, or updated where the program
  now reads other blocks or metadata out of it;
- the text is known and the key once held it, or holds another revision of the same article: that
  revision becomes current again (updated);
- the text is known under another key: duplicate. The key is added to that article, whose current
  revision stays. A key that held another article leaves it; that one stays live, because a page
  that now shows something else does not make untrue what it said.

Whatever brings back a removed article counts as added.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, select

from corpus.articles import digest
from corpus.store.dates import now, seconds
from corpus.store.filters import matching
from corpus.store.known import Head, KnownKey, KnownText, known_heads, known_keys, known_texts
from corpus.store.records import Entry, Outcome, Put, Span, number_key
from corpus.store.schema import (
    articles,
    blocks,
    counters,
    definitions,
    heads,
    mentions,
    passages,
    revisions,
    source_keys,
    texts,
)


class Batch:
    """What the store knows of some entries, and the rows to write for them."""

    def __init__(self, connection: Connection, entries: Sequence[Entry]) -> None:
        self._connection = connection
        self._now = now()
        # FOR UPDATE makes a second writer wait here on databases without one write lock.
        rows = connection.execute(select(counters).with_for_update())
        self._last: dict[str, int] = {row.name: row.value for row in rows}
        self._keys = known_keys(connection, {entry.key for entry in entries})
        revs = {entry.article.revision for entry in entries}
        self._texts = known_texts(connection, revs)
        used = {key.article for key in self._keys.values()}
        used |= {text.article for text in self._texts.values()}
        self._heads = known_heads(connection, used)
        self._stored = (set(self._keys), set(self._heads))
        self._changed_keys: set[str] = set()
        self._changed_heads: set[int] = set()
        self._rows: dict[Table, list[dict[str, Any]]] = {
            table: []
            for table in (articles, revisions, texts, blocks, passages, mentions, definitions)
        }

    def put(self, entry: Entry) -> Put:
        """Decide what becomes of an entry, and note the rows it needs."""
        revision = entry.article.revision
        key, text = self._keys.get(entry.key), self._texts.get(revision)
        outcome: Outcome
        if text is None:
            article = key.article if key else self._new_article(revision)
            outcome = "updated" if key and self._heads[article].live else "added"
            self._make_current(article, self._new_revision(entry, article))
        else:
            article = text.article
            outcome = self._known_text(entry, key, text)
        known = KnownKey(article, revision, entry.fingerprint)
        if known != key:
            self._keys[entry.key] = known
            self._changed_keys.add(entry.key)
        return Put(outcome, self._heads[article].article_id, revision)

    def _known_text(self, entry: Entry, key: KnownKey | None, text: KnownText) -> Outcome:
        head = self._heads[text.article]
        if not head.live:
            self._make_current(text.article, self._reread(entry, text))
            return "added"
        if key is None or key.article != text.article:
            return "duplicate"
        if key.revision == entry.article.revision and head.row != text.row:
            return "unchanged"  # another key has brought a newer text meanwhile
        row = self._reread(entry, text)
        if row == head.row:
            return "unchanged"
        self._make_current(text.article, row)
        return "updated"

    def _reread(self, entry: Entry, text: KnownText) -> int:
        """Return the row of a known text: a new one where its own source now reads otherwise."""
        if text.origin == entry.key and text.content != entry.content:
            return self._new_revision(entry, text.article)
        return text.row

    def _make_current(self, article: int, row: int) -> None:
        head = self._heads[article]
        head.row, head.live = row, True
        self._changed_heads.add(article)

    def _next(self, table: Table) -> int:
        self._last[table.name] += 1
        return self._last[table.name]

    def _new_article(self, article_id: str) -> int:
        key = self._next(articles)
        self._rows[articles].append({"key": key, "article_id": article_id, "created_at": self._now})
        self._heads[key] = Head(article_id, 0, live=False)
        return key

    def _new_revision(self, entry: Entry, article: int) -> int:
        row, read = self._next(revisions), entry.article
        revision, content, lead = read.revision, entry.content, entry.lead
        earliest, latest = seconds(read.published) if read.published else (None, None)
        self._texts[revision] = KnownText(article, row, entry.key, content)
        self._rows[revisions].append(
            {
                "key": row,
                "article": article,
                "revision": revision,
                "origin": entry.key,
                "content": content,
                "name": read.name,
                "title": read.title,
                "lead": lead,
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
                "ingested_at": self._now,
            }
        )
        self._rows[texts].append({"revision": row, "text": read.text})
        self._rows[blocks] += _numbered(row, read.blocks, "kind")
        self._rows[passages] += [
            {
                "key": self._next(passages),
                "revision": row,
                "ordinal": span.ordinal,
                "start": span.start,
                "end": span.end,
                "digest": passage_digest(read.title, lead, read.text[span.start : span.end]),
            }
            for span in entry.passages
        ]
        found = _numbered(
            row, entry.mentions, "number", "type", "issuer", "date", "title", "repaired", "short"
        )
        self._rows[mentions] += [{**m, "number_key": number_key(m["number"])} for m in found]
        self._rows[definitions] += _numbered(
            row, entry.definitions, "short", "short_matching", "long"
        )
        return row

    def write(self) -> None:
        """Write every noted row, parents before children."""
        old_keys, old_heads = self._stored
        for table, rows in self._rows.items():
            self._insert(table, rows)
        head_rows = [
            {"article": article, "revision": self._heads[article].row, "state": "live",
             "removed_at": None}
            for article in self._changed_heads
        ]  # fmt: skip
        key_rows = [
            {"key": key, "article": known.article, "revision": known.revision,
             "fingerprint": known.fingerprint, "seen_at": self._now}
            for key in self._changed_keys
            for known in (self._keys[key],)
        ]  # fmt: skip
        self._upsert(heads, heads.c.article, head_rows, old_heads)
        self._upsert(source_keys, source_keys.c.key, key_rows, old_keys)
        if self._changed_heads:
            self._last["changes"] += 1
        if self._changed_heads or self._changed_keys:
            self._upsert(
                counters,
                counters.c.name,
                [{"name": name, "value": value} for name, value in self._last.items()],
                set(self._last),
            )

    def _insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(table.insert(), rows)

    def _upsert(
        self, table: Table, key: ColumnElement[Any], rows: list[dict[str, Any]], stored: set[Any]
    ) -> None:
        """Insert what is not stored yet and update the rest; nobody else writes meanwhile."""
        name = key.key or ""
        self._insert(table, [row for row in rows if row[name] not in stored])
        known = [{**row, "this": row[name]} for row in rows if row[name] in stored]
        if known:
            others: dict[str, Any] = {c.name: bindparam(c.name) for c in table.c if c.name != name}
            statement = table.update().where(key == bindparam("this")).values(others)
            self._connection.execute(statement, known)


def passage_digest(title: str | None, lead: str | None, text: str) -> str:
    """Return the digest of all that is embedded of a passage."""
    return digest("\x1f".join((title or "", lead or "", text)))


def _numbered(row: int, spans: Sequence[Span], *names: str) -> list[dict[str, Any]]:
    """Return rows of what hangs on a revision, numbered in the order given."""
    return [
        {
            "revision": row,
            "ordinal": ordinal,
            "start": span.start,
            "end": span.end,
            **{name: getattr(span, name) for name in names},
        }
        for ordinal, span in enumerate(spans)
    ]
