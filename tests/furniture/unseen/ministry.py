"""A ministry's portal saved as text: one line per element, no blank lines."""

import random

from tests.furniture.unseen._words import (
    WEEKDAYS,
    dotted,
    headlines,
    moment,
    person,
    phone,
    scatter,
)

_FIELDS = (
    "Kế hoạch - Tài chính",
    "Thanh tra",
    "Hợp tác quốc tế",
    "Khoa học",
    "Cải cách hành chính",
)
_SUBJECTS = (
    "Quy định chi tiết một số điều về quản lý chất lượng sản phẩm, hàng hóa nhóm 2",
    "Về việc ban hành Kế hoạch tuyên truyền, phổ biến pháp luật năm {}",
    "Về việc tăng cường phòng, chống dịch bệnh trên đàn gia súc",
    "Sửa đổi, bổ sung một số điều của quy chế làm việc",
    "Về việc công bố thủ tục hành chính được thay thế trong lĩnh vực lâm nghiệp",
    "Hướng dẫn xếp lương viên chức chuyên ngành",
)


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    at = moment(rng)
    head = [
        "Bỏ qua nội dung chính",
        "CỔNG THÔNG TIN ĐIỆN TỬ",
        "BỘ PHÁT TRIỂN VÙNG VÀ HẠ TẦNG",
        "English",
        "Sơ đồ cổng",
        "Hòm thư công vụ",
        "Tìm kiếm...",
        *["Giới thiệu", "Chức năng, nhiệm vụ", "Lãnh đạo Bộ", "Các đơn vị trực thuộc"],
        *["Tin tức - Sự kiện", "Hoạt động của Lãnh đạo Bộ", "Tin trong nước", "Tin quốc tế"],
        *["Văn bản", "Dịch vụ công", "Số liệu thống kê", "Hỏi đáp", "Liên hệ"],
        *rng.sample(_FIELDS, 3),
        "Trang chủ",
        "Tin tức - Sự kiện",
        title,
        f"Cập nhật lúc {at:%H:%M}, {WEEKDAYS[at.weekday()]}, {at:%d/%m/%Y}",
        f"Lượt xem: {dotted(rng, 40, 21_000)}",
        *["A-", "A", "A+", "In trang", "Gửi email", "Nghe bài viết", "0:00 / 3:47"],
    ]
    pictures = [
        [f"Toàn cảnh buổi làm việc (Ảnh: {person(rng)})"],
        [f"IMG_{rng.randint(1000, 9999)}.JPG", "Các đại biểu chụp ảnh lưu niệm"],
    ]
    text = [*filter(None, [lead]), *scatter(body, rng, pictures[: rng.randint(0, 2)])]
    news = [f"{one} ({moment(rng):%d/%m/%Y})" for one in headlines(rng, 4, 8)]
    documents = []
    for subject in rng.sample(_SUBJECTS, rng.randint(3, 5)):
        kind = rng.choice(("QĐ-BPV", "TT-BPV", "CV-VP"))
        documents += [
            f"{rng.randint(2, 2900)}/{kind}",
            f"Ngày ban hành: {moment(rng):%d/%m/%Y}",
            subject.format(at.year),
        ]
    tail = [
        rng.choice((f"Theo {person(rng)}", "Trung tâm Thông tin", "Nguồn: Văn phòng Bộ")),
        *["Chia sẻ", "Facebook", "Zalo", "Twitter"],
        "Các tin khác",
        *news,
        *["Trang trước", "1", "2", "3", "...", str(rng.randint(40, 300)), "Trang sau"],
        "VĂN BẢN CHỈ ĐẠO ĐIỀU HÀNH",
        *documents,
        "Xem tất cả",
        "THÔNG BÁO",
        *headlines(rng, 1, 3),
        *["Liên kết website", "-- Chọn đơn vị --", "Chính phủ", "Quốc hội", "UBND các tỉnh"],
        "Bản quyền thuộc Bộ Phát triển vùng và Hạ tầng",
        f"Địa chỉ: Số {rng.randint(2, 90)} đường Nguyễn Cơ Thạch, quận Nam Từ Liêm, Hà Nội",
        f"Điện thoại: {phone(rng)} - Email: bbt@bpv.gov.vn",
        f"Giấy phép số {rng.randint(10, 200)}/GP-TTĐT ngày {moment(rng):%d/%m/%Y}",
        "Ghi rõ nguồn khi phát hành lại thông tin từ Cổng này.",
        f"Số người đang trực tuyến: {rng.randint(3, 400)}",
        f"Tổng số lượt truy cập: {dotted(rng, 900_000, 90_000_000)}",
    ]
    return "\n".join([*head, *text, *tail])
