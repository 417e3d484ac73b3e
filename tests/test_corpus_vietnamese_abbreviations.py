import re
import unicodedata
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vietnamese.abbreviations import Lexicon, defined_in
from tests.shared_data import shared

BUNDLED = Lexicon.bundled()
ROWS = [
    line.split("\t")
    for line in files("corpus.vietnamese")
    .joinpath("abbreviations.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
]


def defined(text: str) -> list[tuple[str, str]]:
    return [(found.short, found.long) for found in defined_in(text)]


def test_the_lexicon_is_large_and_well_formed() -> None:
    assert len({row[0] for row in ROWS}) >= 600
    for row in ROWS:
        assert len(row) in {2, 3}
        assert all(part and part == part.strip() for part in row)
        assert all(unicodedata.is_normalized("NFC", part) for part in row)
    pairs = [(row[0], row[1]) for row in ROWS]
    assert len(set(pairs)) == len(pairs)


def test_every_row_is_found_both_ways() -> None:
    for short, long, *_ in ROWS:
        assert long in BUNDLED.expansions(short)
        assert short in BUNDLED.shortenings(long)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("UBND", "Ủy ban nhân dân"),
        ("ubnd", "Ủy ban nhân dân"),
        ("CĐS", "chuyển đổi số"),
        ("cđs", "chuyển đổi số"),
        ("CDS", "chuyển đổi số"),
        ("cds", "chuyển đổi số"),
        ("dmst", "đổi mới sáng tạo"),
        ("kh&cn", "khoa học và công nghệ"),
        ("TU", "Tỉnh ủy"),
        ("AI", "trí tuệ nhân tạo"),
        ("TTg", "Thủ tướng Chính phủ"),
    ],
)
def test_expansions(short: str, long: str) -> None:
    assert BUNDLED.expansions(short)[0] == long


@pytest.mark.parametrize("word", ["tu", "ai", "ca", "an", "Ca", "dân", "", "XYZQ"])
def test_syllables_and_unknown_words_have_no_expansion(word: str) -> None:
    assert BUNDLED.expansions(word) == ()


def test_the_commonest_reading_comes_first() -> None:
    assert BUNDLED.expansions("CP")[:2] == ("Chính phủ", "cổ phần")
    assert len(BUNDLED.expansions("TT")) > 2


@pytest.mark.parametrize("long", ["Uỷ ban nhân dân", "ủy ban nhân dân", "uy ban nhan dan"])
def test_shortenings_in_any_spelling(long: str) -> None:
    assert BUNDLED.shortenings(long) == ("UBND",)


def test_find_in_questions() -> None:
    text = "ubnd tỉnh và TP.HCM làm gì về ĐMST&CĐS, KT-XH?"
    found = [(each.short, each.expansions[0]) for each in BUNDLED.find(text)]
    assert found == [
        ("ubnd", "Ủy ban nhân dân"),
        ("TP", "thành phố"),
        ("HCM", "Hồ Chí Minh"),
        ("ĐMST", "đổi mới sáng tạo"),
        ("CĐS", "chuyển đổi số"),
        ("KT-XH", "kinh tế - xã hội"),
    ]
    assert all(text[each.start : each.end] == each.short for each in BUNDLED.find(text))


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết 57-NQ/TW và 72/2024/NĐ-CP",
        "ai là tư lệnh, ca nào an toàn",
        "CA SĨ HÁT",
        "xem baochinhphu.vn và nld.com.vn",
        "",
    ],
)
def test_find_leaves_numbers_syllables_and_addresses_alone(text: str) -> None:
    assert BUNDLED.find(text) == []


def test_a_lexicon_can_be_extended() -> None:
    larger = BUNDLED.extended([("CP", "cà phê"), ("ABCĐ", "ăn bánh cuốn đi")])
    assert larger.expansions("CP") == (*BUNDLED.expansions("CP"), "cà phê")
    assert larger.expansions("abcđ") == ("ăn bánh cuốn đi",)
    assert BUNDLED.expansions("ABCĐ") == ()


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số (KHCN, ĐMST&CĐS)",
            [
                ("KHCN", "khoa học, công nghệ"),
                ("ĐMST", "đổi mới sáng tạo"),
                ("CĐS", "chuyển đổi số"),
            ],
        ),
        (
            "Bộ Nông nghiệp và Phát triển nông thôn (NN&PTNT)",
            [("NN&PTNT", "Nông nghiệp và Phát triển nông thôn")],
        ),
        ("Bộ Khoa học và Công nghệ (Bộ KH&CN)", []),
        ("Thủ tướng Chính phủ (TTg)", []),
        ("Thủ tướng (TTg)", [("TTg", "Thủ tướng")]),
        ("chương trình (CTr)", [("CTr", "chương trình")]),
        ("của Uỷ ban nhân dân (UBND) tỉnh", [("UBND", "Uỷ ban nhân dân")]),
        ("bất động sản (sau đây gọi tắt là BĐS)", [("BĐS", "bất động sản")]),
        ("sở hữu công nghiệp (“SHCN”)", [("SHCN", "sở hữu công nghiệp")]),
        ("Mỗi HTX (hợp tác xã) có vốn", [("HTX", "hợp tác xã")]),
        (
            "phòng cháy, chữa cháy và cứu nạn, cứu hộ (PCCC và CNCH)",
            [("PCCC", "phòng cháy, chữa cháy"), ("CNCH", "cứu nạn, cứu hộ")],
        ),
        ("World Trade Organization (WTO)", [("WTO", "World Trade Organization")]),
        ("bảo vệ các quyền của người dân (BVQND)", [("BVQND", "bảo vệ các quyền của người dân")]),
        ("Ban Chỉ đạo về phát triển khoa học (Ban Chỉ đạo)", []),
        ("Tổ chức Lao động quốc tế (ILO)", []),
        ("bảo vệ môi trường. (BVMT)", []),
        ("bảo vệ: môi trường (BVMT)", []),
        ("xin ý kiến (XI)", []),
        ("ông Nguyễn Văn An (45 tuổi)", []),
        ("dự án (DA", []),
        ("()", []),
    ],
)
def test_definitions(text: str, pairs: list[tuple[str, str]]) -> None:
    assert defined(text) == pairs


def test_a_line_of_words_that_names_pass_over_takes_no_time() -> None:
    assert defined("và " * 79 + "(XVVVVVVVVVVVVVVVVVV)") == []


@given(st.text() | st.text(alphabet=st.sampled_from("ABCĐabcđ ,&()và\n-.")))
def test_definitions_quote_the_text_and_fit_its_initials(text: str) -> None:
    for found in defined_in(text):
        assert text[found.start : found.end] == found.long
        assert "\n" not in found.short


@given(st.text(alphabet=st.sampled_from("UBNDubndCĐSTP .-&/57")) | st.text())
def test_found_abbreviations_are_in_the_text_in_order(text: str) -> None:
    end = 0
    for found in BUNDLED.find(text):
        assert end <= found.start < found.end
        assert text[found.start : found.end] == found.short
        assert found.expansions == BUNDLED.expansions(found.short)
        end = found.end


def test_definitions_of_real_articles_begin_with_the_letters_they_explain() -> None:
    found = 0
    for path in sorted(shared("articles", "web").glob("*.txt"))[:80]:
        for each in defined_in(unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))):
            found += 1
            initials = [word[0].upper() for word in re.findall(r"[^\W\d_]+", each.long)]
            capitals = [letter for letter in each.short if letter.isupper()]
            assert len(initials) >= len(capitals)
    assert found > 30
