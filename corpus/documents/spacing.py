"""Document numbers as they are typed in questions: with blanks alone, or a type's code before."""

import re

from corpus.documents.names import TYPES, body_code, type_code
from corpus.documents.numbers import parse_number
from corpus.vietnamese.normal import fold, has_diacritics

_SPACED = re.compile(
    r"(?<![\w/.,-])([0-9]{1,4}) +([^\W\d_]{1,6}) +([^\W\d_][^\W_]{1,8}(?:-[^\W\d_]+)*)(?![\w/-])"
)
# "NQ 57", "nđ13", "TT 03/2024": codes that hardly stand for anything else before a number.
_CODED = re.compile(
    r"(?<![\w/.,-])(nq|nđ|nd|qđ|qd|tt|ct|đa|da) ?([0-9]{1,4}(?:/(?:19|20)[0-9]{2})?)"
    r"(?![\w/-]| ?%|[.,][0-9])",
    re.IGNORECASE,
)


def closed_up(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return `text` with its numbers that were typed with blanks alone closed up, and those.

    "71 NQ TW" is 71-NQ/TW where both codes are known, "NQ57" is "Nghị quyết 57". For questions: in
    an article "5 KH TW" may stand side by side by chance.
    """
    accented = has_diacritics(text)
    found: list[tuple[str, str]] = []

    def close(match: re.Match[str]) -> str:
        known = type_code(match[2]) and body_code(match[3])
        parsed = parse_number(f"{match[1]}-{match[2]}/{match[3]}") if known else None
        if parsed is None:
            return match[0]
        found.append((match[0], parsed.normal))
        return parsed.normal

    def write_out(match: re.Match[str]) -> str:
        name = TYPES[type_code(match[1]) or ""]
        written = f"{name if accented else fold(name)} {match[2]}"
        found.append((match[0], written))
        return written

    return _CODED.sub(write_out, _SPACED.sub(close, text)), tuple(found)
