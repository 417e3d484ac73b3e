"""Of two likely sentences the one that has the form asked for answers."""

from dataclasses import replace

import pytest

from service.answering.forms import HARDLY, fitting
from service.answering.question import understand
from service.answering.quoting import Quotes
from service.answering.ranking import DOUBT, Ranked
from tests.test_service_answering_quoting import Articles
from tests.test_service_answering_short import ranked

NO_ARTICLES = Quotes(Articles())


def ordered(question: str, *sentences: tuple[str, float]) -> list[tuple[str, float]]:
    likely: list[Ranked] = [replace(ranked(text), probability=p) for text, p in sentences]
    return [
        (r.evidence.text, r.probability)
        for r in fitting(understand(question), likely, NO_ARTICLES, doubting=True)
    ]


@pytest.mark.parametrize(
    ("question", "other", "right"),
    [
        ("Đội xử lý bao nhiêu vụ?", "Đội có 5 xe khi xử lý các vụ.", "Đội xử lý 31 vụ."),
        ("Hòa Bắc đứng thứ mấy?", "Hòa Bắc có 120 xã.", "Năm 2031 Hòa Bắc đứng thứ 7."),
        ("Hội nghị họp ở đâu?", "Hội nghị họp sáng 18/5.", "Hội nghị họp tại hội trường Sao Mai."),
        (
            "Thủ tướng ra công điện số mấy về vụ cháy?",
            "Thủ tướng họp về vụ cháy tại trụ sở.",
            "Vụ cháy được nêu tại Công điện số 792 của Thủ tướng.",
        ),
        (
            "Quốc hội giảm thuế bằng nghị quyết nào?",
            "Chính phủ ban hành Nghị định số 74/2031/NĐ-CP.",
            "Thuế giảm theo Nghị quyết số 24/2031/QH15.",
        ),
        ("Vì sao phiên họp hoãn?", "Phiên họp hoãn đến thứ hai.", "Phiên họp hoãn do bão số 3."),
    ],
)
def test_the_sentence_of_the_right_form_goes_first(question: str, other: str, right: str) -> None:
    assert ordered(question, (other, 0.7), (right, 0.4))[0] == (right, 0.7)


def test_the_document_asked_for_goes_before_another() -> None:
    other, right = "Ông An giới thiệu Nghị quyết số 66-NQ/TW.", "Bà Lê đọc Nghị quyết số 68-NQ/TW."
    assert ordered("Ai giới thiệu Nghị quyết 68?", (other, 0.7), (right, 0.4))[0] == (right, 0.7)
    assert ordered("Ai giới thiệu sách?", (other, 0.7), (right, 0.4))[0] == (other, 0.7)


def test_an_unlikely_sentence_stays_behind() -> None:
    told = ("Đội có 5 xe khi xử lý các vụ.", 0.7), ("Đội xử lý 31 vụ.", 0.1)
    assert ordered("Đội xử lý bao nhiêu vụ?", *told) == list(told)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Vì sao phiên họp hoãn?", "Phiên họp hoãn đến thứ hai."),
        ("Tỉnh giảm thuế bằng nghị quyết nào?", "Nghị định số 74/2031/NĐ-CP giảm thuế."),
        ("Dân số tỉnh Hòa Bắc là bao nhiêu?", "Tỉnh Hòa Bắc rộng khoảng 8.000 km²."),
        ("Tỷ lệ mù chữ là bao nhiêu?", "Tỷ lệ dân có tài khoản là 80%."),
        ("Lạm phát ở Hòa Bắc là bao nhiêu?", "Hòa Bắc phát 80 thẻ cho người có việc làm."),
        ("Năm 2025 Hòa Bắc có bao nhiêu xã?", "Từ 01/7/2031 Hòa Bắc có 120 xã."),
    ],
)
def test_without_what_an_answer_has_it_is_doubted(question: str, sentence: str) -> None:
    assert ordered(question, (sentence, 0.6)) == [(sentence, 0.6 * DOUBT)]
    likely = [replace(ranked(sentence), probability=0.6)]
    assert fitting(understand(question), likely, NO_ARTICLES, doubting=False) == likely


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
    ],
)
def test_hardly_any_answer_lacks_it(question: str, sentence: str, answer: str) -> None:
    assert ordered(question, (sentence, 0.5)) == [(sentence, 0.5 * HARDLY)]
    assert ordered(question, (answer, 0.5)) == [(answer, 0.5)]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Dân số tỉnh Hòa Bắc là bao nhiêu?", "Dân số tỉnh Hòa Bắc khoảng 1,2 triệu người."),
        ("Năm 2031 Hòa Bắc có bao nhiêu xã?", "Năm 2031, Hòa Bắc có 120 xã."),
        ("Ai chủ trì phiên họp?", "Bà Trần Thị An điều hành phiên họp."),
        ("Phiên đấu giá lại phải nộp trước bao nhiêu?", "Tiền đặt trước là 130 tỷ đồng."),
        ("Người già dễ mắc tình trạng nào?", "Người già dễ mắc chứng mất ngủ."),
    ],
)
def test_other_sentences_stay_as_they_are(question: str, sentence: str) -> None:
    assert ordered(question, (sentence, 0.6)) == [(sentence, 0.6)]


def test_a_reference_counts_nothing() -> None:
    told = ("Việc này theo khoản 1 Điều 20 của Luật Sách.", 0.8), ("Luật Sách có 39 điều.", 0.2)
    assert ordered("Luật Sách có bao nhiêu điều?", *told) == [told[1]]


def test_nothing_stays_nothing() -> None:
    assert ordered("Vì sao?") == []


def test_where_no_place_is_led_to_none_is_told() -> None:
    sentence = "Ngày 27/11/2031, Quốc hội thông qua Luật Thư viện, có hiệu lực từ ngày 01/7/2032."
    assert ordered("Làm thẻ thư viện ở đâu?", (sentence, 0.6)) == [(sentence, 0.6 * HARDLY)]
    sentence = "Bạn đọc làm thẻ trên ứng dụng của thư viện."
    assert ordered("Làm thẻ thư viện ở đâu?", (sentence, 0.6)) == [(sentence, 0.6)]


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


def test_the_sentence_with_every_name_and_year_goes_first() -> None:
    asked = "Chỉ số TTS của Việt Nam năm 2031 xếp thứ bao nhiêu?"
    other = "Chỉ số đọc sách năm 2031 của Việt Nam xếp thứ 72."
    right = "Thứ hạng TTS của Việt Nam năm 2030 là 46, năm 2031 là 44."
    assert [text for text, _ in ordered(asked, (other, 0.45), (right, 0.4))] == [right, other]


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
