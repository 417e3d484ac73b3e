"""Who holds an office, and which office a person holds: read from how the two stand together.

Vietnamese texts put the office right before the name ("Chủ tịch UBND tỉnh Trần Văn An") or after it
between commas ("Trần Văn An, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh"). An office that stands only
with "Phó" or "nguyên" before it is another one.
"""

import re
from functools import lru_cache

from corpus.places import places
from corpus.vietnamese.normal import fold
from index.hits import Hit, SearchResult, pairs
from service.answering.overlap import words
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked
from service.answering.spans import UPPER, candidates, has_surname
from service.answering.told import Span, Told, sentences_of

_LOWER = UPPER.lower()
_NAME = rf"[{UPPER}][{_LOWER}]+(?:\s[{UPPER}][{_LOWER}]+){{1,4}}"
NAME = re.compile(_NAME)
_HEAD = (
    r"(?:(?:Nguyên|nguyên|[Cc]ựu)\s+)?(?:Phó\s+)?(?:Tổng Bí thư|Bí thư|Chủ tịch|Chủ nhiệm|Thủ tướng"
    r"|Bộ trưởng|Thứ trưởng|Tổng Giám đốc|Giám đốc|Trưởng Ban|Trưởng ban|Trưởng Đoàn|Cục trưởng"
    r"|Vụ trưởng|Viện trưởng|Hiệu trưởng|Tổng Biên tập|Chánh Văn phòng|Chánh án|Ủy viên|Tư lệnh"
    r"|Thống đốc|(?:Tỉnh|Thành|Huyện|Đảng) [uủ][yỷ] viên|Uỷ viên"
    r"|Tổng [Tt]hư ký|Tổng [Tt]hanh tra|Tổng [Kk]iểm toán|Chính ủy"
    r"|[Tt]rưởng [Pp]hòng|[Tt]rưởng [Kk]hoa|[Tt]rưởng [Bb]ộ môn|Đại sứ)"
)
# What a person is called besides the office that is asked for.
_CALLED = (
    r"(?:(?i:ông|bà|anh|chị|đồng chí|luật sư|bác sĩ|nhà báo|giáo sư|phó giáo sư|tiến sĩ|thạc sĩ"
    r"|thiếu tướng|trung tướng|thượng tướng|đại tướng|thiếu tá|trung tá|thượng tá|đại tá|GS|PGS|TS"
    r"|ThS|LS|BS|KTS|NCS)\.?\s*)*"
)
_POST = r"(?:chức vụ|chức danh|chức|cương vị|vị trí|vai trò)"
_ASKS_OFFICE = re.compile(
    rf"{_CALLED}(?P<name>{_NAME})\s+(?:hiện nay\s+|hiện\s+|đang\s+)*"
    rf"(?:là ai|(?:giữ|đảm nhiệm|đảm nhận|nắm giữ|làm|có)\s+{_POST}\s+(?:gì|nào)|làm gì$)"
)
# Of the question without diacritics.
_ASKS_PERSON = (
    re.compile(
        r"(?:ai|nguoi nao|dong chi nao) (?:hien |dang )?(?:la|lam|giu chuc(?: vu)?) "
        r"(?P<office>.+)"
    ),
    re.compile(r"(?P<office>.+?) (?:hien nay |hien )?(?:la ai|ten la gi|ten gi|la nguoi nao)"),
    re.compile(
        r"(?P<body>.+?) do (?:ai|nguoi nao|dong chi nao) (?:dang )?(?:la|lam|giu chuc(?: vu)?) "
        r"(?P<office>.+)"
    ),
)
_STARTS = re.compile(fold(_HEAD))
_BEFORE = re.compile(
    rf"(?P<office>{_HEAD}(?:\s+(?!{_HEAD})[^\s,;.:()]+){{0,9}}?)\s+(?:đồng chí\s+)?$"
)
_AFTER = re.compile(
    rf"(?:\s*[,(]|\s[-–])\s*(?P<office>{_HEAD}[^;:.()]*?)"
    r"(?=\s*(?:[;:.()]|$|,?\s(?:dự|chủ trì|đồng chủ trì|phát biểu|cho biết|nhấn mạnh|yêu cầu|đã"
    r"|cùng|và)\b))"
)
_NAME_AFTER = re.compile(
    rf"(?P<comma>[,:]?)\s+(?:(?:đồng chí|ông|bà|PGS|GS|TS|ThS|BS)\b\.?,?\s*)*(?P<name>{_NAME})"
)
_NAME_BEFORE = re.compile(rf"(?P<name>{_NAME})(?:,|\s[–-])\s*(?:[^;.:]*,\s*)?$")
_TITLED = re.compile(rf"\b(?i:ông|bà|đồng chí)\s+[{UPPER}][{_LOWER}]+")
# "Bộ trưởng Y tế" is the minister of "Bộ Y tế".
_OF_MINISTRY = re.compile(r"^((?:bo|thu) truong )(?:bo )?")
_MADE = re.compile(
    rf"(?P<name>{_NAME})\s+(?:làm|giữ chức|được cử làm|được bầu làm)\s+(?P<head>{_HEAD})\b"
)
# What begins a name of no person.
_NO_PERSON = re.compile(
    r"(?:Phó|Ban|Bộ|Sở|Cục|Vụ|Viện|Ủy|Hội|Tỉnh|Thành|Trung|Quốc|Chính|Tổng|Ngân|Tòa)\b"
)
_CERTAIN = 3.0
_HOLDERS = 2  # named where the articles name several, the newest first
_LESSER = re.compile(r"(?:\bpho|\bnguyen)\s+$")


