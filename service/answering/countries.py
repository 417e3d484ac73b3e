"""The countries that a text names, however it calls them."""

import re

from corpus.vietnamese.normal import fold, has_diacritics

# Of one syllable only where no common word is spelt so at the beginning of a sentence.
_NAMED = (
    "Việt Nam|Trung Quốc|Trung Hoa|Nhật Bản|Hàn Quốc|Triều Tiên|Mông Cổ|Thái Lan|Lào|Campuchia"
    "|Indonesia|Malaysia|Philippines|Singapore|Myanmar|Brunei|Ấn Độ|Hoa Kỳ|Canada|Mexico|Brazil"
    "|Argentina|Chile|Colombia|Úc|Australia|New Zealand|Nga|Đức|Pháp|Italia|Bỉ|Ireland|Iceland"
    "|Vương quốc Anh|Tây Ban Nha|Bồ Đào Nha|Hà Lan|Thụy Sĩ|Thụy Điển|Na Uy|Đan Mạch|Phần Lan|Ba Lan"
    "|Estonia|Hungary|Bulgaria|Ukraine|Kazakhstan|Thổ Nhĩ Kỳ|Israel|Iran|Ai Cập|Nam Phi|Nigeria"
    "|Đài Loan|Bắc Âu|Đông Nam Á"
)
_COUNTRIES = re.compile(rf"\b(?:{_NAMED})\b")
# Those that are common words too, after what leads to a country.
_AFTER = re.compile(r"\b(?:[Ởở]|[Tt]ại|của|[Nn]ước|từ|bên|sang|với) (Anh|Mỹ|Ý|Áo)\b(?! [A-ZĐ])")
_FOLDED = re.compile(
    rf"\b(?:{'|'.join(fold(name) for name in _NAMED.split('|') if ' ' in name)})\b"
)
HOME = fold("Việt Nam")
_HOME = re.compile(r"\b(?:nước ta|cả nước|toàn quốc|trong nước|ca nuoc|nuoc ta)\b", re.IGNORECASE)
_SAME = {
    "uc": "australia",
    "hoa ky": "my",
    "vuong quoc anh": "anh",
    "italia": "y",
    "trung hoa": "trung quoc",
}


def countries(text: str) -> frozenset[str]:
    """Return the countries that a text names, folded, each by one of its names."""
    named = [*_COUNTRIES.findall(text), *_AFTER.findall(text)]
    if not named and not has_diacritics(text):  # "thủy điện" is not "thuy dien"
        named = _FOLDED.findall(fold(text))
    found = {_SAME.get(name, name) for name in map(fold, named)}
    return frozenset(found | {HOME} if _HOME.search(text) else found)


def of_country(name: str) -> tuple[str, str] | None:
    """Return what a folded name ending in a country's is without that, and the country."""
    found = re.fullmatch(rf"(.+?)(?: (?:cua|tai|o))? ({_FOLDED.pattern[2:-2]})", name)
    return (found[1], found[2]) if found else None
