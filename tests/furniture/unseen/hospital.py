"""A hospital's news page converted to Markdown: image links, tables, booking form, price list."""

import random

from tests.furniture.unseen._words import (
    dotted,
    headlines,
    maybe,
    moment,
    person,
    related,
    scatter,
    teaser,
    topic,
)

_SITE = "https://benhvien-demo.vn"


def _link(text: str, rng: random.Random) -> str:
    return f"[{text}]({_SITE}/tin/{rng.randint(1000, 99999)}.html)"


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    at = moment(rng)
    menu = ["Trang chủ", "Chuyên khoa", "Đội ngũ bác sĩ", "Bảng giá", "Tin tức", "Liên hệ"]
    head = [
        f"[![Logo bệnh viện]({_SITE}/logo.png)]({_SITE})",
        f"**Cấp cứu 24/7:** 0{rng.randint(900, 999)} 115 {rng.randint(100, 999)}",
        "\n".join(f"*   {_link(one, rng)}" for one in menu),
        f"{_link('Trang chủ', rng)} › {_link('Tin hoạt động', rng)} › {title}",
        f"{title}\n{'=' * rng.randint(12, 60)}",
        f"_{at:%d/%m/%Y} – {dotted(rng, 50, 40_000)} lượt xem_",
        f"![{topic(title, rng)}]({_SITE}/img/{rng.randint(1, 999)}.jpg)",
    ]
    inserts = [
        [
            f"| ![]({_SITE}/img/{rng.randint(1, 99)}.webp) |\n| --- |\n"
            f"| *Bác sĩ {person(rng)} thăm khám cho người bệnh* |"
        ],
        [f"> **Xem thêm:** {_link(related(title, rng), rng)}"],
        [f"![Hình ảnh {topic(title, rng)}]({_SITE}/upload/bv-{rng.randint(10, 99)}.png)"],
        ["* * *", f"[**ĐẶT LỊCH KHÁM NGAY**]({_SITE}/dat-lich)", "* * *"],
    ]
    text = scatter(body, rng, rng.sample(inserts, rng.randint(1, 4)))
    prices = [
        f"| {one} | {dotted(rng, 90, 4_800)}.000 |"
        for one in rng.sample(
            (
                "Khám chuyên gia",
                "Siêu âm tim",
                "Chụp MRI sọ não",
                "Nội soi dạ dày",
                "Xét nghiệm máu",
            ),
            3,
        )
    ]
    doctors = [
        f"**ThS.BS. {person(rng)}**\nTrưởng khoa {rng.choice(('Nội', 'Ngoại', 'Nhi', 'Mắt'))},"
        f" {rng.randint(8, 35)} năm kinh nghiệm, nguyên bác sĩ nội trú Trường Đại học Y."
        for _ in range(rng.randint(1, 3))
    ]
    news = [f"### {_link(one, rng)}\n\n{teaser(rng)}" for one in headlines(rng, 2, 4)]
    tail = [
        *maybe(rng, f"**{person(rng)}**"),
        "**Tags:** " + " ".join(_link("#" + topic(title, rng), rng) for _ in range(3)),
        f"Bài viết này có hữu ích với bạn không?\n\n[Có ({rng.randint(0, 99)})](#) [Không](#)",
        "## Bảng giá dịch vụ nổi bật",
        "| Dịch vụ | Giá (đồng) |\n| --- | --- |\n" + "\n".join(prices),
        "## Chuyên gia của chúng tôi",
        *doctors,
        "## Bài viết liên quan",
        *news,
        f"[1](#) [2](#) [3](#) … [{rng.randint(9, 60)}](#) [Tiếp ›](#)",
        "## Đặt lịch hẹn",
        "- [ ] Khám dịch vụ\n- [ ] Khám bảo hiểm y tế",
        "Vui lòng để lại số điện thoại, bộ phận chăm sóc khách hàng sẽ gọi lại trong 15 phút.",
        "**Lưu ý:** Các thông tin trên trang chỉ mang tính chất tham khảo, không thay thế cho chẩn"
        " đoán hoặc điều trị y khoa.",
        f"Địa chỉ: {rng.randint(1, 500)} Phạm Văn Đồng | Giờ làm việc: 7h00 - 16h30 | Giấy phép"
        f" hoạt động số {rng.randint(10, 900)}/BYT-GPHĐ",
        f"[Facebook](#) · [YouTube](#) · [Zalo OA](#) · © {at.year}",
    ]
    return "\n\n".join([*head, *filter(None, [lead]), *text, *tail])
