"""The way to a Milvus server, which may be away. The only file that imports pymilvus.

Every call has a time limit. One that fails because the server is away is made once more after a
moment, drawn by chance; then nothing is asked of it for a pause, and whoever does is told so at
once. Without the pause every request that comes while the server is away would wait for as long
as a call may take, and all of them would fall upon it when it is back.
"""

import logging
import os
import random
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from pybreaker import CircuitBreaker, CircuitBreakerError
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

from index.errors import REMEDY, IndexAway, IndexDamaged, IndexMissing, IndexUnwritable

SCHEME = "milvus+"
READ_SECONDS = 3.0
WRITE_SECONDS = 60.0
BUILD_SECONDS = 600.0  # to load a collection
PAUSE_SECONDS = 2.0
PAGE = 1_000  # rows read at once
ATTEMPTS = 2
# How gRPC goes back to a server that was away: its own steps grow to two minutes.
_RECONNECTING = {"grpc.initial_reconnect_backoff_ms": 100, "grpc.max_reconnect_backoff_ms": 1_000}
# milvus-lite takes it amiss to be asked whether it lives.
_IN_PROCESS = {"grpc.keepalive_time_ms": 2**31 - 1}
_NO_COLLECTION = 100
_NOT_LOADED = 101
_NO_CONNECTION = 2

Row = dict[str, Any]
Consistency = Literal["Strong", "Bounded"]


