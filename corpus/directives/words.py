"""The words by which a directive is known: who acts on what, and how a sentence goes on."""

import re

from corpus.documents.names import CAPITALS


def alternatives(words: str) -> str:
    """Return a pattern for any of the phrases that commas separate, the longest first."""
    phrases = sorted({phrase.strip() for phrase in words.split(",")}, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases) + ")"


CAPITAL = f"[{CAPITALS}]"
WORD_END = r"(?![^\W_])"

# What somebody is told to do. As a rule the first word of a task, and the end of the addressee.
ACTIONS = alternatives(
    "ban hành, bãi bỏ, bàn, cử, khảo sát, mời, "
    "thảo luận, cho ý kiến, góp ý, báo cáo, bám sát, bảo đảm, bổ sung, bỏ, bố trí, "
    "bồi dưỡng, chấn chỉnh, chia sẻ, "
    "chịu trách nhiệm, chú trọng, chú ý, chuẩn bị, chủ động, chủ trì, chỉ đạo, có biện pháp, "
    "có các biện pháp, có chế tài, có cơ chế, có giải pháp, có kế hoạch, có phương án, "
    "có văn bản, công bố, công khai, cơ cấu, củng cố, cung cấp, cụ thể hóa, cân nhắc, căn cứ, "
    "cắt giảm, cập nhật, dành, duy trì, đào tạo, đánh giá, đảm bảo, đẩy mạnh, đẩy nhanh, đề cao, "
    "đề ra, đề xuất, điều chỉnh, định kỳ, đoàn kết, đôn đốc, đổi mới, đồng thuận, đơn giản hóa, "
    "đưa, đặt mục tiêu, giám sát, gấp rút, giao ban, giải quyết, giải thích, giảm, giữ vững, "
    "gắn, gắn kết, gương mẫu, hoàn chỉnh, hoàn thành, hoàn thiện, hợp tác, huy động, hướng dẫn, "
    "hạn chế, kế thừa, kết nối, khai thác, khắc phục, khẩn trương, khuyến khích, không để, "
    "không được, kiểm điểm, kiểm soát, kiểm tra, kiện toàn, kiên quyết, kịp thời, làm rõ, "
    "làm tốt, lập, lấy, lựa chọn, lồng ghép, lưu ý, mở rộng, nắm chắc, nâng cao, "
    "nghĩ tới, nghiêm túc, nghiên cứu, nêu cao, nêu lên, nêu rõ, nhanh chóng, nỗ lực, "
    "phân biệt, phân cấp, phân công, phân định, phát động, phát huy, phát triển, phấn đấu, "
    "phối hợp, phổ biến, quan tâm, quy định, quán triệt, quyết liệt, quyết tâm, quản lý, "
    "rà soát, sắp xếp, siết chặt, sớm, sửa đổi, tăng cường, tập hợp, tập huấn, "
    "tập trung, tham mưu, thanh tra, thay mặt, theo dõi, thiết lập, thí điểm, "
    "thông báo, thông qua, thúc đẩy, thành lập, thống nhất, thực hiện, thu hồi, thu hút, "
    "thường xuyên, tiến hành, tiếp thu, tiếp tục, tiết kiệm, tích cực, tìm, tổ chức, tổng hợp, "
    "tổng kết, tôn trọng, trình, trước hết, triển khai, truyền thông, tuân thủ, tuyên truyền, "
    "tuyển dụng, tuyệt đối, tạo, tạo điều kiện, tháo gỡ, ứng dụng, ưu tiên, vào cuộc, vận động, "
    "vận hành, xác định, xác minh, xem xét, xóa, xóa bỏ, xử lý, xử phạt, xây dựng, xúc tiến, "
    "ngăn chặn, chấm dứt, dừng, tạm dừng, rút kinh nghiệm, trả lời, giải trình, gửi, nộp, "
    "chuyển, sử dụng, áp dụng, mở, bảo vệ, phòng ngừa, đấu tranh, chăm lo, hỗ trợ, giúp, "
    "phục vụ, chấp hành, ký, đăng ký, niêm yết, bàn giao, hành động, lên, lắp đặt, trang bị, "
    "khởi công, giải ngân, nghiệm thu, di dời, sơ tán, khống chế, truy vết, tiêm, cách ly"
)
# In "chủ đầu tư", "Ban quản lý", "Tài nguyên - môi trường" they are parts of a name.
_IN_NAMES = (
    r"(?<!chủ )(?<!Chủ )(?<!Ban )(?<!ban )(?<!quyền )(?<!- )(?<!dục và )(?<!Đào )(?<!tin và )"
)
ACTION = re.compile(rf"(?<![^\W_]){_IN_NAMES}{ACTIONS}{WORD_END}")
# "Báo cáo thứ hai nói …", "Quy định này …": the word as a noun.
_AS_NOUN = r"(?!\s+(?:thứ|này|đó|trên|của|nêu trên|số|được|đã|là|hiện hành))"
OPENING_ACTION = re.compile(rf"(?!căn cứ|thay mặt){ACTIONS}{WORD_END}{_AS_NOUN}", re.IGNORECASE)

