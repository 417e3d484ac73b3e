"""Articles from texts that need no cleaning: what a client posts, what an evaluation brings."""

from corpus.articles import Article, Block
from corpus.vietnamese.normal import nfc


def ready_article(
    title: str,
    text: str,
    *,
    name: str,
    source: str | None = None,
    url: str | None = None,
    published: str | None = None,
) -> Article:
    """Return the article of a title (may be empty) and a text whose lines are paragraphs.

    Both are brought to NFC with single blanks, and empty lines are dropped; nothing else is
    changed or refused.
    """
    lines = [" ".join(nfc(line).split()) for line in (title.replace("\n", " "), *text.splitlines())]
    blocks: list[Block] = []
    kept: list[str] = []
    at = 0
    for i, line in enumerate(lines):
        if not line:
            continue
        blocks.append(Block("paragraph" if i else "title", at, at + len(line)))
        kept.append(line)
        at += len(line) + 1
    return Article(
        text="\n".join(kept),
        blocks=tuple(blocks),
        name=name,
        title=lines[0] or None,
        source=source,
        url=url,
        published=published,
    )
