import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import index.query
from corpus.vietnamese.abbreviations import Lexicon
from corpus.vietnamese.normal import fold
from index.hits import pairs
from index.query import EXPANSION, MERGED, QUESTION_WORD, SPELLING, understand

QUESTIONS = Path(__file__).parents[1] / "eval" / "questions"

LEXICON = Lexicon([("UBND", "Ủy ban nhân dân"), ("CĐS", "chuyển đổi số"), ("NQ", "nghị quyết")])


def weights(question, *, folded=False):
    return {
        term.text: term.weight
        for term in understand(question, LEXICON).terms
        if term.folded == folded
    }


def test_typed_diacritics_are_compared():
    assert weights("phiên họp") == {"phiên": 1.0, "họp": 1.0}


def test_bigrams_are_compared_without_diacritics():
    assert weights("phiên họp", folded=True) == {"phien_hop": 0.5}


def test_a_question_without_diacritics_is_compared_without():
    assert weights("phien hop") == {}
    assert weights("phien hop", folded=True) == {"phien": 1.0, "hop": 1.0, "phien_hop": 0.5}


def test_marks_that_were_left_out_in_part_are_looked_up_both_ways():
    exact = weights("nghị quyết của quoc hội")
    without = weights("nghị quyết của quoc hội", folded=True)
    assert exact["hội"] == 1.0
    assert without["quoc"] > 0.9
    assert "quoc_hoi" in without


def test_a_syllable_that_has_no_marks_is_taken_as_typed_where_marks_were_typed():
    assert "ban" not in weights("ban chỉ đạo", folded=True)


def test_question_words_count_less():
    found = weights("UBND là cơ quan gì")
    assert found["gì"] == QUESTION_WORD
    assert found["quan"] == 1.0


def test_a_swapped_document_number_is_repaired_and_said():
    query = understand("Nghị quyết 57/NQ-TW", LEXICON)
    assert query.documents == ("57-NQ/TW",)
    assert "57/NQ-TW → 57-NQ/TW" in query.expansions


def test_a_document_number_is_one_term():
    assert "57-nq/tw" in weights("Nghị quyết số 57-NQ/TW nói gì")


def test_an_abbreviation_is_written_out_with_less_weight():
    query = understand("UBND tỉnh", LEXICON)
    assert query.expansions == ("UBND → Ủy ban nhân dân",)
    assert weights("UBND tỉnh")["nhân"] < weights("UBND tỉnh")["ubnd"]
    assert query.dense == "UBND tỉnh Ủy ban nhân dân"


def test_a_long_form_is_abbreviated_too():
    assert understand("về chuyển đổi số", LEXICON).expansions == ("chuyển đổi số → CĐS",)
    assert weights("về chuyển đổi số")["cđs"] == 0.5


def test_a_long_form_without_diacritics_is_abbreviated_too():
    assert "chuyen doi so → CĐS" in understand("ve chuyen doi so", LEXICON).expansions
    assert weights("ve chuyen doi so", folded=True)["cds"] == 0.5


def test_two_letters_are_too_common_to_be_added():
    assert understand("nghị quyết này", LEXICON).expansions == ()


def test_what_the_articles_define_is_written_out():
    long = {"ĐMST": ["đổi mới sáng tạo"]}
    query = understand("ĐMST ở Hà Tĩnh", LEXICON, lambda short: long[short])
    assert query.expansions == ("ĐMST → đổi mới sáng tạo",)


def test_an_english_question_is_looked_up_in_vietnamese():
    query = understand("Which resolution is about the digital economy?", LEXICON)
    assert query.text == "Which resolution is about the digital economy?"
    assert query.expansions == ("resolution → nghị quyết", "digital economy → kinh tế số")
    exact = {term.text: term.weight for term in query.terms if not term.folded}
    assert exact["kinh"] == exact["quyết"] == 1.0
    assert exact["nào"] == QUESTION_WORD
    assert not {"which", "about", "economy"} & exact.keys()
    assert query.dense == (
        "Which resolution is about the digital economy? nghị quyết nào kinh tế số"
    )


