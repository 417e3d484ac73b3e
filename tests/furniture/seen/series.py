"""A part of a series, lines joined: the parts before and after it, an editor's note, a summary."""

import random

from tests.furniture.seen._stock import head, life, person, pick, story, teaser


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    name = person(rng)
    part_number = rng.randint(2, 5)
    out = [
        f"Loạt bài {part_number + rng.randint(1, 3)} kỳ",
        pick("Tiếng nói từ vùng xa|Những ngả đường mưu sinh|Thành phố không ngủ", rng),
    ]
    for number in range(1, part_number):
        out += [f"Kỳ {number}: {head(rng, title)}", teaser(rng, title)]
    out += [f"Kỳ {part_number}", title, f"{name} thực hiện"]
    out += [lead] if lead else []
    out += body
    out += [f"Kỳ tới: {head(rng, title)}", story(rng, title)]
    if rng.random() < 0.6:
        out += ["Về tác giả", life(rng, name)]
    out += [
        "Loạt bài được thực hiện với sự hỗ trợ của Quỹ Phóng sự Mở. Quan điểm trong bài là của tác giả và các nhân vật, không nhất thiết phản ánh quan điểm của nhà tài trợ."
    ]
    return "\n".join(out)
