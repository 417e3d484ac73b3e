"""Which document a question names, by its number or in short, and what else it says."""

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.documents import find_documents
from corpus.vietnamese.normal import fold
from index.hits import SearchResult
from service.answering.standing import Thing
from service.answering.told import numbered

_SHORT_NAME = re.compile(
    r"\b(?P<type>nghi quyet|nghi dinh|quyet dinh|chi thi|thong tu|ket luan|cong dien|ke hoach"
    r"|de an)\s+"
    r"(?:so\s+)?(?P<number>\d{1,4})\b(?![/-])"
)
_BY = {"de an": "quyet dinh"}  # a scheme bears the number of the decision that approves it


@dataclass(frozen=True, slots=True)
class Named:
    """The one document a question names, and the rest of the question, folded.

    By its number; or by `type` (folded) and `digits` where it is named short ("nghi quyet 57").
    """

    left: str
    number: str | None = None
    type: str = ""
    digits: str = ""

    def numbers(self, result: SearchResult) -> frozenset[str]:
        """Return its number; of a short name every number of that type in the hits."""
        if self.number:
            return frozenset({self.number})
        return frozenset(
            other.number
            for hit in result.hits
            for other in numbered(hit.text)
            if fold(other.type or "") == _BY.get(self.type, self.type)
            and re.split(r"\D", other.number, maxsplit=1)[0] == self.digits
        )

    def thing(self, result: SearchResult) -> Thing:
        """Return it as something that may hold."""
        subjects = (f"{self.type} {self.digits}", f"{self.type} so {self.digits}")
        return Thing(self.numbers(result), subjects if self.type else ())


# An answer asks it three times of one question.
@lru_cache(maxsize=256)
def named_document(question: str) -> Named | None:
    """Return the document that a question (NFC) names, None where it names none or several."""
    mentions = find_documents(question)
    if len(mentions) > 1:
        return None
    if mentions and not mentions[0].short:
        mention = mentions[0]
        before = fold(question[: mention.start]).removesuffix("so ")
        if mention.type:
            before = before.strip().removesuffix(fold(mention.type))
        return Named(_joined(before, fold(question[mention.end :])), number=mention.number)
    short = _SHORT_NAME.search(fold(question))
    if short is None:
        return None
    left = _joined(fold(question)[: short.start()], fold(question)[short.end() :])
    return Named(left, type=short["type"], digits=short["number"])


def _joined(before: str, after: str) -> str:
    return " ".join(f"{before} {after}".split())
