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

from corpus.articles import State
from corpus.errors import UnknownArticle
from corpus.store import clustering, rows
from corpus.store.access import next_key
from corpus.store.dates import now
from corpus.store.entry import Entry
from corpus.store.filters import is_digest
from corpus.store.known import Head, KnownKey, KnownText, known_heads, known_keys, known_texts
from corpus.store.records import Outcome, Put
from corpus.store.rows import Rows
from corpus.store.schema import (
    articles,
    bands,
    counters,
    definitions,
    directives,
    heads,
    mentions,
    passages,
    revisions,
    source_keys,
    texts,
)

_FOUND = (mentions, definitions, directives, bands)


class Batch:
    """What the store knows of some entries, and the rows to write for them."""

    def __init__(self, connection: Connection, entries: Sequence[Entry]) -> None:
        self._connection = connection
        self._now = now()
        # FOR UPDATE makes a second writer wait here on databases without one write lock.
        counted = connection.execute(select(counters).with_for_update())
        self._last: dict[str, int] = {row.name: row.value for row in counted}
        self._keys = known_keys(connection, {entry.key for entry in entries})
        self._texts = known_texts(connection, {entry.revision for entry in entries})
        used = {key.article for key in self._keys.values()}
        used |= {text.article for text in self._texts.values()}
        self._heads = known_heads(connection, used)
        self._stored = (set(self._keys), set(self._heads))
        self._changed_keys: set[str] = set()
        self._changed_heads: set[int] = set()
        self._rows: dict[Table, Rows] = {
            table: [] for table in (articles, revisions, texts, passages, *_FOUND)
        }

    def put(self, entry: Entry) -> Put:
        """Decide what becomes of an entry, and note the rows it needs."""
        key, text = self._keys.get(entry.key), self._texts.get(entry.revision)
        outcome: Outcome
        if text is None:
            article = key.article if key else self._new_article(entry.revision)
            outcome = "updated" if key and self._heads[article].live else "added"
            self._make_current(article, self._new_revision(entry, article))
        else:
            article = text.article
            outcome = self._known_text(entry, key, text)
        known = KnownKey(article, entry.revision, entry.fingerprint)
        if known != key:
            self._keys[entry.key] = known
            self._changed_keys.add(entry.key)
        return Put(outcome, self._heads[article].article_id, entry.revision)

    def _known_text(self, entry: Entry, key: KnownKey | None, text: KnownText) -> Outcome:
        head = self._heads[text.article]
        if not head.live:
            self._make_current(text.article, self._reread(entry, text))
            return "added"
        if key is None or key.article != text.article:
            return "duplicate"
        if key.revision == entry.revision and head.row != text.row:
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

    def _next(self, table: Table, count: int = 1) -> int:
        """Take keys of a table; return the first."""
        first = self._last[table.name] + 1
        self._last[table.name] += count
        return first

    def _new_article(self, article_id: str) -> int:
        key = self._next(articles)
        self._rows[articles].append({"key": key, "article_id": article_id, "created_at": self._now})
        self._heads[key] = Head(article_id, 0, live=False)
        return key

    def _new_revision(self, entry: Entry, article: int) -> int:
        row = self._next(revisions)
        first = self._next(passages, len(entry.passages))
        self._texts[entry.revision] = KnownText(article, row, entry.key, entry.content)
        self._rows[revisions].append(rows.revision_row(entry, row, article, self._now))
        self._rows[texts].append(rows.text_row(entry, row))
        self._rows[passages] += rows.passage_rows(entry, row, first)
        self._rows[mentions] += rows.mention_rows(entry, row)
        self._rows[definitions] += rows.definition_rows(entry, row)
        self._rows[directives] += rows.directive_rows(entry, row)
        self._rows[bands] += rows.band_rows(entry, row)
        return row

    def write(self) -> None:
        """Write every noted row, parents before children."""
        old_keys, old_heads = self._stored
        for table, new in self._rows.items():
            self._insert(table, new)
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
        clustering.arrange(self._connection, self._changed_heads)
        if self._changed_heads:
            self._last["changes"] += 1
        if self._changed_heads or self._changed_keys:
            self._upsert(
                counters,
                counters.c.name,
                [{"name": name, "value": value} for name, value in self._last.items()],
                set(self._last),
            )

    def _insert(self, table: Table, new: Rows) -> None:
        if new:
            self._connection.execute(table.insert(), new)

    def _upsert(self, table: Table, key: ColumnElement[Any], new: Rows, stored: set[Any]) -> None:
        """Insert what is not stored yet and update the rest; nobody else writes meanwhile."""
        name = key.key or ""
        self._insert(table, [row for row in new if row[name] not in stored])
        known = [{**row, "this": row[name]} for row in new if row[name] in stored]
        if known:
            others: dict[str, Any] = {c.name: bindparam(c.name) for c in table.c if c.name != name}
            statement = table.update().where(key == bindparam("this")).values(others)
            self._connection.execute(statement, known)


def remove(connection: Connection, article_id: str) -> None:
    """Take an article out of what is live; raise UnknownArticle where it is not there."""
    _change_state(connection, article_id, "live", "removed")


def restore(connection: Connection, article_id: str) -> None:
    """Undo a removal; raise UnknownArticle where there is none to undo."""
    _change_state(connection, article_id, "removed", "live")


def _change_state(connection: Connection, article_id: str, old: State, new: State) -> None:
    statement = (
        select(heads.c.article)
        .join(articles, articles.c.key == heads.c.article)
        .where(articles.c.article_id == article_id, heads.c.state == old)
    )
    article = connection.execute(statement).scalar() if is_digest(article_id) else None
    if article is None:
        raise UnknownArticle(
            f"there is no {old} article {article_id!r}; tracuu articles list --state {old} shows "
            "them"
        )
    removed_at = now() if new == "removed" else None
    connection.execute(
        heads.update().where(heads.c.article == article).values(state=new, removed_at=removed_at)
    )
    clustering.arrange(connection, {article})
    next_key(connection, "changes")
