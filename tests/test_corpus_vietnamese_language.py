import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vietnamese.language import language
from corpus.vietnamese.normal import fold
from tests.shared_data import shared

VIETNAMESE = [
    "Sáng nay, thành phố khai trương trung tâm phục vụ người dân đầu tiên tại quận trung tâm.",
    "Nghị quyết đặt mục tiêu kinh tế số chiếm ba mươi phần trăm vào năm tới.",
    "Ai chủ trì cuộc họp của Ban Chỉ đạo?",
    "GRDP năm 2024 là bao nhiêu?",
    "Theo kế hoạch, các trường sẽ mở lớp dạy lập trình cho học sinh nông thôn từ tháng chín.",
    "HỘI NGHỊ TOÀN QUỐC VỀ PHÁT TRIỂN KHOA HỌC",
    "Công ty Microsoft và Google ký thỏa thuận với tỉnh về cloud computing.",
]
ENGLISH = [
    "The minister opened the first service centre in the city this morning.",
    "Farmers in the delta have been selling their rice to traders for more than last year.",
    "Who chaired the meeting?",
    "What is the growth rate of Hà Nội in 2024?",
    "The Ministry of Science and Technology of Việt Nam issued the decree on 22 December.",
]
OTHER = [
    "Le ministre a inauguré ce matin le premier centre de services de la ville, où il a parlé.",
    "La ville a décidé de construire une nouvelle école pour les enfants du quartier.",
    "Der Minister hat heute Morgen das erste Zentrum der Stadt eröffnet und war in Berlin.",
    "Die Kinder gehen jeden Tag zu Fuß in die Schule, auch wenn es regnet.",
    "部长今天上午在市中心开设了第一个服务中心。",
    "รัฐมนตรีเปิดศูนย์บริการแห่งแรกของเมืองเมื่อเช้านี้",
    "Menteri membuka pusat layanan pertama di kota itu pagi ini untuk semua warga.",
    "Pemerintah akan membangun jalan baru yang menghubungkan desa dengan kota.",
    "El ministro inauguró esta mañana el primer centro de servicios de la ciudad.",
    "O ministro abriu hoje o primeiro centro de serviços da cidade e não falou.",
    "Ministrul a deschis astăzi primul centru de servicii și a spus că va reveni.",
    "Министр открыл сегодня утром первый центр услуг в городе.",
    "今朝、大臣は市内初のサービスセンターを開設した。",
    "57-NQ/TW",
    "12/05/2025 1.000 18,72%",
    "",
]


@pytest.mark.parametrize("text", VIETNAMESE)
def test_vietnamese(text: str) -> None:
    assert language(text) == "vi"
    assert language(unicodedata.normalize("NFD", text)) == "vi"


@pytest.mark.parametrize("text", VIETNAMESE)
def test_vietnamese_without_diacritics(text: str) -> None:
    if "Microsoft" not in text:
        assert language(fold(text)) == "vi"


@pytest.mark.parametrize("text", ENGLISH)
def test_english(text: str) -> None:
    assert language(text) == "en"


@pytest.mark.parametrize("text", OTHER)
def test_neither(text: str) -> None:
    assert language(text) is None


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16-le", "cp1252"])
def test_random_bytes_are_no_language(encoding: str) -> None:
    noise = random.Random(5)
    for _ in range(50):
        assert language(noise.randbytes(600).decode(encoding, errors="replace")) is None


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert language(text) in {"vi", "en", None}


def test_real_articles_are_vietnamese() -> None:
    for path in sorted(shared("articles", "web").glob("*.txt")):
        text = path.read_text(encoding="utf-8")[:3000]
        assert language(text) == "vi", path.name
        without_blanks = path.name == "cf4cd6b744a8c05a.txt"  # of a PDF; no syllable is to be seen
        assert without_blanks or language(fold(text)) == "vi", path.name
