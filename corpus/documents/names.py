"""The types and issuing bodies of official documents, as their numbers write them.

The types follow the annex on document symbols of Decree 30/2020/NĐ-CP and the Party's rules on
its own papers, with older ones that articles still quote; the bodies are those of the central
state and Party. A code that is not here is read by the general rule: upper case.
"""

import re
from functools import lru_cache

from corpus.vietnamese.normal import fold

TYPES: dict[str, str] = {
    "AL": "Án lệ",
    "BB": "Biên bản",
    "BC": "Báo cáo",
    "BCTĐ": "Báo cáo thẩm định",
    "CĐ": "Công điện",
    "CT": "Chỉ thị",
    "CTr": "Chương trình",
    "CTrHĐ": "Chương trình hành động",
    "CTrPH": "Chương trình phối hợp",
    "CTPH": "Chương trình phối hợp",
    "CV": "Công văn",
    "ĐA": "Đề án",
    "GM": "Giấy mời",
    "GP": "Giấy phép",
    "HD": "Hướng dẫn",
    "HDLN": "Hướng dẫn liên ngành",
    "HDLT": "Hướng dẫn liên tịch",
    "KH": "Kế hoạch",
    "KHLT": "Kế hoạch liên tịch",
    "KHPH": "Kế hoạch phối hợp",
    "KL": "Kết luận",
    "KLTTr": "Kết luận thanh tra",
    "L": "Lệnh",
    "LCT": "Lệnh",
    "NĐ": "Nghị định",
    "NQ": "Nghị quyết",
    "NQLT": "Nghị quyết liên tịch",
    "PA": "Phương án",
    "PL": "Pháp lệnh",
    "QC": "Quy chế",
    "QCPH": "Quy chế phối hợp",
    "QĐ": "Quyết định",
    "QyĐ": "Quy định",
    "QyĐi": "Quy định",
    "SL": "Sắc lệnh",
    "TB": "Thông báo",
    "TBKL": "Thông báo kết luận",
    "TT": "Thông tư",
    "TTLB": "Thông tư liên bộ",
    "TTLN": "Thông tư liên ngành",
    "TTLT": "Thông tư liên tịch",
    "TTr": "Tờ trình",
    "VBHN": "Văn bản hợp nhất",
}

BODIES: dict[str, str] = {
    "BCA": "Bộ Công an",
    "BCĐTW": "Ban Chỉ đạo Trung ương",
    "BCHTW": "Ban Chấp hành Trung ương",
    "BCT": "Bộ Công Thương",
    "BCSCLTW": "Ban Chính sách, chiến lược Trung ương",
    "BDTTG": "Bộ Dân tộc và Tôn giáo",
    "BDVTW": "Ban Dân vận Trung ương",
    "BGDĐT": "Bộ Giáo dục và Đào tạo",
    "BGD&ĐT": "Bộ Giáo dục và Đào tạo",
    "BGTVT": "Bộ Giao thông vận tải",
    "BHXH": "Bảo hiểm xã hội Việt Nam",
    "BKHCN": "Bộ Khoa học và Công nghệ",
    "BKHĐT": "Bộ Kế hoạch và Đầu tư",
    "BKTTW": "Ban Kinh tế Trung ương",
    "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội",
    "BNCTW": "Ban Nội chính Trung ương",
    "BNG": "Bộ Ngoại giao",
    "BNN": "Bộ Nông nghiệp và Phát triển nông thôn",
    "BNN&PTNT": "Bộ Nông nghiệp và Phát triển nông thôn",
    "BNNMT": "Bộ Nông nghiệp và Môi trường",
    "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn",
    "BNV": "Bộ Nội vụ",
    "BQP": "Bộ Quốc phòng",
    "BTC": "Bộ Tài chính",
    "BTCTW": "Ban Tổ chức Trung ương",
    "BTGDVTW": "Ban Tuyên giáo và Dân vận Trung ương",
    "BTGTW": "Ban Tuyên giáo Trung ương",
    "BTNMT": "Bộ Tài nguyên và Môi trường",
    "BTP": "Bộ Tư pháp",
    "BTTTT": "Bộ Thông tin và Truyền thông",
    "BVHTT": "Bộ Văn hóa - Thông tin",
    "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch",
    "BXD": "Bộ Xây dựng",
    "BYT": "Bộ Y tế",
    "CP": "Chính phủ",
    "CTN": "Chủ tịch nước",
    "ĐCTUBTWMTTQVN": "Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
    "ĐU": "Đảng ủy",
    "HĐBT": "Hội đồng Bộ trưởng",
    "HĐND": "Hội đồng nhân dân",
    "HĐNN": "Hội đồng Nhà nước",
    "HĐTP": "Hội đồng Thẩm phán Tòa án nhân dân tối cao",
    "HNTW": "Ban Chấp hành Trung ương",
    "HU": "Huyện ủy",
    "KTNN": "Kiểm toán nhà nước",
    "NHNN": "Ngân hàng Nhà nước Việt Nam",
    "QH": "Quốc hội",
    "TANDTC": "Tòa án nhân dân tối cao",
    "TCHQ": "Tổng cục Hải quan",
    "TCT": "Tổng cục Thuế",
    "TCTK": "Tổng cục Thống kê",
    "TLĐ": "Tổng Liên đoàn Lao động Việt Nam",
    "TTCP": "Thanh tra Chính phủ",
    "TTg": "Thủ tướng Chính phủ",
    "TU": "Tỉnh ủy",
    "TW": "Ban Chấp hành Trung ương",
    "TWĐTN": "Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh",
    "UBDNGS": "Ủy ban Dân nguyện và Giám sát",
    "UBDT": "Ủy ban Dân tộc",
    "UBKHCNMT": "Ủy ban Khoa học, Công nghệ và Môi trường",
    "UBKTTC": "Ủy ban Kinh tế và Tài chính",
    "UBKTTW": "Ủy ban Kiểm tra Trung ương",
    "UBND": "Ủy ban nhân dân",
    "UBPLTP": "Ủy ban Pháp luật và Tư pháp",
    "UBQPANĐN": "Ủy ban Quốc phòng, An ninh và Đối ngoại",
    "UBTCNS": "Ủy ban Tài chính, Ngân sách",
    "UBTVQH": "Ủy ban Thường vụ Quốc hội",
    "UBVHXH": "Ủy ban Văn hóa và Xã hội",
    "VKSNDTC": "Viện kiểm sát nhân dân tối cao",
    "VPCP": "Văn phòng Chính phủ",
    "VPCTN": "Văn phòng Chủ tịch nước",
    "VPQH": "Văn phòng Quốc hội",
    "VPTW": "Văn phòng Trung ương Đảng",
}

