"""What people write before a question: whom they greet, who they are, that they ask.

"Kính gửi ban biên tập, tôi là giáo viên về hưu, xin hỏi …": its words are rare, stand in other
articles, and say nothing of what is asked.
"""

import re

from corpus.vietnamese.normal import fold, nfc

_WE = r"(?:toi|em|minh|chau|con|chung toi|chung em|gia dinh toi|nha em|nha toi)"
_YOU = r"(?:anh chi|anh|chi|ban|bac|cac ban|moi nguoi|quy bao|quy co quan|ad|admin|luat su)"
# All of the question without diacritics, which is as long.
_GREETS = re.compile(
    r"\W*(?:da|thua|kinh thua|kinh gui|kinh chao|xin chao|chao|alo)\b[^,.!:?]{0,60}[,.!:]\s+"
)
_INTRODUCES = re.compile(rf"{_WE} (?:la|dang|o|ten|song|lam|hien)\b[^,.?]{{0,80}}[,.]\s+")
_ASKS = re.compile(
    rf"(?:^|.*?\b)(?:xin|cho|muon|can) (?:phep )?(?:{_WE} )?(?:duoc )?hoi(?: {_YOU})?"
    r"(?: (?:la|rang|ve viec|chut|them|mot chut|ti))*[,:]?\s+"
)
_QUESTION_WORD = re.compile(r"\b(?:gi|nao|may|bao nhieu|dau|ai|sao|bao gio|bao lau)\b")
_LEAST = 3  # words of a question


def without_courtesy(question: str) -> str:
    """Return a question without what leads to it; as it is where nothing would be left."""
    text = nfc(question)
    form = fold(text)
    at = 0
    for pattern in (_GREETS, _INTRODUCES, _ASKS):
        found = pattern.match(form, at)
        if found and not _QUESTION_WORD.search(form, at, found.end()):
            at = found.end()
    return text[at:] if len(text[at:].split()) >= _LEAST else question
