"""The OpenAI protocol on the wire: what is read of a request, and what is sent.

A parameter that is not named here is ignored, as the protocol has it; one that is named and wrong
is refused. Those that steer how a model writes have no effect on quotes and are only checked.
"""

import re
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from service import wire
from service.answers import Answer, Turn
from service.errors import BadInput
from service.http.requests import FiltersIn, Text
from service.inputs import read_question

MODEL = "tracuu"
# When the model came to be: the protocol wants a time, in Unix seconds.
CREATED = 1_795_305_600
_TURNS = 100
# What usage counts: a run of letters and figures (in Vietnamese a syllable), or a mark.
_TOKEN = re.compile(r"\w+|[^\w\s]")


def _joined(content: Any) -> Any:
    """Return the text of a message given as parts; raise ValueError for parts without text."""
    if content is None:
        return ""
    if not isinstance(content, list):
        return content
    texts = []
    for part in content:
        text = part.get("text") if isinstance(part, dict) and part.get("type") == "text" else None
        if not isinstance(text, str):
            raise ValueError(
                'has a part that is not text; this model reads {"type": "text", "text": "…"} alone'
            )
        texts.append(text)
    return "\n".join(texts)


class _In(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)


class MessageIn(_In):
    """A message of the conversation, as text or as a list of text parts."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Annotated[Text, BeforeValidator(_joined, json_schema_input_type=str | list[Any])] = ""


class StreamOptionsIn(_In):
    """What a stream holds besides the text."""

    include_usage: bool = False


class ResponseFormatIn(_In):
    """How the answer is written: as text."""

    type: Literal["text"] = "text"


class CompletionIn(_In):
    """A request for the next message; `filters` is this service's own, as `/v1/ask` takes it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "model": MODEL,
                    "messages": [
                        {"role": "user", "content": "Nghị quyết 57-NQ/TW được ban hành ngày nào?"}
                    ],
                }
            ]
        }
    )

    model: Text
    messages: list[MessageIn] = Field(min_length=1)
    stream: bool | None = None
    stream_options: StreamOptionsIn | None = None
    n: Annotated[int, Field(ge=1, le=1)] | None = None
    temperature: Annotated[float, Field(ge=0, le=2)] | None = None
    top_p: Annotated[float, Field(ge=0, le=1)] | None = None
    presence_penalty: Annotated[float, Field(ge=-2, le=2)] | None = None
    frequency_penalty: Annotated[float, Field(ge=-2, le=2)] | None = None
    max_tokens: Annotated[int, Field(ge=1)] | None = None
    max_completion_tokens: Annotated[int, Field(ge=1)] | None = None
    response_format: ResponseFormatIn | None = None
    filters: FiltersIn | None = None

    def asked(self) -> tuple[str, tuple[Turn, ...]]:
        """Return the user's last message as the question, and the turns before it.

        System and tool messages are left out: nothing instructs the reader. Raises BadInput.
        """
        users = [place for place, one in enumerate(self.messages) if one.role == "user"]
        if not users:
            raise BadInput("messages has none of the role user, so nothing is asked", "messages")
        last = users[-1]
        question = read_question(self.messages[last].content, f"messages.{last}.content")
        turns = tuple(
            Turn(one.role, one.content)
            for one in self.messages[:last]
            if one.role in ("user", "assistant")
        )
        return question, turns[-_TURNS:]


class UsageOut(BaseModel):
    """Tokens of the messages and of the answer; a token is a syllable, a number or a mark."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int

    @classmethod
    def of(cls, request: CompletionIn, answer: Answer) -> Self:
        """Count the tokens of a request and its answer."""
        prompt = sum(len(_TOKEN.findall(message.content)) for message in request.messages)
        completion = len(_TOKEN.findall(answer.answer))
        return cls(
            prompt_tokens=prompt,
            completion_tokens=completion,
            total_tokens=prompt + completion,
        )


class MessageOut(BaseModel):
    """The answer as a message."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None


class ChoiceOut(BaseModel):
    """The one answer."""

    index: Literal[0] = 0
    message: MessageOut
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class CompletionOut(BaseModel):
    """A whole answer; `citations` and `abstained` are those of `/v1/ask`."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: Literal["tracuu"] = "tracuu"
    choices: list[ChoiceOut]
    usage: UsageOut
    citations: list[wire.CitationOut]
    abstained: bool


class ErrorOut(BaseModel):
    """What went wrong; `param` names the part of the request that is to blame."""

    message: str
    type: str
    param: str | None
    code: str | None


class ErrorsOut(BaseModel):
    """An error in the protocol's shape."""

    error: ErrorOut


class ModelOut(BaseModel):
    """A model that can be named in a request."""

    id: Literal["tracuu"] = "tracuu"
    object: Literal["model"] = "model"
    created: int = CREATED
    owned_by: Literal["tracuu"] = "tracuu"


class ModelsOut(BaseModel):
    """The models: one."""

    object: Literal["list"] = "list"
    data: list[ModelOut]
