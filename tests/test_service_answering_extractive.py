"""The reader over a small store, with the weights and the encoder that ship with the program."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.ingest import ingest_articles
from service.answering.extractive import ExtractiveReader
from service.answers import Answer, Turn
from service.compose import Service
from service.settings import Settings
from tests.reader_articles import LIBRARY, OTHERS, PLAN, PLAN_AGAIN, captioned


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("reader")
    articles = [LIBRARY, PLAN, PLAN_AGAIN, *OTHERS, captioned()]
    with Service(Settings(data=folder), create=True) as made:
        ingest_articles([(a.name, a) for a in articles], made.store)
        made.publish()
        yield made


FACTS = [
    ("Thư viện số của thành phố Giang Sơn mở cửa ngày nào?", "12/3/2024", "library"),
    ("Kinh phí xây dựng thư viện ở Giang Sơn là bao nhiêu?", "18,5 tỷ đồng", "library"),
    ("Ai chủ trì lễ khai trương thư viện số Giang Sơn?", "Lê Thị Hoa", "library"),
    ("Tỷ lệ người dân Giang Sơn đăng ký thẻ thư viện là bao nhiêu?", "42,5%", "library"),
    ("Đến năm 2026 tỉnh Hòa Bắc có bao nhiêu điểm truy cập công cộng?", "500", "plan"),
    ("thu vien so giang son mo cua ngay nao", "12/3/2024", "library"),
    ("Hội chợ nông sản có bao nhiêu gian hàng?", "120", "fair"),
    ("How many public access points will Hoa Bac province have by 2026?", "500", "plan"),
]
NOTHING = [
    "Giá vàng miếng hôm nay là bao nhiêu?",
    "Đội tuyển bóng đá nữ thắng mấy trận ở giải Đông Nam Á?",
    "Đến năm 2031 tỉnh Quảng Phú có bao nhiêu điểm truy cập công cộng?",
    "Nghị định 99/2019/NĐ-CP quy định gì?",
    "99/2019/NĐ-CP",
    "asdf qwer zxcv",
    "???",
]


def name_of(service: Service, article_id: str) -> str:
    return service.store.get(article_id).article.name


def assert_sound(service: Service, answer: Answer) -> None:
    for marker, citation in enumerate(answer.citations, 1):
        text = service.store.get(citation.article_id, citation.revision).article.text
        assert text[citation.start : citation.end] == citation.quote
        assert citation.marker == marker
        assert f"{citation.quote} [{marker}]" in answer.answer
    if answer.short_answer is not None and answer.short_answer not in ("Có", "Không"):
        quotes = [c.quote for c in answer.citations]
        for part in answer.short_answer.split("; "):
            assert any(part in quote for quote in quotes)
    assert 0 <= answer.confidence <= 1
    assert answer.abstained == (not answer.citations)


@pytest.mark.parametrize(("question", "fact", "name"), FACTS)
def test_a_fact_is_answered_with_its_sentence(
    service: Service, question: str, fact: str, name: str
) -> None:
    answer = service.answer(question)
    assert_sound(service, answer)
    assert not answer.abstained
    assert fact in answer.citations[0].quote
    assert fact in (answer.short_answer or "")
    assert name_of(service, answer.citations[0].article_id).startswith(name)
    assert len(answer.citations) <= 2


@pytest.mark.parametrize("question", NOTHING)
def test_what_the_articles_do_not_hold_is_not_answered(service: Service, question: str) -> None:
    answer = service.answer(question)
    assert answer.abstained
    assert answer.citations == ()
    assert len(answer.closest) <= 3


def test_a_document_is_answered_with_the_sentence_that_introduces_it(service: Service) -> None:
    for question in ("15/KH-UBND", "Kế hoạch 15/KH-UBND là gì?"):
        answer = service.answer(question)
        assert_sound(service, answer)
        assert "Ngày 15/01/2025" in answer.citations[0].quote


def test_a_document_of_another_year_is_not_answered(service: Service) -> None:
    assert service.answer("Kế hoạch 15/KH-UBND năm 2021 nói về việc gì?").abstained


def test_an_abbreviation_is_answered_with_what_the_article_says_it_is(service: Service) -> None:
    answer = service.answer("TTĐHTM là gì?")
    assert_sound(service, answer)
    assert answer.short_answer == "Trung tâm Điều hành Thông minh"


def test_a_report_that_repeats_another_is_quoted_once(service: Service) -> None:
    answer = service.answer("Đến năm 2026 tỉnh Hòa Bắc có bao nhiêu điểm truy cập công cộng?")
    assert len(answer.citations) == 1


def test_a_caption_is_never_quoted(service: Service) -> None:
    answer = service.answer("Ông Đỗ Văn Quế trồng bao nhiêu cây sao đen?")
    assert all("250" not in citation.quote for citation in answer.citations)


def test_the_same_question_has_the_same_answer(service: Service) -> None:
    first, second = (service.answer(FACTS[1][0]) for _ in range(2))
    assert (first.answer, first.confidence) == (second.answer, second.confidence)


def test_a_follow_up_is_answered(service: Service) -> None:
    before = [Turn("user", "Thư viện số Giang Sơn mở cửa ngày nào?"), Turn("assistant", "…")]
    answer = service.answer("Kinh phí bao nhiêu?", conversation=before)
    assert_sound(service, answer)
    assert answer.query.rewritten == "Thư viện số Giang Sơn kinh phí bao nhiêu?"
    assert "18,5 tỷ đồng" in answer.answer


def test_an_empty_store_is_not_an_answer(tmp_path: Path) -> None:
    with Service(Settings(data=tmp_path), create=True) as empty:
        answer = empty.answer("Thư viện mở cửa ngày nào?")
    assert answer.abstained
    assert answer.closest == ()


def test_a_removed_article_is_not_quoted(tmp_path: Path) -> None:
    with Service(Settings(data=tmp_path), create=True) as made:
        ingest_articles([(a.name, a) for a in (LIBRARY, PLAN)], made.store)
        made.publish()
        question = FACTS[0][0]
        cited = made.answer(question).citations[0].article_id
        made.store.remove(cited)
        assert made.answer(question).abstained


def test_the_shipped_weights_load(service: Service) -> None:
    assert ExtractiveReader.load(service.store, service.encoder).mode == "extractive"
