"""The store on SQLite and on PostgreSQL: the contract."""

from collections.abc import Iterator

import pytest

from corpus.store import Store
from tests.store_contract import StoreContract


@pytest.fixture
def store(location: str) -> Iterator[Store]:
    with Store.open(location) as opened:
        yield opened


class TestStore(StoreContract):
    pass
