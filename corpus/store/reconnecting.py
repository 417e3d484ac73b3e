"""Connect to a server that may be away: again and again for a short time, then not for a moment.

Without the pause, every request that comes while the server is away would wait for as long as an
attempt may take, and all of them would fall upon it when it is back.
"""

import random
import time
from typing import Any

import psycopg
from psycopg.abc import RV, PQGen
from pybreaker import CircuitBreaker
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import Dialect
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


class Patient(psycopg.Connection[Any]):
    """A connection that is closed where its server is there but does not answer.

    It waits for `answer_seconds`, for ever where that is None.
    """

    answer_seconds: float | None = 10.0

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """Wait for an answer; raise OperationalError where none has come in time."""
        most = self.answer_seconds if timeout is None else timeout
        begun = time.monotonic()
        try:
            return super().wait(gen, interval, most)
        except psycopg.OperationalError as error:
            if timeout is None and most is not None and time.monotonic() - begun >= most:
                self.close()
                raise psycopg.OperationalError(f"no answer in {most:.0f} seconds") from error
            raise


def wait_for_ever(connection: Connection) -> None:
    """Let the server take any time on this connection, which no other is given after it."""
    connection.detach()
    made: Any = connection.connection.dbapi_connection
    made.answer_seconds = None
    connection.exec_driver_sql("SET statement_timeout = 0")


def keep_trying(engine: Engine) -> None:
    """Have an engine connect so; what comes in the pause raises CircuitBreakerError."""
    breaker = CircuitBreaker(
        fail_max=1,
        # Processes that lost the server together are not to come back together.
        reset_timeout=PAUSE_SECONDS * random.uniform(0.75, 1.25),  # noqa: S311 - no secret
        throw_new_error_on_trip=False,
    )

    def connect(
        _dialect: Dialect, _entry: ConnectionPoolEntry, args: tuple[Any, ...], named: dict[str, Any]
    ) -> Patient:
        return breaker.call(_connect, breaker, args, named)

    event.listen(engine, "do_connect", connect)


def _connect(breaker: CircuitBreaker, args: tuple[Any, ...], named: dict[str, Any]) -> Patient:
    known_away = breaker.current_state != "closed"
    trying = Retrying(
        stop=stop_after_attempt(1) if known_away else stop_after_delay(TRYING_SECONDS),
        wait=wait_random_exponential(multiplier=0.05, max=0.5),
        retry=retry_if_exception_type(psycopg.OperationalError),
        reraise=True,
    )
    return trying(Patient.connect, *args, **named)
