"""The next articles follow the first, each whole for some paragraphs and shaped just like it."""

import random

from tests.furniture.seen._stock import date, head, person, story, teaser


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    out = ["Chuyện Phố", "", title, "", f"{person(rng)} {date(rng)}", ""]
    out += [lead, ""] if lead else []
    for part in body:
        out += [part, ""]
    for _ in range(rng.randint(1, 3)):
        out += [
            "Bài tiếp theo",
            "",
            head(rng, title),
            "",
            f"{person(rng)} {date(rng)}",
            "",
            teaser(rng, title),
            "",
        ]
        for _ in range(rng.randint(1, 4)):
            out += [story(rng), ""]
    out += ["Bạn đã đọc hết tin mới hôm nay", "", "Lên đầu trang"]
    return "\n".join(out)
