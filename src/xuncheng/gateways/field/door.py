"""Who calls the field's routes: a terminal, by its key and its secret, whoever is signed in on it.

Every call that says which terminal it comes from is looked at here, before anything else is asked: so a terminal that was locked
hears of it at its next call, wherever that goes.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import replace
from uuid import UUID

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from xuncheng.domains.equipment.queries import DOORKEEPER, Terminal, readable_by
from xuncheng.domains.equipment.using import note_call
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.people.listing import language_of
from xuncheng.foundation.trail.problem import problem_of
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.field.terminals import KEEPING, LOCKED, RETIRED, SHUT, WIPED, WIPING
from xuncheng.rules.field.versions import is_outdated
from xuncheng.rules.legal import Text

API = "/api/v1/"
TERMINAL, VERSION = "X-Terminal", "X-App-Version"

HANDING_IN = ("/api/v1/sync", "/api/v1/files/uploads", "/api/v1/me")
"""Where an outdated app still comes: it has to be able to send what it holds."""

KEPT = frozenset({"/api/v1/sync", "/api/v1/sync/wiped", "/api/v1/me"})
"""Where a locked terminal still comes: what it sends is kept for its officer, and not done. Files it may send as well."""

REFERENCE = "/api/v1/sync/reference"

_LOCKED = Refused(
    "terminal_locked",
    Text(
        "该终端已被管理员锁定：缓存的数据不能打开，尚未发送的内容不会丢失",
        "The administrator has locked this terminal: what it holds stays shut, and nothing unsent is lost",
    ),
    status=403,
)
_WIPED = Refused(
    "terminal_wiped",
    Text(
        "管理员要求擦除该终端上缓存的数据",
        "The administrator has ordered what this terminal holds to be wiped",
    ),
    status=403,
)
_RETIRED = Refused(
    "terminal_retired",
    Text("该终端已停用，请重新登记", "This terminal is no longer in use; register it again"),
    status=403,
)
SAID: Mapping[str, Refused] = {LOCKED: _LOCKED, WIPING: _WIPED, WIPED: _WIPED, RETIRED: _RETIRED}
"""What a terminal hears in each state in which it is shut."""

UNKNOWN = Refused(
    "terminal_unknown",
    Text(
        "该终端没有登记，或者凭据不符，请重新登记", "This terminal is not registered, or its secret is wrong"
    ),
    status=401,
)
NOT_YOURS = Refused(
    "terminal_not_yours",
    Text("该终端是他人登记的，请由登记人登录", "This terminal is registered for somebody else"),
    status=403,
)


def know_terminals(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: find the terminal that calls, refuse one that is shut or outdated, and note that it was here."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        said = request.headers.get(TERMINAL)
        if said is None or not request.path.startswith(API):
            return get_response(request)
        try:
            terminal = _known(said)
            _check(request, terminal)
        except Refused as refused:
            return _problem(request, refused)
        request.terminal = terminal  # type: ignore[attr-defined] # what `terminal_of` gives to the routes
        response = get_response(request)
        acts = getattr(request, "acts_done", 0)
        note_call(terminal.pk, request.headers.get(VERSION, ""), timezone.now(), acts)
        return response

    return middleware


def terminal_of(request: ViewerRequest) -> Terminal:
    """The terminal from which the viewer calls. Raises `Refused` (`terminal_unknown`, `terminal_not_yours`)."""
    terminal: Terminal | None = getattr(request, "terminal", None)
    if terminal is None:
        raise replace(UNKNOWN)
    if terminal.user_id != request.viewer.id:
        raise replace(NOT_YOURS)
    return terminal


def outdated(request: HttpRequest) -> bool:
    """Whether the app that calls is below the minimum version."""
    return is_outdated(request.headers.get(VERSION, ""), settings.FIELD_MINIMUM_VERSION)


def _known(said: str) -> Terminal:
    name, _, secret = said.partition(".")
    try:
        key = UUID(name)
    except ValueError as wrong:
        raise replace(UNKNOWN) from wrong
    with reading(DOORKEEPER):
        terminal = readable_by(DOORKEEPER).filter(pk=key).first()
    proof = hashlib.sha256(secret.encode()).hexdigest()
    if terminal is None or not hmac.compare_digest(terminal.proof, proof):
        raise replace(UNKNOWN)
    return terminal


def _check(request: HttpRequest, terminal: Terminal) -> None:
    if terminal.state in SHUT and not _is_kept(request, terminal):
        raise replace(SAID[terminal.state])
    old = outdated(request)
    if old and (request.path == REFERENCE or not request.path.startswith(HANDING_IN)):
        raise Refused(
            "app_outdated",
            Text(
                f"应用版本过低，请更新到{settings.FIELD_MINIMUM_VERSION}或者更高版本；尚未发送的内容仍可发送",
                f"This version is too old: update to {settings.FIELD_MINIMUM_VERSION} or later; what is unsent can still be sent",
            ),
            status=426,
        )


def _is_kept(request: HttpRequest, terminal: Terminal) -> bool:
    path = request.path
    return terminal.state in KEEPING and (path in KEPT or path.startswith(HANDING_IN[1]))


def _problem(request: HttpRequest, refused: Refused) -> HttpResponse:
    body = orjson.dumps(problem_of(refused, english=language_of(request) == "en"))
    return HttpResponse(body, status=refused.status, content_type="application/problem+json")
