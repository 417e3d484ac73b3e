"""Under TRACUU_NO_SKIP=1 a skip is a failure unless it is on the short list with its reason."""

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

import index.cluster  # noqa: F401  (before a test imports Ray, which reads its settings once)
from corpus.store import Store
from tests.postgres_server import PostgresServer, server

# How long an example takes says something of the machine, not of the program.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Node id prefix → why a skip is right there.
ALLOWED_SKIPS: dict[str, str] = {
    "tests/test_corpus_store_file.py::TestRefusing::test_a_read_only_directory": (
        "permissions do not bind the superuser"
    ),
}

NO_SERVER = "there is no PostgreSQL here; apt-get install postgresql brings one"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if (
        report.skipped
        and not hasattr(report, "wasxfail")
        and os.environ.get("TRACUU_NO_SKIP") == "1"
        and not any(item.nodeid.startswith(prefix) for prefix in ALLOWED_SKIPS)
    ):
        report.outcome = "failed"
        report.longrepr = f"skipped under TRACUU_NO_SKIP=1: {report.longrepr}"
    return report


def _running() -> Iterator[PostgresServer]:
    with server() as started:
        if started is None:
            pytest.skip(NO_SERVER)
        yield started


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server."""
    yield from _running()


@pytest.fixture(scope="module")
def own_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server that a module may stop and start."""
    yield from _running()


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store to copy: making one anew for each test would take most of the time."""
    path = tmp_path_factory.mktemp("empty") / "store.sqlite"
    Store.open(path).close()
    return path


Stores = Callable[[], AbstractContextManager[str]]


def _stores(kind: str, request: pytest.FixtureRequest, empty: Path, folder: Path) -> Stores:
    if kind == "postgresql":
        started: PostgresServer = request.getfixturevalue("postgres")
        return started.empty_store

    @contextmanager
    def copied() -> Iterator[str]:
        with TemporaryDirectory(dir=folder) as own:
            yield str(shutil.copy(empty, own))

    return copied


@pytest.fixture(params=["sqlite", "postgresql"])
def stores(request: pytest.FixtureRequest, empty_file: Path, tmp_path: Path) -> Stores:
    """Lends places of empty stores: in files, then in databases on a server."""
    return _stores(request.param, request, empty_file, tmp_path)


@pytest.fixture
def other_stores(
    stores: Stores, request: pytest.FixtureRequest, empty_file: Path, tmp_path: Path
) -> Stores:
    """Lends places of empty stores of the other kind."""
    with stores() as location:
        other = "sqlite" if "://" in location else "postgresql"
    return _stores(other, request, empty_file, tmp_path)


@pytest.fixture
def location(stores: Stores) -> Iterator[str]:
    """Where an empty store is: in a file, then in a database on a server."""
    with stores() as place:
        yield place
