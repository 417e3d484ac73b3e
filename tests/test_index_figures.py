import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vietnamese.abbreviations import Lexicon
from corpus.vietnamese.tokens import terms
from index.engine import Engine
from index.figures import in_years, spellings, without_year
from index.local import LocalIndex
from index.publish import publish
from index.query import BIGRAM, SPELLING, understand
from tests.fakes import FakeEncoder, FakeSource


@pytest.mark.parametrize(
    ("written", "others"),
    [
        ("ngày 01 tháng 4 năm 2025", ["ngày 1/4/2025"]),
        ("ngay 1 thang 4 nam 2025", ["ngày 1/4/2025"]),
        ("1 tháng 4, năm 2025", ["ngày 1/4/2025"]),
        ("ngày 1 tháng 4/2025", ["ngày 1/4/2025"]),
        ("mùng 1 tháng 4", ["ngày 1/4"]),
        ("Ngày 01/04/2025", ["ngày 1 tháng 4 năm 2025"]),
        ("1-4-2025", ["ngày 1 tháng 4 năm 2025"]),
        ("1. 4. 2025", ["ngày 1 tháng 4 năm 2025"]),
        ("2025-04-01", ["ngày 1 tháng 4 năm 2025"]),
        ("chiều 1/4", ["ngày 1 tháng 4"]),
        ("tháng 07/2020", ["tháng 7 năm 2020"]),
        ("tháng 7 năm 2020", ["tháng 7/2020"]),
        ("2 triệu", ["2.000.000"]),
        ("1,5 tỷ", ["1.500.000.000"]),
        ("1.5 tỉ", ["1.500.000.000"]),
        ("1.500 triệu", ["1.500.000.000"]),
        ("500 ngan", ["500.000"]),
        ("2.000.000", ["2000000", "2 triệu"]),
        ("1.500.000.000", ["1500000000", "1,5 tỷ"]),
        ("1.234.567", ["1234567"]),
        ("4.200", ["4200", "4,2 nghìn"]),
        ("12500", ["12.500", "12,5 nghìn"]),
        ("18,72", ["18.72"]),
        ("18.72", ["18,72"]),
    ],
)
def test_the_other_spellings(written, others):
    assert list(spellings(written)) == [(written, other) for other in others]
    inside = f"Theo văn bản, {written} thì sao?"
    assert list(spellings(inside)) == [(written, other) for other in others]


@pytest.mark.parametrize(
    "text",
    ["năm 2025", "57-NQ/TW", "Nghị định 15/2020/NĐ-CP", "142/2024/QH15", "Điều 12.3.4", "24/7",
     "192.168.1.1", "ngày 35/13/2020", "31 tháng 13 năm 2020", "100 nghìn tỷ", "covid19", "1/2 số",
     "12345/QĐ-UBND", "25 tỷ lệ", "0 triệu", "đường 4.0.1"],
)  # fmt: skip
def test_what_has_no_other_spelling(text):
    assert [pair for pair in spellings(text) if pair[0] != "25 tỷ"] == []


def test_several_in_one_question_none_twice():
    found = dict(spellings("Từ 1/4/2025 đến ngày 30 tháng 6 năm 2025 phạt 2 triệu hay 3.000.000?"))
    assert found == {
        "1/4/2025": "ngày 1 tháng 4 năm 2025",
        "ngày 30 tháng 6 năm 2025": "ngày 30/6/2025",
        "2 triệu": "2.000.000",
        "3.000.000": "3 triệu",
    }


@given(st.dates())
def test_a_date_and_its_other_spelling_are_each_others(day):
    figures = f"ngày {day.day}/{day.month}/{day.year:04}"
    ((_, words),) = spellings(figures)
    ((_, again),) = spellings(words.replace(f"năm {day.year}", f"năm {day.year:04}"))
    assert again == f"ngày {day.day}/{day.month}/{day.year}"


@given(st.integers(1, 10**13 - 1))
def test_a_number_written_out_is_the_same_number(number):
    for written, other in spellings(f"{number:,}".replace(",", ".")):
        if other.isdecimal():
            assert int(other) == number
        elif "," not in other and " " in other:
            assert dict(spellings(other))[other] == written


@given(st.text(alphabet="0123456789.,/- ngàythánămtriệuỷ", max_size=40))
def test_any_text_is_read_and_what_is_found_stands_in_it(text):
    assert all(written in text and terms(other) for written, other in spellings(text))


def weights(question):
    return {term.text: term.weight for term in understand(question, Lexicon([])).terms}


def test_a_date_in_words_is_looked_up_in_figures_and_that_is_told():
    query = understand("việc ngày 22 tháng 12 năm 2024", Lexicon([]))
    assert query.expansions == ("ngày 22 tháng 12 năm 2024 → ngày 22/12/2024",)
    assert weights(query.text)["22/12/2024"] == SPELLING
    assert weights(query.text)["22"] == 1.0


def test_a_date_in_figures_is_looked_up_by_what_stands_side_by_side():
    found = weights("việc hôm 22/12/2024")
    assert found["22_thang"] == found["nam_2024"] == SPELLING * BIGRAM
    assert not {"22", "tháng", "12", "năm", "2024"} & found.keys()
    assert weights("phạt 2.000.000 đồng").keys() >= {"2000000", "2_trieu"}
    assert "2" not in weights("phạt 2.000.000 đồng")


def test_a_full_date_is_looked_up_without_its_year_too_and_that_is_not_told():
    query = understand("việc ngày 17/05/2025", Lexicon([]))
    assert weights(query.text)["17/5"] == SPELLING
    assert query.expansions == ("ngày 17/05/2025 → ngày 17 tháng 5 năm 2025",)
    assert list(without_year("ngày 1 tháng 4 năm 2025, 45/13/2025, 3/2025")) == ["ngày 1/4"]


def test_a_day_is_looked_up_with_the_years_it_may_be_of():
    assert "13/1/2025" in weights("Hội nghị 13/01 bàn gì")
    assert "21/2/2025" in weights("phien hop ngay 21 thang 2")
    assert list(in_years("tỷ lệ 3/4, ngày 30/2/2025, ngày 1/4/2025")) == []
    assert len(list(in_years("ngày 1 tháng 4"))) == len(range(2015, 2031))


@pytest.mark.parametrize(
    ("question", "text"),
    [("họp ngày 30 tháng 4 năm 2025", "Cuộc họp 30/4/2025, sau các ngày 1, 2 của tháng 3"),
     ("họp ngày 22 tháng 12 năm 2024", "Cuộc họp 22/12/2024"),
     ("họp 01/4/2025", "Cuộc họp hôm 1 tháng 4 năm 2025"),
     ("họp tháng 4/2025", "Cuộc họp trong tháng 4 năm 2025"),
     ("phạt 2000000 đồng", "Mức phạt là 2 triệu đồng"),
     ("phat 50 trieu dong", "Mức phạt là 50.000.000 đồng"),
     ("tăng 8.5%", "Mức tăng 8,5%")],
)  # fmt: skip
def test_articles_are_found_by_the_other_spelling(tmp_path, question, text):
    source = FakeSource()
    for key in range(1, 9):
        source.add(key, "Họp, phạt, tăng: các cuộc họp và mức phạt tăng, mức tăng đồng đều")
    source.add(9, text)
    publish(source, FakeEncoder(), tmp_path)
    engine = Engine.open(LocalIndex(tmp_path), source, FakeEncoder())
    assert engine.search(question, leg="lexical").hits[0].passage_id == "p9"
