"""A department's page: no heading tags at all, boxes of other articles between the paragraphs."""

import random
from html import escape

from tests.furniture.seen._stock import count, date, head, paper, person, teaser


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    out = [
        "<html><head><meta charset='utf-8'></head><body>",
        "<div>Sở Nông nghiệp</div>",
        "<div>Trang chủ</div><div>Tin ngành</div><div>Khuyến nông</div><div>Thanh tra</div>",
    ]
    out += [
        f"<div>Đường dây nóng phản ánh: 0{rng.randint(10**8, 10**9 - 1)}</div>",
        f"<div class='tieude'>{escape(title)}</div>",
        f"<div>Ngày đăng {date(rng)} | Lượt xem {count(rng)}</div>",
    ]
    out += [f"<div class='chapo'>{escape(lead)}</div>"] if lead else []
    for place, part in enumerate(body):
        out += [f"<div class='noidung'>{escape(part)}</div>"]
        if place < len(body) - 1 and rng.random() < 0.15:
            out += [
                f"<div class='lienquan'><div>{escape(head(rng, title))}</div><div>{escape(teaser(rng, title))}</div></div>"
            ]
    out += [f"<div>{escape(person(rng))}</div>", "<div>Đánh giá: 1 2 3 4 5</div>"]
    out += ["<div>VĂN BẢN QUY PHẠM</div>"]
    for _ in range(rng.randint(3, 6)):
        number, day, what = paper(rng)
        out += [
            f"<div><span>{number}</span> <span>{day}</span></div>",
            f"<div>{what}</div>",
            "<div>Tải về</div>",
        ]
    out += ["<div>LỊCH CÔNG TÁC</div>"]
    out += [
        f"<div>{rng.randint(7, 16)}h00: Đồng chí {person(rng)} dự hội nghị trực tuyến tại phòng họp số {rng.randint(1, 4)}; thành phần: văn phòng, các phòng chuyên môn.</div>"
        for _ in range(rng.randint(2, 4))
    ]
    out += [
        "<div>Chịu trách nhiệm nội dung: Văn phòng Sở. Mọi trích dẫn từ trang này phải được sự đồng ý bằng văn bản.</div>",
        "</body></html>",
    ]
    return "\n".join(out)
