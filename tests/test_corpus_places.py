"""The table of provinces, how their names are found, and under what a filter finds them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bodies import bodies
from corpus.places import place_of, places
from corpus.renaming import Registry, forms, plain
from corpus.vietnamese.normal import fold
from eval.gate import SAMPLES

UNITS = list(places().units)


def named(text: str) -> list[str]:
    return [found.unit.name for found in places().find(text)]


def test_sixty_three_units_became_thirty_four() -> None:
    before = [u for u in places().units.values() if u.name != "Huế"]
    today = {places().today(unit).name for unit in before}
    assert (len(before), len(today)) == (63, 34)
    merged = {name for name in today if len(places().former(places().units[name])) > 0}
    assert len(merged - {"Huế"}) == 23


@pytest.mark.parametrize("registry", [places(), bodies()])
def test_the_tables_agree_with_themselves(registry: Registry) -> None:
    for unit in registry.units.values():
        assert unit.source
        assert registry.get(unit.name) is unit
        if unit.today:
            assert unit.since
            assert registry.units[unit.today].today is None
    spelled = [plain(form) for u in registry.units.values() for form in (u.name, *u.spellings)]
    owners = {key: registry.get(key) for key in spelled}
    assert None not in owners.values()


def test_the_bundled_article_on_the_merger_says_the_same() -> None:
    text = (SAMPLES / "020-nghi-quyet-202-2025-qh15-34-tinh.txt").read_text(encoding="utf-8")
    same = re.search(r"không sắp xếp: (.*?)\. Còn lại", text)
    assert same
    unchanged = {u.name for u in places().units.values() if not u.today and not places().former(u)}
    assert {n.unit.name for n in places().find(same[1])} == unchanged | {"Huế"}
    told = 0
    for clause in re.split(r"(?<=[.;]) |\n", text):
        if re.search(r"nhập với|hợp nhất với|hợp với|thành tỉnh", clause):
            today = {places().today(n.unit).name for n in places().find(clause)}
            assert len(today) == 1, clause
            told += 1
    assert told == 12


def test_the_bundled_article_on_the_ministries_says_the_same() -> None:
    text = (SAMPLES / "019-co-cau-chinh-phu-14-bo.txt").read_text(encoding="utf-8")
    listed = re.search(r"Mười bốn bộ gồm: (.*?)\. Ba cơ quan ngang bộ là (.*?)\.", text)
    assert listed
    ministries = {f"Bộ {name}" for name in listed[1].split("; ")}
    kept = {u.name for u in bodies().units.values() if u.name.startswith("Bộ ") and not u.today}
    assert kept == ministries
    for gone, today in (
        ("Kế hoạch và Đầu tư", "Tài chính"),
        ("Giao thông vận tải", "Xây dựng"),
        ("Tài nguyên và Môi trường", "Nông nghiệp và Môi trường"),
        ("Lao động - Thương binh và Xã hội", "Nội vụ"),
        ("Thông tin và Truyền thông", "Khoa học và Công nghệ"),
    ):
        assert gone in text
        assert bodies().units[f"Bộ {gone}"].today == f"Bộ {today}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("UBND tỉnh Quảng Nam và TP. Đà Nẵng", ["Quảng Nam", "Đà Nẵng"]),
        ("TP.HCM, TPHCM, TP HCM, TP. Hồ Chí Minh", ["Thành phố Hồ Chí Minh"] * 4),
        ("BR-VT, Bà Rịa – Vũng Tàu", ["Bà Rịa - Vũng Tàu"] * 2),
        ("TT Huế, Thừa Thiên - Huế, Huế", ["Thừa Thiên Huế", "Thừa Thiên Huế", "Huế"]),
        ("Đắc Lắc, Dak Lak, ĐẮK LẮK", ["Đắk Lắk"] * 3),
        ("Hoà Bình, Khánh Hoà", ["Hòa Bình", "Khánh Hòa"]),
        ("ke hoach cua thai nguyen", ["Thái Nguyên"]),
        ("vì hòa bình, cao bằng", []),
        ("tỉnh hòa bình", ["Hòa Bình"]),
        ("Chủ tịch Hồ Chí Minh", []),
        ("Phó Thủ tướng Nguyễn Hòa Bình", []),
        ("Chủ tịch tỉnh Quảng Nam Lê Văn Dũng", ["Quảng Nam"]),
        ("Thái Bình Dương, Điện Biên Phủ, Việt Nam định hướng", []),
        ("công nghệ an toàn, hình thái nguyên thủy", []),
    ],
)
def test_names_in_a_text(text: str, found: list[str]) -> None:
    assert named(text) == found


@given(st.sampled_from(UNITS), st.sampled_from(["tỉnh {}", "{}", "UBND {} họp"]))
def test_every_name_is_found_where_it_stands(name: str, frame: str) -> None:
    text = frame.format(name)
    (found,) = places().find(text)
    assert text[found.start : found.end] == found.unit.name == name
    bare = f"tinh {fold(name)}"
    assert [n.unit.name for n in places().find(bare)] == [name]


@given(st.sampled_from(UNITS))
def test_any_form_means_the_same(name: str) -> None:
    unit = places().units[name]
    wanted = places().alternatives(name)
    assert wanted
    for form in forms(unit):
        for typed in (form, form.upper(), fold(form), f"tỉnh {form}", f"TP. {form}"):
            assert places().alternatives(typed) == wanted


def test_what_a_name_means_by_the_date() -> None:
    (today,) = places().alternatives("Đà Nẵng")
    assert {"Đà Nẵng", "Quảng Nam"} <= set(today.names)
    assert (today.since, today.until) == (None, None)
    old, merged = places().alternatives("Quảng Nam")
    assert old.names == ("Quảng Nam",)
    assert old.since is None
    assert "Đà Nẵng" in merged.names
    assert merged.since == "2025-07-01"
    (former,) = places().alternatives("Đà Nẵng (cũ)")
    assert "Quảng Nam" not in former.names
    assert former.until == "2025-07-01"
    (only,) = places().alternatives("Quảng Nam cũ")
    assert (only.names, only.since, only.until) == (("Quảng Nam",), None, None)
    own, renamed = places().alternatives("TT Huế")
    assert (own.since, renamed.since, renamed.names) == (None, None, ("Huế",))
    assert places().alternatives("Paris") == ()


def test_the_place_of_an_article() -> None:
    assert place_of("Tin Thái Nguyên", "Tin Thái Nguyên\nTại Hà Nội.") == "Thái Nguyên"
    body = "Phiên họp\nĐiểm cầu tỉnh Lai Châu. Chủ tịch UBND tỉnh Lai Châu dự. TP Đà Nẵng đã có."
    assert place_of("Phiên họp", body) == "Lai Châu"
    assert place_of("Phiên họp", "Phiên họp\nTại Hà Nội. Đại học Quốc gia Hà Nội. Hà Nội.") is None
    assert place_of("Phiên họp", "Phiên họp\nTỉnh Lai Châu." + " Cả nước họp." * 900) is None
    assert place_of(None, "") is None
