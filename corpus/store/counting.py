"""What the live articles hold together: their numbers, and the abbreviations they define."""

from sqlalchemy import Connection, Table, bindparam, func, select

from corpus.store.filters import storable
from corpus.store.records import Counts, Defined
from corpus.store.schema import definitions, feedback, heads, mentions, passages, revisions
from corpus.vietnamese.normal import normalise

_LIVE = heads.c.state == "live"


def counts(connection: Connection) -> Counts:
    """Return how much the store holds."""

    def live_rows_of(table: Table) -> int:
        joined = table.join(heads, heads.c.revision == table.c.revision)
        statement = select(func.count()).select_from(joined).where(_LIVE)
        return int(connection.execute(statement).scalar_one())

    states = select(heads.c.state, func.count()).group_by(heads.c.state)
    by_state = {row[0]: row[1] for row in connection.execute(states)}

    def rows_of(table: Table) -> int:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())

    return Counts(
        live=by_state.get("live", 0),
        removed=by_state.get("removed", 0),
        revisions=rows_of(revisions),
        passages=live_rows_of(passages),
        mentions=live_rows_of(mentions),
        definitions=live_rows_of(definitions),
        feedback=rows_of(feedback),
    )


_DEFINING = func.count(heads.c.article.distinct())
_DEFINED = (
    select(definitions.c.short, definitions.c.long, _DEFINING)
    .join(heads, heads.c.revision == definitions.c.revision)
    .where(_LIVE)
    .group_by(definitions.c.short, definitions.c.long)
    .order_by(_DEFINING.desc(), definitions.c.short, definitions.c.long)
)
_DEFINED_AS = _DEFINED.where(definitions.c.short_matching == bindparam("form"))


def defined(connection: Connection, short: str | None) -> tuple[Defined, ...]:
    """Return what live articles define, for one short form or all, the commonest first."""
    if short is None:
        return tuple(Defined(*row) for row in connection.execute(_DEFINED))
    form = {"form": storable(normalise(short))}
    return tuple(Defined(*row) for row in connection.execute(_DEFINED_AS, form))