# Who is told: a word that can open the name of an addressee.
_COLLECTIVE = alternatives(
    "bộ, ngành, sở, ban, địa phương, cơ quan, đơn vị, cấp ủy, cấp, chính quyền, đại biểu, "
    "thành viên, người đứng đầu, thủ trưởng, đồng chí, tổ chức, doanh nghiệp, chủ đầu tư, "
    "nhà thầu, nhà đầu tư, tỉnh, thành phố, huyện, xã, phường, quận, lực lượng, hộ dân, "
    "cán bộ, đảng viên, tập đoàn, tổng công ty, ngân hàng, tổ công tác, trường, cơ sở, đoàn thể, "
    "tiểu ban, hiệp hội, hội, chi bộ, bệnh viện, cục, vụ, chủ tịch, bí thư, giám đốc, lãnh đạo, "
    "hệ thống chính trị, công ty, chủ, người dân, nhà máy, ngành chức năng, văn phòng"
)
_NAMED = (
    r"(?:Bộ(?!\s+luật)|Sở|Ban(?!\s+hành)|Cục|Vụ|Chi cục|Tổng cục|Tổng công ty|Tập đoàn"
    r"|Đảng [uủ][ỷy]"
    r"|Tỉnh [uủ][ỷy]|Thành [uủ][ỷy]|Huyện [uủ][ỷy]|Thanh tra|Văn phòng|Viện|Công an|Quân khu|Sở"
    r"|Tòa án"
    r"|Ngân hàng|Kho bạc|Bảo hiểm|Mặt trận|Liên đoàn|Trung tâm|Đài|Báo|Thông tấn xã"
    r"|Trường(?!\s+hợp)|Đại học"
    r"|Thường trực|Tổ giúp việc|Tổ công tác|Tiểu ban|Hội đồng|[UỦ][ỷy] ban|UBND|HĐND|UBMTTQ|MTTQ"
    r"|Chủ tịch|Bí thư|Giám đốc|Bộ trưởng|Thứ trưởng|Phó Thủ tướng|Thống đốc|Tổng Thanh tra"
    r"|Chính phủ|Quốc hội|Kiểm toán|Cơ quan|Đoàn|Hội|Ngành|Thành phố|Tỉnh|Công ty|Phòng|Chi nhánh"
    rf"|{CAPITAL}{{2,}}(?:&{CAPITAL}+)?)"
)
UNIT = (
    r"(?:(?:đối với\s+)?(?:tất cả\s+|toàn bộ\s+|toàn thể\s+)?"
    r"(?:[Cc]ác|[Mm]ọi|[Nn]hững|[Tt]ừng|[Mm]ỗi|[Cc]ả|[Tt]oàn|[Hh]ai|[Bb]a|[Bb]ốn|\d+%?)\s+"
    rf"(?:{_COLLECTIVE}|hệ thống|nước|{_NAMED}){WORD_END}"
    r"|[Cc]ơ quan(?:\s+(?:chủ trì\s+)?soạn thảo|\s+chức năng|\s+chuyên môn|\s+liên quan)"
    r"|[Nn]gười đứng đầu|[Cc]ấp [uủ][ỷy]|[Cc]hính quyền|[Đđ]ại biểu|[Bb]an soạn thảo"
    r"|[Cc]hủ đầu tư|[Ll]ãnh đạo|[Đđ]ịa phương|[Nn]gành|[Tt]hủ trưởng|[Cc]ả nước|[Tt]oàn tỉnh"
    r"|chủ tịch|giám đốc|bí thư|đoàn kiểm tra|đoàn thanh tra|công an|sở|bộ|công ty|trưởng"
    r"|nhà trường"
    r"|ban tự quản|hiệu trưởng|nhà đầu tư|nhà thầu|đơn vị|doanh nghiệp|huyện|thành phố|quận|tỉnh"
    rf"|{_NAMED}{WORD_END})"
)
OPENING_UNIT = re.compile(UNIT)

