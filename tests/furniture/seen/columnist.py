"""A column: the author's life before and after the text, a disclaimer, other columns with leads."""

import random

from tests.furniture.seen._stock import date, head, life, person, teaser


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    name = person(rng)
    out = [
        "Góc riêng",
        "",
        name,
        "",
        life(rng, name),
        "",
        f"Theo dõi {name}",
        "",
        title,
        "",
        date(rng),
        "",
    ]
    out += [lead, ""] if lead else []
    for part in body:
        out += [part, ""]
    out += [
        name,
        "",
        "Bạn có muốn trở thành cây bút của chuyên mục? Hãy gửi bài dài từ 800 đến 1.200 chữ kèm ảnh chân dung và vài dòng giới thiệu tới hộp thư của ban biên tập.",
        "",
    ]
    out += [f"Cùng tác giả {name}", ""]
    for _ in range(rng.randint(2, 5)):
        out += [head(rng, title), "", teaser(rng, title), ""]
    out += ["Những cây bút khác", ""]
    for _ in range(rng.randint(1, 3)):
        other = person(rng)
        out += [other, "", life(rng, other), ""]
    return "\n".join(out)
