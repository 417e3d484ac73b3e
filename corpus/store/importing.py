"""Read exported articles: each line whole or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import ValidationError
from sqlalchemy import Connection, Table, bindparam, select

from corpus.articles import Article, Block, PassageSpan
from corpus.directives import Directive
from corpus.documents import DocumentMention
from corpus.duplicates import bands
from corpus.errors import Refused, StoreError
from corpus.store import clustering, rows
from corpus.store.checking import finding_problems
from corpus.store.dates import seconds
from corpus.store.entry import Entry
from corpus.store.exporting import article_lines
from corpus.store.known import known_keys, known_texts
from corpus.store.lines import VERSION, ArticleLine, DirectiveLine, Header, RevisionLine
from corpus.store.rows import Rows
from corpus.store.schema import (
    articles,
    counters,
    definitions,
    directives,
    heads,
    mentions,
    passages,
    revisions,
    source_keys,
    texts,
)
from corpus.store.schema import bands as band_rows
from corpus.vietnamese.definitions import Definition

# Parents before children.
_TABLES = (
    articles, revisions, texts, heads, passages, mentions, definitions, directives, band_rows,
    source_keys,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line that was understood: the article, and each of its revisions ready to be put."""

    number: int
    line: ArticleLine
    entries: tuple[Entry, ...]


def read_header(content: bytes) -> Header:
    """Understand the first line; raise StoreError where it is not that of an export."""
    try:
        return Header.model_validate_json(content)
    except ValidationError as error:
        raise StoreError(
            f"the first line is {content[:60]!r}, expected that of an export in version "
            f"{VERSION}; make one with: tracuu export FILE"
        ) from error


def read_line(number: int, content: bytes) -> ReadLine:
    """Understand a line; raise Refused with the reason where it is not an article as exported."""
    try:
        line = ArticleLine.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise Refused(f"{where}: {first['msg']}" if where else str(first["msg"])) from error
    except RecursionError as error:
        raise Refused("it is nested too deeply") from error
    if b"\\u0000" in content and any("\0" in value for value in _strings(line.model_dump())):
        raise Refused("it has a NUL character, which no text has")
    if sum(one.current for one in line.revisions) != 1:
        raise Refused("not exactly one revision is current")
    if line.revisions[0].revision != line.article_id:
        raise Refused(f"article {line.article_id} is not named by its first text")
    known = {one.revision for one in line.revisions}
    if any(one.revision not in known for one in line.keys):
        raise Refused("a key has a revision that the article has not")
    if (line.removed_at is None) != (line.state == "live"):
        raise Refused(f"state {line.state} and removed_at {line.removed_at} do not agree")
    for moment in (line.created_at, line.removed_at, *(one.seen_at for one in line.keys)):
        _check_moment(moment)
    return ReadLine(number, line, tuple(map(_entry, line.revisions)))


