"""Near-duplicates: what is the same but for boilerplate, and what only looks like it."""

import json
import lzma
import random
from itertools import combinations, islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.articles import Article
from corpus.cleaning import clean
from corpus.duplicates import Body, bands, same_body
from corpus.readers import walk
from tests.near_copies import OTHER, SAME, Change, article_of, lines_of
from tests.shared_data import shared

STORY = (
    "Sáng nay, thành phố Giang Sơn khánh thành cầu Vân dài 820 mét bắc qua sông Lam, nối hai quận "
    "phía đông và phía tây. Công trình khởi công từ năm 2021, kinh phí 1.250 tỷ đồng lấy từ ngân "
    "sách thành phố. Ông Lê Văn Hòa, giám đốc ban quản lý, cho biết cầu giúp rút ngắn nửa giờ đi "
    "lại cho người dân hai bờ. Nhiều người đã có mặt từ sớm để đi bộ qua cầu."
)


def body(*lines: str, lead: str | None = None) -> Body:
    kinds = [("lead", lead)] if lead else []
    return Body.of(
        article_of([("title", "Cầu mới"), *kinds, *(("paragraph", x) for x in lines)], "x")
    )


@pytest.mark.parametrize(
    "copy",
    [
        [STORY],
        [STORY, "Theo TTXVN"],
        ["(TTXVN) - " + STORY],
        [STORY, "Mời quý độc giả theo dõi kênh của chúng tôi để xem những tin mới nhất mỗi ngày."],
        [STORY.replace("Hòa", "Hoà").replace("Sáng nay", "SÁNG NAY")],
        [STORY.replace(" bắc qua", " vắt ngang")],
        STORY.split(". "),
    ],
)
def test_boilerplate_and_corrections_make_no_other_body(copy: list[str]) -> None:
    assert same_body(body(STORY), body(*copy))
    assert same_body(body(*copy), body(STORY))


@pytest.mark.parametrize(
    "other",
    [
        STORY.replace("820", "280"),
        STORY.replace("Lê Văn Hòa", "Trần Bình"),
        STORY.replace("giúp rút", "không giúp rút"),
        STORY[: STORY.index(" Ông Lê")],
        STORY + " Đến chiều, 12 người bị ngã vì chen lấn.",
        STORY + " Không ai bị thương.",
        STORY.replace("Công trình", "Theo lời kể của những người sống ở đây thì công trình"),
    ],
)
def test_what_says_something_else_is_another_body(other: str) -> None:
    assert not same_body(body(STORY), body(other))
    assert not same_body(body(other), body(STORY))


def test_a_lead_may_be_another_but_not_another_figure() -> None:
    one = body(STORY, lead="Cây cầu dài 820 mét vừa được đưa vào sử dụng.")
    assert same_body(one, body(STORY, lead="Người dân hai bờ sông Lam vui mừng."))
    assert same_body(one, body(STORY))
    assert not same_body(one, body(STORY, lead="Cây cầu dài 900 mét vừa được đưa vào sử dụng."))


def test_a_short_body_has_no_copies() -> None:
    short = article_of([("title", "Giá vàng"), ("paragraph", "Giá vàng hôm nay tăng nhẹ.")], "x")
    assert bands(short) == ()
    assert not same_body(Body.of(short), Body.of(short))


def test_bands_are_those_of_the_text_whatever_stands_around_it() -> None:
    one = article_of([("title", "Một"), ("paragraph", STORY)], "một")
    other = article_of([("title", "Hai"), ("caption", "Ảnh."), ("paragraph", STORY)], "hai")
    assert bands(one) == bands(other)
    assert len(set(bands(one))) == 12
    # Stores keep them: another version of the library must not make others unnoticed.
    assert bands(one)[0] == 7149946292543193695


@settings(max_examples=25)
@given(st.lists(st.sampled_from(STORY.split()), min_size=0, max_size=200), st.randoms())
def test_sameness_is_symmetric_and_of_itself(words: list[str], rng: random.Random) -> None:
    cut = rng.randrange(len(words) + 1)
    one, other = body(STORY), body(" ".join([*words[:cut], STORY, *words[cut:]]))
    assert same_body(other, other)
    assert same_body(one, other) == same_body(other, one)


def test_a_hostile_text_takes_no_long_time() -> None:
    many = body(*["a b " * 20_000] * 2)
    more = body(*["b a " * 20_001] * 2)
    assert same_body(many, many)
    assert not same_body(many, more)
    bands(article_of([("paragraph", "x" * 1_000_000), ("paragraph", "theo" + "-" * 10_000)], "x"))


@pytest.fixture(scope="module")
def news() -> list[Article]:
    with lzma.open(shared("data", "train", "news.jsonl.xz"), "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in islice(file, 60)]
    return [article_of(lines_of(record), str(n)) for n, record in enumerate(records)]


@pytest.mark.parametrize("change", [*SAME, *OTHER], ids=lambda change: change.__name__)
def test_on_news(news: list[Article], change: Change) -> None:
    rng = random.Random(20250517)
    judged = []
    for article in news:
        lines = [(block.kind, article.text[block.start : block.end]) for block in article.blocks]
        made = change(lines, rng)
        if made is None or made == lines:
            continue
        copy = article_of(made, "copy")
        candidate = not set(bands(article)).isdisjoint(bands(copy))
        judged.append(candidate and same_body(Body.of(article), Body.of(copy)))
    assert len(judged) >= 20
    share = sum(judged) / len(judged)
    assert share >= 0.8 if change in SAME else share <= 0.05


def test_the_seeds_and_the_web_articles_stay_apart() -> None:
    read = [clean(raw) for raw in walk([shared("articles", "seeds")])]
    assert len(read) == 5
    assert not any(same_body(*map(Body.of, pair)) for pair in combinations(read, 2))