def test_less_usual_renderings_of_english_weigh_less():
    query = understand("What is the VAT?", LEXICON)
    exact = {term.text: term.weight for term in query.terms if not term.folded}
    assert exact["thuế"] == 1.0
    assert exact["gtgt"] == EXPANSION


def test_names_in_english_are_compared_without_diacritics():
    query = understand("Who is Pham Minh Chinh?", LEXICON)
    folded = {term.text: term.weight for term in query.terms if term.folded}
    assert folded["pham"] == folded["chinh"] == 1.0
    assert "minh_chinh" in folded


def test_a_document_number_in_english_is_found_and_repaired():
    query = understand("What is Resolution 57/NQ-TW about?", LEXICON)
    assert query.documents == ("57-NQ/TW",)
    assert "57/NQ-TW → 57-NQ/TW" in query.expansions


@pytest.mark.parametrize("name", ["bundled", "shared"])
def test_vietnamese_is_understood_as_if_there_were_no_english(name, monkeypatch):
    lines = (QUESTIONS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line)["question"] for line in lines]
    asked += map(fold, asked[:])
    understood = [understand(text, LEXICON) for text in asked]
    monkeypatch.setattr(index.query, "render", lambda _: None)
    assert [understand(text, LEXICON) for text in asked] == understood


def test_the_text_is_brought_to_nfc_and_trimmed():
    assert understand("  ho\u0323p ", LEXICON).text == "họp"


@given(st.text(max_size=60))
@example("1000")  # looked up as 1.000 too, which tells more than a word does
def test_any_text_is_understood(question):
    query = understand(question, LEXICON)
    assert all(0 < term.weight <= SPELLING for term in query.terms)
    assert all(term.text and not any(map(str.isspace, term.text)) for term in query.terms)
    keys = [(term.text, term.folded) for term in query.terms]
    assert len(set(keys)) == len(keys)
    assert all(fold(term.text) == term.text for term in query.terms if term.folded)


def test_a_merged_province_brings_what_it_became_and_says_so():
    query = understand("Kế hoạch của Quảng Nam", LEXICON)
    assert query.expansions == ("Quảng Nam, nay thuộc Đà Nẵng (từ 01/07/2025)",)
    weighed = {term.text: term.weight for term in query.terms}
    assert weighed["quảng"] == 1.0
    assert weighed["đà"] == MERGED
    assert "đà" not in query.dense
    today = understand("dân số Phú Thọ", LEXICON)
    assert today.expansions == ("Phú Thọ, gồm cả Vĩnh Phúc, Hòa Bình (trước 01/07/2025)",)
    assert understand("dân số Lai Châu", LEXICON).expansions == ()


def test_a_place_is_written_out_and_its_letters_stand_for_nothing_else():
    lexicon = Lexicon([("VT", "viễn thông"), ("HCM", "Hồ Chí Minh")])
    query = understand("TP.HCM và BR-VT", lexicon)
    assert query.expansions[:2] == (
        "TP.HCM → Thành phố Hồ Chí Minh",
        "BR-VT → Bà Rịa - Vũng Tàu",
    )
    assert "viễn thông" not in str(query.expansions)


def test_a_merged_ministry_brings_its_successor_only():
    query = understand("Bộ GTVT yêu cầu gì?", LEXICON)
    assert query.expansions == ("Bộ GTVT, nay thuộc Bộ Xây dựng (từ 01/03/2025)",)
    assert understand("Bộ Xây dựng yêu cầu gì?", LEXICON).expansions == ()
    (renamed,) = understand("Bộ Dân tộc và Tôn giáo", LEXICON).expansions
    assert "Ủy ban Dân tộc" in renamed


def test_what_something_became_is_no_other_name_for_it():
    notes = understand("UBND Quảng Nam", LEXICON).expansions
    assert dict(pairs(notes)) == {"UBND": "Ủy ban nhân dân"}
