"""Document numbers: found in any spelling, kept in one.

Party bodies write `N-TYPE/BODY` (57-NQ/TW), the state `N[/YEAR]/TYPE-BODY` (03/NQ-CP,
72/2024/NĐ-CP), the National Assembly `N/YEAR/QHn`. Which form applies follows from the body, so
a swapped spelling (57/NQ-TW) has one repair. A number under ten has a leading zero, as the rules
on official documents ask (03/NQ-CP), whether it was written or not; a letter may follow it
(36a/NQ-CP, 08B-NQ/HNTW).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.documents.names import (
    BARE,
    BODIES,
    TYPES,
    body_code,
    is_party,
    type_code,
    unknown_code,
)
from corpus.vietnamese.normal import fold, nfc

_SEPARATOR = r"\s{0,2}[/\-‐‑‒–—−]\s{0,2}"

# The look-behinds stand after the first digit so that the scan can skip to digits: text without
# them passes at the speed of a character search.
_CANDIDATE = re.compile(
    rf"""
    (?P<digits>[0-9](?<![0-9_/\-‐‑…][0-9])(?<![0-9][.,:][0-9])[0-9]{{0,4}})
    (?P<letter>[A-Da-d](?={_SEPARATOR}))?
    (?: (?P<before_year>{_SEPARATOR}) (?P<year>(?:19|20)[0-9]{{2}}) (?![0-9]) )?
    (?P<first_mark>{_SEPARATOR}|\s?)
    (?P<first>[^\W\d_][^\W_]{{0,8}})
    (?: (?P<second_mark>{_SEPARATOR})
        (?P<body>[^\W\d_][^\W_]*(?:&[^\W_]+)*(?:[-‑][^\W\d_][^\W_]*(?:&[^\W_]+)*)*) )?
    """,
    re.VERBOSE,
)
_ASSEMBLY = re.compile(r"(UBTVQH\d{0,2}|QH\d{1,2})(?![^\W_])", re.IGNORECASE)
_SPLIT_TERM = re.compile(r"\s(1[0-9]|[89])(?![\w/.,])")
_CAPITALS = re.compile(r"[A-ZĐÐƯ][A-ZĐÐƯ&]+\d{0,2}(?:[A-Z]+\d{0,2})?")
_GLUED = re.compile(r"(TTg|[A-ZĐÐƯ&]{2,}(?:\d\d?)?)(?![A-ZĐÐƯ])(?=[^\W\d_])")
_JOINED = re.compile(r"[-‑]?([^\W\d_][^\W_]*(?:&[^\W_]+)*)")
_JOINED_BY_SLASH = re.compile(r"[-‑/]?([^\W\d_][^\W_]*(?:&[^\W_]+)*)")
_ANNOUNCED = re.compile(
    r"(?:^|\bsố:?|\b(?:" + "|".join(sorted(set(TYPES.values()))) + r"))\s*$", re.IGNORECASE
)
# The name of a type whose blanks were lost ("Nghịđịnh86/CP").
_STUCK = re.compile(
    r"(?:\bsố|" + "|".join(sorted({n.replace(" ", r"\s?") for n in TYPES.values()})) + r")$",
    re.IGNORECASE,
)
# Numbers of before the rules on them, whose letters are a department's: 574/QLTPK.
_OLD = re.compile(r"([0-9]{1,4})/((?!HĐBT$|TTg$)[A-ZĐ]{5,8})")
_ADDRESS = re.compile(r"(?:://|\bwww\.|@)\S*$")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """The number of an official document.

    `normal` is the normal form. `type` is the Vietnamese name ("Nghị định"), None where the
    number does not say it (142/2024/QH15 may be a law or a resolution). `body` is the code that
    ends it ("TW", "CP", "BKHCN-BTC"). `repaired` says that the parts were written in an order
    that the body does not use (57/NQ-TW). Two numbers are the same if their `key` is.
    """

    normal: str
    type: str | None
    body: str
    year: int | None
    repaired: bool

    @property
    def key(self) -> str:
        """The number for comparison: lower case, without diacritics and leading zeros.

        Letters that no table knows may have lost their diacritics: 04-KH/BCDTP is 04-KH/BCĐTP.
        """
        return fold(self.normal).lstrip("0")


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A document number at its span `[start, end)`."""

    number: DocumentNumber
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Parts:
    """A candidate's parts in canonical case; `bare` numbers (63/SL) have no type of their own."""

    type: str | None
    body: str
    end: int
    bare: bool = False


