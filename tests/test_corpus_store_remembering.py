"""What the store remembers of one state: no more than there is room for, nothing of another."""

from collections.abc import Sequence

from corpus.store.remembering import Remembered


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
