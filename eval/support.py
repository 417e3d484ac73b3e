"""Whether what an answer states stands in what it cites: figures and names, one by one."""

import re

from corpus.documents import find_documents
from corpus.vietnamese.normal import nfc
from eval.matching import fact_form, holds
from service.answers import Answer

# A statement is what stands before one or more markers.
_STATEMENT = re.compile(r"(.+?)((?:\s*\[\d+\])+[.!?…]?|\Z)", re.DOTALL)
_NUMBER = re.compile(r"\d+")
_FIGURE = re.compile(r"(?<!\w)\d[\w.,/%-]*(?<![.,/-])")
_NAME = re.compile(r"[^\W\d_a-zà-ỹđ][\w-]*(?: [^\W\d_a-zà-ỹđ][\w-]*)*")
_FIRST_WORD = re.compile(r"(?:^|[.!?…:“\"] *|\n)$")


def support(answer: Answer) -> tuple[int, int]:
    """Return how many statements an answer makes, and how many of them its quotes hold.

    A statement is held if each of its numbers, dates, document numbers and names stands in a
    quote that it cites; one without a marker is not.
    """
    quotes = {citation.marker: citation.quote for citation in answer.citations}
    held = []
    for text, markers in _STATEMENT.findall(answer.answer):
        if text.strip(" .!?…\n"):
            cited = [quotes[int(n)] for n in _NUMBER.findall(markers) if int(n) in quotes]
            held.append(bool(cited) and all(holds("\n".join(cited), f) for f in facts(text)))
    return len(held), sum(held)


def facts(statement: str) -> list[str]:
    """Return the figures and names of a statement, document numbers in normal form.

    The first word of a sentence is capital anyway and counts for none.
    """
    text = nfc(statement)
    found = []
    for mention in reversed(find_documents(text)):
        if not mention.short:
            found.append(mention.number)
            text = f"{text[: mention.start]} {text[mention.end :]}"
    found += _FIGURE.findall(fact_form(text))
    for match in _NAME.finditer(text):
        opens = _FIRST_WORD.search(text[: match.start()])
        found.append(match[0].partition(" ")[2] if opens else match[0])
    return [fact for fact in found if fact]
