"""A university's news page as HTML: nested menus, side columns, share links, quick links."""

import random
from html import escape

from tests.furniture.unseen._words import (
    dotted,
    headline,
    headlines,
    maybe,
    moment,
    person,
    scatter,
    teaser,
)


def _list(items: list[str], css: str) -> str:
    rows = "\n".join(
        f'<li><a href="/n/{n}.html">{escape(one)}</a></li>' for n, one in enumerate(items)
    )
    return f'<ul class="{css}">\n{rows}\n</ul>'


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    at = moment(rng)
    menu = ["Giới thiệu", "Tuyển sinh", "Đào tạo", "Nghiên cứu", "Sinh viên", "Cựu sinh viên"]
    deep = ["Tầm nhìn - Sứ mạng", "Cơ cấu tổ chức", "Ba công khai", "Thư viện số", "Lịch học vụ"]
    image = (
        f'<figure><img src="/uploads/{at:%Y/%m}/DSC_{rng.randint(100, 9999)}.jpg" alt="">'
        f"<figcaption>PGS.TS. {escape(person(rng))} trao quà lưu niệm</figcaption></figure>"
    )
    more = f'<p><em>Xem thêm: <a href="/t/7">{escape(headline(rng))}</a></em></p>'
    pieces = [piece for piece in ([image], [more]) if rng.random() < 0.6]
    paragraphs = scatter([f"<p>{escape(one)}</p>" for one in body], rng, pieces)
    opening = [f'<p class="mo-ta"><strong>{escape(lead)}</strong></p>'] if lead else []
    cards = [
        f'<div class="card"><span>{moment(rng):%d.%m.%Y}</span><h4>{escape(one)}</h4>'
        f"<p>{escape(teaser(rng))}</p></div>"
        for one in headlines(rng, 3, 5)
    ]
    events = [
        f"<div><b>{moment(rng):%d}</b> Th{rng.randint(1, 12)} <span>{escape(one)}</span></div>"
        for one in headlines(rng, 2, 4)
    ]
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="vi"><head><meta charset="utf-8"><title>{escape(title)} | Trường Đại học'
            " Sông Lam</title></head>",
            '<body class="single">',
            '<div id="top"><a href="/mail">Email</a> <a href="/en">EN</a> <a href="/vi">VI</a>'
            f" Hotline tuyển sinh: 1900 {rng.randint(1000, 9999)}</div>",
            f'<div id="menu">{_list(menu, "lv1")}{_list(rng.sample(deep, 4), "lv2")}</div>',
            '<div class="crumb">Trang chủ / Tin tức / Hoạt động chung</div>',
            '<div class="row"><div class="col-8 chi-tiet">',
            f"<h1>{escape(title)}</h1>",
            f'<div class="meta">Đăng ngày {at:%d-%m-%Y} bởi Phòng Truyền thông'
            f" &nbsp;|&nbsp; {dotted(rng, 20, 9_000)} lượt đọc</div>",
            *opening,
            *paragraphs,
            *maybe(rng, f'<p style="text-align:right"><b>Tin, ảnh: {escape(person(rng))}</b></p>'),
            '<div class="share">Chia sẻ: <a href="#">Facebook</a> <a href="#">LinkedIn</a></div>',
            f'<div class="pn"><a href="/p">« {escape(headline(rng))}</a>'
            f' <a href="/n">{escape(headline(rng))} »</a></div>',
            "<h3>Tin tức khác</h3>",
            *cards,
            '</div><div class="col-4">',
            "<h3>Thông báo</h3>",
            _list(headlines(rng, 3, 6), "tb"),
            "<h3>Sự kiện sắp diễn ra</h3>",
            *events,
            "<h3>Đăng ký tư vấn</h3><form><label>Họ tên</label><input><label>Số điện thoại</label>"
            "<input><label>Ngành quan tâm</label><select><option>Công nghệ thông tin</option>"
            "<option>Kế toán</option><option>Điều dưỡng</option></select>"
            "<button>Gửi</button></form>",
            '</div></div><div id="chan-trang"><p>TRƯỜNG ĐẠI HỌC SÔNG LAM</p>',
            f"<p>Cơ sở 1: Số {rng.randint(1, 400)} đường Lê Duẩn. Cơ sở 2: Khu đô thị Đại học.</p>",
            f"<p>Điện thoại: (0238) {rng.randint(300, 399)}{rng.randint(1000, 9999)} - Fax: (0238)"
            " 3855 269 - Email: contact@sonlam-demo.edu.vn</p>",
            f"<p>Copyright © {at.year} Trường Đại học Sông Lam. Thiết kế bởi Viện CNTT.</p></div>",
            "</body></html>",
        ]
    )
