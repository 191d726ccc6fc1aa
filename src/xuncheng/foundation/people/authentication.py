"""Who calls the API: a screen by its session cookie, or a program by its token."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from xuncheng.foundation.people.viewers import viewer_for_session, viewer_for_token
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.viewer import ANONYMOUS, Viewer
from xuncheng.rules.legal import Text


class ViewerRequest(HttpRequest):
    """A request that went through authentication: it knows its viewer."""

    viewer: Viewer


class TokenAuth(HttpBearer):
    """`Authorization: Bearer <token>`; a wrong token is refused and never passed over."""

    def authenticate(self, request: HttpRequest, token: str) -> Viewer:
        """Find the viewer of a token. Raises `Refused` (401)."""
        viewer = viewer_for_token(token) or _refuse_token()
        _require_in_limits(request, viewer)
        return _seen(request, viewer)


class SessionAuth(APIKeyCookie):
    """The session cookie; methods that change something also need the CSRF token of the page."""

    def __init__(self, *, optional: bool = False) -> None:
        self.param_name = settings.SESSION_COOKIE_NAME
        self.optional = optional
        super().__init__(csrf=False)  # asked below, where there is a session that could be abused

    def authenticate(self, request: HttpRequest, key: str | None) -> Viewer:
        """Find the viewer of a session. Raises `Refused` (401, or 403 without the CSRF token)."""
        viewer = viewer_for_session(key) if key else None
        if viewer is not None:
            _require_csrf(request)
            return _seen(request, viewer)
        if not self.optional:
            get_token(request)  # a page that is about to sign in needs the cookie
            raise Refused("signed_out", Text("请先登录", "Sign in first"), status=401)
        return _seen(request, ANONYMOUS)


SIGNED_IN = [TokenAuth(), SessionAuth()]
"""For routes that only users may call."""

ANYBODY = [TokenAuth(), SessionAuth(optional=True)]
"""For routes that strangers may call as well: they come as the anonymous viewer."""


def _seen(request: HttpRequest, viewer: Viewer) -> Viewer:
    request.viewer = viewer  # type: ignore[attr-defined] # makes it a `ViewerRequest`
    return viewer


DOING = ("/api/v1/acts", "/api/v1/files/uploads", "/api/v1/exchange/messages")
"""Where a limited token does its acts, also as messages of a platform, and hands in the files that they take."""

LOOKING = frozenset({"GET", "HEAD", "OPTIONS"})


def _require_in_limits(request: HttpRequest, viewer: Viewer) -> None:
    """Refuse whatever a limited token does not open: with no acts it only reads, without reading it only acts.

    Which acts, and where, its grants say; here whole doors are shut, also those that are open to everybody signed in.
    """
    limits = viewer.limits
    if limits is None:
        return
    doing = request.path.startswith(DOING) and bool(limits.acts)
    looking = limits.reads and request.method in LOOKING
    uploading = doing and request.path.startswith(DOING[1])
    if looking or uploading or (doing and request.method == "POST"):
        return
    raise Refused(
        "token_limited",
        Text("该令牌的权限范围不包括此项操作", "This token does not open that"),
        status=403,
    )


def _refuse_token() -> Viewer:
    raise Refused(
        "token_invalid",
        Text("访问令牌无效、已吊销或已过期", "The token is unknown, revoked or expired"),
        status=401,
    )


def _require_csrf(request: HttpRequest) -> None:
    if check_csrf(request) is not None:
        raise Refused(
            "csrf",
            Text("页面已过期，请刷新后重试", "The page is out of date; reload and try again"),
            status=403,
        )
