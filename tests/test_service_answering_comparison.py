"""Questions about two things are asked one by one and answered together."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.answering.comparison import alike, answers_each, joined, parts
from service.answers import Citation, Reading


@pytest.mark.parametrize(
    ("question", "halves"),
    [
        (
            "Giá khởi điểm khối B1 và khối C2 là bao nhiêu?",
            ("Giá khởi điểm khối B1 là bao nhiêu", "Giá khởi điểm khối C2 là bao nhiêu"),
        ),
        (
            "Luật Giá và Luật Đấu thầu có hiệu lực từ ngày nào?",
            ("Luật Giá có hiệu lực từ ngày nào", "Luật Đấu thầu có hiệu lực từ ngày nào"),
        ),
        (
            "So sánh giúp tôi mức phạt của Hòa Bắc với Hòa Nam.",
            ("mức phạt của Hòa Bắc là bao nhiêu", "mức phạt của Hòa Nam là bao nhiêu"),
        ),
        (
            "Giá sách ở Hòa Bắc so với Sao Mai chênh nhau bao nhiêu?",
            ("Giá sách ở Hòa Bắc là bao nhiêu", "Giá sách ở Sao Mai là bao nhiêu"),
        ),
        (
            "so sánh cách đọc của trẻ em, thủ thư với cách đọc của giáo viên",
            ("cách đọc của trẻ em", "cách đọc của thủ thư", "cách đọc của giáo viên"),
        ),
        (
            "Kế hoạch của Trung ương và của Lai Châu mang số nào?",
            ("Kế hoạch của Trung ương mang số nào", "Kế hoạch của Lai Châu mang số nào"),
        ),
        (
            "Thứ hạng năm 2023 và năm 2024 của Việt Nam?",
            ("Thứ hạng năm 2023 của Việt Nam", "Thứ hạng năm 2024 của Việt Nam"),
        ),
        (
            "Ở Hòa Bắc và Hòa Nam có bao nhiêu xã?",
            ("Ở Hòa Bắc có bao nhiêu xã", "Ở Hòa Nam có bao nhiêu xã"),
        ),
        (
            "Ở Hòa Nam, thợ mộc học mấy năm, còn thợ nề học bao nhiêu tháng?",
            ("Ở Hòa Nam, thợ mộc học mấy năm", "Ở Hòa Nam, thợ nề học bao nhiêu tháng"),
        ),
        (
            "Phiên họp của Hòa Bắc do ai chủ trì và Hòa Bắc là tỉnh thứ mấy lập Ban Chỉ đạo?",
            (
                "Phiên họp của Hòa Bắc do ai chủ trì",
                "Hòa Bắc là tỉnh thứ mấy lập Ban Chỉ đạo",
            ),
        ),
        ("Thợ mộc học mấy năm, còn thợ nề thì không?", None),
        ("Ai viết Lá và Hoa?", None),
        ("Bộ Khoa học và Công nghệ có bao nhiêu cục?", None),
        ("Ngành công nghiệp có bao nhiêu xí nghiệp và công nhân?", None),
        ("Ai chủ trì?", None),
        ("và và và", None),
        ("", None),
    ],
)
def test_halves_of_a_question(question: str, halves: tuple[str, str] | None) -> None:
    assert parts(question) == halves


@given(
    st.lists(
        st.sampled_from(["luật", "giá", "và", "thuế", "có", "bao", "nhiêu", "điều", "?"]),
        max_size=15,
    )
)
def test_each_half_is_shorter_and_of_the_question(words: list[str]) -> None:
    halves = parts(" ".join(words))
    for half in halves or ():
        assert len(half.split()) < len(words)
        assert set(half.split()) <= set(words)


@pytest.mark.parametrize(
    ("asked", "same"),
    [
        (("Hội nghị họp khi nào", "Hội nghị họp ai chủ trì"), True),
        (("Hỏa hoạn năm 2021 bao nhiêu người", "Hỏa hoạn năm 2023 chết bao nhiêu người"), True),
        (("Giang Sơn có bao nhiêu cầu", "phố Vân trồng mấy cây"), False),
        (("Nghị quyết 50/NQ-CP ban hành khi nào", "Nghị quyết 50-NQ/TW ban hành khi nào"), False),
        (("Nghị quyết 50/NQ-CP là gì", "Nghị quyết 50/NQ-CP của ai"), True),
    ],
)
def test_questions_of_one_matter(asked: tuple[str, ...], *, same: bool) -> None:
    assert alike(asked) is same


def reading(start: int, short: str | None, confidence: float) -> Reading:
    quote = f"Câu {start}."
    cited = Citation(1, "a", "r", "p", None, None, None, None, quote, start, start + len(quote))
    return Reading(f"{quote} [1]", short, confidence, (cited,))


def test_readings_are_joined_and_marked_anew() -> None:
    both = joined([reading(0, "5", 0.9), reading(10, "6", 0.7)])
    assert both.answer == "Câu 0. [1] Câu 10. [2]"
    assert both.short_answer == "5; 6"
    assert both.confidence == 0.7
    assert [c.marker for c in both.citations] == [1, 2]


def test_the_same_sentence_is_quoted_once() -> None:
    both = joined([reading(0, "5", 0.9), reading(0, "5", 0.9)])
    assert both.answer == "Câu 0. [1]"
    assert both.short_answer == "5"


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "Nghị quyết 57-NQ/TW do ai ban hành, ngày nào ạ?",
            ("Nghị quyết 57-NQ/TW do ai ban hành", "Nghị quyết 57-NQ/TW ban hành ngày nào ạ"),
        ),
        (
            "Nghị quyết 57-NQ/TW là gì, ban hành khi nào và của ai?",
            (
                "Nghị quyết 57-NQ/TW là gì",
                "Nghị quyết 57-NQ/TW ban hành khi nào",
                "Nghị quyết 57-NQ/TW của ai",
            ),
        ),
        ("Nghị quyết 57-NQ/TW nêu gì về khoa học, công nghệ và dữ liệu?", None),
        ("Nghị quyết 57-NQ/TW ban hành ngày nào?", None),
    ],
)
def test_what_is_asked_of_one_document(question: str, asked: tuple[str, ...] | None) -> None:
    assert parts(question) == asked


ASKED = ("Hội lập ngày nào", "Hội lập có bao nhiêu thành viên")


@pytest.mark.parametrize(
    ("quote", "answers"),
    [
        ("Hội lập ngày 26/2/2009, có 30 thành viên.", True),
        ("Hội lập ngày 26/2/2009 và giúp các thành viên.", False),  # a date counts nothing
        ("Hội lập ngày 26/2/2009 với 30 hội quán.", False),
        ("Hội có 30 thành viên.", False),
    ],
)
def test_quotes_have_something_for_each_question(quote: str, answers: bool) -> None:
    cited = Citation(1, "a", "r", "p", None, None, None, None, quote, 0, len(quote))
    assert answers_each(ASKED, Reading(f"{quote} [1]", None, 0.9, (cited,))) is answers


def test_a_figure_answers_one_question_only() -> None:
    asked = ("Thợ mộc học mấy năm", "thợ nề học mấy năm")
    both = reading(0, None, 0.9)
    one, two = (
        replace(both, citations=(replace(both.citations[0], quote=quote),))
        for quote in ("Thợ mộc học 2 năm.", "Thợ mộc học 2 năm, thợ nề 3 năm.")
    )
    assert not answers_each(asked, one)
    assert answers_each(asked, two)
