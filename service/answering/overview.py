"""Broad questions: a list of cited points instead of one sentence.

"Tóm tắt Nghị quyết 57", "Luật Dữ liệu quy định những gì", "Nghị quyết 68-NQ/TW đặt ra những mục
tiêu nào": no sentence is like the question, so what the article on that subject says is shown.
"""

import re
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corpus.vietnamese.normal import fold
from embeddings.encoder import Encoder
from index.hits import SearchResult
from service.answering import overlap
from service.answering.agenda import agenda
from service.answering.countries import countries
from service.answering.events import (
    named,
)
from service.answering.evidence import Evidence
from service.answering.named import named_document
from service.answering.orders import (
    BODIES,
    FOCUS,
    MANY,
    NOUNS,
    ORDERS,
    POINTS,
    SMALL,
    WHAT,
    articles,
    tasks_set,
)
from service.answering.overlap import Asked
from service.answering.question import Kind, Question
from service.answering.quoting import Quotes, repeats
from service.answering.ranking import Ranked
from service.answering.told import LIKELY, SURE, numbered

# What of a subject an article's title and beginning have to name for the article to be about it.
ABOUT = 0.7
_OPENING = 0.85
_BROAD: tuple[Kind, ...] = ("summary", "what", "list")
# A title asks the question with this share of the words of both; so many sentences then answer.
_SAME, _LEAD = 0.85, 2
_SHORTEST = 8  # syllables of a point
_ASKS = re.compile(
    rf"\b(?:tom tat|tong hop|tong quan)\b(?: {MANY}{FOCUS}(?: chinh| co ban| chu yeu)?)?(?: cua)?"
    rf"|\b{MANY}(?:noi dung|diem) (?:chinh|co ban|chu yeu|noi bat)(?: cua)?(?: la gi)?"
    rf"|\b(?:quy dinh|cho phep|thay doi|dat ra|dat|de ra|neu ra|neu|dua ra|xac dinh|co|gom) {WHAT}"
)
# Whose tasks are asked for, not the tasks of the subject.
_BODY_HAS = re.compile(
    rf"(?P<body>(?:{BODIES})\b.*?)"
    r" co (?:nhung |cac )?(?:nhiem vu|trach nhiem|vai tro)"
)
_HOW = re.compile(
    r"(?:tinh hinh|thuc trang|ket qua) (?P<subject>.+?) (?:ra sao|(?:nhu )?the nao)"
    r"|(?P<several>.+?)(?: co gi)? (?:khac (?:nhau|biet)|phan biet)"
    r"(?: (?:ra sao|(?:nhu )?the nao|o (?:diem|cho) nao|gi|o dau))?"
)
_PROVIDES = re.compile(r"\s(?:quy định|cho phép|cấm|bắt buộc|yêu cầu|có|quy dinh|cho phep|cam)\b")
_COUNTRY_WORDS = 3
_OF_FOCUS = re.compile(
    rf"{MANY}(?P<focus>{NOUNS}|noi dung|diem moi)(?: chinh| co ban| chu yeu| tong quat| cu the)?"
    r" (?:cua|trong|theo) (?P<subject>.+?)(?: (?:la|gom|bao gom|co))?(?: nhung)? gi"
)


def overview(
    question: Question, result: SearchResult, encoder: Encoder, quotes: Quotes
) -> list[Ranked] | None:
    """Return the points that answer a broad question, in order; None where it is none.

    Also None where no article is about its subject. Empty where somebody's tasks on a topic are
    asked for that nothing found speaks of.
    """
    form = fold(question.text)
    if _of_country(question.text):
        return None
    if orders := ORDERS.fullmatch(form):
        return tasks_set(question, orders, result, quotes)
    if lead := _lead(question, result, quotes):
        return [Ranked(e, LIKELY, 0, 0, 0.0) for e in lead]
    if about := agenda(question, articles(result, quotes), quotes):
        return [Ranked(e, LIKELY, 0, 0, 0.0) for e in about]
    focus: frozenset[str] = frozenset()
    if how := _HOW.fullmatch(form):
        subject = how["subject"] or how["several"]
    elif of := _OF_FOCUS.fullmatch(form):
        focus = frozenset(re.findall(NOUNS, of["focus"]))
        subject = of["subject"]
    elif question.kind in _BROAD and (asks := _ASKS.search(form)):
        focus = frozenset(re.findall(NOUNS, asks[0]))
        subject = f"{form[: asks.start()]} {form[asks.end() :]}"
    else:
        return None
    told = _on_subject(question, subject, result, quotes)
    if told and (body := _BODY_HAS.match(form)):
        of_it = frozenset(body["body"].split())
        told = [e for e in told if of_it <= e.words.have]
    points = _points(question, focus, told, encoder, quotes) if told else []
    return [Ranked(e, SURE, 0, 0, 0.0) for e in points] or None


