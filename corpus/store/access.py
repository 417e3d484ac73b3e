"""API keys and feedback: what the service keeps besides articles."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.exc import IntegrityError

from corpus.errors import StoreError
from corpus.store.dates import now
from corpus.store.filters import storable
from corpus.store.records import ApiKey, Thumb
from corpus.store.schema import api_keys, counters, feedback


def next_key(connection: Connection, name: str) -> int:
    """Take the next key of a table from its counter."""
    connection.execute(
        counters.update().where(counters.c.name == name).values(value=counters.c.value + 1)
    )
    statement = select(counters.c.value).where(counters.c.name == name)
    return int(connection.execute(statement).scalar_one())


def add_key(connection: Connection, name: str, secret_hash: str, role: str) -> ApiKey:
    """Keep a key; raise StoreError where the same secret is known already."""
    made = ApiKey(next_key(connection, "api_keys"), name, role, now(), None, secret_hash)
    row = {"key": made.key_id, "name": name, "hash": secret_hash, "role": role,
           "created_at": made.created_at}  # fmt: skip
    try:
        connection.execute(api_keys.insert(), row)
    except IntegrityError as error:
        raise StoreError(f"the key {name!r} is known already; make a new secret") from error
    return made


def find_key(connection: Connection, secret_hash: str) -> ApiKey | None:
    """Return the key with this hash, unless it is unknown or revoked."""
    statement = select(api_keys).where(
        api_keys.c.hash == secret_hash, api_keys.c.revoked_at.is_(None)
    )
    row = connection.execute(statement).first()
    return _api_key(row) if row else None


def list_keys(connection: Connection) -> tuple[ApiKey, ...]:
    """Return all keys, revoked ones too, in the order in which they were made."""
    return tuple(map(_api_key, connection.execute(select(api_keys).order_by(api_keys.c.key))))


def revoke_key(connection: Connection, key_id: int) -> None:
    """Revoke a key; raise StoreError where there is none that is valid."""
    statement = (
        api_keys.update()
        .where(api_keys.c.key == key_id, api_keys.c.revoked_at.is_(None))
        .values(revoked_at=now())
    )
    if not connection.execute(statement).rowcount:
        raise StoreError(f"there is no valid key {key_id}; list the keys to see their numbers")


def _api_key(row: Row[*tuple[Any, ...]]) -> ApiKey:
    return ApiKey(row.key, row.name, row.role, row.created_at, row.revoked_at, row.hash)


def add_feedback(
    connection: Connection,
    *,
    question: str,
    answer: str,
    citations: Sequence[object],
    thumb: Thumb,
    comment: str | None,
) -> int:
    """Keep what a user thought of an answer; `citations` is anything that JSON can hold."""
    key = next_key(connection, "feedback")
    row = {
        "key": key,
        "created_at": now(),
        "question": storable(question),
        "answer": storable(answer),
        "citations": json.dumps(citations, ensure_ascii=False),
        "thumb": thumb,
        "comment": comment and storable(comment),
    }
    connection.execute(feedback.insert(), row)
    return key
