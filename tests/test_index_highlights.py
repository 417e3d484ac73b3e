from hypothesis import given
from hypothesis import strategies as st

from corpus.vietnamese.abbreviations import Lexicon
from corpus.vietnamese.normal import nfc
from index.highlights import Highlighter
from index.query import understand

TEXT = "Nghị quyết 57-NQ/TW nói: khoa học, công nghệ và chuyển đổi số; số liệu ngày 22/12/2024."


def shown(question, text=TEXT):
    spans = Highlighter(understand(question, Lexicon([]))).spans(text)
    return [text[start:end] for start, end in spans]


def test_neighbours_are_one_span():
    assert shown("chuyển đổi số") == ["chuyển đổi số", "số"]


def test_a_comma_separates():
    assert shown("khoa học công nghệ") == ["khoa học", "công nghệ"]


def test_a_question_without_diacritics():
    assert shown("nghi quyet") == ["Nghị quyết"]


def test_typed_diacritics_count():
    assert shown("nghỉ quyết") == ["quyết"]


def test_a_document_number_and_a_date_are_whole():
    assert shown("57-NQ/TW") == ["57-NQ/TW"]
    assert shown("ngày 22/12/2024") == ["ngày 22/12/2024"]


def test_question_words_are_not_shown():
    assert shown("nói gì", "nói gì đó") == ["nói"]


def test_parts_of_words_are_not_shown():
    assert shown("an", "an ninh an toàn ban nan") == ["an", "an"]


@given(st.text(max_size=40).map(nfc), st.text(max_size=80).map(nfc))
def test_spans_are_in_order_and_inside(question, text):
    spans = Highlighter(understand(question, Lexicon([]))).spans(text)
    ends = [0, *(end for _, end in spans)]
    assert all(end <= start < after for end, (start, after) in zip(ends, spans, strict=False))
    assert ends[-1] <= len(text)
