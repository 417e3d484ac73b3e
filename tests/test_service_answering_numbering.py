"""The number of a document that is named by its title, over hits that are given."""

import pytest

from service.answering.numbering import number_of, titled
from tests.test_service_answering_meaning import found, quotes

TEXTS = (
    "Luật Thư viện số 31/2031/QH15 thay Luật Thư viện năm 2019 số 46/2019/QH14.",
    "Luật sửa đổi, bổ sung một số điều của Luật Xuất bản số 19/2012/QH13. Luật số 77/2031/QH15 "
    "ngày 01/7/2031 sửa Phụ lục của Luật Xuất bản.",
)


def numbers(question: str) -> list[str] | None:
    told = number_of(question, found(texts=TEXTS), quotes(TEXTS))
    return told and [ranked.evidence.text[ranked.start : ranked.end] for ranked in told]


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Luật Xuất bản có số hiệu bao nhiêu?", "19/2012/QH13"),
        ("luat xuat ban la luat so may", "19/2012/QH13"),
        ("Luật Thư viện năm 2019 mang số nào?", "46/2019/QH14"),
    ],
)
def test_the_number_stands_right_after_the_title(question: str, number: str) -> None:
    assert numbers(question) == [number]


def test_of_several_years_the_newest_comes_first() -> None:
    assert numbers("Luật Thư viện có số hiệu nào?") == ["31/2031/QH15", "46/2019/QH14"]


def test_another_year_is_no_answer() -> None:
    assert numbers("Luật Thư viện năm 2024 có số hiệu nào?") == []


@pytest.mark.parametrize("question", ["Luật Báo chí có số hiệu nào?", "Luật Xuất bản là gì?"])
def test_what_no_title_tells_is_left_to_other_readers(question: str) -> None:
    assert numbers(question) is None


def test_the_title_is_searched_for_with_what_follows_it() -> None:
    assert titled("Luật Xuất bản có số hiệu bao nhiêu?") == "Luật Xuất bản số"
    assert titled("Luật Xuất bản có bao nhiêu điều?") is None
