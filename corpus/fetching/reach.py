"""Which machines may be fetched from: those of the public internet, and no others.

A service that fetches what it is told to could otherwise be made to ask the machines beside it
(its database, the metadata of its cloud) in its own name.
"""

import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from corpus.errors import FetchRefused

Resolver = Callable[[str, int], Sequence[str]]
"""Return the IP addresses of a host; raise OSError where it has none."""

# IANA's special-purpose registries (RFC 6890), as far as `ipaddress` does not hold them already.
_NOT_PUBLIC = (
    IPv4Network("192.0.0.0/24"),
    IPv4Network("192.88.99.0/24"),  # 6to4 relays
    IPv4Network("168.63.129.16/32"),  # the host of Azure's virtual machines, in public clothes
    IPv6Network("2001::/23"),  # Teredo and other protocol assignments
    IPv6Network("2002::/16"),  # 6to4 holds any IPv4 address
    IPv6Network("3fff::/20"),  # documentation
)
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Return whether an IP address belongs to a machine of the public internet."""
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        if ip in _NAT64:
            return is_public(str(IPv4Address(int(ip) & 0xFFFF_FFFF)))
        # Mapped and compatible IPv4, loopback, link-local and unique local lie outside of it.
        if ip not in _GLOBAL_UNICAST:
            return False
    known = any(ip.version == net.version and ip in net for net in _NOT_PUBLIC)
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not known


def resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system for the addresses of a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Reach:
    """Resolve hosts to addresses that may be connected to.

    `permitted` are IP addresses that are let pass although they are not public. It is there for
    tests, which have no other server than their own, and is deliberately no setting: what an
    operator cannot switch on cannot be left on.
    """

    resolver: Resolver = resolve
    permitted: frozenset[str] = frozenset()

    def addresses(self, host: str, port: int, seconds: float) -> Sequence[str]:
        """Return the addresses of a host; connect to one of these and resolve no further.

        Raises FetchRefused where it has none, or where any of them is not public: a name that
        means both a public and a private machine is nobody's honest one.
        """
        found = self._resolved(host.strip("[]"), port, seconds)
        if not found:
            raise FetchRefused("unresolved", f"the host {host} has no address")
        if any(address not in self.permitted and not is_public(address) for address in found):
            raise FetchRefused("private", f"the host {host} is not on the public internet")
        return found

    def _resolved(self, host: str, port: int, seconds: float) -> Sequence[str]:
        """Resolve in limited time; the system's resolver itself knows no limit."""
        found: list[str] = []
        failed: list[OSError | UnicodeError] = []

        def ask() -> None:
            try:
                found.extend(self.resolver(host, port))
            except (OSError, UnicodeError) as error:
                failed.append(error)

        thread = threading.Thread(target=ask, name="resolver", daemon=True)
        thread.start()
        thread.join(seconds)
        if thread.is_alive():
            raise FetchRefused("timeout", f"the host {host} was not resolved in time")
        if failed:
            raise FetchRefused("unresolved", f"the host {host} is not known") from failed[0]
        return found
