import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.answering.gate import check, clean_output, split_output
from tests.fakes_service import make_hit

LIBRARY = make_hit(
    "Thư viện số của thành phố Giang Sơn mở cửa ngày 12/3/2024. "
    "Kinh phí xây dựng thư viện là 18,5 tỷ đồng, theo Quyết định số 15/QĐ-UBND. "
    "Bà Lê Thị Hoa phát biểu tại lễ khai trương.",
    start=40,
)
PLAN = make_hit("Kế hoạch không áp dụng cho các trường tư thục ở Hòa Bắc.", number=2)
HITS = (LIBRARY, PLAN)


@pytest.mark.parametrize(
    "sentence",
    [
        "Kinh phí xây dựng thư viện là 18,5 tỷ đồng [1].",
        "Thư viện số của Giang Sơn mở cửa ngày 12 tháng 3 năm 2024 [1].",
        "Thư viện số mở cửa năm 2024 [1, 2].",
        "Bà Lê Thị Hoa phát biểu tại lễ khai trương [9][1].",
        "Theo Quyết định số 15/QĐ-UBND, kinh phí xây dựng thư viện là 18,5 tỷ đồng [1]",
        "Kế hoạch không áp dụng cho các trường tư thục [2].",
    ],
)
def test_a_sentence_that_a_passage_holds_is_kept(sentence: str) -> None:
    kept = check(sentence, HITS)
    assert kept is not None
    assert "[" not in kept.text
    hit = {hit.passage_id: hit for hit in HITS}[kept.quotes[0].passage_id]
    for quote in kept.quotes:
        assert hit.text[quote.start - hit.start : quote.end - hit.start] == quote.quote


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Kinh phí xây dựng thư viện là 18,5 tỷ đồng.", "no marker"),
        ("Kinh phí xây dựng thư viện là 18,5 tỷ đồng [3].", "unknown marker"),
        ("Kinh phí xây dựng thư viện là 18,5 tỷ đồng [2].", "another passage"),
        ("Kinh phí xây dựng thư viện là 19,5 tỷ đồng [1].", "another number"),
        ("Thư viện số của Giang Sơn mở cửa ngày 13/3/2024 [1].", "another date"),
        ("Theo Quyết định số 16/QĐ-UBND, kinh phí là 18,5 tỷ đồng [1].", "another document"),
        ("Bà Lê Thị Hồng phát biểu tại lễ khai trương [1].", "another name"),
        ("Bà Hoa Lê phát biểu tại lễ khai trương [1].", "a name turned round"),
        ("Kế hoạch áp dụng cho các trường tư thục [2].", "a negation lost"),
        ("Thư viện số không mở cửa ngày 12/3/2024 [1].", "a negation added"),
        ("Người dân rất hài lòng và đánh giá cao dịch vụ [1].", "other words"),
        ("[1]", "no words"),
        ("", "nothing"),
    ],
)
def test_a_sentence_that_no_cited_passage_holds_is_dropped(sentence: str, why: str) -> None:
    assert check(sentence, HITS) is None, why


def test_figures_from_two_sentences_are_quoted_twice() -> None:
    kept = check("Thư viện mở cửa ngày 12/3/2024, kinh phí xây dựng 18,5 tỷ đồng [1].", HITS)
    assert kept is not None
    assert [quote.quote for quote in kept.quotes] == [
        "Thư viện số của thành phố Giang Sơn mở cửa ngày 12/3/2024.",
        "Kinh phí xây dựng thư viện là 18,5 tỷ đồng, theo Quyết định số 15/QĐ-UBND.",
    ]


def test_the_quote_is_the_sentence_that_holds_the_claim() -> None:
    kept = check("Bà Lê Thị Hoa phát biểu tại lễ khai trương [1].", HITS)
    assert kept is not None
    assert [quote.quote for quote in kept.quotes] == ["Bà Lê Thị Hoa phát biểu tại lễ khai trương."]
    assert kept.quotes[0].start == 40 + LIBRARY.text.index("Bà Lê")


def test_markup_and_thoughts_are_cleaned_and_markers_kept_with_their_sentence() -> None:
    raw = "<think>hm [2]</think>**Một câu.** [1] Câu hai [2].\n- Câu ba. [1][2]\n2) Câu bốn [1]"
    assert list(split_output(clean_output(raw))) == [
        "Một câu [1].",
        "Câu hai [2].",
        "Câu ba [1][2].",
        "Câu bốn [1]",
    ]


def test_an_open_thought_says_nothing() -> None:
    assert list(split_output(clean_output("<think>Kinh phí là 18,5 tỷ đồng [1]."))) == []


@given(st.text(max_size=200), st.integers(0, 12))
def test_whatever_is_written_quotes_are_verbatim(text: str, marker: int) -> None:
    for sentence in split_output(clean_output(f"{text} [{marker}]")):
        kept = check(sentence, HITS)
        for quote in kept.quotes if kept else ():
            hit = {hit.passage_id: hit for hit in HITS}[quote.passage_id]
            assert hit.text[quote.start - hit.start : quote.end - hit.start] == quote.quote
