"""How a question becomes searches and readings: one, or one for each thing that it asks."""

from corpus.articles import Filters
from index.hits import Query, SearchResult
from service.answering.answerer import Answerer
from service.answers import Citation, Mode, Reading

SEVERAL = "Hội nghị Giang Sơn họp khi nào, ai chủ trì?"
WHEN, WHO = "Hội nghị Giang Sơn họp khi nào", "Hội nghị Giang Sơn họp ai chủ trì"


class Searching:
    """Finds nothing and notes what was looked for, with which filters."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Filters]] = []

    def search(self, question: str, *, top: int, filters: Filters) -> SearchResult:
        assert top > 0
        self.asked.append((question, filters))
        return SearchResult(Query(question), (), 0)


class Knowing:
    """Answers the questions that it is told the quotes for."""

    def __init__(self, mode: Mode = "extractive", **quotes: str) -> None:
        self.mode: Mode = mode
        self.quotes = {
            {"when": WHEN, "who": WHO, "whole": SEVERAL}[k]: q for k, q in quotes.items()
        }

    def read(self, question: str, result: SearchResult) -> Reading | None:
        assert result.query.text == question
        quote = self.quotes.get(question)
        if quote is None:
            return None
        start = len(question)  # each in another place
        cited = Citation(1, "a", "r", "p", None, None, None, None, quote, start, start + len(quote))
        return Reading(f"{quote} [1]", None, 0.9, (cited,))


def test_each_part_is_looked_up_within_the_filters_and_all_are_one_answer() -> None:
    searching, filters = Searching(), Filters(source="Báo A")
    reader = Knowing(when="Hội nghị họp ngày 3/4/2025.", who="Bà An chủ trì.")
    answer = Answerer(searching, reader).answer(SEVERAL, filters)
    assert answer.answer == "Hội nghị họp ngày 3/4/2025. [1] Bà An chủ trì. [2]"
    assert searching.asked == [(question, filters) for question in (SEVERAL, WHEN, WHO)]


def test_where_a_part_is_not_answered_the_whole_must_have_something_for_each() -> None:
    dated = "Bà An chủ trì hội nghị ngày 3/4/2025."
    answer = Answerer(Searching(), Knowing(whole=dated)).answer(SEVERAL)
    assert [c.quote for c in answer.citations] == [dated]
    undated = Knowing(whole="Bà An chủ trì hội nghị.", who="Bà An chủ trì hội nghị.")
    assert Answerer(Searching(), undated).answer(SEVERAL).abstained


def test_a_chat_model_is_asked_the_question_as_it_is() -> None:
    searching = Searching()
    both = "Bà An chủ trì hội nghị ngày 3/4/2025."
    answer = Answerer(searching, Knowing("chat", whole=both)).answer(SEVERAL)
    assert [c.quote for c in answer.citations] == [both]
    assert [question for question, _ in searching.asked] == [SEVERAL]
