"""A debate under the article: comments as long as its paragraphs, about its matter, with answers."""

import random

from tests.furniture.seen._stock import ago, count, date, heads, person, remark, story


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    out = [title, f"{date(rng)} | {count(rng)} bình luận"]
    out += [lead] if lead else []
    out += body
    out += ["Ý kiến bạn đọc", "Quan tâm nhất  Mới nhất"]
    for _ in range(rng.randint(3, 9)):
        out += [
            person(rng),
            remark(rng, title),
            f"Thích {rng.randint(0, 900)}  Trả lời  {ago(rng)}",
        ]
        if rng.random() < 0.4:
            out += [
                f"@{person(rng)}",
                remark(rng, title),
                f"Thích {rng.randint(0, 90)}  Trả lời  {ago(rng)}",
            ]
        if rng.random() < 0.15:
            out += [remark(rng, title), story(rng, title)]
    out += [
        "Xem thêm ý kiến",
        "Ý kiến của bạn sẽ được biên tập trước khi đăng. Xin vui lòng gõ tiếng Việt có dấu.",
        *heads(rng, 3, 6),
    ]
    return "\n".join(out)
