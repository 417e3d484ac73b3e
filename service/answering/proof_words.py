"""Words by what leaving them out or adding them does to a claim, in matching form."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(one.split()) for one in text.split(","))


# Words without a claim of their own.
EMPTY = _words(
    "là và của các những một này đó khi thì mà ở tại trong với cho được bị do theo về từ đến để"
    " như cũng đã đang sẽ có vào ra nhằm bởi vì nên rằng đây kia lại còn lên xuống sang"
    " the a an of in on at to and is are was were by for with that this it as"
)
# What models say to introduce a fact.
CLAIMS_NOTHING = _words("bài viết báo đoạn trích nguồn nêu cụ thể số vậy câu trả lời biết rõ tin")
NEGATIONS = _words("không chưa chẳng chớ đừng cấm no not never")
TENSES = _words("đã đang sẽ sắp vừa chưa")
# They stand before what they change; neither added nor left out there.
MODIFIERS = _words(
    "phó quyền nguyên cựu thứ trên dưới hơn gần khoảng chừng xấp ít tối nhất quá trước sau"
    " phải cần nên buộc chỉ mọi hai ba bốn năm sáu bảy tám chín mười trăm nghìn"
) | _phrases("có thể, được phép, một số, hầu hết, phần lớn, không quá, tất cả, toàn bộ, một nửa")
# The sentence wants or foresees what the claim would state as done.
WISHES = _phrases(
    "đề xuất, đề nghị, kiến nghị, yêu cầu, giao, dự kiến, phấn đấu, mục tiêu, dự thảo, cam kết,"
    " mong muốn, kêu gọi, chỉ đạo, nếu, khuyến khích, kỳ vọng, dự báo, có thể, sắp"
)
# The sentence doubts or denies what it speaks of, wherever the word stands.
DOUBTS = _phrases(
    "bác bỏ, phủ nhận, nếu, giả sử, bịa đặt, xuyên tạc, tin đồn, tin giả, dự kiến, sai sự,"
    " đính chính, không đúng, không phải, không có, liệu, trừ phi"
)
CONNECTIVES = _words("là của do được bởi tại ở theo vào gồm trong")
PREPOSITIONS = _words(
    "cho của tại ở với về từ đến sang trên trong theo ngày năm tháng sau trước mỗi quý hôm vào"
)
# They make a figure larger or smaller.
SCALES = _words("nghìn ngàn vạn triệu tỷ trăm phần điểm chục")
# What stands before a name and is no verb.
TITLES = _words(
    "ông bà đồng chí anh chị tỉnh thành phố huyện xã phường quận công ty bộ sở ban ngành cục"
    " trường bệnh viện tập đoàn đảng ủy chủ tịch bí thư"
)
OFFICES = _phrases(
    "chủ tịch, bí thư, thủ tướng, giám đốc, bộ trưởng, thứ trưởng, trưởng ban, cục trưởng,"
    " vụ trưởng, hiệu trưởng, viện trưởng, chủ nhiệm, chánh án, tư lệnh, ủy viên, tổng thống"
)
