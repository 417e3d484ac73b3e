"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table of an empty database."""
    op.create_table(
        "api_keys",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=128), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("revoked_at", sa.String(length=32)),
        sa.PrimaryKeyConstraint("key", name="pk_api_keys"),
        sa.UniqueConstraint("hash", name="uq_api_keys_hash"),
    )
    op.create_table(
        "articles",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_articles"),
        sa.UniqueConstraint("article_id", name="uq_articles_article_id"),
    )
    op.create_table(
        "counters",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counters"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "feedback",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("citations", sa.Text(), nullable=False),
        sa.Column("thumb", sa.String(length=4), nullable=False),
        sa.Column("comment", sa.Text()),
        sa.CheckConstraint("thumb IN ('up', 'down')", name="ck_feedback_thumb"),
        sa.PrimaryKeyConstraint("key", name="pk_feedback"),
    )
    op.create_table(
        "revisions",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("revision", sa.String(length=16), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("content", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("lead", sa.Text()),
        sa.Column("source", sa.Text()),
        sa.Column("source_folded", sa.Text()),
        sa.Column("author", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("published", sa.String(length=40)),
        sa.Column("published_from", sa.BigInteger()),
        sa.Column("published_to", sa.BigInteger()),
        sa.Column("place", sa.Text()),
        sa.Column("place_folded", sa.Text()),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("ingested_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name="fk_revisions_article"),
        sa.PrimaryKeyConstraint("key", name="pk_revisions"),
    )
    op.create_index("ix_revisions_article", "revisions", ["article"])
    op.create_index("ix_revisions_revision", "revisions", ["revision"])
    op.create_table(
        "source_keys",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("revision", sa.String(length=16), nullable=False),
        sa.Column("fingerprint", sa.String(length=64)),
        sa.Column("seen_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name="fk_source_keys_article"),
        sa.PrimaryKeyConstraint("key", name="pk_source_keys"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_source_keys_article", "source_keys", ["article"])
    op.create_table(
        "definitions",
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("short", sa.Text(), nullable=False),
        sa.Column("short_matching", sa.Text(), nullable=False),
        sa.Column("long", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["revisions.key"], name="fk_definitions_revision"),
        sa.PrimaryKeyConstraint("revision", "ordinal", name="pk_definitions"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_definitions_short_matching", "definitions", ["short_matching"])
    op.create_table(
        "heads",
        sa.Column("article", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("removed_at", sa.String(length=32)),
        sa.CheckConstraint("state IN ('live', 'removed')", name="ck_heads_state"),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name="fk_heads_article"),
        sa.ForeignKeyConstraint(["revision"], ["revisions.key"], name="fk_heads_revision"),
        sa.PrimaryKeyConstraint("article", name="pk_heads"),
        sa.UniqueConstraint("revision", name="uq_heads_revision"),
    )
    op.create_table(
        "mentions",
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("number_key", sa.Text(), nullable=False),
        sa.Column("type", sa.Text()),
        sa.Column("issuer", sa.Text()),
        sa.Column("date", sa.String(length=10)),
        sa.Column("title", sa.Text()),
        sa.Column("repaired", sa.Boolean(), nullable=False),
        sa.Column("short", sa.Boolean(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["revisions.key"], name="fk_mentions_revision"),
        sa.PrimaryKeyConstraint("revision", "ordinal", name="pk_mentions"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_mentions_number_key", "mentions", ["number_key"])
    op.create_table(
        "passages",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["revisions.key"], name="fk_passages_revision"),
        sa.PrimaryKeyConstraint("key", name="pk_passages"),
        sa.UniqueConstraint("revision", "ordinal", name="uq_passages_revision_ordinal"),
    )
    op.create_table(
        "texts",
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("blocks", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["revisions.key"], name="fk_texts_revision"),
        sa.PrimaryKeyConstraint("revision", name="pk_texts"),
    )
    op.bulk_insert(
        sa.table("counters", sa.column("name"), sa.column("value")),
        [
            {"name": name, "value": 0}
            for name in ("changes", "articles", "revisions", "passages", "feedback", "api_keys")
        ],
    )
