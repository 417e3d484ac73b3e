"""A page about a running event: other articles with leads stand before and after this one."""

import random

from tests.furniture.unseen._words import (
    WEEKDAYS,
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

_FACTS = (
    "Ngày {d}: Cơ quan chức năng tiếp nhận thông tin ban đầu.",
    "Ngày {d}: Tổ công tác liên ngành được thành lập.",
    "Ngày {d}: Họp báo lần thứ nhất tại trụ sở UBND tỉnh.",
    "Ngày {d}: Công bố kết quả kiểm tra bước đầu.",
)


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    at = moment(rng)
    gap = rng.choice(("\n", "\n\n"))
    thread = topic(title, rng)
    stories = [
        [one, f"{moment(rng):%d/%m/%Y} {moment(rng):%H:%M}", teaser(rng)]
        for one in (*headlines(rng, 1, 2), related(title, rng))
    ]
    lead_story = headline(rng)
    head = [
        "Đại Chúng Online",
        "Thứ Hai đến Chủ nhật, 24 giờ mỗi ngày",
        "Chuyên trang: An sinh | Biển đảo | Hội nhập | Khởi nghiệp | Nông thôn mới",
        f"SỰ KIỆN: {thread.upper()}",
        f"Có {rng.randint(5, 90)} bài viết trong sự kiện này. Theo dõi sự kiện",
        *[line for story in stories[:2] for line in story],
        "Bài đang đọc",
        f"Chuyên mục: Tin trong nước     Ngày đăng: {WEEKDAYS[at.weekday()]} {at:%d.%m.%Y}",
        title,
        f"{rng.choice(('ĐCO', 'Đại Chúng'))} · {at:%Hh%M} · Chia sẻ {dotted(rng, 0, 4_000)}",
    ]
    inserts = [
        ["DÒNG SỰ KIỆN", *[f"» {related(title, rng)}" for _ in range(rng.randint(1, 3))]],
        [f"Liên quan: {lead_story}"],
        [f"{pictured(title, rng)}. (Ảnh: {person(rng)}/Đại Chúng)"],
        [f"Đồ họa: {person(rng)}"],
    ]
    text = scatter(body, rng, rng.sample(inserts, rng.randint(1, 3)))
    facts = [
        one.format(d=f"{rng.randint(1, 28)}/{rng.randint(1, 12)}")
        for one in rng.sample(_FACTS, rng.randint(2, 4))
    ]
    boxes = []
    for section in rng.sample(("Bình luận", "Kinh tế", "Phóng sự", "Công đoàn", "Pháp đình"), 3):
        boxes += [section.upper(), *headlines(rng, 1, 1), teaser(rng), *headlines(rng, 2, 4)]
    tail = [
        rng.choice((f"Nhóm phóng viên {person(rng)} - {person(rng)}", person(rng))),
        *maybe(rng, "Còn nữa", f"Kỳ tới: {related(title, rng)}"),
        "Nhìn lại sự kiện",
        *facts,
        "Các bài khác trong sự kiện",
        *[line for story in stories[2:] for line in story],
        *[line for one in headlines(rng, 2, 4) for line in (one, teaser(rng))],
        "Đăng ký nhận tin về sự kiện qua email: [________] [Đăng ký]",
        *boxes,
        "Ảnh trong ngày",
        *[f"{one} ({rng.randint(4, 20)} ảnh)" for one in headlines(rng, 1, 3)],
        "Đặt báo dài hạn - Gửi bài cộng tác - Đường dây nóng 24/7",
        f"Báo Đại Chúng - {rng.randint(1, 99)} Quang Trung - Quyền Tổng Biên tập: {person(rng)}",
        "Phát triển bởi Phòng Công nghệ. Phiên bản thử nghiệm.",
    ]
    return gap.join([*head, *filter(None, [lead]), *text, *tail])
