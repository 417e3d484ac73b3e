"""Articles over HTTP: added, removed, brought back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from service.compose import Service
from service.http.app import create_app
from service.keys import create_key
from tests.documents import Paper, docx, p
from tests.fakes_service import check_problem as problem
from tests.fakes_service import make_service, state_behind

QUESTION = "Thư viện số mở cửa khi nào?"
LONG_AGO = "Bài viết mới về thư viện cũ của làng Vân, dài hơn một dòng."


@pytest.fixture
def changeable(tmp_path: Path) -> Iterator[tuple[TestClient, Service]]:
    service = make_service(tmp_path)
    with TestClient(create_app(service.settings, service)) as client:
        secret, _ = create_key(service.store, "tests", "admin")
        client.headers["Authorization"] = f"Bearer {secret}"
        yield client, service


def test_a_text_is_added_asked_about_and_removed_at_once(
    changeable: tuple[TestClient, Service],
) -> None:
    client, _service = changeable
    sent = {"title": "Làng Vân sửa đình", "text": LONG_AGO, "published": "2020-01-02"}
    added = client.post("/v1/articles", json=sent)
    assert added.status_code == 201
    assert added.json()["outcome"] == "added"
    article_id = added.json()["article_id"]
    assert client.get(f"/v1/articles/{article_id}").json()["published"] == "2020-01-02"
    again = client.post("/v1/articles", json=sent)
    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")

    app_state = state_behind(client)
    assert app_state.publisher.wait(20)
    only = {"article": [article_id]}
    found = client.get("/v1/search", params={"q": "làng Vân sửa đình", **only}).json()
    assert [hit["article_id"] for hit in found["hits"]] == [article_id]

    assert client.delete(f"/v1/articles/{article_id}").status_code == 204
    found = client.get("/v1/search", params={"q": "làng Vân sửa đình"}).json()
    assert article_id not in [hit["article_id"] for hit in found["hits"]]
    problem(client.delete(f"/v1/articles/{article_id}"), 404)


def test_a_file_is_added_and_cleaned(changeable: tuple[TestClient, Service]) -> None:
    client, _ = changeable
    text = "Hội làng Vân mở đầu mùa xuân\n\n" + "Dân làng cùng nhau dọn đình và treo cờ. " * 12
    files = {"file": ("../../hoi.txt", text.encode(), "text/plain")}
    added = client.post("/v1/articles", files=files)
    assert added.status_code == 201, added.text
    assert client.get(f"/v1/articles/{added.json()['article_id']}").json()["name"] == "hoi"
    problem(client.post("/v1/articles", files={"file": ("a.txt", b"", "text/plain")}), 422, "text")
    problem(client.post("/v1/articles", files={"file": ("a.exe", b"MZ", "x/y")}), 422, "text")
    problem(client.post("/v1/articles", files={"other": ("a.txt", b"a", "x/y")}), 422, "file")


def test_files_of_offices_are_added(changeable: tuple[TestClient, Service]) -> None:
    client, _ = changeable
    told = "Ủy ban nhân dân xã Vân giao trưởng thôn trình phương án sửa đình làng Vân. " * 5
    paper = Paper().centred(60, "KẾ HOẠCH SỬA ĐÌNH LÀNG VÂN", size=16)
    paper.block(100, told)
    sent = {"kế hoạch.pdf": paper.done(), "kế hoạch.docx": docx(p("Về đình làng Vân") + p(told))}
    for name, content in sent.items():
        added = client.post("/v1/articles", files={"file": (name, content, "x/y")})
        assert added.status_code == 201, added.text
        article = client.get(f"/v1/articles/{added.json()['article_id']}").json()
        assert (article["name"], article["url"]) == ("kế hoạch", None)
        assert article["text"].endswith(told.strip())
    locked = Paper(password="x").text(70, 70, told).done()  # noqa: S106 - not a secret
    problem(client.post("/v1/articles", files={"file": ("a.pdf", locked, "x/y")}), 422, "text")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"url": "ftp://example.com/a"}, "url"),
        ({"url": "http://127.0.0.1/a"}, "url"),
        ({"url": "https://example.com/a", "source": "b"}, "source"),
        ({"url": 1}, "url"),
        ({"title": "a"}, "text"),
        ({"title": "a", "text": "b", "color": "c"}, "color"),
        ({"title": "a", "text": "b", "published": "hôm qua"}, "published"),
        ({"title": "a", "text": "b", "url": "javascript:alert(1)"}, "url"),
        ({"title": " ", "text": "\n"}, "text"),
    ],
)
def test_a_bad_article_names_its_field(
    changeable: tuple[TestClient, Service], body: dict[str, str], field: str
) -> None:
    problem(changeable[0].post("/v1/articles", json=body), 422, field)


def test_a_removal_is_undone_over_http(changeable: tuple[TestClient, Service]) -> None:
    client, service = changeable
    (one,) = (a for a in client.get("/v1/articles").json()["articles"] if a["name"] == "giang")
    where = f"/v1/articles/{one['article_id']}"
    problem(client.post(f"{where}/restore"), 404)
    assert client.delete(where).status_code == 204
    listed = client.get("/v1/articles", params={"state": "removed"}).json()
    assert [(a["article_id"], a["state"]) for a in listed["articles"]] == [
        (one["article_id"], "removed")
    ]
    answer = client.post("/v1/ask", json={"question": QUESTION}).json()
    assert one["article_id"] not in {cited["article_id"] for cited in answer["citations"]}
    assert client.post(f"{where}/restore").status_code == 204
    assert state_behind(client).publisher.wait(30)
    answer = client.post("/v1/ask", json={"question": QUESTION}).json()
    assert answer["citations"][0]["article_id"] == one["article_id"]
    assert client.get(where).json()["state"] == "live"
    assert "restored" in (service.settings.data / "audit.jsonl").read_text("utf-8")
    del client.headers["Authorization"]
    problem(client.post(f"{where}/restore"), 401)
    problem(client.get("/v1/articles", params={"state": "removed"}), 401)
    problem(client.get("/v1/articles", params={"state": "gone"}), 422, "state")
