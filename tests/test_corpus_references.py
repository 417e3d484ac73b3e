from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import find_documents
from corpus.references import (
    Reference,
    StoredMention,
    aggregate,
    relations_in,
    stored_mentions,
)
from tests.shared_data import shared

MENTION = StoredMention(
    article_id="a",
    revision="r",
    number="18-NQ/TW",
    type="Nghị quyết",
    issuer="Ban Chấp hành Trung ương",
    date=None,
    title=None,
    start=0,
    end=20,
    quote="Nghị quyết 18-NQ/TW.",
)


def read(*texts: str) -> list[Reference]:
    """Return the references of articles a, b, c … with these texts."""
    found: list[StoredMention] = []
    for name, text in zip("abcdefgh", texts, strict=False):
        found += stored_mentions(name, "r", text, find_documents(text))
    return aggregate(found)


def related(text: str) -> set[tuple[str, str, str]]:
    return {(r.kind, r.subject, r.number) for r in relations_in(text, find_documents(text))}


def test_a_mention_is_stored_with_its_sentence() -> None:
    text = "Hội nghị đã họp. Nghị quyết 57-NQ/TW, tức là Nghị quyết 57, mở đường. Hết."
    (mention,) = stored_mentions("a", "r", text, find_documents(text))
    assert mention.quote == "Nghị quyết 57-NQ/TW, tức là Nghị quyết 57, mở đường."
    assert text[mention.start : mention.end] == mention.quote
    assert (mention.article_id, mention.revision, mention.number) == ("a", "r", "57-NQ/TW")


def test_the_dated_mention_of_a_sentence_is_the_one_kept() -> None:
    text = "Thực hiện 57-NQ/TW, tức Nghị quyết 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị."
    (mention,) = stored_mentions("a", "r", text, find_documents(text))
    assert mention.date == "2024-12-22"


def test_a_number_broken_over_two_lines_keeps_both() -> None:
    text = "Theo Nghị quyết 57-\nNQ/TW của Đảng."
    (mention,) = stored_mentions("a", "r", text, find_documents(text))
    assert mention.quote == text


def test_what_most_texts_say_holds() -> None:
    (reference,) = read(
        "Nghị quyết 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về khoa học và công nghệ.",
        "Nghị quyết số 57/NQ-TW.",
        "Nghị quyết 57-NQ/TW của Bộ Chính trị.",
        "Nghị quyết 57- NQ/TW (22/12/2024) về khoa học và công nghệ.",
    )
    assert reference.number == "57-NQ/TW"
    assert reference.type == "Nghị quyết"
    assert reference.issuer == "Bộ Chính trị"
    assert reference.date == "2024-12-22"
    assert reference.title == "về khoa học và công nghệ"
    assert [m.article_id for m in reference.mentions] == ["a", "b", "c", "d"]


def test_a_name_that_follows_from_the_number_yields_to_one_that_is_given() -> None:
    (reference,) = read("Nghị quyết 57-NQ/TW.", "57-NQ/TW.", "Bộ Chính trị ra Nghị quyết 57-NQ/TW.")
    assert reference.issuer == "Bộ Chính trị"
    (named,) = read(
        "Nghị quyết 18-NQ/TW của Ban Chấp hành Trung ương.",
        "Nghị quyết 18-NQ/TW của Ban Chấp hành Trung ương Đảng.",
        "Nghị quyết 18-NQ/TW.",
    )
    assert named.issuer == "Ban Chấp hành Trung ương"


def test_what_no_text_gives_is_none() -> None:
    (reference,) = read("Theo 142/2024/QH15.")
    assert (reference.type, reference.date, reference.title) == (None, None, None)
    assert reference.issuer == "Quốc hội"
    assert reference.relations == ()


def test_another_year_is_another_document() -> None:
    one, two = read(
        "Nghị quyết 18-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương về tổ chức bộ máy.",
        "Nghị quyết 18-NQ/TW ngày 16/6/2022 của Ban Chấp hành Trung ương về đất đai nói chung.",
    )
    assert {one.date, two.date} == {"2017-10-25", "2022-06-16"}


def test_another_issuer_is_another_document() -> None:
    found = read(
        "Kế hoạch 25/KH-UBND ngày 24/1/2025 của UBND tỉnh Thái Nguyên.",
        "Kế hoạch 25/KH-UBND ngày 20/1/2025 của UBND tỉnh Hà Tĩnh.",
    )
    assert {r.issuer for r in found} == {
        "Ủy ban nhân dân tỉnh Thái Nguyên",
        "Ủy ban nhân dân tỉnh Hà Tĩnh",
    }


def test_a_general_issuer_is_no_other_one() -> None:
    (reference,) = read(
        "Kế hoạch 25/KH-UBND ngày 24/1/2025.",
        "Kế hoạch 25/KH-UBND ngày 24/1/2025 của UBND tỉnh Thái Nguyên.",
    )
    assert reference.issuer == "Ủy ban nhân dân tỉnh Thái Nguyên"


def test_an_undated_mention_belongs_to_its_article_else_to_the_only_document() -> None:
    old = replace(MENTION, article_id="a", date="2017-10-25")
    new = replace(MENTION, article_id="b", date="2022-06-16")
    beside_new = replace(MENTION, article_id="b", start=50, end=70)
    elsewhere = replace(MENTION, article_id="c")
    dates = {r.date: len(r.mentions) for r in aggregate([old, beside_new, new])}
    assert dates == {"2017-10-25": 1, "2022-06-16": 2}
    assert [len(r.mentions) for r in aggregate([old, elsewhere])] == [2]
    dates = {r.date: len(r.mentions) for r in aggregate([old, new, elsewhere])}
    assert dates == {"2017-10-25": 1, "2022-06-16": 1, None: 1}


