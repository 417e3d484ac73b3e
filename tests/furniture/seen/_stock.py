"""Prose and lists of other people's pages: headlines, leads, comments, lives, laws, weather.

Long and well-formed on purpose, in part about the article's own matter (`topic` takes words of
its title), so that neither length nor wording alone tells furniture from an article.
"""

import random

ACTORS = """Viện Hải dương học|Hãng xe Đức|Chính phủ Thái Lan|Nữ họa sĩ xứ Huế|Bộ Nông nghiệp|Kiểm lâm Tây Nguyên
Cựu tuyển thủ bóng chuyền|Thủy điện Sơn Thủy|Cục Hàng không|Cụ bà 91 tuổi|Ca sĩ trẻ|Thủ tướng Nhật Bản
Liên đoàn Điền kinh|Đại học Y Thái Bình|Tập đoàn dầu khí Na Uy|Hai anh em sinh đôi|Nông dân Hậu Giang
Cảnh sát biển|Vườn quốc gia Bạch Mã|Ngư dân Lý Sơn|Nhà khoa học Việt tại Úc|Thầy giáo bản Mông
Tòa án Milan|Quỹ Tiền tệ Quốc tế|Tổ dân phố số 9|Cô gái Ê Đê|Phi hành đoàn|Hải quan Móng Cái
Chủ vườn sầu riêng|Nhà hát Tuồng|Bác sĩ quân y|Chuỗi cà phê nội|Tàu hàng Panama|Làng gốm Phước Tích"""
ACTS = """phát hiện hang động dài gần 4 km|mở cửa trở lại sau trùng tu|giành huy chương vàng cự ly 1.500 m
bị phạt 85 triệu đồng vì xả thải|ra mắt ứng dụng tra cứu giá phân bón|kêu gọi giảm rác nhựa|hiến đất làm đường
đạt thỏa thuận mua 12 máy bay|lập kỷ lục nuôi tôm hùm|cứu sống bé trai bị ong đốt|từ chức sau bê bối quỹ đen
dời lịch bay vì sương mù|tìm lại người thân sau 40 năm|triệt phá đường dây làm giả bằng lái|nâng dự báo tăng trưởng
trồng lại 300 ha rừng ngập mặn|phục dựng nghề dệt chiếu|đấu giá bức tranh lụa cổ|hủy buổi diễn phút chót
cắt giảm 900 việc làm|dạy chữ cho trẻ làng chài|thử xe tự lái trên cao tốc|điều tra vụ nổ lò hơi
dựng thư viện từ container cũ|bỏ phố về quê nuôi ong|ghép gan thành công cho em bé 8 tháng tuổi
đóng cửa vô thời hạn|xin lỗi khách hàng|lần đầu xuất khẩu nhãn lồng sang châu Âu|mất sóng suốt ba giờ"""
SCENES = """ở Nghệ An|tại Lạng Sơn|bên bờ sông Hậu|giữa đợt nắng nóng|tại Paris|trước thềm SEA Games|ở Đất Mũi
đúng ngày Rằm tháng Giêng|trong đêm mưa lớn|ở ngoại ô Seoul|sau phiên chất vấn|giữa mùa thu hoạch|tại Gia Lai"""
SAID = """Ông bố hai con nói bán nhà là quyết định khó khăn nhất, nhưng nếu được chọn lại ông vẫn làm như vậy.
Thỏa thuận kéo dài ba năm, gồm cả điều khoản đào tạo lại nhân lực và chuyển giao dây chuyền lắp ráp.
Camera hành trình ghi lại toàn bộ diễn biến, song hình ảnh quá mờ để nhận ra biển số chiếc xe bỏ chạy.
Hiện mới có khoảng một phần ba số hộ nhận tiền, phần còn lại chờ thẩm định lại giá từ đơn vị tư vấn.
Cô giáo chủ nhiệm cho biết em học đều các môn, chỉ hơi nhút nhát mỗi khi phải đứng trước đám đông.
Trận mưa kéo dài bốn giờ làm ngập 12 tuyến phố, nhiều người phải gửi xe dọc đường rồi lội bộ về nhà.
Các chuyên gia ước tính tổn thất lên tới 2,3 tỷ USD, cao nhất kể từ khi có thống kê vào năm 1987.
Ở hiệp hai, đội khách dồn lên tìm bàn gỡ nhưng hàng thủ chủ nhà đã đứng vững đến tiếng còi mãn cuộc.
Bức ảnh chụp vội bằng điện thoại được chia sẻ hàng chục nghìn lần chỉ sau một đêm.
Từ ngày có đường nhựa, thương lái vào tận vườn thu mua, bà con không còn cảnh gánh hàng vượt đèo đi bán.
Nếu không đạt thêm tiến triển nào, hai phái đoàn sẽ gặp lại tại Vienna vào tuần cuối của tháng.
Bảo tàng dự kiến đón khách miễn phí trong tháng đầu, sau đó thu vé 40.000 đồng mỗi lượt.
Loài này từng được cho là tuyệt chủng cách đây nửa thế kỷ, cho tới khi một người hái nấm tình cờ bắt gặp.
Hơn một nửa số người được khảo sát sẵn sàng đổi nghề nếu mức lương không tăng trong mười hai tháng tới.
Bản án sơ thẩm tuyên hồi tháng tư đã bị kháng cáo, phiên phúc thẩm dự kiến kéo dài trong hai ngày.
Họ gặp nhau trên chuyến tàu đêm, mười năm sau cùng nhau mở quán ăn nhỏ mang tên ga cuối.
Theo lịch, đoàn sẽ dừng chân tại bảy tỉnh trước khi kết thúc hành trình ở cột cờ Lũng Cú.
Pin được quảng cáo chạy 18 tiếng, thử nghiệm thực tế của chúng tôi dừng lại ở con số 13 giờ 20 phút.
Mỗi sáng bà dậy từ ba giờ nhóm bếp, đến khi thành phố thức giấc thì nồi bánh đã vơi quá nửa.
Khoản vay ưu đãi được giải ngân làm bốn đợt, đợt cuối phụ thuộc kết quả kiểm toán độc lập.
Thủ phạm khai chỉ định dọa cho bõ tức, không ngờ sự việc lại đi xa đến như vậy.
Người đứng đầu đơn vị này thừa nhận quy trình còn kẽ hở và hứa sẽ công khai kết quả rà soát trước cuối tháng.
Con số này cao gấp rưỡi cùng kỳ, theo thống kê mà phóng viên có được từ cơ quan quản lý chuyên ngành.
Sáng nay, hàng trăm người đã xếp hàng từ 4h để chờ đến lượt, dù trời mưa và nhiệt độ xuống dưới 15 độ C.
Anh kể, những ngày đầu không ai tin, ngay cả mẹ cũng bảo thôi về tìm việc gì ổn định mà làm.
Giới phân tích cho rằng động thái trên chưa đủ mạnh, song ít nhất đã gửi đi tín hiệu rõ ràng tới thị trường.
"Chúng tôi không có lựa chọn nào khác", bà nói trong cuộc phỏng vấn kéo dài gần một giờ tại nhà riêng.
Vụ việc được phát hiện khi một nhân viên bảo vệ nghe tiếng động lạ phát ra từ tầng hầm lúc gần nửa đêm.
Đây là lần thứ ba trong vòng năm năm địa phương phải điều chỉnh phương án, tiêu tốn thêm khoảng 47 tỷ đồng.
Nếu mọi việc thuận lợi, chuyến hàng đầu tiên sẽ rời cảng vào trung tuần tháng sau, mang theo 18 tấn sản phẩm.
Trong khi đó, các hộ sống gần khu vực vẫn chưa nhận được thông báo chính thức nào bằng văn bản.
Từ một xưởng nhỏ sau vườn, cơ sở nay tạo việc làm cho 26 lao động với thu nhập hơn 7 triệu đồng mỗi tháng.
Kết quả xét nghiệm cho thấy các chỉ số đã trở về ngưỡng an toàn, tuy vậy bệnh nhân cần theo dõi thêm hai tuần."""
MUSED = """Thú thật tôi đọc hai lần mới hiểu ý người viết, câu cú hơi rối nhưng vấn đề nêu ra thì rất trúng.
Vợ chồng tôi lương cộng lại chưa tới mười lăm triệu, nuôi hai đứa nhỏ, tháng nào cũng phải giật gấu vá vai.
Muốn thay đổi thì phải bắt đầu từ nhà trường, chứ người lớn quen nếp cũ rồi nói bao nhiêu cũng bằng thừa.
Có bác nào ở quận Kiến An xác nhận giúp thông tin này không, tôi hỏi mấy người đều bảo chưa nghe bao giờ.
Ngày xưa đói khổ mà hàng xóm sống với nhau tình nghĩa, bây giờ đủ đầy thì cửa đóng then cài.
Tôi ủng hộ phạt thật nặng, phạt vài ba triệu thì họ coi như tiền chợ, hôm sau lại đâu vào đấy.
Theo tôi biết thì quy định này đã có từ lâu, chẳng qua trước nay không ai kiểm tra nên mọi người quên mất thôi.
Cảm ơn phóng viên đã đi đến tận nơi, chứ ngồi bàn giấy thì không thể có được những chi tiết như thế.
Em là sinh viên năm cuối, đọc xong thấy hoang mang quá, không biết ra trường có kiếm nổi việc đúng ngành không.
Cái gì cũng đổ tại ý thức người dân, vậy hạ tầng và người quản lý thì đứng ở đâu trong câu chuyện này.
Mình ở nước ngoài mười hai năm, mỗi lần về lại thấy quê hương đổi khác, vui nhiều mà cũng lo không ít.
Chờ xem, tuần sau lại có bài đính chính cho mà coi, tôi chẳng lạ gì kiểu làm ăn này nữa.
Sao không thấy bài viết nhắc tới ý kiến của những người trực tiếp bị ảnh hưởng, chỉ toàn nghe một phía nói.
Ông nội tôi 87 tuổi ngày nào cũng đọc báo, hôm nay cụ bảo tôi gõ hộ mấy lời khen tòa soạn viết công tâm.
Tôi làm trong ngành này gần hai mươi năm và phải nói thật là chưa bao giờ thấy chuyện nào được xử lý nhanh như thế.
Hồi bố tôi còn sống ông hay bảo cứ nhìn cách người ta đối xử với kẻ yếu thì biết xã hội ấy ra sao, giờ nghĩ lại thấy đúng.
Không phải ai cũng có điều kiện như những gì bài báo viết, chúng ta nên nhìn từ phía người lao động nghèo nữa.
Nhà em ở ngay cạnh đó, hôm ấy nghe ầm một tiếng chạy ra thì thấy mọi người đã đứng kín cả ngõ rồi.
Bên Nhật họ làm chuyện này từ thập niên 80, có luật hẳn hoi, còn mình thì cứ đợi nước đến chân mới nhảy.
Xin hỏi tác giả số liệu ở đoạn giữa lấy từ đâu ạ, vì báo cáo tôi đọc năm ngoái lại ghi khác khá nhiều.
Chỉ mong các cháu được đi học đàng hoàng, người lớn tính toán thiệt hơn thế nào cũng đừng để trẻ con phải chịu.
Mấy bác cứ chê, chứ thử đứng vào vị trí của họ xem có làm tốt hơn được không mà nói.
Đọc đến đoạn cuối mà rưng rưng, cuộc đời vẫn còn nhiều người tử tế lắm.
Phí thì thu đều mà dịch vụ mỗi năm một kém, tôi đã gửi đơn ba lần vẫn chưa ai trả lời."""
TOPICAL = """Mong tòa soạn làm rõ thêm {t}, vì bài mới dừng ở bề nổi còn gốc rễ thì chưa ai dám đụng tới.
Đọc về {t} mà thấy thương những người trong cuộc, họ đâu có muốn mọi chuyện thành ra như vậy.
Chẳng riêng gì {t}, nhìn đâu cũng thấy cái kiểu làm cho có, xong rồi thì bỏ đấy.
Xin góp một ý nhỏ quanh {t}: hãy hỏi dân trước khi làm, đừng làm xong rồi mới hỏi.
Cháu tôi từng làm luận văn về {t}, theo nó thì con số thật còn lớn hơn báo nêu nhiều.
Tôi nghĩ câu chuyện {t} này còn dài, vài hôm nữa thế nào cũng có bên đứng ra phản bác cho mà xem.
Nói về {t} thì năm 2009 báo mình từng có loạt bài rất kỹ, mong ban biên tập đăng lại cho bạn đọc trẻ cùng xem.
Ai từng theo dõi {t} từ đầu sẽ hiểu vì sao dư luận lại phản ứng gay gắt đến như vậy.
Cứ nhắc tới {t} là tôi lại nhớ hồi còn công tác ở Vinh, anh em thay nhau trực cả đêm mà không một lời kêu ca."""
NEAR = """Câu chuyện {t} một lần nữa cho thấy khoảng cách giữa quy định và thực tế.
Không lâu sau {t}, nhiều địa phương khác cũng bắt đầu lên tiếng về điều tương tự.
Ít ai ngờ phía sau {t} là cả một quá trình chuẩn bị lặng lẽ kéo dài nhiều tháng.
Trao đổi bên lề một hội thảo, các diễn giả dành phần lớn thời gian để bàn về {t}.
Bốn năm trước, khi {t} còn là điều xa lạ, một nhóm người trẻ đã thử bắt tay vào việc.
Dư luận chưa hết xôn xao về {t} thì hôm qua lại xuất hiện thêm một tình tiết mới."""
FIRST = [
    "Nghiêm",
    "Tạ",
    "Khuất",
    "Lưu",
    "Thạch",
    "Vi",
    "Quách",
    "Mạc",
    "Ninh",
    "Đàm",
    "Phùng",
    "La",
    "Kiều",
]
GIVEN = [
    "Thế Vinh",
    "Bích Liên",
    "Đình Khôi",
    "Mai Khuê",
    "Tường Lam",
    "Hữu Phước",
    "Kim Oanh",
    "Nhật Tân",
    "Thảo Nhi",
    "Công Luận",
    "Yến Vy",
]
OUTLETS = [
    "Sông Đà News",
    "Tri Thức 24",
    "VnNhịpSống",
    "Pháp Đình",
    "Kinh tế Ven Biển",
    "Sức khỏe & Gia đình",
    "Thể Thao Mới",
    "Lao Động Trẻ",
]
DESKS = [
    "Trong nước",
    "Quốc tế",
    "Làm ăn",
    "Thể thao",
    "Nhà đất",
    "Văn nghệ",
    "Xe cộ",
    "Ống kính",
    "Tuổi hoa",
    "Khỏe đẹp",
    "Hồ sơ",
    "Luật & đời",
]
ABSTRACTS = """về việc tăng cường quản lý hoạt động khai thác cát, sỏi lòng sông trên địa bàn
quy định mức thu, chế độ thu, nộp và sử dụng phí thẩm định cấp phép hoạt động khoan giếng
về việc kiện toàn Ban Chỉ đạo phòng, chống hạn hán và xâm nhập mặn
ban hành Quy chế phối hợp trong công tác bảo vệ và phát triển rừng giai đoạn mới
sửa đổi, bổ sung một số điều của quy định về tiêu chuẩn, định mức sử dụng xe ô tô công
hướng dẫn thực hiện chế độ phụ cấp đối với nhân viên y tế thôn, bản"""
ENGLISH = """Ferry service resumes after two-day storm|Rice exporters brace for tighter quotas
Hanoi gallery revives forgotten lacquer masters|Startup turns coffee husks into bricks
Court upholds fine against fishing fleet|Central bank holds rates as dong steadies"""
MATTER = """Toàn cảnh vụ {t}|Vì sao {t} khiến nhiều người bất ngờ?|Chuyên gia nói gì về {t}|Những con số quanh {t}
{t}: Bài học còn nguyên giá trị|Nhìn lại {t} qua ảnh|Dân mạng tranh cãi {t}|Thêm tình tiết mới về {t}
{t} sẽ ra sao trong năm tới?|Từ {t} nghĩ về chuyện làm ăn tử tế|Đề nghị báo cáo về {t} trước ngày 30|{t}, bao giờ hết nỗi lo"""


