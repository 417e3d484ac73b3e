"""A portal of questions: citizens ask and offices answer in full sentences, procedures, weather, rates."""

import random

from tests.furniture.seen._stock import date, heads, paper, person, pick, topic

ASK = """Gia đình tôi mua thửa đất bằng giấy tay từ năm 2003, nay muốn xin cấp giấy chứng nhận quyền sử dụng đất thì cần chuẩn bị những giấy tờ gì?
Tôi đóng bảo hiểm xã hội tự nguyện được 11 năm, nếu chuyển sang làm công ty thì thời gian cũ có được cộng nối không?
Con tôi sinh ở nước ngoài, nay về quê sống với ông bà ngoại, xin hỏi thủ tục đăng ký khai sinh tại xã thực hiện thế nào?
Tôi đọc tin về {t} nhưng chưa rõ người dân ở xã chúng tôi có thuộc diện áp dụng hay không, mong cơ quan chức năng trả lời."""
TASKS = "Cấp đổi giấy phép lái xe|Đăng ký hộ kinh doanh|Trích lục khai tử|Chuyển trường cấp phổ thông|Cấp phép xây dựng nhà ở riêng lẻ"


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    def asked() -> list[str]:
        number, day, _ = paper(rng)
        question = pick(ASK, rng).format(t=topic(title, rng))
        return [
            f"Hỏi ({person(rng)}, {pick('Yên Bái|Tây Ninh|Bạc Liêu', rng)}): {question}",
            "",
            f"Đáp: Căn cứ {number} ngày {day}, trường hợp của ông/bà do cấp xã tiếp nhận. Ông/bà nộp hồ sơ tại bộ phận một cửa, thời hạn giải quyết là {rng.randint(3, 30)} ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ.",
            "",
        ]

    out = [
        f"Thời tiết {pick('Pleiku|Cà Mau|Lào Cai', rng)}: {rng.randint(14, 36)}°C, {pick('nhiều mây, có mưa rào|trời nắng|sương mù nhẹ', rng)}, gió cấp {rng.randint(1, 5)}",
        "",
        f"USD {rng.randint(22, 26)}.{rng.randint(100, 999)} | EUR {rng.randint(24, 29)}.{rng.randint(100, 999)} | Vàng miếng {rng.randint(36, 90)},{rng.randint(10, 99)} triệu/lượng",
        "",
    ]
    out += asked() if rng.random() < 0.5 else []
    out += [title, "", date(rng), ""]
    out += [lead, ""] if lead else []
    for part in body:
        out += [part, ""]
    out += ["CÔNG DÂN HỎI - CƠ QUAN ĐÁP", ""]
    for _ in range(rng.randint(2, 4)):
        out += asked()
    out += ["THỦ TỤC ĐƯỢC TRA NHIỀU", ""]
    for number in range(rng.randint(3, 6)):
        out += [f"{number + 1}. {pick(TASKS, rng)} (mức {rng.choice([2, 3, 4])})", ""]
    return "\n".join([*out, "ĐIỂM TIN", "", *heads(rng, 2, 5, title)])
