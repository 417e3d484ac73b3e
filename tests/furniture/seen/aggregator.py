"""An aggregator: one story by many sources, each with a headline, an age and its first lines."""

import random

from tests.furniture.seen._stock import DESKS, OUTLETS, ago, count, head, heads, pick, teaser


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    out = [
        "Điểm Báo",
        "",
        "Tỉnh thành ▾",
        "",
        *rng.sample(DESKS, 5),
        "",
        f"{rng.choice(DESKS)} › {rng.randint(3, 40)} bài cùng sự kiện",
        "",
    ]
    out += [
        title,
        "",
        rng.choice(OUTLETS),
        "",
        ago(rng),
        "",
        f"{rng.randint(2, 40)} liên quan",
        "",
        "Gốc",
        "",
    ]
    out += [lead, ""] if lead else []
    for part in body:
        out += [part, ""]
    out += [
        f"Nguồn {rng.choice(OUTLETS)}: https://goc.example/{rng.randint(1000, 9999)}",
        "",
        "Sự kiện này trên các báo",
        "",
    ]
    for _ in range(rng.randint(3, 7)):
        out += [
            head(rng, title),
            "",
            f"{rng.choice(OUTLETS)}  {ago(rng)}",
            "",
            f"{teaser(rng, title)[:140].rsplit(' ', 1)[0]}...",
            "",
        ]
    out += [pick("Đang được quan tâm|Nhiều người chia sẻ", rng), ""]
    for other in heads(rng, 4, 8):
        out += [other, "", f"{ago(rng)}  {count(rng)} chia sẻ", ""]
    return "\n".join(out)
