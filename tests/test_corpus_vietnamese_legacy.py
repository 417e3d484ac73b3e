import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vietnamese.legacy import (
    ENCODINGS,
    Encoding,
    encoding_of_font,
    garbled,
    guess,
    is_syllable,
    meant,
    repair,
)

TEXT = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc. Chương trình hướng dẫn "
    "thực hiện nghị quyết, ưu tiên phát triển đường bộ ở quý này; những kỹ thuật mới"
)
# The same text as a program reads it that takes the codes for windows-1252.
WRITTEN: dict[Encoding, str] = {
    "tcvn3": (
        "Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc. Ch\xad¬ng tr×nh h\xad"
        "íng dÉn thùc hiÖn nghÞ quyÕt, \xadu tiªn ph¸t triÓn ®\xadêng bé ë quý nµy; nh÷ng kü "
        "thuËt míi"
    ),
    "vni": (
        "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc. Chöông trình "
        "höôùng daãn thöïc hieän nghò quyeát, öu tieân phaùt trieån ñöôøng boä ôû quyù naøy; "
        "nhöõng kyõ thuaät môùi"
    ),
    "vps": (
        "C¶ng hòa xã h¶i chû nghïa ViŒt Nam, ñ¶c lÆp - T¿ do - Hånh phúc. ChÜÖng trình hÜ§ng dÅn "
        "th¿c hiŒn nghÎ quy‰t, Üu tiên phát tri‹n ÇÜ©ng b¶ ª quš này; nh»ng kÏ thuÆt m§i"
    ),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_what_old_fonts_stand_for_is_read(encoding: Encoding) -> None:
    assert repair(WRITTEN[encoding], encoding) == TEXT
    assert guess(WRITTEN[encoding]) == encoding
    assert garbled(WRITTEN[encoding])


def test_a_hyphen_is_a_letter_where_only_that_makes_a_syllable() -> None:
    assert repair("ch-¬ng tr×nh 2020-2025, §é-Tr, -u tiªn - nghÞ", "tcvn3") == (
        "chương trình 2020-2025, Độ-Tr, ưu tiên - nghị"
    )


def test_fonts_of_capitals_draw_capitals() -> None:
    assert repair("luËt ®Êt ®ai", "tcvn3-capitals") == "LUẬT ĐẤT ĐAI"
    assert repair("VIEÄT NAM COÄNG HOØA", "vni") == "VIỆT NAM CỘNG HÒA"


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        (".VnTime", "tcvn3"),
        (".VnTimeH", "tcvn3-capitals"),
        (".VnArialH,Bold", "tcvn3-capitals"),
        (".VnHelvetIns-Bold", "tcvn3"),
        ("VNI-Times", "vni"),
        ("VPS Times", "vps"),
        ("Times New Roman", None),
        ("Verdana", None),
    ],
)
def test_fonts_are_known_by_their_names(name: str, encoding: Encoding | None) -> None:
    assert encoding_of_font(name) == encoding


def test_a_font_that_was_given_unicode_is_left_as_it_is() -> None:
    assert meant(TEXT.split(), "tcvn3") is None
    assert meant(WRITTEN["tcvn3"].split(), "tcvn3-capitals") == "tcvn3-capitals"
    assert meant(WRITTEN["vni"].split(), "tcvn3") == "vni"
    assert meant(["LuËt"], "tcvn3") == "tcvn3"


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "The résumé of a naïve café, as it stands in an English article. " * 20,
        "một vài chữ",
        "Liberté, égalité, fraternité: déjà vu à l'école où l'élève a été. " * 9,
        "",
    ],
)
def test_other_text_is_not_taken_for_mojibake(text: str) -> None:
    assert guess(text) is None


def test_mojibake_that_nothing_explains_is_told() -> None:
    assert garbled("×ðÞ ßæø ¿¾½ ðþæ ßðæ Þøæ ×ðÞ¿ ½¾æ ðþßæ ßæ½ " * 4)
    assert not garbled(TEXT)
    assert not garbled("Plain text in English, with one naïve word.")


@pytest.mark.parametrize("word", ["nghiêng", "Ưu", "quý", "ở", "thuỷ"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["strategy", "ViÖt", "áà", "12", "được-là", ""])
def test_what_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


@given(st.text(alphabet="abc ABC 12.,-/()", max_size=60), st.sampled_from(ENCODINGS))
def test_plain_letters_stay_as_they_are(text: str, encoding: Encoding) -> None:
    assert repair(text, encoding).replace("\xad", "-") == text or "-" in text
