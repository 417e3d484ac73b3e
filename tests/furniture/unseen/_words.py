"""Words that several layouts share: headlines and leads of other articles, people, places, dates.

Everything is drawn from `rng` alone. Slots in the templates: `p` person, `t` province, `t2`
another province, `h` district, `n` small number, `m` large number with dots, `y` year, `d` day.
"""

import random
from datetime import datetime, timedelta


def listed(text: str, mark: str = ",") -> list[str]:
    """Return the parts of `text` between marks."""
    return text.split(mark)


WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_FAMILY = listed(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Mai Tạ", " "
)
_MIDDLE = listed("Văn Thị Minh Quốc Thanh Ngọc Đức Hữu Thu Xuân Bá Kim Gia Hải Công Tuấn", " ")
_GIVEN = listed(
    "An Bình Cường Dũng Giang Hà Hạnh Hùng Khánh Lan Linh Long Mai Nam Nga Oanh Phong Phúc Quân "
    "Sơn Thảo Thủy Toàn Trang Trung Tú Vân Việt Yến",
    " ",
)
PROVINCES = listed(
    "An Giang,Bắc Kạn,Bến Tre,Bình Phước,Cà Mau,Cao Bằng,Đắk Nông,Đồng Tháp,Gia Lai,Hà Giang,"
    "Hải Dương,Hậu Giang,Hưng Yên,Kiên Giang,Kon Tum,Lai Châu,Lâm Đồng,Nam Định,Ninh Thuận,"
    "Phú Thọ,Quảng Bình,Quảng Ngãi,Sóc Trăng,Sơn La,Tây Ninh,Thái Bình,Trà Vinh,Vĩnh Long"
)
_DISTRICTS = listed(
    "Mường Lát,Ba Tri,Krông Pa,Vị Thủy,Đầm Dơi,Tân Biên,Yên Châu,Tiền Hải,Xuân Trường,Đức Trọng,"
    "Bù Đăng,Lệ Thủy,Sơn Tịnh,Thanh Ba,Kế Sách,Cầu Ngang,Phong Thổ,Hòa An"
)

