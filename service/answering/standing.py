"""What a text says of a law by its name: from when it holds, until when, when it was passed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.vietnamese.normal import fold
from corpus.vietnamese.sentences import sentences
from index.hits import Hit, SearchResult
from service.answering import overlap, spans
from service.answering.countries import of_country
from service.answering.spans import UPPER
from service.answering.told import Span, Told, numbered

FORCE = re.compile(r"(?<!hết )hiệu lực(?:\s+thi hành)?", re.IGNORECASE)
END = re.compile(r"hết hiệu lực(?:\s+thi hành)?", re.IGNORECASE)
# A day, in figures or words.
DATED = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(\d{4})|\d{1,2}\s+tháng\s+\d{1,2}")
_PASSED = re.compile(r"\b(?:thông qua|ban hành|ký)\b", re.IGNORECASE)
# Around the name of what holds, folded.
_POLITE = r"(?:(?:xin|cho|toi|em|minh|anh|chi|hoi|biet|rang|la|thi|da|thua|oi|a)\s)*"
_AFTER = (
    r"duoc(?: (?:quoc hoi|uy ban thuong vu quoc hoi|ubtvqh|chinh phu))?|thi|se|moi|nay|hien hanh|da"
    r"|chinh thuc"
)
_NAME = re.compile(rf"{_POLITE}(?P<name>.+?)(?:\s(?:{_AFTER}))*")
_OF_YEAR = re.compile(r"(?P<subject>.+?)(?: nam)? (?P<year>(?:19|20)\d\d)")
# How many words after a name its year may stand: "Luật Đất đai số 31/2024/QH15"; more where it is
# said when it was passed: "Luật Thủ đô được Quốc hội thông qua ngày 21/11/2012".
_YEAR_WITHIN, _YEAR_PASSED_WITHIN = 4, 20
_MADE = frozenset(("qua", "hanh"))
# A law that is named without a number, by a title with a capital.
_LAWS = ("luat ", "bo luat ", "phap lenh ")
_OTHER = re.compile(rf"\b(?:Luật|Bộ luật|Pháp lệnh)\s+[{UPPER}]")
# What stands before a law that is not the one that was passed, folded.
_NOT_ITSELF = frozenset(
    (
        "du an",
        "du thao",
        "thay the",
        "sua doi",
        "bo sung",
        "bai bo",
        "dieu cua",
        "can cu",
        "huong dan",
    )
)
# What may follow a law's whole name, folded, or "và" with the rest of it.
_GOES_ON = frozenset(
    (
        "",
        "luat",
        "so",
        "nam",
        "duoc",
        "ngay",
        "vao",
        "va",
        "voi",
        "co",
        "da",
        "moi",
        "do",
        "gom",
        "tai",
        "sua",
    )
)
# "Trước ngày Luật này có hiệu lực thì được sử dụng đến …": the day is of something else.
_GOES_ON_WITH = re.compile(r"\b(?:thì|đến|tới|phải|được tiếp tục)\b")
# What is said of a law after its name, folded, besides; and of what is changed before it.
_SAID_OF = frozenset(
    (
        *("bat", "bao", "chinh", "cho", "cua", "cung", "de", "hien", "khi", "khong", "la", "nay"),
        *("nhung", "o", "phai", "quy", "ra", "se", "theo", "thi", "thay", "tu", "trong", "truoc"),
        *("van", "viet", "chua", "het", "hoac", "nham", "sap", "song", "tren", "cac", "can", "chi"),
    )
)
_CHANGING = re.compile(r"\b(?:sua doi|bo sung)\b[^.]{0,40}\b(?:dieu cua|dieu va .* cua|cua)$")
# How far after "hiệu lực" its date may stand, characters.
_REACH = 60


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that may hold: a document by its numbers, or by folded words in that order.

    `year` stands soon after the words, "" where none is asked for.
    """

    numbers: frozenset[str] = frozenset()
    subjects: tuple[str, ...] = ()
    year: str = ""

    @property
    def is_law(self) -> bool:
        """Whether it is named as a law is."""
        return any(subject.startswith(_LAWS) for subject in self.subjects)


def thing(name: str) -> Thing | None:
    """Return what a question names that may hold, by its words and their year."""
    named = _NAME.fullmatch(" ".join(overlap.words(name).folded))
    if named is None:
        return None
    subject = named["name"]
    dated = _OF_YEAR.fullmatch(subject)
    if dated:
        return Thing(subjects=(dated["subject"],), year=dated["year"])
    if abroad := of_country(subject):
        name, country = abroad
        return Thing(subjects=tuple(f"{name}{by} {country}" for by in ("", " cua", " tai", " o")))
    return Thing(subjects=(subject,))


def in_force(result: SearchResult, asked: Thing, force: re.Pattern[str]) -> Iterator[Told]:
    """Yield the sentences that tell from (or until) when something holds."""
    for score, hit, (start, end), match in spoken(result, asked, force):
        date = _date_after(hit.text[start:end], match.end())
        if date:
            yield Told(score, hit, start, end, date)


