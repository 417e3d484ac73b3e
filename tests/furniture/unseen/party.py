"""A party committee's site: slogans, a poll above, document list and counters below."""

import random

from tests.furniture.unseen._words import (
    PROVINCES,
    WEEKDAYS,
    dotted,
    headlines,
    maybe,
    moment,
    person,
    scatter,
    teaser,
)

_BODIES = ("Ban Thường vụ", "Ban Tổ chức", "Ủy ban Kiểm tra", "Ban Dân vận", "Văn phòng")
_SUBJECTS = (
    "về nâng cao chất lượng sinh hoạt chi bộ",
    "về công tác tạo nguồn cán bộ nữ, cán bộ trẻ",
    "thực hiện Chỉ thị về phòng, chống lãng phí",
    "về tổ chức đại hội đảng bộ cấp cơ sở nhiệm kỳ mới",
    "về lãnh đạo công tác tuyển quân",
)


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    at, province = moment(rng), rng.choice(PROVINCES)
    mark = rng.choice(("- ", "• ", "+ ", "* ", "» "))
    head = [
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        f"TRANG THÔNG TIN ĐIỆN TỬ ĐẢNG BỘ TỈNH {province.upper()}",
        f"Hôm nay, {WEEKDAYS[at.weekday()].lower()} ngày {at.day} tháng {at.month} năm {at.year}",
        f"Nhiệt liệt chào mừng Đại hội Đảng bộ tỉnh {province} lần thứ {rng.randint(12, 22)}!",
        "Trang nhất\tTin tức\tXây dựng Đảng\tHọc và làm theo Bác\tVăn bản\tLịch công tác\tThư viện",
        "",
        "Thăm dò ý kiến",
        "Bạn đánh giá giao diện mới của trang thế nào?",
        *[f"( ) {one}" for one in ("Rất đẹp", "Đẹp", "Bình thường", "Cần cải tiến")],
        "Biểu quyết     Kết quả",
        "",
        "Thành viên đăng nhập",
        "Tên truy cập:",
        "Mật khẩu:",
        "Quên mật khẩu?",
        "",
        f"{WEEKDAYS[at.weekday()]}, {at:%d/%m/%Y}, {at:%H}h{at:%M}",
        title,
        f"[ Cỡ chữ: + | - ]   [ Bản in ]   [ Đã đọc {dotted(rng, 10, 5_000)} lần ]",
        "",
    ]
    pictures = [
        [f"Đồng chí {person(rng)} phát biểu kết luận"],
        [f"anh-{rng.randint(1, 400)}_{at:%d%m}.jpg"],
    ]
    text = scatter(body, rng, pictures[: rng.randint(0, 2)])
    papers = []
    for subject in rng.sample(_SUBJECTS, rng.randint(2, 5)):
        kind = rng.choice(("CV", "KH", "HD", "TB", "KL", "CTr"))
        papers.append(
            f"{mark}{rng.randint(2, 990)}-{kind}/{rng.choice(('TU', 'BTCTU', 'UBKTTU'))}:"
            f" {rng.choice(_BODIES)} Tỉnh ủy {subject} ({moment(rng):%d/%m/%Y})"
        )
    tail = [
        rng.choice((f"                    {person(rng)}", f"Tác giả bài viết: {person(rng)}")),
        *maybe(rng, f"Nguồn tin: baodang{rng.randint(1, 9)}.vn"),
        "",
        f"Tổng số điểm của bài viết là: {rng.randint(0, 50)} trong {rng.randint(0, 10)} đánh giá",
        "Click để đánh giá bài viết",
        "",
        "Những tin mới hơn",
        *[f"{mark}{one} ({moment(rng):%d/%m/%Y})" for one in headlines(rng, 2, 5)],
        "Những tin cũ hơn",
        *[f"{mark}{one} ({moment(rng):%d/%m/%Y})" for one in headlines(rng, 2, 5)],
        "",
        "TIN TIÊU ĐIỂM",
        *[line for one in headlines(rng, 1, 3) for line in (one, teaser(rng), "Chi tiết...")],
        "",
        "Văn bản - Tài liệu",
        *papers,
        "",
        "Thống kê truy cập",
        *[f"{when}\t{dotted(rng, 5, 900_000)}" for when in ("Hôm nay", "Tháng này", "Tất cả")],
        "",
        f"Cơ quan chủ quản: Tỉnh ủy {province}. Chịu trách nhiệm nội dung: {person(rng)}, Chánh Văn"
        " phòng Tỉnh ủy.",
        "Ghi rõ nguồn khi sử dụng thông tin trên trang này.   Lên đầu trang",
    ]
    return "\n".join([*head, *filter(None, [lead]), *text, *tail])
