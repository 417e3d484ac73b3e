"""The articles behind the browser tests: a few bundled ones, and some that mean harm."""

from pathlib import Path

from corpus.articles import Article
from corpus.ready import ready_article

SAMPLES = Path(__file__).parents[2] / "corpus/samples"
BUNDLED = ("001", "003", "007", "008", "011", "014", "017", "024", "027")
ATTACK = "<img src=x onerror=\"document.title='broken'\">"
HOSTILE = ready_article(
    f"Bản tin {ATTACK} về thư viện Giang Sơn",
    "Thư viện Giang Sơn <script>document.title='broken'</script> mở cửa ngày 12/3/2024.\n"
    f"Kinh phí xây thư viện Giang Sơn là 18,5 tỷ đồng {ATTACK} theo báo cáo.",
    name="hostile",
    source=f"Báo {ATTACK}",
    url="javascript:document.title='broken'",
    published="2024-03-12",
)
# Each of these symbols is one code point and two UTF-16 units.
ASTRAL = ready_article(
    "Lễ hội đèn lồng 🏮🏮 ở làng Vân Hà",
    "🎆🎇 Khai hội tối rằm, cả làng 𝐕â𝐧 Hà treo đèn 🏮.\n"
    "Lễ hội đèn lồng làng Vân Hà đón 4.200 lượt khách trong ba ngày.\n"
    "=HYPERLINK là tên một gian hàng ở lễ hội đèn lồng làng Vân Hà.",
    name="astral",
    source="Báo Vân Hà",
    published="2024-09-17T08:00:00+07:00",
)
TASKS = ready_article(
    "Phiên họp về nhà ở cho công nhân 🏮",
    "Tại phiên họp, Thủ tướng Phạm Minh Chính yêu cầu Bộ Xây dựng trình nghị định về nhà ở cho "
    "công nhân trước ngày 30/6/2020.\n"
    "Thủ tướng giao Bộ Tài chính bố trí kinh phí sửa chữa nhà ở trước ngày 31/12/2099.",
    name="tasks",
    source="Báo Sông Lam",
    published="2020-05-17",
)
_BRIDGE = (
    "Sáng nay thành phố khánh thành cầu Vân bắc qua sông, nối hai quận phía đông và phía tây. "
    "Nhiều người dân đã có mặt từ sớm để được đi bộ qua cầu trong ngày đầu tiên, và chụp ảnh lưu "
    "niệm cùng gia đình."
)
COPIES = {
    source: ready_article(title, f"{_BRIDGE}\nTheo {source}", name=source, source=source)
    for source, title in (("Báo Một", "Khánh thành cầu Vân"), ("Báo Hai", "Cầu Vân thông xe"))
}
ARTICLES: dict[str, Article] = {
    "hostile": HOSTILE,
    "astral": ASTRAL,
    "tasks": TASKS,
    **COPIES,
}
CAN_CUOC = "Luật Căn cước có hiệu lực khi nào?"
FESTIVAL = "Lễ hội đèn lồng làng Vân Hà đón bao nhiêu lượt khách?"
OUTSIDE = "Đội tuyển Brazil vô địch World Cup 2002 ở đâu?"
