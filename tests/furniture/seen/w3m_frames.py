"""A dump of an old page of three columns: the left menu first, the right column after the text."""

import random

from tests.furniture.seen._stock import date, head, heads, paper, person, pick, teaser


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    out = [
        "[banner_top.swf]",
        "• Giới thiệu",
        "  □ Lịch sử hình thành",
        "  □ Cơ cấu tổ chức",
        "  □ Chức năng, nhiệm vụ",
    ]
    out += [
        "• Tin hoạt động",
        "  □ Công đoàn",
        "  □ Đoàn Thanh niên",
        "  □ Hội Cựu chiến binh",
        "• Thủ tục",
        "• Góp ý dự thảo",
        "• Thư điện tử công vụ",
    ]
    out += [
        "",
        "Đăng nhập",
        "Tài khoản [            ]",
        "Mật khẩu  [            ]",
        "[Đăng nhập] [Quên mật khẩu?]",
        "",
    ]
    out += [
        "Bạn biết trang này qua đâu?",
        "(•) Bạn bè giới thiệu",
        "( ) Công cụ tìm kiếm",
        "( ) Mạng xã hội",
        "[Bỏ phiếu] [Xem kết quả]",
        "",
    ]
    out += [
        "Lời hay ý đẹp",
        pick(
            "Một cây làm chẳng nên non, ba cây chụm lại nên hòn núi cao.|Học không biết chán, dạy người không biết mỏi.",
            rng,
        ),
        "",
    ]
    out += [title, f"Cập nhật ngày {date(rng)}", ""]
    out += [lead, ""] if lead else []
    for part in body:
        out += [part, ""]
    out += [
        f"Người đưa tin: {person(rng)}",
        "",
        "[Trở lại] [Đầu trang] [In trang]",
        "",
        "Tin đã đưa:",
        "",
    ]
    out += [f"  • {other} ({date(rng)})" for other in heads(rng, 4, 9, title)]
    out += ["", "Thông báo", ""]
    for _ in range(rng.randint(1, 3)):
        number, day, what = paper(rng)
        out += [
            f"Công khai {number} ngày {day}: {what}, đề nghị các phòng, ban và nhân dân nghiên cứu, gửi ý kiến trước ngày {date(rng)}.",
            "",
        ]
    out += [
        "Gương sáng",
        "",
        head(rng),
        teaser(rng),
        "",
        "Liên kết website",
        "[--- Chọn liên kết ---]",
        "",
        "Trực tuyến: 14",
        f"Lượt ghé thăm: 00{rng.randint(10000, 999999)}",
    ]
    return "\n".join(out)
