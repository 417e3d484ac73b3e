"""Addresses that were fetched, with what their servers said of them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table; what was stored before did not come from addresses."""
    op.create_table(
        "visits",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("key", sa.Text()),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("stamp", sa.String(length=16)),
        sa.Column("refused", sa.Text()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("visited_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("address", name="pk_visits"),
        sqlite_with_rowid=False,
    )
