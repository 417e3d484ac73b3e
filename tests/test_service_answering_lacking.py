"""What hardly any answer lacks makes a sentence without it unlikely."""

import pytest

from service.answering.forms import HARDLY
from tests.test_service_answering_forms import ordered


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        (
            "Luật Sách được thông qua ngày nào?",
            "Luật Sách được thông qua năm 2031.",
            "Luật Sách được thông qua ngày 5/6/2031.",
        ),
        (
            "Năm 2030 hội họp tháng nào?",
            "Hội họp đông đủ năm 2030.",
            "Năm 2030 hội họp tháng 6/2030.",
        ),
        ("Hòa Bắc có bao nhiêu xe máy?", "Hòa Bắc có 800 nhà.", "Hòa Bắc có 800 chiếc xe máy."),
        (
            "Hòa Bắc có bao nhiêu dân tộc?",
            "Lịch sử đã tạo nên một dân tộc kiên cường ở Hòa Bắc.",
            "Hòa Bắc chỉ có một dân tộc.",
        ),
        (
            "Tỉnh giao bao nhiêu nhiệm vụ?",
            "Tỉnh giao nhiệm vụ theo Đề án 06.",
            "Tỉnh giao 16 nhiệm vụ theo Đề án 06.",
        ),
        (
            "Miễn học phí từ năm học nào?",
            "Nhà nước miễn học phí bậc phổ thông cho mọi người.",
            "Học phí được miễn từ năm học 2031-2032.",
        ),
        (
            "Thẻ đọc giá bao nhiêu tiền?",
            "Thẻ đọc được bán tại phiên đấu giá.",
            "Thẻ đọc có giá 5.000 đồng.",
        ),
        (
            "Diện tích kho sách là bao nhiêu?",
            "Diện tích kho sách tăng 510 m2.",
            "Diện tích kho sách là 2.028 m2.",
        ),
        (
            "Thư viện của Hòa Bắc tên là gì?",
            "Thư viện của Hòa Bắc mở cửa từ năm 1975.",
            "Thư viện của Hòa Bắc mang tên Sao Mai.",
        ),
        (
            "Ông Lê Văn Bình sinh năm nào?",
            "Ông Lê Văn Bình về hưu năm 2031.",
            "Ông Lê Văn Bình sinh năm 1975.",
        ),
        (
            "Ông Lê Văn Bình về hưu năm nào?",
            "Ông Lê Văn Bình về hưu theo Bộ luật Lao động 2019.",
            "Ông Lê Văn Bình về hưu năm 2031.",
        ),
        (
            "Trưởng phòng Sách là ai?",
            "Bà Lê Thị Bình, Phó Trưởng phòng Sách, nói về kho sách.",
            "Bà Lê Thị Bình, Trưởng phòng Sách, nói về kho sách.",
        ),
        (
            "Tập đoàn nào đứng thứ ba?",
            "Vị trí thứ hai là Tập đoàn Hòa Bắc.",
            "Vị trí thứ ba là Tập đoàn Hòa Bắc.",
        ),
        (
            "Đọc sách ở Úc tốn bao lâu?",
            "Người Nhật Bản đọc sách 3 giờ một ngày.",
            "Người Australia đọc sách 3 giờ một ngày.",
        ),
        (
            "Phiên họp thứ hai bàn việc gì?",
            "Phiên họp thứ nhất bàn việc mở thư viện.",
            "Phiên họp thứ 2 bàn việc mở thư viện.",
        ),
        (
            "Thời hiệu khởi kiện là bao lâu?",
            "Thời hiệu khởi kiện theo quy định về khởi kiện.",
            "Thời hiệu khởi kiện là 3 năm.",
        ),
        (
            "Dân Nhật Bản đọc mấy quyển?",
            "Dân thường đọc 12 quyển một năm.",
            "Dân Nhật Bản đọc 12 quyển một năm.",
        ),
        ("Họp kéo dài mấy giờ?", "Họp kéo dài 5 năm.", "Họp kéo dài 5 tiếng."),
        (
            "Luật Tổ chức Hội chợ số mấy?",
            "Luật Tổ chức hội làng số 72/2031/QH15 có 9 chương.",
            "Luật Tổ chức Hội chợ số 73/2031/QH15 có 9 chương.",
        ),
        (
            "Tỉnh yêu cầu Sở Nội vụ làm gì?",
            "Lãnh đạo Sở Nội vụ công bố danh sách Ban chỉ đạo của tỉnh.",
            "Tỉnh đề nghị Sở Nội vụ công bố danh sách.",
        ),
        (
            "Tỉnh yêu cầu Sở Nội vụ làm những gì về sáp nhập xã?",
            "Sở Nội vụ công bố danh sách sáp nhập xã.",
            "Tỉnh giao Sở Nội vụ công bố danh sách sáp nhập xã.",
        ),
        (
            "Nội quy thư viện gồm những phần nào?",
            "Về nội quy, ông An cho rằng, thư viện cần trật tự.",
            "Nội quy thư viện gồm giờ mở cửa và cách mượn.",
        ),
        (
            "Số người học năm 2031 tăng bao nhiêu người?",
            "Số người học năm 2031 là 146 người.",
            "Số người học năm 2031 thêm 27 người.",
        ),
        (
            "Những xã nào không sáp nhập?",
            "Những xã sáp nhập là An và Bình.",
            "Các xã không phải sáp nhập là Cẩm và Định.",
        ),
        (
            "Luật Sách có giữ hội đồng đọc ở trường công lập không?",
            "Nội dung này thống nhất với Luật Sách.",
            "Luật Sách bỏ hội đồng đọc ở trường công lập.",
        ),
        (
            "Vì sao Luật Sách rút thời hạn còn 3 tháng?",
            "Thời hạn theo Luật Sách do điều 3 quy định.",
            "Thời hạn theo Luật Sách còn 3 tháng do ít người đọc.",
        ),
        (
            "Vì sao thuế sách của tỉnh cao nhất nước?",
            "Thuế sách của tỉnh là một biện pháp do nước đặt ra.",
            "Thuế sách của tỉnh cao nhất do nước đặt ra.",
        ),
        (
            "Tra điểm thi của tỉnh ở trang nào?",
            "Điểm thi của tỉnh do Sở Giáo dục công bố.",
            "Tra điểm thi của tỉnh trên trang của Sở Giáo dục.",
        ),
        (
            "Bốn nước nào đọc sách nhiều hơn Việt Nam?",
            "Việt Nam đọc sách nhiều hơn năm trước 15 bậc.",
            "Việt Nam đọc sách nhiều sau Lào, Thái Lan, Nhật Bản và Brunei.",
        ),
        (
            "Thư viện phải xong trước khi nào?",
            "Thư viện được ngân sách hỗ trợ 30%.",
            "Thư viện được ngân sách hỗ trợ nếu xong trước ngày 31/12/2031.",
        ),
        (
            "Trẻ ở độ tuổi nào được mượn sách?",
            "Trẻ nhỏ ở nhiều độ tuổi mượn sách.",
            "Trẻ từ 6 đến 15 tuổi được mượn sách.",
        ),
    ],
)
def test_hardly_any_answer_lacks_it(question: str, sentence: str, answer: str) -> None:
    assert ordered(question, (sentence, 0.5)) == [(sentence, 0.5 * HARDLY)]
    assert ordered(question, (answer, 0.5)) == [(answer, 0.5)]


