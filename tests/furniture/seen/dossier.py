"""A dossier: its own introduction and the leads of other articles stand before the title."""

import random

from tests.furniture.seen._stock import date, head, heads, story, teaser, topic


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    out = [
        f"HỒ SƠ: {topic(title, rng).upper()}",
        "",
        f"Trong {rng.randint(2, 9)} năm, câu chuyện {topic(title, rng)} đã đi qua nhiều khúc quanh. Hồ sơ này tập hợp những bài viết đáng chú ý nhất của chúng tôi, xếp theo thời gian đăng.",
        "",
    ]
    for _ in range(rng.randint(2, 4)):
        out += [head(rng, title), "", date(rng), "", teaser(rng, title), ""]
    out += ["Bài đang xem", "", title, "", date(rng), ""]
    out += [lead, ""] if lead else []
    for part in body:
        out += [part, ""]
    out += ["Trong cùng hồ sơ", ""]
    for _ in range(rng.randint(1, 3)):
        out += [head(rng, title), "", date(rng), "", story(rng, title), ""]
    out += ["Hồ sơ khác", "", *heads(rng, 3, 5)]
    return "\n".join(out)
