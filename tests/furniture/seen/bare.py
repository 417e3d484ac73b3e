"""A page with almost nothing round the article: a name before it, a date after it, or not even that."""

import random

from tests.furniture.seen._stock import OUTLETS, date, person


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    gap = rng.choice(["\n", "\n\n"])
    out = [title, *filter(None, [lead]), *body]
    if rng.random() < 0.5:
        out = [rng.choice(OUTLETS), *out]
    if rng.random() < 0.5:
        out += [rng.choice([person(rng), f"Đăng ngày {date(rng)}", f"Theo {rng.choice(OUTLETS)}"])]
    return gap.join(out)
