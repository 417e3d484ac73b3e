"""Boxes between the paragraphs: advertisements, links and related articles, some with a lead."""

import random

from tests.furniture.seen._words import NAMES, clock, day, headline, headlines
from tests.furniture.seen._words import lead as other_lead


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    out = [title, f"{rng.choice(NAMES)} - {clock(rng)} {day(rng)}", lead]
    for number, part in enumerate(body):
        out += [part]
        if number == len(body) - 1 or rng.random() > 0.25:
            continue
        box = rng.randrange(5)
        if box == 0:
            out += ["Quảng cáo"]
        elif box == 1:
            out += [f">> Xem thêm: {headline(rng)}"]
        elif box == 2:
            out += ["TIN LIÊN QUAN", *headlines(rng, 2, 3)]
        elif box == 3:
            out += ["Đọc thêm", headline(rng), other_lead(rng)]
        else:
            out += [f"[VIDEO] {headline(rng)}"]
    out += ["Bình luận", "Gửi bình luận của bạn", "Có thể bạn quan tâm", *headlines(rng, 3, 6)]
    return "\n".join(out)
