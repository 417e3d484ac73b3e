"""How a question becomes searches and readings: one, or one for each thing that it asks."""

from corpus.articles import Filters
from index.hits import Query, SearchResult
from service.answering.answerer import Answerer
from service.answers import Citation, Mode, Reading

SEVERAL = "Hội nghị Giang Sơn họp khi nào, ai chủ trì?"
WHEN, WHO = "Hội nghị Giang Sơn họp khi nào", "Hội nghị Giang Sơn họp ai chủ trì"
APART = "Giang Sơn có bao nhiêu cầu, còn Vân Lộc có bao nhiêu chợ?"
BRIDGES, MARKETS = "Giang Sơn có bao nhiêu cầu", "Vân Lộc có bao nhiêu chợ"


class Searching:
    """Finds nothing and notes what was looked for, with which filters."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Filters]] = []

    def search(self, question: str, *, top: int, filters: Filters) -> SearchResult:
        assert top > 0
        self.asked.append((question, filters))
        return SearchResult(Query(question), (), 0)


class Knowing:
    """Answers some questions from hits of some questions, each with a sentence of its own."""

    def __init__(self, quotes: dict[tuple[str, str], str], mode: Mode = "extractive") -> None:
        self.mode: Mode = mode
        self.quotes = quotes

    def read(self, question: str, result: SearchResult) -> Reading | None:
        quote = self.quotes.get((question, result.query.text))
        if quote is None:
            return None
        start = len(question)
        cited = Citation(1, "a", "r", "p", None, None, None, None, quote, start, start + len(quote))
        return Reading(f"{quote} [1]", None, 0.9, (cited,))


def test_parts_of_one_matter_are_read_for_in_the_hits_of_the_whole_question() -> None:
    searching = Searching()
    reader = Knowing({(WHEN, SEVERAL): "Hội nghị họp ngày 3/4.", (WHO, SEVERAL): "Bà An chủ trì."})
    answer = Answerer(searching, reader).answer(SEVERAL)
    assert answer.answer == "Hội nghị họp ngày 3/4. [1] Bà An chủ trì. [2]"
    assert [question for question, _ in searching.asked] == [SEVERAL]


def test_what_these_do_not_tell_is_looked_up_within_the_filters() -> None:
    searching, filters = Searching(), Filters(source="Báo A")
    reader = Knowing({(WHEN, SEVERAL): "Hội nghị họp ngày 3/4.", (WHO, WHO): "Bà An chủ trì."})
    answer = Answerer(searching, reader).answer(SEVERAL, filters)
    assert answer.answer == "Hội nghị họp ngày 3/4. [1] Bà An chủ trì. [2]"
    assert searching.asked == [(SEVERAL, filters), (WHO, filters)]


def test_parts_of_different_matters_are_looked_up_one_by_one() -> None:
    searching = Searching()
    reader = Knowing({(BRIDGES, BRIDGES): "Có 5 cầu.", (MARKETS, MARKETS): "Có 7 chợ."})
    answer = Answerer(searching, reader).answer(APART)
    assert answer.answer == "Có 5 cầu. [1] Có 7 chợ. [2]"
    assert [question for question, _ in searching.asked] == [APART, BRIDGES, MARKETS]


def test_what_is_asked_of_a_document_is_looked_up_as_such() -> None:
    searching = Searching()
    when, who = "Nghị quyết 57 ban hành ngày nào", "Nghị quyết 57 do ai ban hành"
    reader = Knowing({(when, when): "Ngày 22/12.", (who, who): "Bộ Chính trị."})
    asked = "Nghị quyết 57 do ai ban hành, ngày nào?"
    answer = Answerer(searching, reader).answer(asked)
    assert answer.answer == "Bộ Chính trị. [1] Ngày 22/12. [2]"
    assert [question for question, _ in searching.asked] == [asked, who, when]


def test_where_a_part_is_not_answered_the_whole_must_have_something_for_each() -> None:
    dated = "Bà An chủ trì hội nghị ngày 3/4/2025."
    answer = Answerer(Searching(), Knowing({(SEVERAL, SEVERAL): dated})).answer(SEVERAL)
    assert [c.quote for c in answer.citations] == [dated]
    chaired = "Bà An chủ trì hội nghị."
    undated = Knowing({(SEVERAL, SEVERAL): chaired, (WHO, WHO): chaired})
    assert Answerer(Searching(), undated).answer(SEVERAL).abstained


def test_a_chat_model_is_asked_the_question_as_it_is() -> None:
    searching = Searching()
    both = "Bà An chủ trì hội nghị ngày 3/4/2025."
    answer = Answerer(searching, Knowing({(SEVERAL, SEVERAL): both}, "chat")).answer(SEVERAL)
    assert [c.quote for c in answer.citations] == [both]
    assert [question for question, _ in searching.asked] == [SEVERAL]
