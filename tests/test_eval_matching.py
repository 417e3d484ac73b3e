"""EM, F1 and facts, against cases counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.matching import contains, exact_match, f1, fact_form, holds, says, squad_form, unaccented


def test_squad_form() -> None:
    assert squad_form("  “Hoà Bình”, năm 2.000!  ") == "hòa bình năm 2000"


@pytest.mark.parametrize(
    ("prediction", "answers", "em", "score"),
    [
        ("ngày 22/12/2024", ("22/12/2024", "ngày 22/12/2024"), 1.0, 1.0),
        ("22-12-2024", ("22/12/2024",), 1.0, 1.0),
        ("Hà Nội", ("tại Hà Nội",), 0.0, 0.8),  # P 2/2, R 2/3: 2·(1·2/3)/(5/3) = 0.8
        ("một hai ba bốn", ("ba bốn năm sáu",), 0.0, 0.5),
        ("ba ba ba", ("ba",), 0.0, 0.5),  # one "ba" counts: P 1/3, R 1/1
        ("hoà bình", ("hòa bình",), 1.0, 1.0),
        ("sai", ("đúng",), 0.0, 0.0),
        ("", ("đúng",), 0.0, 0.0),
        ("", (), 1.0, 1.0),
        ("gì đó", (), 0.0, 0.0),
    ],
)
def test_em_and_f1(prediction: str, answers: tuple[str, ...], em: float, score: float) -> None:
    assert exact_match(prediction, answers) == em
    assert f1(prediction, answers) == pytest.approx(score)


def test_an_answer_stands_in_a_quote_as_whole_words() -> None:
    assert contains("Dân số là 8,5 triệu người.", ("8,5 triệu",))
    assert contains("Tại Hoà Bình.", ("Huế", "Hòa Bình"))
    assert not contains("Có 171 nước.", ("71",))
    assert not contains("Có 171 nước.", ("…",))


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Nghị quyết 71/NQ-CP ngày 01/4/2025 của Chính phủ", "01/04/2025"),
        ("ban hành ngày 22 tháng 12 năm 2024.", "22/12/2024"),
        ("ban hành 22 tháng 12, năm 2024", "ngày 22/12/2024"),
        ("ban hành 22.12.2024.", "22-12-2024"),
        ("từ ngày 5 tháng 6", "05/6"),
        ("Ngày truyền thống là ngày 15 tháng 4 hằng năm", "15 tháng 4"),
        ("chậm nhất ngày 30/9", "30 tháng 9"),
        ("Sáng 17/5, tại Hà Nội", "17/05"),
        ("Sáng 17/5/2025, tại Hà Nội", "17/05"),
        ("hai ngày 17-18/05", "18/5"),
        ("trong tháng 4 năm 2025", "tháng 04/2025"),
        ("ngày 1 tháng 4 năm 2025", "2025"),
        ("thực hiện Nghị quyết số 57- NQ/TW của Bộ Chính trị", "57-NQ/TW"),
        ("Nghị quyết số 3/NQ-CP", "03/NQ-CP"),
        ("Nghị quyết 57/NQ-TW", "57-NQ/TW"),
        ("Nghị quyết 57-NQ/TW", "Nghị quyết 57"),
        ("kinh tế số đạt 18,72%", "18,72 %"),
        ("tăng trưởng 8% trở lên", "8 phần trăm"),
        ("xử lý 12.500 hồ sơ", "12500 hồ sơ"),
        ("giao 09 nhiệm vụ", "9 nhiệm vụ"),
        ("kinh phí 3 tỉ đồng", "3 tỷ đồng"),
        ("xếp thứ 71.", "71"),
        ("Ủy ban Nhân dân  tỉnh\nHòa Bình", "Uỷ ban nhân dân tỉnh Hoà Bình"),
    ],
)
def test_facts_in_other_spellings(text: str, fact: str) -> None:
    assert holds(text, fact)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Nghị quyết 71/NQ-CP ngày 01/4/2025", "01/5/2025"),
        ("Nghị quyết 71/NQ-CP", "72/NQ-CP"),
        ("Nghị quyết 171/NQ-CP", "71/NQ-CP"),
        ("có 171 nước", "71"),
        ("đạt 71,5 điểm", "71"),
        ("đạt 0,71 điểm", "71"),
        ("Nghị quyết 71/NQ-CP", "71"),
        ("ngày 1/4/2025", "4"),
        ("ngày 11/4/2025", "1/4/2025"),
        ("tăng 18%", "8%"),
        ("tăng 0,8%", "8%"),
        ("tăng 8,5%", "8"),
        ("hai mươi", "ha"),
        ("ngày 15 tháng 4", "5 tháng 4"),
        ("gì đó", "  "),
    ],
)
def test_another_fact_is_not_held(text: str, fact: str) -> None:
    assert not holds(text, fact)


def test_an_answer_says_what_stands_in_it_or_in_its_short_answer() -> None:
    assert says("Đó là ngày khai trương [1]", "12/3/2024", "12/03/2024")
    assert says("Kinh phí 18,5 tỷ đồng. [2]", None, "18,5 tỷ")
    assert not says("Có nhiều nước. [3]", None, "3")  # the marker is not part of the answer


def test_yes_and_no_are_the_short_answer() -> None:
    assert says("Tỉnh có 5 điểm. [1]", "Có", "Có")
    assert not says("Tỉnh có 5 điểm. [1]", "Không", "Có")
    assert not says("Tỉnh có 5 điểm. [1]", None, "Có")
    assert says("Không, tỉnh chưa có. [1]", None, "không")


def test_unaccented() -> None:
    assert unaccented("Ủy ban Đảng ở Huế, 57-NQ/TW") == "Uy ban Dang o Hue, 57-NQ/TW"


@given(st.text(max_size=60), st.lists(st.text(max_size=40), max_size=3))
def test_scores_stay_in_range(prediction: str, answers: list[str]) -> None:
    em, score = exact_match(prediction, tuple(answers)), f1(prediction, tuple(answers))
    assert 0 <= em <= score <= 1


@given(st.text(alphabet="aăâ 0123456789/.,-%NQTW:", max_size=30))
def test_a_text_holds_itself_and_one_form_is_enough(text: str) -> None:
    assert holds(text, text) == bool(fact_form(text))
    assert holds(f"trước {text} sau", text) == bool(fact_form(text))
