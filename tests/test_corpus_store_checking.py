"""What `check` finds in a damaged store."""

import sqlite3
from pathlib import Path

import pytest

from corpus.store import Store
from tests.store_on_disk import filled, path, sql

__all__ = ["filled", "path"]  # fixtures


class TestChecking:
    def test_a_good_store_has_no_problem(self, filled: str) -> None:
        with Store.open(filled) as store:
            assert store.check() == []

    @pytest.mark.parametrize(
        ("damage", "found"),
        [
            ("UPDATE texts SET text = text || '.' WHERE revision = 1", "does not hold the text"),
            ("DELETE FROM texts WHERE revision = 1", "does not hold the text"),
            ("UPDATE texts SET blocks = '[[\"title\", 0, 9999]]' WHERE revision = 1",
             "block title [0, 9999)"),
            ("UPDATE passages SET start = start + 1 WHERE key = 2", "passage 1 is not ["),
            ("UPDATE passages SET \"end\" = 9999 WHERE key = 2", "lies outside the text"),
            ("UPDATE passages SET text = 'khác' WHERE key = 2", "passage 1 is not ["),
            ("UPDATE passages SET digest = 'x' WHERE key = 2", "another digest"),
            ("DELETE FROM passages WHERE key = 2", "passages are missing"),
            ("DELETE FROM passages WHERE revision = 2", "there is no passage"),
            ("UPDATE mentions SET start = start + 3, \"end\" = \"end\" + 3", "57-NQ/TW is not at"),
            ("UPDATE definitions SET start = start + 1", "CĐS is not defined at"),
            ("UPDATE revisions SET characters = 5 WHERE key = 1", "5 characters are noted"),
            ("UPDATE articles SET article_id = '0' WHERE key = 1", "not named by its first text"),
            ("DELETE FROM heads WHERE article = 1", "has no current revision"),
            ("UPDATE heads SET revision = 3 WHERE article = 1", "has no current revision"),
            ("UPDATE counters SET value = 1 WHERE name = 'passages'", "counter of passages"),
            ("DELETE FROM articles WHERE key = 2", "points to no row of articles"),
        ],
    )  # fmt: skip
    def test_every_damage_is_found(self, filled: str, damage: str, found: str) -> None:
        sql(filled, damage)
        with Store.open(filled) as store:
            problems = store.check()
        assert any(found in problem.what for problem in problems), problems
        assert all("ingest the sources again" in problem.remedy for problem in problems)

    def test_a_damaged_index_is_found(self, path: Path) -> None:
        sql(path, "PRAGMA writable_schema = ON")
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, '(number_key)', '(number)')"
            " WHERE name = 'ix_mentions_number_key'"
        )
        connection.commit()
        connection.close()
        with Store.open(path) as store:
            assert any("the database reports" in problem.what for problem in store.check())
