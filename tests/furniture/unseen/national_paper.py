"""A large online newspaper: boxes amid the body, many comments, long lists, cookie notice."""

import random

from tests.furniture.unseen._words import (
    WEEKDAYS,
    comments,
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


def _comment(rng: random.Random, text: str) -> list[str]:
    name = rng.choice(
        (person(rng), person(rng).split()[-1].lower() + str(rng.randint(1, 99)), "MrT")
    )
    ago = rng.choice((f"{rng.randint(1, 23)} giờ trước", f"{moment(rng):%H:%M %d/%m}", "vừa xong"))
    return [name, ago, text, f"{rng.randint(0, 800)}", "Thích", "Trả lời", "Báo vi phạm"]


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    at = moment(rng)
    gap = rng.choice(("\n", "\n\n"))
    hour = f"{at.hour:02}:{at.minute:02}"
    head = [
        f"{title} - Nhật Báo Mới",
        "Chúng tôi dùng cookie để cải thiện trải nghiệm của bạn. Tiếp tục sử dụng trang này đồng"
        " nghĩa bạn chấp nhận Chính sách quyền riêng tư.",
        "Đồng ý",
        "Mới nhất   Tin theo khu vực   Hà Nội   TP Hồ Chí Minh   International",
        "Đăng nhập   Tạo tài khoản",
        *listed("Thời sự,Góc nhìn,Thế giới,Kinh doanh,Bất động sản,Khoa học,Giải trí,Thể thao"),
        *listed("Pháp luật,Giáo dục,Sức khỏe,Đời sống,Du lịch,Xe,Ý kiến,Tâm sự,Thư giãn,Tất cả"),
        "Thời sự > Dân sinh",
        f"{WEEKDAYS[at.weekday()]}, {at.day}/{at.month}/{at.year}, {hour} (GMT+7)",
        title,
        *filter(None, [lead]),
        *maybe(rng, "Theo dõi Nhật Báo Mới trên Google News"),
    ]
    inserts = [
        ["Xem thêm", related(title, rng)],
        [headline(rng), teaser(rng)],
        ["QUẢNG CÁO"],
        [f"{pictured(title, rng)}. Ảnh: {person(rng)}"],
        ["Đọc tiếp", *headlines(rng, 2, 2)],
        ["Video: " + headline(rng), "Play", "00:00", "02:31", "Mute"],
    ]
    text = scatter(body, rng, rng.sample(inserts, rng.randint(1, 4)))
    said = [line for one in comments(rng, 3, 8) for line in _comment(rng, one)]
    tail = [
        person(rng),
        *maybe(rng, "* Tên nhân vật đã được thay đổi"),
        *["Trở lại Thời sự", "Lưu", "Chia sẻ", "Copy link thành công", "×"],
        f"Ý kiến ({rng.randint(len(said), 900)})",
        "Bạn nghĩ gì về bài viết này?",
        *["Quan tâm nhất", "Mới nhất", *said, "Xem thêm ý kiến"],
        "Tags",
        *[topic(title, rng) for _ in range(rng.randint(2, 5))],
        "Tin liên quan",
        *[related(title, rng) for _ in range(rng.randint(1, 3))],
        "Xem nhiều",
        *headlines(rng, 4, 7),
        "Nhận tin mỗi sáng",
        "Để lại email, chúng tôi gửi bạn những bài đáng đọc nhất lúc 6h hằng ngày.",
        *["Email của bạn", "Đăng ký"],
        "Có thể bạn quan tâm",
        *[line for one in headlines(rng, 3, 5) for line in (one, teaser(rng))],
        *["Ý kiến", "Podcasts", "Infographics", "Lịch vạn niên", "Rao vặt", "Startup"],
        f"Tải ứng dụng{gap}Nhật Báo Mới{gap}International",
        "Báo tiếng Việt nhiều người xem",
        f"Số giấy phép: {rng.randint(100, 600)}/GP-BTTTT ngày {moment(rng):%d/%m/%Y}",
        f"Tổng biên tập: {person(rng)} - Hotline: 09{dotted(rng, 10_000_000, 99_999_999)}",
        f"© {at.year}. Toàn bộ bản quyền thuộc Nhật Báo Mới",
    ]
    return gap.join([*head, *text, *tail])
