"""After the article whole sections of a front page, under names that announce nothing."""

import random

from tests.furniture.seen._words import day, headline, headlines
from tests.furniture.seen._words import lead as other_lead


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    out = [title, day(rng), lead, "", *body, "", "Nguồn: Báo Bình Minh", ""]
    for name in rng.sample(
        ["Văn hóa", "Kinh tế", "Thế giới", "Công nghệ", "Nhịp sống trẻ", "Bất động sản"], 3
    ):
        out += [name, headline(rng), other_lead(rng), *headlines(rng, 2, 5), ""]
    return "\n".join(out)
