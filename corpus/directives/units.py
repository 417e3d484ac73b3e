"""Whom a task is for: the addressees at the start of a clause, and where the task begins."""

import re
from dataclasses import dataclass

from corpus.directives.words import ACTION, CONNECTIVE, MODAL, OPENING_ACTION, OPENING_UNIT, UNIT

_LONGEST = 220
_OPENING = re.compile(r"[\s,:“\"]*(?:rằng|cho|là|thì)?[\s,:“\"]*")
# An adverbial before the addressee: "trên cơ sở chương trình đã ban hành, các bộ …".
_ADVERBIAL = re.compile(
    r"(?:trên cơ sở|trên tinh thần|trong|từ nay|để|đối với|về|nhằm|với|căn cứ|ngay|trước"
    r"|sau(?!\s+đó)|khi|"
    r"bên cạnh|cùng với|theo|đến|tới|chậm nhất|qua|tại|sang|liên quan|nhất là|hằng|hàng|năm|tháng|"
    r"quý|nếu|đặc biệt)(?![^\W_])[^;:]*?,\s+",
    re.IGNORECASE,
)
# "Trước khi hết tháng 6 phải ban hành …": a time and a modal verb without a comma.
_WHEN = re.compile(
    r"(?:trước|trong|ngay|đến|từ|sang|năm|quý)\s[^,;:]{3,60}?\s(?=(?:cần|phải)\s)", re.IGNORECASE
)
_SEPARATOR = re.compile(
    rf",\s+(?:và\s+)?(?:nhất là\s+|đặc biệt là\s+|trong đó có\s+)?(?={UNIT})"
    rf"|\s+(?:và|cùng|với)\s+(?=(?:các|{UNIT.replace('[Cc]ác', 'các')}))"
    r"|\s*;\s*"
)
# "các bộ vẫn còn 65 nhiệm vụ chưa …" tells of them and addresses nobody.
_NO_ADDRESS = re.compile(
    r"[:;“]"
    r"|(?<![^\W_])(?:được|đã|vẫn|chưa|từng|là|nói|cho biết|cho rằng|nhận định|khẳng định"
    r"|cho phép|chấp thuận|quy định|không|thấy|gồm|kết luận"
    r"|có(?!\s+liên quan|\s+thẩm quyền))(?![^\W_])"
)
_TRAILING = re.compile(r"\s+(?:cũng|đều|sẽ|hãy|cùng|vẫn|thì|còn|đang|ngay|đã)$")
_COMMON = re.compile(r"(?:[Cc]ác|[Mm]ọi|[Tt]ừng|[Mm]ỗi|[Cc]ấp|[Cc]hính quyền)\s")
_FILLER = re.compile(
    r"[\s,]*(?:(?:cũng|đều|thì|sẽ|hãy|cùng|vẫn|ngay|còn|là cơ quan [^,]{3,40},)\s+)*"
)
_EXTRA_MODAL = re.compile(
    r"[\s,]*(?:cần(?!\s+thiết)|phải(?!\s+chăng)|nên|có trách nhiệm)(?![^\W_])\s*"
)
_WITH_ROLE = re.compile(r",?\s+(?:với vai trò|là (?:cơ quan|đơn vị)|nhất là|đặc biệt là)\b")
_EXAMPLES = re.compile(r"^(?:cơ quan|đơn vị|các cơ quan|các đơn vị)[^,]{0,30}?\s(?:như|gồm|là)\s+")


@dataclass(frozen=True, slots=True)
class Address:
    """Whom a clause addresses, and where in the text what they shall do begins."""

    units: tuple[str, ...]
    task: int
    modal: bool
    acts: bool


def read_address(text: str, start: int, end: int) -> Address:
    """Return the addressees at the start of `text[start:end]` and the start of the task.

    Without an addressee the task starts where the clause does, after a modal verb if one opens it.
    """
    at = _skip(text, start, end)
    found = _units_at(text, at, end)
    position = at
    # At most two adverbials may stand before the addressee.
    for _ in range(2):
        if found is not None:
            break
        adverbial = _ADVERBIAL.match(text, position, min(end, position + _LONGEST))
        if adverbial is None or MODAL.search(adverbial[0]):
            break
        position = _skip(text, adverbial.end(), end)
        found = _units_at(text, position, end)
    if found is not None:
        return found
    opens = OPENING_ACTION.match(text, position, end) is not None
    if position != at and (opens or _EXTRA_MODAL.match(text, position, end)):
        at = position
    when = _WHEN.match(text, at, end)
    task, modal = _after_modal(text, when.end() if when else at, end)
    return Address((), task, modal, OPENING_ACTION.match(text, task, end) is not None)


def _skip(text: str, start: int, end: int) -> int:
    opening = _OPENING.match(text, start, end)
    at = opening.end() if opening else start
    connective = CONNECTIVE.match(text, at, end)
    return connective.end() if connective else at


def _units_at(text: str, at: int, end: int) -> Address | None:
    """Return the addressees that open at `at`, ended by a modal verb or by what they shall do."""
    if text.startswith("được ", at):
        at += len("được ")
    if OPENING_UNIT.match(text, at, end) is None:
        return None
    limit = min(end, at + _LONGEST)
    opening = OPENING_UNIT.match(text, at, limit)
    after = opening.end() if opening else at
    action, modal = ACTION.search(text, after, limit), MODAL.search(text, after, limit)
    first = min((m.start() for m in (action, modal) if m), default=None)
    if first is None:
        return None
    phrase = text[at:first]
    if _NO_ADDRESS.search(phrase):
        return None
    task, has_modal = _after_modal(text, first, end)
    role = _WITH_ROLE.search(phrase)
    if role and not OPENING_UNIT.match(phrase, role.end() + 1):
        phrase = phrase[: role.start()]
    return Address(split_units(phrase), task, has_modal, action is not None)


def _after_modal(text: str, at: int, end: int) -> tuple[int, bool]:
    modal = False
    while match := _EXTRA_MODAL.match(text, at, end):
        at, modal = match.end(), True
    filler = _FILLER.match(text, at, end)
    if filler and filler.end() > at:
        at = filler.end()
        if match := _EXTRA_MODAL.match(text, at, end):
            at, modal = match.end(), True
    return at, modal


def split_units(phrase: str) -> tuple[str, ...]:
    """Return the addressees that a phrase lists.

    "các bộ, ngành và địa phương" is one, "Bộ Y tế, Bộ Tài chính và các tỉnh" are three.
    """
    phrase = _EXAMPLES.sub("", _TRAILING.sub("", phrase.strip(" ,")))
    cuts = [0]
    ends: list[int] = []
    for separator in _SEPARATOR.finditer(phrase):
        following = phrase[separator.end() :]
        common = _COMMON.match(phrase, cuts[-1]) or phrase[cuts[-1] : cuts[-1] + 1].islower()
        if following[:1].isupper() or (not common and _COMMON.match(following)):
            ends.append(separator.start())
            cuts.append(separator.end())
    parts = (phrase[cut:end] for cut, end in zip(cuts, [*ends, len(phrase)], strict=True))
    return tuple(plain for part in parts if (plain := " ".join(part.split()).strip(" ,")))
