"""A whole HTML page: navigation, pictures with captions, hidden text, asides, a footer."""

import random
from html import escape

from tests.furniture.seen._words import clock, day, headlines
from tests.furniture.seen._words import lead as other_lead


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    links = "".join(
        f'<li><a href="/{n}">{x}</a></li>'
        for n, x in enumerate(["Trang chủ", "Thời sự", "Thế giới", "Bạn đọc"])
    )
    parts = []
    for part in body:
        parts.append(f"<p>{escape(part)}</p>")
        if rng.random() < 0.1:
            parts.append(
                '<figure><img src="/a.jpg"><figcaption>Một góc chợ nổi lúc bình minh. Ảnh: Bạn đọc</figcaption></figure>'
            )
        if rng.random() < 0.1:
            parts.append(f'<p style="display:none">{other_lead(rng)}</p>')
    others = "".join(
        f'<li><a href="/x">{x}</a><p>{other_lead(rng)}</p></li>' for x in headlines(rng, 3, 6)
    )
    return (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{escape(title)} | Báo Sông Quê</title></head>"
        f"<body><nav><ul>{links}</ul></nav><main><article><h1>{escape(title)}</h1><div class='date'>{day(rng)} {clock(rng)}</div>"
        f"<p class='sapo'>{escape(lead)}</p>{''.join(parts)}</article></main><aside><h3>Tin liên quan</h3><ul>{others}</ul></aside>"
        "<footer><p>Bản quyền thuộc về Báo Sông Quê. Ghi rõ nguồn khi trích dẫn lại nội dung từ trang này.</p></footer></body></html>"
    )
