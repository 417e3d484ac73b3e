"""Which articles tell of something: a sentence of each, the newest first."""

from collections.abc import Iterator

import pytest

from corpus.ready import ready_article
from service.answering.mentioning import MOST, asks_mentions
from service.compose import Service
from tests.fakes_service import serving

OLDER = ready_article(
    "Tỉnh Hòa Bắc mở thư viện",
    "Thư viện tỉnh mở cửa theo Nghị quyết số 12-NQ/TU về đọc sách của Tỉnh ủy.\n"
    "Sách nói được mượn nhiều nhất trong tháng đầu.",
    name="older",
    published="2031-03-06",
)
NEWER = ready_article(
    "Một năm đọc sách ở Hòa Bắc",
    "Nghị quyết số 12-NQ/TU được thực hiện ở mọi xã trong tỉnh Hòa Bắc.\n"
    "Kế hoạch số 40/KH-UBND thực hiện Nghị quyết số 12-NQ/TU của Tỉnh ủy.\n"
    "Đề án 06 giúp cấp thẻ đọc qua mạng cho người dân trong tỉnh.",
    name="newer",
    published="2032-03-06",
)
OTHER = ready_article(
    "Chợ sách cũ ngày cuối tuần",
    "Chợ sách cũ họp ở bến xe vào sáng chủ nhật hằng tuần.",
    name="other",
    published="2033-03-06",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("mentions"), OLDER, NEWER, OTHER) as made:
        yield made


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("Bài nào nhắc tới Nghị quyết 12-NQ/TU?", [NEWER.title, OLDER.title]),
        ("nghi quyet 12 duoc nhac den trong nhung bai nao", [NEWER.title, OLDER.title]),
        ("Những bài viết nào nói về Đề án 06?", [NEWER.title]),
        ("Bài báo nào đề cập đến chợ sách cũ?", [OTHER.title]),
    ],
)
def test_the_articles_that_tell_of_it_the_newest_first(
    service: Service, question: str, titles: list[str]
) -> None:
    answer = service.answer(question)
    assert [c.title for c in answer.citations] == titles
    assert answer.short_answer is None
    assert len(answer.citations) <= MOST


@pytest.mark.parametrize(
    "question",
    [
        "Bài nào nhắc tới Nghị quyết 99-NQ/TU?",
        "Bài nào nói về xe đua?",
        "bai nao viet ve cho nguoi mu",  # words of it stand in other words
    ],
)
def test_no_article_tells_of_anything_else(service: Service, question: str) -> None:
    assert service.answer(question).abstained


def test_questions_for_articles() -> None:
    assert asks_mentions("Tìm các bài viết nói về sách nói")
    assert not asks_mentions("Bài nào hay?")
    assert not asks_mentions("Ai viết bài về sách nói?")


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Kế hoạch số 40/KH-UBND thực hiện nghị quyết nào?", "12-NQ/TU"),
        ("Kế hoạch 40/KH-UBND triển khai nghị quyết nào?", "12-NQ/TU"),
    ],
)
def test_what_a_document_carries_out(service: Service, question: str, short: str) -> None:
    assert short in (service.answer(question).short_answer or "")
