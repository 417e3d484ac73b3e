"""Follow-ups: a question that leans on the one before is made whole, without a language model.

Three ways to lean: "còn năm 2023?" puts something in the place of its like, "luật này" points at
what was named, "ai ký?" leaves the topic out. A question that names its own topic stands alone.
"""

import re
from collections.abc import Sequence

from corpus.documents import find_documents
from corpus.vietnamese.frequencies import idf
from corpus.vietnamese.normal import nfc, normalise
from corpus.vietnamese.tokens import terms
from service.answering.contrast import document_in, in_its_place
from service.answering.overlap import RARE
from service.answering.question import understand
from service.answering.spans import UPPER
from service.answers import Turn

# Turns that may be leant on; a chain of follow-ups is made whole from its first question.
_TURNS = 8
# A question with at most this many content syllables cannot stand alone after another one.
_SHORT = 4
_OPENING = re.compile(
    r"^\W*(?:(?:thế|vậy|the|vay)(?:\s+(?:thì|thi))?\s+)?(?:còn|con)\s+(?:về\s+|ve\s+)?|"
    r"^\W*(?:thế|vậy)(?:\s+thì)?\s+",
    re.IGNORECASE,
)
_WHAT_OF = re.compile(r"\s+(?:thì|thi)\s+sao\s*[?.!]*$", re.IGNORECASE)
_CLOSING = re.compile(r"\s*(?:thì sao|thi sao|sao|ra sao|thì thế nào)?\s*[?.!]*\s*$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:(?:năm|nam)\s+)?((?:1[89]|20)\d\d)\b", re.IGNORECASE)
# "luật này", "hội nghị đó": up to three syllables, of which the last ones point back.
_POINTING = re.compile(
    r"\b(?P<noun>[^\W\d_]+(?:\s[^\W\d_]+){0,2}?)\s+(?:này|đó|ấy|trên|nói trên|nêu trên|kể trên)\b",
    re.IGNORECASE,
)
# What points at a whole statement.
_FIGURE = re.compile(r"(?:con số|số liệu|kết quả|việc|điều)\b", re.IGNORECASE)
# What points at a body or a place: of a topic what it is of, if that is named.
_BODY = re.compile(
    r"(?:lực lượng|cơ quan|đơn vị|tổ chức|hiệp hội|hội|công ty|doanh nghiệp|tập đoàn|hãng|tỉnh"
    r"|thành phố|địa phương|nước|quốc gia|bộ|sở|cục|trường|bệnh viện|ngân hàng|quỹ)\b",
    re.IGNORECASE,
)
_OWNER = re.compile(rf"\b(?:của|ở|tại)\s+((?:[^\W\d_]+\s+)?[{UPPER}][^,;?]*)$")
_PRONOUN = re.compile(r"\b(?:ông ấy|bà ấy|anh ấy|cô ấy|người đó|người này|nó|họ)\b", re.IGNORECASE)
_BARE_POINTING = re.compile(r"\b(?:nay|do|ay|no)\b")
# Question words, with what they ask of; cut from a question, its topic is left.
_ASKING = re.compile(
    r"\b(?:vào |từ |ở |tại |trong |đến |cho |do |bởi )?(?:những |các )?"
    r"(?:(?:ngày|năm|tháng|khi|lúc|nơi|cơ quan|đơn vị|tỉnh|địa phương|người|số|thứ|mức|văn bản) )?"
    r"(?:nào|mấy|bao nhiêu|gì|đâu|ai|bao giờ|bao lâu|vì sao|tại sao|thế nào|ra sao|hôm nào)\b"
    r"(?: phần trăm| ?%| tiền| lần)?",
    re.IGNORECASE,
)
# Predicates that belong to the question asked before and not to its topic.
_PREDICATES = re.compile(
    r"(?:^|\s+)(?:(?:được|bị|đã|sẽ|có|là|phải|cần|có hiệu lực|hiệu lực|ban hành|diễn ra|tổ chức"
    r"|thông qua|họp|đạt|chiếm|đứng|xếp|xếp hạng|thứ|hạng|từ|vào|ngày|ở|tại|ký|mang|gồm|tăng|giảm"
    r"|do|khai trương|phát động|công bố|chủ trì|mở cửa|bắt đầu|kết thúc|thành lập|xảy ra)"
    r"(?:\s+|$))+$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:(?:đã|được|là|ký|ban hành|chủ trì|dự|tổ chức|công bố|thông qua|có)\s+)+", re.IGNORECASE
)
# What a request begins with, before its topic.
_REQUEST = re.compile(
    r"^(?:(?:hãy|xin|cho (?:tôi |em )?biết|nêu|tóm tắt|tổng hợp|trình bày|giới thiệu)\s+)+"
    r"(?:(?:nội dung|về|các điểm chính của)\s+)*",
    re.IGNORECASE,
)
# What befell those who are counted.
_FATE = re.compile(
    r"chết|tử vong|thiệt mạng|bị thương|mất tích|nhập viện|bị bắt|được (?:giải )?cứu", re.IGNORECASE
)
# Nor can one of which at most this many say anything: "Phải xong trước khi nào mới được?"
_SAYING = 2
_LIGHT = frozenset(
    terms(
        "phải được bị có là thì mà mới cần nên rồi nữa hết xong làm tính ra vào lên xuống đi về cho"
        " từ đến tới trước sau bên ở tại trong ngoài theo với và hay hoặc nếu đã sẽ đang cũng lại"
        " chỉ thôi chứ đó này kia ấy như cả không chưa lần mất tốn hoàn thành"
    )
)
# Who asks about today asks about no article that was spoken of before.
_NOW = re.compile(r"\b(?:hôm nay|hôm qua|ngày mai|hom nay|hom qua|ngay mai)\b", re.IGNORECASE)
# "eBay" too begins a name.
_NAMING = rf"(?:[{UPPER}]|[a-z]+[A-Z])\w*"
_NAME = re.compile(rf"\b{_NAMING}(?:\s+{_NAMING})*")


