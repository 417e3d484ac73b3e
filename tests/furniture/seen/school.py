"""A school's old page laid out with nested tables: notices, honour roll, birthdays, a guest book."""

import random
from html import escape

from tests.furniture.seen._stock import date, heads, person, pick, remark, teaser


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    def cells(*lines: str) -> str:
        return "".join(f"<tr><td>{escape(line)}</td></tr>\n" for line in lines)

    out = "<html><body><table width='980'><tr><td width='180'><table>"
    out += cells(
        "DANH MỤC",
        "Ban giám hiệu",
        "Tổ chuyên môn",
        "Thời khóa biểu",
        "Thư viện đề thi",
        "Hình ảnh hoạt động",
    )
    out += cells(
        "SINH NHẬT TRONG TUẦN",
        *[
            f"{person(rng)} - lớp {rng.randint(6, 9)}{pick('A|B|C', rng)}"
            for _ in range(rng.randint(2, 5))
        ],
    )
    out += cells(
        "TIN NHẮN",
        *[
            f"{person(rng)}: {pick('Chúc mừng năm học mới!|Cô ơi bao giờ có điểm thi ạ?|Nhớ trường quá', rng)}"
            for _ in range(3)
        ],
    )
    out += "</table></td>\n<td><table>" + cells(
        "Tin tức >> Tin ngoài trường",
        title,
        f"Cập nhật lúc {rng.randint(1, 12)}:{rng.randint(10, 59)} PM {date(rng)}",
    )
    out += cells(*filter(None, [lead]), *body)
    out += cells(
        "Xem phản hồi",
        *[
            text
            for _ in range(rng.randint(1, 3))
            for text in (f"{person(rng)} viết lúc {date(rng)}", remark(rng, title))
        ],
    )
    out += cells("Các tin tiếp theo", *heads(rng, 3, 6, title), "Các tin trước", *heads(rng, 3, 6))
    out += "</table></td>\n<td width='200'><table>" + cells(
        "GƯƠNG NGƯỜI TỐT",
        teaser(rng),
        "BẢNG VÀNG",
        *[
            f"Em {person(rng)}, giải {pick('Nhất|Nhì|Ba', rng)} môn {pick('Toán|Sử|Hóa', rng)} cấp huyện"
            for _ in range(4)
        ],
    )
    out += (
        cells(
            "THỐNG KÊ",
            f"{rng.randint(1, 40)} người đang xem",
            f"{rng.randint(1000, 99999)} trong tháng",
        )
        + "</table></td></tr></table>"
    )
    return (
        out
        + "<center><p>Trường THCS Bến Ngự. Phát triển bởi Phòng Tin học.</p></center></body></html>"
    )
