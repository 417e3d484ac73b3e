import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents.numbers import find_numbers
from corpus.vietnamese.normal import nfc, normalise
from corpus.vietnamese.tokens import bigrams, terms, tokenize
from tests.shared_data import shared

FIGURES = st.text(alphabet=st.sampled_from("0123456789./,-– %aGđĐ_\nNQTWCP"))
ANY = (FIGURES | st.text()).map(nfc)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Nghị quyết của Đảng", ["nghị", "quyết", "của", "đảng"]),
        ("Uỷ ban, hoà bình!", ["ủy", "ban", "hòa", "bình"]),
        ("Covid19 và COVID-19, mạng 5G", ["covid19", "và", "covid", "19", "mạng", "5g"]),
        ("1.000 đồng; 1.234.567,89", ["1.000", "đồng", "1.234.567,89"]),
        ("1,234,567.89", ["1,234,567.89"]),
        ("đạt 18,72%.", ["đạt", "18,72"]),
        ("phiên bản 3.0", ["phiên", "bản", "3.0"]),
        ("1,5tr", ["1,5", "tr"]),
        ("17/05/2025", ["17/5/2025"]),
        ("22.12.2024 và 22-12-2024 và 2024-12-22", ["22/12/2024", "và"] * 2 + ["22/12/2024"]),
        ("tháng 04/2025, ngày 05/9", ["tháng", "4/2025", "ngày", "5/9"]),
        ("05 tháng 6", ["5", "tháng", "6"]),
        ("007 00 0", ["007", "0", "0"]),
        ("2021-2025", ["2021", "2025"]),
        ("10-20/10/2024", ["10", "20/10/2024"]),
        ("01/4/2025-02/5/2025", ["1/4/2025", "2/5/2025"]),
        ("mục 2.1.3", ["mục", "2", "1", "3"]),
        ("1,2,3,4", ["1", "2", "3", "4"]),
        ("14h30, 8:05", ["14h30", "8", "5"]),
        ("GD&ĐT ĐMST&CĐS", ["gd", "đt", "đmst", "cđs"]),
        ("a_b", ["a", "b"]),
        (
            "Nghị quyết 57-NQ/TW, ngày 22/12/2024",
            ["nghị", "quyết", "57-nq/tw", "ngày", "22/12/2024"],
        ),
        ("theo 72/2024/NĐ-CP và 142/2024/QH15.", ["theo", "72/2024/nđ-cp", "và", "142/2024/qh15"]),
        ("63-CTr/TU", ["63-ctr/tu"]),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("01/4/2025", "01/04/2025"),
        ("hoà", "hòa"),
        ("TOÀ ÁN", "tòa án"),
        ("9/5", "09/05"),
        ("57-NQ/TW", "57 – nq/TƯ"),
        ("57-NQ/TW", "57/NQ-TW"),
        ("57-NQ/TW", "57- NQ/TW"),
        ("3/NQ-CP", "03/NQ-CP"),
        ("72/2024/NĐ-CP", "72/2024/nđ-cp"),
    ],
)
def test_spellings_agree(one: str, other: str) -> None:
    assert terms(one) == terms(other)


def test_offsets_are_of_the_text() -> None:
    text = "Ngày 01/04/2025, Uỷ ban họp."
    assert [(text[t.start : t.end], t.text) for t in tokenize(text)] == [
        ("Ngày", "ngày"),
        ("01/04/2025", "1/4/2025"),
        ("Uỷ", "ủy"),
        ("ban", "ban"),
        ("họp", "họp"),
    ]


@given(ANY)
def test_terms_are_the_texts_of_the_tokens(text: str) -> None:
    assert terms(text) == [token.text for token in tokenize(text)]


@given(ANY)
def test_tokens_are_in_order_and_apart(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert end <= token.start < token.end <= len(text)
        assert token.text
        end = token.end


@given(ANY)
def test_every_letter_and_digit_is_in_a_token(text: str) -> None:
    covered = {i for token in tokenize(text) for i in range(token.start, token.end)}
    assert {i for i, letter in enumerate(text) if letter.isalnum()} <= covered


@given(ANY)
def test_terms_hold_no_space_and_no_underscore(text: str) -> None:
    assert not any(" " in term or "_" in term for term in terms(text))


def test_document_numbers_have_the_offsets_of_their_spelling() -> None:
    text = "Xem Nghị quyết 57 – NQ/TW."
    token = tokenize(text)[-1]
    assert (token.text, text[token.start : token.end]) == ("57-nq/tw", "57 – NQ/TW")


def test_no_document_number_of_the_articles_is_missed_by_the_quick_look() -> None:
    for path in sorted(shared("articles", "web").glob("*.txt"))[:30]:
        text = nfc(path.read_text(encoding="utf-8"))
        numbers = [normalise(found.number.normal) for found in find_numbers(text)]
        lines = [term for line in text.splitlines() for term in terms(line)]
        assert not Counter(
            normalise(found.number.normal)
            for line in text.splitlines()
            for found in find_numbers(line)
        ) - Counter(lines)
        assert not Counter(numbers) - Counter(terms(text))


def test_bigrams() -> None:
    assert bigrams(["khoa", "học", "công"]) == ["khoa_học", "học_công"]
    assert bigrams(["khoa"]) == []
    assert bigrams([]) == []


def test_terms_are_fast_enough_to_index_a_codification() -> None:
    text = "Uỷ ban nhân dân tỉnh Hoà Bình đã họp ngày 17/05/2025 và chi 1.000 đồng. " * 10_000
    start = time.perf_counter()
    terms(text)
    # Measured at 3 to 4 million code points a second; the bound leaves room for a busy machine.
    assert len(text) / (time.perf_counter() - start) > 2e5
