"""What SQLite does by itself, for PostgreSQL.

Text has no bound and is ordered by code point whatever language the database was made for, which
also lets its indexes find prefixes; keys of passages do not end at 2**31.
"""

from alembic import op
from sqlalchemy import String, inspect

revision = "0006"
down_revision = "0005"

_NUMBERS = {("passages", "key"), ("counters", "value")}


def upgrade() -> None:
    """Change the types of columns on PostgreSQL, nothing elsewhere."""
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    found = inspect(connection)
    quote = connection.dialect.identifier_preparer.quote
    for table in set(found.get_table_names()) - {"alembic_version"}:
        changes = []
        for column in found.get_columns(table):
            name = column["name"]
            if isinstance(column["type"], String):
                changes.append(f'ALTER COLUMN {quote(name)} TYPE TEXT COLLATE "C"')
            elif (table, name) in _NUMBERS:
                changes.append(f"ALTER COLUMN {quote(name)} TYPE BIGINT")
        if changes:
            op.execute(f"ALTER TABLE {quote(table)} {', '.join(changes)}")