_HEADLINES = (
    "{t}: Khởi công tuyến đường nối cao tốc dài {n} km qua huyện {h}",
    "Giá cà phê trong nước lập đỉnh mới, nông dân {t} vẫn dè dặt bán ra",
    "Hơn {m} thí sinh {t} bước vào kỳ thi tuyển sinh lớp 10",
    "Thủ môn {p} chấn thương, tuyển Việt Nam lo hàng phòng ngự",
    "Vì sao bạn luôn thấy mệt dù đã ngủ đủ 8 tiếng?",
    "{n} loại rau củ nên ăn vào buổi tối để dễ ngủ hơn",
    "Bắt tạm giam nguyên kế toán trưởng rút ruột {n} tỷ đồng quỹ công đoàn",
    "Ca sĩ {p} kể chuyện bỏ phố về quê làm vườn sau {n} năm đi hát",
    "Xe tải lao xuống vực ở {h}, {n} người bị thương",
    "Lãi suất tiết kiệm kỳ hạn {n} tháng tăng nhẹ tại nhiều ngân hàng",
    "Nhật Bản thử nghiệm tàu đệm từ không người lái đạt tốc độ kỷ lục",
    "Cụ bà 9{n1} tuổi ở {t} vẫn đan nón mỗi ngày",
    "{t} công bố danh sách {n} dự án nhà ở xã hội được mở bán năm {y}",
    "Cảnh báo lừa đảo mạo danh nhân viên điện lực thu tiền qua mã QR",
    "Mưa lớn diện rộng, {t} và {t2} đề phòng sạt lở đất",
    "Cầu thủ gốc Việt {p} ghi bàn ở giải hạng hai Cộng hòa Séc",
    "Bí quyết muối dưa cải vàng giòn, không nổi váng",
    "Hội Nông dân {t} trao {n} con bò giống cho hộ cận nghèo",
    "Điện thoại gập giá dưới 15 triệu đồng có đáng mua?",
    "Trường ĐH {t} tuyển bổ sung {m} chỉ tiêu bằng học bạ",
    "Chủ tịch UBND tỉnh {t} {p} làm việc với huyện {h} về xây dựng nông thôn mới",
    "Xuất khẩu tôm tháng {n1} vượt mốc {m} tấn",
    "Lễ hội đua ghe ngo {t} thu hút {m} du khách",
    "Phát hiện trống đồng hơn 2.000 năm tuổi khi đào ao ở {h}",
    "Án mạng trong phòng trọ: Nghi phạm ra đầu thú sau {n} giờ lẩn trốn",
    "Đề xuất giảm 30% tiền thuê đất cho doanh nghiệp nhỏ",
    "HLV {p}: “Chúng tôi đã chơi như một tập thể thực sự”",
    "Tử vi hôm nay: Tuổi Mão gặp quý nhân, tuổi Dậu nên giữ tiền",
    "Người phụ nữ {n} năm đi tìm con thất lạc và cuộc gọi lúc nửa đêm",
    "Bộ ảnh cưới trên đồi chè {t} khiến cư dân mạng xao xuyến",
    "{p} đoạt huy chương vàng cờ vua trẻ châu Á",
    "Sở Y tế {t} yêu cầu rà soát {n} cơ sở thẩm mỹ không phép",
    "Nga và Thổ Nhĩ Kỳ bàn về hành lang ngũ cốc mới",
    "Thêm một hãng xe điện mở nhà máy lắp ráp tại {t}",
    "Học sinh lớp {n1} chế tạo máy tưới cây bằng điện thoại cũ",
    "Chứng khoán phiên chiều: Cổ phiếu thép bật tăng, VN-Index lấy lại mốc 1.2{n}",
    "Đồng chí {p} được bầu giữ chức Phó Bí thư Huyện ủy {h}",
    "{t} kỷ niệm {n} năm ngày tái lập tỉnh",
    "Vụ cháy chợ {h}: Tiểu thương mong sớm có chỗ bán tạm",
    "Nàng dâu 2{n1} tuổi tiết lộ thực đơn giảm {n} kg sau sinh",
)
_LEADS = (
    "Dự án có tổng mức đầu tư hơn {m} tỷ đồng, khi hoàn thành sẽ rút ngắn một nửa thời gian đi từ"
    " {t} đến {t2}.",
    "Sau {n} ngày mưa liên tiếp, hàng trăm hộ dân ở huyện {h} phải di dời khẩn cấp trong đêm, nhiều"
    " tuyến đường bị chia cắt.",
    "Công an tỉnh {t} vừa triệt phá đường dây mua bán hóa đơn với số tiền ghi khống lên tới {m} tỷ"
    " đồng, khởi tố {n} bị can.",
    "Theo bác sĩ {p}, thói quen uống nước đá ngay sau khi vận động mạnh có thể gây co thắt mạch"
    " máu và đau đầu kéo dài.",
    "{t} - Sáng {d}, đoàn công tác do đồng chí {p} làm trưởng đoàn đã kiểm tra tiến độ giải phóng"
    " mặt bằng tại xã phía tây huyện {h}.",
    "Không còn cảnh được mùa mất giá, bà con trồng bưởi ở {h} năm nay ký được hợp đồng bao tiêu"
    " ngay từ đầu vụ.",
    "Trận hòa đáng tiếc trên sân nhà khiến đội bóng của HLV {p} tụt xuống vị trí thứ {n1} trên bảng"
    " xếp hạng.",
    "Nữ diễn viên sinh năm 199{n1} thừa nhận từng muốn bỏ nghề vì áp lực, trước khi được đạo diễn"
    " {p} mời đóng phim mới.",
    "Ngân hàng Nhà nước cho biết sẽ tiếp tục điều hành tỷ giá linh hoạt trong bối cảnh đồng USD"
    " biến động mạnh trên thị trường quốc tế.",
    "Chương trình kéo dài đến hết ngày {d}, dành cho khách hàng mở tài khoản lần đầu tại {t}.",
    "Ở tuổi 6{n1}, ông {p} vẫn mỗi sáng chèo thuyền đưa học trò qua sông, không lấy của ai một đồng"
    " nào.",
    "Kỳ họp thứ {n} HĐND tỉnh {t} đã thông qua {n} nghị quyết quan trọng về đầu tư công và chính"
    " sách hỗ trợ giáo viên vùng khó khăn.",
)
_COMMENTS = (
    "Đọc mà thấy thương quá, mong mọi chuyện sớm ổn.",
    "Tôi ở {t} đây, ngoài thực tế còn tệ hơn trong bài nhiều. Năm ngoái nhà tôi cũng gặp đúng cảnh"
    " này mà có ai hỏi han gì đâu.",
    "Cần xử lý nghiêm để làm gương, chứ nói mãi rồi lại đâu vào đấy!!!",
    "Ủng hộ nhà báo viết tiếp về chủ đề này ạ",
    "Bài viết hay, cảm ơn tác giả.",
    "theo mình thi nên xem lại tu khâu quản lý, ko thể đổ hết cho dân dc",
    "Bạn {p} nói đúng đó. Tôi đã làm trong ngành {n} năm và chưa bao giờ thấy quy trình nào rườm rà"
    " như vậy.",
    "Nhiều người cứ chê chứ tôi thấy thế này là tiến bộ lắm rồi, mấy chục năm trước làm gì có.",
    "Có ai biết số điện thoại để liên hệ giúp đỡ không ạ?",
    "Sao không thấy bài nói gì đến trách nhiệm của địa phương nhỉ? Mong báo làm rõ thêm.",
    "Hay quá!",
    "Chia buồn cùng gia đình.",
    "Hôm qua tôi đi ngang qua đó vẫn thấy đông người lắm, chẳng có gì thay đổi cả.",
)

