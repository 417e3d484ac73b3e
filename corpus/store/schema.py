"""The tables of the store.

`articles`, `revisions` and what hangs on a revision are written once and never changed; `heads`
says which revision of an article is current and whether the article is live, and is the only
place that a removal or a new revision changes; `copies` follows from it. Keys are handed out from
`counters` in the transaction that uses them, so that no key is ever used twice on any database.

On PostgreSQL text has no bound and is ordered by code point (migration 0006).

A change here needs a new migration in `migrations/versions` and its name in `SCHEMAS`.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

SCHEMAS = ("0001", "0002", "0003", "0004", "0005", "0006")
"""Every schema version this program knows, oldest first; the last is the one it works with."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Rows in the order of their primary key, without a second tree: SQLite only, others ignore it.
_WITH_ROWID = False
# Of passages there may be more than a number of 32 bits counts; in SQLite every one has 64.
_LARGE = BigInteger().with_variant(Integer, "sqlite")


def _key(kind: TypeEngine[int] | None = None) -> Column[int]:
    """Return a primary key that comes from `counters`."""
    return Column("key", kind or Integer, primary_key=True, autoincrement=False)


def _revision() -> Column[int]:
    """Return the first half of the key of what hangs on a revision; `ordinal` is the second."""
    return Column(
        "revision", Integer, ForeignKey("revisions.key"), primary_key=True, autoincrement=False
    )


def _ordinal() -> Column[int]:
    return Column("ordinal", Integer, primary_key=True, autoincrement=False)


# `changes` counts the changes of the set of live passages; the rest are the last keys given.
counters = Table(
    "counters",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", _LARGE, nullable=False),
    sqlite_with_rowid=_WITH_ROWID,
)

articles = Table(
    "articles",
    metadata,
    _key(),
    Column("article_id", String(16), nullable=False, unique=True),
    Column("created_at", String(32), nullable=False),
)

