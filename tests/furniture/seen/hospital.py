"""A hospital's page in divs and paragraphs: duty roster, prices of service, a doctor's advice, questions."""

import random
from html import escape

from tests.furniture.seen._stock import date, head, person, pick, remark, teaser

ASKED = """Con tôi 14 tháng tuổi, mấy hôm nay bỏ bú và hay quấy về đêm, xin hỏi bác sĩ có cần đưa cháu đi khám ngay không?
Tôi bị đau khớp gối bên phải đã hai năm, uống thuốc thì đỡ nhưng ngừng là đau lại, có nên tiêm nội khớp không ạ?
Mẹ tôi mổ đục thủy tinh thể được một tuần, mắt còn cộm và chảy nước, như vậy có bình thường không thưa bác sĩ?"""


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    def para(*lines: str) -> str:
        return "".join(f"<p>{escape(line)}</p>\n" for line in lines)

    out = (
        "<!DOCTYPE html>\n<html lang='vi'><body><div class='top'>"
        + para(
            f"Cấp cứu 24/7: 0236 3{rng.randint(100000, 999999)}",
            "Đặt lịch khám",
            "Tra cứu kết quả xét nghiệm",
        )
        + "</div>"
    )
    out += "<div class='nav'><span>Trang chủ</span> <span>Chuyên khoa</span> <span>Bảng giá</span> <span>Bảo hiểm y tế</span></div>\n"
    out += f"<div class='detail'><h2>{escape(title)}</h2>\n<span>{date(rng)}</span>\n" + para(
        *filter(None, [lead]), *body
    )
    out += (
        "<div class='box'>"
        + para(
            "Bài viết nên đọc",
            *[
                text
                for _ in range(rng.randint(2, 4))
                for text in (head(rng, title), teaser(rng, title))
            ],
        )
        + "</div></div>\n"
    )
    out += "<div class='qa'>" + para("HỎI BÁC SĨ")
    for asked in rng.sample(ASKED.split("\n"), 2):
        out += para(
            f"{person(rng)} ({pick('Quảng Ngãi|Vĩnh Long|Sơn La', rng)})",
            asked,
            f"BS CKII {person(rng)}: Chào bạn, với các triệu chứng như bạn mô tả thì chưa thể kết luận từ xa. Bạn nên sắp xếp đến khám trực tiếp trong tuần này, nhịn ăn sáng và mang theo toa thuốc cũ nếu có.",
        )
    out += (
        "</div><div class='cmt'>"
        + para(
            "Ý kiến phản hồi",
            *[text for _ in range(rng.randint(1, 4)) for text in (person(rng), remark(rng, title))],
        )
        + "</div>"
    )
    out += (
        "<table>"
        + "".join(
            f"<tr><td>{day}</td><td>BS. {person(rng)}</td><td>{pick('Nội tim mạch|Ngoại chấn thương|Nhi|Sản', rng)}</td></tr>\n"
            for day in ("Thứ 7", "Chủ nhật")
        )
        + "</table>"
    )
    return (
        out
        + "<div class='foot'>"
        + para(
            "Giấy phép hoạt động số 157/BYT-GPHĐ do Bộ Y tế cấp.",
            "Thông tin trên trang chỉ có giá trị tham khảo và không thay thế cho việc thăm khám, chẩn đoán, điều trị của bác sĩ.",
        )
        + "</div></body></html>"
    )