def test_a_yes_no_question_is_not_answered_about_somebody_else() -> None:
    question = "Hòa Bắc có sáp nhập không?"
    for sentence, share in (
        ("Hai mươi ba tỉnh hình thành do sáp nhập.", HARDLY),
        ("Tỉnh Hòa Bắc không sáp nhập.", 1.0),
    ):
        assert ordered(question, (sentence, 0.6)) == [(sentence, 0.6 * share)]


def test_a_sentence_about_other_provinces_is_doubted() -> None:
    question = "Bắc Giang sáp nhập với tỉnh nào?"
    others = "Tỉnh Hà Giang nhập với tỉnh Tuyên Quang."
    assert ordered(question, (others, 0.6)) == [(others, 0.6 * HARDLY)]
    both = "Bắc Giang và Bắc Ninh thành tỉnh Bắc Ninh."
    assert ordered(question, (both, 0.6)) == [(both, 0.6)]


@pytest.mark.parametrize(
    ("question", "lacking", "fit"),
    [
        (
            "Có bao nhiêu tiêu chuẩn quốc gia?",
            "Hệ thống gồm tiêu chuẩn quốc gia và tiêu chuẩn cơ sở.",
            "Cả nước có 13.000 tiêu chuẩn quốc gia.",
        ),
        (
            "Nợ xấu là gì?",
            "Nguồn lực xử lý nợ xấu chủ yếu là tự lực của ngân hàng.",
            "Nợ xấu được hiểu là khoản nợ không trả đúng hạn.",
        ),
        (
            "Sách nói là gì?",
            "Sách nói là một vấn đề mới.",
            "Theo luật, sách nói là sách đọc thành tiếng.",
        ),
        (
            "Cơ quan nào quản lý sách?",
            "Kiến nghị cơ quan quản lý sách xử lý theo quy định.",
            "Sở Văn hóa quản lý sách.",
        ),
    ],
)
def test_what_the_form_asks_for_is_hardly_ever_lacking(
    question: str, lacking: str, fit: str
) -> None:
    assert ordered(question, (lacking, 0.6)) == [(lacking, 0.6 * HARDLY)]
    assert ordered(question, (fit, 0.6)) == [(fit, 0.6)]


