"""What can go wrong between a request and its answer.

ServiceError                an error of this package; `exit_code` for the command line
├── BadInput                the request cannot be read; `field` names the part that is wrong
│   └── SettingsError       a setting is unknown or has a value that cannot be read
├── NotReady                no data directory, store or index yet; the message says what to run
├── Forbidden               the address may not be served without keys
├── ReaderDamaged           the weights of the extractive reader cannot be used
└── ChatError               the chat model failed, was too slow or answered with nothing

Every message names the value, what was expected and the remedy.
"""

# ruff: noqa: N818 - a name says what happened; "Error" is left to the groups that are caught


class ServiceError(Exception):
    """Any error of this package."""

    exit_code = 2


class BadInput(ServiceError):
    """Input that cannot be read; `field` names it as the client sent it."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class SettingsError(BadInput):
    """A setting that is unknown, or a value that cannot be read."""


class NotReady(ServiceError):
    """Something must be run first; the message says what."""


class Forbidden(ServiceError):
    """The address may not be served as asked; the message says what is missing."""


class ChatError(ServiceError):
    """The chat model failed, was too slow, or answered with nothing to keep."""


class ReaderDamaged(ServiceError):
    """The weights of the reader are missing or of another shape."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"the reader's weights {name} are missing or damaged; install the program again"
        )
