import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vietnamese.normal import nfc
from index.rendering import render


def vietnamese(text):
    rendering = render(text)
    assert rendering is not None
    return rendering.text


def test_terms_become_vietnamese_and_small_words_go():
    assert vietnamese("When was the Law on Data adopted by the National Assembly?") == (
        "khi nào Luật Dữ liệu thông qua Quốc hội"
    )


def test_names_stay_and_are_known_as_such():
    rendering = render("Who is Nguyen Van An of Viettel?")
    assert rendering.text == "ai Nguyen Van An Viettel"
    assert rendering.names == ("Nguyen Van An", "Viettel")


def test_a_name_that_looks_like_a_small_word_stays():
    assert render("Who did To Lam meet?").names == ("To Lam",)


def test_a_name_with_diacritics_stays():
    assert vietnamese("Which law did Tô Lâm sign?") == "luật nào Tô Lâm ký"


@pytest.mark.parametrize(
    ("english", "there"),
    [
        ("What happened on 22 December 2024?", "ngày 22/12/2024"),
        ("What happened on December 22nd, 2024?", "ngày 22/12/2024"),
        ("What happened on 5 May?", "ngày 5/5"),
        ("What happened in May 2025?", "tháng 5/2025"),
        ("Which of them may 12 people use?", "12 người dân nào sử dụng"),
        ("What happened in June?", "tháng 6"),
        ("Is 1.5 million the number?", "1,5 triệu"),
        ("Is 10,500 the number?", "10.500"),
        ("Is 3.321 the number?", "3.321"),
        ("Is 18.72% the share?", "18,72%"),
        ("What is the 9th session?", "kỳ họp thứ 9"),
        ("What is Decree 13/2023/NĐ-CP about?", "nghị định 13/2023/NĐ-CP"),
    ],
)
def test_dates_and_numbers_are_written_as_in_vietnamese(english, there):
    assert there in vietnamese(english)


def test_a_date_has_its_other_spellings():
    others = render("What happened on 3 July 2025?").others
    assert {"ngày 3 tháng 7 năm 2025", "3/7"} <= set(others)


@pytest.mark.parametrize(
    ("english", "rendered"),
    [
        ("Which decree was issued?", "nghị định nào ban hành"),
        ("What language is used?", "ngôn ngữ nào sử dụng"),
        ("Which strategic technology groups?", "nhóm công nghệ chiến lược nào"),
        ("What is the number of the Law on Data?", "Luật Dữ liệu số bao nhiêu"),
        ("What is the decree?", "nghị định là gì"),
        ("What replaced the decree?", "thay thế nghị định là gì"),
        ("What is the population of Hue?", "dân số Huế là bao nhiêu"),
        ("How many new laws?", "bao nhiêu luật mới"),
        ("Who signed?", "ai ký"),
        ("Where is it held?", "ở đâu tổ chức"),
        ("What does the WHO say?", "Tổ chức Y tế thế giới nói là gì"),
    ],
)
def test_what_asks_stands_where_vietnamese_has_it(english, rendered):
    assert vietnamese(english) == rendered


@pytest.mark.parametrize(
    ("english", "rendered"),
    [
        ("the Hanoi People's Committee and its plan", "Ủy ban nhân dân Hà Nội kế hoạch"),
        ("the Government's action programme of 2020", "chương trình hành động Chính phủ năm 2020"),
        ("the 2023 law", "luật năm 2023"),
        ("who was in the first chip factory", "ai nhà máy chip đầu tiên"),
        ("who signed Resolution 57 in Vietnam", "ai ký nghị quyết 57 Việt Nam"),
        ("when did the Prime Minister launch it", "khi nào Thủ tướng Chính phủ bắt đầu"),
        ("was it Deputy Prime Minister Nguyen Chi Dung", "Phó Thủ tướng Nguyen Chi Dung"),
    ],
)
def test_what_describes_a_noun_follows_it(english, rendered):
    assert vietnamese(english) == rendered


def test_what_was_put_for_a_term_is_noted_but_not_what_asks():
    rendering = render("How many provinces are in Singapore?")
    assert rendering.notes == (("provinces", "tỉnh"),)


def test_less_usual_renderings_are_kept_apart():
    rendering = render("What is the VAT?")
    assert rendering.text == "thuế giá trị gia tăng là gì"
    assert "GTGT" in rendering.others


@pytest.mark.parametrize("text", ["Chuyển đổi số là gì?", "chuyen doi so la gi", "57-NQ/TW", ""])
def test_what_is_not_english_is_not_rendered(text):
    assert render(text) is None


WORDS = st.sampled_from(
    [
        "What",
        "which",
        "law",
        "the",
        "of",
        "9th",
        "2,500",
        "May",
        "12",
        "2025",
        "Hanoi",
        "Lam",
        "people's",
        "5G",
        "%",
        "57-NQ/TW",
        "never",
    ]
)


@given(st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=50))
def test_any_text_is_rendered_or_not(text):
    rendering = render(nfc(f"Who signed {text}"))
    if rendering:
        assert rendering.text == " ".join(rendering.text.split())
        assert all(name in rendering.text for name in map(str.strip, rendering.names[:1]))
        assert all(written and meant for written, meant in rendering.notes)
        # Every figure that was asked about is still asked about.
        figures = re.findall(r"(?<![\w.,/-])[1-9]\d?(?![\w.,/%-])", text)
        assert all(figure in rendering.text for figure in figures)
