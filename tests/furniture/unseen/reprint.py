"""A portal that prints the article twice: once to read, once as the page for the printer."""

import random

from tests.furniture.unseen._words import (
    WEEKDAYS,
    dotted,
    headlines,
    maybe,
    moment,
    person,
    scatter,
    teaser,
)


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    at = moment(rng)
    opening = [lead] if lead else []
    stamp = f"{WEEKDAYS[at.weekday()]}, ngày {at.day} tháng {at.month} năm {at.year}"
    picture = [
        "image001.jpg",
        f"Đoàn công tác khảo sát thực tế tại cơ sở. Ảnh: {person(rng)}",
    ]
    first = [*opening, *scatter(body, rng, [picture] if rng.random() < 0.7 else [])]
    printed = [
        "SỞ LAO ĐỘNG VÀ KỸ NĂNG NGHỀ",
        "http://soldkn-demo.gov.vn",
        title,
        f"Đăng ngày: {at:%d/%m/%Y}",
        *opening,
        *body,
        "In trang này     Đóng cửa sổ",
    ]
    head = [
        "Sở Lao động và Kỹ năng nghề",
        "Kỷ cương - Trách nhiệm - Thân thiện",
        stamp,
        "TRANG CHỦ",
        *["Giới thiệu chung", "Tin hoạt động", "Việc tìm người", "Người tìm việc", "Đào tạo nghề"],
        f"Bạn đang ở: Trang chủ :: Tin hoạt động :: Bài số {rng.randint(100, 9_999)}",
        title,
        f"Ngày cập nhật {at:%d/%m/%Y} | {at:%H:%M:%S} | Số lần đọc {rng.randint(1, 9_000)}",
    ]
    jobs = [
        f"{rng.choice(('Công nhân may', 'Kế toán', 'Lái xe nâng', 'Nhân viên bán hàng'))}\t"
        f"SL: {rng.randint(1, 300)}\tLương: {rng.randint(6, 25)} triệu\tHạn: {moment(rng):%d/%m/%Y}"
        for _ in range(rng.randint(3, 6))
    ]
    listed = [f"+ {one} ({moment(rng):%d/%m/%Y %H:%M})" for one in headlines(rng, 3, 7)]
    middle = [
        rng.choice((f"Tin bài: {person(rng)}", f"{person(rng)} - Phòng Việc làm")),
        "Gửi cho bạn bè",
        "Email người gửi:     Email người nhận:     Lời nhắn:",
        "Các tin đã đưa ngày:",
        *listed,
        "Chọn ngày xem tin",
        " ".join(("T2", "T3", "T4", "T5", "T6", "T7", "CN")),
        *[
            " ".join(str(day) for day in range(week, min(week + 7, 31)))
            for week in (1, 8, 15, 22, 29)
        ],
    ]
    tail = [
        "SÀN GIAO DỊCH VIỆC LÀM",
        *jobs,
        *maybe(rng, "TIN TỪ CÁC HUYỆN", *[f"{one}\n{teaser(rng)}" for one in headlines(rng, 1, 2)]),
        f"Bạn là người thứ {dotted(rng, 100_000, 9_999_999)} ghé thăm",
        f"Trưởng Ban biên tập: {person(rng)} - Phó Giám đốc Sở",
        f"Số giấy phép: {rng.randint(1, 80)}/GP-STTTT, cấp ngày {moment(rng):%d/%m/%Y}",
    ]
    gap = rng.choice(("\n", "\n\n"))
    if rng.random() < 0.5:
        return gap.join([*head, *first, *middle, *printed, *tail])
    return gap.join([*printed, *head, *first, *middle, *tail])
