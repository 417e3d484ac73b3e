"""Articles of a law, asked for by number or by matter, are told from the law's own text."""

from collections.abc import Iterator

import pytest

from corpus.ready import ready_article
from service.answering.law_articles import asks_articles, law_articles
from service.compose import Service
from tests.fakes_service import serving

LAW = ready_article(
    "Dự thảo trình kỳ họp",
    "LUẬT ĐỌC SÁCH, MƯỢN SÁCH\n"
    "Quốc hội ban hành Luật Đọc sách, mượn sách.\n"
    "Điều 1. Phạm vi điều chỉnh\n"
    "Luật này quy định về việc đọc sách và mượn sách.\n"
    "Điều 4. Thẻ đọc sách\n"
    "1. Thẻ đọc sách do thư viện xã cấp cho người từ đủ sáu tuổi.\n"
    "2. Thẻ đọc sách ghi:\n"
    "a) Họ và tên;\n"
    "b) Ngày cấp.\n"
    "3. Thẻ mất thì được cấp lại trong ba ngày.\n"
    "Điều 5. Giờ mở cửa và giờ yên tĩnh\n"
    "Thư viện mở cửa từ 8 giờ đến 21 giờ mọi ngày.\n"
    "Buổi trưa là giờ yên tĩnh.\n"
    "Điều 6. Quyền của người mượn sách\n"
    "1. Mượn đến năm quyển một lần.\n"
    "2. Gia hạn hai lần.",
    name="law",
)
NEWS = ready_article(
    "Nhiều ý kiến về Luật Đọc sách, mượn sách",
    "Các thư viện góp ý về Luật Đọc sách, mượn sách tại hội nghị sáng 3/5.\n"
    "Giờ mở cửa được nhiều người quan tâm và bàn thêm ở hội nghị.",
    name="news",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("articles"), LAW, NEWS) as made:
        yield made


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        (
            "Điều 5 Luật Đọc sách, mượn sách quy định về gì?",
            ["Điều 5. Giờ mở cửa", "Thư viện mở cửa", "Buổi trưa"],
        ),
        (
            "dieu 6 cua luat doc sach muon sach noi ve gi",
            ["Điều 6. Quyền", "1. Mượn", "2. Gia hạn"],
        ),
        (
            "Khoản 2 Điều 4 Luật Đọc sách, mượn sách quy định gì?",
            ["Điều 4. Thẻ", "2. Thẻ", "a) Họ", "b) Ngày"],
        ),
        ("Giờ mở cửa được quy định ở điều nào của Luật Đọc sách, mượn sách?", ["Điều 5. Giờ"]),
        ("Điều nào của Luật Đọc sách, mượn sách quy định về thẻ đọc sách?", ["Điều 4. Thẻ"]),
        (
            "Luật Đọc sách, mượn sách quy định thế nào về giờ yên tĩnh?",
            ["Điều 5. Giờ", "Thư viện mở", "Buổi trưa"],
        ),
        (
            "Theo Luật Đọc sách, mượn sách, giờ mở cửa được quy định như thế nào?",
            ["Điều 5. Giờ", "Thư viện mở", "Buổi trưa"],
        ),
    ],
)
def test_what_an_article_of_a_law_provides(
    service: Service, question: str, quotes: list[str]
) -> None:
    answer = service.answer(question)
    assert [c.quote[: len(q)] for c, q in zip(answer.citations, quotes, strict=True)] == quotes
    text = service.store.get(answer.citations[0].article_id).article.text
    assert all(text[c.start : c.end] == c.quote for c in answer.citations)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Quyền của người mượn sách nằm ở điều nào Luật Đọc sách, mượn sách?", "Điều 6"),
        ("Điều 5 Luật Đọc sách, mượn sách nói gì?", "Giờ mở cửa và giờ yên tĩnh"),
    ],
)
def test_the_number_or_the_title_is_the_short_answer(
    service: Service, question: str, short: str
) -> None:
    assert service.answer(question).short_answer == short


@pytest.mark.parametrize(
    "question",
    [
        "Điều 60 Luật Đọc sách, mượn sách quy định về gì?",
        "Điều 5 Luật Bán sách quy định về gì?",
        "Luật Đọc sách, mượn sách quy định thế nào về thuế đất?",
    ],
)
def test_an_article_or_a_law_that_is_not_there(service: Service, question: str) -> None:
    assert service.answer(question).abstained


def test_a_table_of_contents_has_no_articles_of_its_own() -> None:
    text = (
        "Điều 1. Phạm vi 3\nĐiều 2. Thẻ đọc\nĐiều 3. Giờ mở cửa\nHết mục lục.\n"
        "Điều 2. Thẻ đọc\nXã cấp thẻ.\nĐiều 3. Giờ mở cửa\nMở từ 8 giờ."
    )
    found = [(a.number, text[slice(*a.body)].strip()) for a in law_articles(text)]
    assert found == [
        ("3", "Hết mục lục."),
        ("2", "Xã cấp thẻ."),
        ("3", "Mở từ 8 giờ."),
    ]


def test_questions_for_articles_of_a_law() -> None:
    assert asks_articles("Khoản 1 Điều 7 Luật Hóa chất quy định những gì?")
    assert asks_articles("nguyen tac duoc neu o dieu may luat hoa chat")
    assert not asks_articles("Luật Hóa chất có hiệu lực từ ngày nào?")
    assert not asks_articles("Điều gì làm nên thành công?")
