import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpus.cleaning.features import PAGE
from corpus.cleaning.lines import line_of
from corpus.cleaning.network import Network, fitted
from corpus.cleaning.signs import signs_of
from corpus.cleaning.topic import Matter
from corpus.cleaning.trim import look
from corpus.cleaning.view import PageView

TEXTS = (
    "Thành phố Huế mở tuyến xe buýt điện",
    "Tuyến xe buýt điện đầu tiên của thành phố Huế chạy từ ga đến chợ Đông Ba từ ngày mai.",
    "Đọc thêm",
    "Xe buýt điện chạy mỗi 15 phút một chuyến, giá vé bảy nghìn đồng, học sinh được giảm một nửa.",
    "Giá cà phê tăng phiên thứ ba liên tiếp",
)
LINES = st.lists(st.sampled_from(TEXTS) | st.text("ạbc ĐE.,?:|-!5", min_size=1), min_size=1)


def test_a_network_mixes_each_line_with_its_neighbours() -> None:
    into = np.array([[1.0]], np.float32), np.array([0.0], np.float32)
    # Of the line before, the line itself and the line behind: the first once, the last twice.
    across = np.array([[1.0], [0.0], [2.0]], np.float32), np.array([0.0], np.float32)
    out = np.array([[1.0]], np.float32), np.array([-1.0], np.float32)
    values = Network((into, across, out))(np.array([[1.0], [10.0], [-5.0]]))
    # Lines become 1, 10, 0 (what is negative counts as nothing); then 1 + 20, 10 + 1, 0 + 10.
    assert values.tolist() == [20.0, 10.0, 9.0]


def test_the_fitted_networks_take_the_features_of_a_page() -> None:
    view = PageView(signs_of([line_of(text) for text in TEXTS]))
    networks = fitted()
    assert view.titles().shape[1] == networks["title"][0].layers[0][0].shape[0] == len(PAGE) + 5
    assert view.round(0).shape[1] == networks["lines"][0].layers[0][0].shape[0] == len(PAGE) + 18


@given(LINES)
def test_every_page_can_be_looked_at(texts: list[str]) -> None:
    lines = [line_of(" ".join(text.split())) for text in texts if text.strip()]
    if not lines:
        return
    view = PageView(signs_of(lines))
    assert np.isfinite(view.titles()).all()
    assert np.isfinite(view.round(None)).all()
    title, body = look(view, fitted())
    assert body == sorted(set(body) - {title})
    assert all(0 <= index < len(lines) for index in body)


@given(st.lists(st.sampled_from(TEXTS), min_size=1), st.booleans())
def test_kinship_is_a_share_and_knows_no_order(texts: list[str], pairs: bool) -> None:
    matter = Matter(texts, pairs=pairs)
    context = np.array([index % 2 == 0 for index in range(len(texts))])
    shares = matter.share(context)
    assert ((shares >= 0) & (shares <= 1)).all()
    backwards = Matter(texts[::-1], pairs=pairs).share(context[::-1])
    assert np.allclose(shares, backwards[::-1])
    before, behind = matter.near(3)
    again = Matter(texts[::-1], pairs=pairs).near(3)
    assert np.allclose(before, again[1][::-1])
    assert np.allclose(behind, again[0][::-1])


def test_a_text_holds_all_of_itself_and_nothing_of_a_strange_one() -> None:
    cover = Matter(TEXTS).cover(0)
    assert cover[0] == 1.0
    assert cover[1] > 0.8
    assert cover[4] < 0.2


def test_without_the_words_of_the_title_a_teaser_is_a_stranger() -> None:
    teaser = "Chuyên gia nói gì về tuyến xe buýt điện"
    texts = [*TEXTS[:2], TEXTS[3], teaser]
    context = np.array([True, True, True, False])
    matter = Matter(texts, pairs=True)
    assert matter.share(context)[3] > matter.share(context, without=0)[3]
