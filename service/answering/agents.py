"""Who does something: "Ai quy định giá điện?", "Quỹ do cơ quan nào thành lập?".

Laws and reports say it as "Bộ trưởng … quy định giá điện", "Quỹ do Ủy ban … thành lập": the body
stands right before the verb. Read where nothing else answers.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from corpus.vietnamese.normal import fold, nfc
from index.hits import SearchResult
from service.answering import overlap
from service.answering.question import understand
from service.answering.quoting import Quotes
from service.answering.ranking import HITS_READ, Ranked
from service.answering.spans import Span
from service.answering.synonyms import alike
from service.answering.told import Told, sentences_of

# Of the question without diacritics.
_WHO = (
    r"(?:ai|(?:co quan|don vi|to chuc|bo|so|cap|nguoi|ca nhan|chu the|nganh|toa an|toa|ben"
    r"|chuc danh)(?: co tham quyen)? nao)"
)
_MAY = (
    r"(?: la (?:nguoi|co quan|don vi))?"
    r"(?: (?:co (?:tham )?quyen|duoc (?:quyen|phep)|co|se|da|phai|dang))*"
)
_DOES = re.compile(
    rf"(?:(?P<where>(?:o|tai|trong|theo) [^,]+?)(?: thi|,)? )?{_WHO}{_MAY}"
    r" (?P<does>(?!duoc |bi )\w+ \w+.*)"
)
_DONE = re.compile(rf"(?P<what>.+?) (?:la )?(?:do|boi) {_WHO}{_MAY} (?P<does>\w+(?: \w+){{0,3}})")
_UNDER = re.compile(
    rf"(?P<what>.+?) (?P<under>(?:chiu su [^,]+?|thuoc(?: [^,]+?)?)(?: cua)?) {_WHO}"
)
# What a clause begins with that is no body or person that does something.
_OPENS = re.compile(
    r"(?:khi|nếu|trong|theo|để|tại|việc|trường hợp|sau|trước|do|vì|ngoài|đối với|căn cứ|trên|từ|và"
    r"|nhưng|tuy|đồng thời|bên cạnh|hiện|nhằm|qua|đến|với|ở|cùng|ngày|năm|đây|đó|luật|nghị|quyết"
    r"|thông tư|điều|khoản|điểm|chương|nội dung|quy định|dự thảo|bổ sung|sửa đổi|các quy định)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"[\W_]*(?:\d{1,2}[a-z]?|[a-zđ])[.)]\s*|[\W_]+")
_CLAUSE = re.compile(r"[,;:]\s+|\bmà\s+|\brằng\s+")
_BY = re.compile(r"\b(?:do|bởi|được(?=\s+[A-ZĐ]))\s+", re.IGNORECASE)
_MODAL = re.compile(
    r"(?:\s+(?:có|sẽ|đã|phải|được quyền|quyền|thẩm quyền|trách nhiệm|chịu|đang|là|cơ quan|người"
    r"|chủ trì|trực tiếp|cũng|chính thức|tiến hành|thực hiện|việc))*\s*$"
)
_STOPS = re.compile(
    r"[,;:.()]|\s(?:và|để|theo|trong|khi|thực hiện|về|do|hằng|hàng|từ|vào|tại|bằng)\s"
)
_OF_DONE = 0.6  # words of what is done, before who does it
_DONE_TO = re.compile(r"\b(?:được|bị)\s*$")
_WORDS, _OF_THINGS, _REACH = 8, 0.6, 140  # of what it is done to, and how far it stands
_LONGEST = 90  # characters of who does it
# "Theo dự thảo Luật Sách thì ai …": that is told by the passage, not by the sentence.
_BY_LAW = re.compile(
    r"(?:theo|trong) (?:du thao |du an )?(?:bo luat|luat|nghi|quyet dinh|thong tu|quy)"
)
_OF_LAW = 0.6
_OF_WORDS = 0.8  # weight of the question's words that the sentence has
_LIKELY = 1.0


def agent(question: str, result: SearchResult, quotes: Quotes) -> list[Ranked] | None:
    """Return the sentence in which somebody does what a question asks the doer of.

    None where it asks nothing of the kind, or no sentence has the verb right after somebody.
    """
    text = " ".join(nfc(question).split()).strip(" ?.!")
    form = fold(text)
    asks = _DOES.fullmatch(form) or _DONE.fullmatch(form) or _UNDER.fullmatch(form)
    if asks is None:
        return None
    said = {name: text[slice(*asks.span(name))] for name, part in asks.groupdict().items() if part}
    where = said.pop("where", "")
    law = overlap.words(where).have if _BY_LAW.match(fold(where)) else frozenset()
    matter = " ".join((*said.values(), "" if law else where))
    asked = overlap.asked(replace(understand(matter), content=matter.lower()))
    best: tuple[float, Ranked] | None = None
    first = replace(result, hits=result.hits[:HITS_READ])
    for place, (hit, start, end) in enumerate(sentences_of(first)):
        sentence = hit.text[start:end]
        words, title = overlap.words(sentence), overlap.words(hit.title or "")
        found = overlap.held(asked, words.have | title.have, words.years | title.years)
        share = overlap.coverage(asked, found)
        near = overlap.words(f"{hit.title or ''}\n{hit.text}").have
        if len(law & near) < _OF_LAW * len(law):
            continue
        if share < _OF_WORDS or not quotes.may_prove(hit, start, end):
            continue
        span = next(_doers(sentence, said), None)
        if span and (best is None or share - place / 1000 > best[0]):
            best = share - place / 1000, Told(_LIKELY, hit, start, end, span).ranked()
    return [best[1]] if best else None


def _doers(sentence: str, said: dict[str, str]) -> Iterator[Span]:
    """Yield who does it in a sentence: right before the verb, or after "do" between the two."""
    line = fold(sentence)
    if "under" in said:
        for at in re.finditer(rf"\b{re.escape(fold(said['under']))} (?=\S)", line):
            yield at.end(), _end(sentence, at.end())
        return
    words = fold(said["does"]).split()
    verb, things = " ".join(words[:2]), [" ".join(pair) for pair in pairwise(words[2:_WORDS])]
    verbs = "|".join(map(re.escape, (verb, *map(fold, alike(said["does"].lower().split()[:2])))))
    for at in re.finditer(rf"(?<!\w)(?:{verbs})(?!\w)", line):
        by = list(_BY.finditer(sentence, max(0, at.start() - _LONGEST), at.start()))
        if by:
            start, near = by[-1].end(), line[: by[-1].start()]
        else:
            breaks = [m.end() for m in _CLAUSE.finditer(sentence, 0, at.start())]
            start, near = breaks[-1] if breaks else 0, line[at.end() : at.end() + _REACH]
            item = _ITEM.match(sentence, start)
            start = item.end() if item else start
        who = _MODAL.sub("", sentence[start : at.start()]).partition(" (")[0].rstrip()
        end = start + len(who)
        if not 2 < len(who) <= _LONGEST or not (" " in who or who.isupper()) or _OPENS.match(who):
            continue
        # What it is done to stands after the verb, or before "do".
        if "what" in said:
            done, told = overlap.words(said["what"]).folded, overlap.words(near).have
            named = bool(by) and sum(word in told for word in done) >= _OF_DONE * len(done)
        else:
            named = sum(thing in near for thing in things) >= _OF_THINGS * len(things)
        done_to = _DONE_TO.search(sentence[: at.start()]) is not None
        if named and not done_to and (by or who[0].isupper()):
            yield start, end


def _end(sentence: str, start: int) -> int:
    """Return where a body that begins at `start` ends."""
    stop = _STOPS.search(sentence, start)
    return stop.start() if stop else len(sentence)
