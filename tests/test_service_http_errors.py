"""What the HTTP interface says to what it cannot read."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from service.compose import Service
from service.http.app import create_app
from tests.fakes_service import check_problem as problem
from tests.fakes_service import make_service


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return make_service(tmp_path_factory.mktemp("data"), max_body=20_000)


@pytest.fixture(scope="module")
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service.settings, service)) as client:
        yield client


BAD_QUESTIONS: list[tuple[object, str]] = [
    ({}, "question"),
    ({"question": ""}, "question"),
    ({"question": "   "}, "question"),
    ({"question": "a" * 2001}, "question"),
    ({"question": 5}, "question"),
    ({"question": None}, "question"),
    ({"question": "a\u0000b"}, "question"),
    ({"question": "a", "filter": {}}, "filter"),
    ({"question": "a", "filters": {"sauce": ["x"]}}, "filters.sauce"),
    ({"question": "a", "filters": {"source": "x"}}, "filters.source"),
    ({"question": "a", "filters": {"from": ["hôm qua"]}}, "from"),
    ({"question": "a", "filters": {"article": ["1"]}}, "article"),
    ({"question": "a", "filters": {"document": ["không phải số"]}}, "document"),
    ({"question": "a", "stream": "yes"}, "stream"),
    ({"question": "a", "conversation": [{"role": "system", "content": "x"}]},
     "conversation.0.role"),
    ([], "body"),
    ("a", "body"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "field"), BAD_QUESTIONS)
def test_a_bad_question_names_its_field(client: TestClient, body: object, field: str) -> None:
    problem(client.post("/v1/ask", json=body), 422, field)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("a" * 2001, "has 2,001 characters; at most 2,000 are expected"),
        ("", "has 0 characters; at least 1 are expected"),
    ],
)
def test_a_length_is_told_in_characters(client: TestClient, question: str, told: str) -> None:
    refused = problem(client.post("/v1/ask", json={"question": question}), 422, "question")
    assert refused["errors"][0]["detail"] == told


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b'{"question": "\xff"}', b'{"question": "\\ud800"}', b"[" * 10_000, b"NaN"],
)
def test_a_broken_body_is_bad_input(client: TestClient, content: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    problem(client.post("/v1/ask", content=content, headers=headers), 422)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_another_media_type_is_refused(client: TestClient, kind: str) -> None:
    headers = {"Content-Type": kind}
    problem(client.post("/v1/ask", content=b'{"question": "a"}', headers=headers), 415)


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/v1/search", "q"),
        ("/v1/search?q=", "q"),
        ("/v1/search?q=a&top=0", "top"),
        ("/v1/search?q=a&top=x", "top"),
        ("/v1/search?q=a&sauce=b", "sauce"),
        ("/v1/search?q=a&to=2025-13-01", "to"),
        ("/v1/search?q=%FF", "query"),
        ("/v1/articles?limit=1001", "limit"),
        ("/v1/articles?cursor=%3F%3F", "filters"),
        ("/v1/articles/0000000000000000?rev=1", "rev"),
    ],
)
def test_a_bad_parameter_names_itself(client: TestClient, address: str, field: str) -> None:
    problem(client.get(address), 422, field)


def test_unknown_things_are_problems_too(client: TestClient) -> None:
    problem(client.get("/nowhere"), 404)
    problem(client.get("/v1/articles/0000000000000000"), 404)
    problem(client.get("/v1/articles/..%2F..%2Fetc"), 404)
    response = client.get("/v1/ask")
    problem(response, 405)
    assert response.headers["allow"] == "POST"


def test_a_large_body_is_refused_declared_or_streamed(client: TestClient) -> None:
    headers = {"Content-Type": "application/json"}
    problem(client.post("/v1/ask", content=b"x" * 20_001, headers=headers), 413)
    read = 0

    def pieces() -> Iterator[bytes]:
        nonlocal read
        for _ in range(1_000):
            read += 1
            yield b"x" * 1_000

    problem(client.post("/v1/ask", content=pieces(), headers=headers), 413)