def parse_number(raw: str) -> DocumentNumber | None:
    """Return the document number that `raw` is, in any spelling, or None.

    "Số" or a type name may stand before it; nothing may stand after it.
    """
    text = nfc(raw).strip()
    if old := _OLD.fullmatch(text):
        return DocumentNumber(f"{int(old[1]):02d}/{old[2]}", None, old[2], None, repaired=False)
    found = list(find_numbers(text))
    if len(found) != 1 or text[found[0].end :].strip(" .,;:)"):
        return None
    before = text[: found[0].start].strip()
    return found[0].number if not before or _ANNOUNCED.search(before) else None


def find_numbers(text: str) -> Iterator[FoundNumber]:
    """Yield the document numbers in `text` (NFC) in order."""
    position = 0
    while match := _CANDIDATE.search(text, position):
        found = _read(text, match)
        # What follows a rejected candidate's digits may be a number itself: "5 và 57-NQ/TW".
        position = found.end if found else match.end("digits")
        if found:
            yield found


def _read(text: str, match: re.Match[str]) -> FoundNumber | None:
    """Return the document number a candidate is, or None."""
    start = match.start()
    stuck = start > 0 and text[start - 1].isalpha()
    if stuck and not _STUCK.search(text, max(0, start - 20), start):
        return None
    parts = _assembly(text, match) or _typed(match) or _letter(match) or _bare(text, match)
    if parts is None or _ADDRESS.search(text, max(0, match.start() - 200), match.start()):
        return None
    value = int(match["digits"])
    year = int(match["year"]) if match["year"] else None
    if value == 0 or (year is None and _is_year(value, parts)):
        return None
    if not _mark(match["first_mark"]) and not year and not _announced(text, match):
        return None
    letter = match["letter"] or ""
    digits = f"{value:02d}{letter.upper() if is_party(parts.body) else letter.lower()}"
    normal, type_ = _normal(digits, year, parts, match)
    marks = (match["before_year"], match["first_mark"], match["second_mark"])
    names = (match["year"], parts.type or parts.body, None if parts.type is None else parts.body)
    written = digits + "".join(
        f"{_mark(mark)}{name}" for mark, name in zip(marks, names, strict=True) if name
    )
    number = DocumentNumber(normal, type_, parts.body, year, written != normal)
    return FoundNumber(number, match.start(), parts.end)


def _mark(written: str | None) -> str:
    """Return a separator as `/`, `-` or nothing."""
    stripped = (written or "").strip()
    return "/" if stripped == "/" else "-" if stripped else ""


def _announced(text: str, match: re.Match[str]) -> bool:
    """Return whether "số" or a type name stands right before a candidate."""
    start = match.start()
    return start == 0 or _ANNOUNCED.search(text[max(0, start - 30) : start]) is not None


def _is_year(value: int, parts: _Parts) -> bool:
    """Return whether a number is the rest of one that lost its own ("…/2025/NĐ-CP")."""
    return 1945 <= value <= 2100 and parts.type in {"NĐ", "TT", "TTLT"}


def _assembly(text: str, match: re.Match[str]) -> _Parts | None:
    """Read N/YEAR/QHn and N/YEAR/UBTVQHn, also with a type before the body (NQ-QH15)."""
    if not match["year"]:
        return None
    group = "first"
    type_ = None
    if match["body"] and type_code(match["first"]) in {"NQ", "PL", "L"}:
        group = "body"
        type_ = type_code(match["first"])
    start = match.start(group)
    end = start + len(match[group])
    if re.fullmatch("QH", match[group], re.IGNORECASE) and (term := _SPLIT_TERM.match(text, end)):
        return _Parts(type_, "QH" + term[1], term.end())
    body = _ASSEMBLY.match(text, start)
    return _Parts(type_, body[1].upper(), body.end()) if body else None