def _lead(question: Question, result: SearchResult, quotes: Quotes) -> list[Evidence]:
    """Return how the article begins whose title asks the question."""
    asked = overlap.words(question.text).have
    asking = {hit.title for hit in result.hits if hit.title and "?" in hit.title}
    for title in asking:
        words = overlap.words(title).have
        if len(asked & words) >= _SAME * len(asked | words):
            found = (t for t in articles(result, quotes) if t and t[0].hit.title == title)
            told = next(found, [])
            return [e for e in told if _is_point(e, quotes)][:_LEAD]
    return []


def is_broad(question: str) -> bool:
    """Tell whether a question (NFC) may be answered with an overview, for which more is read."""
    form = fold(" ".join(question.split()).rstrip(" ?!."))
    if _of_country(question):
        return False
    whole = (ORDERS, _HOW, _OF_FOCUS)
    return bool(_ASKS.search(form)) or any(pattern.fullmatch(form) for pattern in whole)


def _of_country(question: str) -> bool:
    """Tell whether it is a country that provides something: "Pháp" is not "pháp luật"."""
    subject = _PROVIDES.split(question, maxsplit=1)[0]
    return len(subject.split()) <= _COUNTRY_WORDS and bool(countries(subject))


def _on_subject(
    question: Question, subject: str, result: SearchResult, quotes: Quotes
) -> list[Evidence] | None:
    """Return what may be quoted of the article most about the subject, None if none is enough."""
    words = " ".join(word for word in subject.split() if word not in SMALL)
    asked = overlap.asked(replace(question, content=words, accented=False))
    document = named_document(question.text)
    numbers = document.numbers(result) if document else frozenset[str]()
    shares = [
        (_about(asked, numbers, told), told) for told in articles(result, quotes) if len(told) > 1
    ]
    about, best = max(shares, key=lambda one: one[0], default=(0.0, None))
    return best if about >= ABOUT else None


def _about(asked: Asked, numbers: frozenset[str], told: list[Evidence]) -> float:
    """Return how much of the subject an article's title names, or else its beginning."""
    hit = told[0].hit
    title = hit.title or ""
    opening = "\n".join([title, *(e.text for e in told[:2])])
    if numbers:
        # What a title names first it is about, what it names later it only mentions.
        first = numbered(title)[:1]
        if numbers & {mention.number for mention in first}:
            return 1.0
        return 0.8 * bool(numbers & {mention.number for mention in numbered(opening)})
    return max(named(asked, title), _OPENING * named(asked, opening))


def _is_point(evidence: Evidence, quotes: Quotes) -> bool:
    long_enough = len(evidence.words.folded) >= _SHORTEST
    return long_enough and evidence.text[-1] not in ":;" and not quotes.is_title(evidence)


def _points(
    question: Question,
    focus: frozenset[str],
    told: list[Evidence],
    encoder: Encoder,
    quotes: Quotes,
) -> list[Evidence]:
    """Return the sentences most like the question and the article as a whole, in text order.

    Those on the focus alone, where it is spoken of.
    """
    body = [e for e in told if _is_point(e, quotes)]
    if not body:
        return []
    vectors = encoder.encode_passages([e.text for e in body])
    central = vectors @ _unit(vectors.sum(0))
    likeness = vectors @ encoder.encode_queries([question.text])[0]
    focused = np.array([_in_focus(focus, e, quotes) for e in body], np.float32)
    figures = np.array([any(c.isdigit() for c in e.text) for e in body], np.float32)
    first = np.arange(len(body)) == 0
    score = central + likeness + focused + 0.2 * figures * bool(focus) + 0.3 * first
    chosen: list[int] = []
    for i in np.argsort(-score, kind="stable").tolist():
        if len(chosen) == POINTS:
            break
        if focused.any() and not focused[i]:
            continue
        if not any(repeats(body[i], body[j]) for j in chosen):
            chosen.append(i)
    return [body[i] for i in sorted(chosen)]


def _in_focus(focus: frozenset[str], evidence: Evidence, quotes: Quotes) -> float:
    """Return 1 where a sentence has a word of the focus, or stands under a heading that has."""
    heading = fold(quotes.heading(evidence))
    return float(any(f" {word} " in evidence.words.line or word in heading for word in focus))


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector
