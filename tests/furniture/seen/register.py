"""A law portal: attached files, related documents with numbers, a form for questions."""

import random

from tests.furniture.seen._words import clock, day, headlines, number


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    out = [
        "CỔNG THÔNG TIN PHÁP LUẬT",
        "Tìm kiếm nâng cao",
        "Trang chủ | Giới thiệu | Hỏi đáp | Liên hệ",
        "Cỡ chữ:  A-  A  A+",
        title,
        f"({day(rng)} {clock(rng)})",
        lead,
        *body,
    ]
    out += [
        "Tệp đính kèm:",
        f"{rng.randint(10, 99)}_KH_signed.pdf ({rng.randint(100, 900)} KB)",
        f"Lượt xem: {number(rng)}",
        "In trang  Gửi email",
        "Văn bản liên quan",
    ]
    for _ in range(rng.randint(2, 4)):
        out += [
            f"Thông tư {rng.randint(1, 90)}/{rng.randint(2015, 2024)}/TT-BTC",
            f"Ngày ban hành: {day(rng)}",
            "Quy định mức thu, chế độ thu, nộp phí thẩm định cấp giấy phép",
        ]
    out += [
        "Gửi câu hỏi",
        "Họ và tên (*)",
        "Nội dung (*)",
        "Mã xác nhận",
        "Các bài viết khác",
        *[f"- {other} ({day(rng)})" for other in headlines(rng, 4, 8)],
        f"Lượt truy cập: {number(rng)}",
    ]
    return "\n".join(out)