def _typed(match: re.Match[str]) -> _Parts | None:
    """Read a type followed by a body."""
    if not match["body"]:
        return None
    type_ = type_code(match["first"])
    exact = type_ is not None and match["first"] in {type_, type_.upper()}
    bodies, end = _bodies(match, slash_joins=type_ in {"TTLT", "NQLT"})
    if not bodies:
        return None
    known = all(body_code(part) for part in bodies)
    body = "-".join(body_code(part) or unknown_code(part) for part in bodies)
    if type_ is None or type_ in BODIES:
        return None
    spaced = match["second_mark"] != match["second_mark"].strip()
    swapped = _mark(match["first_mark"]) == _mark(match["second_mark"]) == "-"
    sure = match["first_mark"] == match["first_mark"].strip() != ""
    if not known and (not exact or spaced or swapped or not sure):
        return None
    return _Parts(type_, body, end)


def _letter(match: re.Match[str]) -> _Parts | None:
    """Read an official letter, N/BODY-UNIT (6669/VPCP-KGVX)."""
    body = body_code(match["first"])
    if body is None or match["first"] not in {body, body.upper()} or not match["body"]:
        return None
    if match["year"] or (_mark(match["first_mark"]), _mark(match["second_mark"])) != ("/", "-"):
        return None
    bodies, end = _bodies(match, slash_joins=False)
    if not bodies:
        return None
    unit = "-".join(body_code(part) or unknown_code(part) for part in bodies)
    return _Parts(None, f"{body}-{unit}", end)


def _bare(text: str, match: re.Match[str]) -> _Parts | None:
    """Read the old numbers of a type or body alone (63/SL, 142/CP) and N/YEAR/AL."""
    end = match.end("first")
    glued = _GLUED.match(match["first"])
    written = glued[1] if glued else match["first"]
    if glued:
        end = match.start("first") + len(written)
    elif text[end : end + 1] in {"/", "-"}:
        return None
    code = type_code(written) or body_code(written)
    if code is None or written not in {code, code.upper()} or not _mark(match["first_mark"]):
        return None
    whole = (code in BARE and not match["year"]) or (code == "AL" and match["year"])
    return _Parts(None, code, end, bare=True) if whole else None


def _bodies(match: re.Match[str], *, slash_joins: bool) -> tuple[list[str], int]:
    """Return the parts of the body that are codes, and where the last one ends.

    What is joined on without being one is left out: "57-NQ/TW-hôm nay", "72/2024/NĐ-CPngày".
    """
    bodies: list[str] = []
    end = match.start("body")
    text = match.string
    part = _JOINED_BY_SLASH if slash_joins else _JOINED
    position = end
    while found := part.match(text, position):
        written = found[1]
        if body_code(written) or _CAPITALS.fullmatch(written):
            bodies.append(written)
            end = position = found.end()
            continue
        glued = _GLUED.match(written)
        if glued and body_code(glued[1]):
            bodies.append(glued[1])
            end = found.start(1) + len(glued[1])
        break
    return bodies, end


def _normal(
    digits: str, year: int | None, parts: _Parts, match: re.Match[str]
) -> tuple[str, str | None]:
    """Return the normal form and the name of the type."""
    if parts.bare:
        return "/".join(filter(None, (digits, match["year"], parts.body))), TYPES.get(parts.body)
    if parts.type is None:
        return "/".join(filter(None, (digits, match["year"], parts.body))), (
            None if match["year"] else TYPES["CV"]
        )
    name = TYPES[parts.type]
    if parts.body.startswith("QH"):
        return f"{digits}/{year}/{parts.body}", None if parts.type == "L" else name
    if is_party(parts.body):
        return f"{digits}-{parts.type}/{parts.body}", name
    party_order = (_mark(match["first_mark"]), _mark(match["second_mark"])) == ("-", "/")
    unsure = parts.body.startswith(("CTN", "HĐNN")) or not all(
        body_code(part) for part in parts.body.split("-")
    )
    if party_order and year is None and unsure:
        return f"{digits}-{parts.type}/{parts.body}", name
    return "/".join(filter(None, (digits, match["year"], f"{parts.type}-{parts.body}"))), name
