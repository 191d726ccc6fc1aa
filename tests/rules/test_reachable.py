"""Where the program may be made to call, and where not."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.legal import RuleError
from xuncheng.rules.reachable import (
    Reachable,
    address_of,
    check_reachable,
    embedded,
    is_public,
    reachable,
    receiver_of,
)

NOTHING_OPEN = Reachable()
LOOPBACK = reachable(["127.0.0.0/8", "::1/128"], plain_http=True)
INSIDE = (
    "127.0.0.1", "127.255.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "192.0.2.1",  # noqa: S104 - an address to be refused
    "224.0.0.1", "240.0.0.1", "255.255.255.255", "198.18.0.1",
    "::", "::1", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "2002:7f00:1::", "2001:0:53aa:64c::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::a00:1",
)  # fmt: skip
PUBLIC = ("8.8.8.8", "203.107.6.88", "2400:3200::1", "::ffff:8.8.8.8", "64:ff9b::808:808")


@pytest.mark.parametrize("text", INSIDE)
def test_what_is_not_public_is_not_called(text: str) -> None:
    assert not NOTHING_OPEN.allows(address_of(text), encrypted=True)


@pytest.mark.parametrize("text", PUBLIC)
def test_what_is_public_is_called_with_tls_alone(text: str) -> None:
    assert NOTHING_OPEN.allows(address_of(text), encrypted=True)
    assert not NOTHING_OPEN.allows(address_of(text), encrypted=False)
    assert not LOOPBACK.allows(address_of(text), encrypted=False)


def test_a_network_that_is_opened_is_called_and_no_other() -> None:
    opened = reachable(["10.20.0.0/16"])
    assert opened.allows(address_of("10.20.3.4"), encrypted=True)
    assert not opened.allows(address_of("10.21.3.4"), encrypted=True)
    assert not opened.allows(address_of("10.20.3.4"), encrypted=False)
    assert LOOPBACK.allows(address_of("::ffff:127.0.0.1"), encrypted=False)
    assert LOOPBACK.allows(address_of("::1"), encrypted=False)


@given(st.ip_addresses(v=4))
def test_an_address_hidden_in_another_is_judged_as_itself(address: IPv4Address) -> None:
    for hidden in (f"::ffff:{address}", f"64:ff9b::{address}"):
        assert embedded(address_of(hidden)) == address
        assert NOTHING_OPEN.allows(address_of(hidden), encrypted=True) is is_public(address)


@given(st.ip_addresses(v=6))
def test_no_address_is_called_that_is_private(address: IPv6Address) -> None:
    if embedded(address).is_private or address.is_multicast:
        assert not NOTHING_OPEN.allows(address, encrypted=True)


def test_one_bad_address_among_good_ones_is_enough() -> None:
    receiver = receiver_of("https://hook.example/events")
    good, bad = ip_address("8.8.8.8"), ip_address("10.0.0.1")
    check_reachable(receiver, [good], NOTHING_OPEN)
    with pytest.raises(RuleError) as refused:
        check_reachable(receiver, [good, bad], NOTHING_OPEN)
    assert (refused.value.code, refused.value.field) == ("receiver_out_of_bounds", "url")


def test_without_tls_the_refusal_says_so() -> None:
    with pytest.raises(RuleError) as refused:
        check_reachable(receiver_of("http://hook.example/"), [ip_address("8.8.8.8")], NOTHING_OPEN)
    assert refused.value.code == "receiver_not_encrypted"


@pytest.mark.parametrize(
    ("url", "host", "port", "target", "authority"),
    [
        ("https://hook.example", "hook.example", 443, "/", "hook.example"),
        ("https://hook.example/a/b?c=1", "hook.example", 443, "/a/b?c=1", "hook.example"),
        ("https://hook.example:8443/x", "hook.example", 8443, "/x", "hook.example:8443"),
        ("https://hook.example?c=1", "hook.example", 443, "/?c=1", "hook.example"),
        ("http://127.0.0.1:8099/x", "127.0.0.1", 8099, "/x", "127.0.0.1:8099"),
        ("https://[2400:3200::1]/x", "2400:3200::1", 443, "/x", "[2400:3200::1]"),
        ("https://xn--fiq228c.example/", "xn--fiq228c.example", 443, "/", "xn--fiq228c.example"),
    ],
)
def test_an_address_is_read(url: str, host: str, port: int, target: str, authority: str) -> None:
    found = receiver_of(url)
    assert (found.host, found.port, found.target, found.authority) == (host, port, target, authority)
    assert found.at(ip_address("203.0.113.7")).endswith(f"://203.0.113.7:{port}{target}")


@pytest.mark.parametrize(
    "url",
    [
        "", "hook.example", "ftp://hook.example/", "https://", "https:///x", "https://user:pw@hook.example/", "https://hook.example@10.0.0.1/",
        "https://hook.example:0/", "https://hook.example:70000/", "https://hook.example:x/", "https://hook.example/#part",
        "https://hook.example/a b", "https://hook.example\\@10.0.0.1/", "https://[::1", "https://中文.example/", "https://hook.example/\n",
        "HTTPS://hook.example/", "https://hook.example/\x00", " https://hook.example/", "https://[fe80::1%25eth0]/",
    ],
)  # fmt: skip
def test_what_is_no_plain_address_is_refused(url: str) -> None:
    with pytest.raises(RuleError) as refused:
        receiver_of(url)
    assert (refused.value.code, refused.value.field) == ("receiver_unreadable", "url")


@given(st.text(max_size=60))
def test_no_text_fails_otherwise(text: str) -> None:
    for url in (text, f"https://{text}", f"https://hook.example/{text}"):
        try:
            found = receiver_of(url)
        except RuleError:
            continue
        assert found.target.startswith("/")
        assert found.host
