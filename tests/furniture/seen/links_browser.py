"""A page printed by a graphical text browser: joined lines, bars of menus, tables of links."""

import random

from tests.furniture.seen._stock import DESKS, OUTLETS, count, date, head, heads, pick, teaser


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    name = rng.choice(OUTLETS)
    out = [
        "Link: canonical",
        "Link: alternate (RSS)",
        f"[ {name} ]  [ Đăng nhập ]  [ Đăng ký ]  [ English ]",
    ]
    out += [" | ".join(rng.sample(DESKS, 6)), " | ".join(rng.sample(DESKS, 5)), "-" * 60]
    out += [
        "[X] Nhớ mật khẩu [______________] [ Vào ]",
        f"Tin nóng: {head(rng)}",
        f"Tin nóng: {head(rng, title)}",
    ]
    out += [title, f"{date(rng)} - {count(rng)} lượt đọc - [ In ] [ Lưu ] [ Nghe ]"]
    out += [lead] if lead else []
    for part in body:
        out += [part]
        if rng.random() < 0.1:
            out += ["[image.jpg]"]
    out += [
        "-" * 60,
        "[ Thích ] [ Không thích ] [ Báo sai sót ]",
        f"Từ khóa: [ {pick('đời sống|chính sách|văn hóa', rng)} ] [ {name.lower()} ]",
    ]
    for _ in range(rng.randint(2, 4)):
        out += [rng.choice(DESKS).upper()]
        out += [f"[*] {head(rng, title)}", teaser(rng, title)]
        out += [f"  o {other}" for other in heads(rng, 2, 4)]
    out += [
        "Đối tác: [ Siêu thị sách ] [ Vé xe Tết ] [ Học lái ô tô ]",
        f"[__________] [ Tìm trên {name} ]",
    ]
    out += [
        f"(c) 2008-2023 {name}. Đặt làm trang chủ. Liên hệ quảng cáo: 024 3{rng.randint(100000, 999999)}"
    ]
    return "\n".join(out)
