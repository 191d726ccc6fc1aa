"""Where a receiver really is, and whether the program may call there: asked when it is entered, and anew each time that it is called.

A name may lead elsewhere a moment later (DNS rebinding). So whoever calls takes one of the addresses that were just found good here,
and never looks the name up a second time.
"""

from __future__ import annotations

import socket

from django.conf import settings

from xuncheng.rules.legal import RuleError, Text
from xuncheng.rules.reachable import Address, Receiver, address_of, check_reachable


def addresses_of(receiver: Receiver) -> list[Address]:
    """The addresses of a receiver, each of which may be called. Raises `RuleError` saying why it may not, or that there is none."""
    try:
        found = socket.getaddrinfo(receiver.host, receiver.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise RuleError(
            "receiver_unknown",
            Text(f"找不到主机 {receiver.host}", f"There is no host {receiver.host}"),
            field="url",
        ) from error
    addresses = list(dict.fromkeys(address_of(str(place[0])) for *_, place in found))
    check_reachable(receiver, addresses, settings.LOCALITY.receivers.reachable)
    return addresses
