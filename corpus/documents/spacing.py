"""Document numbers that were typed with blanks alone, in questions."""

import re

from corpus.documents.names import body_code, type_code
from corpus.documents.numbers import parse_number

_SPACED = re.compile(
    r"(?<![\w/.,-])([0-9]{1,4}) +([^\W\d_]{1,6}) +([^\W\d_][^\W_]{1,8}(?:-[^\W\d_]+)*)(?![\w/-])"
)


def closed_up(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return `text` with its numbers that were typed with blanks alone closed up, and those.

    "71 NQ TW" is 71-NQ/TW where both codes are known. For questions: in an article "5 KH TW" may
    stand side by side by chance.
    """
    found: list[tuple[str, str]] = []

    def close(match: re.Match[str]) -> str:
        known = type_code(match[2]) and body_code(match[3])
        parsed = parse_number(f"{match[1]}-{match[2]}/{match[3]}") if known else None
        if parsed is None:
            return match[0]
        found.append((match[0], parsed.normal))
        return parsed.normal

    return _SPACED.sub(close, text), tuple(found)
