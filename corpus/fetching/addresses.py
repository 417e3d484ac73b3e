"""Addresses in one spelling: what is fetched, and what an article is known by."""

import re
from ipaddress import IPv6Address
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

import idna

from corpus.errors import FetchRefused

MAX_LENGTH = 2_000
_PORTS = {"http": 80, "https": 443}
_SAFE = "/%:@!$&'()*+,;=~?[]|"
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")
_IPV4 = re.compile(r"(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}")
# A name's last label is never a number, so this is an IPv4 address, in whatever notation.
_NUMBER = re.compile(r"(.*\.)?(\d+|0x[0-9a-f]*)")
# What advertisers and networks hang on a link to know where a visitor comes from. A short list of
# certain ones: the longer lists of libraries also drop names such as `cid` and `keyword`, which
# tell one page of a site from another (docs/decisions/0013-fetching.md).
_TRACKERS = re.compile(
    r"(utm|mtm|itm|hsa|vero)_\w+|pk_(campaign|kwd|source|medium|content)|mc_[ce]id|_g[al]|_hs\w+"
    r"|(fbc|gc|dc|yc|twc|ttc)lid|msclkid|gbraid|wbraid|gclsrc|igsh(id)?|li_fat_id|zarsrc|gidzl",
    re.IGNORECASE,
)


def normal(text: str) -> str:
    """Return an address as it is requested: http(s), host in ASCII and lower case, no fragment.

    Raises FetchRefused for what is not such an address, or one that nobody else would mean: with
    a password, a port of another service, or a number for a host in an unusual notation.
    """
    text = text.strip()
    if len(text) > MAX_LENGTH:
        raise _refused(text[:60] + "…", f"is longer than {MAX_LENGTH:,} characters")
    if re.search(r"[\x00-\x20\x7f\\]", text):
        raise _refused(text, "holds blanks, backslashes or control characters")
    try:
        parts = urlsplit(text)
        port = parts.port
        credentials = parts.username is not None or parts.password is not None
        host = _host(parts.hostname or "")
    except ValueError as error:
        raise _refused(text, "is not an address such as https://example.vn/tin.html") from error
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise _refused(text, "is not an http or https address")
    if credentials:
        raise _refused(host, "is given with a user name; leave it out")
    if port is not None and port < 1024 and port not in _PORTS.values():
        raise _refused(text, f"names port {port}, which is not the web's")
    netloc = host if port in {None, _PORTS[scheme]} else f"{host}:{port}"
    path = quote(parts.path or "/", safe=_SAFE)
    return urlunsplit((scheme, netloc, path, quote(parts.query, safe=_SAFE), ""))


def without_trackers(address: str) -> str:
    """Return an address without the parameters that only say where a visitor comes from."""
    if "?" not in address:
        return address
    parts = urlsplit(address)
    kept = [
        pair
        for pair in parts.query.split("&")
        if pair and not _TRACKERS.fullmatch(unquote(pair.partition("=")[0]))
    ]
    return urlunsplit(parts._replace(query="&".join(kept)))


def canonical(page: str, declared: str | None) -> str:
    """Return the address that an article is known by.

    `page` is where it was found, `declared` what the page calls its canonical address: believed
    where it is on the same host, so that no site speaks for another's articles.
    """
    if declared and declared.strip():
        try:
            named = normal(urljoin(page, declared.strip()))
        except (FetchRefused, ValueError):
            return without_trackers(page)
        if urlsplit(named).netloc == urlsplit(page).netloc:
            return without_trackers(named)
    return without_trackers(page)


def name_of(address: str) -> str:
    """Return the last part of an address, or its host."""
    parts = urlsplit(address)
    return unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.netloc


def host_of(address: str) -> str:
    """Return the host of an address, without port."""
    return urlsplit(address).hostname or ""


def _host(host: str) -> str:
    """Return a host in its one spelling; raise ValueError where it has none."""
    if ":" in host:
        return f"[{IPv6Address(host)}]" if "%" not in host else _fail(host)
    host = host.lower().rstrip(".")
    if not host.isascii():
        host = idna.encode(host, uts46=True).decode()
    if not _HOST.fullmatch(host) or (_NUMBER.fullmatch(host) and not _IPV4.fullmatch(host)):
        return _fail(host)
    return host


def _fail(host: str) -> str:
    raise ValueError(f"no host: {host}")


def _refused(what: str, why: str) -> FetchRefused:
    return FetchRefused("address", f"{what} {why}")
