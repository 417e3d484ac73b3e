"""Which laws hold from a day is told over all articles, one sentence a law."""

from collections.abc import Iterator

import pytest

from corpus.ready import ready_article
from service.compose import Service
from tests.fakes_service import serving

REPORT = ready_article(
    "Quốc hội thông qua hai luật về sách",
    "Ngày 5/3/2031, Quốc hội thông qua Luật Sách, báo và thư viện số 20/2031/QH15, có hiệu lực từ "
    "ngày 01/7/2031.\nSau Luật Chữ số 3/2020/QH14, Luật Nói số 21/2031/QH15 ra đời, có hiệu lực từ "
    "ngày 01/7/2031.\nNghị định số 8/2031/NĐ-CP có hiệu lực từ ngày 01/7/2031.",
    name="report",
)
LAW = ready_article(
    "Luật Đọc",
    "Luật Đọc quy định việc đọc sách của mọi người.\n"
    "Điều 9. Hiệu lực thi hành\nLuật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2031.",
    name="law",
)
OTHER = ready_article(
    "Luật Viết có hiệu lực",
    "Luật Viết có hiệu lực từ ngày 11/7/2031, trừ điều cuối.",
    name="other",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("force"), REPORT, LAW, OTHER) as made:
        yield made


@pytest.mark.parametrize(
    "question",
    [
        "Luật nào có hiệu lực từ ngày 01/7/2031?",
        "Những luật nào có hiệu lực thi hành từ ngày 1 tháng 7 năm 2031?",
        "nhung luat nao co hieu luc tu 1/7/2031",
    ],
)
def test_each_law_that_holds_from_the_day(service: Service, question: str) -> None:
    answer = service.answer(question)
    assert answer.short_answer == "Luật Sách, báo và thư viện; Luật Nói"
    assert {c.title for c in answer.citations} == {REPORT.title, LAW.title}
    assert not any("8/2031/NĐ-CP" in c.quote or "11/7/2031" in c.quote for c in answer.citations)


def test_of_a_type_or_of_any(service: Service) -> None:
    decrees = service.answer("Nghị định nào có hiệu lực từ ngày 01/7/2031?")
    assert [c.quote for c in decrees.citations] == [
        "Nghị định số 8/2031/NĐ-CP có hiệu lực từ ngày 01/7/2031."
    ]
    assert len(service.answer("Văn bản nào có hiệu lực từ 01/7/2031?").citations) == 4


def test_of_another_day_nothing_is_told(service: Service) -> None:
    assert service.answer("Luật nào có hiệu lực từ ngày 02/7/2031?").abstained
