"""Near copies of an article, made by rule: those that are the same text, and those that are not."""

import random
import re
from collections.abc import Callable

from corpus.articles import Article, Block, BlockKind
from corpus.vietnamese.sentences import sentences

Lines = list[tuple[BlockKind, str]]
Change = Callable[[Lines, random.Random], Lines | None]


def article_of(lines: Lines, name: str) -> Article:
    """Return an article of lines with their kinds."""
    at, blocks = 0, []
    for kind, line in lines:
        blocks.append(Block(kind, at, at + len(line)))
        at += len(line) + 1
    text = "\n".join(line for _, line in lines)
    titles = [line for kind, line in lines if kind == "title"]
    return Article(text, tuple(blocks), name, titles[0] if titles else None)


def lines_of(record: dict[str, str]) -> Lines:
    """Return the lines of a news record: title, lead, body, one sentence group a line."""
    found: Lines = [("title", record["title"]), ("lead", record["lead"])]
    body = record["body"]
    spans = sentences(body)
    for first in range(0, len(spans), 3):
        group = spans[first : first + 3]
        found.append(("paragraph", body[group[0][0] : group[-1][1]]))
    return [(kind, " ".join(line.split())) for kind, line in found if line.strip()]


def _body(lines: Lines) -> list[int]:
    return [i for i, (kind, _) in enumerate(lines) if kind == "paragraph"]


def _edited(lines: Lines, at: int, line: str) -> Lines:
    return [*lines[:at], (lines[at][0], line), *lines[at + 1 :]]


def title(lines: Lines, rng: random.Random) -> Lines:
    return _edited(lines, 0, "Tin mới nhận: " + lines[0][1].lower())


def agency(lines: Lines, rng: random.Random) -> Lines:
    at = _body(lines)[0]
    signed = f"Hà Nội (TTXVN) - {lines[at][1]}"
    return [*_edited(lines, at, signed), ("paragraph", "Theo TTXVN"), ("paragraph", "Ảnh: PV")]


def notices(lines: Lines, rng: random.Random) -> Lines:
    return [
        *lines,
        ("paragraph", "Mời quý độc giả theo dõi các chương trình của kênh trên mạng xã hội."),
        ("paragraph", "Đường dây nóng: 0900 000 000, thư điện tử toasoan@bao.example"),
    ]


def lead(lines: Lines, rng: random.Random) -> Lines:
    return [line for line in lines if line[0] != "lead"]


def caption(lines: Lines, rng: random.Random) -> Lines:
    at = _body(lines)[len(_body(lines)) // 2]
    return [
        *lines[:at],
        ("caption", "Quang cảnh buổi lễ sáng nay"),
        *lines[at:],
    ]


def spelling(lines: Lines, rng: random.Random) -> Lines:
    swaps = (
        ("hòa", "hoà"),
        ("hoá", "hóa"),
        ("uỷ", "ủy"),
        ("thuỷ", "thủy"),
        ('"', "”"),
        (" - ", " – "),
    )
    changed = lines
    for i in _body(lines):
        line = changed[i][1]
        for old, new in swaps:
            line = line.replace(old, new)
        changed = _edited(changed, i, line)
    return changed


def slips(lines: Lines, rng: random.Random) -> Lines:
    """Drop a letter of one plain word in a hundred."""
    return _plain_words(lines, rng, lambda word: word[:-1])


def corrections(lines: Lines, rng: random.Random) -> Lines:
    """Put another plain word for one in a hundred."""
    return _plain_words(lines, rng, lambda word: "thì")


def _plain_words(lines: Lines, rng: random.Random, new: Callable[[str], str]) -> Lines:
    words = [
        (i, match)
        for i in _body(lines)
        for match in re.finditer(r"(?<= )[a-zà-ỹđ]{3,}(?= )", lines[i][1])
        if match[0] not in {"không", "chưa", "chẳng", "đừng", "phủ", "bác", "thôi"}
    ]
    chosen = rng.sample(words, len(words) // 100)
    changed = lines
    for i, match in sorted(chosen, key=lambda one: (one[0], -one[1].start())):
        line = changed[i][1]
        line = line[: match.start()] + new(match[0]) + line[match.end() :]
        changed = _edited(changed, i, line)
    return changed


def tail_cut(lines: Lines, rng: random.Random) -> Lines | None:
    body = _body(lines)
    cut = lines[body[-max(1, len(body) // 3)] :]
    words = sum(len(line.split()) for _, line in cut)
    return lines[: -len(cut)] if words > 15 and len(body) > 2 else None


def middle_cut(lines: Lines, rng: random.Random) -> Lines | None:
    body = _body(lines)
    at = body[len(body) // 2]
    return [*lines[:at], *lines[at + 1 :]] if len(lines[at][1].split()) > 15 else None


def figure(lines: Lines, rng: random.Random) -> Lines | None:
    """Change one figure of the body."""
    return _swap_one(lines, rng, r"(?<![\w.,/-])\d+(?![\w.,/-])", lambda found: str(int(found) + 1))


def name(lines: Lines, rng: random.Random) -> Lines | None:
    """Give one person or place of the body another name."""
    return _swap_one(
        lines, rng, r"(?<=[a-zà-ỹđ] )[A-ZĐ][a-zà-ỹđ]+ [A-ZĐ][a-zà-ỹđ]+", lambda _: "Xuân Quỳnh"
    )


def negation(lines: Lines, rng: random.Random) -> Lines | None:
    return _swap_one(lines, rng, r"(?<= )(?:được|có|là|đã)(?= )", lambda found: f"không {found}")


def update(lines: Lines, rng: random.Random) -> Lines:
    return [*lines, ("paragraph", "Đến 18 giờ cùng ngày, đã có thêm 7 người nhập viện.")]


def paragraph(lines: Lines, rng: random.Random) -> Lines:
    at = rng.choice(_body(lines))
    other = "Cùng ngày, lãnh đạo tỉnh đã đến thăm hỏi, động viên các gia đình và trao quà hỗ trợ."
    return _edited(lines, at, other)


def _swap_one(
    lines: Lines, rng: random.Random, pattern: str, new: Callable[[str], str]
) -> Lines | None:
    found = [(i, match) for i in _body(lines) for match in re.finditer(pattern, lines[i][1])]
    if not found:
        return None
    i, match = rng.choice(found)
    line = lines[i][1]
    return _edited(lines, i, line[: match.start()] + new(match[0]) + line[match.end() :])


SAME: tuple[Change, ...] = (
    title, agency, notices, lead, caption, spelling, slips, corrections,
)  # fmt: skip
OTHER: tuple[Change, ...] = (
    tail_cut, middle_cut, figure, name, negation, update, paragraph,
)  # fmt: skip