MODAL = re.compile(
    r"(?<![^\W_])(?:cần(?!\s+thiết)(?:\s+phải)?|(?<!không )(?<!có )(?<!chẳng )"
    r"phải(?!\s+chăng)|có trách nhiệm|không được)"
    rf"{WORD_END}"
)

CONNECTIVE = re.compile(
    r"(?:(?:[Đđ]ồng thời|[Bb]ên cạnh đó|[Nn]goài ra|[Cc]ùng với đó|[Cc]ùng đó|[Đđ]ặc biệt"
    r"|[Tt]rong đó"
    r"|[Tt]heo đó|[Tt]iếp đó|[Cc]ụ thể|[Tt]rước hết|[Tt]rước mắt|[Tt]hời gian tới|[Mm]ặt khác"
    r"|[Tt]rong thời gian tới|[Tt]rên cơ sở đó|[Tt]ừ đó|[Vv]ì vậy|[Dd]o đó|[Dd]o vậy"
    r"|[Cc]hính vì vậy"
    r"|[Vv]ì thế|[Cc]uối cùng|[Nn]hất là|[Rr]iêng|[Ss]ong song với đó|[Tt]uy nhiên|[Hh]ơn nữa"
    r"|[Đđ]ặc biệt là|[Tt]hứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)"
    r"|(?:[Mm]ột|[Hh]ai|[Bb]a|[Bb]ốn|[Nn]ăm|[Ss]áu|[Bb]ảy|[Tt]ám) là)\s*[,:]?\s+)+"
)
ITEM = re.compile(r"\s*(?:[-–+•*]|\(?\d{1,2}[.)]|\([a-zđ]\)|[a-zđ]\))\s*")

FAMILY = alternatives(
    "Nguyễn, Trần, Lê, Phạm, Hoàng, Huỳnh, Phan, Vũ, Võ, Đặng, Bùi, Đỗ, Hồ, Ngô, Dương, Lý, Tô, "
    "Trịnh, Đinh, Đoàn, Lương, Mai, Tạ, Thái, Hà, Cao, Châu, Chu, Tăng, Trương, Đào, Vương, La, "
    "Lâm, Kiều, Quách, Phùng, Tống, Triệu, Giàng, Sùng, Vàng, Lò, Hầu, Điểu, Thào, Nông, Hứa, "
    "Lưu, Đồng, Khuất, Doãn, Từ, Bạch, Mạc, Văn, Thạch, Kim, Danh, Lục, Ma, Mã, Tòng, Quàng, "
    "Lầu, Cầm, Ninh, Nghiêm, Tôn, Thân, Uông, Tiêu, Đàm, Âu, An, Cù, Cấn, Hàn, Khổng, Lại, "
    "Đường, Huỳnh, Vi, Y, Thiều, Hòa, Quản, Viên, Tất, Bế, Phương, Đậu, Chẩu, Mùa, Lù, Sầm, Bàn"
)
NAME = rf"{FAMILY}(?:\s+{CAPITAL}[^\W\d_]*){{1,4}}"
