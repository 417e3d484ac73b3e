"""A text browser's dump: bulleted menus with link numbers, form fields, addresses at the end."""

import random

from tests.furniture.seen._stock import DESKS, ago, head, pick, teaser


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    link = iter(range(1, 500))
    out = [f"   [{next(link)}]Chuyển tới nội dung", ""]
    out += [f"   [{next(link)}]Tri Thức Đồng Bằng - nhật báo điện tử", ""]
    out += ["   Tìm kiếm: ____________________ [BUTTON] (Submit) Tìm", ""]
    for desk in rng.sample(DESKS, rng.randint(5, 10)):
        out += [f"     * [{next(link)}]{desk}"]
        out += [
            f"          + [{next(link)}]{pick('Sự kiện|Góc nhìn|Nhân vật|Phóng sự|Hỏi đáp', rng)}"
            for _ in range(rng.randint(0, 3))
        ]
    out += [
        "",
        f"   [{next(link)}]Trang nhất > [{next(link)}]{rng.choice(DESKS)}",
        "",
        f"   {title}",
        "",
    ]
    out += [
        f"   {pick('Thứ Năm|Thứ Sáu|Chủ Nhật', rng)}, {rng.randint(1, 28)}/{rng.randint(1, 12)}/2019 | {rng.randint(0, 23)}:15 | ( ) Cỡ nhỏ (*) Cỡ vừa ( ) Cỡ lớn",
        "",
    ]
    if lead:
        out += [f"   {lead}", ""]
    for part in body:
        out += [f"   {part}", ""]
        if rng.random() < 0.12:
            out += [f"   [IMG] [{next(link)}]{head(rng, title)}", ""]
    out += [
        f"   [{next(link)}]Gửi cho bạn bè   [{next(link)}]Bản in   [{next(link)}]Về đầu trang",
        "",
        "   Cùng chuyên mục",
        "",
    ]
    for _ in range(rng.randint(3, 7)):
        out += [f"     * [{next(link)}]{head(rng, title)} ({ago(rng)})"]
        if rng.random() < 0.4:
            out += [f"       {teaser(rng, title)}"]
    out += [
        "",
        "   Họ tên: ____________________",
        "   Thư điện tử: ____________________",
        "   Mã xác nhận: ______ [captcha.gif]",
    ]
    out += [
        "   [ ] Tôi đồng ý với nội quy gửi ý kiến của tòa soạn",
        "   [BUTTON] (Submit) Gửi đi",
        "",
        "References",
        "",
        "   Visible links",
    ]
    out += [
        f"   {n}. http://tritucdongbang.example/muc-{n}/tin-{rng.randint(1000, 99999)}.html"
        for n in range(1, next(link))
    ]
    return "\n".join(out)