class Link:
    """A connection to one server, made when it is first needed; safe to use from threads.

    Every method raises `IndexAway` where the server does not answer, and `IndexMissing` where it
    has no such collection.
    """

    def __init__(self, address: str) -> None:
        """Take an address: `milvus+http://[user:password@]host:port[/database]`, or https.

        `milvus+file:///path/NAME.db` is milvus-lite in this process, for tests and tries.
        """
        if find_spec("pymilvus") is None:  # it is imported when it is needed
            raise ModuleNotFoundError("No module named 'pymilvus'", name="pymilvus")
        self.address = address.removeprefix(SCHEME)
        self._client: Any = None
        self._connecting = threading.Lock()
        self._breaker = CircuitBreaker(
            fail_max=1,
            # Processes that lost the server together are not to come back together.
            reset_timeout=PAUSE_SECONDS * random.uniform(0.75, 1.25),  # noqa: S311 - no secret
            exclude=[lambda error: not _away(error)],
            throw_new_error_on_trip=False,
        )

    @property
    def alone(self) -> bool:
        """Whether no other process can reach the server, as it runs in this one."""
        return urlsplit(self.address).scheme == "file"

    @property
    def answers(self) -> bool:
        """Whether the last call found a server."""
        return bool(self._breaker.current_state == "closed")

    @property
    def shown(self) -> str:
        """The server's address without its password, for messages."""
        parts = urlsplit(self.address)
        return parts.path if parts.scheme == "file" else f"{parts.hostname}:{parts.port or 19530}"

    def call(self, name: str, *args: Any, timeout: float | None = None, **options: Any) -> Any:
        """Call a method of the client within `timeout` seconds, twice if the server is away.

        By default it is given the time of a read; what runs in this process cannot be away.
        """
        timeout = timeout or (WRITE_SECONDS if self.alone else READ_SECONDS)
        try:
            return self._breaker.call(self._call, name, *args, timeout=timeout, **options)
        except CircuitBreakerError as error:
            raise self._gone("does not answer") from error
        except _failures() as error:
            if _code(error) == _NO_COLLECTION:
                raise IndexMissing(f"{self.shown} has no such collection: {error}") from error
            raise self._gone(f"does not do what it is asked ({_told(error)})") from error

    def write(self, name: str, *args: Any, **options: Any) -> Any:
        """Call a method that writes; raises `IndexUnwritable` too."""
        try:
            return self.call(name, *args, timeout=WRITE_SECONDS, **options)
        except IndexAway as error:
            raise IndexUnwritable(
                f"the index cannot be written: {error}; the index in use is untouched"
            ) from error

    def search(
        self,
        collection: str,
        field: str,
        vector: Any,
        top: int,
        *,
        where: str,
        params: Mapping[str, Any] | None = None,
    ) -> dict[int, float]:
        """Return keys and inner products of the best `top` rows that fulfil `where`."""
        (hits,) = self.call(
            "search",
            collection,
            data=[vector],
            anns_field=field,
            limit=top,
            filter=where,
            search_params={"metric_type": "IP", "params": dict(params or {})},
            consistency_level="Bounded",
        )
        return {int(hit["key"]): float(hit["distance"]) for hit in hits}

    def rows(
        self,
        collection: str,
        keys: Sequence[int],
        fields: Sequence[str],
        *,
        consistency: Consistency = "Bounded",
    ) -> list[Row]:
        """Return those rows whose primary key is among `keys`, in any order."""
        found: list[Row] = []
        for start in range(0, len(keys), PAGE):
            found += self.call(
                "query",
                collection,
                ids=list(keys[start : start + PAGE]),
                output_fields=list(fields),
                consistency_level=consistency,
            )
        return found

    def count(self, collection: str, where: str) -> int:
        """Return how many rows fulfil `where`, all that was written before included."""
        (row,) = self.call(
            "query",
            collection,
            filter=where,
            output_fields=["count(*)"],
            consistency_level="Strong",
        )
        return int(row["count(*)"])

    def all_rows(self, collection: str, where: str, fields: Sequence[str]) -> Iterator[Row]:
        """Yield every row that fulfils `where`, all that was written before included."""
        pages = self.call(
            "query_iterator",
            collection,
            batch_size=PAGE,
            filter=where,
            output_fields=list(fields),
            consistency_level="Strong",
        )
        try:
            while page := self._guarded(pages.next):
                yield from page
        finally:
            pages.close()

    def create(self, collection: str, fields: Mapping[str, Mapping[str, Any]]) -> None:
        """Make a collection of `fields`; a field's `index` says how it is indexed."""
        from pymilvus import DataType, MilvusClient  # noqa: PLC0415 - see `_connected`

        schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
        indexes = MilvusClient.prepare_index_params()
        for name, described in fields.items():
            options = dict(described)
            index = options.pop("index", None)
            schema.add_field(name, DataType[options.pop("type")], **options)
            if index:
                indexes.add_index(name, **index)
        self.call("create_collection", collection, schema=schema, consistency_level="Bounded")
        # There is nothing in it yet whose indexing were to be waited for.
        self.call("create_index", collection, indexes, sync=False)
        self.call("load_collection", collection, timeout=BUILD_SECONDS)

    def settle(self, collections: Iterable[str]) -> None:
        """Have milvus-lite index what was written, as a server does when it thinks best."""
        if self.alone:
            for collection in collections:
                self.write("flush", collection)

    def close(self) -> None:
        """Give the connection back."""
        with self._connecting:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    def _call(self, name: str, *args: Any, **options: Any) -> Any:
        # What is known to be away is tried once, to see whether it is back.
        attempts = ATTEMPTS if self.answers else 1
        trying = Retrying(
            stop=stop_after_attempt(attempts),
            wait=wait_random_exponential(multiplier=0.05, max=0.5),
            retry=retry_if_exception(lambda error: _away(error) or _code(error) == _NOT_LOADED),
            reraise=True,
        )
        return trying(self._once, name, *args, **options)

    def _once(self, name: str, *args: Any, **options: Any) -> Any:
        client = self._connected()
        try:
            return getattr(client, name)(*args, **options)
        except _failures() as error:
            if _code(error) == _NOT_LOADED:  # the server has been started anew
                client.load_collection(args[0], timeout=READ_SECONDS, _async=True)
            raise

    def _guarded(self, step: Any) -> Any:
        """Take a step of an iterator."""
        failures: tuple[type[Exception], ...] = (CircuitBreakerError, *_failures())
        try:
            return self._breaker.call(step)
        except failures as error:
            raise self._gone(f"stopped in the middle ({_told(error)})") from error

    def _connected(self) -> Any:
        """Return the client. Only who uses Milvus waits for its import."""
        with self._connecting:
            if self._client is None and self._breaker.current_state == "open":
                raise CircuitBreakerError("the one that connected before found no server")
            if self._client is None:
                # pymilvus would read a file `.env`, and logs what is raised here as well.
                os.environ.setdefault("PYTHON_DOTENV_DISABLED", "1")
                from pymilvus import MilvusClient  # noqa: PLC0415

                logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
                parts = urlsplit(self.address)
                if parts.scheme == "file":
                    where = {"uri": unquote(parts.path)}
                    options = _IN_PROCESS
                else:
                    options = _RECONNECTING
                    user, password = unquote(parts.username or ""), unquote(parts.password or "")
                    where = {
                        "uri": f"{parts.scheme}://{parts.hostname}:{parts.port or 19530}",
                        "token": f"{user}:{password}" if user else "",
                        "db_name": parts.path.strip("/"),
                    }
                self._client = MilvusClient(
                    **where, timeout=READ_SECONDS, dedicated=True, grpc_options=options
                )
            return self._client

    def _gone(self, how: str) -> IndexAway:
        return IndexAway(
            f"the Milvus server {self.shown} {how}; see that it runs, the index is used again as "
            "soon as it answers"
        )


def damaged(what: str) -> IndexDamaged:
    """Return the error for what is in the server but not as it was written."""
    return IndexDamaged(f"{what}; {REMEDY}")


def _failures() -> tuple[type[Exception], ...]:
    from grpc import RpcError  # noqa: PLC0415 - see `_connected`
    from pymilvus.exceptions import MilvusException  # noqa: PLC0415

    # A channel that another thread gave up raises ValueError.
    return MilvusException, RpcError, ValueError


def _away(error: BaseException) -> bool:
    """Return whether an error says that no server answers, rather than what one answered."""
    from grpc import RpcError, StatusCode  # noqa: PLC0415 - see `_connected`

    code = _code(error)
    return isinstance(error, RpcError) or isinstance(code, StatusCode) or code == _NO_CONNECTION


def _code(error: BaseException) -> object:
    return getattr(error, "code", None)


def _told(error: Any) -> str:
    if callable(getattr(error, "details", None)):  # of gRPC itself
        return f"{error.code().name}: {error.details()}"
    return str(getattr(error, "message", "") or error).splitlines()[0][:200]
