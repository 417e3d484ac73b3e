"""A commune's portal: the article comes amid rosters, procedures and notices in short lines."""

import random

from tests.furniture.unseen._words import (
    PROVINCES,
    dotted,
    headlines,
    listed,
    maybe,
    moment,
    person,
    scatter,
)

_PROCEDURES = (
    "Đăng ký khai sinh lưu động",
    "Chứng thực bản sao từ bản chính",
    "Xác nhận tình trạng hôn nhân",
    "Trợ cấp mai táng phí đối với cựu chiến binh",
    "Đăng ký biến động quyền sử dụng đất",
    "Cấp giấy phép xây dựng nhà ở riêng lẻ",
)
_NOTICES = (
    "Thông báo lịch cắt điện để sửa chữa lưới điện ngày {}",
    "Thông báo về việc niêm yết hồ sơ cấp giấy chứng nhận ngày {}",
    "Giấy mời họp Hội đồng nghĩa vụ quân sự xã ngày {}",
    "Thông báo tiêm phòng dại cho đàn chó, mèo đợt 1, ngày {}",
    "Kết quả xét hộ nghèo, hộ cận nghèo, công khai ngày {}",
)


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    at = moment(rng)
    commune = rng.choice(("Tân Lập", "Hòa Bình", "Đông Sơn", "Phú Mỹ", "Quang Trung"))
    rule = rng.choice(("", "---", "***", "____________________"))
    mobile = [f"0{rng.randint(900_000_000, 989_999_999)}" for _ in range(3)]
    head = [
        f"UBND XÃ {commune.upper()} - TỈNH {rng.choice(PROVINCES).upper()}",
        "TRANG THÔNG TIN ĐIỆN TỬ",
        "Trang chủ | Giới thiệu | Bộ máy chính quyền | Tin tức | Thủ tục hành chính | Góp ý",
        rule,
        "ĐƯỜNG DÂY NÓNG",
        *[
            f"Đ/c {person(rng)} - {role}: {tel}"
            for role, tel in zip(("CT", "PCT", "CA"), mobile, strict=True)
        ],
        rule,
        "THÔNG BÁO MỚI",
        *[f"- {one.format(f'{moment(rng):%d/%m/%Y}')}" for one in rng.sample(_NOTICES, 3)],
        rule,
        "TIN TỨC - SỰ KIỆN",
        f"{title}",
        f"Thời gian đăng: {at:%d/%m/%Y} - {at:%I:%M:%S} {'CH' if at.hour > 11 else 'SA'}",
        f"Người đăng: {rng.choice(('admin', 'Văn hóa xã', 'Ban biên tập'))}",
        "",
    ]
    pictures = [
        [f"z{rng.randint(10**12, 10**13)}_{rng.randint(10**6, 10**7):x}.jpg"],
        [f"Ảnh: Bà con thôn {rng.randint(1, 12)} tham gia vệ sinh đường làng"],
        [f"Screenshot {at:%Y-%m-%d} {at:%H%M%S}.png"],
    ]
    text = scatter(body, rng, rng.sample(pictures, rng.randint(0, 2)))
    days = listed("Thứ 2,Thứ 3,Thứ 4,Thứ 5,Thứ 6")
    roster = [f"{day}: {person(rng)} (sáng), {person(rng)} (chiều)" for day in days]
    tail = [
        "",
        *maybe(rng, f"Người viết: {person(rng)}, công chức VH-XH"),
        *maybe(rng, "Tệp đính kèm: Ke_hoach_tuyen_truyen.pdf (1.2 MB) Tải về"),
        "Quay lại | In bài | Lên trên",
        rule,
        "Tin đã đưa",
        *[f"* {one} [{moment(rng):%d/%m}]" for one in headlines(rng, 3, 6)],
        rule,
        "LỊCH TIẾP CÔNG DÂN TUẦN NÀY",
        *roster,
        rule,
        "THỦ TỤC HÀNH CHÍNH CÔNG",
        *[
            f"{n}/ {one}: mức độ {rng.choice('34')}"
            for n, one in enumerate(rng.sample(_PROCEDURES, 4), 1)
        ],
        f"Hồ sơ đã giải quyết: {dotted(rng, 100, 9_000)} -"
        f" Đúng hạn: {rng.randint(90, 99)},{rng.randint(0, 9)}%",
        rule,
        "HÌNH ẢNH HOẠT ĐỘNG",
        *[f"hinh{rng.randint(1, 99)}.jpg" for _ in range(rng.randint(1, 4))],
        rule,
        "Lượt truy cập",
        *[f"{when} {rng.randint(1, 99_999):06d}" for when in ("Hôm nay", "Tuần", "Tháng", "Tổng")],
        rule,
        f"Trụ sở: Thôn {rng.randint(1, 9)}, xã {commune}. Email: ubndxa@demo.gov.vn",
        f"Người chịu trách nhiệm: Ông {person(rng)} - Chủ tịch UBND xã",
    ]
    return "\n".join([*head, *filter(None, [lead]), *text, *tail])
