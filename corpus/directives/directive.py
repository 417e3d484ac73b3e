"""The shape of a directive."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["yêu cầu", "đề nghị", "giao", "chỉ đạo", "kiến nghị", "lưu ý", "phê duyệt"]
KINDS: tuple[Kind, ...] = (
    "yêu cầu",
    "đề nghị",
    "giao",
    "chỉ đạo",
    "kiến nghị",
    "lưu ý",
    "phê duyệt",
)


@dataclass(frozen=True, slots=True)
class Directive:
    """A task in a text.

    `[start, end)` is the sentence that sets it and `[task_start, task_end)` what is to be done.
    `issuer` is a person's name, or the office or body where no person is named;
    `issuer_office` the person's office, None for a body. `units` are those addressed, as written,
    empty where nobody is named. `deadline` is the last day allowed (ISO), `deadline_text` when as
    written; `deadline_inferred` says that the year came from the text instead of the article's
    date. `documents` are those that the sentence names or stands under, in normal form.
    """

    start: int
    end: int
    issuer: str
    issuer_office: str | None
    units: tuple[str, ...]
    task_start: int
    task_end: int
    kind: Kind
    deadline: str | None = None
    deadline_text: str | None = None
    deadline_inferred: bool = False
    documents: tuple[str, ...] = ()
