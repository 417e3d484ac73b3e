"""Errors of the OpenAI protocol: in its own shape, with the name of what is wrong."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from service.answering.chat import ChatReader
from service.compose import Service
from service.http.app import create_app
from service.http.openai import error_of
from service.keys import create_key
from tests.fakes_service import make_service
from tests.listening import listening

ASKED: list[Any] = [{"role": "user", "content": "Thư viện số mở cửa khi nào?"}]
CHAT = "/v1/chat/completions"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return make_service(tmp_path_factory.mktemp("data"), max_body=50_000)


@pytest.fixture(scope="module")
def raw(service: Service) -> TestClient:
    return TestClient(create_app(service.settings, service))


def check_error(response: httpx.Response, status: int, param: str | None = None) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/json"
    assert set(response.json()) == {"error"}
    error: dict[str, Any] = response.json()["error"]
    assert set(error) == {"message", "type", "param", "code"}
    assert error["message"]
    assert error["param"] == param
    return error


BASE = {"model": "tracuu", "messages": ASKED}
IMAGE = [{"type": "image_url", "image_url": {"url": "data:"}}]
WRONG: list[tuple[dict[str, object], str]] = [
    ({"messages": []}, "messages"),
    ({"messages": "hi"}, "messages"),
    ({"messages": [{"role": "robot", "content": "a"}]}, "messages.0.role"),
    ({"messages": [{"role": "system", "content": "a"}]}, "messages"),
    ({"messages": [{"role": "user", "content": 5}]}, "messages.0.content"),
    ({"messages": [{"role": "user", "content": " "}]}, "messages.0.content"),
    ({"messages": [{"role": "user", "content": "a" * 2_001}]}, "messages.0.content"),
    ({"messages": [{"role": "user", "content": IMAGE}]}, "messages.0.content"),
    ({"messages": [{"role": "user", "content": "a\u0000"}]}, "messages.0.content"),
    ({"model": 5}, "model"),
    ({"stream": "yes"}, "stream"),
    ({"n": 2}, "n"),
    ({"temperature": 3}, "temperature"),
    ({"max_tokens": 0}, "max_tokens"),
    ({"response_format": {"type": "json_object"}}, "response_format.type"),
    ({"stream_options": {"include_usage": "x"}}, "stream_options.include_usage"),
    ({"filters": {"sauce": ["x"]}}, "filters.sauce"),
    ({"filters": {"from": ["hôm qua"]}}, "from"),
]


@pytest.mark.parametrize(("change", "param"), WRONG)
def test_a_wrong_parameter_is_refused_by_name(
    raw: TestClient, change: dict[str, object], param: str
) -> None:
    error = check_error(raw.post(CHAT, json=BASE | change), 400, param)
    assert (error["type"], error["code"]) == ("invalid_request_error", None)


def test_other_errors_have_the_protocols_shape(raw: TestClient) -> None:
    wanted = check_error(raw.post(CHAT, json=BASE | {"model": "gpt-5"}), 404, "model")
    assert wanted["code"] == "model_not_found"
    check_error(raw.post(CHAT, json={"messages": ASKED}), 400, "model")
    headers = {"Content-Type": "application/json"}
    for content in (b"", b"{", b"[]", b'{"model": "\xff"}', b"NaN"):
        check_error(raw.post(CHAT, content=content, headers=headers), 400)
    check_error(raw.post(CHAT, content=b"x" * 50_001, headers=headers), 413)
    check_error(raw.post(CHAT, content=b"{}", headers={"Content-Type": "text/plain"}), 415)
    refused = raw.get(CHAT)
    check_error(refused, 405)
    assert refused.headers["allow"] == "POST"
    assert "access-control-allow-origin" not in refused.headers
    page = {"Origin": "https://chat.example", "Access-Control-Request-Method": "POST"}
    preflight = raw.options(CHAT, headers=page)
    check_error(preflight, 405)
    assert not [name for name in preflight.headers if name.startswith("access-control")]
    # Elsewhere an error stays a problem.
    other = raw.post("/v1/ask", json={})
    assert other.headers["content-type"] == "application/problem+json"


def test_keys_are_asked_for_where_reading_needs_one(tmp_path: Path) -> None:
    service = make_service(tmp_path, anonymous="off")
    secret, _ = create_key(service.store, "reader", "read")
    with listening(service) as url:
        for key, fine in ((secret, True), ("made-up", False)):
            client = openai.OpenAI(base_url=f"{url}/v1", api_key=key, max_retries=0)
            with client:
                if fine:
                    assert client.chat.completions.create(model="tracuu", messages=ASKED)
                    continue
                with pytest.raises(openai.AuthenticationError) as caught:
                    client.chat.completions.create(model="tracuu", messages=ASKED)
                assert caught.value.code == "invalid_api_key"
        response = httpx.get(f"{url}/v1/models")
        check_error(response, 401)
        assert response.headers["www-authenticate"] == "Bearer"


def test_too_many_requests_and_no_index(tmp_path: Path) -> None:
    service = make_service(tmp_path, articles={}, rate_limit=2)
    with TestClient(create_app(service.settings, service)) as client:
        for stream in (True, False):
            response = client.post(CHAT, json=BASE | {"stream": stream})
            if stream:
                assert check_error(response, 503)["type"] == "server_error"
                assert "retry-after" in response.headers
        response = client.post(CHAT, json=BASE)
        error = check_error(response, 429)
        assert (error["type"], error["code"]) == ("rate_limit_error", "rate_limit_exceeded")
        assert int(response.headers["retry-after"]) >= 1


def test_a_stream_that_fails_says_so(tmp_path: Path) -> None:
    def broken(_messages: object) -> Iterator[str]:
        raise OSError("secret path /etc/keys")
        yield ""

    service = make_service(tmp_path)
    service.chat = ChatReader(broken)
    with (
        listening(service) as url,
        openai.OpenAI(base_url=f"{url}/v1", api_key="x", max_retries=0) as client,
    ):
        with pytest.raises(openai.APIError) as caught:
            list(client.chat.completions.create(model="tracuu", messages=ASKED, stream=True))
        with pytest.raises(openai.InternalServerError):
            client.chat.completions.create(model="tracuu", messages=ASKED)
    assert caught.value.type == "server_error"
    assert "secret" not in str(caught.value)


def test_the_description_names_the_protocols_errors(raw: TestClient) -> None:
    described = raw.get("/openapi.json").json()
    for path, method in ((CHAT, "post"), ("/v1/models", "get"), ("/v1/models/{model}", "get")):
        content = described["paths"][path][method]["responses"]["default"]["content"]
        assert set(content) == {"application/json"}
        assert content["application/json"]["schema"]["$ref"].endswith("/ErrorsOut")
    body = described["components"]["schemas"]["CompletionIn"]
    assert raw.post(CHAT, json=body["examples"][0]).status_code == 200
    assert "/v1/chat/completions" in raw.get("/docs").text


@given(
    st.integers(400, 599),
    st.text(min_size=1),
    st.lists(st.fixed_dictionaries({"field": st.text(), "detail": st.text()}), max_size=3),
)
def test_every_problem_has_a_shape_in_the_protocol(
    status: int, detail: str, errors: list[dict[str, str]]
) -> None:
    problem: dict[str, Any] = {"status": status, "detail": detail}
    error = error_of(problem | ({"errors": errors} if errors else {}))["error"]
    assert set(error) == {"message", "type", "param", "code"}
    assert error["message"] == detail
    assert (error["type"] == "server_error") is (status >= 500)
