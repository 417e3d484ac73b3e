"""Prices, weather and a ticker before the article; ranked headlines with times after it."""

import random

from tests.furniture.seen._words import clock, day, headline


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    out = [
        f"Hà Nội {rng.randint(15, 38)}°C",
        f"TP.HCM {rng.randint(24, 37)}°C",
        "Giá vàng",
        "| Loại | Mua | Bán |",
        "| --- | --- | --- |",
    ]
    out += [
        f"| SJC | {rng.randint(60, 90)}.{rng.randint(100, 900)} | {rng.randint(60, 90)}.{rng.randint(100, 900)} |",
        "| USD | 25.140 | 25.470 |",
    ]
    out += [
        "Tin nóng:",
        headline(rng),
        headline(rng),
        "",
        title,
        f"{clock(rng)} {day(rng)}",
        "0",
        "Nghe bài viết",
        "00:00 / 03:25",
        lead,
        *body,
        "",
        "Từ khóa:",
        "đời sống",
        "pháp luật",
        "tin trong ngày",
    ]
    out += ["Tin đọc nhiều nhất"]
    for rank in range(1, rng.randint(5, 9)):
        out += [str(rank), headline(rng), f"{rng.randint(1, 23)} giờ trước"]
    return "\n".join(out)
