"""A site whose readers talk: comments with names, hearts and answers under the article."""

import random

from tests.furniture.seen._words import COMMENTS, NAMES, clock, day, headlines


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    out = ["Thời sự", f"Thứ sáu, {day(rng)}, {clock(rng)}", title, lead, *body, rng.choice(NAMES)]
    count = rng.randint(2, 9)
    out += ["Trở lại Thời sự", "Lưu", "Chia sẻ", f"Ý kiến ({count})", "Quan tâm nhất", "Mới nhất"]
    for _ in range(count):
        out += [
            rng.choice(NAMES),
            rng.choice(COMMENTS),
            "Trả lời",
            f"{rng.randint(0, 90)}",
            f"{clock(rng)} {day(rng)}",
        ]
    out += ["Xem thêm bình luận", "Tin cùng chuyên mục", *headlines(rng, 3, 8)]
    return "\n".join(out)
