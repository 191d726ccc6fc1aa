"""What the OpenAPI document says of refusals.

Ninja describes what the routes take and give; here it is said, once for all of them, how they refuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from xuncheng.rules.procedure.tables import BESIDE, TABLES
from xuncheng.server.problem_codes import codes, of_the_law
from xuncheng.server.problems import CONTENT_TYPE

Plain = dict[Any, Any]

REFUSED = {
    400: "A header is missing or wrong",
    401: "Nobody is signed in, or the token is not valid",
    403: "No grant for this, or a page without its CSRF token",
    404: "There is no such thing, or it is out of the caller's scope: the two look the same",
    409: "The law, or the state that the object is in, does not allow it now",
    410: "The upload has expired",
    412: "The object changed since the version in If-Match",
    413: "The file is too large",
    415: "Files of this kind are not taken",
    422: "The input does not fit; `errors` names each field",
    423: "Somebody else is writing at this upload",
    426: "The app is too old: it has to be updated first",
    429: "Too often; Retry-After says when to come back",
    460: "The checksum does not fit what came",
    507: "There is no room for more files",
}
"""Statuses of refusals and what they mean, for every route that can answer with them."""


_UPLOADS = (400, 404, 409, 410, 412, 413, 415, 423, 429, 460, 507)
_MORE = (
    (re.compile(r"/public/uploads"), (*_UPLOADS, 403)),
    (re.compile(r"/files/uploads"), _UPLOADS),
    (re.compile(r"/public/(challenge|reports)"), (403, 404, 409, 429)),
    (re.compile(r"/public/(portal|areas|goods)"), (404, 429)),
    (re.compile(r"/tokens$"), (404,)),
    (re.compile(r"/sync/wiped$"), (401, 404)),
    (re.compile(r"/sync"), (426,)),
)
"""What some routes refuse besides: uploads as the tus protocol has it, the portal where it is closed or called too often."""

_DONE = {"options": 204, "post": 201, "patch": 204, "delete": 204}
"""With what uploads answer when all went well (tus)."""


def say_uploads(schema: Plain) -> None:
    """Let the routes of uploads say with what they answer: nothing but headers, under statuses of their own."""
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            if path.endswith("/uploads") or ("/uploads/" in path and method != "post"):
                told = operation["responses"].pop(200)
                operation["responses"] = {_DONE.get(method, 200): told} | operation["responses"]


def say_refusals(schema: Plain) -> None:
    """Add to the document the shape of a problem, all codes, and to each route the refusals that it knows."""
    components = schema["components"]
    components["schemas"] |= {"Problem": PROBLEM | {"x-codes": _codes()}, **_PARTS}
    components["responses"] = {f"Refused{status}": _response(text) for status, text in REFUSED.items()}
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            for status in _refusals(path, operation):
                shared = {"$ref": f"#/components/responses/Refused{status}"}
                operation["responses"].setdefault(status, shared)


def _refusals(path: str, operation: Plain) -> Iterator[int]:
    """Which refusals a route knows: 401 where one signs in, 404 where something is named by its key, and so on."""
    acts = "/acts/" in path
    if operation.get("security"):
        yield from (401, 403)
    if acts or "{" in path:
        yield from (404, 409)
    if any(parameter["name"] == "If-Match" for parameter in operation.get("parameters", ())):
        yield 412
    yield 422
    for pattern, statuses in _MORE:
        if pattern.search(path):
            yield from statuses


def law_of(act: str) -> Plain:
    """The refusals of the procedure tables for one act, as its response 409; empty where no table has it."""
    rules = [rule for table in (*TABLES, *BESIDE) if (rule := table.rule(act))]
    lines = [f"* `{one.code}` {one.zh} ({'、'.join(one.basis)}): {one.en}" for one in of_the_law(rules)]
    return {409: _response("\n".join((f"{REFUSED[409]}:", "", *lines)))} if lines else {}


def _response(description: str) -> Plain:
    content = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": description, "content": content}


def _codes() -> list[Plain]:
    return [
        {"code": one.code, "status": one.status, "zh": one.zh, "en": one.en, "basis": list(one.basis)}
        for one in codes()
    ]


def _object(description: str, **properties: Any) -> Plain:
    return {
        "type": "object",
        "description": description,
        "required": list(properties),
        "properties": properties,
    }


def _text(description: str) -> Plain:
    return {"type": "string", "description": description}


def _list_of(part: str, description: str) -> Plain:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{part}"}, "description": description}


PROBLEM = _object(
    "A refusal (RFC 9457). `x-codes` lists every code with its status, sentences and articles.",
    type=_text("urn:xuncheng:problem:<code>"), title=_text("in the language of Accept-Language"),
    status={"type": "integer"}, detail=_text("articles, and what is missing"), code=_text("stable, for machines"),
    title_zh=_text("the sentence in Chinese"), title_en=_text("the sentence in English"),
    basis=_list_of("ProblemBasis", "articles that forbid it"),
    missing=_list_of("ProblemMissing", "what would have to be there first"),
    errors=_list_of("ProblemField", "what is wrong with each field"),
)  # fmt: skip
_PARTS = {
    "ProblemBasis": _object(
        "An article.", statute=_text("short title"), article=_text("57(1)(4)"), label=_text("as a document cites it")
    ),
    "ProblemMissing": _object("Something that is missing.", zh=_text(""), en=_text("")),
    "ProblemField": _object(
        "One field.", field=_text("path in the input"), message_zh=_text(""), message_en=_text("")
    ),
}  # fmt: skip
