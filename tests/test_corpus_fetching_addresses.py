"""Addresses: one spelling, and only the public internet."""

import socket
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import FetchRefused
from corpus.fetching.addresses import canonical, name_of, normal, without_trackers
from corpus.fetching.reach import Reach, is_public, resolve


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("HTTP://Báo.VN:80", "http://xn--bo-mia.vn/"),
        (" https://vi.example.:443/Tin/bài?x=Hà#dau ",
         "https://vi.example/Tin/b%C3%A0i?x=H%C3%A0"),
        ("https://vi.example/a%20b?x=%2F&y", "https://vi.example/a%20b?x=%2F&y"),
        ("http://[2606:4700::1111]:8080/", "http://[2606:4700::1111]:8080/"),
        ("http://1.1.1.1/a", "http://1.1.1.1/a"),
    ],
)  # fmt: skip
def test_one_spelling(given: str, expected: str) -> None:
    assert normal(given) == expected
    assert normal(expected) == expected


@pytest.mark.parametrize(
    "address",
    [
        "ftp://vi.example/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "vi.example/a",
        "http://",
        "http:///a",
        "http://user:secret@vi.example/",
        "http://user@vi.example/",
        "http://vi.example:25/",
        "http://vi.example:99999/",
        "http://vi example/",
        "http://vi.example\\@127.0.0.1/",
        "http://vi.example/\x00",
        "http://2130706433/",  # 127.0.0.1 as one number
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://127.0.0.0x1/",
        "http://1.2.3.4.5/",
        "http://[fe80::1%25eth0]/",
        "http://[::1/",
        "https://" + "a" * 64 + ".vn/",
        "https://vi.example/" + "a" * 2_000,
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(FetchRefused) as refused:
        normal(address)
    assert refused.value.kind == "address"
    assert "secret" not in refused.value.reason


@given(st.text(max_size=60))
def test_any_text_is_an_address_for_good_or_refused(text: str) -> None:
    try:
        address = normal(f"https://vi.example/{text}")
    except FetchRefused:
        return
    assert normal(address) == address
    assert without_trackers(without_trackers(address)) == without_trackers(address)
    assert address.isascii()


def test_trackers_go_and_what_names_a_page_stays() -> None:
    address = "https://vi.example/tin?cid=7&utm_source=zalo&keyword=x&fbclid=abc&zarsrc=30&ref=a"
    assert without_trackers(address) == "https://vi.example/tin?cid=7&keyword=x&ref=a"
    assert without_trackers("https://vi.example/?gclid=1&UTM_Medium=b") == "https://vi.example/"


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        (None, "https://vi.example/tin?trang=2"),
        ("/bai-chinh?utm_source=x", "https://vi.example/bai-chinh"),
        ("https://VI.example/bai", "https://vi.example/bai"),
        ("https://other.example/bai", "https://vi.example/tin?trang=2"),
        ("javascript:alert(1)", "https://vi.example/tin?trang=2"),
        ("  ", "https://vi.example/tin?trang=2"),
        ("http://[broken", "https://vi.example/tin?trang=2"),
    ],
)
def test_a_page_names_its_canonical_address_on_its_own_host(
    declared: str | None, expected: str
) -> None:
    assert canonical("https://vi.example/tin?trang=2&utm_campaign=x", declared) == expected


def test_names() -> None:
    assert name_of("https://vi.example/tin/b%C3%A0i-1.html?x=1") == "bài-1.html"
    assert name_of("https://vi.example/tin/") == "tin"
    assert name_of("https://vi.example/") == "vi.example"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255",  # noqa: S104 - an address to refuse
        "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.192",
        "192.0.2.1", "198.18.0.1", "203.0.113.5", "224.0.0.1", "239.255.255.250", "240.0.0.1",
        "255.255.255.255", "192.88.99.1", "168.63.129.16",
        "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "fe80::1", "fe80::1%eth0",
        "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "3fff::1", "2002:7f00:1::",
        "2001:0:4136:e378::1", "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
        "100::1", "fec0::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "113.160.0.1", "172.32.0.1", "2606:4700::1111", "64:ff9b::101:101"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    reach = Reach(lambda _host, _port: ["1.1.1.1", "10.0.0.1"])
    with pytest.raises(FetchRefused) as refused:
        reach.addresses("vi.example", 443, 20)
    assert refused.value.kind == "private"
    assert "10.0.0.1" not in refused.value.reason
    assert Reach(lambda *_: ["1.1.1.1"]).addresses("vi.example", 443, 20) == ["1.1.1.1"]


def test_this_machine_is_not_fetched_from_unless_a_test_permits_it() -> None:
    for host in ("localhost", "127.0.0.1", "[::1]"):
        with pytest.raises(FetchRefused) as refused:
            Reach().addresses(host, 80, 20)
        assert refused.value.kind in {"private", "unresolved"}
    assert Reach(permitted=frozenset({"127.0.0.1"})).addresses("127.0.0.1", 80, 20)
    assert resolve("127.0.0.1", 80) == ["127.0.0.1"]


def test_names_that_have_no_address_or_are_slow_to_have_one() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    def slow(_host: str, _port: int) -> list[str]:
        pause.wait(20)
        return ["1.1.1.1"]

    pause = threading.Event()
    cases = (
        (unknown, 20.0, "unresolved"),
        (lambda *_: [], 20.0, "unresolved"),
        (slow, 0.05, "timeout"),
    )
    for resolver, seconds, kind in cases:
        with pytest.raises(FetchRefused) as refused:
            Reach(resolver).addresses("vi.example", 443, seconds)
        assert refused.value.kind == kind
        assert refused.value.passing
    pause.set()