_SHORT_NAME = re.compile(
    r"(?:nghị quyết|nghị định|quyết định|chỉ thị|thông tư|kết luận|kế hoạch|đề án) (?:số )?\d+",
    re.IGNORECASE,
)


# What of a document may be asked after it was named, and of which articles it may be asked.
_PART = re.compile(
    r"(?P<part>(?:các |những )?(?:mục tiêu|nhiệm vụ|giải pháp|nội dung|điểm mới|phạm vi|đối tượng"
    r"|kinh phí|quan điểm|chỉ tiêu)\b.*?)"
    r" (?P<asks>(?:là|gồm|thế nào|như thế nào|ra sao|có)\b.*|bao nhiêu.*)",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"(?P<asks>(?:những |các )?bài(?: báo| viet| viết)? nào (?:nhắc|nói|viết|đề cập)"
    r"(?: (?:tới|đến|về))?|tóm tắt)"
    r"(?: (?:giúp|hộ|cho) (?:tôi|em|mình|anh|chị)| đi| lại| nhé| với)*",
    re.IGNORECASE,
)


def rewrite(question: str, conversation: Sequence[Turn]) -> str | None:
    """Return the question completed from the user's turns before it, or None if it is whole."""
    before: str | None = None
    for turn in conversation[-_TURNS:]:
        if turn.role == "user" and turn.content.strip():
            said = _clean(turn.content)
            before = (_completed(said, before) if before else None) or said
    return _completed(_clean(question), before) if before else None


def _clean(text: str) -> str:
    return " ".join(nfc(text).split())


def _completed(question: str, before: str) -> str | None:
    """Return a question made whole from the one before, None if it does not lean on it."""
    opening = _OPENING.match(question)
    begins = opening.end() if opening else 0
    alone = question.rstrip(" ?.!")
    named = _NAME.fullmatch(alone) or _SHORT_NAME.fullmatch(alone)
    bare = _YEAR.fullmatch(alone) or (named and not _asks(alone))
    if begins or bare or _WHAT_OF.search(question):
        rest = _CLOSING.sub("", question[begins:])
        if rest and (not _asks(rest) or not _stands_alone(rest)):
            return _swapped(before, rest)
        question = question[begins:]
    topic = _topic(before)
    if named_in := document_in(before):
        if (told := _TOLD.fullmatch(alone)) and not document_in(told["asks"]):
            return f"{told['asks'].strip()} {named_in}"
        if (part := _PART.fullmatch(alone)) and not _names_own(alone):
            return f"{part['part']} của {named_in} {part['asks']}?"
    pointed = _pointed(question, before, topic)
    if pointed:
        return pointed
    if not topic or _stands_alone(question):
        return None
    return _joined(question, topic)


def _asks(text: str) -> bool:
    return bool(_ASKING.search(text)) or understand(text).kind != "what"


def _names_own(question: str) -> bool:
    """Tell whether a question names a document, a place or somebody of its own."""
    named = any(m.start() > 0 for m in _NAME.finditer(question))
    return bool(find_documents(question) or document_in(question) or named)


def _stands_alone(question: str) -> bool:
    """Tell whether a question names a topic of its own or says enough without one."""
    if find_documents(question) or len(terms(question)) <= 1:
        return bool(find_documents(question))
    if _NOW.search(question):
        return True
    names = [m for m in _NAME.finditer(question) if m.start() > 0]
    begins = _NAME.match(question)
    if begins and _is_name(begins[0]) and understand(question).kind == "definition":
        return True
    words = terms(understand(question).content)
    says = [word for word in words if word not in _LIGHT]
    return bool(names) or (len(words) > _SHORT and len(says) > _SAYING)


def _topic(question: str) -> str:
    """Return what a question is about: it, without what it asks and the predicate asked with."""
    text = _REQUEST.sub("", question.rstrip(" ?.!"))
    asking = list(_ASKING.finditer(text))
    if not asking:
        return text
    first, last = asking[0], asking[-1]
    if first.start() <= 1:
        return _LEADING.sub("", text[first.end() :].strip())
    left = _PREDICATES.sub("", text[: first.start()].strip()).strip(" ,;:-")
    right = text[last.end() :].strip(" ,;:-")
    named = _NAME.search(right) or re.search(r"\d", right)
    return f"{left} {right}".strip() if named else left


