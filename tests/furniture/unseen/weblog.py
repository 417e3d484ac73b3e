"""A personal weblog: archive counts, author box in the first person, threaded comments."""

import random

from tests.furniture.unseen._words import (
    comments,
    headline,
    headlines,
    maybe,
    moment,
    person,
    pictured,
    scatter,
    topic,
)

_ABOUT = (
    "Tôi là {}, làm nghề dạy học, thích đi bộ đường dài và chụp ảnh phim. Tôi lập trang này từ năm"
    " {} để ghi lại những điều mắt thấy tai nghe.",
    "{} viết về nhà cửa, phố xá và những quán cà phê cũ. Anh sống cùng hai con mèo tại Đà Lạt,"
    " đã in ba tập tản văn kể từ {}.",
    "Chào bạn, mình là {}! Nếu thấy bài viết có ích, bạn có thể mời mình ly trà đá qua ví điện tử"
    " nhé. Cảm ơn bạn đã ghé chơi từ {} đến nay.",
)


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    at, owner = moment(rng), person(rng)
    name = owner.split()[-1]
    gap = rng.choice(("\n", "\n\n"))
    head = [
        f"Góc nhỏ của {name}",
        "đọc - đi - ghi chép",
        rng.choice(("Skip to content", "Chuyển đến nội dung", "Menu")),
        *["Trang chủ", "Về tôi", "Sách đã đọc", "Liên lạc"],
        title,
        f"Posted on Tháng {at.month} {at.day}, {at.year} by {name.lower()}",
        f"{rng.randint(1, 60)} phản hồi",
        f"Thời gian đọc: {rng.randint(3, 12)} phút",
    ]
    inserts = [
        [f"[caption] {pictured(title, rng)}, ảnh sưu tầm [/caption]"],
        [f"Bài cùng loạt: {headline(rng)}"],
        ["Advertisements", "Report this ad"],
        [f"image-{rng.randint(1, 60)}.png"],
    ]
    text = scatter(body, rng, rng.sample(inserts, rng.randint(0, 3)))
    thread: list[str] = []
    for said in comments(rng, 3, 7):
        who = rng.choice((person(rng), "Nặc danh", "bac_ba_phi", "Hoa Sữa"))
        when = moment(rng)
        thread += [
            f"{who} nói:",
            f"{when.day} Tháng {when.month}, {when.year} lúc {when:%H:%M}",
            said,
            "Phản hồi",
        ]
        if rng.random() < 0.3:
            thread += [
                f"{name} nói:",
                f"@{who}: Cảm ơn bạn đã đọc và góp ý, mình sẽ bổ sung trong bài sau.",
                "Phản hồi",
            ]
    months = [
        f"Tháng {rng.randint(1, 12)} {rng.randint(2012, 2024)} ({rng.randint(1, 30)})"
        for _ in range(rng.randint(4, 10))
    ]
    tail = [
        "Chia sẻ nếu bạn thích:",
        *["Twitter", "Facebook", "Thích Đang tải..."],
        f"Chuyên mục: Ghi chép. Thẻ: {topic(title, rng)}, {topic(title, rng)}.",
        *["Về tác giả", rng.choice(_ABOUT).format(owner, rng.randint(2006, 2019))],
        *maybe(rng, f"Xem tất cả bài viết bởi {name.lower()} →"),
        "Điều hướng bài viết",
        f"← {headline(rng)}",
        f"{headline(rng)} →",
        f"{len(thread) // 4} thoughts on “{title}”",
        *thread,
        "Bình luận về bài viết này",
        "Email của bạn sẽ không được hiển thị công khai. Các trường bắt buộc được đánh dấu *",
        *["Tên *", "Email *", "Trang web"],
        "Lưu tên, email và trang web trong trình duyệt này cho lần bình luận kế tiếp của tôi.",
        *["Bài viết mới", *headlines(rng, 3, 6)],
        *["Phản hồi gần đây", *[f"{person(rng)} trong {one}" for one in headlines(rng, 2, 4)]],
        *["Lưu trữ", *months],
        "Theo dõi blog này",
        "Nhập địa chỉ email để nhận thông báo khi có bài mới. Cùng hơn trăm người đang theo dõi.",
        "Blog tại WordPress.com.",
    ]
    return gap.join([*head, *filter(None, [lead]), *text, *tail])
