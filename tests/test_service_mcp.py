"""The Model Context Protocol, spoken by the real client: in process, by pipe and over HTTP."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import httpx
import httpx2
import pytest
from fastapi.testclient import TestClient
from mcp import Client, MCPError, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CallToolResult

from corpus.ingest import ingest_articles
from service.cli.program import run
from service.compose import Service
from service.http.app import create_app
from service.keys import create_key
from service.mcp import TOOLS, server_of
from tests.browser.articles import TASKS
from tests.fakes_service import ARTICLES, check_problem, make_service, make_settings
from tests.listening import listening

ROOT = Path(__file__).parents[1]
QUESTION = "Thư viện số mở cửa khi nào?"
LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
ACCEPT = {"Accept": "application/json, text/event-stream"}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return make_service(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def address(service: Service) -> Iterator[str]:
    with listening(service) as url:
        yield url


def call(target: Any, name: str, **arguments: object) -> CallToolResult:
    """Call one tool through the client."""

    async def once() -> CallToolResult:
        async with Client(target) as client:
            return await client.call_tool(name, arguments)

    return anyio.run(once)


def told(result: CallToolResult) -> str:
    (block,) = result.content
    assert block.type == "text"
    return block.text


def failure(service: Service, name: str, **arguments: object) -> str:
    result = call(server_of(service), name, **arguments)
    assert result.is_error is True
    assert result.structured_content is None
    return told(result)


def test_the_tools_say_what_they_take_and_give(service: Service) -> None:
    async def listed() -> Any:
        async with Client(server_of(service)) as client:
            return client.server_info, await client.list_tools()

    info, found = anyio.run(listed)
    assert info.name == "tracuu"
    assert [tool.name for tool in found.tools] == [
        "ask", "search", "article", "directives", "references",
    ]  # fmt: skip
    page = (ROOT / "docs/mcp.md").read_text()
    for tool in found.tools:
        assert tool.description
        assert tool.annotations.read_only_hint is True
        assert tool.input_schema["additionalProperties"] is False
        assert tool.output_schema["type"] == "object"
        row = next(line for line in page.splitlines() if line.startswith(f"| `{tool.name}` "))
        assert all(f"`{name}`" in row for name in tool.input_schema["properties"])


def test_an_answer_is_structured_and_told_with_its_quotes(service: Service) -> None:
    result = call(server_of(service), "ask", question=QUESTION)
    answer = result.structured_content
    (citation,) = answer["citations"]
    text = service.store.get(citation["article_id"], citation["revision"]).article.text
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert told(result).startswith(answer["answer"])
    for part in (citation["quote"], citation["article_id"], "Báo Giang Sơn", "https://giangson"):
        assert part in told(result)


def test_an_abstention_shows_what_was_closest(service: Service) -> None:
    result = call(server_of(service), "ask", question="im lặng thư viện")
    assert result.is_error is False
    assert result.structured_content["abstained"] is True
    assert "closest: " in told(result)


def test_filters_and_conversation_hold(service: Service) -> None:
    only = {"source": ["Báo Hòa Bắc"]}
    found = call(server_of(service), "search", query="thư viện", top=2, filters=only)
    assert {hit["source"] for hit in found.structured_content["hits"]} == {"Báo Hòa Bắc"}
    turns = [
        {"role": "user", "content": "Kế hoạch số 15/KH-UBND do ai ban hành?"},
        {"role": "assistant", "content": "Tỉnh Hòa Bắc [1]."},
    ]
    question = "Kế hoạch này không áp dụng cho ai?"
    answer = call(server_of(service), "ask", question=question, conversation=turns)
    assert "15/KH-UBND" in answer.structured_content["query"]["rewritten"]


def test_articles_references_and_directives(service: Service) -> None:
    server = server_of(service)
    hit = call(server, "search", query="thư viện số").structured_content["hits"][0]
    article = call(server, "article", article_id=hit["article_id"])
    assert article.structured_content["text"] in told(article)
    assert article.structured_content["text"][hit["start"] : hit["end"]] == hit["text"]
    documents = call(server, "references", number="15/kh-ubnd").structured_content
    assert [one["number"] for one in documents["references"]] == ["15/KH-UBND"]
    everything = call(server, "references")
    assert everything.structured_content == documents
    assert "15/KH-UBND" in told(everything)
    tasks = call(server, "directives", query="khung cửi", issuer=["Bộ Y tế"], after="2024-01-01")
    assert tasks.structured_content == {"directives": [], "total": 0}


def test_directives_are_told(tmp_path: Path) -> None:
    service = make_service(tmp_path, articles={"tasks": TASKS})
    result = call(server_of(service), "directives", overdue="2030-01-01", limit=1)
    (one,) = result.structured_content["directives"]
    assert (one["deadline"], one["units"]) == ("2020-06-29", ["Bộ Xây dựng"])
    assert "2020-06-29: " in told(result)
    assert "→ Bộ Xây dựng" in told(result)


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("ask", {}, "question"),
        ("ask", {"question": " "}, "question has 0 characters"),
        ("ask", {"question": "a", "filter": {}}, "filter: is unknown"),
        ("ask", {"question": "a", "filters": {"sauce": ["x"]}}, "filters.sauce: is unknown"),
        ("ask", {"question": "a", "filters": {"to": ["mai"]}}, "to: 'mai' is not a date"),
        ("search", {"query": "a", "top": 1_000}, "top"),
        ("article", {"article_id": "0000000000000000"}, "no such article"),
        ("references", {"number": "zz"}, "is not a document number"),
        ("directives", {"after": "mai"}, "after: 'mai' is not a date"),
    ],
)
def test_a_wrong_call_is_told_what_is_wrong(
    service: Service, name: str, arguments: dict[str, Any], said: str
) -> None:
    assert said in failure(service, name, **arguments)


def test_an_unknown_tool_is_an_error_of_the_protocol(service: Service) -> None:
    async def refused() -> None:
        async with Client(server_of(service)) as client:
            with pytest.raises(MCPError, match="known are ask"):
                await client.call_tool("delete", {})

    anyio.run(refused)


def test_a_defect_tells_nothing_of_the_inside(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_options: object) -> None:
        raise RuntimeError("secret path /etc/keys")

    monkeypatch.setattr(Service, "search", broken)
    assert "secret" not in failure(service, "search", query="thư viện")


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_over_http_with_the_real_client(address: str, mode: str) -> None:
    async def session() -> tuple[int, CallToolResult]:
        async with Client(f"{address}/mcp", mode=mode) as client:
            listed = await client.list_tools()
            return len(listed.tools), await client.call_tool("ask", {"question": QUESTION})

    count, result = anyio.run(session)
    assert count == len(TOOLS)
    assert result.structured_content["abstained"] is False


def test_over_http_the_same_rules_hold(tmp_path: Path) -> None:
    service = make_service(tmp_path, anonymous="off", rate_limit=3)
    secret, _ = create_key(service.store, "reader", "read")
    with TestClient(create_app(service.settings, service)) as client:
        refused = client.post("/mcp", json=LIST, headers=ACCEPT)
        check_problem(refused, 401)
        assert refused.headers["www-authenticate"] == "Bearer"
        headers = ACCEPT | {"Authorization": f"Bearer {secret}"}
        listed = client.post("/mcp", json=LIST, headers=headers)
        assert len(listed.json()["result"]["tools"]) == len(TOOLS)
        assert listed.headers["x-content-type-options"] == "nosniff"
        for method in ("GET", "DELETE"):
            check_problem(client.request(method, "/mcp", headers=headers), 405)
        check_problem(client.post("/mcp", json=LIST, headers=headers), 429)


def test_a_key_is_sent_by_the_real_client(tmp_path: Path) -> None:
    service = make_service(tmp_path, anonymous="off")
    secret, _ = create_key(service.store, "reader", "read")
    app = create_app(service.settings, service)

    async def session() -> CallToolResult:
        transport = httpx2.ASGITransport(app)
        headers = {"X-API-Key": secret}
        async with httpx2.AsyncClient(transport=transport, headers=headers) as http:
            wire = streamable_http_client("http://127.0.0.1:8000/mcp", http_client=http)
            async with Client(wire) as client:
                return await client.call_tool("search", {"query": "thư viện"})

    assert anyio.run(session).structured_content["total"] > 0


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "127.0.0.1:8000"}, 200),
        ({"Host": "localhost", "Origin": "http://localhost"}, 200),
        ({"Host": "[::1]:8000"}, 200),
        ({"Host": "127.0.0.1:8000", "Origin": "https://evil.example"}, 403),
        ({"Host": "127.0.0.1:8000", "Origin": "null"}, 403),
        ({"Host": "evil.example:8000", "Origin": "http://evil.example:8000"}, 403),
        ({"Host": "evil.example"}, 403),
    ],
)
def test_pages_of_other_sites_are_refused(
    service: Service, headers: dict[str, str], status: int
) -> None:
    client = TestClient(create_app(service.settings, service))
    response = client.post("/mcp", json=LIST, headers=ACCEPT | headers)
    assert response.status_code == status
    assert "access-control-allow-origin" not in response.headers
    if status == 403:
        check_problem(response, 403)


def test_a_broken_message_is_an_error_of_the_protocol(address: str) -> None:
    headers = ACCEPT | {"Content-Type": "application/json"}
    response = httpx.post(f"{address}/mcp", content=b"{", headers=headers)
    assert response.status_code == 400
    assert response.json()["error"]["code"] == -32700


def test_by_pipe_with_the_real_client(tmp_path: Path) -> None:
    with Service(make_settings(tmp_path), create=True) as service:
        ingest_articles(list(ARTICLES.items()), service.store)
        service.publish()
    command = "from service.cli import main; main()"
    server = StdioServerParameters(
        command=sys.executable, args=["-c", command, "mcp", "--data", str(tmp_path)], cwd=ROOT
    )
    result = call(server, "ask", question="Kinh phí xây dựng thư viện là bao nhiêu?")
    assert "18,5 tỷ đồng" in told(result)
    assert result.structured_content["mode"] == "extractive"


def test_the_command_serves_over_http_too(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, object] = {}
    monkeypatch.setattr("service.cli.serve.serve", lambda **options: seen.update(options) or 0)
    assert run(["mcp", "--http", "--port", "9000"]) == 0
    assert seen == {"host": None, "port": 9000, "data": None, "as_json": False}


def test_without_an_index_the_command_says_what_to_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["mcp", "--data", str(tmp_path / "none")]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "tracuu ingest" in said.err
    assert said.err.count("\n") == 1


def test_a_cold_question_waits_for_none_of_it() -> None:
    code = (
        "import sys, service.cli.ask; loaded = set(sys.modules)\n"
        "assert not loaded & {'mcp', 'mcp_types', 'openai', 'limits', 'fastapi', 'starlette'}\n"
        "import service.http.app\n"
        "assert not set(sys.modules) & {'mcp', 'openai', 'langchain_openai'}"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