def person(question: str) -> str | None:
    """Return the name of the person whose office a question asks for, None where it does not.

    The other words of such a question say nothing of where the answer stands.
    """
    whose = _ASKS_OFFICE.match(question.strip(" ?.!"))
    return whose["name"] if whose else None


def held(question: str, result: SearchResult, quotes: Quotes) -> list[Ranked] | None:
    """Return the sentence that joins the person and the office that a question asks about.

    None where it asks nothing of the kind or no sentence joins them; empty where the office asked
    about stands in the hits only as a deputy's or a former one.
    """
    question = question.strip(" ?.!")
    if name := person(question):
        return _offices(result, name, quotes)
    if wanted := office(question):
        holders = _Holders(_spellings(wanted, result.query.expansions), _place_at_end(wanted))
        return _holder(result, holders, quotes)
    return None


def is_called(text: str) -> bool:
    """Tell whether a text calls somebody by name or by office."""
    return any(map(has_surname, NAME.findall(text))) or re.match(_HEAD, text) is not None


def names_holder(question: str, sentence: str) -> bool:
    """Tell whether a sentence may say who holds the office asked for: it names somebody.

    True for every other question.
    """
    if not office(question):
        return True
    found = (sentence[start:end] for start, end in candidates(sentence, "person"))
    return any(map(has_surname, found)) or bool(_TITLED.search(sentence))


# An answer asks it several times of one question.
@lru_cache(maxsize=256)
def office(question: str) -> str | None:
    """Return the office whose holder is all that a question asks for, None where it is not."""
    question = " ".join(question.split()).strip(" ?.!")
    for pattern in _ASKS_PERSON:
        asks = pattern.fullmatch(fold(question))
        if asks and _STARTS.match(asks["office"]):
            named = question[slice(*asks.span("office"))]
            return f"{named} {_body(asks, question)}".rstrip()
    return None


def _body(asks: re.Match[str], question: str) -> str:
    """Return what is named apart from its office: "Ban Chỉ đạo do ai làm Trưởng ban"."""
    if not (body := asks.groupdict().get("body")):
        return ""
    last, first = asks["office"].rsplit(maxsplit=1)[-1], body.split()[0]
    return question[len(first) if first == last else 0 : asks.end("body")].strip()


def _spellings(office: str, expansions: tuple[str, ...]) -> tuple[str, ...]:
    """Return an office folded, with its abbreviations short and long."""
    found = [fold(office)]
    for written, meant in pairs(expansions):
        short = re.compile(rf"\b{re.escape(fold(written))}\b")
        found += [short.sub(fold(meant), form) for form in found]
    found += [form.replace(" cua ", joint) for form in found for joint in (" – ", " - ", ", ", " ")]
    found += [_OF_MINISTRY.sub(rf"\1{body}", form) for form in found for body in ("", "bo ")]
    return tuple(dict.fromkeys(found))


def _offices(result: SearchResult, name: str, quotes: Quotes) -> list[Ranked] | None:
    """Return a sentence for each office that somebody is said to hold, the newest article's first.

    Of articles of no known date, and of one article, the first sentence tells.
    """
    found: dict[str, Ranked] = {}
    for hit, start, end in sentences_of(result):
        when = (hit.published or "")[:10]
        if when in found or not (span := _office_of(hit.text[start:end], name)):
            continue
        ranked = Told(_CERTAIN, hit, start, end, span).ranked()
        if quotes.quotable(ranked.evidence, heading=True):  # over an article too
            found[when] = ranked
    newest = [found[when] for when in sorted(found, reverse=True)]
    held = [set(words(r.evidence.text[r.start : r.end]).exact) for r in newest]
    others = (r for r, office in zip(newest, held, strict=True) if not office & held[0])
    return [*newest[:1], *others][:_HOLDERS] or None


