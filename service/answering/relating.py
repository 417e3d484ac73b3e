"""Which document carries out, amends or replaces another: read from the sentence that says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.documents import DocumentMention, find_documents
from corpus.documents.relations import RelationKind
from corpus.places import places
from corpus.references import Relation, relations_in
from corpus.vietnamese.normal import fold
from index.hits import Hit, SearchResult
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked
from service.answering.told import Told, sentences_of

# Of the question without diacritics: "ke hoach nao thuc hien Nghi quyet 57 o Lai Chau".
_ASKS = re.compile(
    r"(?<!\w)(?P<many>(?:hai|ba|bon|nhung|cac|moi)\s)?(?P<type>ke hoach"
    r"|chuong trinh(?: hanh dong)?|van ban|nghi quyet|nghi dinh|thong tu|luat|quyet dinh|chi thi"
    r"|ket luan)(?: so)? nao\b(?P<between>.{0,60}?)\b(?P<verb>thuc hien|trien khai|thi hanh"
    r"|cu the hoa|huong dan|sua doi|bo sung|thay the|bai bo)\b(?P<object>.+)"
)
# The other way round: "Nghị quyết 03/NQ-CP thực hiện nghị quyết nào".
_ASKS_OBJECT = re.compile(
    r"(?P<subject>.+?) (?:la )?(?:de |nham )?(?P<verb>thuc hien|trien khai|thi hanh|cu the hoa"
    r"|huong dan|sua doi|bo sung|thay the|bai bo)(?:,? bo sung)?(?: mot so dieu cua| cho)?"
    r" (?:nhung |cac )?(?P<type>ke hoach|van ban|nghi quyet|nghi dinh|thong tu|luat|quyet dinh"
    r"|chi thi|ket luan) nao"
)
_PASSIVE = re.compile(r"\b(?:duoc|bi)\s*$")
_KINDS: dict[str, RelationKind] = {
    "huong dan": "guides",
    "sua doi": "amends",
    "bo sung": "amends",
    "thay the": "replaces",
    "bai bo": "repeals",
}
_SHORT = re.compile(r"\b(?P<type>[a-z]+ [a-z]+) (?:so )?0*(?P<number>[0-9]{1,4})\b")
# A plan and a programme of action are what people call either.
_PLANS = frozenset({"ke hoach", "chuong trinh", "chuong trinh hanh dong"})
_DOES = re.compile(r"\b(?:thực hiện|triển khai|thi hành|cụ thể hóa|cụ thể hoá)\b")
_CERTAIN, _NEAR = 3.0, 1.0


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked: a type of document, what it does, to which number, and where."""

    type: str
    kind: RelationKind
    numbers: frozenset[str]
    short: tuple[str, str] | None
    places: frozenset[str]

    def names(self, mention: DocumentMention) -> bool:
        """Return whether a mention is of the document asked about."""
        if self.numbers:
            return mention.number in self.numbers
        serial = re.split("[-/]", mention.number)[0].lstrip("0")
        return (fold(mention.type or ""), serial) == self.short

    def wants(self, mention: DocumentMention) -> bool:
        """Return whether a mention is of a document of the type asked for."""
        type_ = fold(mention.type or "")
        return self.type in {"van ban", type_} or {self.type, type_} <= _PLANS


def related(question: str, result: SearchResult, quotes: Quotes) -> list[Ranked] | None:
    """Return the first sentence of the hits that states the relation a question asks for.

    None where it asks for none, or none is stated. A place that the question names must stand in
    the sentence or in its article's title.
    """
    asked, stated = _understand(question), _stated
    if asked is None:
        asked, stated = _understand_object(question), _stated_object
    if asked is None:
        return None
    for hit in result.hits:
        for relation, told in stated(asked, hit):
            span = (told.start - relation.start, told.end - relation.start)
            ranked = Told(_CERTAIN, hit, relation.start, relation.end, span).ranked()
            if quotes.quotable(ranked.evidence):
                return [ranked]
    if stated is _stated_object and asked.kind == "implements":
        return _beside(asked, result, quotes) or None
    return None


def _understand(question: str) -> _Asked | None:
    folded = fold(question)
    asks = _ASKS.search(folded)
    # One sentence is no list, and "được sửa đổi" asks the other way round.
    if asks is None or asks["many"] or _PASSIVE.search(asks["between"]):
        return None
    found = find_documents(question[asks.start("object") :])
    short = _SHORT.search(asks["object"])
    if not found and short is None:
        return None
    return _Asked(
        type=asks["type"],
        kind=_KINDS.get(asks["verb"], "implements"),
        numbers=frozenset(mention.number for mention in found),
        short=(short["type"], short["number"]) if short else None,
        places=frozenset(named.unit.name for named in places().find(question)),
    )


def _understand_object(question: str) -> _Asked | None:
    question = question.strip(" ?.!")
    asks = _ASKS_OBJECT.fullmatch(fold(question))
    found = find_documents(question[: asks.end("subject")]) if asks else []
    if asks is None or len(found) != 1 or found[0].short:
        return None
    kind = _KINDS.get(asks["verb"], "implements")
    return _Asked(asks["type"], kind, frozenset({found[0].number}), None, frozenset())


def _stated_object(asked: _Asked, hit: Hit) -> Iterator[tuple[Relation, DocumentMention]]:
    """Yield the relations of a hit that the document asked about, or one beside it, stands in."""
    mentions = find_documents(hit.text)
    for relation in relations_in(hit.text, mentions):
        inside = [m for m in mentions if relation.start <= m.start and m.end <= relation.end]
        objects = [m for m in inside if m.number == relation.number and asked.wants(m)]
        if relation.kind != asked.kind or not objects or asked.names(objects[0]):
            continue
        if any(asked.names(m) and m.start < objects[0].start for m in inside):
            yield relation, objects[0]


def _beside(asked: _Asked, result: SearchResult, quotes: Quotes) -> list[Ranked]:
    """Return a sentence with the document, another of the type asked for, and what it does."""
    for hit, start, end in sentences_of(result):
        text = hit.text[start:end]
        inside = find_documents(text) if _DOES.search(text) else []
        others = [m for m in inside if asked.wants(m) and not asked.names(m) and not m.short]
        if len(others) == 1 and any(map(asked.names, inside)) and quotes.may_prove(hit, start, end):
            return [Told(_NEAR, hit, start, end, (others[0].start, others[0].end)).ranked()]
    return []


def _stated(asked: _Asked, hit: Hit) -> Iterator[tuple[Relation, DocumentMention]]:
    """Yield the relations of a hit that were asked for, with where the answer stands."""
    mentions = find_documents(hit.text)
    for relation in relations_in(hit.text, mentions):
        inside = [m for m in mentions if relation.start <= m.start and m.end <= relation.end]
        subject = next((m for m in inside if m.number == relation.subject), None)
        asked_of = any(m.number == relation.number and asked.names(m) for m in inside)
        if relation.kind != asked.kind or not asked_of or subject is None:
            continue
        told = f"{hit.title or ''}\n{relation.quote}"
        here = {named.unit.name for named in places().find(told)}
        if asked.wants(subject) and asked.places <= here:
            yield relation, subject
