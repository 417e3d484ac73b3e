"""Advertisements in the running page: goods with prices, a slogan, buttons."""

import random

from tests.furniture.seen._words import NAMES, day, headlines


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    goods = [
        "Máy lọc nước gia đình",
        "Tai nghe chống ồn",
        "Áo khoác gió hai lớp",
        "Bình giữ nhiệt 500ml",
    ]
    price = f"{rng.randint(99, 999)}.000đ"
    out = [
        "Báo Điện Tử Ven Sông",
        "Cơ quan ngôn luận của Hội Nhà vườn",
        "☰ Menu",
        "Giảm giá 50% hôm nay",
        rng.choice(goods),
        price,
        "Mua ngay",
        title,
        f"Đăng ngày {day(rng)} bởi {rng.choice(NAMES)}",
        "Thích 12 Chia sẻ",
        lead,
    ]
    middle = len(body) // 2
    out += [*body[:middle], rng.choice(goods), price, "Mua ngay", *body[middle:]]
    out += [
        "(Theo Báo Ven Sông)",
        "Tags:",
        "#tintuc #xahoi",
        "Bài trước",
        *headlines(rng, 1, 1),
        "Bài sau",
        *headlines(rng, 1, 1),
        "Kết nối với chúng tôi",
        "Facebook",
        "Youtube",
        "Zalo OA",
        "Hotline: 1900 0000",
    ]
    return "\n".join(out)
