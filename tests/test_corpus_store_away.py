"""A store whose server goes and comes: attempts, the pause, nothing half-written."""

import signal
import threading
import time
from collections.abc import Iterator

import pytest

from corpus.errors import StoreAway
from corpus.store import Store, postgres, reconnecting
from corpus.store.engine import changing
from corpus.store.schema import counters
from tests.postgres_server import PostgresServer
from tests.store_entries import entry
from tests.store_on_disk import fill

CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tracuu'"


@pytest.fixture
def store(own_server: PostgresServer) -> Iterator[Store]:
    with own_server.database() as place:
        fill(place)
        with Store.open(place, create=False) as opened:
            yield opened


def come_back(store: Store) -> None:
    until = time.monotonic() + 5 * reconnecting.PAUSE_SECONDS
    while True:
        try:
            store.version()
            return
        except StoreAway:
            assert time.monotonic() < until
            time.sleep(0.05)


def test_a_restart_is_waited_for(store: Store, own_server: PostgresServer) -> None:
    own_server.stop()
    starting = threading.Timer(0.3, own_server.start)
    starting.start()
    assert store.counts().live == 2
    starting.join()


def test_after_a_while_all_are_told_at_once_until_it_is_back(
    store: Store, own_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reconnecting, "TRYING_SECONDS", 0.3)
    own_server.stop()
    try:
        with pytest.raises(StoreAway, match=r"does not answer \(.*mend TRACUU"):
            store.version()
        begun = time.monotonic()
        for _ in range(20):
            with pytest.raises(StoreAway, match="is away; it is tried again in a moment"):
                store.version()
        assert time.monotonic() - begun < reconnecting.PAUSE_SECONDS / 2
    finally:
        own_server.start()
    come_back(store)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT])
def test_what_was_being_written_leaves_no_trace(
    store: Store, own_server: PostgresServer, how: signal.Signals
) -> None:
    before = (store.version(), store.counts())

    def write() -> None:
        with changing(store._engine) as connection:
            connection.execute(counters.update().values(value=1_000))
            own_server.stop(how)
            own_server.start()
            connection.execute(counters.update().values(value=2_000))

    with pytest.raises(StoreAway):
        write()
    assert (store.version(), store.counts()) == before
    assert store.put(entry("Mới.", "/c")).outcome == "added"
    assert store.check() == []


def test_one_state_that_is_cut_off_is_told_and_not_mended(
    store: Store, own_server: PostgresServer
) -> None:
    def read() -> None:
        with store.one_state():
            assert store.live_passages() == before
            own_server.sql(CUT)
            store.live_passages()  # not on another connection, which would see another state

    before = store.live_passages()
    with pytest.raises(StoreAway):
        read()
    assert store.live_passages() == before


def test_a_connection_that_broke_while_nobody_used_it_is_replaced(
    store: Store, own_server: PostgresServer
) -> None:
    store.version()
    own_server.sql(CUT)
    assert store.counts().live == 2


def test_what_has_returned_survives_a_crash_of_a_server_that_does_not_care(
    store: Store, own_server: PostgresServer
) -> None:
    own_server.sql("ALTER ROLE tracuu SET synchronous_commit = off")
    own_server.sql(CUT)
    store.put(entry("Mới.", "/c"))
    own_server.stop(signal.SIGQUIT)
    own_server.start()
    own_server.sql("ALTER ROLE tracuu RESET synchronous_commit")
    assert store.counts().live == 3


def test_a_server_that_does_not_answer_is_given_up(
    store: Store, own_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "STATEMENT_SECONDS", 1)
    monkeypatch.setattr(postgres, "GRACE_SECONDS", 0.5)
    monkeypatch.setattr(postgres, "_CONNECTING", postgres._CONNECTING | {"connect_timeout": 2})
    with Store.open(store._engine.url.render_as_string(hide_password=False)) as impatient:
        impatient.version()
        own_server.signal(signal.SIGSTOP)
        try:
            with pytest.raises(StoreAway, match="does not answer"):
                impatient.version()
        finally:
            own_server.signal(signal.SIGCONT)
        come_back(impatient)