def _office_of(sentence: str, name: str) -> Span | None:
    for match in re.finditer(rf"\b{re.escape(name)}\b", sentence):
        if after := _AFTER.match(sentence, match.end()):
            return after.span("office")
        if before := _BEFORE.search(sentence[: match.start()]):
            return before.span("office")
    return None


def _place_at_end(wanted: str) -> str | None:
    """Return the province that an office is named with at its end, folded."""
    ends = (wanted[n.start : n.end] for n in places().find(wanted) if n.end == len(wanted))
    return next(map(fold, ends), None)


def _holder(result: SearchResult, holders: "_Holders", quotes: Quotes) -> list[Ranked] | None:
    """Return a sentence for each holder that is named, the newest article's first."""
    best: dict[str, Ranked] = {}
    for find in (holders.named, holders.made):
        for hit, start, end in sentences_of(result):
            span = find(hit, hit.text[start:end])
            if span is None:
                continue
            ranked = Told(_CERTAIN, hit, start, end, span).ranked()
            name = fold(hit.text[start:end][slice(*span)])
            newer = _published(ranked) > _published(best.get(name))
            if newer and quotes.quotable(ranked.evidence, heading=True):
                best[name] = ranked
        if best:
            break
    newest = sorted(best.values(), key=_published, reverse=True)
    return newest[:_HOLDERS] or ([] if holders.lesser_only else None)


def _published(ranked: Ranked | None) -> str:
    """Return when the article was published; "0" where it is not known, "" without one."""
    return (ranked.evidence.hit.published or "0") if ranked else ""


class _Holders:
    """Finds the name of whoever holds an office in a sentence.

    A province that the office is named with may stand elsewhere in the passage or its title
    instead: "Chủ tịch UBND tỉnh Trần Văn An" in an article of that province.
    """

    def __init__(self, spellings: tuple[str, ...], place: str | None) -> None:
        self._spellings = spellings
        self._office = _any_of(spellings)
        self._place = place
        shorter = tuple(form.removesuffix(f" {place}") for form in spellings)
        self._here = _any_of(shorter)
        self.lesser_only = False
        self._patterns: dict[str, re.Pattern[str]] = {}

    def _pattern(self, hit: Hit) -> re.Pattern[str]:
        """Return how a passage may name the office, found once for all its sentences."""
        if hit.passage_id not in self._patterns:
            near = self._place and self._place in fold(f"{hit.title or ''} {hit.text}")
            self._patterns[hit.passage_id] = self._here if near else self._office
        return self._patterns[hit.passage_id]

    def named(self, hit: Hit, sentence: str) -> Span | None:
        """Return who stands right before or after the office."""
        plain = fold(sentence)
        for match in self._pattern(hit).finditer(plain):
            if _LESSER.search(plain[: match.start()]):
                self.lesser_only = True
                continue
            end = match.end()
            if self._place and plain.startswith(f" {self._place}", end):
                end += len(self._place) + 1
            after = _NAME_AFTER.match(sentence, end)
            if after and _is_person(after["name"], listed=bool(after["comma"])):
                return after.span("name")
            if before := _before(sentence, match.start()):
                return before
        return None

    def made(self, _hit: Hit, sentence: str) -> Span | None:
        """Return who is said to become it."""
        return _made(sentence, self._spellings)


def _before(sentence: str, end: int) -> Span | None:
    """Return the person nearest before an office: the last of several with a surname."""
    found: Span | None = None
    named = _NAME_BEFORE.search(sentence, 0, end)
    while named:
        if not any(places().find(named["name"])) and (found is None or has_surname(named["name"])):
            found = named.span("name")
        named = _NAME_BEFORE.search(sentence, named.end("name"), end)
    return found


def _is_person(name: str, *, listed: bool) -> bool:
    """Tell a name from another office; where offices may be listed only by its surname."""
    if has_surname(name):
        return True
    other = _NO_PERSON.match(name) or any(places().find(name))
    return not (listed or other or _STARTS.match(fold(name)))


def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(form)}\b" for form in forms))


def _made(sentence: str, spellings: tuple[str, ...]) -> Span | None:
    """Return who becomes what in "Ban Chỉ đạo A …, ông Trần Văn An làm Trưởng Ban"."""
    found = list(_MADE.finditer(sentence))
    plain = fold(sentence) if found else ""
    for match in found:
        head = fold(match["head"])
        for form in spellings:
            body = form[len(head.removesuffix("ban")) :].strip()
            if form.startswith(head) and body and body in plain:
                return match.span("name")
    return None
