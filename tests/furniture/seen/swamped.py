"""Furniture in proportion to the article, twice its size: no label says where the text begins or ends."""

import random

from tests.furniture.seen._stock import DESKS, date, head, remark, story, teaser


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    size = sum(map(len, body))
    before, after = [*rng.sample(DESKS, 8), head(rng)], [rng.choice(DESKS)]
    while sum(map(len, before)) < size // 2:
        before += [
            head(rng, title),
            date(rng),
            *([teaser(rng, title)] if rng.random() < 0.6 else []),
        ]
    while sum(map(len, after)) < size * 3 // 2:
        after += [head(rng, title)]
        after += rng.choice([[], [date(rng)], [teaser(rng, title)], [story(rng, title)]])
    own = [title, date(rng), *filter(None, [lead]), *body]
    return "\n".join([*before, "", *own, "", *after, "", remark(rng, title), "Gửi phản hồi"])
