"""Timeouts: whoever calls over the network says how long he waits.

Without a limit, one silent neighbour (a map service, a payment office) holds worker after worker until the
platform itself is silent.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tools.lint.model import Finding, Rule, Source, is_program
from tools.lint.names import dotted, imported

_HTTPX = (
    "get",
    "post",
    "put",
    "patch",
    "delete",
    "head",
    "options",
    "request",
    "stream",
    "Client",
    "AsyncClient",
)
_BY_NAME_ONLY = 99

CALLS = {f"httpx.{name}": _BY_NAME_ONLY for name in _HTTPX} | {
    "urllib.request.urlopen": 2,
    "socket.create_connection": 1,
    "http.client.HTTPConnection": 2,
    "http.client.HTTPSConnection": 2,
    "smtplib.SMTP": 3,
    "smtplib.SMTP_SSL": 3,
    "ftplib.FTP": 4,
}
"""Calls that reach out, and at which place (from 0) each takes its timeout."""


def _check(source: Source) -> Iterator[Finding]:
    names = imported(source.tree)
    for call in source.calls():
        called = dotted(call.func, names)
        if called in CALLS and not _is_limited(call, CALLS[called]):
            yield Finding(call.lineno, f"{called} without timeout= may wait for ever.")


def _is_limited(call: ast.Call, place: int) -> bool:
    """Whether the call says how long it waits; `timeout=None` says for ever."""
    said = [keyword.value for keyword in call.keywords if keyword.arg == "timeout"] or call.args[
        place : place + 1
    ]
    return bool(said) and not (isinstance(said[0], ast.Constant) and said[0].value is None)


RULE = Rule("timeouts", is_program, _check)
