"""Documents that a question calls by type and number alone."""

import pytest

from corpus.articles import Bearer
from corpus.vietnamese.abbreviations import Lexicon
from index.naming import in_full
from index.query import understand

KNOWN = (
    Bearer("57-NQ/TW", "Nghị quyết", "Bộ Chính trị"),
    Bearer("57/2010/NĐ-CP", "Nghị định", "Chính phủ"),
    Bearer("71/NQ-CP", "Nghị quyết", "Chính phủ"),
    Bearer("71-NQ/TW", "Nghị quyết", "Bộ Chính trị"),
    Bearer("71/2025/QH15", "Luật", "Quốc hội"),
    Bearer("06/QĐ-TTg", "Quyết định", "Thủ tướng Chính phủ"),
    *(Bearer(f"9/NQ-{body}", "Nghị quyết", None) for body in ("A", "B", "C", "D")),
)


def numbered(plain: str) -> list[Bearer]:
    return [b for b in KNOWN if b.number.lstrip("0").startswith((f"{plain}-", f"{plain}/"))]


def test_cases() -> None:
    cases = {
        "Nghị quyết 57 nói về gì": ["Nghị quyết 57 → 57-NQ/TW"],
        "nghi quyet so 57 noi ve gi": ["nghi quyet so 57 → 57-NQ/TW"],
        "Nghị quyết 71": ["Nghị quyết 71 → 71/NQ-CP", "Nghị quyết 71 → 71-NQ/TW"],
        "Nghị quyết 71 của Bộ Chính trị": ["Nghị quyết 71 → 71-NQ/TW"],
        "Nghị quyết 71 do Chính phủ ban hành": ["Nghị quyết 71 → 71/NQ-CP"],
        "Luật 71 năm 2025": ["Luật 71 → 71/2025/QH15"],
        "Đề án 06 là gì": ["Đề án 06 → 06/QĐ-TTg"],
        "Nghị định 57": ["Nghị định 57 → 57/2010/NĐ-CP"],
    }
    for text, told in cases.items():
        assert [f"{written} → {number}" for written, number in in_full(text, numbered)] == told


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết 57-NQ/TW",  # in full already
        "Nghị quyết 57/2025",
        "Nghị quyết 58",  # no article mentions it
        "Nghị quyết 9",  # too many bear it
        "Quyết định 57",
        "Luật 57 điều",
        "Kế hoạch 57 triệu đồng",
    ],
)
def test_nothing_is_said_of_others(text: str) -> None:
    assert list(in_full(text, numbered)) == []


def test_the_number_is_looked_up_and_the_user_is_told() -> None:
    query = understand("Nghị quyết 57 nói về gì", Lexicon([]), None, numbered)
    assert query.expansions == ("Nghị quyết 57 → 57-NQ/TW",)
    weights = {term.text: term.weight for term in query.terms}
    assert weights["57-nq/tw"] > weights["57"]