def pick(text: str, rng: random.Random) -> str:
    """Return one item of a list kept as text, items parted by bars or line ends."""
    return rng.choice(text.replace("|", "\n").split("\n"))


def topic(title: str, rng: random.Random) -> str:
    """Return a few words in a row of the article's own title."""
    words = title.strip(' "“”.?!').split()
    size = min(len(words), rng.randint(2, 4))
    start = rng.randint(0, len(words) - size)
    return " ".join(words[start : start + size]).strip(',:;"“”()-')


def head(rng: random.Random, title: str = "") -> str:
    """Return the headline of another article, with `title` sometimes on the same matter."""
    if title and rng.random() < 0.6:
        text = pick(MATTER, rng).format(t=topic(title, rng))
        return text[:1].upper() + text[1:]
    who, act = pick(ACTORS, rng), pick(ACTS, rng)
    frame = pick(
        "{w} {a}|{w} {a}|{w} {a} {s}|{w} {a} {s}|Chuyện {w} {a}|'{w} {a}'|Clip: {w} {a}|{w} {a}, chuyện bây giờ mới kể",
        rng,
    )
    return frame.format(w=who, a=act, s=pick(SCENES, rng))


def heads(rng: random.Random, low: int, high: int, title: str = "") -> list[str]:
    """Return some headlines."""
    return [head(rng, title) for _ in range(rng.randint(low, high))]


