"""Boxes inside the article: see also, a foreign headline with its lead, a poll, a video, a podcast."""

import random

from tests.furniture.seen._stock import (
    ENGLISH,
    count,
    date,
    head,
    person,
    pick,
    story,
    teaser,
    topic,
)


def box(title: str, rng: random.Random) -> list[str]:
    return rng.choice(
        [
            [f"Xem thêm: {head(rng, title)}"],
            [
                "In English",
                pick(ENGLISH, rng),
                f"Officials said on {pick('Monday|Friday', rng)} the decision would take effect within {rng.randint(2, 9)} weeks, though traders remain unconvinced.",
            ],
            [
                "Thăm dò",
                f"Bạn nghĩ gì về {topic(title, rng)}?",
                "○ Ủng hộ",
                "○ Không ủng hộ",
                "○ Khó nói",
                "Biểu quyết",
                f"{count(rng)} phiếu",
            ],
            ["▶ 02:17", head(rng, title), f"Video: {person(rng)}"],
            [
                "Podcast Sáng Sớm",
                f"🔊 00:00 / {rng.randint(5, 30)}:{rng.randint(10, 59)}",
                f"Tập {rng.randint(12, 300)}: {head(rng)}",
                "1x  Tải về  Spotify",
            ],
            [head(rng, title), teaser(rng, title)],
        ]
    )


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    out = ["TUẦN SAN NAM PHƯƠNG", "", title, "", f"{date(rng)} / {person(rng)}", ""]
    out += [lead, ""] if lead else []
    for place, part in enumerate(body):
        out += [part, ""]
        if place < len(body) - 1 and rng.random() < 0.22:
            out += [line for text in box(title, rng) for line in (text, "")]
    out += [f"© Tuần san Nam Phương {rng.randint(2015, 2024)}", "", "Đặt báo dài hạn", ""]
    for _ in range(rng.randint(1, 3)):
        out += [head(rng), "", story(rng), ""]
    return "\n".join(out)
