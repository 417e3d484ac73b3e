"""Directives: the tasks that articles set."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table; articles stored before get theirs when their sources are read again."""
    op.create_table(
        "directives",
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("issuer_office", sa.Text()),
        sa.Column("units", sa.JSON(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("deadline", sa.String(length=10)),
        sa.Column("deadline_text", sa.Text()),
        sa.Column("deadline_inferred", sa.Boolean(), nullable=False),
        sa.Column("documents", sa.JSON(), nullable=False),
        sa.Column("issuer_folded", sa.Text(), nullable=False),
        sa.Column("units_folded", sa.Text(), nullable=False),
        sa.Column("document_keys", sa.Text(), nullable=False),
        sa.Column("searched", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["revisions.key"], name="fk_directives_revision"),
        sa.PrimaryKeyConstraint("revision", "ordinal", name="pk_directives"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_directives_deadline", "directives", ["deadline"])
