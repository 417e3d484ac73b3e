import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.articles import Filters
from service.errors import BadInput
from service.inputs import read_date, read_filters, read_question, read_top


def test_a_question_is_trimmed_and_composed() -> None:
    assert read_question("  Nghi\u0323 quyết 57?\n") == "Nghị quyết 57?"


@pytest.mark.parametrize("text", ["", " \n", "a" * 2001, "a\x00", "a\ud800", "\x1b[31m"])
def test_what_is_no_question(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_question(text)
    assert caught.value.field == "question"


@given(st.text(max_size=2100))
def test_a_question_is_read_or_refused(text: str) -> None:
    try:
        question = read_question(text)
    except BadInput:
        return
    assert 1 <= len(question) <= 2000
    assert read_question(question) == question
    question.encode("utf-8")


def test_filters_take_their_normal_form() -> None:
    given = {"document": ["57/nq-tw"], "source": [" Báo A "], "from": ["2025-01-02"]}
    assert read_filters(given) == Filters(
        document=("57-NQ/TW",), source=("Báo A",), from_=("2025-01-02",)
    )
    assert read_filters({}) == Filters()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"form": ["2025-01-01"]}, "form"),
        ({"source": [""]}, "source"),
        ({"place": ["a\x00"]}, "place"),
        ({"document": ["chẳng phải"]}, "document"),
        ({"article": ["G" * 16]}, "article"),
        ({"from": ["01/02/2025"]}, "from"),
        ({"to": ["2025-02-30"]}, "to"),
    ],
)
def test_a_bad_filter_names_its_field(values: dict[str, list[str]], field: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_filters(values)
    assert caught.value.field == field


@pytest.mark.parametrize(
    "value", ["2025-05-17", "2025-05-17T13:20", "2025-05-17T13:20:00+07:00", "2025-05-17 13:20"]
)
def test_dates_that_are_read(value: str) -> None:
    assert read_date("from", value) == value


@pytest.mark.parametrize("value", ["20250517", "2025-W20", "2025", "", "2025-05-17T", "nay"])
def test_dates_that_are_refused(value: str) -> None:
    with pytest.raises(BadInput):
        read_date("from", value)


@pytest.mark.parametrize("top", [0, -1, 101])
def test_top_has_bounds(top: int) -> None:
    with pytest.raises(BadInput):
        read_top(top)
