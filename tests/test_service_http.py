"""The HTTP interface, in process, over a real store and a real index."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.ready import ready_article
from service.compose import Service
from service.http.app import create_app
from tests.fakes_service import ARTICLES, FakeReader, make_service, make_settings
from tests.fakes_service import check_problem as problem

QUESTION = "Thư viện số mở cửa khi nào?"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return make_service(tmp_path_factory.mktemp("data"), max_body=20_000)


@pytest.fixture(scope="module")
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service.settings, service)) as client:
        yield client


def test_an_answer_has_the_promised_shape_and_true_quotes(client: TestClient) -> None:
    answer = client.post("/v1/ask", json={"question": QUESTION}).json()
    assert set(answer) == {
        "question", "answer", "short_answer", "abstained", "confidence", "mode", "query",
        "citations", "closest", "timings_ms",
    }  # fmt: skip
    assert answer["question"] == QUESTION
    assert answer["mode"] == "extractive"
    assert answer["abstained"] is False
    assert set(answer["query"]) == {"rewritten", "expansions", "documents"}
    (citation,) = answer["citations"]
    assert set(citation) == {
        "marker", "article_id", "revision", "passage_id", "title", "source", "url", "published",
        "quote", "start", "end", "same",
    }  # fmt: skip
    article = client.get(f"/v1/articles/{citation['article_id']}").json()
    assert article["text"][citation["start"] : citation["end"]] == citation["quote"]
    assert article["revision"] == citation["revision"]


def test_the_articles_with_the_same_body_stand_behind_the_one_that_is_shown(
    tmp_path: Path,
) -> None:
    story = (
        "Sáng nay thành phố Giang Sơn khánh thành cầu Vân bắc qua sông, nối hai quận phía đông và "
        "phía tây của thành phố. Nhiều người dân đã có mặt từ sớm để được đi bộ qua cầu trong "
        "ngày đầu tiên."
    )
    articles = {
        name: ready_article(
            title, f"{story}\n{credit}", name=name, source=source, url=f"https://{name}.example/1"
        )
        for name, title, credit, source in (
            ("a", "Khánh thành cầu Vân", "Theo Báo A", "Báo A"),
            ("b", "Cầu Vân thông xe", "Ảnh: Báo B", "Báo B"),
        )
    }
    service = make_service(tmp_path, articles=articles)
    with TestClient(create_app(service.settings, service)) as client:
        found = client.get("/v1/search", params={"q": "khánh thành cầu Vân"}).json()
        assert len({hit["article_id"] for hit in found["hits"]}) == 1
        (same,) = found["hits"][0]["same"]
        assert {found["hits"][0]["source"], same["source"]} == {"Báo A", "Báo B"}
        assert set(same) == {"article_id", "title", "source", "url", "published"}
        body = {"question": "Cầu Vân bắc qua đâu?", "filters": {"source": ["Báo B"]}}
        (citation,) = client.post("/v1/ask", json=body).json()["citations"]
        assert citation["source"] == "Báo B"
        assert [one["source"] for one in citation["same"]] == ["Báo A"]


def test_an_abstention_has_no_citations_and_the_closest_hits(client: TestClient) -> None:
    answer = client.post("/v1/ask", json={"question": "im lặng thư viện"}).json()
    assert answer["abstained"] is True
    assert answer["citations"] == []
    assert answer["short_answer"] is None
    assert 1 <= len(answer["closest"]) <= 3
    assert "score" in answer["closest"][0]


def test_a_stream_gives_each_citation_before_its_text_and_the_whole_last(
    client: TestClient,
) -> None:
    response = client.post("/v1/ask", json={"question": QUESTION, "stream": True})
    assert response.headers["content-type"].startswith("text/event-stream")
    events = [
        (lines[0].removeprefix("event: "), json.loads(lines[1].removeprefix("data: ")))
        for lines in (block.splitlines() for block in response.text.strip().split("\n\n"))
    ]
    assert [name for name, _ in events] == ["citation", "token", "done"]
    whole = client.post("/v1/ask", json={"question": QUESTION}).json()
    done = events[-1][1]
    assert events[0][1] == whole["citations"][0]
    assert "".join(data["text"] for name, data in events if name == "token") == whole["answer"]
    assert {k: v for k, v in done.items() if k != "timings_ms"} == {
        k: v for k, v in whole.items() if k != "timings_ms"
    }


def test_a_search_gives_hits_with_offsets_in_their_articles(client: TestClient) -> None:
    found = client.get("/v1/search", params={"q": "thư viện số", "top": 2}).json()
    assert set(found) == {"hits", "total", "timings_ms"}
    assert len(found["hits"]) == 2
    best = found["hits"][0]
    assert set(best) == {
        "passage_id", "article_id", "revision", "title", "source", "url", "published", "text",
        "start", "end", "score", "highlights", "same",
    }  # fmt: skip
    text = client.get(f"/v1/articles/{best['article_id']}").json()["text"]
    assert text[best["start"] : best["end"]] == best["text"]
    assert "thư viện" in text[slice(*best["highlights"][0])].lower()


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"source": ["Báo Hòa Bắc"]}, {"quyet"}),
        ({"source": ["Báo Hòa Bắc", "Báo Giang Sơn"]}, {"quyet", "giang"}),
        ({"from": ["2025-01-01"]}, {"quyet"}),
        ({"to": ["2025-02-01"]}, {"quyet", "giang"}),
        ({"from": ["2024-01-01"], "source": ["Báo Giang Sơn"]}, {"giang"}),
        ({"document": ["15/KH-UBND"]}, {"quyet"}),
        ({}, set(ARTICLES)),
    ],
)
def test_filters_are_the_same_everywhere(
    client: TestClient, filters: dict[str, list[str]], names: set[str]
) -> None:
    listed = client.get("/v1/articles", params=filters).json()
    assert {article["name"] for article in listed["articles"]} == names
    ids = {article["article_id"] for article in listed["articles"]}
    found = client.get("/v1/search", params={"q": "thư viện kế hoạch nghề", **filters}).json()
    assert {hit["article_id"] for hit in found["hits"]} == ids
    answer = client.post("/v1/ask", json={"question": "kế hoạch", "filters": filters}).json()
    assert {citation["article_id"] for citation in answer["citations"]} <= ids


def test_articles_are_listed_in_pages(client: TestClient) -> None:
    first = client.get("/v1/articles", params={"limit": 2}).json()
    assert (len(first["articles"]), first["total"]) == (2, 3)
    second = client.get("/v1/articles", params={"limit": 2, "cursor": first["next"]}).json()
    assert second["next"] is None
    names = [article["name"] for page in (first, second) for article in page["articles"]]
    assert sorted(names) == sorted(ARTICLES)
    assert set(first["articles"][0]) == {
        "article_id", "revision", "name", "title", "source", "author", "url", "published",
        "place", "characters", "state",
    }  # fmt: skip


def test_an_article_shows_its_blocks_and_null_where_it_says_nothing(client: TestClient) -> None:
    listed = client.get("/v1/articles").json()["articles"]
    bare = next(article for article in listed if article["name"] == "khong_ngay")
    shown = client.get(f"/v1/articles/{bare['article_id']}").json()
    assert [shown[k] for k in ("source", "author", "url", "published", "place")] == [None] * 5
    assert shown["characters"] == len(shown["text"])
    title = shown["blocks"][0]
    assert title["kind"] == "title"
    assert shown["text"][title["start"] : title["end"]] == shown["title"]
    same = client.get(f"/v1/articles/{bare['article_id']}", params={"revision": bare["revision"]})
    assert same.json() == shown


def test_every_response_has_an_id_and_strict_headers(client: TestClient) -> None:
    for address in ("/", "/docs", "/healthz", "/nowhere"):
        headers = client.get(address, headers={"X-Request-Id": "abc-1"}).headers
        assert headers["x-request-id"] == "abc-1"
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
    assert len(client.get("/", headers={"X-Request-Id": "a\tb"}).headers["x-request-id"]) == 32


def test_the_description_loads_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.headers["content-type"].startswith("text/html")
    for foreign in ("<script", "http://", "https://", "src=", "@import", "url("):
        assert foreign not in page.text
    assert "/v1/ask" in client.get("/docs").text
    described = client.get("/openapi.json").json()
    assert {"/v1/ask", "/v1/search", "/v1/articles/{article_id}"} <= set(described["paths"])


def test_health_readiness_and_metrics(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ready"}
    client.get("/v1/articles/0000000000000000")
    client.get("/made/up/path")
    text = client.get("/metrics").text
    assert 'route="/v1/articles/{article_id}"' in text
    assert 'route="unmatched"' in text
    assert "0000000000000000" not in text
    assert "made" not in text


def test_without_an_index_it_lives_but_is_not_ready(tmp_path: Path) -> None:
    service = Service(make_settings(tmp_path), create=True, reader=FakeReader())
    with TestClient(create_app(service.settings, service)) as client:
        assert client.get("/healthz").status_code == 200
        response = client.get("/readyz")
        problem(response, 503)
        assert "retry-after" in response.headers
        problem(client.post("/v1/ask", json={"question": "a", "stream": True}), 503)


def test_feedback_is_kept(client: TestClient) -> None:
    given: dict[str, object] = {
        "question": QUESTION, "answer": "x", "citations": [], "thumb": "up"
    }  # fmt: skip
    assert client.post("/v1/feedback", json=given).status_code == 204
    assert client.post("/v1/feedback", json=given | {"comment": "tốt"}).status_code == 204
    problem(client.post("/v1/feedback", json=given | {"thumb": "sideways"}), 422, "thumb")
    problem(client.post("/v1/feedback", json=given | {"stars": 5}), 422, "stars")


def test_the_log_has_no_question(
    client: TestClient, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    client.post("/v1/ask", json={"question": "câu hỏi rất riêng tư", "stream": True})
    client.get("/v1/search", params={"q": "câu hỏi rất riêng tư"})
    captured = capsys.readouterr()
    assert "riêng tư" not in captured.out + captured.err
    ours = [r for r in caplog.records if r.name.split(".")[0] in ("service", "tracuu", "index")]
    assert "riêng tư" not in "".join(record.getMessage() for record in ours)


def test_every_endpoint_is_documented(client: TestClient) -> None:
    page = (Path(__file__).parents[1] / "docs/http.md").read_text()
    described = client.get("/openapi.json").json()["paths"]
    missing = [
        f"{method.upper()} {path}"
        for path, methods in described.items()
        for method in methods
        if f"{method.upper()} {path}" not in page
    ]
    assert missing == []


def test_references_are_found_by_any_spelling_of_a_number(client: TestClient) -> None:
    everything = client.get("/v1/references").json()
    assert everything["total"] == len(everything["references"]) == 1
    (one,) = everything["references"]
    assert one["number"] == "15/KH-UBND"
    mention = one["mentions"][0]
    text = client.get(f"/v1/articles/{mention['article_id']}").json()["text"]
    assert text[mention["start"] : mention["end"]] == mention["quote"]
    for spelling in ("15/KH-UBND", "15%2FKH-UBND", "15/kh-ubnd"):
        assert client.get(f"/v1/references/{spelling}").json() == everything
    nothing = {"references": [], "total": 0, "next": None}
    assert client.get("/v1/references/99-NQ/TW").json() == nothing
    problem(client.get("/v1/references/zz"), 422, "number")
    problem(client.get("/v1/references?x=1"), 422, "x")
    number = everything["references"][0]["number"]
    asked = client.get("/v1/references", params={"q": number, "limit": 1, "from": "2000-01-01"})
    assert asked.json()["total"] in {0, 1}
    assert client.get("/v1/references", params={"q": "không có"}).json() == nothing
    problem(client.get("/v1/references?limit=0"), 422, "limit")
    problem(client.get("/v1/references?cursor=zz"), 422)
