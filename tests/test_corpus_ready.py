"""Ready texts become articles as they are."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.ready import ready_article


def test_title_and_lines_become_blocks() -> None:
    article = ready_article("Tiêu đề", "Đoạn  một.\n\n Đoạn hai. ", name="a")
    assert article.text == "Tiêu đề\nĐoạn một.\nĐoạn hai."
    assert [(b.kind, article.text[b.start : b.end]) for b in article.blocks] == [
        ("title", "Tiêu đề"),
        ("paragraph", "Đoạn một."),
        ("paragraph", "Đoạn hai."),
    ]
    assert article.title == "Tiêu đề"


def test_no_title_is_none() -> None:
    article = ready_article("", "Một đoạn.", name="a")
    assert article.title is None
    assert article.text == "Một đoạn."


@given(st.text(max_size=200), st.text(max_size=400))
def test_blocks_tile_the_text(title: str, text: str) -> None:
    article = ready_article(title, text, name="a")
    assert "\n".join(article.text[b.start : b.end] for b in article.blocks) == article.text
