"""The five seed pages, raw as crawled, through the whole way: clean articles and honest answers.

Which lines of a page are its body was found by reading it; line numbers count from 1.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.articles import StoredArticle
from corpus.ingest import ingest
from corpus.readers import walk
from corpus.vietnamese.normal import nfc
from corpus.vietnamese.sentences import sentences
from service.compose import Service
from service.settings import Settings
from tests.shared_data import shared


@dataclass(frozen=True)
class Seed:
    title_line: int
    body: range
    not_body: frozenset[int]  # pictures and captions between the body's lines
    published: str | None
    source: str | None
    author: str | None


SEEDS = {
    "000_f0b98abec89a2231": Seed(
        1, range(4, 24), frozenset({5, 6}), "2025-05-17T13:20:00+07:00", None, "Đỗ Phương"
    ),
    "001_77ab962c5ae770ba": Seed(
        1, range(3, 38), frozenset({5, 6, 12, 13, 19, 20, 28, 29}), None, "Baohatinh.vn", None
    ),
    "002_604c375a6f971958": Seed(
        18, range(22, 39), frozenset(range(24, 30)), "2025-01-13T14:39:32+07:00", None, "Lê Anh"
    ),
    "003_57c9abfaa76cadcf": Seed(
        1, range(2, 23), frozenset({4, 5, 9, 10, 16, 17}), None, None, None
    ),
    "004_fbc9771f2d710e29": Seed(
        1,
        range(4, 16),
        frozenset({5, 6, 8, 9, 11, 13}),
        "2025-02-21T20:10:00+07:00",
        None,
        "Thu Hương",
    ),
}
FURNITURE = (
    "Virus Nipah",
    "virus Nipah",
    "Aptamil",
    "Đang truy cập",
    "lượt tải",
    "47/2024/TT-BTC",
    "Việc giải quyết khiếu nại, tố cáo về bầu cử",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = shared("articles", "seeds")
    settings = Settings(data=tmp_path_factory.mktemp("seeds"))
    with Service(settings, create=True) as opened:
        summary = ingest(walk([folder]), opened.store)
        assert (summary.added, summary.refused) == (5, ())
        opened.publish()
        yield opened


def _articles(service: Service) -> dict[str, StoredArticle]:
    listed = service.store.list_articles(limit=10).articles
    return {s.name: service.store.get(s.article_id) for s in listed}


def _line(path: Path, number: int) -> str:
    return " ".join(nfc(path.read_text(encoding="utf-8").splitlines()[number - 1]).split())


@pytest.mark.parametrize("name", SEEDS)
def test_metadata(service: Service, name: str) -> None:
    article, seed = _articles(service)[name].article, SEEDS[name]
    assert article.title == _line(shared("articles", "seeds", f"{name}.txt"), seed.title_line)
    assert article.published == seed.published
    assert article.source == seed.source
    assert article.author == seed.author


@pytest.mark.parametrize("name", SEEDS)
def test_every_body_sentence_is_there_once(service: Service, name: str) -> None:
    text = _articles(service)[name].article.text
    path, seed = shared("articles", "seeds", f"{name}.txt"), SEEDS[name]
    counted = 0
    for number in seed.body:
        line = _line(path, number).removeprefix("(Baohatinh.vn) - ")
        if number in seed.not_body or not line:
            continue
        for start, end in sentences(line):
            counted += 1
            assert text.count(line[start:end]) == 1, (number, line[start:end])
    assert counted > 10


@pytest.mark.parametrize("name", SEEDS)
def test_no_furniture_in_any_article(service: Service, name: str) -> None:
    text = _articles(service)[name].article.text
    assert [phrase for phrase in FURNITURE if phrase in text] == []
    assert ".jpg" not in text


@pytest.mark.parametrize("phrase", FURNITURE)
def test_no_furniture_is_found_or_answered(service: Service, phrase: str) -> None:
    result = service.search(phrase, top=20)
    assert [hit.text for hit in result.hits if phrase in hit.text] == []
    answer = service.answer(f"{phrase} là gì?")
    assert answer.abstained
    assert answer.citations == ()


@pytest.mark.parametrize(
    ("question", "fact", "name"),
    [
        ("Nghị quyết 57-NQ/TW được ban hành ngày nào?", "22/12/2024", None),
        ("Tỷ trọng kinh tế số trên GDP đạt bao nhiêu?", "18,72%", "001_77ab962c5ae770ba"),
        ("ty trong kinh te so tren gdp dat bao nhieu", "18,72%", "001_77ab962c5ae770ba"),
        ("Còn bao nhiêu nhiệm vụ quá hạn chưa hoàn thành?", "65", "003_57c9abfaa76cadcf"),
    ],
)
def test_facts_are_answered_with_their_article(
    service: Service, question: str, fact: str, name: str | None
) -> None:
    answer = service.answer(question)
    assert not answer.abstained
    assert fact in answer.answer
    for citation in answer.citations:
        stored = service.store.get(citation.article_id, citation.revision)
        assert stored.article.text[citation.start : citation.end] == citation.quote
    if name:
        cited = {service.store.get(c.article_id).article.name for c in answer.citations}
        assert name in cited