# `revision` is the digest of the text. The same text read by a later version of the program
# (other blocks or metadata) is another row with the same digest; the newest one counts. `origin`
# is the source key it was read under, `content` the digest of all that was read besides the text.
# `published_from` and `published_to` are the first and last second it may have been published,
# in seconds since 1970 UTC; `*_folded` is the matching form that filters compare.
revisions = Table(
    "revisions",
    metadata,
    _key(),
    Column("article", Integer, ForeignKey("articles.key"), nullable=False, index=True),
    Column("revision", String(16), nullable=False, index=True),
    Column("origin", Text, nullable=False),
    Column("content", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("title", Text),
    Column("lead", Text),
    Column("source", Text),
    Column("source_folded", Text),
    Column("author", Text),
    Column("url", Text),
    Column("published", String(40)),
    Column("published_from", BigInteger),
    Column("published_to", BigInteger),
    Column("place", Text),
    Column("place_folded", Text),
    Column("characters", Integer, nullable=False),
    Column("ingested_at", String(32), nullable=False),
)

# Apart from `revisions`, so that listing and filtering do not read through the texts. `blocks` is
# a list of [kind, start, end]: blocks are only ever read and written together with their text.
texts = Table(
    "texts",
    metadata,
    Column("revision", Integer, ForeignKey("revisions.key"), primary_key=True, autoincrement=False),
    Column("blocks", JSON, nullable=False),
    Column("text", Text, nullable=False),
)

heads = Table(
    "heads",
    metadata,
    Column("article", Integer, ForeignKey("articles.key"), primary_key=True, autoincrement=False),
    Column("revision", Integer, ForeignKey("revisions.key"), nullable=False),
    Column("state", String(8), nullable=False),
    Column("removed_at", String(32)),
    UniqueConstraint("revision"),
    CheckConstraint("state IN ('live', 'removed')", name="state"),
)

# `text` repeats its span of the article: cutting it out of a long text for every hit would take
# ten times as long as everything else that a search asks of the store. What a publication asks of
# every passage stands in an index, so that it need not read their texts.
passages = Table(
    "passages",
    metadata,
    _key(_LARGE),
    Column("revision", Integer, ForeignKey("revisions.key"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("digest", String(16), nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("revision", "ordinal"),
    Index(None, "revision", "digest"),
)

mentions = Table(
    "mentions",
    metadata,
    _revision(),
    _ordinal(),
    Column("number", Text, nullable=False),
    Column("number_key", Text, nullable=False, index=True),
    Column("type", Text),
    Column("issuer", Text),
    Column("date", String(10)),
    Column("title", Text),
    Column("repaired", Boolean, nullable=False),
    Column("short", Boolean, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    sqlite_with_rowid=_WITH_ROWID,
)

definitions = Table(
    "definitions",
    metadata,
    _revision(),
    _ordinal(),
    Column("short", Text, nullable=False),
    Column("short_matching", Text, nullable=False, index=True),
    Column("long", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    sqlite_with_rowid=_WITH_ROWID,
)

# `quote` and `task` repeat spans of the article, so that listing reads no texts. What filters
# compare is folded: names and words between blanks, values between bars.
directives = Table(
    "directives",
    metadata,
    _revision(),
    _ordinal(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("issuer_office", Text),
    Column("units", JSON, nullable=False),
    Column("task", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("deadline", String(10), index=True),
    Column("deadline_text", Text),
    Column("deadline_inferred", Boolean, nullable=False),
    Column("documents", JSON, nullable=False),
    Column("issuer_folded", Text, nullable=False),
    Column("units_folded", Text, nullable=False),
    Column("document_keys", Text, nullable=False),
    Column("searched", Text, nullable=False),
    sqlite_with_rowid=_WITH_ROWID,
)

# What may have the same body: revisions that share a band (corpus/duplicates/sketch.py).
bands = Table(
    "bands",
    metadata,
    _revision(),
    _ordinal(),
    Column("band", BigInteger, nullable=False, index=True),
    sqlite_with_rowid=_WITH_ROWID,
)

# Clusters of live articles whose current bodies are the same but for boilerplate: every member,
# the original itself too, has a row; an article that has no copy has none.
copies = Table(
    "copies",
    metadata,
    Column("article", Integer, ForeignKey("articles.key"), primary_key=True, autoincrement=False),
    Column("original", Integer, ForeignKey("articles.key"), nullable=False, index=True),
    sqlite_with_rowid=_WITH_ROWID,
)

# Where texts came from. `revision` is the digest of the text last seen under the key,
# `fingerprint` identifies the source's bytes together with the version of the way in.
source_keys = Table(
    "source_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("article", Integer, ForeignKey("articles.key"), nullable=False, index=True),
    Column("revision", String(16), nullable=False),
    Column("fingerprint", String(64)),
    Column("seen_at", String(32), nullable=False),
    sqlite_with_rowid=_WITH_ROWID,
)

# Addresses that were fetched: what their servers and the feeds that list them said of them, so
# that what has not changed is not fetched again. `key` is their article's source key, if any.
visits = Table(
    "visits",
    metadata,
    Column("address", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("key", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("stamp", String(16)),
    Column("refused", Text),
    Column("version", Integer, nullable=False),
    Column("visited_at", String(32), nullable=False),
    sqlite_with_rowid=_WITH_ROWID,
)

feedback = Table(
    "feedback",
    metadata,
    _key(),
    Column("created_at", String(32), nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("citations", Text, nullable=False),
    Column("thumb", String(4), nullable=False),
    Column("comment", Text),
    CheckConstraint("thumb IN ('up', 'down')", name="thumb"),
)

api_keys = Table(
    "api_keys",
    metadata,
    _key(),
    Column("name", Text, nullable=False),
    Column("hash", String(128), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("revoked_at", String(32)),
)

COUNTED = {table.name: table.c.key for table in (articles, revisions, passages, feedback, api_keys)}
"""Tables whose keys come from `counters`, by the counter's name."""
