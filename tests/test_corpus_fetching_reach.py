"""Which machines are asked, on every hop, and whom they must prove to be."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from corpus.errors import FetchProblem
from corpus.fetching.fetcher import Fetcher
from corpus.fetching.reach import Reach
from tests.loopback import (
    AGENT,
    HERE,
    SMALL,
    Site,
    html,
    local_fetcher,
    moved,
    page,
    refusal,
    serving,
    site,
)

__all__ = ["site"]  # a fixture


class TestReach:
    def test_this_machine_is_refused_by_default(self, site: Site) -> None:
        fetcher = Fetcher(AGENT, limits=SMALL)
        refusal(fetcher, f"{site.address}/tin", "private")
        refusal(fetcher, site.address.replace(HERE, "localhost") + "/tin", "private")
        assert site.requests == []

    @pytest.mark.parametrize(
        ("where", "kind"),
        [
            ("http://127.0.0.2/x", "private"),
            ("http://169.254.169.254/latest/meta-data/", "private"),
            ("http://[::1]:8080/", "private"),
            ("http://2130706433/", "address"),
            ("http://user:word@127.0.0.1/", "address"),
            ("file:///etc/passwd", "address"),
            ("gopher://127.0.0.1:6379/_x", "address"),
        ],
    )
    def test_redirects_to_private_addresses(
        self, site: Site, where: str, kind: FetchProblem
    ) -> None:
        site.pages["/tin"] = moved(where)
        refusal(local_fetcher(), f"{site.address}/tin", kind)

    def test_a_name_that_changes_its_mind_is_used_as_it_was_checked(self, site: Site) -> None:
        asked: list[str] = []

        def rebinding(host: str, _port: int) -> list[str]:
            asked.append(host)
            # robots.txt and the page come from the permitted address; then the name turns.
            return [HERE] if len(asked) <= 2 else ["127.0.0.2"]

        site.pages["/tin"] = html(page(1))
        address = site.address.replace(HERE, "vi.example") + "/tin"
        fetcher = local_fetcher(reach=Reach(rebinding, frozenset({HERE})))
        assert fetcher.fetch(address).content == page(1)
        assert len(asked) == 2  # one look-up a connection: none is left to be answered otherwise
        assert site.requests[-1].headers["Host"].startswith("vi.example:")
        refusal(fetcher, address, "private")

    def test_an_address_in_ipv6_is_asked_by_its_name(self, site: Site) -> None:
        site.pages["/tin"] = html(page(1))
        address = site.address.replace(HERE, "[2606:4700:0::1111]") + "/tin"
        reach = Reach(lambda _host, _port: [HERE], frozenset({HERE}))
        assert local_fetcher(reach=reach).fetch(address).url.startswith("http://[2606:4700::1111]:")
        assert site.requests[-1].headers["Host"].startswith("[2606:4700::1111]:")

    def test_a_robots_file_that_leads_inside_is_not_followed(self, site: Site) -> None:
        site.pages["/robots.txt"] = moved("http://127.0.0.2/robots.txt")
        refusal(local_fetcher(), f"{site.address}/tin", "private")


class TestTls:
    def test_a_certificate_that_nobody_signed(self, tmp_path: Path) -> None:
        with serving(_self_signed(tmp_path)) as site:
            site.pages["/tin"] = html(page(1))
            assert refusal(local_fetcher(), f"{site.address}/tin", "tls").passing
            assert site.requests == []

    def test_a_server_without_tls(self, site: Site) -> None:
        refusal(local_fetcher(), site.address.replace("http:", "https:") + "/tin", "tls")


def _self_signed(folder: Path) -> ssl.SSLContext:
    """Return the server side of a connection with a certificate of its own making."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HERE)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
