"""An abbreviation that nobody defined is read as the words that the articles found say."""

import pytest

from index.hits import Query, SearchResult
from service.answering.initials import spelled_out
from tests.fakes_service import make_hit

READERS = "Thư viện lưu động đến các xã. Xe thư viện lưu động có 800 cuốn."


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("TVLĐ có bao nhiêu cuốn?", "thư viện lưu động có bao nhiêu cuốn?"),
        ("TVLD có bao nhiêu cuốn?", "TVLD có bao nhiêu cuốn?"),  # "đ" is a letter of its own
        ("TV có bao nhiêu cuốn?", "TV có bao nhiêu cuốn?"),  # two letters need more
        ("20 TVLĐ có gì?", "20 TVLĐ có gì?"),  # may be part of a number
        ("TVLĐ CÓ GÌ?", "TVLĐ CÓ GÌ?"),
        ("CVX có gì?", "CVX có gì?"),
    ],
)
def test_as_the_hits_say_it(question: str, read: str) -> None:
    result = SearchResult(Query(question), (make_hit(READERS),), 1)
    assert spelled_out(question, result) == read


def test_what_is_known_or_stands_there_stays() -> None:
    question = "TVLĐ có gì?"
    known = Query(question, expansions=("TVLĐ → trả vé lưu động",))
    assert spelled_out(question, SearchResult(known, (make_hit(READERS),), 1)) == question
    there = make_hit(f"{READERS} TVLĐ mở cửa.")
    assert spelled_out(question, SearchResult(Query(question), (there,), 1)) == question