def spoken(
    result: SearchResult, asked: Thing, says: re.Pattern[str]
) -> Iterator[tuple[float, Hit, Span, re.Match[str]]]:
    """Yield where sentences say something of what is asked about, and how likely of that.

    It is the last that was named before: in the sentence, in those before it, or in the title.
    """
    for rank, hit in enumerate(result.hits):
        last = _speaks_of(hit.title or "", asked)
        for start, end in sentences(hit.text):
            sentence = hit.text[start:end]
            for match in says.finditer(sentence):
                here = _speaks_of(sentence[: match.start()], asked)
                if here or (here is None and last):
                    score = 3.0 if here else 2.0
                    yield score - rank / 100, hit, (start, end), match
            told = _speaks_of(sentence, asked)
            last = last if told is None else told


def passed(result: SearchResult, asked: Thing, year: bool) -> Iterator[Told]:
    """Yield the sentences that tell when a law was passed: the date nearest to the verb.

    That is a day; a year alone only if `year`.
    """
    for rank, hit in enumerate(result.hits):
        for start, end in sentences(hit.text):
            sentence = hit.text[start:end]
            verb = _PASSED.search(sentence, _named_at(sentence, asked)) or _PASSED.search(sentence)
            if verb is None or not of_law(sentence, asked):
                continue
            later = dates_in_force(sentence)
            days = [
                span
                for span in spans.candidates(sentence, "date")
                if (year or DATED.search(sentence, *span))
                and span not in later
                and asked.year in sentence[slice(*span)]
            ]
            if days:
                day = min(days, key=lambda span: abs(span[0] - verb.start()))
                yield Told(3.0 - rank / 100 - start / 10_000, hit, start, end, day)


def _named_at(sentence: str, asked: Thing) -> int:
    """Return where a sentence names the law, 0 where it does not."""
    for subject in asked.subjects:
        if named := re.search(r"\W+".join(map(re.escape, subject.split())), fold(sentence)):
            return named.start()
    return 0


def dates_in_force(sentence: str) -> set[Span]:
    """Return the dates from when something holds."""
    dates = (_date_after(sentence, force.end()) for force in FORCE.finditer(sentence))
    return {date for date in dates if date}


def of_law(sentence: str, asked: Thing) -> bool:
    """Tell whether a sentence names the law itself: no draft, nothing that it changes."""
    names = "|".join(asked.subjects)
    named = re.search(
        rf"(?P<before>\S* ?\S*) (?:{names}) (?P<after>\S*)", overlap.words(sentence).line
    )
    return bool(
        named
        and named["before"].strip() not in _NOT_ITSELF
        and (named["after"] in _GOES_ON or named["after"][:1].isdigit())
    )


def _speaks_of(text: str, asked: Thing) -> bool | None:
    """Tell whether the document that a text names last is the one; None where it names none."""
    mentions = numbered(text)
    if asked.numbers and mentions:
        return mentions[-1].number in asked.numbers
    line = overlap.words(text).line
    name = max(asked.subjects, key=lambda subject: line.rfind(f" {subject} "), default="")
    at = line.rfind(f" {name} ") if name else -1
    if at < 0:
        return False if mentions or (asked.is_law and _OTHER.search(text)) else None
    following = line[at + len(name) + 2 :].split()
    if asked.is_law and (not _ends_name(following) or _CHANGING.search(line[:at])):
        return False
    if asked.year and not _of_year(asked.year, line[:at].split(), following):
        return False if mentions else None
    if following[:1] == ["va"]:  # the name goes on
        return True
    before = overlap.words(text[: mentions[-1].start]).folded if mentions else ()
    # What is named by its number after it is another, unless the number is its own.
    return len(before) <= len(f"{line[:at]} {name}".split()) + 1


def _ends_name(following: Sequence[str]) -> bool:
    """Tell whether a law's name ends before these words: "Luật Căn cước" not before "công dân"."""
    after = following[0] if following else ""
    if after == "so":
        return following[1:] != [] and following[1][0].isdigit()
    return after in _GOES_ON or after in _SAID_OF or after[:1].isdigit()


def _of_year(year: str, before: Sequence[str], following: Sequence[str]) -> bool:
    """Tell whether the words around a law's name say that it is of a year."""
    if any(year in word for word in following[:_YEAR_WITHIN]):
        return True
    made = following[:_YEAR_PASSED_WITHIN]
    if _MADE & set(made):
        return any(year in word for word in (*before[-2:], *made))
    return False


def _date_after(sentence: str, position: int) -> Span | None:
    dates = spans.candidates(sentence, "date")
    day = next((s for s in dates if position <= s[0] <= position + _REACH), None)
    return None if day and _GOES_ON_WITH.search(sentence, position, day[0]) else day
