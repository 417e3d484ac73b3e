"""`POST /v1/articles` with an address: added, or a problem that says why not."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.errors import PASSING, FetchProblem, FetchRefused
from service.audit import AUDIT
from service.compose import Service
from service.http.app import create_app
from service.http.problems import problem_of
from service.keys import create_key
from tests.fakes import FakeEncoder
from tests.fakes_service import FakeReader, check_problem, make_settings, state_behind
from tests.loopback import Answer, Site, html, local_fetcher, moved, page, site

__all__ = ["site"]  # a fixture

SCRIPT = Path(__file__).parents[1] / "service/web/js/api.js"


@pytest.fixture
def service(tmp_path: Path) -> Service:
    return Service(
        make_settings(tmp_path),
        create=True,
        encoder=FakeEncoder(),
        reader=FakeReader(),
        fetcher=local_fetcher(),
    )


@pytest.fixture
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service.settings, service)) as client:
        secret, _ = create_key(service.store, "tests", "admin")
        client.headers["Authorization"] = f"Bearer {secret}"
        yield client


def test_an_address_is_added_and_can_be_asked_about(
    site: Site, client: TestClient, service: Service
) -> None:
    site.pages["/tin"] = html(page(1))
    added = client.post("/v1/articles", json={"url": f"{site.address}/tin?utm_source=x"})
    assert added.status_code == 201, added.text
    assert added.json()["outcome"] == "added"
    article = client.get(f"/v1/articles/{added.json()['article_id']}").json()
    assert (article["url"], article["name"]) == (f"{site.address}/tin", "tin")
    again = client.post("/v1/articles", json={"url": f"{site.address}/tin"})
    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")
    assert state_behind(client).publisher.wait(30)
    assert client.get("/v1/search", params={"q": "chuyển đổi số"}).json()["hits"]
    lines = (service.settings.data / AUDIT).read_text().splitlines()
    assert [json.loads(line)["action"] for line in lines] == ["added"]


@pytest.mark.parametrize(
    ("path", "answer", "expected"),
    [
        ("/none", Answer(b"", 404), (422, "missing")),
        ("/image", Answer(b"x", headers={"Content-Type": "image/png"}), (422, "type")),
        ("/in", moved("http://169.254.169.254/latest/"), (422, "private")),
        ("/file", moved("file:///etc/passwd"), (422, "address")),
        ("/round", moved("/round"), (422, "redirects")),
        ("/large", html(b"x" * 300_000), (422, "large")),
        ("/zip", html(b"x", **{"Content-Encoding": "gzip"}), (422, "encoding")),
        ("/broken", Answer(b"", 500), (502, "server")),
        ("/busy", Answer(b"", 429, {"Retry-After": "120"}), (429, "busy")),
        ("/secret/a", html(page(1)), (422, "robots")),
    ],
)
def test_each_refusal_is_a_problem_with_its_reason(
    site: Site, client: TestClient, path: str, answer: Answer, expected: tuple[int, FetchProblem]
) -> None:
    status, reason = expected
    site.pages |= {path: answer, "/robots.txt": Answer(b"User-agent: *\nDisallow: /secret/\n")}
    response = client.post("/v1/articles", json={"url": site.address + path})
    body = check_problem(response, status, "url" if status == 422 else None)
    assert body["reason"] == reason
    if reason == "busy":
        assert response.headers["Retry-After"] == "120"


def test_what_is_no_article_is_refused_as_a_file_would_be(site: Site, client: TestClient) -> None:
    site.pages["/short"] = html(b"<html><body><p>a</p></body></html>")
    response = client.post("/v1/articles", json={"url": f"{site.address}/short"})
    assert "This cannot be an article" in check_problem(response, 422, "text")["detail"]


def test_fetching_needs_the_admin_role(site: Site, client: TestClient, service: Service) -> None:
    body = {"url": f"{site.address}/tin"}
    reader, _ = create_key(service.store, "reader", "read")
    headers = {"Authorization": f"Bearer {reader}"}
    check_problem(client.post("/v1/articles", json=body, headers=headers), 403)
    del client.headers["Authorization"]
    check_problem(client.post("/v1/articles", json=body), 401)
    assert site.requests == []


def test_the_page_has_words_for_every_reason() -> None:
    script = SCRIPT.read_text(encoding="utf-8")
    kinds = {*PASSING, "address", "private", "robots", "missing", "redirects", "type", "encoding",
             "large"} - {"busy"}  # fmt: skip
    words = script[script.index("NOT_FETCHED = {") :].split("};")[0]
    assert {line.split(":")[0].strip() for line in words.splitlines()[1:] if line.strip()} == kinds


def test_a_busy_host_that_does_not_say_how_long() -> None:
    problem = problem_of(FetchRefused("busy", "the program is stopping"))
    assert (problem.status, problem.headers) == (429, {"Retry-After": "60"})