def _strings(value: object) -> Iterator[str]:
    """Yield every string in what was read from JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def _check_moment(moment: str | None) -> None:
    try:
        seconds(moment or "2000-01-01")
    except ValueError as error:
        raise Refused(f"{moment!r} is not a time") from error


def _entry(one: RevisionLine) -> Entry:
    _check_moment(one.ingested_at)
    article = Article(
        text=one.text,
        blocks=tuple(Block(*block) for block in one.blocks),
        name=one.name,
        title=one.title,
        source=one.source,
        author=one.author,
        url=one.url,
        published=one.published,
        place=one.place,
    )
    entry = Entry(
        key=one.origin,
        article=article,
        passages=tuple(PassageSpan(i, *span) for i, span in enumerate(one.passages)),
        mentions=tuple(DocumentMention(**dict(found)) for found in one.mentions),
        definitions=tuple(Definition(**dict(found)) for found in one.definitions),
        directives=tuple(_directive(one.text, found) for found in one.directives),
        bands=bands(article),
    )
    if entry.revision != one.revision:
        raise Refused(f"revision {one.revision} does not hold the text it is named by")
    if one.text.strip() and not one.passages:
        raise Refused(f"revision {one.revision} has no passages")
    for problem in finding_problems(one.text, entry.mentions, entry.definitions):
        raise Refused(f"revision {one.revision}: {problem}")
    return entry


def _directive(text: str, found: DirectiveLine) -> Directive:
    at = text.find(found.task, found.start, found.end)
    if at < 0:
        raise Refused(f"the task {found.task[:40]!r} is not in its sentence")
    told = found.model_dump(exclude={"task"})
    return Directive(**told, task_start=at, task_end=at + len(found.task))


def put_lines(connection: Connection, read: Sequence[ReadLine]) -> dict[int, str | None]:
    """Put articles, and say of each line by its number what became of it.

    None where it was added, an empty string where it is here already, else why it is refused.
    """
    here, writing = _Here(connection, read), _Writing(connection)
    told: dict[int, str | None] = {}
    for one in read:
        told[one.number] = reason = here.reason(one.line)
        if reason is None:
            here.add(one.line)
            writing.add(one)
    writing.write()
    return told


class _Here:
    """What the store holds of the articles, texts and keys of some lines."""

    def __init__(self, connection: Connection, read: Sequence[ReadLine]) -> None:
        self._connection = connection
        ids = [one.line.article_id for one in read]
        named = select(articles.c.article_id, articles.c.key).where(articles.c.article_id.in_(ids))
        self._articles = {row.article_id: row.key for row in connection.execute(named)}
        digests = {entry.revision for one in read for entry in one.entries}
        self._texts = set(known_texts(connection, digests))
        self._keys = set(known_keys(connection, {k.key for one in read for k in one.line.keys}))

    def add(self, line: ArticleLine) -> None:
        """Note an article that is to be put."""
        self._articles[line.article_id] = 0
        self._texts |= {one.revision for one in line.revisions}
        self._keys |= {one.key for one in line.keys}

    def reason(self, line: ArticleLine) -> str | None:
        """Return why a line cannot be put, empty where its article is here as it is."""
        key = self._articles.get(line.article_id)
        if key is not None:
            if key and article_lines(self._connection, [key]) == [line]:
                return ""
            return (
                f"article {line.article_id} is here already, and not as in this line; import into "
                "an empty data directory, or remove and purge it here first"
            )
        for one in line.revisions:
            if one.revision in self._texts:
                return f"the text of revision {one.revision} is here already, in another article"
        for known in line.keys:
            if known.key in self._keys:
                return f"{known.key!r} is the source of another article here"
        return None


class _Writing:
    """The rows of articles to be put."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        counted = connection.execute(select(counters).with_for_update())
        self._last: dict[str, int] = {row.name: row.value for row in counted}
        self._rows: dict[Table, Rows] = {table: [] for table in _TABLES}
        self._live: list[int] = []

    def add(self, read: ReadLine) -> None:
        """Note the rows of an article."""
        line, new = read.line, self._rows
        article = self._next(articles)
        new[articles].append(
            {"key": article, "article_id": line.article_id, "created_at": line.created_at}
        )
        for one, entry in zip(line.revisions, read.entries, strict=True):
            row = self._next(revisions)
            first = self._next(passages, len(entry.passages))
            kept = rows.revision_row(entry, row, article, one.ingested_at)
            new[revisions].append({**kept, "content": one.content})
            new[texts].append(rows.text_row(entry, row))
            new[passages] += rows.passage_rows(entry, row, first)
            new[mentions] += rows.mention_rows(entry, row)
            new[definitions] += rows.definition_rows(entry, row)
            new[directives] += rows.directive_rows(entry, row)
            new[band_rows] += rows.band_rows(entry, row)
            if one.current:
                head = {"article": article, "revision": row, "state": line.state}
                new[heads].append({**head, "removed_at": line.removed_at})
        new[source_keys] += [{**known.model_dump(), "article": article} for known in line.keys]
        if line.state == "live":
            self._live.append(article)

    def _next(self, table: Table, count: int = 1) -> int:
        first = self._last[table.name] + 1
        self._last[table.name] += count
        return first

    def write(self) -> None:
        """Write them, parents before children."""
        for table, new in self._rows.items():
            if new:
                self._connection.execute(table.insert(), new)
        clustering.arrange(self._connection, self._live)
        self._last["changes"] += bool(self._live)
        values = [{"this": name, "value": value} for name, value in self._last.items()]
        statement = counters.update().where(counters.c.name == bindparam("this"))
        self._connection.execute(statement.values(value=bindparam("value")), values)
