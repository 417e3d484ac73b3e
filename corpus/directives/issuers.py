"""Who speaks: persons with their offices, and bodies, as a text names them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.directives.words import CAPITAL, NAME, WORD_END, alternatives
from corpus.documents.names import BODIES
from corpus.effort import step
from corpus.vietnamese.normal import fold

_PROVINCES = alternatives(
    "An Giang, Bà Rịa - Vũng Tàu, Bạc Liêu, Bắc Giang, Bắc Kạn, Bắc Ninh, Bến Tre, Bình Dương, "
    "Bình Định, Bình Phước, Bình Thuận, Cà Mau, Cao Bằng, Cần Thơ, Đà Nẵng, Đắk Lắk, Đắk Nông, "
    "Điện Biên, Đồng Nai, Đồng Tháp, Gia Lai, Hà Giang, Hà Nam, Hà Nội, Hà Tĩnh, Hải Dương, "
    "Hải Phòng, Hậu Giang, Hòa Bình, Hồ Chí Minh, Huế, Hưng Yên, Khánh Hòa, Kiên Giang, Kon Tum, "
    "Lai Châu, Lạng Sơn, Lào Cai, Lâm Đồng, Long An, Nam Định, Nghệ An, Ninh Bình, Ninh Thuận, "
    "Phú Thọ, Phú Yên, Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị, Sóc Trăng, "
    "Sơn La, Tây Ninh, Thái Bình, Thái Nguyên, Thanh Hóa, Thừa Thiên Huế, Thừa Thiên - Huế, "
    "Tiền Giang, Trà Vinh, Tuyên Quang, Vĩnh Long, Vĩnh Phúc, Yên Bái, TPHCM, HCM, "
    "Thanh Hoá, Hoà Bình, Khánh Hoà"
)
# "huyện Triệu Sơn Lê Quang Trung": the place ends where a name can begin.
_PLACE = (
    rf"(?:\s+(?:huyện|quận|thị xã|xã|phường)\s+{CAPITAL}[^\W\d_]*(?:\s+{CAPITAL}[^\W\d_]*)?"
    rf"(?=\s*(?:[^\w\s]|$)|\s+(?:{NAME}|[a-zđ]))"
    r"|(?:\s+(?:tỉnh|[Tt]hành phố|TP\.?|huyện|quận|thị xã|xã|phường))?"
    rf"(?:\s+{_PROVINCES}{WORD_END})?)"
)
_FIELD = (
    r"(?:(?i:khoa học(?:,| và|\s?[-–]) công nghệ(?: và môi trường)?"
    r"|tài nguyên(?: và| &|\s?[-–])? ?môi trường|nông nghiệp và (?:môi trường|phát triển nông thôn)"
    r"|giáo dục(?: và|,|\s?[-–])? ?đào tạo|thông tin(?: và|\s?[-–]) truyền thông|công an"
    r"|công thương"
    r"|lao động\s?[-–,]\s?thương binh và xã hội|kế hoạch(?: và|\s?[-–]) đầu tư|giao thông vận tải"
    r"|văn h(?:óa|oá),? thể thao và du lịch|văn h(?:óa|oá) và (?:xã hội|giáo dục|thể thao)"
    r"|quốc phòng(?:(?:,| và) an ninh)?(?: và đối ngoại)?|tài chính(?:(?:,| và)? ngân sách)?"
    r"|dân tộc(?: và tôn giáo)?|xây dựng|nội vụ|ngoại giao|tư pháp|y tế|pháp luật(?: và tư pháp)?"
    r"|kinh tế(?: và tài chính)?|xã hội|đối ngoại|dân nguyện|kiểm tra trung ương|thường vụ quốc hội"
    r"|quản lý vốn nhà nước tại doanh nghiệp|du lịch|văn h(?:óa|oá)|thể thao)"
    rf"|{CAPITAL}{{2,}}(?:\s?[-&]\s?{CAPITAL}+)*)"
)
_TOWN = rf"(?:\s+(?:huyện|quận|thị xã|xã|phường)(?:\s+(?:{CAPITAL}[^\W\d_]*|\d{{1,2}})){{1,3}})"


def _any_case(words: str) -> str:
    """Return a pattern for the words however they are capitalised: "Phó thủ tướng"."""
    return f"(?i:{words})"


_DEPUTY = r"(?i:phó\s+)?"
_STANDING = r"(?i:\s+thường trực)?"
OFFICE = (
    rf"(?:{_any_case('tổng bí thư')}(?:\s+Ban Chấp hành Trung ương(?: Đảng)?)?"
    rf"|{_DEPUTY}{_any_case('chủ tịch nước')}"
    rf"|{_DEPUTY}{_any_case('thủ tướng')}{_STANDING}(?:\s+Chính phủ)?"
    rf"|{_DEPUTY}{_any_case('chủ tịch')}{_STANDING}\s+Quốc hội"
    rf"|{_DEPUTY}{_any_case('chủ nhiệm')}\s+[UỦ][ỷy] ban\s+{_FIELD}(?:\s+(?:của\s+)?Quốc hội)?"
    rf"|{_DEPUTY}{_any_case('chủ nhiệm')}\s+Văn phòng\s+(?:Chính phủ|Quốc hội|Chủ tịch nước)"
    rf"|{_DEPUTY}{_any_case('chủ tịch')}{_STANDING}\s+(?:UBND|HĐND|[UỦ][ỷy] ban [Nn]hân dân"
    rf"|Hội đồng nhân dân){_PLACE}"
    rf"|{_DEPUTY}{_any_case('bí thư')}{_STANDING}\s+"
    rf"(?i:(?:tỉnh|thành|huyện|quận|thị|đảng)\s+[uủ][ỷy]){_PLACE}"
    rf"|{_DEPUTY}(?i:bí thư|chủ tịch)(?=\s+{NAME})"
    rf"|{_DEPUTY}(?i:bí thư|chủ tịch)\s+(?:tỉnh\s+|TP\.?\s*)?{_PROVINCES}"
    rf"|{_any_case('(?:bộ|thứ) trưởng')}{_STANDING}(?:\s+(?:[Bb]ộ\s+)?{_FIELD})?"
    rf"|{_DEPUTY}{_any_case('thống đốc')}(?:\s+Ngân hàng Nhà nước(?: Việt Nam)?)?"
    rf"|{_DEPUTY}{_any_case('tổng thanh tra')}(?:\s+Chính phủ)?"
    rf"|{_DEPUTY}{_any_case('tổng kiểm toán')}(?:\s+[Nn]hà nước)?"
    rf"|{_DEPUTY}{_any_case('(?:tổng )?cục trưởng')}"
    rf"(?:\s+(?:Tổng c|C)ục\s+{CAPITAL}[^,.;:]{{2,40}}?)?"
    rf"|{_DEPUTY}{_any_case('giám đốc')}\s+(?:[Ss]ở|Công an)\s+(?:{_FIELD})?{_PLACE}"
    rf"|{_DEPUTY}{_any_case('trưởng ban')}{_STANDING}\s+(?:Chỉ đạo|Tổ chức|Tuyên giáo|Kinh tế"
    r"|Nội chính|Dân vận)(?:\s+Trung ương)?)"
)
DELEGATE = r"(?<!oàn )(?:đại biểu|Đại biểu)(?:\s+Quốc hội|\s+HĐND)?"
_ABROAD = (
    r"(?!\s+(?:Nhật|Trung Quốc|Hoa Kỳ|Mỹ|Anh|Pháp|Đức|Úc|Hàn Quốc|Singapore|Thái Lan|Indonesia"
    r"|Canada"
    r"|Ấn Độ|Malaysia|Australia|Philippines|Lào|Campuchia|Nga|các nước|nước này|liên bang"
    r"|Liên bang))"
)


def _body(name: str) -> str:
    """Return a pattern for a body's name, whose later words some write small."""
    words = (
        re.escape(name)
        .replace(r"\ ", r"\s+")
        .replace("Ủy", "[UỦ][ỷy]")
        .replace("hóa", "h(?:óa|oá)")
    )
    return words if words.startswith("[") else f"{words[0]}(?i:{words[1:]})"


