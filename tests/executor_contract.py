"""What every `Executor` must do; a test module subclasses this and gives the fixture `executor`."""

import logging
import os
from collections.abc import Iterator

import pytest

from corpus.spread import FEW, Executor


def square(number: int) -> int:
    return number * number


def process(_: int) -> int:
    return os.getpid()


def fail(number: int) -> int:
    if number == 40:
        raise ValueError(f"bad {number}")
    return number


def complain(number: int) -> None:
    if number % 2:
        logging.getLogger("tests.complaining").warning("number %d is odd", number)


class ExecutorContract:
    def test_results_come_in_order(self, executor: Executor) -> None:
        assert list(executor.map(square, range(300))) == [n * n for n in range(300)]

    def test_two_lists_at_once(self, executor: Executor) -> None:
        first, second = executor.map(square, range(64)), executor.map(abs, range(-64, 0))
        assert list(second) == list(range(64, 0, -1))
        assert list(first) == [n * n for n in range(64)]

    def test_no_things_give_no_results(self, executor: Executor) -> None:
        assert list(executor.map(square, [])) == []

    def test_a_long_list_is_done_by_others_and_a_short_one_here(self, executor: Executor) -> None:
        assert set(executor.map(process, range(FEW - 1))) == {os.getpid()}
        assert os.getpid() not in set(executor.map(process, range(4 * FEW)))

    def test_an_error_comes_through_after_what_was_done_before_it(self, executor: Executor) -> None:
        results: Iterator[int] = executor.map(fail, range(100))
        with pytest.raises(ValueError, match="bad 40"):
            assert [next(results) for _ in range(41)]

    def test_it_keeps_at_least_one_list_busy(self, executor: Executor) -> None:
        assert executor.width >= 1
