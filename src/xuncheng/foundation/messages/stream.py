"""GET /api/v1/stream: live news as server-sent events.

Events: `notification` {id, unread} for the viewer; `object` {type, id, version} for what lies in his areas;
`reload` after news may have been missed; `signed-out` before the end, where it will not help to come back.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from functools import partial

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    StreamingHttpResponse,
)

from xuncheng.foundation.messages.hub import ASK_AGAIN, Client, Hub, Identify, hub
from xuncheng.foundation.people.viewers import viewer_for_session, viewer_for_token
from xuncheng.foundation.trail.viewer import Viewer

KEEP_ALIVE = 25.0
"""Seconds of silence after which a comment shows both sides that the line is open."""

KEPT = b": still here\n\n"
SIGNED_OUT = b"event: signed-out\ndata: {}\n\n"


async def stream(request: HttpRequest) -> HttpResponseBase:
    """Open a stream for the viewer of the session or token; 401 where there is none."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    ours = hub()
    identify = identified(request)
    viewer = await ours.who(identify) if identify else None
    if identify is None or viewer is None:
        return HttpResponse(status=401)  # the middleware says it in words
    client = Client(identify, viewer)
    response = StreamingHttpResponse(_events(ours, client), content_type="text/event-stream")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response


def identified(request: HttpRequest) -> Identify | None:
    """How it is asked, as often as needed, who opened the stream; None where nobody says who he is."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return partial(_reader, token)
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    return partial(viewer_for_session, key) if key else None


def _reader(token: str) -> Viewer | None:
    """The viewer of a token that opens what he sees; one that only does acts opens no stream."""
    viewer = viewer_for_token(token)
    return None if viewer is None or (viewer.limits and not viewer.limits.reads) else viewer


async def _events(ours: Hub, client: Client) -> AsyncIterator[bytes]:
    """What the client is sent, until he leaves, is dropped or may no longer look."""
    ours.join(client)
    try:
        # So that a restart does not bring all clients back in the same second.
        yield b"retry: %d\n\n" % (2000 + secrets.randbelow(4000))
        while not client.dropped:
            event = await _next(client)
            if event in (ASK_AGAIN, KEPT):
                viewer = await ours.who(client.identify)
                if viewer is None:
                    yield SIGNED_OUT
                    return
                client.become(viewer)
            if event != ASK_AGAIN:
                yield event
    finally:
        ours.leave(client)


async def _next(client: Client) -> bytes:
    try:
        return await asyncio.wait_for(client.queue.get(), KEEP_ALIVE)
    except TimeoutError:
        return KEPT
