"""Which network addresses the program may call when somebody else names the address.

Whoever names where events are sent could name what lies behind the bureau's own walls, and have the program knock there
(server-side request forgery). So only addresses of the public Internet are called, and those of the networks that the
locality opens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from xuncheng.rules.legal import RuleError, Text

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_NAT64 = ip_network("64:ff9b::/96")
_LOCAL_NAT64 = ip_network("64:ff9b:1::/48")
_LOW_32 = 0xFFFF_FFFF


@dataclass(frozen=True, slots=True)
class Reachable:
    """What may be called. `inside` are networks that are opened though they are not public; into these `plain_http` may go."""

    inside: tuple[Network, ...] = ()
    plain_http: bool = False

    def allows(self, address: Address, *, encrypted: bool) -> bool:
        """Whether that address may be called, with TLS or without."""
        found = embedded(address)
        opened = any(found.version == net.version and found in net for net in self.inside)
        if not encrypted:
            return opened and self.plain_http
        return opened or is_public(found)


def reachable(inside: Iterable[str] = (), *, plain_http: bool = False) -> Reachable:
    """What may be called, from networks as text (10.20.0.0/16). Raises ValueError for what is no network."""
    return Reachable(tuple(ip_network(one) for one in inside), plain_http)


def is_public(address: Address) -> bool:
    """Whether the address is one of the public Internet: not private, loopback, link-local, shared, reserved or multicast."""
    return address.is_global and not address.is_multicast and not _is_reserved(address)


def _is_reserved(address: Address) -> bool:
    if isinstance(address, IPv6Address):
        return address.is_reserved or address.sixtofour is not None or address.teredo is not None
    return address.is_reserved


def embedded(address: Address) -> Address:
    """The address that is really called: an IPv4 address that stands in an IPv6 one (mapped, NAT64), or the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64 or address in _LOCAL_NAT64:
        return IPv4Address(int(address) & _LOW_32)
    return address


def address_of(text: str) -> Address:
    """An address from its text, without the zone of a link-local one. Raises ValueError."""
    return ip_address(text.partition("%")[0])


_FORM = re.compile(
    r"(?P<scheme>https?)://(?P<host>[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252})|\[[0-9A-Fa-f:.]{2,45}\])"
    r"(?::(?P<port>[0-9]{1,5}))?(?P<target>[/?](?:(?![\"#<>\\^`{|}])[!-~])*)?"
)
_PORTS = {"https": 443, "http": 80}
_LAST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class Receiver:
    """Where something is sent: the host as it was named, its port, what is asked for there, with TLS or without."""

    host: str
    port: int
    target: str
    encrypted: bool

    @property
    def authority(self) -> str:
        """The host as a request names it, with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS["https" if self.encrypted else "http"] else f"{host}:{self.port}"

    def at(self, address: Address) -> str:
        """The same at an address that was found for the host."""
        scheme = "https" if self.encrypted else "http"
        host = f"[{address}]" if address.version == _IPV6 else str(address)
        return f"{scheme}://{host}:{self.port}{self.target}"


_IPV6 = 6


def receiver_of(url: str) -> Receiver:
    """Where an address leads. Raises `RuleError` (`receiver_unreadable`).

    Only what is plainly an address is one: no user and password, no fragment, no signs beyond ASCII (a Chinese host name is
    written in its xn-- form).
    """
    found = _FORM.fullmatch(url)
    port = int(found["port"] or _PORTS[found["scheme"]]) if found else 0
    if found is None or not 0 < port <= _LAST_PORT:
        raise RuleError(
            "receiver_unreadable",
            Text(
                "接收地址应当形如 https://主机/路径，不含用户名、密码和#；中文域名请写成xn--形式",
                "An address is such as https://host/path, without user, password or #; a Chinese host name in its xn-- form",
            ),
            field="url",
        )
    target = found["target"] or "/"
    return Receiver(
        found["host"].strip("[]"),
        port,
        target if target.startswith("/") else f"/{target}",
        found["scheme"] == "https",
    )


def check_reachable(receiver: Receiver, addresses: Iterable[Address], allowed: Reachable) -> None:
    """Refuse a receiver of which any address lies where the program may not call. Raises `RuleError`."""
    if all(allowed.allows(address, encrypted=receiver.encrypted) for address in addresses):
        return
    if not receiver.encrypted:
        raise RuleError(
            "receiver_not_encrypted",
            Text(
                "接收地址应当是https；不加密只能发往本地设置中开放的网络",
                "The address must be https; without it only networks that the locality opens are reached",
            ),
            field="url",
        )
    raise RuleError(
        "receiver_out_of_bounds",
        Text(
            "接收地址指向内部网络，不能发往那里；确有需要请在本地设置中开放该网络",
            "The address leads into an internal network; have the locality open that network if it must be reached",
        ),
        field="url",
    )
