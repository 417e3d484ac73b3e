"""Digests of passages in an index: a publication reads all of them, and none of the texts."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the index."""
    op.create_index("ix_passages_revision_digest", "passages", ["revision", "digest"])
