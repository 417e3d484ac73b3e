import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.glossary import WORD, Entry, Glossary, bundled, stem

LAW = Entry(("law", "act"), ("luật", "đạo luật"))
DATA_LAW = Entry(("law on data",), ("Luật Dữ liệu",))
HEALTH = Entry(("World Health Organization", "WHO"), ("Tổ chức Y tế thế giới",))
ASKED = Entry(("who",), ("ai",))
GLOSSARY = Glossary([ASKED, LAW, DATA_LAW, HEALTH])


def found(words, start=0):
    return GLOSSARY.match(words.split(), start)


def test_the_longest_phrase_is_found():
    assert found("the law on data says", 1) == (DATA_LAW, 3)
    assert found("the law on land", 1) == (LAW, 1)


def test_capitals_and_endings_are_overlooked():
    assert found("LAWS") == found("acted") == (LAW, 1)
    assert found("Law On Data") == (DATA_LAW, 3)


def test_what_capitals_spell_comes_before_the_word():
    assert found("WHO") == (HEALTH, 1)
    assert found("Who") == found("who") == (ASKED, 1)


def test_what_is_not_there_is_not_found():
    assert found("tax") is None
    assert found("law", 1) is None


@pytest.mark.parametrize(
    ("forms", "same"),
    [
        ("policy policies", True),
        ("merge merges merged merging", True),
        ("plan plans planned planning", True),
        ("pass passes passed passing", True),
        ("tax taxes taxed", True),
        ("apply applies applied", True),
        ("issue issues issued issuing", True),
        ("use uses used", True),
        ("us use", False),
        ("new news", True),
        ("feed fee", False),
        ("status state", False),
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms, same):
    assert (len({stem(form) for form in forms.split()}) == 1) is same


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzABC0123456789", min_size=1, max_size=15))
def test_a_stem_is_short_and_never_empty(word):
    assert 0 < len(stem(word)) <= len(word)
    assert stem(word.upper()) == stem(word)


def test_words_are_cut_as_in_questions():
    assert WORD.findall("the people's committee") == ["the", "people", "committee"]
    assert WORD.findall("farmers’ union, 10,000 e-services 5G") == (
        ["farmers", "union", "10,000", "e", "services", "5G"]
    )


def test_the_bundled_glossary_is_large_and_clean():
    entries = bundled().entries
    assert len(entries) >= 600
    for entry in entries:
        for spelling in (*entry.english, *entry.vietnamese):
            assert spelling == spelling.strip() != ""
            assert unicodedata.is_normalized("NFC", spelling)
            assert "  " not in spelling
        assert all(spelling.isascii() and WORD.findall(spelling) for spelling in entry.english)
        assert len(set(entry.vietnamese)) == len(entry.vietnamese), entry


def test_every_term_has_a_section():
    sections = {entry.section for entry in bundled().entries}
    assert sections >= {"questions", "acts", "qualities", "links", "places", "law"}
    assert "" not in sections


def test_no_english_term_stands_twice():
    spellings = [spelling for entry in bundled().entries for spelling in entry.english]
    assert len(set(spellings)) == len(spellings)


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("National Assembly", "Quốc hội"),
        ("Ministry of Public Security", "Bộ Công an"),
        ("people's committees", "Ủy ban nhân dân"),
        ("personal data", "dữ liệu cá nhân"),
        ("online public services", "dịch vụ công trực tuyến"),
        ("value added tax", "thuế giá trị gia tăng"),
        ("Mekong Delta", "Đồng bằng sông Cửu Long"),
        ("Thua Thien Hue", "Thừa Thiên Huế"),
        ("how many", "bao nhiêu"),
    ],
)
def test_terms_of_the_state_are_known(english, vietnamese):
    words = WORD.findall(english)
    match = bundled().match(words, 0)
    assert match is not None
    entry, count = match
    assert (entry.vietnamese[0], count) == (vietnamese, len(words))
