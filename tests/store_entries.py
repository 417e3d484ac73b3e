"""Entries for tests of the store, and what is read back of them."""

from collections.abc import Sequence

from corpus.articles import Article, Block, PassageSpan
from corpus.directives.find import find_directives
from corpus.documents import find_documents
from corpus.duplicates import bands
from corpus.store import Entry, Store
from corpus.vietnamese.definitions import Definition

TITLE = "Phiên họp về chuyển đổi số"
LEAD = "Chiều 17/5, Chính phủ họp tại Hà Nội."


def entry(
    body: str,
    key: str = "/data/a.txt",
    *,
    title: str = TITLE,
    source: str | None = None,
    place: str | None = None,
    published: str | None = None,
    url: str | None = None,
    definitions: Sequence[tuple[str, str]] = (),
    fingerprint: str | None = None,
) -> Entry:
    """Return an article of title, lead and the lines of `body`, each line a passage."""
    lines = [title, LEAD, *body.split("\n")]
    ends = [sum(len(line) + 1 for line in lines[: i + 1]) - 1 for i in range(len(lines))]
    spans = [(end - len(line), end) for line, end in zip(lines, ends, strict=True)]
    text = "\n".join(lines)
    kinds = ["title", "lead", *["paragraph"] * (len(lines) - 2)]
    article = Article(
        text=text,
        blocks=tuple(Block(kind, *span) for kind, span in zip(kinds, spans, strict=True)),
        name=key.rsplit("/", 1)[-1].removesuffix(".txt"),
        title=title,
        source=source,
        place=place,
        published=published,
        url=url,
    )
    return Entry(
        key=key,
        article=article,
        passages=tuple(PassageSpan(i, *span) for i, span in enumerate(spans)),
        mentions=tuple(find_documents(text)),
        definitions=tuple(
            Definition(short, long, text.index(long), text.index(long) + len(long))
            for short, long in definitions
        ),
        directives=tuple(find_directives(article)),
        fingerprint=fingerprint,
        bands=bands(article),
    )


def live_texts(store: Store) -> list[str]:
    """Return the bodies of the live articles, read through their passages."""
    keys = [key for key, _ in store.live_passages()]
    return [p.text for p in store.passages(keys) if p.text not in {TITLE, LEAD}]


def live_keys(store: Store) -> set[int]:
    return {key for key, _ in store.live_passages()}


STORY = "\n".join(
    f"Đoạn thứ {word} kể về buổi lễ khánh thành cây cầu mới qua sông, nơi đông đảo người dân "
    f"đã có mặt từ sớm để chứng kiến và bày tỏ niềm vui với phóng viên của báo {word} hôm ấy."
    for word in ("đầu", "giữa", "cuối")
)
ASKS = (
    "Thủ tướng Phạm Minh Chính yêu cầu Bộ Y tế báo cáo trước ngày 25/6/2025.\n"
    "Bộ trưởng Bộ Nội vụ đề nghị các bộ, ngành rà soát Nghị quyết số 57-NQ/TW.\n"
    "Bí thư Tỉnh ủy Trịnh Việt Hùng giao UBND tỉnh và Sở Y tế hoàn thành trong tháng 6."
)
