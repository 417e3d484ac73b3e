"""Who heads a committee: "Ban Chỉ đạo Trung ương …; Tổng Bí thư Tô Lâm làm Trưởng Ban".

The head's office is seldom written as a question names it: the committee and "Trưởng Ban" stand
apart, or the committee's whole title follows. Which committee it is, the body tells that set it up.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.vietnamese.normal import fold
from index.hits import SearchResult
from service.answering import overlap
from service.answering.events import beginning, places_in
from service.answering.evidence import bare
from service.answering.offices import NAME, is_called
from service.answering.presiding import ADDRESS
from service.answering.question import understand
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked
from service.answering.spans import has_surname
from service.answering.told import Span, Told, sentences_of

_WHO = r"(?:ai|nguoi nao|dong chi nao|lanh dao nao)"
_RANK = r"(?P<rank{0}>pho )?truong ban(?P<standing{0}> thuong truc)?"
# Of the question without diacritics.
_ASKS = (
    re.compile(
        rf"{_WHO} (?:hien |dang )?(?:la|lam|giu chuc(?: vu)?) {_RANK.format('')} (?:ban )?chi dao"
        r"(?P<body>.*)"
    ),
    re.compile(rf"{_RANK.format('')} (?:ban )?chi dao(?P<body>.*?) (?:hien nay |hien )?la {_WHO}"),
    re.compile(
        rf"ban chi dao(?P<body>.*?) do {_WHO} (?:lam |giu chuc )?"
        rf"(?:{_RANK.format('')}|dung dau|lanh dao)"
    ),
    re.compile(rf"{_WHO} (?:dung dau|lanh dao) ban chi dao(?P<body>.*)"),
)
_COMMITTEE = re.compile(r"\bban chi dao\b")
_MADE = (
    r"(?:^|[;,.]\s+|\bdo\s+|\bcử\s+|\bgiao\s+)(?P<who>(?:(?!\bdo\s)[^;,.]){{3,80}}?)\s+"
    r"(?:được\s+(?:cử|phân công|giao)\s+)?(?:làm|giữ chức|là)\s+{rank}"
)
_TITLED = (
    r"(?P<who>{name})(?:,|\s[-–(])[^;.]*?(?<!Phó )(?<!phó ){rank}"
    r"(?=\s+(?:[Bb]an )?[Cc]hỉ đạo|\s*(?:[;,.)]|$))"
)
_ABOUT = re.compile(r"[Bb]an Chỉ đạo(?:\s+[^\s,;.]+){0,5}?\s+về\s+(?P<matter>[^;.]+)")
_LEVELS = ("trung uong", "chinh phu", "quoc gia")
# What of the matter a committee is about has to be named where it is told of.
_OF_MATTER = 0.5
_TOLD, _WHOLE = 2.0, 3.0


def heading(question: str, result: SearchResult, quotes: Quotes) -> list[Ranked] | None:
    """Return the sentence that says who heads the committee that a question names.

    None where it asks nothing of the kind or no sentence says it of that committee.
    """
    question = " ".join(question.split()).strip(" ?.!")
    form = fold(question)
    asks = next(filter(None, (pattern.fullmatch(form) for pattern in _ASKS)), None)
    if asks is None:
        return None
    told = asks.groupdict()
    rank = ("Phó " if told.get("rank") else "") + "Trưởng [Bb]an"
    rank += r"\s+Thường trực" if told.get("standing") else ""
    body = question[slice(*asks.span("body"))]
    matter = _matter(body, result)
    level = next((level for level in _LEVELS if level in fold(body)), None)
    provinces = set(places_in(body))
    best: tuple[float, Ranked] | None = None
    before = 0
    for place, (hit, start, end) in enumerate(sentences_of(result)):
        sentence = hit.text[start:end]
        led, before = hit.text[min(before, start) : end], start
        who = next(_heads(sentence, rank), None)
        if who is None:
            continue
        evidence = bare(hit, start, end)
        near = fold(f"{led}\n{hit.title or ''}")
        if provinces and any(_is_of(other, fold(sentence)) for other in _LEVELS):
            continue
        if level and not (_is_of(level, near) or _heads_it(level, sentence[slice(*who)])):
            continue
        text = f"{led}\n{beginning(evidence, quotes)}"
        if provinces and not provinces & set(places_in(text)):
            continue
        about = _ABOUT.search(sentence)
        words = overlap.words(about["matter"] if about else text)
        told_of = [overlap.coverage(of, overlap.held(of, words.have, words.years)) for of in matter]
        share = min(told_of, default=1.0)
        if share < _OF_MATTER or not _COMMITTEE.search(near) or not quotes.quotable(evidence):
            continue
        named = any(map(has_surname, NAME.findall(sentence, *who)))
        score = share + named - place / 1_000
        if best is None or score > best[0]:
            best = score, Told(_WHOLE if named else _TOLD, hit, start, end, who).ranked()
    return [best[1]] if best else None


def _matter(body: str, result: SearchResult) -> list[overlap.Asked]:
    """Return what a committee is about, as it is looked for; nothing where it is not said."""
    about = body.lower().partition(" về ")[2] or body.lower().partition(" ve ")[2]
    if not about:
        return []
    return [overlap.asked(replace(understand(about), content=about), result.query.expansions)]


def _is_of(level: str, text: str) -> bool:
    return re.search(rf"\bban chi dao (?:cua )?{level}\b", text) is not None


def _heads_it(level: str, who: str) -> bool:
    """Tell whether somebody can only head a committee of that level."""
    return level == "chinh phu" and who.startswith("Thủ tướng")


def _heads(sentence: str, rank: str) -> Iterator[Span]:
    """Yield whom a sentence makes the head of a committee."""
    titled = re.finditer(_TITLED.format(name=NAME.pattern, rank=rank), sentence)
    made = re.finditer(_MADE.format(rank=rank), sentence)
    for match in (
        *(match for match in titled if has_surname(match["who"])),
        *(match for match in made if is_called(match["who"])),
    ):
        if not places_in(match["who"]):
            address = ADDRESS.match(sentence, match.start("who"))
            yield (address.end() if address else match.start("who")), match.end("who")
