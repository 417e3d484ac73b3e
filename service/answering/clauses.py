"""Questions of several clauses that each ask: "… họp khi nào, ai chủ trì và có bao nhiêu người?".

All of them are about what the first one names: every later clause becomes a question of its own
with the first one's words, less its question words, before it. Works on what is typed without
diacritics too.
"""

import re

from corpus.vietnamese.normal import fold, has_diacritics

MOST = 4
_JOINS = re.compile(r"\s*[,;]\s*(?:(?:và|va)\s+)?|\s+(?:và|va)\s+", re.IGNORECASE)
_TIME = "(?:ngày|hôm|khi|lúc|năm|tháng|thời gian|thời điểm)"
# What asks. The first alternatives take along what only leads to the question word.
_ASKING = (
    rf"(?:(?:vào|từ|trong|lúc)\s)?{_TIME} nào|bao giờ|mấy giờ|(?:là )?bao lâu"
    r"|(?:như )?thế nào|ra sao|vì sao|tại sao|(?:(?:ở|tại|từ|đến) )đâu"
    r"|(?:(?:do|của|bởi|là) )?ai|(?:(?:là|có|gồm) )?(?:những )?gì|(?:(?:có|gồm|là) )?bao nhiêu"
)
# Without diacritics "đâu" is "đầu" too, and "mấy" is "máy".
_ACCENTED = re.compile(rf"\b(?:{_ASKING}|(?:(?:có|gồm|là) )?mấy|đâu|nào)\b")
_FOLDED = re.compile(rf"\b(?:{fold(_ASKING)}|(?:co|gom|la) may|nao)\b")
_COUNTS = re.compile(r"(?:bao nhieu|may)\b")
# What is left over at the end of a clause whose question word is taken out.
_TRAILING = frozenset(("la", "co", "do", "vao", "o", "tai", "duoc", "gom", "cua", "tu", "nam"))
# What follows may ask as well and is not asked for; "hỏi" without diacritics is "hội" too.
_INDIRECT = r"(?:cho rằng|cho biết|khẳng định|nhấn mạnh|trả lời|nếu|bất kỳ|bất cứ)"
_SAYS = re.compile(rf"\b(?:{_INDIRECT}|nói|hỏi|biết)\b|\b{fold(_INDIRECT)}\b")
_LEAST = 3  # words that tell what a question is about


def clauses(question: str) -> tuple[str, ...] | None:
    """Return the questions of one that asks in 2 to 4 clauses, None of any other.

    A clause that names something itself ("…, diện tích Lai Châu là bao nhiêu") goes alone.
    """
    question = " ".join(question.split()).strip(" ?.!")
    asking = _ACCENTED if has_diacritics(question) else _FOLDED
    found = _asking_clauses(question, asking)
    if not 1 < len(found) <= MOST or _SAYS.search(question.lower()):
        return None
    first, *others = found
    shared = _without(first, asking)
    asked = [first]
    for clause in others:
        about = shared
        if _COUNTS.match(fold(clause)) and (counted := _COUNTS.search(fold(first))):
            about = first[: counted.start()].strip()
        if any(word[0].isupper() for word in clause.split()) and not _opens(clause, asking):
            about = ""
        elif len(about.split()) < _LEAST:
            return None
        asked.append(f"{about} {clause}".strip())
    return tuple(asked)


def _asking_clauses(question: str, asking: re.Pattern[str]) -> list[str]:
    """Return the clauses that ask, each with what stands before or after it and does not."""
    cuts = [match.span() for match in _JOINS.finditer(question)]
    clauses: list[str] = []
    start = 0  # of the clause that is being gathered
    for cut, after in cuts:
        following = next((begin for begin, _ in cuts if begin > cut), len(question))
        gathered, piece = question[start:cut], question[after:following]
        if asking.search(gathered.lower()) and asking.search(piece.lower()):
            clauses.append(gathered)
            start = after
    return [*clauses, question[start:]]


def _without(clause: str, asking: re.Pattern[str]) -> str:
    """Return a clause without its question words and what led to them."""
    match = asking.search(clause.lower())
    left = f"{clause[: match.start()]} {clause[match.end() :]}" if match else clause
    words = left.split()
    while words and fold(words[-1]) in _TRAILING:
        words.pop()
    return " ".join(words)


def _opens(clause: str, asking: re.Pattern[str]) -> bool:
    """Tell whether a clause begins with its question word and so has no subject."""
    return asking.match(clause.lower()) is not None
