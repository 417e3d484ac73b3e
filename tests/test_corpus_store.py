"""The store on SQLite: the contract."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import Store
from tests.store_contract import StoreContract


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "store.sqlite"
    Store.open(path).close()
    return path


@pytest.fixture
def store(tmp_path: Path, empty: Path) -> Iterator[Store]:
    # A copy: making a store anew for each test would take most of the time.
    with Store.open(shutil.copy(empty, tmp_path)) as opened:
        yield opened


class TestStore(StoreContract):
    pass