def test_the_most_mentioned_come_first() -> None:
    found = read("Theo 03/NQ-CP.", "Theo 03/NQ-CP và 57-NQ/TW.", "Theo 01/NQ-CP.")
    assert [r.number for r in found] == ["03/NQ-CP", "01/NQ-CP", "57-NQ/TW"]


mentions = st.builds(
    replace,
    st.just(MENTION),
    article_id=st.sampled_from("abc"),
    number=st.sampled_from(["18-NQ/TW", "25/KH-UBND", "72/2024/NĐ-CP"]),
    issuer=st.sampled_from([None, "Bộ Chính trị", "Ủy ban nhân dân tỉnh Hà Tĩnh"]),
    date=st.sampled_from([None, "2017-10-25", "2022-06-16"]),
    start=st.integers(0, 3),
)


@given(st.lists(mentions, max_size=12), st.randoms(use_true_random=False))
def test_every_mention_is_in_one_document_whatever_their_order(
    found: list[StoredMention], random: Random
) -> None:
    references = aggregate(found)
    held = [m for r in references for m in r.mentions]
    assert len(held) == len(set(held))
    assert set(held) == set(found)
    shuffled = list(found)
    random.shuffle(shuffled)
    assert aggregate(shuffled) == references


A, B, C = "72/2024/NĐ-CP", "43/2014/NĐ-CP", "44/2014/NĐ-CP"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"Nghị định số {A} sửa đổi, bổ sung một số điều của Nghị định số {B}.",
            {("amends", A, B)},
        ),
        (
            f"Nghị định số {A} sửa đổi một số điều của Nghị định số {B} và Nghị định số {C}.",
            {("amends", A, B), ("amends", A, C)},
        ),
        (f"Nghị định {B} đã được sửa đổi, bổ sung theo Nghị định {A}.", {("amends", A, B)}),
        (
            f"Nghị định {B} được sửa đổi, bổ sung bởi Nghị định {A} và Nghị định {C}.",
            {("amends", A, B), ("amends", C, B)},
        ),
        (f"Nghị định {A} thay thế Nghị định {B}.", {("replaces", A, B)}),
        (f"Nghị định {A} bãi bỏ Nghị định {B}.", {("repeals", A, B)}),
        (f"Nghị định {B} bị bãi bỏ bởi Nghị định {A}.", {("repeals", A, B)}),
        (f"Thông tư {A} hướng dẫn thi hành Nghị định {B}.", {("guides", A, B)}),
        (
            f"Thông tư {A} quy định chi tiết và hướng dẫn một số điều của Nghị định {B}.",
            {("guides", A, B)},
        ),
        (f"Nghị định {B} bị thay thế bởi Nghị định {A}.", {("replaces", A, B)}),
        (
            "Nghị quyết số 03/NQ-CP ban hành Chương trình hành động của Chính phủ thực hiện Nghị "
            "quyết số 57-NQ/TW ngày 22/12/2024.",
            {("implements", "03/NQ-CP", "57-NQ/TW")},
        ),
        (
            "Thực hiện Nghị quyết số 57-NQ/TW, Chính phủ ban hành Nghị quyết số 03/NQ-CP.",
            {("implements", "03/NQ-CP", "57-NQ/TW")},
        ),
        (
            f"Căn cứ Nghị định số {A}, Bộ Tài chính ban hành Thông tư số 47/2024/TT-BTC.",
            {("based_on", "47/2024/TT-BTC", A)},
        ),
        (f"Nghị định {A} và Nghị định {B} cùng có hiệu lực.", set()),
        (f"Nghị định {A} có hiệu lực. Bãi bỏ Nghị định {B}.", set()),
        (f"Nghị định {A}; thực hiện Nghị định {B}.", set()),
        (f"Theo Nghị định {A}, việc này được thực hiện theo Nghị định {B}.", set()),
        (f"Nghị định {A} hướng dẫn thi hành Luật Đất đai, Nghị định {B} thì không.", set()),
    ],
)
def test_relations(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert related(text) == expected


def test_a_relation_is_listed_under_its_subject_with_its_sentence() -> None:
    text = f"Tin mới. Nghị định {A} thay thế Nghị định {B}."
    by_number = {r.number: r for r in read(text)}
    (relation,) = by_number[A].relations
    assert by_number[B].relations == ()
    (inverse,) = by_number[B].inverse_relations
    assert (inverse.kind, inverse.number, inverse.quote) == ("replaces", A, relation.quote)
    assert by_number[A].inverse_relations == ()
    assert (relation.kind, relation.number) == ("replaces", B)
    assert (relation.article_id, relation.revision) == ("a", "r")
    assert text[relation.start : relation.end] == relation.quote
    assert relation.quote == f"Nghị định {A} thay thế Nghị định {B}."


def test_quotes_of_real_articles_are_their_slices() -> None:
    for path in sorted(shared("articles", "web").iterdir())[:40]:
        text = path.read_text(encoding="utf-8")
        found = stored_mentions("a", "r", text, find_documents(text))
        for reference in aggregate(found):
            for part in (
                *reference.mentions, *reference.relations, *reference.inverse_relations
            ):  # fmt: skip
                assert text[part.start : part.end] == part.quote
