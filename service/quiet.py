"""Libraries that would reach for the network on their own, or waste time, are told not to."""

import os

_QUIET = {
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    # Waking the tokenizer's threads for the few new words of a question takes longer than the work.
    "TOKENIZERS_PARALLELISM": "false",
}
_OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}


def keep_quiet(*, network: bool) -> None:
    """Set what they read in the environment; without `network`, the model hub is offline too.

    An operator's own value stands.
    """
    for name, value in (_QUIET if network else _QUIET | _OFFLINE).items():
        os.environ.setdefault(name, value)
