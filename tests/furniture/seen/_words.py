"""Headlines, leads, names and comments of other articles, put together at random."""

import random

WHO = [
    "Sở Giáo dục tỉnh",
    "Ủy ban nhân dân huyện",
    "Công an thành phố",
    "Đội tuyển nữ",
    "Nhóm sinh viên",
    "Hội Chữ thập đỏ",
    "Ngân hàng Nhà nước",
    "Bệnh viện đa khoa",
    "Hợp tác xã rau sạch",
    "Thư viện trung tâm",
    "Chủ tịch tỉnh",
    "Câu lạc bộ đọc sách",
    "Cảng hàng không",
    "Doanh nghiệp dệt may",
    "Ban quản lý chợ đêm",
]
DOES = [
    "khai trương",
    "đề xuất lùi",
    "siết chặt",
    "trao tặng",
    "cảnh báo về",
    "tạm dừng",
    "khởi công",
    "công bố kết quả",
    "xử phạt vì vi phạm",
    "đón nhận",
    "lên kế hoạch mở rộng",
    "thử nghiệm",
    "thu hồi",
]
WHAT = [
    "tuyến xe buýt điện đầu tiên",
    "kỳ thi tay nghề toàn quốc",
    "giống lúa chịu mặn mới",
    "lễ hội hoa ban",
    "dự án cầu vượt sông",
    "hàng trăm suất học bổng",
    "lô sữa bột không rõ nguồn gốc",
    "phố đi bộ ven hồ",
    "cuộc thi sáng tạo trẻ",
    "trạm sạc cho xe máy điện",
    "đường dây nóng về thực phẩm bẩn",
    "bảo tàng gốm cổ",
    "phiên chợ nông sản cuối tuần",
    "giải chạy bán marathon",
    "chương trình tiêm chủng mở rộng",
]
WHERE = [
    "ở Quảng Bình",
    "tại Đắk Lắk",
    "trước mùa mưa bão",
    "dịp cuối năm",
    "sau hai năm gián đoạn",
    "ở vùng cao",
    "tại Cần Thơ",
    "trong quý tới",
    "giữa lòng phố cổ",
    "ngay đầu năm học mới",
    "tại khu công nghiệp Sông Mây",
]
TAILS = [
    "Người dân địa phương kỳ vọng thay đổi này sẽ giúp việc đi lại và buôn bán thuận tiện hơn trước.",
    "Theo kế hoạch, giai đoạn một hoàn thành trong năm tới với tổng vốn hơn 300 tỷ đồng.",
    "Nhiều ý kiến cho rằng cần có lộ trình rõ ràng để tránh lãng phí nguồn lực xã hội.",
    "Sự kiện thu hút gần 2.000 lượt khách ngay trong buổi sáng đầu tiên mở cửa.",
    "Đơn vị chức năng khuyến cáo các hộ gia đình chủ động kiểm tra trước khi sử dụng.",
]
NAMES = [
    "Minh Châu",
    "Trần Quốc Bảo",
    "Lê Hoài Thu",
    "Phạm Vân",
    "Ngọc Diệp",
    "Hồ Sỹ Lâm",
    "Đặng Thùy An",
]
COMMENTS = [
    "Bài viết rất hay và bổ ích, cảm ơn tác giả đã chia sẻ.",
    "Tôi thấy chỗ này cần làm rõ hơn, nhiều người vẫn chưa hiểu quy định mới đâu ạ.",
    "Đồng ý với bạn ở trên. Quê tôi cũng gặp tình trạng y như vậy mấy năm nay rồi mà chưa ai giải quyết.",
    "Mong cơ quan chức năng sớm vào cuộc để bà con yên tâm làm ăn.",
    "hay quá",
    "Theo dõi báo từ lâu, hôm nay mới bình luận. Chúc tòa soạn ngày càng phát triển!",
]


def headline(rng: random.Random) -> str:
    """Return the headline of another article."""
    text = f"{rng.choice(WHO)} {rng.choice(DOES)} {rng.choice(WHAT)}"
    if rng.random() < 0.5:
        text += f" {rng.choice(WHERE)}"
    if rng.random() < 0.12:
        text += "?"
    return text


def headlines(rng: random.Random, low: int, high: int) -> list[str]:
    """Return some headlines."""
    return [headline(rng) for _ in range(rng.randint(low, high))]


def lead(rng: random.Random) -> str:
    """Return the lead of another article."""
    first = f"{rng.choice(WHO)} vừa {rng.choice(DOES)} {rng.choice(WHAT)} {rng.choice(WHERE)}."
    return f"{first} {rng.choice(TAILS)}" if rng.random() < 0.7 else first


def number(rng: random.Random, mark: str = ".") -> str:
    """Return a number of visits."""
    return f"{rng.randint(3, 9_999_999):,}".replace(",", mark)


def day(rng: random.Random) -> str:
    """Return a date as pages write it."""
    return f"{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/{rng.randint(2016, 2025)}"


def clock(rng: random.Random) -> str:
    """Return a time of day."""
    return f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}"
