"""An article as a mailing or a feed item: view-in-browser lines, a digest below, sign-off."""

import random

from tests.furniture.unseen._words import (
    dotted,
    headlines,
    listed,
    maybe,
    moment,
    person,
    related,
    scatter,
    teaser,
)

_RULES = ("-" * 40, "=" * 60, "* * *", "~~~~~~~~~~~~", "")


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    at = moment(rng)
    rule = rng.choice(_RULES)
    zone = rng.choice(("+0700", "GMT+7"))
    names = listed("Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec")
    days = listed("Mon,Tue,Wed,Thu,Fri,Sat,Sun")
    sent = f"{days[at.weekday()]}, {at.day:02} {names[at.month - 1]} {at.year} {at:%H:%M:%S} {zone}"
    head = [
        "Không xem được thư này? Mở trong trình duyệt: https://bantin-demo.vn/e/"
        + f"{rng.randint(1, 9**9):x}",
        rule,
        "BẢN TIN CUỐI TUẦN",
        f"Số {rng.randint(20, 700)} - {sent}",
        rule,
        "Trong số này:",
        f"1. {title}",
        *[f"{n}. {one}" for n, one in enumerate(headlines(rng, 2, 4), 2)],
        rule,
        title,
        *maybe(rng, f"category: tin-tuc | id: {rng.randint(10**5, 10**6)} | lang: vi"),
        *filter(None, [lead]),
    ]
    inserts = [
        [f"[image: cid:{rng.randint(1, 9**8):x}@bantin-demo.vn]"],
        [f"Đọc cùng chủ đề: {related(title, rng)} <https://bantin-demo.vn/{rng.randint(1, 99)}>"],
        ["[Nút: XEM ẢNH]"],
    ]
    text = scatter(body, rng, rng.sample(inserts, rng.randint(0, 2)))
    digest: list[str] = []
    for one in headlines(rng, 3, 5):
        digest += [
            one,
            f"{teaser(rng)} [Đọc tiếp]",
            f"https://bantin-demo.vn/{rng.randint(10, 9999)}",
            "",
        ]
    figures = [
        f"VN-Index {dotted(rng, 900, 1_400)}"
        f" ({rng.choice('+-')}{rng.randint(0, 2)},{rng.randint(10, 99)}%)",
        f"Dầu Brent {rng.randint(50, 120)},{rng.randint(10, 99)} USD/thùng",
        f"Bitcoin {dotted(rng, 9_000, 99_000)} USD",
    ]
    tail = [
        *maybe(rng, f"— {person(rng)}"),
        f"Bài gốc: https://bantin-demo.vn/bai/{rng.randint(1000, 99999)}",
        rule,
        "CÁC BÀI KHÁC TRONG SỐ NÀY",
        *digest,
        rule,
        "Con số trong tuần",
        *figures,
        rule,
        "Câu đố nhỏ",
        "Tỉnh nào của nước ta có đường bờ biển dài nhất? Trả lời trước 17h thứ Sáu để nhận sách.",
        f"Chúc mừng bạn {person(rng)} đã trúng thưởng kỳ trước!",
        rule,
        "Bạn thấy bản tin hôm nay thế nào?  Tuyệt vời | Tạm được | Chưa hay",
        f"Bạn nhận thư này vì đã đăng ký tại bantin-demo.vn ngày {moment(rng):%d/%m/%Y}.",
        "Ngừng nhận thư  |  Đổi địa chỉ  |  Chuyển tiếp cho bạn bè",
        f"Ban biên tập Bản tin Cuối tuần, tầng {rng.randint(2, 30)}, tòa nhà Hải Đăng, Đà Nẵng",
        f"Phụ trách: {person(rng)} <lienhe@bantin-demo.vn>",
    ]
    return "\n".join([*head, *text, *tail])
