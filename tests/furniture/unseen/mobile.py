"""A phone's view of a news site: app banners, advertising between paragraphs, an endless list."""

import random

from tests.furniture.unseen._words import (
    dotted,
    headline,
    headlines,
    maybe,
    moment,
    person,
    pictured,
    related,
    scatter,
    teaser,
    topic,
)

_ADS = (
    "Giảm ngay {}% khi đặt vé máy bay trước Tết. Đặt ngay!",
    "Căn hộ ven sông chỉ từ {} triệu/m2, tặng gói nội thất 100 triệu đồng",
    "Vay online {} triệu, giải ngân trong ngày, không cần gặp mặt",
    "Sữa non tổ yến giúp ngủ ngon - mua 2 tặng 1, còn {} suất",
    "Học tiếng Anh 1 kèm 1 với giáo viên bản ngữ, học thử {} buổi miễn phí",
)


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    at = moment(rng)
    ago = rng.choice((f"{rng.randint(2, 23)} giờ trước", f"{at.day} thg {at.month}, {at.year}"))

    def advertisement() -> str:
        return rng.choice(_ADS).format(rng.randint(5, 70))

    head = [
        "☰",
        "TinNhanh24",
        "Mở trong ứng dụng",
        "Đọc báo nhanh hơn, tiết kiệm dữ liệu hơn với ứng dụng TinNhanh24. Cài đặt | Để sau",
        "Trang chủ · Nóng · Bóng đá · Sao · Công nghệ · Clip",
        *maybe(rng, "Bật thông báo để không bỏ lỡ tin quan trọng", "Cho phép", "Không, cảm ơn"),
        f"{rng.choice(('XÃ HỘI', 'ĐỜI SỐNG', 'TRONG NƯỚC'))}",
        title,
        f"{person(rng)} • {ago} • {rng.randint(2, 9)} phút đọc",
        f"👁 {dotted(rng, 100, 99_000)}   💬 {rng.randint(0, 300)}   ❤ {rng.randint(0, 999)}",
        "Aa",
        "Nghe đọc bài (giọng nữ miền Bắc)",
    ]
    inserts = [
        ["Quảng cáo", advertisement(), "Tìm hiểu thêm"],
        ["Đọc tiếp sau quảng cáo"],
        [advertisement(), "Được tài trợ"],
        [f"👉 {related(title, rng)}"],
        [headline(rng), "Đọc ngay"],
        [f"📷 {pictured(title, rng)} | {person(rng)}"],
        ["1/5", "Vuốt để xem ảnh tiếp theo"],
    ]
    text = scatter(body, rng, rng.sample(inserts, rng.randint(2, 5)))
    feed: list[str] = []
    for one in headlines(rng, 5, 10):
        feed += [one, f"{rng.randint(1, 20)} giờ"]
        feed += maybe(rng, teaser(rng), chance=0.3)
        feed += maybe(rng, advertisement(), "Tài trợ", chance=0.2)
    tail = [
        *maybe(rng, f"Theo {rng.choice(('Thời Luận', 'Tin Sáng', 'TTXVN'))}"),
        "Cảm xúc của bạn về bài viết?",
        "😀 Vui",
        "😡 Phẫn nộ",
        "😢 Buồn",
        *[f"#{topic(title, rng)}" for _ in range(rng.randint(1, 4))],
        f"Xem {rng.randint(2, 90)} bình luận",
        "Đăng nhập bằng Facebook hoặc Google để bình luận",
        "DÀNH CHO BẠN",
        *feed,
        "Tải thêm",
        "Phiên bản máy tính",
        "Chính sách bảo mật · Điều khoản · Liên hệ quảng cáo",
        f"© {at.year} Công ty Truyền thông Số Phương Đông. MST: {rng.randint(10**8, 10**9)}",
    ]
    gap = rng.choice(("\n", "\n\n"))
    return gap.join([*head, *filter(None, [lead]), *text, *tail])
