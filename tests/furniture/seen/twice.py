"""A district's page: a poll and counters first, then the article twice."""

import random

from tests.furniture.seen._words import NAMES, clock, day


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    out = [
        "Ý kiến thăm dò",
        "",
        "Bạn đánh giá thế nào về giao diện mới của trang?",
        "Rất đẹp",
        "Đẹp",
        "Bình thường",
        "",
    ]
    out += ["Biểu quyết", "", "Truy cập", ""]
    for label in ("Hôm nay:", "Hôm qua:", "Tuần này:", "Tháng này:", "Tất cả:"):
        out += [label, str(rng.randint(100, 999_999))]
    when, author = f"{day(rng)} {clock(rng)}:{rng.randint(10, 59)}", rng.choice(NAMES)
    article = [lead, f"z{rng.randint(10**12, 10**13)}_{rng.randbytes(16).hex()}.jpg", ""]
    article += [f"    {part}" for part in body] + [f"                {author}"]
    out += [
        "",
        title,
        "",
        f"Ngày {when}",
        "",
        *article,
        "",
        "",
        title,
        "",
        f"Đăng lúc: {when} (GMT+7)",
        "",
    ]
    return "\n".join(out + article)
