"""A broadcaster: a player, a programme guide and a list without a label at the end."""

import random

from tests.furniture.seen._words import NAMES, clock, day, headline


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    out = [
        "Trực tiếp",
        "VOV Giao thông",
        f"{clock(rng)} Bản tin đầu giờ",
        f"{clock(rng)} Ca nhạc theo yêu cầu",
        f"{clock(rng)} Câu chuyện cuối tuần",
        title,
        f"Thứ ba, {clock(rng)}, {day(rng)}",
        f"TĐO - {lead}",
        *body,
        f"{rng.choice(NAMES)} (tổng hợp)",
    ]
    out += [f"{headline(rng)} ({day(rng)})" for _ in range(rng.randint(4, 9))]
    out += ["<< 1 2 3 4 5 >>", "Đầu trang"]
    return "\n".join(out)
