"""Who signed a document: a person, where the body that issued it is no answer."""

import re

from index.hits import SearchResult
from service.answering import spans
from service.answering.named import named_document
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked
from service.answering.told import Told, numbered, sentences_of

# What remains of the question when the document is taken out of it, folded.
_ASKS = re.compile(
    r"(?:la )?do ai ky(?: ban hanh)?|ai(?: la nguoi)?(?: da| dat but)* ky(?: ban hanh)?"
    r"|nguoi (?:da )?ky(?: ban hanh)?(?: la ai)?"
)
_SIGNED = re.compile(r"\bký\b")
# "Thủ tướng Chính phủ ký": who that was then need not be said.
_OFFICE = re.compile(
    r"(?P<office>(?:Phó )?(?:Thủ tướng|Chủ tịch|Tổng Bí thư|Bộ trưởng|Thống đốc|Bí thư)"
    r"(?: [^\s,;:.]+){0,6}?)"
    r"(?: đã)? $"
)
_CERTAIN = 3.0


def signer(question: str, result: SearchResult, quotes: Quotes) -> list[Ranked] | None:
    """Return the sentence that says who signed the document that a question names.

    None where it asks nothing of the kind; empty where no sentence names a person who signed.
    """
    named = named_document(question.strip(" ?.!"))
    if named is None or not _ASKS.fullmatch(named.left):
        return None
    numbers = named.numbers(result)
    for hit, start, end in sentences_of(result):
        sentence = hit.text[start:end]
        for mention in numbered(sentence):
            signed = _SIGNED.search(sentence, 0, mention.start)
            if mention.number not in numbers or signed is None:
                continue
            before = [s for s in spans.candidates(sentence, "person") if s[1] <= signed.start()]
            if not before and (office := _OFFICE.search(sentence, 0, signed.start())):
                before = [office.span("office")]
            told = [Told(_CERTAIN, hit, start, end, span).ranked() for span in before[-1:]]
            if told and quotes.quotable(told[0].evidence):
                return told
    return []
