"""What goes over the wire: pydantic models made from the dataclasses inside.

Field names and null rules are a promise (docs/http.md): absent values are null, never an empty
string. What comes in over HTTP is in `service/http/requests.py`.
"""

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from corpus.articles import StoredArticle
from corpus.store import Directives, Page, ReferencePage
from index.hits import SearchResult
from service.answers import Answer, Citation


class _Out(BaseModel):
    # Built on first use: a command needs few of them, and building all takes a tenth of a second.
    model_config = ConfigDict(from_attributes=True, frozen=True, defer_build=True)


class SameOut(_Out):
    """Another article with the same body but for boilerplate."""

    article_id: str
    title: str | None
    source: str | None
    url: str | None
    published: str | None


class HitOut(_Out):
    """A passage that was found; `same` are the articles that it stands for too."""

    passage_id: str
    article_id: str
    revision: str
    title: str | None
    source: str | None
    url: str | None
    published: str | None
    text: str
    start: int
    end: int
    score: float
    highlights: list[tuple[int, int]]
    same: list[SameOut]


class SearchOut(_Out):
    """The result of a search, best first."""

    hits: list[HitOut]
    total: int
    timings_ms: dict[str, float]


class CitationOut(_Out):
    """A verbatim quote: the article's `text[start:end]`, in the named revision."""

    marker: int
    article_id: str
    revision: str
    passage_id: str
    title: str | None
    source: str | None
    url: str | None
    published: str | None
    quote: str
    start: int
    end: int
    same: list[SameOut]


class QueryOut(_Out):
    """How the question was understood."""

    rewritten: str | None
    expansions: list[str]
    documents: list[str]


class AnswerOut(_Out):
    """An answer with its citations, or an abstention with the closest hits."""

    question: str
    answer: str
    short_answer: str | None
    abstained: bool
    confidence: float
    mode: Literal["extractive", "chat"]
    query: QueryOut
    citations: list[CitationOut]
    closest: list[HitOut]
    timings_ms: dict[str, float]


class ArticleOut(_Out):
    """An article's metadata; `characters` counts the code points of its text."""

    article_id: str
    revision: str
    name: str
    title: str | None
    source: str | None
    author: str | None
    url: str | None
    published: str | None
    place: str | None
    characters: int
    state: Literal["live", "removed"]


class BlockOut(_Out):
    """A span of an article's text with what it is."""

    kind: Literal["title", "lead", "heading", "paragraph", "table", "caption"]
    start: int
    end: int


class FullArticleOut(ArticleOut):
    """An article with its text and blocks."""

    text: str
    blocks: list[BlockOut]


class ArticlesOut(_Out):
    """One page of articles; `next` is the cursor of the next page, or null."""

    articles: list[ArticleOut]
    total: int
    next: str | None


class MentionOut(_Out):
    """Where an article mentions a document."""

    article_id: str
    revision: str
    start: int
    end: int
    quote: str


class RelationOut(MentionOut):
    """How an article says that a document relates to another."""

    kind: str
    number: str


class DatedMentionOut(MentionOut):
    """A mention with the date of its article."""

    published: str | None


class ReferenceOut(_Out):
    """An official document that articles mention; mentions by date, undated ones last.

    `inverse_relations` are what other documents do to it: `number` implements or amends it.
    """

    number: str
    type: str | None
    issuer: str | None
    date: str | None
    title: str | None
    mentions: list[DatedMentionOut]
    relations: list[RelationOut]
    inverse_relations: list[RelationOut]


class ReferencesOut(_Out):
    """Some of `total` documents; `next` is the cursor of the next page, or null."""

    references: list[ReferenceOut]
    total: int
    next: str | None = None


class DirectiveOut(_Out):
    """A task that an article sets; `article.text[start:end]` is the sentence, `quote`."""

    directive_id: str
    article_id: str
    revision: str
    quote: str
    start: int
    end: int
    issuer: str
    issuer_office: str | None
    units: list[str]
    task: str
    kind: Literal["yêu cầu", "đề nghị", "giao", "chỉ đạo", "kiến nghị", "lưu ý", "phê duyệt"]
    deadline: str | None
    deadline_text: str | None
    deadline_inferred: bool
    documents: list[str]
    published: str | None


class DirectivesOut(_Out):
    """Some of `total` tasks, by deadline, those without one last."""

    directives: list[DirectiveOut]
    total: int


class AddedOut(_Out):
    """What became of an article that was sent."""

    outcome: Literal["added", "updated", "unchanged", "duplicate"]
    article_id: str
    revision: str


def answer_out(answer: Answer) -> AnswerOut:
    """Return the wire form of an answer."""
    return AnswerOut.model_validate(answer)


def citation_out(citation: Citation) -> CitationOut:
    """Return the wire form of a citation."""
    return CitationOut.model_validate(citation)


def search_out(result: SearchResult) -> SearchOut:
    """Return the wire form of a search result."""
    out = SearchOut.model_validate(result)
    timings = {name: round(ms, 3) for name, ms in result.timings_ms.items()}
    return out.model_copy(update={"timings_ms": timings})


def references_out(references: Sequence[object]) -> ReferencesOut:
    """Return the wire form of all documents that bear a number."""
    found = [ReferenceOut.model_validate(reference) for reference in references]
    return ReferencesOut(references=found, total=len(found))


def reference_page_out(page: ReferencePage) -> ReferencesOut:
    """Return the wire form of a page of documents."""
    return ReferencesOut.model_validate(page)


def directives_out(found: Directives) -> DirectivesOut:
    """Return the wire form of a list of directives."""
    return DirectivesOut.model_validate(found)


def full_article_out(stored: StoredArticle) -> FullArticleOut:
    """Return the wire form of an article with its text."""
    article = stored.article
    return FullArticleOut(
        article_id=stored.article_id,
        revision=stored.revision,
        name=article.name,
        title=article.title,
        source=article.source,
        author=article.author,
        url=article.url,
        published=article.published,
        place=article.place,
        characters=len(article.text),
        state=stored.state,
        text=article.text,
        blocks=[BlockOut.model_validate(block) for block in article.blocks],
    )


def articles_out(page: Page) -> ArticlesOut:
    """Return the wire form of a page of articles."""
    return ArticlesOut.model_validate(page)
