import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.articles import BLOCK_KINDS, Article, Block, BlockKind, PassageSpan
from corpus.chunking import passages
from tests.shared_data import shared

Sketch = list[tuple[BlockKind, str]]


def article(sketch: Sketch) -> Article:
    """Join blocks by newlines, as cleaning does."""
    blocks: list[Block] = []
    text = ""
    for kind, content in sketch:
        start = len(text) + 1 if text else 0
        text = f"{text}\n{content}" if text else content
        blocks.append(Block(kind, start, len(text)))
    return Article(text=text, blocks=tuple(blocks), name="thử")


def cut(sketch: Sketch, target: int = 10, limit: int = 15) -> list[str]:
    made = article(sketch)
    return [made.text[s.start : s.end] for s in passages(made, target=target, limit=limit)]


def words(count: int, word: str = "chữ") -> str:
    return " ".join([word] * count)


def tiles(text: str, spans: tuple[PassageSpan, ...]) -> None:
    """Assert that only white space lies outside the spans, and none at their ends."""
    position = 0
    for ordinal, span in enumerate(spans):
        assert span.ordinal == ordinal
        assert position <= span.start < span.end <= len(text)
        assert not text[position : span.start].strip()
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        position = span.end
    assert not text[position:].strip()


syllable = st.sampled_from(
    ["Nghị", "quyết", "số", "57-NQ/TW,", "của", "Bộ;", "xong.", "Hết?", "TP.", "–"]
)
content = st.lists(syllable, min_size=1, max_size=60).map(" ".join)
sketches = st.lists(st.tuples(st.sampled_from(BLOCK_KINDS), content), max_size=14)


@settings(max_examples=200)
@given(sketches, st.integers(1, 30), st.integers(0, 20))
def test_passages_tile_the_text_within_the_limit(sketch: Sketch, target: int, more: int) -> None:
    made = article(sketch)
    spans = passages(made, target=target, limit=target + more)
    tiles(made.text, spans)
    assert all(len(made.text[s.start : s.end].split()) <= target + more for s in spans)


@settings(max_examples=200)
@given(sketches, st.integers(8, 30))
def test_captions_and_tables_share_with_nothing_but_their_heading(
    sketch: Sketch, target: int
) -> None:
    made = article(sketch)
    for span in passages(made, target=target, limit=target + 10):
        inside = [b for b in made.blocks if b.start < span.end and span.start < b.end]
        body = [b for b in inside if b.kind not in {"title", "heading"}]
        if any(b.kind in {"caption", "table"} for b in body):
            assert len(body) == 1


@settings(max_examples=200)
@given(sketches)
def test_a_title_stands_alone_only_where_nothing_follows(sketch: Sketch) -> None:
    made = article([("title", "Bộ Chính trị ban hành Nghị quyết"), *sketch])
    first = passages(made)[0]
    assert first.start == 0
    assert first.end > made.blocks[0].end or not sketch


@settings(max_examples=100)
@given(st.text(max_size=400), st.integers(0, 100), st.integers(0, 100))
def test_any_text_with_blocks_over_part_of_it_is_tiled(text: str, low: int, high: int) -> None:
    start, end = sorted((min(low, len(text)), min(high, len(text))))
    made = Article(text=text, blocks=(Block("paragraph", start, end),), name="thử")
    tiles(text, passages(made, target=5, limit=8))


def test_short_paragraphs_are_packed_up_to_the_target() -> None:
    four = [words(4, letter) for letter in "abcd"]
    sketch: Sketch = [("paragraph", text) for text in four]
    assert cut(sketch) == ["\n".join(four[:2]), "\n".join(four[2:])]


def test_the_title_goes_with_the_first_body_passage() -> None:
    assert cut([("title", "Tin mới"), ("lead", words(12))]) == [f"Tin mới\n{words(12)}"]
    parts = cut([("title", "Tin mới"), ("paragraph", f"{words(7)}. {words(7)}.")])
    assert parts == [f"Tin mới\n{words(7)}.", f"{words(7)}."]


def test_a_text_that_is_only_a_title_is_one_passage() -> None:
    assert cut([("title", "Tin mới")]) == ["Tin mới"]


def test_an_empty_text_has_no_passage() -> None:
    assert cut([]) == []
    assert passages(Article(text=" \n ", blocks=(), name="thử")) == ()


def test_a_heading_stays_with_what_follows() -> None:
    sketch: Sketch = [("paragraph", words(9)), ("heading", "Mục hai"), ("paragraph", words(8))]
    assert cut(sketch) == [words(9), f"Mục hai\n{words(8)}"]
    table: Sketch = [("paragraph", words(3)), ("heading", "Bảng một"), ("table", words(4))]
    assert cut(table) == [words(3), f"Bảng một\n{words(4)}"]


def test_a_caption_is_a_passage_of_its_own() -> None:
    sketch: Sketch = [
        ("paragraph", words(3)),
        ("caption", "Ảnh: hội nghị"),
        ("paragraph", words(3)),
    ]
    assert cut(sketch) == [words(3), "Ảnh: hội nghị", words(3)]


def test_a_long_paragraph_is_cut_at_sentence_ends_into_even_parts() -> None:
    sentence = "Một hai ba bốn năm."
    assert cut([("paragraph", " ".join([sentence] * 4))]) == [" ".join([sentence] * 2)] * 2


def test_an_over_long_sentence_is_cut_at_clauses_then_words() -> None:
    assert cut([("paragraph", f"{words(8)}, {words(8)} {words(4)}")]) == [
        f"{words(8)},",
        words(12),
    ]
    assert cut([("paragraph", words(40))]) == [words(10)] * 4


def test_a_scrap_joins_the_passage_before_it() -> None:
    assert cut([("paragraph", words(10)), ("paragraph", "Hết rồi")], 12, 15) == [
        f"{words(10)}\nHết rồi"
    ]
    assert cut([("paragraph", words(12)), ("paragraph", "Hết rồi")], 12, 15) == [
        f"{words(12)}\nHết rồi"
    ]


def test_text_outside_all_blocks_is_a_paragraph() -> None:
    assert passages(Article(text="Một câu.", blocks=(), name="thử")) == (PassageSpan(0, 0, 8),)


@pytest.mark.parametrize(("target", "limit"), [(0, 5), (10, 9), (-1, -1)])
def test_sizes_that_cannot_be_kept_are_refused(target: int, limit: int) -> None:
    with pytest.raises(ValueError, match="expected 1 <= target <= limit"):
        passages(article([]), target=target, limit=limit)


def test_real_articles_are_tiled() -> None:
    files = sorted(shared("articles", "web").iterdir())
    for path in random.Random(1).sample(files, 20):
        lines = path.read_text(encoding="utf-8").splitlines()
        made = article([("paragraph", line) for line in lines if line.strip()])
        spans = passages(made)
        tiles(made.text, spans)
        assert all(len(made.text[s.start : s.end].split()) <= 260 for s in spans)
