"""How a sentence relates two documents that it mentions one after the other."""

import re
from typing import Literal

from corpus.documents.names import TYPES

RelationKind = Literal["implements", "guides", "amends", "replaces", "repeals", "based_on"]
Direction = Literal["forward", "backward", "same"]

_VERBS: tuple[tuple[RelationKind, str], ...] = (
    ("replaces", r"thay thế"),
    ("repeals", r"bãi bỏ|hủy bỏ|huỷ bỏ"),
    ("guides", r"hướng dẫn|quy định chi tiết"),
    ("amends", r"sửa đổi|bổ sung"),
    ("implements", r"thực hiện|triển khai|thi hành|cụ thể hóa"),
    ("based_on", r"căn cứ"),
)
# What is done to the words of a document, which may be named at length before its number.
_OF_TEXTS = frozenset({"amends", "replaces", "repeals", "guides"})
_VERB = re.compile(
    r"\b(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in _VERBS) + r")\b", re.IGNORECASE
)
_PASSIVE = re.compile(r"\b(?:được|bị)\b(?!.*\b(?:để|nhằm)\b)[^.;]{0,40}$")
_BY = re.compile(r"\b(?:bởi|bằng|theo|tại)\b")
_ISSUES = re.compile(r"\b(?:ban hành|ký|ra)\b")
_TYPE = "|".join(sorted({*TYPES.values(), "Luật", "Bộ luật"}, key=len, reverse=True))
# Between a verb and the number it takes: "một số điều của Luật Hóa chất số". What is carried out
# stands close to the verb ("thi hành pháp luật …, Công văn số" carries out no letter).
_OBJECT = re.compile(
    rf"(?P<lead>[^;.,\t\n]{{0,70}}?)(?:{_TYPE})(?:(?!\b(?:{_TYPE})\b)[^;.\t\n]){{0,60}}$"
)
_LEAD = 25
_NEXT_OBJECT = re.compile(
    rf"[^;.]{{0,120}}?(?:,|\bvà|\bhoặc)\s*(?:các\s+)?(?:(?:{_TYPE})[^;.,]{{0,60}})?(?:số\s*)?$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    rf"\b(?:(?P<implements>Thực hiện|Triển khai|Cụ thể hóa)|(?P<based_on>Căn cứ))"
    rf"(?:\s+vào)?\s+(?:{_TYPE})?\s*(?:số\s*:?\s*)?$",
    re.IGNORECASE,
)


def kind_between(
    text: str, sentence: int, first: tuple[int, int], second: int
) -> tuple[RelationKind | None, Direction] | None:
    """Return how the sentence from `sentence` on relates the document at `first` to the next.

    "forward": the first amends the second; "backward": the second amends the first ("được sửa đổi
    bởi", "Thực hiện A, Chính phủ ban hành B"); "same": the second joins the first in what was
    said before, whatever that was. None: no relation is stated.
    """
    between = text[first[1] : second]
    leading = _LEADING.search(text[sentence : first[0]])
    if leading and _ISSUES.search(between):
        return ("implements" if leading["implements"] else "based_on"), "backward"
    verbs = list(_VERB.finditer(between))
    if not verbs:
        return (None, "same") if _NEXT_OBJECT.match(between) else None
    # The first of verbs that stand together is the one: "được sửa đổi, bổ sung".
    verb = verbs[-1]
    for earlier in reversed(verbs[:-1]):
        if verb.start() - earlier.end() > 3:
            break
        verb = earlier
    kind = next(kind for kind, _ in _VERBS if verb[kind])
    rest = between[verbs[-1].end() :]
    if ";" in between or not _takes(rest, kind):
        return None
    if _PASSIVE.search(between[: verb.start()]):
        return (kind, "backward") if kind in _OF_TEXTS and _BY.search(rest) else None
    return kind, "forward"


def _takes(rest: str, kind: RelationKind) -> bool:
    """Return whether the number after `rest` is the object of the verb before it."""
    found = _OBJECT.match(rest)
    if found is None or re.search(r"\b(?:và|hoặc)(?:\s+các)?\s*$", found["lead"]):
        return False
    return kind in _OF_TEXTS or len(found["lead"]) <= _LEAD
