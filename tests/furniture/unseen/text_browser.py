"""A page dumped by a text browser: indents, numbered links, form fields, a list of addresses."""

import random

from tests.furniture.unseen._words import (
    dotted,
    headline,
    headlines,
    listed,
    maybe,
    moment,
    person,
    pictured,
    related,
    scatter,
    topic,
)


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    at = moment(rng)
    count = 0

    def link(text: str) -> str:
        nonlocal count
        count += 1
        return f"[{count}]{text}"

    indent = " " * rng.choice((2, 3, 6))
    menu = listed("Trang chủ,Thời sự,Kinh tế,Đô thị,Văn nghệ,Thể thao,Quốc tế,Bạn đọc,Chuyên đề")
    head = [
        f"   {link('Báo Thành phố Trẻ')} (BUTTON) Toggle navigation",
        "   ______________________________ [ Tìm ]",
        *[f"     * {link(one)}" for one in menu],
        "",
        f"   {link('Trang chủ')} > {link('Đô thị')} > {link('Chuyện hôm nay')}",
        "",
        f"{indent}{title}",
        "",
        f"   ({at:%d-%m-%Y}) {at:%H:%M}' {dotted(rng, 0, 900)} bình luận",
        f"   {link('Giảm cỡ chữ')} {link('Tăng cỡ chữ')} {link('IFRAME')}",
        "",
        *[line for line in (f"{indent}{lead}",) if lead],
        "",
    ]
    inserts = [
        [f"   [img-{rng.randint(100, 999)}.jpg]", f"   {pictured(title, rng)} - Ảnh: CTV"],
        [f"     * {link(related(title, rng))}", f"     * {link(headline(rng))}"],
        ["   [INS: :INS]"],
    ]
    text = [
        part
        for line in scatter(
            [f"{indent}{one}" for one in body], rng, rng.sample(inserts, rng.randint(1, 3))
        )
        for part in (line, "")
    ]
    tail = [
        f"{' ' * 50}{person(rng)}",
        "",
        f"   Chủ đề: {link(topic(title, rng))} {link(topic(title, rng))}",
        f"   {link('fb')} {link('gplus')} {link('tw')} {link('Chia sẻ Zalo')}",
        "",
        "   Cùng chuyên mục",
        *[f"     * {link(one)} ({moment(rng):%d-%m-%Y})" for one in headlines(rng, 4, 7)],
        "",
        "   Bình luận",
        "   Tên ____________________ Email ____________________",
        "   ________________________________________________________________",
        "   ________________________________________________________________",
        "   [ Gửi ] [ Nhập lại ]",
        "",
        "   Đọc nhiều nhất",
        *[f"    {n}. {link(one)}" for n, one in enumerate(headlines(rng, 3, 5), 1)],
        "",
        "   (*) Chọn ngày (_) Tuần (_) Tháng   Xem theo ngày [Ngày__] [Tháng__] [Năm__] [ Xem ]",
        "",
        *maybe(rng, "   Quảng cáo", f"   [banner_{rng.randint(1, 30)}_300x250.gif]", ""),
        f"   Tòa soạn: {rng.randint(1, 400)} Nguyễn Thị Minh Khai, quận 3. Điện thoại: (028)"
        f" {rng.randint(3000, 3999)} {rng.randint(1000, 9999)}",
        f"   Tổng Biên tập: {person(rng)}. Giấy phép xuất bản số {rng.randint(20, 900)}/GP-BVHTT.",
        "   Không sử dụng lại nội dung khi chưa được phép.",
        "",
        "References",
        "",
        "   Visible links",
    ]
    addresses = [
        f"   {n}. http://thanhphotre-demo.vn/p/{rng.randint(1000, 99999)}.htm"
        for n in range(1, count + 1)
    ]
    return "\n".join([*head, *text, *tail, *addresses])
