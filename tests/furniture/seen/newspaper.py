"""A newspaper: breadcrumbs, sharing, an author, topics, teasers of headline and lead."""

import random

from tests.furniture.seen._words import NAMES, clock, day, headline
from tests.furniture.seen._words import lead as other_lead


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    out = ["Trang chủ > Xã hội > Đời sống", title, f"{day(rng)}, {clock(rng)} (GMT+7)"]
    out += ["Chia sẻ Facebook Zalo Copy link", "A- A A+", f"(Báo Miền Đông) - {lead}"]
    for part in body:
        out += [part, ""]
    out += [
        rng.choice(NAMES),
        "",
        "Chủ đề Đời sống đô thị",
        "Chủ đề An toàn giao thông",
        "",
        "Đọc thêm",
        "",
    ]
    for _ in range(rng.randint(3, 6)):
        other = headline(rng)
        out += [other, "", other, "", other_lead(rng)]
    return "\n".join(out)
