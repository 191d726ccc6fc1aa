"""Sending one event over HTTP: to an address that was just found good, within ten seconds in all, without following a redirect."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import httpx

from xuncheng.gateways.webhooks.addresses import addresses_of
from xuncheng.rules.legal import RuleError
from xuncheng.rules.reachable import Address, Receiver

TIMEOUT_SECONDS = 10
"""How long a receiver may take in all, from looking its name up to the head of its answer."""

_CONNECT_SECONDS = 4
"""How long one of its addresses may take to be connected to, before the next is tried."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an attempt: the status, or why there is none; the wait that was asked for; after how many milliseconds."""

    status: int | None
    error: str = ""
    retry_after: str = ""
    ms: int | None = None


def client() -> httpx.AsyncClient:
    """A client for all receivers.

    Connections are not kept: one that was made for a host would else be used for another one at the same address, whose
    certificate nobody looked at. Proxies of the environment are not asked: they would look the name up themselves. Which
    authorities are trusted SSL_CERT_FILE may say: the district's own network may have one of its own.
    """
    return httpx.AsyncClient(
        verify=httpx.create_ssl_context(trust_env=True), trust_env=False, follow_redirects=False,
        timeout=httpx.Timeout(TIMEOUT_SECONDS, connect=_CONNECT_SECONDS), limits=httpx.Limits(max_keepalive_connections=0),
    )  # fmt: skip


async def post(
    http: httpx.AsyncClient, receiver: Receiver, headers: Mapping[str, str], body: bytes
) -> Answer:
    """Send a body to a receiver. Whatever the network does, or a receiver that may not be called, is an answer and never raised."""
    began = time.monotonic()
    try:
        async with asyncio.timeout(TIMEOUT_SECONDS):
            addresses = await asyncio.to_thread(addresses_of, receiver)
            status, asked = await _post_to_one(http, receiver, addresses, headers, body)
    except TimeoutError:
        return Answer(None, f"timeout: {TIMEOUT_SECONDS} s")
    except RuleError as refused:
        return Answer(None, f"{refused.code}: {refused.message.en}")
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        return Answer(None, f"{type(error).__name__}: {error}")
    why = "" if httpx.codes.is_success(status) else f"HTTP {status}"
    return Answer(status, why, asked, round((time.monotonic() - began) * 1000))


async def _post_to_one(
    http: httpx.AsyncClient,
    receiver: Receiver,
    addresses: Sequence[Address],
    headers: Mapping[str, str],
    body: bytes,
) -> tuple[int, str]:
    """Send it to the first of the addresses that lets itself be connected to."""
    *others, last = addresses
    for address in others:
        try:
            return await _post(http, receiver, address, headers, body)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            continue
    return await _post(http, receiver, last, headers, body)


async def _post(
    http: httpx.AsyncClient, receiver: Receiver, address: Address, headers: Mapping[str, str], body: bytes
) -> tuple[int, str]:
    """The status, and the header Retry-After. What the receiver says besides is not read. The certificate must be the host's."""
    sending = http.stream(
        "POST", receiver.at(address), content=body, headers={"Host": receiver.authority, **headers},
        extensions={"sni_hostname": receiver.host},
    )  # fmt: skip
    async with sending as response:
        return response.status_code, response.headers.get("Retry-After", "")
