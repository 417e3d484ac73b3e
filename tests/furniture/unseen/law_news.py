"""A legal-news portal: subscription boxes, document lists with numbers and states, disclaimers."""

import random

from tests.furniture.unseen._words import (
    dotted,
    headlines,
    maybe,
    moment,
    person,
    phone,
    pictured,
    related,
    scatter,
    topic,
)

_TITLES = (
    "hướng dẫn về hợp đồng lao động điện tử",
    "quy định xử phạt vi phạm hành chính trong lĩnh vực kế toán",
    "về phí sử dụng đường bộ",
    "quy định chế độ phụ cấp đối với nhân viên y tế thôn",
    "sửa đổi quy định về hoàn thuế giá trị gia tăng",
    "về tiêu chuẩn chức danh giáo viên mầm non",
)
_QUESTIONS = (
    "Nghỉ việc không báo trước có phải bồi thường không?",
    "Cách tính tiền làm thêm giờ vào ban đêm ngày lễ?",
    "Mua đất bằng giấy viết tay có được cấp sổ đỏ?",
    "Mẫu đơn ly hôn thuận tình mới nhất gồm những nội dung gì?",
    "Người lao động đóng bảo hiểm 18 năm có được hưởng lương hưu?",
)


def _number(rng: random.Random) -> str:
    year = rng.randint(2012, 2025)
    return rng.choice(
        (
            f"Nghị định {rng.randint(2, 180)}/{year}/NĐ-CP",
            f"Thông tư {rng.randint(2, 90)}/{year}/TT-BTC",
            f"Quyết định {rng.randint(2, 2900)}/QĐ-TTg",
            f"Công văn {rng.randint(100, 6000)}/TCT-CS",
        )
    )


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    at = moment(rng)
    head = [
        "Pháp Lý Thường Ngày",
        f"Hỗ trợ khách hàng: {phone(rng)} | Thanh toán | Bảng giá dịch vụ | Đăng ký | Đăng nhập",
        "Tìm văn bản | Tìm tin tức | Tìm câu hỏi | Tìm biểu mẫu",
        "VĂN BẢN MỚI | DỰ THẢO | CÔNG VĂN | TIÊU CHUẨN VIỆT NAM | CHÍNH SÁCH MỚI | BẢN ÁN",
        "Trang chủ / Tin pháp luật / Đời sống",
        title,
        f"Tác giả: {person(rng)} - Tham vấn bởi Luật sư {person(rng)}",
        f"Đăng lúc: {at:%d/%m/%Y %H:%M}   Cập nhật: {at:%d/%m/%Y}"
        f"   {dotted(rng, 100, 80_000)} lượt xem",
        "Lưu bài   |   Báo lỗi   |   Tải về file Word",
    ]
    inserts = [
        [f"Xem thêm: {related(title, rng)}"],
        ["Bạn cần tư vấn pháp lý? Gọi ngay tổng đài để gặp luật sư trong 5 phút."],
        [f"Đọc thêm: {_number(rng)} {rng.choice(_TITLES)}"],
        [f"{pictured(title, rng)} (Ảnh minh họa)"],
    ]
    text = scatter(body, rng, rng.sample(inserts, rng.randint(1, 3)))
    documents = []
    for what in rng.sample(_TITLES, rng.randint(3, 6)):
        day = moment(rng)
        documents += [
            f"{_number(rng)} {what}",
            f"Ban hành: {day:%d/%m/%Y} | Hiệu lực: {rng.choice(('Đã biết', 'Còn hiệu lực'))}",
        ]
    asked = []
    for question in rng.sample(_QUESTIONS, rng.randint(2, 4)):
        asked += [
            f"Hỏi: {question}",
            f"{person(rng)} đã hỏi {rng.randint(1, 29)} ngày trước | Xem trả lời",
        ]
    tail = [
        *maybe(
            rng,
            "Trên đây là thông tin mới nhất. Nếu còn vướng mắc, bạn đọc vui lòng để lại câu hỏi.",
        ),
        "Từ khóa: " + " | ".join(topic(title, rng) for _ in range(rng.randint(2, 4))),
        "Chia sẻ bài viết lên facebook | Gửi góp ý",
        "Nội dung nêu trên được biên soạn cho mục đích tham khảo, không phải ý kiến"
        " tư vấn chính thức.",
        "TIN CÙNG CHUYÊN MỤC",
        *[f"• {one}" for one in headlines(rng, 3, 6)],
        "VĂN BẢN LIÊN QUAN",
        *documents,
        "HỎI ĐÁP PHÁP LUẬT",
        *asked,
        "Bài viết được xem nhiều nhất trong tuần",
        *[f"{n:02} {one}" for n, one in enumerate(headlines(rng, 3, 5), 1)],
        "Đăng ký nhận bản tin văn bản mới hằng tuần miễn phí",
        "Nhập địa chỉ email của bạn",
        "Gói cước Cơ bản: Xem toàn văn, lược đồ, tải về không giới hạn trong 12 tháng.",
        f"Chịu trách nhiệm chính: Bà {person(rng)} - Giám đốc Công ty Cổ phần Dữ liệu Luật",
        f"Giấy phép thiết lập trang tin điện tử tổng hợp số {rng.randint(10, 300)}/GP-TTĐT",
        "Quy chế hoạt động | Thỏa thuận sử dụng | Chính sách bảo mật | Tuyển dụng",
    ]
    gap = rng.choice(("\n", "\n\n"))
    return gap.join([*head, *filter(None, [lead]), *text, *tail])
