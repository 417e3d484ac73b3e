"""Provinces before and since the mergers of 2025, in every command and endpoint that filters.

The rule and its date are in docs/places.md.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from corpus.articles import Article
from corpus.ingest import ingest_articles
from corpus.ready import ready_article
from service.compose import Service
from service.http.app import create_app
from tests.commands import follow_by_eye, output
from tests.fakes_service import FakeReader, make_settings

__all__ = ["follow_by_eye"]  # a fixture

# Name of the article, the place it is told of, when it was published.
TOLD = (
    ("old-city", "Đà Nẵng", "2025-06-30"),
    ("old-province", "Quảng Nam", "2025-06-30"),
    ("new-city", "Đà Nẵng", "2025-07-01"),
    ("elsewhere", "Lai Châu", "2025-07-01"),
)
FOUND = [
    ("Quảng Nam", {"old-province", "new-city"}),
    ("tinh quang nam", {"old-province", "new-city"}),
    ("Quảng Nam (cũ)", {"old-province"}),
    ("Đà Nẵng", {"old-city", "old-province", "new-city"}),
    ("TP. Đà Nẵng (cũ)", {"old-city"}),
    ("Lai Châu", {"elsewhere"}),
]
ASKED = "Ủy ban nhân dân yêu cầu các sở làm gì với thư viện?"


def article(name: str, place: str, published: str) -> Article:
    text = (
        f"Chủ tịch Ủy ban nhân dân yêu cầu Sở Tài chính báo cáo về thư viện {name} trước ngày"
        " 25/12/2025, theo Nghị quyết số 57-NQ/TW."
    )
    made = ready_article(f"Thư viện {name}", text, name=name, published=published)
    return replace(made, place=place)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    with Service(make_settings(folder), create=True) as service:
        ingest_articles(
            [(name, article(*told)) for told in TOLD for name in told[:1]], service.store
        )
        service.publish()
    return folder


@pytest.fixture(scope="module")
def names(data: Path) -> dict[str, str]:
    """Return the names of the articles by their ids."""
    with Service(make_settings(data)) as service:
        return {one.article_id: one.name for one in service.store.list_articles().articles}


@pytest.fixture(scope="module")
def client(data: Path) -> Iterator[TestClient]:
    service = Service(make_settings(data), reader=FakeReader())
    with TestClient(create_app(service.settings, service)) as client:
        yield client


def told_of(answer: dict[str, Any], kind: str) -> set[str]:
    """Return the ids of the articles that an answer of this kind comes from."""
    one = answer[kind]
    if kind == "references":
        one = [mention for reference in one for mention in reference["mentions"]]
    return {row["article_id"] for row in one}


@pytest.mark.parametrize(("place", "expected"), FOUND)
class TestPlaces:
    @pytest.mark.parametrize("kind", ["hits", "directives", "articles", "references"])
    def test_by_http(
        self, client: TestClient, names: dict[str, str], kind: str, place: str, expected: set[str]
    ) -> None:
        path = {"hits": "search"}.get(kind, kind)
        asked = {"q": "thư viện"} if kind == "hits" else {}
        answer = client.get(f"/v1/{path}", params={**asked, "place": place}).json()
        assert {names[one] for one in told_of(answer, kind)} == expected

    def test_an_answer_by_http(
        self, client: TestClient, names: dict[str, str], place: str, expected: set[str]
    ) -> None:
        body = {"question": ASKED, "filters": {"place": [place]}}
        answer = client.post("/v1/ask", json=body).json()
        assert {names[one] for one in told_of(answer, "citations")} <= expected
        assert answer["citations"]


@pytest.mark.parametrize(("place", "expected"), [FOUND[0], FOUND[3]])
def test_by_command(
    data: Path,
    names: dict[str, str],
    capsys: pytest.CaptureFixture[str],
    place: str,
    expected: set[str],
) -> None:
    where = ["--place", place, "--data", str(data)]
    for kind, command in (
        ("hits", ["search", "thư viện"]),
        ("directives", ["directives"]),
        ("references", ["references"]),
        ("articles", ["articles", "list"]),
    ):
        found = told_of(output(capsys, *command, *where), kind)
        assert {names[one] for one in found} == expected, kind
    cited = told_of(output(capsys, "ask", ASKED, *where), "citations")
    assert cited
    assert {names[one] for one in cited} <= expected
