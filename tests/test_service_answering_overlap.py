"""Words in common, with and without diacritics, by abbreviation and by year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.answering import overlap
from service.answering.question import understand


def held(asked: overlap.Asked, text: str) -> frozenset[str]:
    said = overlap.words(text)
    return overlap.held(asked, said.have, said.years)


def share(question: str, text: str, expansions: tuple[str, ...] = ()) -> float:
    asked = overlap.asked(understand(question), expansions)
    return overlap.coverage(asked, held(asked, text))


def test_all_words_of_a_question_may_be_found() -> None:
    assert share("Hội chợ nông sản mở cửa?", "Hội chợ nông sản đã mở cửa.") == 1.0
    assert share("hoi cho nong san mo cua", "Hội chợ nông sản đã mở cửa.") == 1.0


def test_rare_words_weigh_more_than_common_ones() -> None:
    question = "Sở của Nậm Cắn?"
    assert share(question, "Nậm Cắn") > share(question, "sở của")


def test_an_abbreviation_is_found_by_its_long_form_and_the_other_way_round() -> None:
    expansions = ("UBND → Ủy ban nhân dân",)
    assert share("UBND họp", "Ủy ban nhân dân họp", expansions) == 1.0
    assert share("UBND họp", "Ủy ban nhân dân họp") < 1.0


def test_a_year_is_found_in_a_date() -> None:
    asked = overlap.asked(understand("Họp năm 2025 ở đâu?"))
    text = overlap.words("Phiên họp ngày 17/5/2025")
    found = overlap.held(asked, text.have, text.years)
    assert "2025" in found
    assert overlap.missing(asked, found, [text]).numbers == 0


def test_what_is_missing_is_told_by_its_kind() -> None:
    asked = overlap.asked(understand("Năm 2023 ở Lai Châu có bao nhiêu vụ cháy?"))
    text = "Năm 2024 ở Hà Tĩnh có 30 vụ cháy"
    found = overlap.missing(asked, held(asked, text), [overlap.words(text)])
    assert found.numbers == 1.0
    assert found.names == 1.0


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("Năm 1961 Bác Hồ ký gì?", "Chủ tịch Hồ Chí Minh ký sắc lệnh năm 1961", 0),
        ("Năm 1961 Bác Tôn ký gì?", "Chủ tịch Hồ Chí Minh ký sắc lệnh năm 1961", 1),
    ],
)
def test_a_name_is_known_by_another_one(question: str, text: str, missing: float) -> None:
    asked = overlap.asked(understand(question))
    assert overlap.missing(asked, held(asked, text), [overlap.words(text)]).names == missing


def test_a_name_is_known_by_its_abbreviation() -> None:
    expansions = ("GD&ĐT → giáo dục và đào tạo",)
    asked = overlap.asked(understand("Theo Bộ GD&ĐT, trường mở cửa khi nào?"), expansions)
    for text, missing in (("Bộ Giáo dục và Đào tạo cho biết", 0), ("Giáo dục và đào tạo", 1)):
        assert overlap.missing(asked, held(asked, text), [overlap.words(text)]).names == missing


def test_the_longest_run_is_a_share_of_the_question() -> None:
    asked = overlap.asked(understand("hội chợ nông sản mở cửa"))
    assert overlap.longest_run(asked, overlap.words("hội chợ nông nghiệp")) == 0.5
    assert overlap.longest_run(asked, overlap.words("không có gì chung")) == 0.0


@given(st.text(max_size=80), st.text(max_size=200))
def test_every_share_is_between_nothing_and_all(question: str, text: str) -> None:
    asked = overlap.asked(understand(question))
    said = overlap.words(text)
    found = overlap.held(asked, said.have, said.years)
    lacking = overlap.missing(asked, found, [said])
    shares = (
        overlap.coverage(asked, found),
        overlap.exact_coverage(asked, said),
        overlap.pair_coverage(asked, said),
        overlap.longest_run(asked, said),
        lacking.share,
        lacking.rarest,
        lacking.numbers,
        lacking.names,
    )
    assert all(0 <= value <= 1.000001 for value in shares)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("ty le do thi hoa cua thai lan", {"thai lan"}),
        ("dan so tinh lai chau la bao nhieu", {"lai chau"}),
        ("Điểm EGDI năm 2024 của Việt Nam?", {"egdi", "viet nam"}),
        ("Lê Minh Hưng giữ chức vụ gì?", {"le minh hung"}),
        ("Ai chủ trì điểm cầu Hà Tĩnh?", {"ha tinh"}),
        ("Sở nào chủ trì?", set()),
        ("?", set()),
    ],
)
def test_names_of_a_question(question: str, names: set[str]) -> None:
    assert overlap.asked(understand(question)).names == names


@pytest.mark.parametrize("asked", ["Hội nghị 18/5", "Hội nghị ngày 18/05", "Hội nghị tháng 5/2031"])
def test_a_day_and_a_month_are_found_in_a_date(asked: str) -> None:
    assert share(asked, "Hội nghị ngày 18/05/2031 có tháng") == 1.0
    assert share(asked, "Hội nghị ngày 19/06/2031 có tháng") < 1.0


def test_a_bare_number_is_found_in_a_documents() -> None:
    assert share("Quyết định 1131 quy định", "Quyết định số 1131/QĐ-TTg quy định") == 1.0
    assert share("Nghị quyết 57 quy định", "Nghị quyết số 157-NQ/TW quy định") < 1.0
