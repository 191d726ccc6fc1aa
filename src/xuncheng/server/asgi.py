"""Everything behind the one port: streams, Django's other paths, and the screens for all that is left."""

# ruff: noqa: E402 - Django is set up before anything of it is imported

from __future__ import annotations

import os
from typing import cast

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xuncheng.server.settings")
django.setup()

from django.conf import settings
from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.wsgi import WSGIHandler
from django.urls import get_resolver

from xuncheng.domains.patrol.feed import feed
from xuncheng.foundation.messages.hub import hub
from xuncheng.server.bridge import Application, Doors, Threaded, WsgiApplication
from xuncheng.server.screens import Screens

STREAMS = ("/api/v1/stream",)
"""Paths whose answers never end: an event loop holds thousands of them, a pool of threads does not."""

UPLOADS = ("/api/v1/files/uploads", "/api/v1/public/uploads")
"""Paths whose bodies may be long in coming: they have threads of their own, and are read while they come."""

UPLOADS_AT_ONCE = 32

DJANGO = ("/api", "/_allauth", "/open311", "/ogc", "/scim", "/static", "/.well-known", "/identity")
"""The other paths that Django answers."""

PORTAL = "/portal"
"""Below it the citizens' screens are served."""

wsgi = cast(WsgiApplication, WSGIHandler())


def assemble() -> Doors:
    """The application that the web process serves. All routes are loaded now: what is broken shows at the start."""
    _ = get_resolver().url_patterns
    threaded = Threaded(
        wsgi, threads=settings.WEB_THREADS, longest=settings.FILES_MAX_BYTES, spool_folder=str(settings.VAR)
    )
    uploads = Threaded(wsgi, threads=UPLOADS_AT_ONCE, longest=settings.FILES_MAX_BYTES, live=True)
    streaming = cast(Application, ASGIHandler())
    apps = settings.ROOT / "web" / "apps"
    screens = Screens(apps / "desk" / "dist")
    doors: list[tuple[str, Application]] = [
        *((path, streaming) for path in STREAMS),
        *((path, uploads) for path in UPLOADS),
        *((path, threaded) for path in DJANGO),
        (PORTAL, Screens(apps / "portal" / "dist", below=PORTAL)),
    ]

    def close() -> None:
        threaded.close()
        uploads.close()

    return Doors(doors, screens, close)


async def end_streams() -> None:
    """End all streams of this event loop: none ends by itself. Their clients come back to the next process."""
    await feed().stop()
    await hub().stop()


application = assemble()
