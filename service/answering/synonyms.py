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
