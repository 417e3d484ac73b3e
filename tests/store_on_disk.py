"""A store in a file that tests look at and damage."""

import sqlite3
from pathlib import Path

import pytest

from corpus.store import Store
from tests.store_entries import entry


def sql(path: Path, statement: str, *values: object) -> list[tuple[object, ...]]:
    """Change or read the file behind the store's back."""
    connection = sqlite3.connect(path)
    try:
        with connection:
            return connection.execute(statement, values).fetchall()
    finally:
        connection.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with two articles."""
    place = tmp_path / "store.sqlite"
    with Store.open(place) as store:
        store.put_many(
            [
                entry("Theo Nghị quyết số 57-NQ/TW.\nCâu hai.", "/a", published="2025-05-17",
                      definitions=[("CĐS", "chuyển đổi số")]),
                entry("Bài khác.", "/b"),
            ]
        )  # fmt: skip
    return place
