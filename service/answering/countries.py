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
# As they are spelt by ear, folded, with the name they have above.
_BY_EAR = {
    "xinh-ga-po": "singapore", "in-do-ne-xi-a": "indonesia", "ma-lai-xi-a": "malaysia",
    "phi-lip-pin": "philippines", "mi-an-ma": "myanmar", "bru-nay": "brunei",
    "cam-pu-chia": "campuchia", "o-xtray-li-a": "australia", "niu di-lan": "new zealand",
    "ca-na-da": "canada", "me-hi-co": "mexico", "bra-xin": "brazil", "ac-hen-ti-na": "argentina",
    "chi-le": "chile", "co-lom-bi-a": "colombia", "i-ta-li-a": "italia", "ai-len": "ireland",
    "ai-xo-len": "iceland", "e-xto-ni-a": "estonia", "hung-ga-ri": "hungary",
    "bun-ga-ri": "bulgaria", "u-crai-na": "ukraine", "ca-dac-xtan": "kazakhstan",
    "i-xra-en": "israel", "i-ran": "iran", "ni-gie-ri-a": "nigeria",
}  # fmt: skip
_COUNTRIES = re.compile(rf"\b(?:{_NAMED})\b")
_EAR = re.compile(rf"\b(?:{'|'.join(_BY_EAR)})\b")
# Those that are common words too, after what leads to a country.
_AFTER = re.compile(r"\b(?:[Ởở]|[Tt]ại|của|[Nn]ước|từ|bên|sang|với) (Anh|Mỹ|Ý|Áo)\b(?! [A-ZĐ])")
_COMMON = {fold(name): re.compile(rf"\b{name}\b") for name in ("Anh", "Mỹ", "Ý", "Áo")}
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
    if "-" in text or "niu" in text:
        named += [_BY_EAR[name] for name in _EAR.findall(fold(text))]
    found = {_SAME.get(name, name) for name in map(fold, named)}
    return frozenset(found | {HOME} if _HOME.search(text) else found)


def may_name(text: str, asked: frozenset[str]) -> bool:
    """Tell whether a text has the name of one of these countries, be it a common word too."""
    return any(name.search(text) for country, name in _COMMON.items() if country in asked)


def of_country(name: str) -> tuple[str, str] | None:
    """Return what a folded name ending in a country's is without that, and the country."""
    found = re.fullmatch(rf"(.+?)(?: (?:cua|tai|o))? ({_FOLDED.pattern[2:-2]})", name)
    return (found[1], found[2]) if found else None
