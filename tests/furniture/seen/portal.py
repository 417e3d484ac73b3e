"""A provincial portal: date line with counters, rating, new documents, statistics of visits."""

import random

from tests.furniture.seen._words import clock, day, number


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    weekday = rng.choice(["Thứ hai", "Thứ tư", "Thứ bảy", "Chủ nhật"])
    out = [title, "", f"{weekday} - {day(rng)} {clock(rng)} {rng.randint(1, 900)} 0", lead]
    for part in body:
        out += [part, ""] if rng.random() < 0.7 else [part]
    out += [
        "",
        "Tổng số điểm của bài viết là: 5 trong 1 đánh giá",
        "",
        "Click để đánh giá bài viết",
        "",
    ]
    out += ["Văn bản mới", ""]
    for _ in range(rng.randint(2, 5)):
        out += [f"Số: {rng.randint(1, 300)}/QĐ-UBND", ""]
        out += [
            "Quyết định về việc phê duyệt danh mục dịch vụ công thuộc phạm vi quản lý của ngành",
            "",
        ]
        out += [f"lượt xem: {rng.randint(100, 9999)} | lượt tải:{rng.randint(5, 300)}", ""]
    out += ["Thống kê truy cập"]
    for label in (
        "Đang truy cập",
        "Máy chủ tìm kiếm",
        "Hôm nay",
        "Tháng hiện tại",
        "Tổng lượt truy cập",
    ):
        out += [f"  • {label}{number(rng, ',')}"]
    out += [
        "Bạn đã không sử dụng trang, Bấm vào đây để giữ trạng thái đăng nhập. Thời gian chờ: 60 giây"
    ]
    return "\n".join(out)
