"""What the store keeps besides articles: API keys, feedback, and what is known of addresses."""

from collections.abc import Sequence

from sqlalchemy import Engine

from corpus.store import access, visiting
from corpus.store.engine import changing
from corpus.store.engine import reading as read
from corpus.store.records import ApiKey, Thumb, Visit


class Keeping:
    """The part of the store that has nothing to do with texts."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def visits(self, addresses: Sequence[str]) -> dict[str, Visit]:
        """Return what is known of addresses that were fetched before."""
        with read(self._engine) as connection:
            return visiting.find_visits(connection, addresses)

    def note_visits(self, visits: Sequence[Visit]) -> None:
        """Keep what is known of addresses, in the place of what was known before."""
        with changing(self._engine) as connection:
            visiting.note_visits(connection, visits)

    def add_key(self, name: str, secret_hash: str, role: str) -> ApiKey:
        """Keep an API key by the hash of its secret."""
        with changing(self._engine) as connection:
            return access.add_key(connection, name, secret_hash, role)

    def find_key(self, secret_hash: str) -> ApiKey | None:
        """Return the valid API key with this hash."""
        with read(self._engine) as connection:
            return access.find_key(connection, secret_hash)

    def list_keys(self) -> tuple[ApiKey, ...]:
        """Return all API keys, revoked ones too."""
        with read(self._engine) as connection:
            return access.list_keys(connection)

    def revoke_key(self, key_id: int) -> None:
        """Revoke an API key; raise StoreError where no valid one has this id."""
        with changing(self._engine) as connection:
            access.revoke_key(connection, key_id)

    def add_feedback(
        self,
        *,
        question: str,
        answer: str,
        citations: Sequence[object],
        thumb: Thumb,
        comment: str | None = None,
    ) -> None:
        """Keep what a user thought of an answer."""
        with changing(self._engine) as connection:
            access.add_feedback(
                connection,
                question=question,
                answer=answer,
                citations=citations,
                thumb=thumb,
                comment=comment,
            )
