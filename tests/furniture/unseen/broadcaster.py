"""A radio and television site: schedule, player controls, clips with lengths, programme leads."""

import random

from tests.furniture.unseen._words import (
    PROVINCES,
    WEEKDAYS,
    dotted,
    headlines,
    maybe,
    moment,
    person,
    phone,
    pictured,
    scatter,
    teaser,
)

_SHOWS = (
    "Bản tin đầu ngày",
    "Phim truyện: Mùa cá về (tập {})",
    "Nhà nông cần biết",
    "Ca nhạc theo yêu cầu",
    "Cải lương: Tình mẹ (phần {})",
    "Thể thao 24h",
    "Chuyện kể đêm khuya số {}",
    "Giờ thứ chín - gameshow",
    "Sức khỏe cho mọi nhà",
)


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    at, province = moment(rng), rng.choice(PROVINCES)
    hours = sorted(rng.sample(range(5, 24), 6))
    schedule = [
        f"{hour:02}:{rng.choice(('00', '15', '30', '45'))}\t{show.format(rng.randint(2, 80))}"
        for hour, show in zip(hours, rng.sample(_SHOWS, 6), strict=True)
    ]
    head = [
        f"ĐÀI PHÁT THANH - TRUYỀN HÌNH {province.upper()}",
        "",
        "TRUYỀN HÌNH TRỰC TUYẾN\tPHÁT THANH TRỰC TUYẾN\tLỊCH PHÁT SÓNG\tBẢNG GIÁ QUẢNG CÁO",
        "",
        f"Lịch phát sóng {WEEKDAYS[at.weekday()].lower()} {at:%d/%m}",
        *schedule,
        "",
        "Đang phát: FM 9" + f"{rng.randint(1, 9)},{rng.randint(1, 9)} MHz",
        "",
        "Tin trong tỉnh",
        title,
        f"{at:%H:%M}, {at:%d/%m/%Y}",
        "Your browser does not support the audio element.",
        f"Nghe bản tin\t00:00\t0{rng.randint(2, 9)}:{rng.randint(10, 59)}",
        "",
    ]
    inserts = [
        ["", "Mời quý vị và các bạn theo dõi phóng sự của nhóm phóng viên:", ""],
        [f"{pictured(title, rng)} - Ảnh cắt từ clip"],
        ["Video Player is loading.", "Current Time 0:00 / Duration 1:58", "Loaded: 0%"],
    ]
    text = scatter(body, rng, rng.sample(inserts, rng.randint(0, 2)))
    clips = [
        f"{one}\n{rng.randint(1, 28):02}:{rng.randint(0, 59):02}" for one in headlines(rng, 3, 6)
    ]
    shows = [
        f"{show.format(rng.randint(2, 80))} ({moment(rng):%d-%m-%Y})\n{teaser(rng)}"
        for show in rng.sample(_SHOWS, 2)
    ]
    tail = [
        rng.choice((f"{person(rng)} - {person(rng)}", f"PV {person(rng)}", "Ban Thời sự")),
        "",
        "Like\tShare\tTweet\tPin it",
        "",
        "Bình luận của bạn",
        "Vui lòng nhập tiếng Việt có dấu",
        "0/1000 ký tự",
        "",
        "TIN MỚI NHẤT",
        *[f"{moment(rng):%d/%m} {one}" for one in headlines(rng, 4, 8)],
        "",
        "VIDEO CLIP",
        *clips,
        "",
        "CHƯƠNG TRÌNH NỔI BẬT",
        *shows,
        "",
        *maybe(
            rng,
            "Giá vàng\tMua vào\tBán ra",
            f"SJC 1L\t{dotted(rng, 36_000, 80_000)}\t{dotted(rng, 80_000, 90_000)}",
            f"Nhẫn 9999\t{dotted(rng, 36_000, 80_000)}\t{dotted(rng, 80_000, 90_000)}",
            "",
        ),
        "Kết quả xổ số miền Nam",
        *[f"Giải {name}\t{rng.randint(10_000, 99_999)}" for name in ("nhất", "nhì", "ba")],
        "",
        f"Cơ quan chủ quản: UBND tỉnh {province} - Giám đốc: {person(rng)}",
        f"Địa chỉ: {rng.randint(1, 99)} Lý Thường Kiệt - Tel: {phone(rng)} - Fax: {phone(rng)}",
        f"Online: {rng.randint(2, 90)}   Hôm qua: {dotted(rng, 900, 9_000)}"
        f"   Tổng: {dotted(rng, 10**6, 10**7)}",
    ]
    return "\n".join([*head, *filter(None, [lead]), *text, *tail])
