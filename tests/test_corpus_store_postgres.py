"""What is PostgreSQL's own: how a database is opened, what is refused, and how writers wait."""

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import String

from corpus.errors import SchemaMismatch, StoreAway, StoreBusy, StoreError
from corpus.store import Store, database, postgres
from corpus.store.engine import changing, reading
from corpus.store.schema import metadata
from tests.postgres_server import PostgresServer
from tests.store_entries import entry
from tests.store_on_disk import fill, sql

ROOT = Path(__file__).parents[1]
HIDDEN = "Hạnkim Bảođiện"


@pytest.fixture
def place(postgres: PostgresServer) -> Iterator[str]:
    """An empty database."""
    with postgres.database() as location:
        yield location


@pytest.fixture
def filled(postgres: PostgresServer) -> Iterator[str]:
    """A store with two articles."""
    with postgres.empty_store() as location:
        fill(location)
        yield location


class TestOpening:
    def test_the_migrated_schema_is_the_one_the_program_uses(self, filled: str) -> None:
        def same_type(_context: object, _found: object, _wanted: object, found: object,
                      _type: object) -> bool | None:  # fmt: skip
            return False if isinstance(found, String) else None  # migration 0006

        with Store.open(filled) as store, reading(store._engine) as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": same_type})
            assert compare_metadata(context, metadata) == []

    def test_many_processes_may_make_it_at_once(self, place: str) -> None:
        code = "import sys; from corpus.store import Store; Store.open(sys.argv[1]); print('made')"
        started = [
            subprocess.Popen([sys.executable, "-c", code, place], stdout=subprocess.PIPE,
                             text=True, cwd=ROOT)
            for _ in range(2)
        ]  # fmt: skip
        assert [process.communicate()[0].strip() for process in started] == ["made"] * 2

    def test_a_url_without_a_driver_is_the_same_store(self, filled: str) -> None:
        with Store.open(filled.replace("+psycopg", ""), create=False) as store:
            assert store.counts().live == 2

    @pytest.mark.parametrize(("given", "limit"), [("", 70.0), ("%20-cstatement_timeout=5min", 310)])
    def test_a_statement_may_take_as_long_as_the_url_says(
        self, filled: str, given: str, limit: float
    ) -> None:
        location = f"{filled}&options=-cwork_mem=8MB{given}"
        with Store.open(location) as store, reading(store._engine) as connection:
            made: Any = connection.connection.dbapi_connection
            assert made.answer_seconds == limit
            set_to = connection.exec_driver_sql("SHOW statement_timeout").scalar_one()
            assert set_to == {70: "1min", 310: "5min"}[int(limit)]

    def test_schemas_of_one_database_are_stores_of_their_own(self, filled: str) -> None:
        sql(filled, "CREATE SCHEMA khác")
        other = f"{filled}&options=-csearch_path%3Dkhác"
        with Store.open(filled) as first, Store.open(other) as second:
            second.put(entry("Bài ba.", "/c"))
            assert (first.counts().live, second.counts().live) == (2, 1)
        sql(filled, "DROP SCHEMA khác CASCADE")


