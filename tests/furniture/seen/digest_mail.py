"""A newsletter by mail: a greeting, the article among other items, sponsors, an unsubscribe footer."""

import random

from tests.furniture.seen._stock import head, heads, pick, story, teaser


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    number = rng.randint(20, 900)
    out = [f"BẢN TIN GIỜ TRƯA · SỐ {number}", "Không xem được thư này? Mở bằng trình duyệt", ""]
    out += [pick("Chào bạn,|Bạn đọc thân mến,|Chào buổi trưa,", rng), ""]
    out += [
        f"Hôm nay chúng tôi dành phần lớn lá thư cho một câu chuyện, và điểm nhanh {rng.randint(3, 9)} tin khác để bạn kịp đọc trước giờ làm chiều.",
        "",
    ]
    out += ["TRONG SỐ NÀY"]
    out += [f"– {other}" for other in [title, *heads(rng, 2, 5)]]
    out += ["", "~~~~~~~~~~", ""]
    for _ in range(rng.randint(0, 2)):
        out += [head(rng, title), teaser(rng, title), "Đọc toàn văn »", ""]
    out += ["~~~~~~~~~~", "", title, ""]
    out += [lead, ""] if lead else []
    for part in body:
        out += [part, ""]
    out += [
        "~~~~~~~~~~",
        "",
        "Một lời từ nhà tài trợ",
        "Ngân hàng Biển Xanh tặng 300.000 đồng cho khách mở tài khoản trực tuyến lần đầu. Chương trình áp dụng đến hết quý, có điều kiện kèm theo.",
        "",
    ]
    for _ in range(rng.randint(2, 5)):
        out += [
            head(rng, title),
            story(rng, title) if rng.random() < 0.5 else teaser(rng, title),
            "Đọc toàn văn »",
            "",
        ]
    out += [
        "Con số trong ngày",
        f"{rng.randint(2, 95)}% là tỷ lệ người được hỏi cho biết họ đọc tin tức trên điện thoại trước khi ra khỏi giường.",
        "",
    ]
    out += [
        "Bạn nhận được thư này vì đã ghi danh tại trang của chúng tôi. Nếu không muốn tiếp tục, hãy bấm Ngừng nhận thư; địa chỉ của bạn sẽ bị xóa trong vòng 48 giờ."
    ]
    out += [
        "Ngừng nhận thư | Đổi tần suất | Chuyển tiếp cho bạn bè",
        "Tòa nhà Hoa Sữa, 27 ngõ Trạm, Hà Nội",
    ]
    return "\n".join(out)
