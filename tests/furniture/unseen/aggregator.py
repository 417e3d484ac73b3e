"""An aggregator's page as Markdown: link lists above and below, cards with pictures and sources."""

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
    teaser,
    topic,
)

_PAPERS = ("Người Miền Biển", "Thời Luận", "Kinh Tế Số", "Sức Khỏe Vàng", "Tin Sáng", "Bóng Lăn")


def _link(text: str, rng: random.Random) -> str:
    return f"[{text}](https://tinhay-demo.com/{rng.randint(10**6, 10**7)}.epi)"


def _card(headline: str, rng: random.Random) -> str:
    picture = (
        f"[![](https://cdn.tinhay-demo.com/{rng.randint(1, 9**8):x}.avif)](/c/{rng.randint(1, 99)})"
    )
    ago = rng.choice((f"{rng.randint(1, 59)} phút", f"{rng.randint(1, 23)} giờ", "Hôm qua"))
    lines = [picture, f"### {_link(headline, rng)}", f"{rng.choice(_PAPERS)} {ago}"]
    return "\n\n".join([*lines, *maybe(rng, f"{rng.randint(2, 60)} liên quan", chance=0.4)])


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    at, paper = moment(rng), rng.choice(_PAPERS)
    topics = listed("Nóng,Mới,Video,Chủ đề,Năng lượng tích cực,Địa phương,Dịch bệnh")
    head = [
        "[Bỏ qua](#main)",
        "![Tin Hay](data:image/gif;base64,R0lGODlhAQABAAAAACw=)",
        "- " + "\n- ".join(_link(one, rng) for one in topics),
        f"#{topic(title, rng).replace(' ', '')} #{headline(rng).split()[0]}",
        title,
        f"![{paper}](https://cdn.tinhay-demo.com/logo/{rng.randint(1, 400)}.png) {paper}"
        f" {at:%d/%m/%Y %H:%M} {rng.randint(0, 80)} đăng lại {_link('Gốc', rng)}",
        *maybe(rng, "Theo dõi Tin Hay trên"),
    ]
    inserts = [
        [f"![{pictured(title, rng)}. Ảnh: {person(rng)}.](https://cdn.tinhay-demo.com/a/1.jpg)"],
        [
            f"![](https://cdn.tinhay-demo.com/{rng.randint(1, 9**9)}.jpg)",
            f"_{pictured(title, rng)}. Ảnh: {person(rng)}._",
        ],
        [f"* {_link(headline(rng), rng)}\n* {_link(related(title, rng), rng)}"],
        [f"| {_link(headline(rng), rng)} |\n|---|\n| {teaser(rng)} |"],
    ]
    text = scatter(body, rng, rng.sample(inserts, rng.randint(1, 3)))
    poll = ["- Rất lo ngại", "- Bình thường", "- Không quan tâm"]
    tail = [
        *maybe(rng, f"**{person(rng)}**"),
        f"Nguồn {paper}: {_link(f'https://{rng.randint(1, 9)}.demo.vn/bai-viet', rng)}",
        *[_link(topic(title, rng), rng) for _ in range(rng.randint(2, 4))],
        "**Khảo sát nhanh:** Bạn cảm thấy thế nào sau khi đọc bài này?",
        "\n".join(poll),
        f"Tổng cộng {dotted(rng, 30, 4_000)} lượt bình chọn",
        "## Tin liên quan",
        *[_card(related(title, rng), rng) for _ in range(rng.randint(1, 3))],
        "## Đừng bỏ lỡ",
        *[_card(one, rng) for one in headlines(rng, 3, 6)],
        "## Nổi bật",
        *[f"{_card(one, rng)}\n\n{teaser(rng)}" for one in headlines(rng, 1, 3)],
        "[Xem thêm](#) [Về đầu trang](#top)",
        "---",
        "Tin Hay là trang tổng hợp tự động, không chịu trách nhiệm về nội dung của các báo.",
        f"Giấy phép số {rng.randint(100, 2000)}/GP-TTĐT - Phụ trách nội dung: {person(rng)}",
        "[Giới thiệu](#) - [Điều khoản sử dụng](#) - [Quảng cáo](#) - [RSS](#)",
    ]
    return "\n\n".join([*head, *filter(None, [lead]), *text, *tail])
