"""Publishing in the background: one at a time, and again where it failed."""

import threading
from collections.abc import Iterator
from typing import Any
from unittest.mock import Mock

import pytest

from index.errors import IndexBusy
from service.http.state import Publisher

PATIENCE = 60.0


class Fake:
    """A service whose publishing can be held and made to fail."""

    def __init__(self) -> None:
        self.failing = 0
        self.calls = 0
        self.called = threading.Condition()
        self.go = threading.Event()
        self.go.set()

    def publish(self) -> Any:
        with self.called:
            self.calls += 1
            self.called.notify_all()
        assert self.go.wait(PATIENCE)
        if self.failing:
            self.failing -= 1
            raise IndexBusy("another process is publishing")
        return Mock(passages=1)

    def wait(self, calls: int) -> None:
        with self.called:
            assert self.called.wait_for(lambda: self.calls >= calls, PATIENCE)


@pytest.fixture
def fake() -> Fake:
    return Fake()


@pytest.fixture
def publisher(fake: Fake) -> Iterator[Publisher]:
    publisher = Publisher(fake, again=0.05)  # type: ignore[arg-type]  # what it uses of a service
    yield publisher
    publisher.stop(PATIENCE)
    assert not publisher._thread or not publisher._thread.is_alive()


def test_changes_meanwhile_are_published_together(fake: Fake, publisher: Publisher) -> None:
    fake.go.clear()
    publisher.request()
    fake.wait(1)
    for _ in range(5):
        publisher.request()
    fake.go.set()
    assert publisher.wait(PATIENCE)
    assert fake.calls == 2


def test_what_failed_is_tried_again_without_another_change(
    fake: Fake, publisher: Publisher
) -> None:
    fake.failing = 2
    publisher.request()
    fake.wait(3)
    assert publisher.wait(PATIENCE)
    assert fake.calls == 3


def test_it_ends_though_publishing_fails(fake: Fake, publisher: Publisher) -> None:
    fake.failing = 10**9
    publisher.request()
    fake.wait(2)
