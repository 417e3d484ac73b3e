"""Small articles of our own for the tests of the reader."""

from corpus.articles import Article, Block
from corpus.ready import ready_article

LIBRARY = ready_article(
    "Thành phố Giang Sơn mở thư viện số",
    "Thư viện số của thành phố Giang Sơn mở cửa ngày 12/3/2024 sau hai năm xây dựng.\n"
    "Kinh phí xây dựng thư viện là 18,5 tỷ đồng, lấy từ ngân sách thành phố. "
    "Bà Lê Thị Hoa, Giám đốc Sở Văn hóa, chủ trì lễ khai trương.\n"
    "Tỷ lệ người dân đăng ký thẻ thư viện đạt 42,5% vào cuối năm 2024. "
    "Thư viện phải đóng cửa một tuần vì hệ thống điện bị ngập nước.",
    name="library",
    source="Báo Giang Sơn",
    url="https://giangson.example/thu-vien-so",
    published="2024-03-12",
)
PLAN = ready_article(
    "Tỉnh Hòa Bắc ban hành kế hoạch chuyển đổi số",
    "Ngày 15/01/2025, Ủy ban nhân dân tỉnh Hòa Bắc ban hành Kế hoạch số 15/KH-UBND về chuyển đổi "
    "số trong trường học.\n"
    "Kế hoạch không áp dụng cho các trường tư thục. Ba huyện làm thí điểm gồm Tân Lập, Yên Hạ và "
    "Phú Thượng.\n"
    "Đến năm 2026, tỉnh Hòa Bắc có 500 điểm truy cập công cộng. "
    "Trung tâm Điều hành Thông minh (TTĐHTM) của tỉnh theo dõi việc thực hiện Kế hoạch số "
    "15/KH-UBND.",
    name="plan",
    source="Báo Hòa Bắc",
    published="2025-01-16",
)
PLAN_AGAIN = ready_article(
    "Hòa Bắc chuyển đổi số trường học",
    "Đến năm 2026, tỉnh Hòa Bắc có 500 điểm truy cập công cộng, theo Báo Hòa Bắc.",
    name="plan-again",
    source="Tin Nhanh",
    published="2025-01-17",
)
OTHERS = (
    ready_article(
        "Ghi chép về nghề dệt",
        "Nghề dệt ở làng Vân đã có từ ba trăm năm. Cả làng còn bốn mươi khung cửi. "
        "Thợ dệt trẻ nhất làng năm nay mười chín tuổi.",
        name="weaving",
    ),
    ready_article(
        "Mưa lớn ở vùng núi",
        "Mưa lớn kéo dài ba ngày làm sạt lở tuyến đường lên xã Nậm Cắn. "
        "Chính quyền xã đã di dời 27 hộ dân đến nơi an toàn.",
        name="rain",
        published="2024-08-02",
    ),
    ready_article(
        "Hội chợ nông sản khai mạc",
        "Hội chợ nông sản có 120 gian hàng của 15 hợp tác xã. "
        "Ban tổ chức dự kiến đón khoảng 30.000 lượt khách trong năm ngày.",
        name="fair",
        published="2025-04-20",
    ),
)


def captioned() -> Article:
    """Return an article whose only mention of a fact stands in a caption."""
    lines = (
        ("title", "Lễ trồng cây ở xã An Khê"),
        ("paragraph", "Sáng chủ nhật, nhiều người dân xã An Khê tham gia lễ trồng cây đầu xuân."),
        ("caption", "Ông Đỗ Văn Quế trồng 250 cây sao đen tại xã An Khê."),
    )
    blocks, at = [], 0
    for kind, line in lines:
        blocks.append(Block(kind, at, at + len(line)))  # type: ignore[arg-type]
        at += len(line) + 1
    return Article(
        text="\n".join(line for _, line in lines),
        blocks=tuple(blocks),
        name="trees",
        title=lines[0][1],
    )
