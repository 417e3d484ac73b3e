import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vietnamese.normal import fold, nfc
from index.english import is_english, may_be_name

QUESTIONS = Path(__file__).parents[1] / "eval" / "questions"


def asked(name):
    lines = (QUESTIONS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [nfc(json.loads(line)["question"]) for line in lines]


@pytest.mark.parametrize("name", ["bundled", "shared"])
def test_no_vietnamese_question_is_english(name):
    assert [text for text in asked(name) if is_english(text)] == []


@pytest.mark.parametrize("name", ["bundled", "shared"])
def test_no_question_typed_without_diacritics_is_english(name):
    assert [text for text in map(fold, asked(name)) if is_english(text)] == []
    assert [text for text in asked(name) if is_english(fold(text).upper())] == []


@pytest.mark.parametrize("name", ["english", "english-shared"])
def test_every_english_question_is(name):
    assert [text for text in asked(name) if not is_english(text)] == []
    lower = [text.lower() for text in asked(name) if text.isascii()]
    assert [text for text in lower if not is_english(text)] == []


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Who is Tô Lâm?", True),
        ("WHO SIGNED RESOLUTION 57?", True),
        ("digital transformation resolution", True),
        ("semiconductor", True),
        ("Resolution 57", True),
        ("chuyen doi so la gi", False),
        ("luat can cuoc co hieu luc khi nao", False),
        ("de an 06", False),
        ("make in vietnam la gi", False),
        ("show truyen hinh nao hay", False),
        ("How to dang ky VNeID?", True),
        ("Luật Cloud Computing", False),
        ("camera AI", False),
        ("blockchain", False),
        ("57-NQ/TW", False),
        ("Qui est le premier ministre?", False),
        ("2025", False),
        ("", False),
    ],
)
def test_short_questions(text, english):
    assert is_english(text) is english


@given(st.text(max_size=60))
def test_any_text_can_be_told(text):
    assert is_english(nfc(text)) in (True, False)


def test_a_name_is_told_from_a_small_word_by_its_capital():
    assert may_be_name("To")
    assert not may_be_name("to")
    assert not may_be_name("Of")
