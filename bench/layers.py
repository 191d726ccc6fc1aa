"""Where the time of an act goes, from the inside out: `python -m bench.layers TOKEN WEST SOUTH` prints JSON.

Each layer does the act report.submit in this process, one after the other: its statements alone, as the program's
driver sends them; the act itself; the whole request, handed to Django as the web server does. What a layer takes
more than the one inside it is its own. The layers take turns, so that other work on the machine slows all alike.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from typing import Any
from uuid import UUID

from bench.measurement import milliseconds
from bench.traffic import ADDRESS, TEXT, Somewhere, submitting
from uuid_utils.compat import uuid7

_ROUNDS, _WARM, _AT_ONCE = 20, 4, 20

Layer = Callable[[], object]
Recorded = list[tuple[str, Any]]
"""Statements with their parameters."""


def measure(token: str, corner: Somewhere) -> dict[str, float]:
    """Milliseconds of each layer: the medians over its rounds."""
    act = partial(_act, token, corner)
    layers: dict[str, Layer] = {
        "statements": partial(_replay, _record(act)),
        "act": act,
        "request": partial(_request, submitting(token, corner)),
    }
    taken: dict[str, list[float]] = {name: [] for name in layers}
    for turn in range(-_WARM, _ROUNDS):
        for name, layer in layers.items():
            each = milliseconds(partial(_several, layer)) / _AT_ONCE
            if turn >= 0:
                taken[name].append(each)
    return {name: median(times) for name, times in taken.items()}


def _several(layer: Layer) -> None:
    for _ in range(_AT_ONCE):
        layer()


def _act(token: str, corner: Somewhere) -> UUID:
    """Do the act; gives its id."""
    from xuncheng.foundation.people.viewers import viewer_for_token
    from xuncheng.foundation.trail.acts import REGISTER
    from xuncheng.foundation.trail.deed import Deed

    viewer = viewer_for_token(token)
    assert viewer is not None
    deed = Deed(viewer)
    REGISTER["report.submit"].perform(
        deed, text=TEXT, source="patrol", address=ADDRESS, lon=corner.west, lat=corner.south
    )
    return deed.id


def _record(act: Callable[[], UUID]) -> tuple[Recorded, list[UUID]]:
    """The statements of one act, and the keys in them that are to be others each time."""
    from django.db import connection

    statements: Recorded = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append((sql, params))
        return execute(sql, params, many, context)

    act()  # so that who asks is known and nothing else has to be asked
    with connection.execute_wrapper(listen):
        act_id = act()
    *_, (_, of_entry) = statements
    return statements, [act_id, of_entry[0]]


def _replay(recorded: tuple[Recorded, list[UUID]]) -> None:
    from django.db import connection, transaction

    statements, keys = recorded
    others = {key: uuid7() for key in keys}
    fresh = others | {str(key): str(other) for key, other in others.items()}
    with transaction.atomic(), connection.cursor() as cursor:
        for statement, given in statements:
            cursor.execute(statement, _with(fresh, given))
            cursor.fetchall()


def _with(fresh: dict[Any, Any], given: Any) -> Any:
    if isinstance(given, dict):
        return {name: _other(fresh, value) for name, value in given.items()}
    return [_other(fresh, value) for value in given]


def _other(fresh: dict[Any, Any], value: Any) -> Any:
    return fresh.get(value, value) if isinstance(value, str | UUID) else value


def _request(requests: Iterator[bytes]) -> None:
    """Hand a request to Django, in the environment that the bridge makes for it."""
    from xuncheng.server.asgi import wsgi

    head, _, body = next(requests).partition(b"\r\n\r\n")
    authorization = head.partition(b"Authorization: ")[2].partition(b"\r\n")[0].decode()
    environ = {
        "REQUEST_METHOD": "POST", "SCRIPT_NAME": "", "PATH_INFO": "/api/v1/acts/report.submit", "QUERY_STRING": "",
        "SERVER_PROTOCOL": "HTTP/1.1", "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(body), "wsgi.errors": sys.stderr, "HTTP_HOST": "127.0.0.1",
        "HTTP_AUTHORIZATION": authorization, "CONTENT_TYPE": "application/json", "CONTENT_LENGTH": str(len(body)),
    }  # fmt: skip
    answered: list[str] = []
    answer = wsgi(environ, lambda status, _headers: answered.append(status))
    content = b"".join(answer)
    answer.close()  # type: ignore[attr-defined] # Django's answers have one
    if not answered[0].startswith("200"):
        raise RuntimeError(f"{answered[0]} {content.decode(errors='replace')}")


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xuncheng.server.settings")
    django.setup()
    given_token, west, south = sys.argv[1:]
    print(json.dumps(measure(given_token, Somewhere(float(west), float(south)))))