CAPITALS = "".join(
    letter
    for letter in map(chr, range(0x41, 0x1EFA))
    if letter.isupper() and (letter < "\u0250" or letter >= "\u1e00")
)
"""The Latin capitals, for a character class."""

# Codes that stand where a type would, so that "63/SL" and "142/CP" are whole numbers.
BARE: frozenset[str] = frozenset({"CP", "HĐBT", "LCT", "SL", "TTg"})

_TYPES_FOLDED = {fold(code): code for code in TYPES}
_BODIES_FOLDED = {fold(code): code for code in BODIES}
_PARTY = re.compile(r"(?:TW(?!.*MTTQ)|ĐU)|(?:HU|QU)$|(?!MTTW)\w*(?:TW|TU|ĐU)$")
_TERM = re.compile(r"\d{1,2}$")
_SLIPS = str.maketrans({"ð": "đ", "ọ": "q"})  # Icelandic eth; what scanning makes of QĐ


def _lookup(raw: str, table: dict[str, str]) -> str | None:
    """Return the canonical code for `raw`, whose letters may lack diacritics but have no others.

    So ND is NĐ, but HĐ (hợp đồng, a contract) is not HD (hướng dẫn).
    """
    lowered = raw.lower().translate(_SLIPS)
    code = table.get(fold(lowered))
    if code is None:
        return None
    written = zip(lowered, code.lower(), strict=True)
    return code if all(a == b or a == fold(b) for a, b in written) else None


@lru_cache(maxsize=4096)
def type_code(raw: str) -> str | None:
    """Return the canonical code of a document type ("nd" → "NĐ"), or None."""
    return _lookup(raw, _TYPES_FOLDED)


@lru_cache(maxsize=4096)
def body_code(raw: str) -> str | None:
    """Return the canonical code of a known body ("ttg" → "TTg", "qh15" → "QH15"), or None.

    `TƯ` is `TW`, never `TU` (Tỉnh ủy).
    """
    raw = re.sub("tư", "TW", raw, flags=re.IGNORECASE)
    term = _TERM.search(raw)
    stem = raw[: term.start()] if term else raw
    code = _lookup(stem, _BODIES_FOLDED)
    if code is None:
        return None
    return code + term[0] if term else code


def unknown_code(raw: str) -> str:
    """Return the form of a code that no table has: upper case, `TƯ` as `TW`, BCD as BCĐ."""
    upper = raw.upper().replace("TƯ", "TW").replace("Ð", "Đ")
    return re.sub(r"^BCD(?=TW)", "BCĐ", upper)


def is_party(body: str) -> bool:
    """Return whether a body (canonical code) belongs to the Party, which writes N-TYPE/BODY."""
    return _PARTY.match(_TERM.sub("", body)) is not None


def issuer_name(body: str) -> str | None:
    """Return the full name of the body a number ends with; joint bodies joined by "; "."""
    whole = BODIES.get(_TERM.sub("", body))
    if whole:
        return whole
    names = [BODIES.get(_TERM.sub("", part)) for part in body.split("-")]
    if not names[0]:
        return None
    return "; ".join(name for name in names if name)
