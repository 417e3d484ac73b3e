"""What people write before a question: whom they greet, who they are, that they ask.

"Kính gửi ban biên tập, tôi là giáo viên về hưu, xin hỏi …": its words are rare, stand in other
articles, and say nothing of what is asked.
"""

import re

from corpus.vietnamese.normal import fold, nfc

_WE = r"(?:toi|em|minh|chau|con|chung toi|chung em|gia dinh toi|nha em|nha toi)"
_YOU = (
    r"(?:anh chi|anh|chi|ban|bac|cac (?:ban|bac|anh chi|anh|chi)|moi nguoi|quy bao|quy co quan|ad"
    r"|admin|ad min|luat su|tro ly|bot|em|co|chu|thay)"
)
# All of the question without diacritics, which is as long.
_GREETS = re.compile(
    r"\W*(?:da|thua|kinh thua|kinh gui|kinh chao|xin chao|chao|alo)\b[^,.!:?]{0,60}[,.!:]\s+"
)
_INTRODUCES = re.compile(rf"{_WE} (?:la|dang|o|ten|song|lam|hien)\b[^,.?]{{0,80}}[,.]\s+")
_ASKS = re.compile(
    rf"\W*(?:(?:vui long|lam on|xin|hay|nho {_YOU}|phien {_YOU}) )+cho (?:{_WE} )?biet"
    r"(?: la| rang)?[,:]*\s+"
    rf"|(?:^|.*?\b)(?:xin|cho|muon|can) (?:phep )?(?:{_WE} )?(?:duoc )?hoi(?: {_YOU})?"
    r"(?: (?:la|rang|ve viec|chut|them|mot chut|ti))*[,:]?\s+"
)
_CALLS = re.compile(rf"\W*{_YOU} oi[,.!:]*\s+|\W*(?:please|pls)[,:]*\s+")
# "Không biết mọi người có nhớ không, …", "Theo bài báo, …".
_WONDERS = re.compile(
    r"\W*(?:[^?]{0,120}, )?(?:khong|chang|ko) biet [^,?]{0,60} (?:khong|chua|a),\s+"
    r"|\W*theo (?:cac |nhung )?(?:bai(?: bao| viet)?|tin tuc|bao chi),\s+"
)
_KNOWS = re.compile(
    rf"\W*{_YOU}(?: nao)?(?: co)? biet (?P<asked>.+?) (?:khong|chua)(?: a| vay)?\W*"
)
# What ends a question: thanks and hopes.
_THANKS = re.compile(
    rf"[\s,.?!;]+(?:(?:da|xin|rat|chan thanh|{_WE}) )*(?:cam on|cam ta|thanks?|thank you|tks|thks"
    rf"|(?:mong|hong|hy vong|rat mong) (?:duoc|nhan|som|{_YOU}|moi|giai|tra loi)"
    rf"|nho {_YOU} |giup {_WE} (?:voi|nhe|nha)|(?:ai|{_YOU}) biet (?:chi|giup|tra loi|xin))[^?]*$"
)
_RESUMES = re.compile(r"(?P<named>.{3,80}?) (?:ay|do|nay), (?:no|ho|ong ay|ba ay) (?=\S)")
_QUESTION_WORD = re.compile(r"\b(?:gi|nao|may|bao nhieu|dau(?! do)|ai|sao|bao gio|bao lau)\b")
_LEAST = 3  # words of a question


def without_courtesy(question: str) -> str:
    """Return a question without what leads to it; as it is where nothing would be left."""
    text = nfc(question)
    form = fold(text)
    at = 0
    if (thanks := _THANKS.search(form)) and len(form[: thanks.start()].split()) >= _LEAST:
        text, form = text[: thanks.start()], form[: thanks.start()]
    for pattern in (_GREETS, _CALLS, _INTRODUCES, _WONDERS, _ASKS, _CALLS):
        found = pattern.match(form, at)
        if found and not _QUESTION_WORD.search(form, at, found.end()):
            at = found.end()
    if knows := _KNOWS.fullmatch(form, at):
        text, at = text[slice(*knows.span("asked"))], 0
    elif resumes := _RESUMES.match(form, at):
        text, at = f"{text[slice(*resumes.span('named'))]} {text[resumes.end() :]}", 0
    return text[at:] if len(text[at:].split()) >= _LEAST else question
