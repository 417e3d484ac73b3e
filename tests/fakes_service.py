"""Stand-ins for the service's tests: a reader that can be followed by eye, and a small store."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from httpx import Response

from corpus.articles import Article
from corpus.ingest import ingest_articles
from corpus.ready import ready_article
from corpus.vietnamese.sentences import sentences
from index.hits import Hit, SearchResult
from service.answers import Citation, Mode, Reading
from service.compose import Service
from service.http.state import State
from service.settings import Settings
from tests.fakes import FakeEncoder


@contextmanager
def serving(data: Path, *articles: Article) -> Iterator[Service]:
    """Give a service whose store holds some articles, published."""
    with Service(Settings(data=data), create=True) as made:
        ingest_articles([(article.name, article) for article in articles], made.store)
        made.publish()
        yield made


ARTICLES = {
    "giang": ready_article(
        "Thành phố Giang Sơn mở thư viện số",
        "Thư viện số của thành phố Giang Sơn mở cửa ngày 12/3/2024.\n"
        "Kinh phí xây dựng thư viện là 18,5 tỷ đồng, lấy từ ngân sách thành phố.\n"
        "Bà Lê Thị Hoa, Giám đốc Sở Văn hóa, phát biểu tại lễ khai trương.",
        name="giang",
        source="Báo Giang Sơn",
        url="https://giangson.example/thu-vien-so",
        published="2024-03-12",
    ),
    "quyet": ready_article(
        "Tỉnh Hòa Bắc ban hành kế hoạch chuyển đổi số",
        "Ủy ban nhân dân tỉnh Hòa Bắc ban hành Kế hoạch số 15/KH-UBND về chuyển đổi số.\n"
        "Kế hoạch không áp dụng cho các trường tư thục.\n"
        "Đến năm 2026, tỉnh có 500 điểm truy cập công cộng.",
        name="quyet",
        source="Báo Hòa Bắc",
        published="2025-02-01",
    ),
    "khong_ngay": ready_article(
        "Ghi chép về nghề dệt",
        "Nghề dệt ở làng Vân đã có từ ba trăm năm. Cả làng còn bốn mươi khung cửi.",
        name="khong_ngay",
    ),
}


@dataclass
class FakeReader:
    """Quote the first sentence of the first hit, unless the question says "im lặng"."""

    mode: Mode = "extractive"

    def read(self, question: str, result: SearchResult) -> Reading | None:
        if "im lặng" in question or not result.hits:
            return None
        hit = result.hits[0]
        start, end = sentences(hit.text)[0]
        quote = hit.text[start:end]
        citation = Citation(
            marker=1,
            article_id=hit.article_id,
            revision=hit.revision,
            passage_id=hit.passage_id,
            title=hit.title,
            source=hit.source,
            url=hit.url,
            published=hit.published,
            quote=quote,
            start=hit.start + start,
            end=hit.start + end,
            same=hit.same,
        )
        return Reading(f"{quote} [1]", None, 0.5, (citation,))


def make_settings(folder: Path, **options: object) -> Settings:
    """Return settings for a data directory, whatever the environment says."""
    return Settings.model_validate({"data": folder, **options})


def make_service(
    folder: Path, *, articles: dict[str, Article] | None = None, **options: object
) -> Service:
    """Return a service over a store with the articles above, indexed, and the fake reader."""
    chosen = ARTICLES if articles is None else articles
    service = Service(
        make_settings(folder, **options),
        create=True,
        encoder=FakeEncoder(),
        reader=FakeReader(),
    )
    ingest_articles(list(chosen.items()), service.store)
    service.publish()
    return service


def make_hit(text: str, *, title: str | None = None, start: int = 0, number: int = 1) -> Hit:
    """Return a hit with the text; ids count."""
    return Hit(
        passage_id=f"p{number}",
        article_id=f"{number:016x}",
        revision=f"{number:016x}",
        title=title,
        source=None,
        url=None,
        published=None,
        text=text,
        start=start,
        end=start + len(text),
        score=1.0,
    )


def check_problem(response: Response, status: int, field: str | None = None) -> dict[str, Any]:
    """Check that a response is a problem that tells nothing of the inside; return it."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert {"type", "title", "status", "detail"} <= set(body)
    assert body["status"] == status
    assert body["detail"]
    for secret in ("Traceback", "Error(", "/data", ".py", "sqlite"):
        assert secret not in response.text
    if field:
        assert field in [error["field"] for error in body["errors"]]
    return body


def state_behind(client: TestClient) -> State:
    """Return what the application behind a client works with."""
    found: State = client.app.state.tracuu  # type: ignore[attr-defined]  # typed as any ASGI app
    return found
