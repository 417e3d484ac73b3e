"""To whom a law applies and what it governs is read from its own first articles."""

from collections.abc import Iterator

import pytest

from corpus.ready import ready_article
from service.compose import Service
from tests.fakes_service import serving

LIBRARIES = ready_article(
    "LUẬT THƯ VIỆN SỐ",
    "Căn cứ Hiến pháp, Quốc hội ban hành Luật Thư viện số.\n"
    "Điều 1. Phạm vi điều chỉnh\n"
    "1. Luật này quy định về việc lập, mở và giữ thư viện số trong cả nước.\n"
    "Điều 2. Đối tượng áp dụng\n"
    "1. Cơ quan nhà nước có thư viện mở cho bạn đọc.\n"
    "2. Trường học có thư viện số.\n"
    "Điều 3. Giải thích từ ngữ\n"
    "1. Thư viện số là kho sách mở trên mạng cho mọi người đọc.",
    name="libraries",
)
MAPS = ready_article(
    "LUẬT BẢN ĐỒ",
    "Căn cứ Hiến pháp, Quốc hội ban hành Luật Bản đồ.\n"
    "Điều 1. Phạm vi điều chỉnh và đối tượng áp dụng\n"
    "1. Luật này quy định việc đo, vẽ và in bản đồ.\n"
    "2. Luật này áp dụng đối với:\n"
    "a) Cơ quan nhà nước vẽ bản đồ;\n"
    "b) Doanh nghiệp in bản đồ.\n"
    "Điều 2. Giải thích từ ngữ\n"
    "Bản đồ là hình vẽ thu nhỏ của một vùng đất.",
    name="maps",
)
COMMENT = ready_article(
    "Bàn về Luật Kiến trúc",
    "Luật Kiến trúc của nước bạn ghi rõ: Luật này áp dụng đối với kiến trúc sư.\n"
    "Luật này áp dụng đối với kiến trúc sư của mọi nước, theo tác giả bài viết về Luật Kiến trúc.",
    name="comment",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("scope"), LIBRARIES, MAPS, COMMENT) as made:
        yield made


@pytest.mark.parametrize(
    ("question", "short"),
    [
        (
            "Luật Thư viện số áp dụng cho ai?",
            "Cơ quan nhà nước có thư viện mở cho bạn đọc; Trường học có thư viện số",
        ),
        ("doi tuong ap dung cua luat thu vien so", "Trường học có thư viện số"),
        ("Luật Thư viện số quy định về gì?", "việc lập, mở và giữ thư viện số"),
        (
            "Luật Bản đồ áp dụng với những đối tượng nào?",
            "Cơ quan nhà nước vẽ bản đồ; Doanh nghiệp in bản đồ",
        ),
        ("Phạm vi điều chỉnh của Luật Bản đồ là gì?", "việc đo, vẽ và in bản đồ"),
    ],
)
def test_a_law_says_what_it_governs_and_to_whom_it_applies(
    service: Service, question: str, short: str
) -> None:
    answer = service.answer(question)
    assert short in (answer.short_answer or "")
    assert all(c.quote in service.store.get(c.article_id).article.text for c in answer.citations)


def test_a_text_about_a_law_is_not_the_law(service: Service) -> None:
    answer = service.answer("Luật Kiến trúc áp dụng cho ai?")
    assert answer.confidence < 0.9
