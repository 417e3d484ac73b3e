"""A provincial newspaper: blank lines between blocks, prices and weather above, licence below."""

import random

from tests.furniture.unseen._words import (
    PROVINCES,
    comments,
    dotted,
    headline,
    headlines,
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


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    at, province = moment(rng), rng.choice(PROVINCES)
    paper = f"Báo {province}"
    head = [
        f"{paper} điện tử - Cơ quan của Đảng bộ tỉnh, tiếng nói của nhân dân {province}",
        f"{at.day} tháng {at.month}, {at.year}\nRSS\nĐọc báo in",
        f"TP. {province}\n{rng.randint(17, 36)}°C\nCó mây\nĐộ ẩm: {rng.randint(50, 98)}%",
        f"Vàng SJC: Mua {dotted(rng, 36_000, 90_000)} - Bán {dotted(rng, 90_100, 99_000)}"
        f" (nghìn đồng)\nUSD {dotted(rng, 22_000, 25_900)}\nEUR {dotted(rng, 25_000, 29_000)}",
        "Chính trị\nKinh tế\nXã hội\nVăn hóa\nPháp luật\nQuốc phòng - An ninh\nBạn đọc\nMultimedia",
        f"TIN NÓNG:\n{headline(rng)}",
        f"Xã hội\n{at:%H:%M} | {at:%d/%m/%Y}",
        title,
        *maybe(rng, f"{person(rng)}"),
    ]
    inserts = [
        [f"{pictured(title, rng)}. Ảnh: {person(rng).split()[-1].upper()}"],
        [f">>> {related(title, rng)}", f">>> {headline(rng)}"],
        ["Ảnh minh họa. Nguồn: Internet"],
    ]
    byline = rng.choice((f"({paper}) - ", f"{province.upper()} - ", ""))
    opening = [f"{byline}{lead}"] if lead else []
    text = scatter(body, rng, rng.sample(inserts, rng.randint(0, 3)))
    listed = [f"{one}\n{teaser(rng)}" for one in headlines(rng, 2, 4)]
    said = [
        f"{person(rng)}\n{one}\nTrả lời - Thích ({rng.randint(0, 60)})"
        for one in comments(rng, 1, 4)
    ]
    tail = [
        rng.choice((person(rng).upper(), f"Bài, ảnh: {person(rng)}", f"{person(rng)} (tổng hợp)")),
        "Từ khóa: " + ", ".join(topic(title, rng) for _ in range(rng.randint(2, 5))),
        f"Đánh giá bài viết\n★★★★☆\n{rng.randint(1, 90)} lượt bình chọn",
        "Ý kiến bạn đọc",
        *said,
        "Họ và tên (*)\nEmail (*)\nNội dung (*)\nMã xác nhận\nGửi bình luận",
        "Tin cùng chuyên mục",
        *listed,
        "ĐỌC NHIỀU",
        "\n".join(f"{n}. {one}" for n, one in enumerate(headlines(rng, 4, 6), 1)),
        "PHOTO - VIDEO",
        "\n".join(headlines(rng, 2, 3)),
        "Quảng cáo\nThông báo mời thầu gói thầu cung cấp thiết bị trường học",
        f"{paper.upper()} ĐIỆN TỬ\nTổng Biên tập: {person(rng)}\nPhó Tổng Biên tập: {person(rng)},"
        f" {person(rng)}",
        f"Tòa soạn: {rng.randint(1, 300)} Trần Hưng Đạo, TP. {province}\nĐT: {phone(rng)}\n"
        f"Giấy phép số {rng.randint(100, 700)}/GP-BTTTT do Bộ"
        f" Thông tin và Truyền thông cấp ngày {moment(rng):%d/%m/%Y}",
        f"® Nghiêm cấm sao chép dưới mọi hình thức nếu không được sự đồng ý của {paper}.",
    ]
    return "\n\n".join([*head, *opening, *text, *tail])
