"""A daily newspaper as HTML made of plain div elements: boxes within the body, threads, cookies."""

import random
from html import escape

from tests.furniture.unseen._words import (
    WEEKDAYS,
    comments,
    headline,
    headlines,
    listed,
    maybe,
    moment,
    person,
    phone,
    pictured,
    related,
    scatter,
    teaser,
    topic,
)


def _div(css: str, *texts: str) -> str:
    inner = "\n".join(f"<div>{escape(one)}</div>" for one in texts)
    return f'<div class="{css}">\n{inner}\n</div>'


def _anchor(text: str) -> str:
    return f'<a href="/bai-viet" title="{escape(text)}">{escape(text)}</a>'


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    at = moment(rng)
    menu = listed("Xã hội,Thế giới,Kinh tế,Giáo dục,Nhịp sống trẻ,Văn hóa,Thể thao,Khoa học")
    inserts = [
        [
            f'<table class="image"><tr><td><img src="a{rng.randint(1, 99)}.jpg"></td></tr><tr><td>'
            f"<p>{escape(pictured(title, rng))} - Ảnh: {escape(person(rng))}</p></td></tr></table>"
        ],
        [
            '<div type="RelatedOneNews"><div class="box">'
            f"{_anchor(headline(rng))}<p>{escape(teaser(rng))}</p></div></div>"
        ],
        ['<div class="ads"><span>Quảng cáo</span></div>'],
        [f"<ul><li>{_anchor(related(title, rng))}</li><li>{_anchor(headline(rng))}</li></ul>"],
        [f"<blockquote>{_anchor('>> ' + related(title, rng))}</blockquote>"],
    ]
    paragraphs = scatter(
        [f"<p>{escape(one)}</p>" for one in body], rng, rng.sample(inserts, rng.randint(1, 3))
    )
    thread = [
        f'<li><b>{escape(person(rng))}</b><span class="t">{moment(rng):%H:%M %d/%m/%Y}</span>'
        f"<p>{escape(one)}</p><a>Trả lời</a> <a>Thích</a> <i>{rng.randint(0, 90)}</i></li>"
        for one in comments(rng, 2, 6)
    ]
    cards = [
        f'<div class="item"><h3>{_anchor(one)}</h3><p class="sapo">{escape(teaser(rng))}</p></div>'
        for one in headlines(rng, 3, 6)
    ]
    parts = [
        "<html><head><title>" + escape(title) + " - Nhật báo Sông Hồng</title>",
        '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">',
        "<script>var dataLayer = window.dataLayer || [];</script></head><body>",
        _div(
            "top", f"{WEEKDAYS[at.weekday()]} {at:%d-%m-%Y}", "Hà Nội 28°", "Đặt báo", "Quảng cáo"
        ),
        '<div class="nav">' + " ".join(_anchor(one) for one in menu) + "</div>",
        _div("ticker", *headlines(rng, 2, 3)),
        '<div class="main"><div class="left">',
        f"<h1>{escape(title)}</h1>",
        f'<div class="date">{at:%d/%m/%Y %H:%M} GMT+7</div>',
        *([f'<h2 class="sapo">{escape(lead)}</h2>'] if lead else []),
        '<div class="content">',
        *paragraphs,
        "</div>",
        f'<div class="author">{escape(person(rng).upper())}</div>',
        *maybe(
            rng,
            _div("vote", "Bạn chấm bài này mấy sao?", "1 sao", "3 sao", "5 sao", "Gửi tặng sao"),
        ),
        '<div class="tags">' + " ".join(_anchor(topic(title, rng)) for _ in range(3)) + "</div>",
        f"<h4>Bình luận ({len(thread)})</h4><ul>",
        *thread,
        "</ul><textarea placeholder='Ý kiến của bạn'></textarea><button>Gửi</button>",
        "<h4>Tin cùng chuyên mục</h4>",
        *cards,
        '</div><div class="right">',
        "<h4>Đọc nhiều</h4><ol>",
        *[f"<li>{_anchor(one)}</li>" for one in headlines(rng, 4, 7)],
        "</ol></div></div>",
        _div(
            "foot",
            f"Tổng biên tập: {person(rng)}",
            f"Giấy phép hoạt động báo điện tử số {rng.randint(10, 600)}/GP-BTTTT",
            f"Tòa soạn: {rng.randint(1, 99)} phố Hàng Bột, Hà Nội - Hotline {phone(rng)}",
            f"© Copyright {at.year} Nhật báo Sông Hồng. Giữ bản quyền nội dung trên trang này.",
        ),
        _div("cookie", "Trang web này sử dụng cookie để phân tích lưu lượng.", "Tôi hiểu"),
        "</body></html>",
    ]
    return "\n".join(parts)