class TestRefusing:
    def test_a_missing_store_is_named_and_not_made(self, place: str) -> None:
        with pytest.raises(StoreError, match=r"no store at postgresql\+psycopg://.*tracuu ingest"):
            Store.open(place, create=False)
        assert sql(place, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]

    def test_a_newer_schema_and_somebody_elses_database_are_refused(self, place: str) -> None:
        sql(place, "CREATE TABLE articles (title text)")
        with pytest.raises(StoreError, match="not a store of tracuu"):
            Store.open(place)
        sql(place, "DROP TABLE articles")
        Store.open(place).close()
        sql(place, "UPDATE alembic_version SET version_num = '9999'")
        with pytest.raises(SchemaMismatch, match="schema 9999"):
            Store.open(place)

    def test_an_encoding_that_has_not_every_letter_is_refused(
        self, postgres: PostgresServer
    ) -> None:
        options = "ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'"
        with (
            postgres.database(options) as location,
            pytest.raises(StoreError, match=r"encoding LATIN1, expected UTF8; .*createdb"),
        ):
            Store.open(location)

    def test_what_stands_in_the_way_is_named_without_the_password(self, place: str) -> None:
        unknown = place.replace("tracuu@", "tracuu:mật@").replace("/d", "/none")
        with pytest.raises(StoreAway, match=r"not answer .*none.* mend TRACUU_STORE") as raised:
            Store.open(unknown)
        assert "mật" not in str(raised.value)

    def test_a_role_that_may_not_write_is_told_so(self, filled: str) -> None:
        sql(filled, "CREATE ROLE reader LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public "
                    "TO reader")  # fmt: skip
        try:
            with Store.open(filled.replace("tracuu@", "reader@")) as store:
                assert store.counts().live == 2
                with pytest.raises(StoreError, match=r"cannot be written .*owns its tables"):
                    store.put(entry("Mới.", "/c"))
        finally:
            sql(filled, "DROP OWNED BY reader; DROP ROLE reader")

    def test_without_its_libraries_the_remedy_is_named(
        self, filled: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        database.database_at.cache_clear()
        monkeypatch.setitem(sys.modules, "corpus.store.postgres", None)
        with pytest.raises(StoreError, match=r"pip install 'tracuu\[postgres\]'"):
            Store.open(filled)


class TestWriters:
    def test_one_that_waits_too_long_is_told_so(
        self, filled: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(postgres, "WAIT_SECONDS", 1)
        with Store.open(filled) as store, Store.open(filled) as other:
            with changing(other._engine):
                with pytest.raises(StoreBusy, match="held by another process for more than 1 sec"):
                    store.put(entry("Mới.", "/c"))
                assert store.counts().live == 2  # readers do not wait
            assert store.put(entry("Mới.", "/c")).outcome == "added"

    def test_one_that_is_killed_holds_nobody_up(self, filled: str) -> None:
        code = """
            import os, signal, sys
            from corpus.store import Store
            from corpus.store.engine import changing
            with changing(Store.open(sys.argv[1])._engine):
                os.kill(os.getpid(), signal.SIGKILL)
        """
        done = subprocess.run([sys.executable, "-c", textwrap.dedent(code), filled], check=False,
                              cwd=ROOT)  # fmt: skip
        assert done.returncode == -9
        with Store.open(filled) as store:
            assert store.put(entry("Mới.", "/c")).outcome == "added"

    def test_more_threads_than_connections_take_turns(
        self, filled: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(postgres, "CONNECTIONS", 2)
        with Store.open(filled) as store, ThreadPoolExecutor(8) as threads:
            found = list(threads.map(lambda _: store.counts().live, range(40)))
        assert found == [2] * 40

    def test_a_process_that_needs_more_connections_than_it_has_is_told_so(
        self, filled: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(postgres, "CONNECTIONS", 1)
        monkeypatch.setattr(postgres, "WAIT_SECONDS", 1)
        with (
            Store.open(filled) as store,
            store.one_state(),
            ThreadPoolExecutor(1) as thread,
            pytest.raises(StoreBusy, match=r"all 1 connections .* in use"),
        ):
            thread.submit(store.version).result()


def test_damage_that_only_a_restore_can_do_is_found(filled: str) -> None:
    sql(filled, "UPDATE pg_index SET indisvalid = false WHERE indexrelid = "
                "'ix_mentions_number_key'::regclass")  # fmt: skip
    with Store.open(filled) as store:
        (problem,) = store.check()
    assert "ix_mentions_number_key is not whole" in problem.what
    sql(filled, "REINDEX INDEX ix_mentions_number_key")


def test_a_backup_that_is_restored_is_the_same_store(
    filled: str, place: str, postgres: PostgresServer
) -> None:
    old, new = (location.partition("?")[0].rpartition("/")[2] for location in (filled, place))
    postgres.tool("pg_dump", "--format=custom", "--file=backup", old)
    with Store.open(filled) as store:
        exported = list(store.export())
        version = store.version()
        store.put(entry("Sau khi sao lưu.", "/c"))
    postgres.tool("pg_restore", "--exit-on-error", "--single-transaction", f"--dbname={new}",
                  "backup")  # fmt: skip
    with Store.open(place, create=False) as store:
        assert list(store.export()) == exported
        assert store.version() == version
        assert store.check() == []


class TestPurging:
    def test_nothing_of_a_purged_article_is_left_in_the_tables_files(
        self, filled: str, postgres: PostgresServer
    ) -> None:
        with Store.open(filled) as store:
            gone = store.put(entry(f"{HIDDEN} nói.", "/gone", title=HIDDEN)).article_id
            sql(filled, "CHECKPOINT")
            assert any(_holding(HIDDEN, postgres))
            store.remove(gone)
            assert store.purge(timedelta()) == (gone,)
            sql(filled, "CHECKPOINT")
            assert list(_holding(HIDDEN, postgres)) == []
            assert store.check() == []

    def test_a_reader_that_holds_on_is_told_of(
        self, filled: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(postgres, "WAIT_SECONDS", 1)
        with Store.open(filled) as store, Store.open(filled) as reader:
            gone = store.put(entry("Bài đi.", "/gone")).article_id
            store.remove(gone)
            with reader.one_state():
                reader.counts()
                with pytest.raises(StoreBusy, match="run VACUUM FULL there"):
                    store.purge(timedelta())
            assert store.purge(timedelta()) == ()


def _holding(text: str, server: PostgresServer) -> Iterator[Path]:
    for file in (server.directory / "data" / "base").rglob("*"):
        if file.is_file() and text.encode() in file.read_bytes():
            yield file
