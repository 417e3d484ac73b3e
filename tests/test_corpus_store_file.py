"""The store's file: how it opens, what it refuses, and what happens when it is not well."""

import logging
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event

from corpus.errors import SchemaMismatch, StoreBusy, StoreError
from corpus.store import Entry, Store, engine, sqlite
from corpus.store.database import locate
from corpus.store.schema import metadata
from tests.store_entries import entry
from tests.store_on_disk import path, sql

__all__ = ["path"]  # a fixture


def run(code: str, *arguments: object) -> str:
    """Run a program in a fresh process and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


class TestOpening:
    def test_a_store_that_is_up_to_date_opens_without_migrating(self, path: Path) -> None:
        printed = run(
            """
            import sys, time
            from corpus.store import Store
            start = time.perf_counter()
            Store.open(sys.argv[1], create=False).version()
            print(time.perf_counter() - start)
            print("alembic" in sys.modules)
            """,
            path,
        )
        seconds, alembic = printed.split()
        assert alembic == "False"
        assert float(seconds) < 0.5  # some 10 ms on a quiet machine

    def test_the_migrated_schema_is_the_one_the_program_uses(self, path: Path) -> None:
        with engine.reading(engine.open_engine(locate(path), create=False)) as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, metadata) == []

    def test_an_older_store_is_brought_up_to_date_with_all_it_holds(self, path: Path) -> None:
        for table in ("directives", "visits", "bands", "copies"):
            sql(path, f"DROP TABLE {table}")
        sql(path, "DROP INDEX ix_passages_revision_digest")
        sql(path, "UPDATE alembic_version SET version_num = '0001'")
        with Store.open(path) as store:
            assert store.counts().live == 2
            assert store.directives().total == 0
            store.put(entry("Thủ tướng yêu cầu Bộ Y tế báo cáo ngay.", "/c"))
            assert store.directives().total == 1
            assert store.check() == []

    def test_migrating_leaves_the_programs_logging_alone(self, tmp_path: Path) -> None:
        before = (list(logging.getLogger().handlers), logging.getLogger("corpus").disabled)
        Store.open(tmp_path / "s.sqlite").close()
        assert (list(logging.getLogger().handlers), logging.getLogger("corpus").disabled) == before

    def test_a_store_is_made_with_its_directory(self, tmp_path: Path) -> None:
        with Store.open(tmp_path / "new" / "deep" / "store.sqlite") as store:
            assert store.counts().live == 0

    def test_a_directory_a_file_and_a_url_are_the_same_store(self, path: Path) -> None:
        for location in (path, path.parent, str(path), f"sqlite:///{path}"):
            with Store.open(location, create=False) as store:
                assert store.counts().live == 2

    def test_many_processes_may_make_it_at_once(self, tmp_path: Path) -> None:
        code = "import sys; from corpus.store import Store; Store.open(sys.argv[1]); print('made')"
        started = [
            subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "store.sqlite")],
                             stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1])
            for _ in range(2)
        ]  # fmt: skip
        assert [process.communicate()[0].strip() for process in started] == ["made"] * 2

    def test_a_crash_is_not_a_power_cut_but_both_are_survived(self, path: Path) -> None:
        opened = engine.open_engine(locate(path), create=False)
        with engine.reading(opened) as connection:
            pragmas = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                for name in ("journal_mode", "synchronous", "foreign_keys")
            }
        assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_what_a_search_reads_is_found_by_key(path: Path) -> None:
    statements: list[tuple[str, object]] = []
    with Store.open(path) as store:
        event.listen(
            store._engine,
            "before_cursor_execute",
            lambda _connection, _cursor, said, values, *_: statements.append((said, values)),
        )
        store.hit_records([1, 2])
        store.same(["0" * 16, "1" * 16])
    plans = [str(row[3]) for said, values in statements if "SELECT" in said
             for row in sql(path, f"EXPLAIN QUERY PLAN {said}", *values)]  # fmt: skip
    assert len(plans) >= 4
    assert [step for step in plans if step.startswith("SCAN")] == []


class TestRefusing:
    def test_a_missing_store_is_named(self, tmp_path: Path) -> None:
        for place in (tmp_path / "none" / "store.sqlite", tmp_path):
            with pytest.raises(StoreError, match=r"no store at .*store\.sqlite; .* tracuu ingest"):
                Store.open(place, create=False)
        assert list(tmp_path.iterdir()) == []

    def test_a_newer_schema_is_refused_and_left_alone(self, path: Path) -> None:
        sql(path, "UPDATE alembic_version SET version_num = '9999'")
        before = path.read_bytes()
        with pytest.raises(
            SchemaMismatch, match=r"schema 9999, this program knows up to 0006; .*update"
        ):
            Store.open(path)
        assert path.read_bytes() == before

    def test_somebody_elses_database_is_refused_and_left_alone(self, tmp_path: Path) -> None:
        place = tmp_path / "other.sqlite"
        sql(place, "CREATE TABLE articles (title TEXT)")
        with pytest.raises(StoreError, match="not a store of tracuu"):
            Store.open(place)
        sql(place, "CREATE TABLE alembic_version (version_num TEXT)")
        sql(place, "INSERT INTO alembic_version VALUES ('0001')")
        with pytest.raises(StoreError, match="not a store of tracuu"):
            Store.open(place)

    @pytest.mark.parametrize(
        "content", [b"this is no database at all " * 50, b"SQLite format 3\0" + b"\xff" * 9000]
    )
    def test_a_file_that_is_no_database_is_refused(self, tmp_path: Path, content: bytes) -> None:
        place = tmp_path / "store.sqlite"
        place.write_bytes(content)
        with pytest.raises(StoreError, match=r"damaged .*put back a copy"):
            Store.open(place)
        assert place.read_bytes() == content

    def test_a_damaged_page_is_reported_with_the_remedy(self, path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[4096:] = b"\xa5" * (len(content) - 4096)
        path.write_bytes(content)
        with pytest.raises(StoreError, match="damaged"), Store.open(path) as store:
            store.live_passages()

    def test_a_place_that_cannot_hold_a_store_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x")
        with pytest.raises(StoreError, match=r"cannot be made .*--data"):
            Store.open(tmp_path / "file" / "store.sqlite")
        with pytest.raises(StoreError, match="not a database URL"):
            Store.open("://")
        for other in ("nosuchdatabase", "mysql", "postgresql+asyncpg"):
            with pytest.raises(StoreError, match=rf"{re.escape(other)}: .* postgresql\+psycopg://"):
                Store.open(f"{other}://host/name")

    @pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind the superuser")
    def test_a_read_only_directory_is_named(self, path: Path) -> None:
        path.parent.chmod(0o500)
        try:
            with pytest.raises(StoreError, match="permissions"), Store.open(path) as store:
                store.put(entry("Mới.", "/c"))
        finally:
            path.parent.chmod(0o700)


class TestTrouble:
    def test_a_full_disk_is_named_and_leaves_nothing_half_written(self, path: Path) -> None:
        with Store.open(path) as store:
            pages = sql(path, "PRAGMA page_count")[0][0]

            def limit(connection: sqlite3.Connection, _entry: object) -> None:
                connection.execute(f"PRAGMA max_page_count = {pages}")

            event.listen(store._engine, "connect", limit)
            store.close()  # the next connection is a new one, on the full disk
            before = (store.version(), store.counts())
            many = [entry(f"Bài {i}. " + "dài " * 500, f"/{i}") for i in range(50)]
            with pytest.raises(
                StoreError, match=r"is full; nothing of the last batch .* free some"
            ):
                store.put_many(many)
            assert (store.version(), store.counts()) == before
            event.remove(store._engine, "connect", limit)
        with Store.open(path) as store:
            assert (store.version(), store.counts()) == before
            assert store.check() == []
            assert {put.outcome for put in store.put_many(many)} == {"added"}

    def test_a_writer_that_waits_too_long_is_told_so(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with Store.open(path) as store:
            with pytest.raises(StoreBusy, match="held by another process"):
                store.put(entry("Mới.", "/c"))
            assert store.counts().live == 2  # readers do not wait
            holder.execute("ROLLBACK")
            assert store.put(entry("Mới.", "/c")).outcome == "added"
        holder.close()

    def test_one_ingest_or_publish_at_a_time(self, path: Path) -> None:
        with Store.open(path) as first, Store.open(path) as second, first.writing():
            busy = r"write\.lock for more than 0 seconds; try again"
            with pytest.raises(StoreBusy, match=busy), second.writing(seconds=0.05):
                pass
            with first.writing():  # nested, as an ingest inside a longer operation
                pass
        with second.writing(seconds=0):
            pass

    def test_threads_of_one_process_wait_for_each_other_too(self, path: Path) -> None:
        inside, most = [0], [0]

        def work() -> None:
            with store.writing():
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                time.sleep(0.01)
                inside[0] -= 1

        with Store.open(path) as store:
            threads = [threading.Thread(target=work) for _ in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        assert most == [1]

    def test_a_lock_whose_owner_was_killed_is_free(self, path: Path) -> None:
        code = """
            import os, signal, sys
            from corpus.store import Store
            with Store.open(sys.argv[1]).writing():
                os.kill(os.getpid(), signal.SIGKILL)
        """
        done = subprocess.run([sys.executable, "-c", textwrap.dedent(code), str(path)],
                              check=False, cwd=Path(__file__).parents[1])  # fmt: skip
        assert done.returncode == -9
        with Store.open(path) as store, store.writing(seconds=0):
            pass


def test_an_entry_keeps_its_parts_apart_from_the_key() -> None:
    one, two = entry("Một.", "/a"), entry("Một.", "/b")
    assert one.revision == two.revision
    assert one.content != two.content  # the name follows the key
    again = Entry("/other", one.article, one.passages, one.mentions, one.definitions)
    assert again.content == one.content


def test_a_copy_of_the_file_is_a_store(path: Path, tmp_path: Path) -> None:
    copy = shutil.copy(path, tmp_path / "copy.sqlite")
    with Store.open(copy, create=False) as store:
        assert store.check() == []
