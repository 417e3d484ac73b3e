"""What a text says of a law by its name: from when it holds, until when, when it was passed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.vietnamese.sentences import sentences
from index.hits import SearchResult
from service.answering import overlap, spans
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
# How many words after a name its year may stand: "Luật Đất đai số 31/2024/QH15".
_YEAR_WITHIN = 4
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
    return Thing(subjects=(subject,))


def in_force(result: SearchResult, asked: Thing, force: re.Pattern[str]) -> Iterator[Told]:
    """Yield the sentences that tell from (or until) when something holds.

    It is the last that was named before: in the sentence, in those before it, or in the title.
    """
    for rank, hit in enumerate(result.hits):
        last = _speaks_of(hit.title or "", asked)
        for start, end in sentences(hit.text):
            sentence = hit.text[start:end]
            for match in force.finditer(sentence):
                here = _speaks_of(sentence[: match.start()], asked)
                date = _date_after(sentence, match.end())
                if date and (here or (here is None and last)):
                    score = 3.0 if here else 2.0
                    yield Told(score - rank / 100, hit, start, end, date)
            spoken = _speaks_of(sentence, asked)
            last = last if spoken is None else spoken


def passed(result: SearchResult, asked: Thing, year: bool) -> Iterator[Told]:
    """Yield the sentences that tell when a law was passed: the date nearest to the verb.

    That is a day; a year alone only if `year`.
    """
    for rank, hit in enumerate(result.hits):
        for start, end in sentences(hit.text):
            sentence = hit.text[start:end]
            verb = _PASSED.search(sentence)
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
    if asked.year and not any(asked.year in word for word in following[:_YEAR_WITHIN]):
        return False if mentions else None
    if following[:1] == ["va"]:  # the name goes on
        return True
    before = overlap.words(text[: mentions[-1].start]).folded if mentions else ()
    # What is named by its number after it is another, unless the number is its own.
    return len(before) <= len(f"{line[:at]} {name}".split()) + 1


def _date_after(sentence: str, position: int) -> Span | None:
    dates = spans.candidates(sentence, "date")
    return next((s for s in dates if position <= s[0] <= position + _REACH), None)
