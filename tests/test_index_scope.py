import numpy as np
import pytest

from corpus.vietnamese.abbreviations import Lexicon
from corpus.vietnamese.tokens import terms
from index.codes import Coder
from index.query import understand
from index.reranker import BundledReranker
from index.scope import asks_scope, tells_scope
from index.shortlist import Shortlist
from index.syllables import candidates

FEE = "Phạm vi điều chỉnh\nThông tư này quy định phí thẩm định cấp giấy phép kinh doanh vũ trường"
RULE = "Sở Văn hóa có thẩm quyền cấp giấy phép kinh doanh vũ trường"


def passages(*texts):
    coder = Coder()
    codes = [coder.codes(terms(title) + terms(text)) for title, text in texts]
    heads = np.array([len(terms(title)) for title, _ in texts], np.int64)
    return candidates(codes, heads, np.arange(len(texts), dtype=np.uint32))


def ranked(question, *texts):
    """Return the scores of texts that both legs hold for equally good."""
    same = np.ones(len(texts))
    found = Shortlist(
        query=understand(question, Lexicon([])),
        lexical=same,
        dense=same,
        fused=same,
        passages=100,
        frequency=lambda term, folded: 1,
        syllables=lambda: passages(*(("", text) for text in texts)),
        texts=lambda: texts,
    )
    return BundledReranker.load().score(found)


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        ("Phạm vi điều chỉnh", "Luật này quy định về giá.", True),
        ("Phạm vi điều chỉnh và đối tượng áp dụng", "1. Phạm vi", True),
        ("Luật Giá", "Điều 1. Phạm vi điều chỉnh\nLuật này quy định về giá.", True),
        ("Luật Giá", "Điều 12. Đối tượng áp dụng\nLuật này áp dụng đối với", True),
        ("Luật Giá", "ĐỐI TƯỢNG ÁP DỤNG", True),
        ("", "Doi tuong ap dung", True),
        ("Luật Giá", "Điều 3. Giải thích từ ngữ", False),
        ("Điều chỉnh phạm vi", "Phạm vi", False),
        ("", "Phạm vi điều", False),
        ("", "", False),
    ],
)
def test_a_passage_that_tells_what_its_document_is_about(title, text, told):
    assert tells_scope(passages((title, text), ("Khác", "Điều 2. Khác"))).tolist() == [told, False]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Phạm vi điều chỉnh của Luật Giá là gì?", True),
        ("Luat Gia ap dung cho ai?", True),
        ("Luật Dữ liệu quy định những gì?", True),
        ("Luật Đất đai điều chỉnh những vấn đề gì?", True),
        ("Nghị quyết 57-NQ/TW nói về việc gì?", True),
        ("Cơ quan nào điều chỉnh giấy phép kinh doanh vũ trường?", False),
        ("Mật độ tập luyện được quy định như thế nào?", False),
    ],
)
def test_a_question_for_what_a_document_is_about(question, asked):
    assert asks_scope(understand(question, Lexicon([]))) is asked


def test_what_rules_comes_before_what_only_names_the_subject():
    question = "Ai cấp giấy phép kinh doanh vũ trường?"
    told, rule = ranked(question, FEE, RULE)
    assert rule > told
    plain, _ = ranked(question, FEE.replace("Phạm vi điều chỉnh", "Phạm vi điều tiết"), RULE)
    assert plain - told > 1


def test_whoever_asks_for_the_scope_gets_it():
    told, rule = ranked("Phạm vi điều chỉnh về giấy phép kinh doanh vũ trường?", FEE, RULE)
    assert told > rule
