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


def test_the_sentence_with_every_name_and_year_goes_first() -> None:
    asked = "Chỉ số TTS của Việt Nam năm 2031 xếp thứ bao nhiêu?"
    other = "Chỉ số đọc sách năm 2031 của Việt Nam xếp thứ 72."
    right = "Thứ hạng TTS của Việt Nam năm 2030 là 46, năm 2031 là 44."
    assert [text for text, _ in ordered(asked, (other, 0.45), (right, 0.4))] == [right, other]
