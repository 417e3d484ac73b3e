"""The page as it is served, and the questions that it begins with. The browser tests use it."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hatchling.builders.wheel import WheelBuilder
from hypothesis import given
from hypothesis import strategies as st

from corpus.references import Reference, StoredMention, StoredRelation
from service.answers import Answer, QueryInfo
from service.compose import Service
from service.examples import TRIED, find_examples
from service.http.app import create_app
from tests.fakes_service import check_problem, make_service

ROOT = Path(__file__).parents[1]
WEB = ROOT / "service/web"
FILES = sorted(str(p.relative_to(WEB)) for p in WEB.rglob("*") if p.is_file())


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return make_service(tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module")
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service.settings, service)) as client:
        yield client


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_served_as_it_is(client: TestClient, name: str) -> None:
    content = (WEB / name).read_bytes()
    plain = client.get(f"/static/{name}", headers={"Accept-Encoding": "identity"})
    assert plain.content == content
    assert "content-encoding" not in plain.headers
    packed = client.get(f"/static/{name}", headers={"Accept-Encoding": "gzip"})
    assert packed.content == content
    kinds = {"js": "text/javascript", "css": "text/css", "html": "text/html", "svg": "image/svg"}
    assert plain.headers["content-type"].startswith(kinds[name.rpartition(".")[2]])


def test_the_page_and_its_policy(client: TestClient) -> None:
    page = client.get("/")
    assert page.content == (WEB / "index.html").read_bytes()
    assert client.head("/").headers["content-length"] == page.headers["content-length"]
    policy = page.headers["content-security-policy"]
    for rule in ("default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'"):
        assert rule in policy
    assert "unsafe" not in policy
    assert "*" not in policy


def test_what_a_browser_holds_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/static/js/main.js")
    assert first.headers["cache-control"] == "no-cache"
    tag = first.headers["etag"]
    for held in (tag, f"W/{tag}", f'"x", {tag}'):
        again = client.get("/static/js/main.js", headers={"If-None-Match": held})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == tag
    assert client.get("/static/js/main.js", headers={"If-None-Match": '"x"'}).status_code == 200
    plain = client.get("/static/js/main.js", headers={"Accept-Encoding": "identity"})
    assert plain.headers["etag"] != tag


@pytest.mark.parametrize("path", ["", "js", "../page.py", "..%2fpage.py", "js/none.js", "%00"])
def test_nothing_else_is_served(client: TestClient, path: str) -> None:
    check_problem(client.get(f"/static/{path}"), 404)


def test_every_file_that_is_named_is_there_and_every_file_is_named() -> None:
    named = {"index.html"}
    for name in FILES:
        text = (WEB / name).read_text(encoding="utf-8")
        named |= {found.removeprefix("/static/") for found in re.findall(r"/static/[\w/.-]+", text)}
        for found in re.findall(r"""(?:from|import)\s*\(?\s*["'](\.[\w/.-]+)["']""", text):
            named.add(str(((WEB / name).parent / found).resolve().relative_to(WEB.resolve())))
    assert named == set(FILES)


def test_icons_that_are_named_are_there() -> None:
    drawn = set(re.findall(r'id="i-([\w-]+)"', (WEB / "index.html").read_text(encoding="utf-8")))
    script = "".join(p.read_text(encoding="utf-8") for p in WEB.rglob("*.js"))
    assert set(re.findall(r'icon\("([\w-]+)"\)', script)) <= drawn


def test_text_is_never_taken_for_html_and_nothing_is_foreign() -> None:
    for path in WEB.rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\(", text)
        assert len(text.splitlines()) <= 300, path
    for name in FILES:
        text = (WEB / name).read_text(encoding="utf-8")
        # The two names of namespaces are no addresses that are fetched.
        assert set(re.findall(r"https?://[\w./]+", text)) <= {"http://www.w3.org/2000/svg"}, name
    page = (WEB / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"<style|style=|\son\w+=|<script>", page)


def test_the_page_is_light() -> None:
    assert sum(len(gzip.compress((WEB / name).read_bytes())) for name in FILES) < 60_000


def test_the_page_is_in_the_wheel() -> None:
    packed = {Path(f.path) for f in WheelBuilder(str(ROOT)).recurse_included_files()}
    assert {WEB / name for name in FILES} <= packed


def test_examples_over_http(client: TestClient) -> None:
    told = client.get("/v1/examples")
    assert told.status_code == 200
    assert set(told.json()) == {"examples"}
    check_problem(client.get("/v1/examples?x=1"), 422, "x")


def test_examples_need_what_reading_needs(tmp_path: Path) -> None:
    service = make_service(tmp_path, anonymous="off")
    with TestClient(create_app(service.settings, service)) as closed:
        check_problem(closed.get("/v1/examples"), 401)
        assert closed.get("/").status_code == 200


def test_examples_are_made_anew_when_the_store_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = make_service(tmp_path)
    made: list[tuple[str, ...]] = [("Câu một?",), ("Câu hai?",)]
    monkeypatch.setattr("service.http.page.find_examples", lambda *_: made.pop(0))
    with TestClient(create_app(service.settings, service)) as client:
        assert client.get("/v1/examples").json() == {"examples": ["Câu một?"]}
        assert client.get("/v1/examples").json() == {"examples": ["Câu một?"]}
        first = client.get("/v1/articles").json()["articles"][0]["article_id"]
        service.store.remove(first)
        assert client.get("/v1/examples").json() == {"examples": ["Câu hai?"]}


EFFECT = "Luật Thư viện có hiệu lực từ ngày 01/7/2020."


def document(number: str, kind: str | None = "Nghị quyết", **said: object) -> Reference:
    quote = str(said.pop("quote", f"{kind} số {number} được nhắc."))
    mention = StoredMention(
        "a" * 16, "a" * 16, number, kind, None, None, None, 0, len(quote), quote
    )
    bare = Reference(number, kind, None, None, None, (mention,), ())
    return replace(bare, **said)


def reply(question: str, short: str | None, *, confidence: float = 0.9) -> Answer:
    return Answer(
        question=question,
        answer=f"Theo bài, {short}. [1]" if short else "Không rõ.",
        short_answer=short,
        abstained=short is None,
        confidence=confidence,
        mode="extractive",
        query=QueryInfo(),
    )


DOCUMENTS = [
    document("57-NQ/TW", date="2024-12-22"),
    document("46/2019/QH14", "Luật", title="Luật Thư viện", quote=EFFECT),
    document("15/KH-UBND", "Kế hoạch", title="về chuyển đổi số của tỉnh"),
    document(
        "9/2020/QH14",
        "Luật",
        relations=(StoredRelation("replaces", "8/2010/QH12", "a" * 16, "a" * 16, 0, 1, "x"),),
    ),
]
RIGHT = {
    "Luật Thư viện có hiệu lực từ ngày nào?": "ngày 01/7/2020",
    "Nghị quyết số 57-NQ/TW được ban hành ngày nào?": "22/12/2024",
    "Kế hoạch số 15/KH-UBND nói về việc gì?": "chuyển đổi số của tỉnh",
    "Luật số 9/2020/QH14 thay thế văn bản nào?": "Luật số 8/2010/QH12",
}


def test_examples_are_those_that_are_answered_rightly() -> None:
    assert find_examples(DOCUMENTS, lambda q: reply(q, RIGHT[q])) == tuple(RIGHT)


@pytest.mark.parametrize(
    ("short", "confidence"),
    [(None, 0.0), ("ngày 03/7/2019", 0.9), ("không có gì", 0.9), ("ngày 01/7/2020", 0.2)],
)
def test_a_wrong_or_unsure_answer_makes_no_example(short: str | None, confidence: float) -> None:
    found = find_examples(DOCUMENTS[1:2], lambda q: reply(q, short, confidence=confidence))
    assert found == ()


def test_a_number_that_two_documents_bear_is_not_asked_about() -> None:
    twice = [document("18-NQ/TW", date="2017-10-25"), document("18-NQ/TW", date="2022-06-16")]
    assert find_examples(twice, lambda q: reply(q, "25/10/2017 16/6/2022")) == ()


@given(st.integers(0, 6), st.lists(st.sampled_from(DOCUMENTS), unique=True), st.booleans())
def test_never_more_examples_than_wanted_nor_questions_than_allowed(
    wanted: int, documents: list[Reference], right: bool
) -> None:
    asked: list[str] = []

    def answer(question: str) -> Answer:
        asked.append(question)
        return reply(question, RIGHT.get(question) if right else None)

    found = find_examples(documents, answer, wanted)
    assert len(found) <= wanted
    assert len(set(found)) == len(found)
    assert set(found) <= set(asked)
    assert len(asked) <= TRIED


def test_no_more_questions_are_tried_than_allowed() -> None:
    asked: list[str] = []

    def answer(question: str) -> Answer:
        asked.append(question)
        return reply(question, None)

    many = [document(f"{n}-NQ/TW", date="2024-12-22", title="về nhà ở") for n in range(10, 60)]
    assert find_examples(many, answer) == ()
    assert len(asked) == TRIED
