"""A page turned into Markdown: link lists, pictures with captions, rules, bold widgets."""

import random

from tests.furniture.seen._stock import DESKS, ago, date, head, person, pick, teaser


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    def link(text: str) -> str:
        return f"[{text}](https://ngaynay.example/{rng.randint(10**5, 10**6)}.htm)"

    out = ["[![Ngày Nay](/static/logo.svg)](/)", ""]
    out += [f"* {link(desk)}" for desk in rng.sample(DESKS, rng.randint(5, 9))]
    out += [
        "",
        "---",
        "",
        title,
        "=" * min(len(title), 60),
        "",
        f"**{person(rng)}** · {date(rng)} · [0 bình luận](#comments)",
        "",
    ]
    out += [lead, ""] if lead else []
    for part in body:
        out += [part, ""]
        dice = rng.random()
        if dice < 0.08:
            out += [
                f"![{head(rng)}](https://img.ngaynay.example/{rng.randint(1, 999)}.jpg)",
                "",
                f"*{pick('Quang cảnh buổi lễ sáng 12/4|Xưởng dệt nhìn từ trên cao|Du khách xếp hàng mua vé', rng)}. Ảnh: {person(rng)}*",
                "",
            ]
        elif dice < 0.18:
            out += [f"> **Đọc tiếp:** {link(head(rng, title))}", ""]
        elif dice < 0.24:
            out += [f"**[{head(rng, title)}](/lien-quan)**", "", teaser(rng, title), ""]
    out += [
        f"**Thẻ:** {link('thời cuộc')}, {link('bạn trẻ')}",
        "",
        "* * *",
        "",
        "### Tin cùng mục",
        "",
    ]
    for _ in range(rng.randint(3, 6)):
        out += [f"#### {link(head(rng, title))}", "", f"{ago(rng)} · {teaser(rng, title)}", ""]
    out += [
        "### Nhận bản tin sáng",
        "",
        "**Mỗi ngày một lá thư, năm phút đọc, không quảng cáo. Bạn có thể dừng nhận bất cứ lúc nào.**",
        "",
        "[Đăng ký](#) [Để sau](#)",
    ]
    return "\n".join(out)
