"""A faculty's page in plain divs: announcements with dates, admissions, staff, calendar, partners."""

import random
from html import escape

from tests.furniture.seen._stock import date, head, life, person, pick, teaser


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    def div(name: str, *lines: str) -> str:
        return (
            f"<div class='{name}'>"
            + "".join(f"<div>{escape(line)}</div>\n" for line in lines)
            + "</div>\n"
        )

    def notes(count: int) -> list[str]:
        told = "Thông báo nghỉ học bù ngày lễ|Kế hoạch xét tốt nghiệp đợt 2|Danh sách thí sinh phúc khảo|Lịch bảo vệ luận văn cao học|Thu học phí học kỳ hè"
        return [
            text
            for _ in range(count)
            for text in (
                f"{rng.randint(1, 28):02}/{rng.randint(1, 12):02}",
                f"{pick(told, rng)} năm học {rng.randint(2015, 2024)}",
            )
        ]

    teacher = person(rng)
    out = "<html><head><title>Khoa Nông học</title></head><body><div id='wrap'>"
    out += div(
        "menu",
        "Giới thiệu",
        "Tuyển sinh",
        "Đào tạo",
        "Nghiên cứu",
        "Sinh viên",
        "Cựu sinh viên",
        "Email",
    )
    out += div("col-left", "THÔNG BÁO", *notes(rng.randint(3, 7)), "Xem tất cả")
    out += f"<div class='col-mid'><div class='t1'>{escape(title)}</div>\n<div class='d'>{date(rng)}</div>\n"
    out += f"<div class='sum'>{escape(lead)}</div>\n" if lead else ""
    for part in body:
        out += f"<div>{escape(part)}</div>\n"
        if rng.random() < 0.07:
            out += div(
                "pic",
                f"Sinh viên khóa {rng.randint(40, 66)} trong giờ thực hành. Ảnh: Phòng Truyền thông",
            )
    out += "</div>"
    out += div(
        "rel",
        "Bài viết cùng chủ đề",
        *[
            line
            for _ in range(rng.randint(2, 4))
            for line in (head(rng, title), teaser(rng, title))
        ],
    )
    out += div(
        "adm",
        f"TUYỂN SINH {rng.randint(2019, 2025)}",
        "Nhà trường xét tuyển theo ba phương thức: điểm thi tốt nghiệp, học bạ và đánh giá năng lực.",
        f"Chỉ tiêu {rng.randint(80, 900)}, học phí {rng.randint(9, 30)} triệu đồng mỗi năm; thí sinh vùng khó khăn được miễn giảm đến một nửa.",
        "Đăng ký tư vấn",
    )
    out += div(
        "staff",
        f"PGS.TS. {teacher}",
        "Trưởng bộ môn, phòng 304 nhà B",
        life(rng, teacher),
        f"ThS. {person(rng)}",
        "Giáo vụ khoa, máy lẻ 118",
    )
    out += div(
        "cal",
        "Lịch sự kiện",
        f"08:00 {date(rng)}",
        f"Seminar: {head(rng)}",
        f"14:00 {date(rng)}",
        "Ngày hội việc làm, nhà thi đấu",
    )
    return (
        out
        + div("logo", "Đối tác", "Viện Lúa", "Đại học Kasetsart", "Công ty Giống Đồng Xanh")
        + "</div></body></html>"
    )
