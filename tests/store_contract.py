"""What every store must do, whatever database it runs on.

A test module makes a class of these tests its own and gives the fixture `store`: an empty one.
"""

import random
import threading
from dataclasses import replace
from itertools import pairwise

import pytest

from corpus.errors import Refused, StoreError
from corpus.store import Store, Visit
from tests.store_contract_finding import DirectiveContract, FilterContract
from tests.store_contract_reading import ReadingContract
from tests.store_contract_writing import CopiesContract, PutContract, RemovalContract
from tests.store_entries import entry


class VisitContract:
    def test_the_last_visit_of_an_address_counts(self, store: Store) -> None:
        first = Visit(
            "https://vi.example/a", "https://vi.example/b", "key", '"1"', "Mon", "s", "r", 2
        )
        other = Visit("https://vi.example/c", "https://vi.example/c")
        store.note_visits([other, first])
        store.note_visits([])
        asked = [first.address, other.address, "https://vi.example/unknown"]
        assert store.visits(asked) == {first.address: first, other.address: other}
        store.note_visits([Visit(first.address, first.url, stamp="x"), replace(first, etag=None)])
        assert store.visits([first.address]) == {first.address: replace(first, etag=None)}

    def test_the_state_of_what_a_key_belongs_to(self, store: Store) -> None:
        put = store.put(entry("Một câu.", key="/data/a.txt"))
        store.put(entry("Một câu.", key="/data/copy.txt"))
        keys = ["/data/a.txt", "/data/copy.txt", "/data/none.txt"]
        assert store.states(keys) == {"/data/a.txt": "live", "/data/copy.txt": "live"}
        store.remove(put.article_id)
        assert set(store.states(keys).values()) == {"removed"}


class BoundsContract:
    def test_a_key_is_as_long_as_a_path_or_an_address(self, store: Store) -> None:
        rng = random.Random(7)
        key = "".join(chr(rng.randrange(0x4E00, 0x9FFF)) for _ in range(833))  # 2,499 bytes
        assert store.put(entry("Một câu.", key)).outcome == "added"
        assert store.put(entry("Một câu.", key)).outcome == "unchanged"
        with pytest.raises(Refused, match="has 2502 bytes, at most 2500"):
            entry("Một câu.", f"{key}ề")

    def test_a_time_may_be_as_exact_as_one_likes(self, store: Store) -> None:
        published = "2025-05-17T13:20:00.1234567890123456789+07:00:00.000001"
        put = store.put(entry("Một câu.", published=published))
        assert store.get(put.article_id).article.published == published


class AccessContract:
    def test_api_keys_are_found_by_hash_until_revoked(self, store: Store) -> None:
        admin = store.add_key("quản trị", "h1", "admin")
        reader = store.add_key("đọc", "h2", "read")
        assert store.find_key("h1") == admin
        assert store.find_key("h3") is None
        store.revoke_key(admin.key_id)
        assert store.find_key("h1") is None
        assert store.find_key("h2") == reader
        assert [(key.name, key.revoked_at is None) for key in store.list_keys()] == [
            ("quản trị", False),
            ("đọc", True),
        ]
        with pytest.raises(StoreError, match="no valid key"):
            store.revoke_key(admin.key_id)

    def test_a_secret_is_kept_once_and_never_shown(self, store: Store) -> None:
        key = store.add_key("một", "bí mật", "read")
        assert "bí mật" not in repr(key)
        with pytest.raises(StoreError, match="known already"):
            store.add_key("hai", "bí mật", "admin")

    def test_feedback_is_kept(self, store: Store) -> None:
        store.add_feedback(question="Hỏi?", answer="Đáp.", citations=[{"a": 1}], thumb="up")
        store.add_feedback(question="Hỏi?", answer="", citations=[], thumb="down", comment="Sai")
        assert store.counts().feedback == 2


class SharingContract:
    def test_threads_read_one_state_while_another_writes(self, store: Store) -> None:
        store.put(entry("Bản 0."))
        done = threading.Event()
        wrong: list[object] = []

        def look() -> None:
            versions = []
            while not done.is_set():
                versions.append(store.version())
                keys = [key for key, _ in store.live_passages()]
                if len(keys) != 3:
                    wrong.append(keys)
            wrong.extend(pair for pair in pairwise(versions) if pair[0] > pair[1])

        threads = [threading.Thread(target=look) for _ in range(4)]
        for thread in threads:
            thread.start()
        for number in range(1, 20):
            store.put(entry(f"Bản {number}."))
        done.set()
        for thread in threads:
            thread.join()
        assert not wrong

    def test_writers_in_threads_lose_nothing(self, store: Store) -> None:
        def write(number: int) -> None:
            for round_ in range(5):
                store.put(entry(f"Luồng {number}, {round_}.", f"/data/{number}-{round_}.txt"))

        threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert store.counts().live == 20
        assert store.check() == []


class StoreContract(
    PutContract,
    RemovalContract,
    CopiesContract,
    ReadingContract,
    FilterContract,
    DirectiveContract,
    VisitContract,
    BoundsContract,
    AccessContract,
    SharingContract,
):
    """All of it."""
