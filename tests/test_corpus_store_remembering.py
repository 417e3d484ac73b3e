"""What the store remembers of one state: no more than there is room for, nothing of another."""

from collections.abc import Sequence

import pytest

from corpus.store import reading, remembering
from corpus.store.remembering import Memory, Remembered


class Found:
    """Knows the even keys and what was asked of it."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []

    def __call__(self, keys: Sequence[int]) -> dict[int, str]:
        self.asked.append(list(keys))
        return {key: str(key) for key in keys if key % 2 == 0}


def test_a_key_is_looked_up_once_whether_or_not_there_is_something() -> None:
    remembered, found = Remembered[str](10), Found()
    assert remembered.of([1, 2], found) == {2: "2"}
    assert remembered.of([2, 1, 4], found) == {2: "2", 4: "4"}
    assert remembered.of([1, 2, 4], found) == {2: "2", 4: "4"}
    assert remembered.of([], found) == {}
    assert found.asked == [[1, 2], [4]]


def test_where_there_is_no_room_all_that_is_asked_is_looked_up_anew() -> None:
    remembered, found = Remembered[str](3), Found()
    remembered.of([1, 2, 4], found)
    assert remembered.of([4, 6], found) == {4: "4", 6: "6"}
    assert remembered.of([6], found) == {6: "6"}
    assert remembered.of(range(10), found) == {key: str(key) for key in range(0, 10, 2)}
    assert found.asked == [[1, 2, 4], [4, 6], [*range(10)]]


class Transaction:
    """Sees one version of the store."""

    def __init__(self, version: int) -> None:
        self.version = version


def test_each_of_two_transactions_is_told_of_the_state_that_it_sees(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_up = []

    def find(seen: Transaction, keys: Sequence[int]) -> dict[int, str]:
        looked_up.append(seen.version)
        return {key: f"{key} in {seen.version}" for key in keys}

    monkeypatch.setattr(remembering, "version", lambda seen: seen.version)
    monkeypatch.setattr(reading, "hit_records", find)
    memory = Memory()

    def ask(seen: Transaction) -> object:
        return memory.hit_records(seen, [7])  # type: ignore[arg-type]

    old, new, newer = Transaction(1), Transaction(2), Transaction(2)
    with memory.during(old):  # type: ignore[arg-type]
        with memory.during(new):  # type: ignore[arg-type]
            assert ask(old) == {7: "7 in 1"}
            assert ask(new) == {7: "7 in 2"}
            assert ask(old) == {7: "7 in 1"}
        with memory.during(newer):  # type: ignore[arg-type]
            assert ask(newer) == {7: "7 in 2"}
    assert looked_up == [1, 2]
    assert ask(new) == {7: "7 in 2"}  # outside a transaction nothing is remembered
    assert looked_up == [1, 2, 2]
