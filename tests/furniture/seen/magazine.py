"""A magazine: pictures in table markup, then lists of other headlines by section."""

import random

from tests.furniture.seen._words import headlines


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    out = [title, lead]
    for part in body:
        out += [part]
        if rng.random() < 0.12:
            out += [
                "![]() |",
                "| Khách tham quan gian hàng trưng bày sản phẩm thủ công - Ảnh: Ban Tổ chức |",
            ]
    for label in ("Các tin khác", "Đọc nhiều", "Videos", "E-magazine Infographic Video"):
        out += [label, *headlines(rng, 4, 9)]
    return "\n".join(out)