def _joined(question: str, topic: str) -> str:
    """Put the topic where a question lacks it: after "ai ký", before "ở tỉnh nào"."""
    asked = question.rstrip(" ?.!")
    asking = _ASKING.search(asked)
    if asking and asking.start() == 0 and asking.end() < len(asked):
        return f"{asked} {_lowered(topic)}?"
    return f"{topic[:1].upper()}{topic[1:]} {_lowered(asked)}?"


def _lowered(text: str) -> str:
    """Return a text without the capital of a sentence's first word, names kept."""
    words = text.split(" ", 2)
    named = len(words) > 1 and (words[1][:1].isupper() or words[0].isupper())
    if named or find_documents(text):
        return text
    return text[:1].lower() + text[1:]


def _pointed(question: str, before: str, topic: str) -> str | None:
    """Put what a question points at in the place of "luật này" or "ông ấy"."""
    if pronoun := _PRONOUN.search(question):
        names = [m[0] for m in _NAME.finditer(before) if " " in m[0]]
        who = re.match(r"(?:ai|người nào)\s+", before, re.IGNORECASE)
        if who:
            named = f"người {before[who.end() :].rstrip(' ?.!')}"
        else:
            thing = document_in(before) if pronoun[0].lower() == "nó" else None
            named = thing or (names[-1] if names else topic)
        return question[: pronoun.start()] + named + question[pronoun.end() :] if named else None
    if pointing := _POINTING.search(question):
        start, phrase = _named(pointing["noun"], before)
        start += pointing.start()
        owner = _OWNER.search(topic) if _BODY.match(question, start) else None
        phrase = phrase or (owner and owner[1])
        phrase = phrase or (_statement(before) if _FIGURE.match(question, start) else topic)
        return question[:start] + phrase + question[pointing.end() :] if phrase else None
    if _BARE_POINTING.search(question) and topic and not _stands_alone(question):
        return _joined(question, topic)
    return None


def _named(noun: str, before: str) -> tuple[int, str | None]:
    """Return where in "soạn thảo luật" the noun begins, and the phrase that it points back to.

    That is what begins alike in the earlier question ("Luật Căn cước"); without one the noun is of
    two syllables, or one.
    """
    for word in re.finditer(r"\S+", noun):
        part = noun[word.start() :]
        match = re.search(rf"\b{re.escape(part)}\b", before, re.IGNORECASE)
        if match is None:
            continue
        for mention in find_documents(before):
            if match.start() <= mention.start <= match.end() + 5:
                return word.start(), before[match.start() : mention.end]
        phrase = _topic(before[match.start() :])
        if phrase:
            return word.start(), phrase
    starts = [word.start() for word in re.finditer(r"\S+", noun)]
    return starts[max(0, len(starts) - 2)], None


def _is_name(words: str) -> bool:
    """Tell a name from the capitalised first word of a sentence."""
    return " " in words or words.isupper() or idf(normalise(words)) >= RARE


def _statement(question: str) -> str:
    """Return all that a question says, without its question words."""
    return " ".join(_ASKING.sub(" ", question.rstrip(" ?.!")).split())


def _swapped(before: str, new: str) -> str:  # noqa: PLR0911 - one for each kind of like
    """Put something new in the place of its like: year, document, name, or what opens alike."""
    asked = before.rstrip(" ?.!")
    old_year, new_year = _YEAR.search(asked), _YEAR.search(new)
    if new_year and new_year.end() - new_year.start() >= len(new) - 4:
        if not old_year:
            return f"{asked} {new}?"
        phrase = new_year[1] if old_year[0][0].isdigit() else _lowered(new)
        return f"{asked[: old_year.start()]}{phrase}{asked[old_year.end() :]}?"
    if like_new := in_its_place(asked, new):
        return like_new
    mentions, others = find_documents(asked), find_documents(new)
    if mentions and others:
        old, fresh = mentions[0], new[others[0].start : others[0].end]
        return f"{asked[: old.start]}{fresh}{asked[old.end :]}?"
    head = new.partition(" ")[0]
    alike = re.search(rf"\b{re.escape(head)}\b", asked, re.IGNORECASE)
    if alike and len(new.split()) > 1:
        size = len(new.split())
        rest = asked[alike.start() :].split()
        return f"{asked[: alike.start()]}{new} {' '.join(rest[size:])}".rstrip() + "?"
    like = _FATE.search(asked) if _FATE.fullmatch(new) else None
    # A capital that only begins a sentence makes no name.
    names = [m for m in _NAME.finditer(asked) if m.start() > 0 or _is_name(m[0])]
    named = _NAME.match(new)
    if named and names and (named.end() == len(new) or _is_name(named[0])):
        size = len(new.split())
        like = max(
            names,
            key=lambda m: (m.start() > 0 or " " in m[0], len(m[0].split()) == size, -m.start()),
        )
    if like:
        return f"{asked[: like.start()]}{new}{asked[like.end() :]}?"
    return f"{asked} {_lowered(new)}?"
