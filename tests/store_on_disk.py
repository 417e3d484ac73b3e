"""A store that tests look at and damage, behind the program's back."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from corpus.store import Store
from tests.store_entries import entry


def sql(place: str | Path, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """Change or read the database of a store; no foreign key stands in the way."""
    if isinstance(place, str) and "://" in place:
        conninfo = place.replace("+psycopg", "")
        with psycopg.connect(conninfo, autocommit=True) as server:
            server.execute("SET session_replication_role = replica")
            cursor = server.execute(statement.replace("?", "%s").encode(), values or None)
            return cursor.fetchall() if cursor.description else []
    with closing(sqlite3.connect(place)) as file, file:
        return file.execute(statement, values).fetchall()


def fill(place: str | Path) -> None:
    """Put two articles into a store."""
    with Store.open(place) as store:
        store.put_many(
            [
                entry("Theo Nghị quyết số 57-NQ/TW.\nCâu hai.", "/a", published="2025-05-17",
                      definitions=[("CĐS", "chuyển đổi số")]),
                entry("Bài khác.", "/b"),
            ]
        )  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store file with two articles."""
    place = tmp_path / "store.sqlite"
    fill(place)
    return place


@pytest.fixture
def filled(location: str) -> str:
    """Where a store with two articles is: in a file, then in a database on a server."""
    fill(location)
    return location
