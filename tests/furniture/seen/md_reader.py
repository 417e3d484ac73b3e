"""A reader mode's Markdown: hardly any furniture, a share line and one box at the end."""

import random

from tests.furniture.seen._stock import count, head, teaser


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    out = [title, "=" * 12, ""]
    out += [lead, ""] if lead else []
    for part in body:
        out += [part, ""]
    out += [f"[Chia sẻ](#) · {count(rng)} lượt lưu"]
    if rng.random() < 0.5:
        out += ["", f"**Kế tiếp:** [{head(rng, title)}](/tiep)", "", teaser(rng, title)]
    return "\n".join(out)
