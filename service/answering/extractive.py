"""The default reader: answers with verbatim sentences of the hits, or not at all."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.vietnamese.normal import nfc
from embeddings.encoder import Encoder
from index.hits import SearchResult
from index.rendering import render
from service.answering import overlap
from service.answering.agents import agent
from service.answering.attending import attending
from service.answering.attributes import attribute, not_of_draft
from service.answering.context import in_context, out_of_context
from service.answering.defining import defining
from service.answering.events import at_event
from service.answering.force import holding
from service.answering.force_from import force_from
from service.answering.forms import fitting
from service.answering.furniture import asks_nothing, asks_of_page
from service.answering.heading import heading
from service.answering.initials import spelled_out
from service.answering.law_articles import provided
from service.answering.meaning import defines, introduce, unknown
from service.answering.mentioning import mentioning
from service.answering.merging import merging
from service.answering.numbering import number_of
from service.answering.occurring import occurring
from service.answering.offices import held, names_holder
from service.answering.overview import overview
from service.answering.parts_of_law import parts_of_law
from service.answering.presiding import names_president, presiding
from service.answering.provisions import provisions
from service.answering.question import Kind, Question, understand
from service.answering.quoting import ArticleSource, Quotes, choose, cite
from service.answering.ranking import HITS_READ, Ranked, Ranker
from service.answering.relating import related
from service.answering.respelling import respelled
from service.answering.saying import said
from service.answering.scope import scope
from service.answering.short import short_answer
from service.answering.signing import signer
from service.answering.workplaces import workplace
from service.answers import Mode, Reading

# Probability below which the reader abstains; chosen on the tune halves for a stated risk
# (docs/decisions/0011-reader.md).
THRESHOLD = 0.4
# Lists and summaries are of several sentences, none of which answers alone.
THRESHOLDS: dict[Kind, float] = {"list": 0.25, "summary": 0.2}
# The rules in their order, and those that may tell several things.
_RULES = (
    mentioning,
    signer,
    force_from,
    holding,
    attribute,
    heading,
    held,
    workplace,
    number_of,
    related,
    scope,
    presiding,
    occurring,
    attending,
    said,
    merging,
    parts_of_law,
    defining,
    provided,
    provisions,
)
_LISTING = (force_from, attribute, scope, attending, provided, provisions)
# What is told by some rules, whatever the question's form.
_TELLS: dict[object, Kind] = {held: "what", mentioning: "summary"}


class ExtractiveReader:
    """Pick the sentences that answer and quote them with exact offsets.

    `threshold` in [0, 1] is the probability below which it abstains.
    """

    mode: Mode = "extractive"

    @classmethod
    def load(cls, articles: ArticleSource, encoder: Encoder) -> "ExtractiveReader":
        """Load the weights that ship with the program; raises ReaderDamaged."""
        return cls(articles, encoder, Ranker.load(), threshold=THRESHOLD)

    def __init__(
        self, articles: ArticleSource, encoder: Encoder, ranker: Ranker, *, threshold: float
    ) -> None:
        self._quotes = Quotes(articles)
        self._encoder = encoder
        self._ranker = ranker
        self._threshold = threshold

    def read(self, question: str, result: SearchResult) -> Reading | None:
        """Return the quotes that answer, or None where no sentence is likely enough to."""
        rendering = render(nfc(question))
        if rendering:  # sentences are in Vietnamese
            question = rendering.text
        nothing = asks_nothing(question) or asks_of_page(question)
        if not result.hits or nothing or unknown(question, result):
            return None
        question = spelled_out(respelled(question, result.hits), result)
        asked, told = self._by_rule(question, result)
        if told is not None:
            return _reading(asked, told) if told else None
        # What is told of documents was looked for in all hits.
        result = replace(result, hits=result.hits[:HITS_READ])
        doubting = not (rendering or result.chosen)
        reading = self._likeliest(question, result, doubting=doubting)
        if reading is None and (scoped := at_event(question, result, self._quotes)):
            reading = self._likeliest(*scoped, doubting=doubting)
        if reading is None and (doer := agent(question, result, self._quotes)):
            reading = _reading(asked, doer)
        return reading

    def _by_rule(
        self, question: str, result: SearchResult
    ) -> tuple[Question, Sequence[Ranked] | None]:
        """Return what a rule tells, none if it knows that nothing does, None without a rule."""
        asked = understand(question)
        for rule in _RULES:
            told = rule(question, result, self._quotes)
            if told is not None:
                # Who somebody is asks for the office, not for a name; articles are many things.
                asked = replace(asked, kind=_TELLS.get(rule, asked.kind)) if told else asked
                several = len(told) > 1 and rule in _LISTING
                return replace(asked, kind="list") if several else asked, told
        told = introduce(question, result, self._quotes)
        if told:
            return asked, told
        points = overview(asked, result, self._encoder, self._quotes)
        return replace(asked, kind="summary") if points else asked, points

    def _likeliest(self, question: str, result: SearchResult, *, doubting: bool) -> Reading | None:
        """Return the sentences that most likely answer, None where none is likely enough."""
        asked = understand(question)
        context = in_context(asked, result, self._quotes)
        ranked = self._ranker.rank(asked, context, self._encoder, self._quotes.quotable)
        ranked = out_of_context(ranked, result)
        ranked = [r for r in ranked if _may_answer(question, r.evidence.text)]
        ranked = fitting(asked, ranked, self._quotes, doubting=doubting)
        named = overlap.asked(asked)
        chosen = choose(asked.kind, ranked, named, self._quotes, alone=result.chosen)
        enough = min(self._threshold, THRESHOLDS.get(asked.kind, 1.0))
        if not chosen or chosen[0].probability < enough:
            return None
        return _reading(asked, chosen)


def _may_answer(question: str, sentence: str) -> bool:
    tests = (defines, names_holder, not_of_draft, names_president)
    return all(test(question, sentence) for test in tests)


def _reading(asked: Question, chosen: Sequence[Ranked]) -> Reading:
    citations = tuple(cite(marker, ranked.evidence) for marker, ranked in enumerate(chosen, 1))
    answer = " ".join(f"{c.quote} [{c.marker}]" for c in citations)
    return Reading(answer, short_answer(asked, chosen), chosen[0].probability, citations)
