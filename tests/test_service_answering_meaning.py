"""Documents and abbreviations are answered from where a text introduces them."""

from dataclasses import replace

import pytest

from index.hits import Hit, Query, SearchResult
from service.answering.meaning import defines, introduce, unknown
from service.answering.quoting import Quotes
from tests.fakes_service import make_hit
from tests.test_service_answering_quoting import Articles

TEXTS = (
    "Nhiều xã đã làm theo Nghị quyết số 12-NQ/TU. Kinh phí do tỉnh cấp.",
    "Ngày 03/4/2024, Tỉnh ủy ban hành Nghị quyết số 12-NQ/TU về phát triển du lịch cộng đồng. "
    "Ban Quản lý Làng nghề (BQLLN) theo dõi việc thực hiện.",
)


def found(question_documents: tuple[str, ...] = (), texts: tuple[str, ...] = TEXTS) -> SearchResult:
    hits: list[Hit] = [
        replace(
            make_hit(text, number=n),
            document_hit=any(d in text for d in question_documents),
        )
        for n, text in enumerate(texts, 1)
    ]
    return SearchResult(Query("", documents=question_documents), tuple(hits), len(hits))


def quotes(texts: tuple[str, ...] = TEXTS) -> Quotes:
    articles = Articles()
    for n, text in enumerate(texts, 1):
        articles.put(f"{n:016x}", text)
    return Quotes(articles)


@pytest.mark.parametrize(
    "question",
    ["12-NQ/TU", "Nghị quyết 12-NQ/TU", "Nghị quyết số 12-NQ/TU là gì?", "Nghị quyết 12 là gì?"],
)
def test_a_document_is_introduced_where_date_and_title_stand(question: str) -> None:
    introduced = introduce(question, found(("12-NQ/TU",)), quotes())
    assert len(introduced) == 1
    assert introduced[0].evidence.text.startswith("Ngày 03/4/2024")


@pytest.mark.parametrize(
    "question",
    [
        "Ai ký Nghị quyết 12-NQ/TU?",
        "Nghị quyết 12-NQ/TU ban hành ngày nào?",
        "Nghị quyết 12-NQ/TU và Nghị quyết 13-NQ/TU là gì?",
        "Kinh phí do ai cấp?",
    ],
)
def test_other_questions_are_left_to_the_reader(question: str) -> None:
    assert introduce(question, found(("12-NQ/TU",)), quotes()) == []


def test_two_documents_of_one_number_are_both_introduced_the_newer_first() -> None:
    texts = (*TEXTS, "Nghị quyết số 12-NQ/TU ngày 08/9/2016 về nông thôn mới đã hết hạn.")
    introduced = introduce("12-NQ/TU", found(("12-NQ/TU",), texts), quotes(texts))
    assert [r.evidence.hit.article_id[-1] for r in introduced] == ["2", "3"]


@pytest.mark.parametrize("question", ["BQLLN", "BQLLN là gì?", "BQLLN là chữ viết tắt của gì?"])
def test_an_abbreviation_is_its_long_form(question: str) -> None:
    introduced = introduce(question, found(), quotes())
    assert len(introduced) == 1
    text = introduced[0].evidence.text
    assert text[introduced[0].start : introduced[0].end] == "Ban Quản lý Làng nghề"


def test_a_document_that_no_hit_mentions_is_unknown() -> None:
    assert unknown("99-NQ/TU là gì?", found(("99-NQ/TU",)))
    assert not unknown("12-NQ/TU là gì?", found(("12-NQ/TU",)))
    assert not unknown("Kinh phí do ai cấp?", found())


def test_a_document_of_another_year_is_unknown() -> None:
    result = found(("12-NQ/TU",))
    assert unknown("Nghị quyết 12-NQ/TU năm 2019 nói về gì?", result)
    assert not unknown("Nghị quyết 12-NQ/TU năm 2024 nói về gì?", result)


def test_using_a_short_form_does_not_say_what_it_is() -> None:
    used = "Cha mẹ làm thủ tục trên ứng dụng VNeID."
    assert not defines("VNeID là gì?", used)
    assert defines("VNeID là gì?", "VNeID là ứng dụng định danh điện tử quốc gia.")
    assert defines("VNeID là gì?", "Ứng dụng định danh quốc gia (VNeID) có từ năm 2022.")
    assert defines("Thủ tục là gì?", used)


FOREIGN = (
    "Việc cấp biển số thuộc về Cơ quan Xe và Bằng lái (Driver and Vehicle Agency - DVXA). Hệ thống "
    "đường thông minh (gọi tắt là ITSX) giúp giảm tắc đường. DVXA là cơ quan của bộ.",
)


@pytest.mark.parametrize(
    ("question", "long"),
    [
        ("DVXA là cơ quan nào của Anh?", "Cơ quan Xe và Bằng lái"),
        ("ITSX là hệ thống gì vậy?", "Hệ thống đường thông minh"),
        ("ITSX của Singapore là gì?", "Hệ thống đường thông minh"),
    ],
)
def test_a_short_form_of_foreign_words_stands_for_the_name_beside_it(
    question: str, long: str
) -> None:
    (ranked,) = introduce(question, found(texts=FOREIGN), quotes(FOREIGN))
    assert ranked.evidence.text[ranked.start : ranked.end] == long


def test_a_clause_after_a_short_form_does_not_say_what_it_is() -> None:
    assert defines("VNXX là gì?", "VNXX, ứng dụng định danh, có từ năm 2022.")
    assert not defines("VNXX là gì?", "Nộp trên ứng dụng VNXX, không phải đến tận nơi.")
