"""A phone's news feed: sources and ages, likes, then one article after another without an end."""

import random

from tests.furniture.seen._stock import OUTLETS, ago, count, head, story


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    def bar() -> list[str]:
        return [
            f"{rng.choice(OUTLETS)} • {ago(rng)}",
            f"♥ {count(rng)}   💬 {count(rng)}   ↗ {count(rng)}",
        ]

    out = ["☰", "Nóng   Mới   Video   Chủ đề", title, *bar(), "Theo dõi nguồn này"]
    out += [lead] if lead else []
    for place, part in enumerate(body):
        out += [part]
        if place == len(body) // 2:
            out += ["Tắt quảng cáo [X]"]
    out += ["Xem bài gốc", "👍 😮 😢", f"{count(rng)} người đã bày tỏ cảm xúc"]
    for _ in range(rng.randint(3, 6)):
        out += [head(rng, title), *bar()]
        out += [story(rng, title) for _ in range(rng.randint(1, 2))]
        out += ["Đọc tiếp ▾"]
    out += ["Đang tải thêm..."]
    return "\n".join(out)