def teaser(rng: random.Random, title: str = "", more: tuple[int, int] = (0, 2)) -> str:
    """Return a lead: a sentence, at times on the matter of `title`, and some that follow it."""
    first = f"{pick(ACTORS, rng)} {pick(ACTS, rng)} {pick(SCENES, rng)}."
    if title and rng.random() < 0.5:
        first = pick(NEAR, rng).format(t=topic(title, rng))
    return " ".join([first, *rng.sample(SAID.split("\n"), rng.randint(*more))])


def story(rng: random.Random, title: str = "") -> str:
    """Return a whole paragraph of another article."""
    return teaser(rng, title, (2, 4))


def remark(rng: random.Random, title: str) -> str:
    """Return a reader's comment of one to three long sentences, half of them on the matter."""
    parts = rng.sample(MUSED.split("\n"), rng.randint(1, 2))
    if rng.random() < 0.5:
        parts.insert(0, pick(TOPICAL, rng).format(t=topic(title, rng)))
    return " ".join(parts)


def person(rng: random.Random) -> str:
    """Return a name."""
    return f"{rng.choice(FIRST)} {rng.choice(GIVEN)}"


def life(rng: random.Random, name: str = "") -> str:
    """Return somebody's biography."""
    return (
        f"{name or person(rng)} sinh năm {rng.randint(1955, 1994)} tại {pick('Nam Định|Bình Định|Sa Đéc|Phú Yên', rng)}, tốt nghiệp "
        f"{pick('khoa Ngữ văn|ngành Xã hội học|khoa Kinh tế đối ngoại', rng)} và có {rng.randint(4, 30)} năm làm nghề. "
        f"{pick('Trước khi về tòa soạn, anh làm giảng viên và dịch ba cuốn sách về đô thị|Chị từng nhận giải báo chí toàn quốc cho loạt phóng sự về làng nghề', rng)}."
    )