# Words that no tag begins with.
_WEAK = frozenset(listed("của,và,là,bị,được,ở,vì,về,với,do,cho,để,khi,tại,từ,trong,này,đã,sẽ,có"))


def person(rng: random.Random) -> str:
    """Return a full name."""
    return f"{rng.choice(_FAMILY)} {rng.choice(_MIDDLE)} {rng.choice(_GIVEN)}"


def dotted(rng: random.Random, low: int, high: int) -> str:
    """Return a number between `low` and `high` with dots between thousands."""
    return f"{rng.randint(low, high):,}".replace(",", ".")


def moment(rng: random.Random) -> datetime:
    """Return a minute between 2015 and 2025."""
    return datetime(2015, 1, 1) + timedelta(minutes=rng.randrange(10 * 365 * 24 * 60))


def phone(rng: random.Random) -> str:
    """Return a telephone number in one of the shapes in use."""
    last = rng.randint(100, 999)
    return rng.choice(
        (
            f"02{rng.randint(10, 99)}.3{rng.randint(100, 999)}.{last}",
            f"(02{rng.randint(10, 99)}) 3 {rng.randint(100_000, 999_999)}",
            f"0{rng.randint(900, 989)} {rng.randint(100, 999)} {last}",
            f"1900 {rng.randint(1000, 9999)}",
        )
    )


def _fill(template: str, rng: random.Random) -> str:
    day = moment(rng)
    return template.format(
        p=person(rng),
        t=rng.choice(PROVINCES),
        t2=rng.choice(PROVINCES),
        h=rng.choice(_DISTRICTS),
        n=rng.randint(3, 85),
        n1=rng.randint(2, 9),
        m=dotted(rng, 1_100, 98_000),
        y=day.year,
        d=f"{day.day}/{day.month}",
    )


def headlines(rng: random.Random, low: int, high: int) -> list[str]:
    """Return `low` to `high` headlines of other articles."""
    return [_fill(one, rng) for one in rng.sample(_HEADLINES, rng.randint(low, high))]


def headline(rng: random.Random) -> str:
    """Return the headline of another article."""
    return headlines(rng, 1, 1)[0]


def teaser(rng: random.Random) -> str:
    """Return the lead of another article."""
    return _fill(rng.choice(_LEADS), rng)


def comments(rng: random.Random, low: int, high: int) -> list[str]:
    """Return `low` to `high` comments of readers."""
    return [_fill(one, rng) for one in rng.sample(_COMMENTS, rng.randint(low, high))]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def topic(title: str, rng: random.Random) -> str:
    """Return two to four neighbouring words of the title, as tags and related headlines do."""
    words = title.replace('"', "").replace(":", "").replace(",", "").split()
    size = rng.randint(2, 4)
    start = rng.randrange(max(1, len(words) - size))
    while start and words[start].lower() in _WEAK:
        start -= 1
    return " ".join(words[start : start + size])


def pictured(title: str, rng: random.Random) -> str:
    """Return what a caption says of its picture."""
    frame = rng.choice(
        (
            "{}",
            "{}, nhìn từ trên cao",
            "{} nhận được nhiều sự quan tâm của dư luận trong những ngày qua",
            "Khu vực liên quan đến {}. Hình chụp qua camera của người dân sống gần đó",
            "Hình ảnh {} lan truyền trên mạng xã hội",
        )
    )
    return _upper(frame.format(topic(title, rng)))


def related(title: str, rng: random.Random) -> str:
    """Return the headline of another article on the same matter."""
    frame = rng.choice(
        (
            "Chuyên gia nói gì về {}?",
            "Toàn cảnh {} qua lời kể người trong cuộc",
            "Từ {} nghĩ về trách nhiệm người đứng đầu",
            "Thông tin mới nhất liên quan {}",
            "{}: Những điều bạn đọc cần biết",
            "Lại chuyện {}, bao giờ mới có hồi kết",
        )
    )
    return _upper(frame.format(topic(title, rng)))


def scatter(body: list[str], rng: random.Random, pieces: list[list[str]]) -> list[str]:
    """Put each piece after a random paragraph of `body`, seldom the last."""
    after: dict[int, list[str]] = {}
    for piece in pieces:
        after.setdefault(rng.randrange(max(1, len(body) - 1)), []).extend(piece)
    return [line for number, text in enumerate(body) for line in (text, *after.get(number, ()))]


def maybe(rng: random.Random, *lines: str, chance: float = 0.5) -> list[str]:
    """Return the lines or nothing."""
    return list(lines) if rng.random() < chance else []
