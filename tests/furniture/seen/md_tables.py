"""Markdown whose furniture stands in tables: prices, fixtures, weather, documents."""

import random

from tests.furniture.seen._stock import date, head, heads, paper, pick, teaser


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    cities = rng.sample(["Hà Giang", "Huế", "Nha Trang", "Rạch Giá", "Hải Phòng", "Kon Tum"], 4)
    out = ["# Báo Ven Biển", "", "| Thành phố | Nhiệt độ | Độ ẩm |", "| --- | --- | --- |"]
    out += [f"| {city} | {rng.randint(12, 38)}°C | {rng.randint(50, 98)}% |" for city in cities]
    out += ["", "| Ngoại tệ | Mua | Bán |", "|---|---:|---:|"]
    out += [
        f"| {code} | {rng.randint(150, 26000)},{rng.randint(10, 99)} | {rng.randint(150, 27000)},{rng.randint(10, 99)} |"
        for code in ("USD", "EUR", "KRW", "THB")
    ]
    out += ["", title, "-" * 40, "", f"_{date(rng)}_", ""]
    out += [lead, ""] if lead else []
    for part in body:
        out += [part, ""]
    out += ["---", "", "## Lịch thi đấu", "", "| Giờ | Trận | Kênh |", "|---|---|---|"]
    for _ in range(rng.randint(3, 6)):
        out += [
            f"| {rng.randint(17, 23)}h{rng.choice(['00', '30', '45'])} | {pick('Nam Định - Bình Định|Sevilla - Getafe|Napoli - Lecce|Brest - Lens', rng)} | {pick('VTV6|K+SPORT1|On Football', rng)} |"
        ]
    out += [
        "",
        "## Văn bản chỉ đạo điều hành",
        "",
        "| Số hiệu | Ngày | Trích yếu |",
        "|---|---|---|",
    ]
    for _ in range(rng.randint(3, 7)):
        number, day, what = paper(rng)
        out += [f"| {number} | {day} | {what} |"]
    out += ["", "## Chuyên đề", "", "| | |", "|---|---|"]
    out += [
        f"| ![](/thumb/{rng.randint(1, 99)}.jpg) | **{other}** {teaser(rng, title)} |"
        for other in heads(rng, 2, 5, title)
    ]
    out += [
        "",
        f"1. {head(rng)}",
        f"2. {head(rng, title)}",
        f"3. {head(rng)}",
        "",
        "[Về đầu trang](#top)",
    ]
    return "\n".join(out)
