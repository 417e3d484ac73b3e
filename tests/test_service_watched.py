"""The service watches folders and feeds, publishes what they bring and tells of it."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from service.audit import AUDIT
from service.compose import Service
from service.http.app import create_app
from tests.fakes import FakeEncoder
from tests.fakes_service import FakeReader, make_settings, state_behind
from tests.loopback import Answer, Site, html, local_fetcher, page, serving, xml

PATIENCE = 60.0


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def test_the_service_watches_and_tells_of_it(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    site.pages |= {"/2": html(page(2)), "/3": Answer(b"", 404), "/rss": xml(
        f"<rss><item><link>{site.address}/2</link></item>"
        f"<item><link>{site.address}/3</link></item></rss>"
    )}  # fmt: skip
    (folder / "1.html").write_bytes(page(1))
    settings = make_settings(
        tmp_path / "service", watch=[folder], feeds=f"{site.address}/rss", feed_minutes=1
    )
    service = Service(
        settings, create=True, encoder=FakeEncoder(), reader=FakeReader(), fetcher=local_fetcher()
    )
    with TestClient(create_app(settings, service)) as client:
        until = time.monotonic() + PATIENCE
        while client.get("/v1/articles").json()["total"] < 2 and time.monotonic() < until:
            time.sleep(0.05)
        assert state_behind(client).publisher.wait(PATIENCE)
        assert client.get("/v1/search", params={"q": "chuyển đổi số"}).json()["hits"]
        metrics = client.get("/metrics").text
    assert 'tracuu_watched_articles_total{kind="folder",outcome="added"} 1.0' in metrics
    assert 'tracuu_watched_articles_total{kind="feed",outcome="added"} 1.0' in metrics
    assert 'tracuu_watched_articles_total{kind="feed",outcome="refused"} 1.0' in metrics
    assert 'tracuu_watch_last_success_timestamp_seconds{kind="feed"} 1.' in metrics
    lines = (settings.data / AUDIT).read_text().splitlines()
    found = [json.loads(line) for line in lines]
    assert {(one["by"], one["added"]) for one in found} == {("watching", 1)}
    assert {one["source"] for one in found} == {str(folder), f"{site.address}/rss"}
