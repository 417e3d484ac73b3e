"""A plain-text mail: headers, quoted marks, addresses under every item, a signature."""

import random

from tests.furniture.seen._stock import date, head, person, pick, teaser


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    def address() -> str:
        return f"<https://diemtin.example/r?id={rng.randint(10**6, 10**7)}&u=weekly>"

    out = [
        f"From: Điểm tin tuần <{pick('no-reply|banbientap', rng)}@diemtin.example>",
        "To: danh-sach-ban-doc@diemtin.example",
    ]
    out += [
        f"Date: {date(rng)} 06:{rng.randint(10, 59)}:00 +0700",
        f"Subject: [Điểm tin] {title}",
        "",
        "=" * 50,
        "1. BÀI CHÍNH",
        "=" * 50,
    ]
    out += [title]
    out += [lead] if lead else []
    out += body
    out += [address(), "=" * 50, "2. BÀI KHÁC", "=" * 50]
    for _ in range(rng.randint(3, 6)):
        out += [f"* {head(rng, title)}", f"  {teaser(rng, title)}", f"  {address()}"]
    out += ["=" * 50, "3. VIỆC LÀM", "=" * 50]
    for _ in range(rng.randint(2, 4)):
        out += [
            f"- {pick('Biên tập viên bản tiếng Anh|Kỹ sư dữ liệu|Thư ký tòa soạn|Nhân viên phát hành', rng)} ({pick('Hà Nội|Đà Lạt|từ xa', rng)}), hạn nộp {date(rng)}"
        ]
    out += [
        "-- ",
        f"{person(rng)}, phụ trách bản tin",
        "Điện thoại: 0912 000 " + str(rng.randint(100, 999)),
    ]
    out += [
        "Thư này và các tệp đính kèm chỉ dành cho người nhận có tên ở trên. Nếu bạn nhận nhầm, xin vui lòng báo lại cho người gửi và xóa mọi bản sao."
    ]
    out += [f"Hủy đăng ký: {address()}"]
    return "\n".join(out)