_BODIES = "|".join(_body(name) for name in sorted(set(BODIES.values()), key=len, reverse=True))
_BODY = (
    rf"(?:(?:{_BODIES}){_ABROAD}|(?:[Ll]ãnh đạo\s+)?Bộ\s+{_FIELD}{_ABROAD}"
    rf"|(?:[Ll]ãnh đạo\s+)?Sở\s+{_FIELD}{_PLACE}"
    r"|[Tt]hường trực [UỦ][ỷy] ban(?:\s+" + _FIELD + r"(?:\s+của Quốc hội)?)?"
    r"|[UỦ][ỷy] ban\s+" + _FIELD + r"(?:\s+của Quốc hội)?"
    r"|[Cc]ơ quan thẩm tra|Ban Bí thư|Bộ Chính trị(?:,\s+Ban Bí thư)?"
    rf"|(?:Thường trực\s+|Ban Thường vụ\s+)?(?:Tỉnh|Thành|Huyện|Quận)\s+[uủ][ỷy]{_PLACE}"
    rf"|(?:UBND|HĐND|[UỦ][ỷy] ban [Nn]hân dân)(?:{_TOWN}|{_PLACE})|Kiểm toán [Nn]hà nước"
    rf"|(?:Tổng cục|Cục|Chi cục|Thanh tra)\s+{CAPITAL}[^\W\d_]+(?:\s+[^\W\d_]+)?(?:\s+Việt Nam)?"
    rf"|Thanh tra tỉnh{_PLACE}|Công an (?:tỉnh|thành phố|TP\.?){_PLACE}"
    rf"|(?:TP\.?|Thành phố|Tỉnh)\s+{_PROVINCES}|Thường trực Ban Chỉ đạo(?:\s+Trung ương)?)"
)
_TITLE = (
    r"(?:[Đđ]ồng chí|[Ôô]ng|[Bb]à|(?:Đại|Thượng|Trung|Thiếu)\s+tướng"
    r"|(?:Đại|Thượng|Trung|Thiếu)\s+tá)"
)
_APPOSITION = r"(?:,\s+[^,.;:“”\"\n]{3,90}?){0,4}?(?:,\s+|\s+[-–]\s+)"
# "Bộ trưởng Tài chính Mỹ", "Thủ tướng Shinzo": offices of other countries.
_NOBODY_ELSE = rf"(?!\s+(?!{NAME}|{_TITLE}\s){CAPITAL}[^\W\d_]+)"
_OPENS_OFFICE = r"(?i:bí thư|chủ|phó|bộ trưởng|thủ|tổng|trưởng|[uủ][ỷy] viên|giám|cục|thứ)"
_FIRST = "".join(sorted({*"tTpPcCbBgGđĐôÔlLSUỦHQK", *(name[0] for name in BODIES.values())}))
_CAPITALS = "".join(filter(str.isupper, _FIRST))
_SMALL = "(?i:tổ|th[ủứốư]|trư|chủ|cụ|cơ|phó|b[íộà]|gi|đ[ạồ]|ôn|lã)"
_MENTION = re.compile(
    # At the start of a word that can begin one only, which spares the search most places: a first
    # letter, checked quickest, then a capital or the first letters of a word that may be small.
    rf"(?=[{_FIRST}])(?<![^\W_])(?=[{_CAPITALS}]|{_SMALL})(?:"
    rf"(?P<office>{OFFICE}){WORD_END}{_NOBODY_ELSE}(?:\s+(?:{_TITLE}\s+)?(?P<holder>{NAME}))?"
    rf"|(?P<delegate>{DELEGATE})(?:\s+(?P<deputy>{NAME}))?"
    rf"|{_TITLE}\s+(?P<name>{NAME})(?:{_APPOSITION}(?P<held>{OFFICE}){WORD_END})?"
    rf"|{_TITLE}\s+(?P<given>(?!{_OPENS_OFFICE}){CAPITAL}[^\W\d_]*)(?!\s+{CAPITAL}|[^\W_])"
    r"|(?P<pronoun>(?:[Đđ]ồng chí|Ông|Bà)(?=\s+(?:cũng\s+|còn\s+)?[a-zđ]|\s*,))"
    rf"|(?P<body>{_BODY}){WORD_END})"
)


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who speaks: a person's name or a body, with the person's office.

    `official` is False for those who speak for themselves, as a delegate in a debate does.
    """

    name: str
    office: str | None
    official: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """A speaker at its span `[start, end)` of the text."""

    issuer: Issuer
    start: int
    end: int

    @property
    def is_person(self) -> bool:
        """Return whether the speaker holds an office."""
        return self.issuer.office is not None


def find_issuers(text: str) -> list[Mention]:
    """Return everybody in `text` who can set a task, in order.

    An office without a name is its holder where the text names them anywhere; a bare "đồng chí"
    or "Ông" is the person named last.
    """
    found = list(_MENTION.finditer(text))
    holders = list(_holders(found))
    offices = dict(reversed(holders))
    mentions: list[Mention] = []
    last: Issuer | None = None
    for match in found:
        step()
        issuer = _issuer(match, holders, offices, last)
        if issuer is None:
            continue
        if issuer.office is not None or match["name"]:
            last = issuer
        mentions.append(Mention(issuer, match.start(), match.end()))
    return mentions


def _holders(found: list[re.Match[str]]) -> Iterator[tuple[str, str]]:
    """Yield names with the offices that stand beside them."""
    for match in found:
        name, office = (match["holder"], match["office"]) if match["office"] else (
            match["name"], match["held"])  # fmt: skip
        if name and office:
            yield _plain(name), _plain(office)


def _issuer(
    match: re.Match[str],
    holders: list[tuple[str, str]],
    offices: dict[str, str],
    last: Issuer | None,
) -> Issuer | None:
    if match["pronoun"]:
        return last
    if match["given"]:
        return _by_given_name(match["given"], offices)
    if match["body"]:
        return Issuer(_plain(match["body"]), None)
    if match["delegate"]:
        name = _plain(match["deputy"] or match["delegate"])
        office = offices.get(name)
        return Issuer(name, office or "đại biểu Quốc hội", official=office is not None)
    if match["office"]:
        office = _plain(match["office"])
        name = _plain(match["holder"]) if match["holder"] else _holder(office, holders) or office
        # An office of many ("Bộ trưởng") whose holder is not named may be another country's.
        return Issuer(name, _fullest(name, office, offices), name != office or not _of_many(office))
    name = _plain(match["name"])
    office = (match["held"] and _plain(match["held"])) or offices.get(name)
    return Issuer(name, office, official=office is not None)


def _by_given_name(given: str, offices: dict[str, str]) -> Issuer | None:
    """Return the person whom "ông Hùng" takes up."""
    known = [name for name in offices if name.endswith(f" {given}")]
    return Issuer(known[0], offices[known[0]]) if len(known) == 1 else None


def _of_many(office: str) -> bool:
    return fold(office) in {"bo truong", "thu truong", "thong doc", "cuc truong"}


def _fullest(name: str, office: str, offices: dict[str, str]) -> str:
    """Return the office as the text gives it with the name, where that says more."""
    known = offices.get(name, "")
    return known if known.startswith(office) else office


def _holder(office: str, holders: list[tuple[str, str]]) -> str | None:
    """Return who holds an office, which may be named in short ("Thủ tướng")."""
    wanted = fold(office)
    for name, held in holders:
        known = fold(held)
        if known == wanted or known.startswith(f"{wanted} ") or wanted.startswith(f"{known} "):
            return name
    return None


def _plain(phrase: str) -> str:
    return " ".join(phrase.split())
