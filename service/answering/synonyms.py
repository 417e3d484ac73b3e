"""Words that people ask with and texts do not use: what stands for what.

Only words that mean the same of the same thing: what merely goes with a word ("tăng", "đạt") would
make near misses look like answers.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from corpus.vietnamese.normal import fold
from corpus.vietnamese.tokens import terms

_GROUPS = """
chủ trì, điều hành, chủ tọa
thiệt mạng, tử vong, chết, mất mạng
bị thương, thương tích
giới thiệu, trình bày, phổ biến, quán triệt
duyệt, phê duyệt
ký, ban hành, ký ban hành
ra, ban hành, ra đời
công bố, ban bố
ra đời, thành lập, hình thành, lập
ra mắt, khai trương, mở cửa
khai mạc, mở màn
phát động, khởi động
kinh phí, số tiền, vốn, khoản tiền
lương, thu nhập, tiền công, kiếm
giá, giá bán, đơn giá
phí, lệ phí
doanh thu, doanh số
thiệt hại, tổn thất, mất mát
tiền phạt, phạt tiền, mức phạt, xử phạt
lĩnh án, phạt tù, tuyên phạt, án tù
bắt, bắt giữ, tạm giam
bãi nhiệm, miễn nhiệm, cách chức
hối lộ, đút lót
nhập, sáp nhập, hợp nhất, gộp
tách, chia tách
dân, dân số, người dân, nhân khẩu
dân cư, cư dân
rộng, diện tích
dài, chiều dài
cao, chiều cao
đứng thứ, xếp thứ, xếp hạng, thứ hạng, hạng
dẫn đầu, đứng đầu, đầu tiên, cao nhất
cuối, thấp nhất
phụ nữ, nữ, nữ giới, chị em
đàn ông, nam giới, nam
trẻ em, trẻ, em bé, bé
người già, người cao tuổi
công nhân, người lao động, lao động
sinh viên, học viên
giáo viên, nhà giáo, thầy cô
bác sĩ, thầy thuốc
lính cứu hỏa, lực lượng phòng cháy
hỏa hoạn, cháy
xe hơi, ô tô, xe ô tô
xe máy, mô tô
máy bay, tàu bay
điện thoại, di động
trang web, website, trang thông tin điện tử
mạng, internet, trực tuyến
nước ta, Việt Nam, cả nước, toàn quốc
toàn quốc, cả nước, trong cả nước
Mỹ, Mĩ, Hoa Kỳ
Anh, Vương quốc Anh
Úc, Australia
Đức, CHLB Đức
nơi, địa điểm, chỗ
họp, tổ chức, diễn ra
phiên họp, cuộc họp, hội nghị
tham dự, dự, tham gia, có mặt
phát biểu, nói, cho biết, nêu
yêu cầu, chỉ đạo, giao
đề nghị, kiến nghị, đề xuất
đồng ý, nhất trí, tán thành
cho phép, được phép
cấm, nghiêm cấm, không được
mua, mua sắm
bán, tiêu thụ
dùng, sử dụng
cần, phải
bỏ, bãi bỏ, hủy bỏ, chấm dứt
thay, thay thế
sửa, sửa đổi, điều chỉnh
bổ sung, thêm
bắt đầu, khởi đầu
kết thúc, hoàn thành, xong
kéo dài, thời hạn, thời gian
trước hạn, trước thời hạn
chậm nhất, muộn nhất, trước ngày
tối thiểu, ít nhất, không dưới
tối đa, nhiều nhất, không quá
gấp đôi, gấp hai lần
mục đích, mục tiêu
nguyên nhân, lý do, do
hậu quả, hệ quả
lợi ích, ích lợi
khó khăn, vướng mắc, bất cập
quy định, quy chế
điều kiện, yêu cầu
giấy tờ, hồ sơ
đơn vị, cơ quan
doanh nghiệp, công ty
nhà đầu tư, chủ đầu tư
trường, nhà trường
tác giả, người viết, viết
gọi là, tên gọi, tên
viết tắt, gọi tắt
gồm, bao gồm, gồm có
chia, phân, phân loại
đặt, bố trí
bầu, bầu cử
cử tri, người dân
xét xử, xử, phiên tòa
tai nạn, va chạm
ùn tắc, tắc đường, kẹt xe
xăng dầu, nhiên liệu
thuốc, dược phẩm
bệnh, dịch bệnh
khai thác, khai khoáng
nộp, đóng
trả, chi trả
miễn, không phải
học phí, tiền học
nhà, nhà ở
đất, đất đai
thẻ căn cước, căn cước công dân
làm, thực hiện, triển khai
Bác Hồ, Chủ tịch Hồ Chí Minh, Hồ Chủ tịch, Hồ Chí Minh
mất việc, thất nghiệp, mất việc làm
thất nghiệp, không có việc làm
bảo, nói, cho biết, cho rằng, khẳng định
nói rằng, cho rằng, nhận định, khẳng định, nhấn mạnh
đổi, thay, thay thế, đổi thành
chữ, từ, cụm từ, từ ngữ
tọa đàm, buổi tọa đàm, hội thảo
bàn, thảo luận, bàn luận
góp ý, ý kiến, tham gia ý kiến
soạn thảo, chủ trì soạn thảo, xây dựng
trình, đệ trình
bỏ phiếu, biểu quyết
tán thành, đồng ý, ủng hộ
phản đối, không đồng ý, không tán thành
lo ngại, lo lắng, quan ngại, băn khoăn
nghiêm trọng, nặng
xử hình sự, truy cứu trách nhiệm hình sự, xử lý hình sự
đi tù, phạt tù, tù
tội, tội danh, tội phạm
kẻ gian, đối tượng, tội phạm
giấy giả, giấy tờ giả, hồ sơ giả
làm giả, giả mạo
lừa, lừa đảo
ăn cắp, trộm cắp, đánh cắp
giết, giết người, sát hại
đánh, hành hung, bạo lực
đánh vợ, bạo lực gia đình
cưới, kết hôn, hôn nhân
ly dị, ly hôn
con nuôi, nhận nuôi
thừa kế, di sản
di chúc, chúc thư
hàng giả, hàng nhái
trốn thuế, gian lận thuế
nợ thuế, chậm nộp thuế
đóng thuế, nộp thuế, chịu thuế
thuế suất, mức thuế
hoàn thuế, hoàn lại thuế
được miễn, miễn
giảm bớt, cắt giảm, giảm
tăng thêm, nâng, tăng
nâng lên, tăng lên
hạ, giảm, hạ thấp
vay, vay vốn, cho vay
lãi, lãi suất
lời, lợi nhuận, lãi
lỗ, thua lỗ
phá sản, đóng cửa, giải thể
mở, thành lập, khai trương
công ty con, đơn vị thành viên
ông chủ, chủ sở hữu, chủ doanh nghiệp
sếp, lãnh đạo, người đứng đầu
người đứng đầu, lãnh đạo, thủ trưởng
cầm đầu, đứng đầu, chủ mưu
đại diện, thay mặt
phụ trách, đảm nhiệm, phụ trách chung
giữ chức, đảm nhiệm, giữ chức vụ
nghỉ hưu, hưu trí, về hưu
lương hưu, hưu trí
trợ cấp, hỗ trợ, mức hưởng
hưởng, nhận, được hưởng
lĩnh, nhận, hưởng
rút bảo hiểm xã hội, hưởng bảo hiểm xã hội, nhận bảo hiểm xã hội
đóng bảo hiểm, tham gia bảo hiểm
ốm, bệnh, ốm đau
chữa bệnh, điều trị, khám chữa bệnh
chữa trị, điều trị
khỏi, khỏi bệnh, hồi phục
tiêm, tiêm chủng, chích ngừa
vắc xin, vaccine
mắc, nhiễm, bị
lây, lây nhiễm, truyền nhiễm
mang thai, có thai, có bầu, thai phụ
bà bầu, thai phụ, phụ nữ mang thai
sinh con, đẻ, sinh nở
trẻ sơ sinh, trẻ mới sinh
mổ, phẫu thuật
ung thư, khối u
bệnh nhân, người bệnh
nhập viện, vào viện, đưa vào viện
đi học, đến trường, nhập học
học trò, học sinh
học bổng, hỗ trợ học phí
thi, kỳ thi, dự thi
thi tốt nghiệp, tốt nghiệp
đỗ, trúng tuyển
trượt, rớt, không đạt
bằng cấp, văn bằng, chứng chỉ
chứng chỉ hành nghề, giấy phép hành nghề
thực tập, tập sự
đào tạo, học
khóa học, khóa đào tạo
trường tư, trường ngoài công lập, tư thục
trường công, công lập
đại học, trường đại học
thầy giáo, giáo viên, giảng viên
tòa, tòa án
luật sư, trạng sư
chánh án, người đứng đầu tòa án
bị cáo, bị can
công an, cảnh sát
CSGT, cảnh sát giao thông
lính, bộ đội, quân nhân
quân đội, lực lượng vũ trang
bắn, nổ súng
vũ khí, súng
cháy nhà, vụ cháy, hỏa hoạn
dập lửa, chữa cháy, dập tắt
cứu, giải cứu, cứu nạn
mất tích, thất lạc
lũ, lũ lụt, ngập lụt
bão, bão lũ, thiên tai
hạn, hạn hán, khô hạn
sạt lở, lở đất
động đất, địa chấn
ô nhiễm, gây ô nhiễm
rác, rác thải, chất thải
khí thải, phát thải
rừng, lâm nghiệp
cá, thủy sản
nông dân, bà con nông dân, người nông dân
ruộng, đất nông nghiệp
làm ruộng, trồng lúa
giá cả, giá
vé, giá vé
xe buýt, xe bus
tàu hỏa, đường sắt, xe lửa
sân bay, cảng hàng không
cầu đường, hạ tầng giao thông
đường cao tốc, cao tốc
bằng lái, giấy phép lái xe
biển số, biển số xe
đăng ký xe, giấy đăng ký xe
mũ bảo hiểm, nón bảo hiểm
rượu bia, nồng độ cồn
quá tốc độ, vượt tốc độ
khách, hành khách, khách hàng
khách du lịch, du khách, lượt khách
khách sạn, cơ sở lưu trú
nhà hàng, quán ăn
chợ, siêu thị
mua bán, giao dịch
hợp đồng, giao kết
đền bù, bồi thường
giải phóng mặt bằng, thu hồi đất
sổ đỏ, giấy chứng nhận quyền sử dụng đất
chung cư, nhà chung cư
thuê nhà, thuê trọ
người thuê, bên thuê
xin phép, cấp phép, giấy phép
thủ tục, thủ tục hành chính
làm thủ tục, thực hiện thủ tục
nộp hồ sơ, gửi hồ sơ
giải quyết, xử lý
khiếu nại, tố cáo
kiện, khởi kiện
quan chức, cán bộ, công chức
công chức, cán bộ
biên chế, tổng biên chế
cắt, cắt giảm, tinh giản
sáp nhập tỉnh, sắp xếp đơn vị hành chính
sáp nhập, sắp xếp
giữ nguyên, không sắp xếp
quận huyện, cấp huyện
xã phường, cấp xã
thành viên, hội viên
nước ngoài, quốc tế
thế giới, toàn cầu
liên minh châu Âu, EU
Liên Hợp Quốc, LHQ
Hàn Quốc, Nam Hàn
Trung Quốc, Trung Hoa
Nga, Liên bang Nga
ký kết, ký
hiệp định, thỏa thuận
tình báo, gián điệp
hacker, tin tặc
tấn công mạng, an ninh mạng
lộ thông tin, rò rỉ dữ liệu, lộ lọt
thông tin cá nhân, dữ liệu cá nhân
máy tính, máy vi tính
trí tuệ nhân tạo, AI
chip, bán dẫn
phần mềm, ứng dụng
app, ứng dụng
mạng xã hội, nền tảng số
thương mại điện tử, bán hàng qua mạng
mua hàng qua mạng, mua sắm trực tuyến
thanh toán qua mạng, thanh toán điện tử
tiền mặt, dùng tiền mặt
chữ ký điện tử, chữ ký số
báo chí, truyền thông
nhà báo, phóng viên
đăng, đăng tải
quảng cáo, rao
ca sĩ, nghệ sĩ
phim, bộ phim, điện ảnh
bảo tàng, nhà trưng bày
di tích, di sản
lễ hội, hội
bóng đá, đá bóng
vô địch, quán quân
huy chương, huân chương
giải thưởng, giải
khen, khen thưởng, biểu dương
vợ chồng, cặp vợ chồng
bố mẹ, cha mẹ
bố, cha
mẹ, má
người nghèo, hộ nghèo
tàn tật, khuyết tật
mù, khiếm thị
dân tộc ít người, dân tộc thiểu số
nhập cư, di cư
kiều bào, người Việt Nam ở nước ngoài
hộ chiếu, passport
thị thực, visa
quốc tịch, công dân
tuổi, độ tuổi
sinh năm, năm sinh
quê, quê quán
bắt đầu từ, kể từ
có hiệu lực, hiệu lực thi hành, áp dụng
áp dụng, thi hành
hết hiệu lực, bãi bỏ
gia hạn, kéo dài
quá hạn, trễ hạn, chậm
mỗi năm, hằng năm, hàng năm
mỗi tháng, hằng tháng, hàng tháng
mỗi ngày, hằng ngày, hàng ngày
gần đây, mới đây
hiện nay, hiện tại
năm ngoái, năm trước
so với năm trước, so với cùng kỳ
nửa đầu năm, 6 tháng đầu năm
đợt, lần
dự luật, dự án luật, dự thảo luật
dự thảo luật, dự án luật
thông qua, biểu quyết thông qua
kỳ họp, phiên họp
khoảng, chừng
"""


@cache
def _table() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the phrases that mean the same as each phrase, in syllables of matching form."""
    table: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    for line in _GROUPS.split("\n"):
        group = [tuple(terms(phrase)) for phrase in line.split(",") if phrase.strip()]
        for phrase in group:
            others = tuple(other for other in group if other != phrase)
            table[phrase] = table.get(phrase, ()) + others
    return table


@cache
def _folded() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the same without diacritics; phrases of one syllable are then too many words."""
    return {
        tuple(map(fold, phrase)): others for phrase, others in _table().items() if len(phrase) > 1
    }


def synonyms(
    question: Sequence[str], *, accented: bool
) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Yield pairs of folded syllables: of a phrase of the question, and of one that means it.

    `question` is its syllables in matching form, folded if it was typed so.
    """
    table = _table() if accented else _folded()
    longest = max(map(len, table))
    for start in range(len(question)):
        for size in range(1, longest + 1):
            phrase = tuple(question[start : start + size])
            if len(phrase) == size:
                for other in table.get(phrase, ()):
                    yield frozenset(map(fold, phrase)), frozenset(map(fold, other))
