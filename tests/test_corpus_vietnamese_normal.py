import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vietnamese.normal import fold, has_diacritics, nfc, normalise

VIETNAMESE = st.text(
    alphabet=st.sampled_from("aeiouyăâêôơưàáảãạềếểễệồớợừỳýỷỹỵòóỏõọùúủũụđĐÐqghntcmQGỦOUYİΣς ,.-/19")
)
ANY = VIETNAMESE | st.text()


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("hoà", "hòa"),
        ("HOÀ BÌNH", "hòa bình"),
        ("thuý", "thúy"),
        ("khoẻ", "khỏe"),
        ("loà xoè", "lòa xòe"),
        ("tuỳ", "tùy"),
        ("Uỷ ban", "ủy ban"),
        ("oà", "òa"),
        ("hoá5", "hóa5"),
        ("quý", "quý"),
        ("Quỹ", "quỹ"),
        ("giá", "giá"),
        ("già", "già"),
        ("quà", "quà"),
        ("quê", "quê"),
        ("thuế", "thuế"),
        ("hoặc", "hoặc"),
        ("thuở", "thuở"),
        ("hoàn toàn", "hoàn toàn"),
        ("thuyền", "thuyền"),
        ("quyết", "quyết"),
        ("huýt", "huýt"),
        ("ngoài", "ngoài"),
        ("khuỷu", "khuỷu"),
        ("mùa", "mùa"),
        ("của", "của"),
        ("hòan tòan", "hoàn toàn"),
        ("họat động", "hoạt động"),
        ("ngòai", "ngoài"),
        ("qúy", "quý"),
        ("hiệu qủa", "hiệu quả"),
        ("Ðảng", "đảng"),
        ("57-NQ/TW", "57-nq/tw"),
        ("İΣς", "iσς"),
    ],
)
def test_matching_form(written: str, form: str) -> None:
    assert normalise(written) == form


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Ủy ban nhân dân", "uy ban nhan dan"),
        ("Uỷ ban", "uy ban"),
        ("ĐỔI MỚI", "doi moi"),
        ("Ðảng", "dang"),
        ("nghị quyết 57-NQ/TW", "nghi quyet 57-nq/tw"),
        ("Ưu tiên, ơ, ă", "uu tien, o, a"),
        ("café", "cafe"),
        ("한국 が ไทย", "한국 が ไทย"),
    ],
)
def test_folded_form(written: str, form: str) -> None:
    assert fold(written) == form


def test_diacritics_are_seen_in_either_case() -> None:
    assert has_diacritics("ĐỔI")
    assert has_diacritics("đ")
    assert has_diacritics("hoà")
    assert not has_diacritics("nghi quyet 57-NQ/TW")
    assert not has_diacritics("한국 ไทย")
    assert not has_diacritics("")


@given(ANY)
def test_forms_keep_length(text: str) -> None:
    text = nfc(text)
    assert len(normalise(text)) == len(text)
    assert len(fold(text)) == len(text)


@given(ANY)
def test_forms_are_idempotent(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert fold(fold(text)) == fold(text)
    assert nfc(nfc(text)) == nfc(text)


@given(ANY)
def test_folding_and_normalising_commute(text: str) -> None:
    assert fold(normalise(text)) == fold(text)
    assert normalise(fold(text)) == fold(text)


@given(VIETNAMESE)
def test_forms_do_not_depend_on_how_letters_were_composed(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert normalise(nfc(apart)) == normalise(nfc(text))
    assert fold(nfc(apart)) == fold(nfc(text))


@given(ANY)
def test_diacritics_are_what_folding_removes(text: str) -> None:
    plain = all(fold(letter) == normalise(letter) for letter in text)
    assert has_diacritics(text) is not plain


def test_normalising_is_fast_enough_to_index_a_codification() -> None:
    text = "Uỷ ban nhân dân tỉnh Hoà Bình ban hành Quyết định số 12/2024/QĐ-UBND. " * 30_000
    start = time.perf_counter()
    normalise(text)
    # Measured at 15 to 20 million code points a second; the bound leaves room for a busy machine.
    assert len(text) / (time.perf_counter() - start) > 1e6
