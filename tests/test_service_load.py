"""The service under load; the whole, 50 clients for a minute, with `make soak`."""

import os
from pathlib import Path

import pytest

from benchmarks.load import Seen, flat, report, run_crowd, run_greedy
from corpus.ingest import ingest_articles
from service.compose import Service
from tests.fakes_service import ARTICLES, make_settings

WHOLE = bool(os.environ.get("TRACUU_SOAK"))
CLIENTS, SECONDS, LIMIT = (50, 60.0, 60) if WHOLE else (6, 3.0, 6)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    with Service(make_settings(folder), create=True) as service:
        ingest_articles(list(ARTICLES.items()), service.store)
        service.publish()
    return folder


def test_a_crowd_is_served_without_an_error_while_the_corpus_changes(data: Path) -> None:
    seen = run_crowd(data, clients=CLIENTS, seconds=SECONDS)
    if seen.errors and not WHOLE:
        # A machine that stands still for seconds breaks a connection; twice is no accident.
        seen = run_crowd(data, clients=CLIENTS, seconds=SECONDS)
    assert not seen.errors, seen.errors
    assert {"ask", "search", "break off", "healthz"} <= seen.seconds.keys()
    assert set(seen.statuses) == {200}
    warm, last = flat(seen.memory_mb)
    # A publish holds the old generation and the new one for a moment.
    assert last < warm * 1.25 + 60, (warm, last)


def test_a_greedy_client_is_told_to_wait_and_the_others_are_served(data: Path) -> None:
    seen = run_greedy(data, others=9 if WHOLE else 3, seconds=SECONDS / 3, limit=LIMIT)
    assert seen["greedy"].get(429, 0) > 0
    assert seen["greedy"].get(200, 0) >= LIMIT
    assert seen["refused_without_retry_after"] == 0
    assert set(seen["others"]) == {200}


def test_the_figures_of_a_run() -> None:
    seen = Seen()
    for milliseconds in range(1, 101):
        seen.took("ask", milliseconds / 1000)
    assert seen.percentile("ask", 0.5) == pytest.approx(51)
    assert seen.percentile("ask", 0.95) == pytest.approx(96)
    assert flat([10.0, 20.0, 20.0, 20.0, 30.0]) == (20.0, 30.0)
    seen.memory_mb = [10.0] * 5
    page = report(seen, {"greedy": {429: 5}, "others": {200: 9},
                         "refused_without_retry_after": 0}, 50, 60)  # fmt: skip
    assert "| ask | 100 | 51 ms | 96 ms | 100 ms |" in page
    assert "errors: 0." in page
