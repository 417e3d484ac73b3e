"""Near-duplicates: what may be copies of each other, and what is."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables; for articles stored before, `tracuu reindex` fills them."""
    op.create_table(
        "bands",
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["revisions.key"], name="fk_bands_revision"),
        sa.PrimaryKeyConstraint("revision", "ordinal", name="pk_bands"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_bands_band", "bands", ["band"])
    op.create_table(
        "copies",
        sa.Column("article", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("original", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name="fk_copies_article"),
        sa.ForeignKeyConstraint(["original"], ["articles.key"], name="fk_copies_original"),
        sa.PrimaryKeyConstraint("article", name="pk_copies"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_copies_original", "copies", ["original"])
