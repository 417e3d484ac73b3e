"""Connect to a server that may be away: again and again for a short time, then not for a moment.

Without the pause, every request that comes while the server is away would wait for as long as an
attempt may take, and all of them would fall upon it when it is back.
"""

import random
from typing import Any

import psycopg
from pybreaker import CircuitBreaker
from sqlalchemy import Engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry
from tenacity import (
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    stop_after_delay,
    wait_random_exponential,
)

TRYING_SECONDS = 2.0
"""For how long a connection is tried again that could not be made: a server restarts in less."""
PAUSE_SECONDS = 2.0
"""For how long no connection is tried after that, give or take a quarter."""


def keep_trying(engine: Engine) -> None:
    """Have an engine connect so; what comes in the pause raises CircuitBreakerError."""
    breaker = CircuitBreaker(
        fail_max=1,
        # Processes that lost the server together are not to come back together.
        reset_timeout=PAUSE_SECONDS * random.uniform(0.75, 1.25),  # noqa: S311 - no secret
        throw_new_error_on_trip=False,
    )

    def connect(
        dialect: Dialect, _entry: ConnectionPoolEntry, args: tuple[Any, ...], named: dict[str, Any]
    ) -> DBAPIConnection:
        return breaker.call(_connect, breaker, dialect, args, named)

    event.listen(engine, "do_connect", connect)


def _connect(
    breaker: CircuitBreaker, dialect: Dialect, args: tuple[Any, ...], named: dict[str, Any]
) -> DBAPIConnection:
    known_away = breaker.current_state != "closed"
    trying = Retrying(
        stop=stop_after_attempt(1) if known_away else stop_after_delay(TRYING_SECONDS),
        wait=wait_random_exponential(multiplier=0.05, max=0.5),
        retry=retry_if_exception_type(psycopg.OperationalError),
        reraise=True,
    )
    return trying(dialect.connect, *args, **named)
