"""What comes in over HTTP: bodies and parameters. An unknown field or parameter is refused."""

from typing import Annotated, Any, Literal

from fastapi import Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from service.errors import BadInput
from service.http.problems import Problem
from service.inputs import FILTER_NAMES, MAX_QUESTION, MAX_TOP, read_date, wellformed


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    return text


def _date(text: str) -> str:
    try:
        return read_date("published", text)
    except BadInput as error:
        raise ValueError(str(error)) from None


Text = Annotated[str, AfterValidator(wellformed)]
Name = Annotated[Text, Field(min_length=1, max_length=2_000), AfterValidator(_not_blank)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class FiltersIn(_In):
    """Filters of a question; values of one are alternatives, different ones all hold."""

    source: list[Name] = []
    place: list[Name] = []
    document: list[Name] = []
    from_: list[Name] = Field([], alias="from")
    to: list[Name] = []
    article: list[Name] = []

    def values(self) -> dict[str, list[str]]:
        """Return the filters under their names on the wire."""
        return self.model_dump(by_alias=True)


class TurnIn(_In):
    """One turn of the conversation so far."""

    role: Literal["user", "assistant"]
    content: Annotated[Text, Field(max_length=20_000)]


class AskIn(_In):
    """A question with its filters and the conversation so far."""

    question: Annotated[Text, Field(min_length=1, max_length=MAX_QUESTION)]
    filters: FiltersIn | None = None
    conversation: list[TurnIn] | None = Field(None, max_length=100)
    stream: bool = False


class ArticleIn(_In):
    """An article given as text."""

    title: Annotated[Text, Field(max_length=1_000), AfterValidator(_not_blank)]
    text: Annotated[Text, AfterValidator(_not_blank)]
    source: Name | None = None
    url: Annotated[Name, Field(max_length=2_000, pattern=r"^https?://[^\s]+$")] | None = None
    published: Annotated[Name, AfterValidator(_date)] | None = None


class AddressIn(_In):
    """An article given by the address of its page."""

    url: Name


class FeedbackIn(_In):
    """What a reader thinks of an answer; `citations` as the answer gave them."""

    question: Annotated[Text, Field(min_length=1, max_length=MAX_QUESTION)]
    answer: Annotated[Text, Field(max_length=20_000)]
    citations: list[dict[str, Any]] = Field(max_length=100)
    thumb: Literal["up", "down"]
    comment: Annotated[Text, Field(max_length=5_000)] | None = None


class _Query(BaseModel):
    """Parameters of an address; an unknown one is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FiltersQuery(_Query):
    """The filters as parameters; each is repeatable."""

    source: list[Name] = []
    place: list[Name] = []
    document: list[Name] = []
    from_: list[Name] = Field([], alias="from")
    to: list[Name] = []
    article: list[Name] = []

    def values(self) -> dict[str, list[str]]:
        """Return the filters under their names on the wire."""
        return {name: getattr(self, "from_" if name == "from" else name) for name in FILTER_NAMES}


class SearchQuery(FiltersQuery):
    """What `GET /v1/search` takes."""

    q: Annotated[Text, Field(min_length=1, max_length=MAX_QUESTION)]
    top: int = Field(10, ge=1, le=MAX_TOP)


class ArticlesQuery(FiltersQuery):
    """What `GET /v1/articles` takes."""

    limit: int = Field(100, ge=1, le=1_000)
    cursor: Name | None = None
    state: Literal["live", "removed"] = "live"


class ReferencesQuery(ArticlesQuery):
    """What `GET /v1/references` takes; the filters are about the articles that mention."""

    q: Annotated[Text, Field(min_length=1, max_length=MAX_QUESTION)] | None = None


class DirectivesQuery(FiltersQuery):
    """What `GET /v1/directives.csv` takes; the days are ISO dates of a deadline."""

    q: Annotated[Text, Field(min_length=1, max_length=MAX_QUESTION)] | None = None
    issuer: list[Name] = []
    unit: list[Name] = []
    for_: list[Name] = Field([], alias="for")
    after: Name | None = None
    before: Name | None = None
    overdue: Name | None = None

    def values(self) -> dict[str, list[str]]:
        """Return the filters under their names on the wire."""
        days = {"after": self.after, "before": self.before, "overdue": self.overdue}
        given = {name: [day] for name, day in days.items() if day is not None}
        named = {"issuer": self.issuer, "unit": self.unit, "for": self.for_}
        return {**super().values(), **named, **given}


class DirectivesPageQuery(DirectivesQuery):
    """What `GET /v1/directives` takes."""

    limit: int = Field(1_000, ge=1, le=10_000)
    offset: int = Field(0, ge=0, le=2**31 - 1)


class RevisionQuery(_Query):
    """What `GET /v1/articles/{article_id}` takes."""

    revision: Name | None = None


async def no_parameters(request: Request) -> None:
    """Refuse parameters at an address that takes none."""
    for name in request.query_params:
        raise Problem(422, f"{name} is unknown; this address takes no parameters", field=name)
