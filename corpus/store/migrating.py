"""Bring a database to the current schema with alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from corpus.store.schema import SCHEMAS


def migrate(connection: Connection, target: str = SCHEMAS[-1]) -> None:
    """Run the migrations up to `target` in the transaction of `connection`."""
    config = Config()
    config.set_main_option(
        "script_location", str(Path(__file__).parent / "migrations").replace("%", "%%")
    )
    config.attributes["connection"] = connection
    command.upgrade(config, target)
