"""A province's gateway: long lists of legal documents with number, date and abstract on both sides."""

import random

from tests.furniture.seen._stock import date, heads, paper, person, pick


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    def papers(low: int, high: int) -> list[str]:
        out = []
        for _ in range(rng.randint(low, high)):
            number, day, what = paper(rng)
            out += rng.choice(
                [
                    [f"{number} ({day})", f"{what}."],
                    [f"Số hiệu: {number}", f"Ngày ban hành: {day}", f"Trích yếu: {what}"],
                    [
                        f"{' '.join(what.split()[:2])} số {number} ngày {day} {what.split(' ', 2)[2]}"
                    ],
                ]
            )
        return out

    out = [
        "CỔNG GIAO TIẾP ĐIỆN TỬ",
        "Công báo",
        "Đấu thầu - Mua sắm công",
        "Quy hoạch",
        "Lấy ý kiến nhân dân",
        "VĂN BẢN MỚI BAN HÀNH",
        *papers(1, 3),
    ]
    out += [title, f"({date(rng)})"]
    out += [lead] if lead else []
    out += body
    out += [
        pick("Văn phòng tổng hợp|Trung tâm Công báo", rng),
        "In bài viết",
        "VĂN BẢN CÓ HIỆU LỰC",
        *papers(4, 12),
        "Trang 1 2 3 ... 57",
    ]
    out += [
        "MỜI THẦU",
        *[
            f"Gói thầu số {rng.randint(1, 30)}: {pick('Cung cấp thiết bị dạy học tối thiểu lớp 7|Sửa chữa kè và đường vào trạm bơm|Tư vấn giám sát thi công nhà văn hóa', rng)}; đóng thầu {rng.randint(8, 16)}h ngày {date(rng)}"
            for _ in range(rng.randint(2, 5))
        ],
    ]
    out += ["TIN ĐỊA PHƯƠNG", *heads(rng, 3, 6, title), f"Trưởng ban biên tập: Ông {person(rng)}"]
    return "\n".join(out)
