"""Notices in whole sentences: cookies and a login before, a newsletter and the law after."""

import random

from tests.furniture.seen._words import clock, day, headlines


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    out = [
        "Chúng tôi sử dụng cookie để cải thiện trải nghiệm của bạn. Tiếp tục truy cập nghĩa là bạn đồng ý với chính sách bảo mật.",
        "Đồng ý",
        "Từ chối",
    ]
    out += [
        "Đăng nhập",
        "Tên đăng nhập",
        "Mật khẩu",
        "Ghi nhớ",
        "Quên mật khẩu?",
        "Chưa có tài khoản? Đăng ký ngay để lưu bài viết yêu thích.",
    ]
    out += [
        "Mới",
        "Kinh doanh",
        "Thể thao",
        "Giải trí",
        "Sức khỏe",
        "Du lịch",
        title,
        f"Cập nhật ngày {day(rng)} {clock(rng)}",
        lead,
        *body,
    ]
    out += [
        "Nhận bản tin buổi sáng",
        "Nhập email của bạn để nhận những tin tức quan trọng nhất mỗi ngày, hoàn toàn miễn phí.",
        "Đăng ký",
    ]
    out += [
        "Bài viết liên quan",
        *headlines(rng, 3, 6),
        "© Bản quyền thuộc Tạp chí Cửa Biển",
        f"Giấy phép hoạt động số {rng.randint(10, 600)}/GP-BTTTT do Bộ Thông tin và Truyền thông cấp ngày {day(rng)}.",
    ]
    out += [
        "Tổng biên tập: Nguyễn Hữu Phúc",
        "Tòa soạn: 12 Trần Phú, Hải Phòng - Điện thoại: 0225 3 111 222 - Email: toasoan@cuabien.example",
    ]
    out += [
        "Nghiêm cấm sao chép dưới mọi hình thức. Ghi rõ nguồn khi phát hành lại thông tin từ trang này."
    ]
    return "\n".join(out)