def test_a_sentence_about_other_documents_is_doubted() -> None:
    question = "Ai giới thiệu Nghị quyết 68?"
    other = "Chủ tịch Trần Văn An giới thiệu Nghị quyết số 66-NQ/TW."
    assert ordered(question, (other, 0.6)) == [(other, 0.6 * HARDLY)]
    right = "Thủ tướng Lê Văn Bình giới thiệu Nghị quyết số 68-NQ/TW."
    assert ordered(question, (right, 0.6)) == [(right, 0.6)]


def test_a_sentence_about_another_country_is_doubted() -> None:
    question = "Thủy điện chiếm bao nhiêu phần trăm điện của Thụy Điển?"
    other = "Thủy điện chiếm 97% điện của Na Uy."
    assert ordered(question, (other, 0.6)) == [(other, 0.6 * HARDLY)]
    right = "Ở Thụy Điển, thủy điện chiếm 40% điện, ở Na Uy là 97%."
    assert ordered(question, (right, 0.6)) == [(right, 0.6)]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Bao nhiêu sinh viên Singapore đọc sách?", "Xinh-ga-po có 300 sinh viên đọc sách."),
        ("Thuế của Áo là bao nhiêu?", "Đức thu thuế 19%; Áo thu thuế 20%."),
        (
            "Hàng bị kiểm tra theo những phương thức nào?",
            "Hàng bị kiểm tra chặt hoặc kiểm tra giảm.",
        ),
        ("Có bao nhiêu website bán sách?", "Cả nước có 106 trang thông tin điện tử bán sách."),
        ("Trẻ ở Hòa Bắc bao nhiêu phần trăm đọc sách?", "Có 67% các em đọc sách."),
        ("Độ tuổi thủ thư là bao nhiêu?", "Thủ thư phải từ 25 tuổi."),
    ],
)
def test_an_answer_in_other_words_is_not_doubted(question: str, sentence: str) -> None:
    assert ordered(question, (sentence, 0.6)) == [(sentence, 0.6)]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            "Năm 2031 Hòa Bắc có bao nhiêu thủ thư?",
            "Năm 2032 Hòa Bắc có 52 thủ thư, tăng 7 người so với năm 2031.",
        ),
        ("Năm 2031 có bao nhiêu thủ thư?", "So với năm 2031, số thủ thư tăng 7, tương ứng 6%."),
    ],
)
def test_a_year_that_another_is_compared_with_is_not_told_of(question: str, sentence: str) -> None:
    assert ordered(question, (sentence, 0.6)) == [(sentence, 0.6 * HARDLY)]
    other = "Thủ thư năm 2032 tăng bao nhiêu so với năm 2031 ở Hòa Bắc?"
    assert ordered(other, (sentence, 0.6)) == [(sentence, 0.6)]