def paper(rng: random.Random) -> tuple[str, str, str]:
    """Return number, date and abstract of an official document."""
    kind, name = rng.choice(
        [
            ("NĐ-CP", "Nghị định"),
            ("TT-BTC", "Thông tư"),
            ("QĐ-UBND", "Quyết định"),
            ("CT-TTg", "Chỉ thị"),
        ]
    )
    number = f"{rng.randint(2, 480)}/{rng.randint(2012, 2025)}/{kind}"
    return number, date(rng), f"{name} {pick(ABSTRACTS, rng)}"


def date(rng: random.Random) -> str:
    """Return a date in one of three spellings."""
    frame = rng.choice(["{}/{}/{}", "{:02}-{:02}-{}", "{:02}.{:02}.{}"])
    return frame.format(rng.randint(1, 28), rng.randint(1, 12), rng.randint(2014, 2025))


def ago(rng: random.Random) -> str:
    """Return how long ago something appeared."""
    return f"{rng.randint(1, 23)} {rng.choice(['giờ', 'phút', 'ngày'])} trước"


def count(rng: random.Random) -> str:
    """Return a count as it stands beside an icon."""
    return rng.choice(
        [
            f"{rng.randint(2, 990)}",
            f"{rng.randint(1, 9)},{rng.randint(1, 9)}K",
            f"{rng.randint(10, 99)}k",
        ]
    )
