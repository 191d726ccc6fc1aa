"""Whatever is sent, the answer is a sentence: no route fails, and each refusal is a problem (RFC 9457)."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from tests.domains import road
from tests.domains.town import Stranger, Town
from tests.server.api.routes import ANY_KEY
from tests.server.api.samples import sample, target
from tests.server.api.world import Business, fill
from uuid_utils.compat import uuid7

from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.server.acts_api import sent
from xuncheng.server.openapi import document

JUNK: tuple[Any, ...] = (
    None, "", "x" * 10_000, "a\x00b", "\ud7ff😀", -1, 10**30, 1e308, True, "NaN", "Infinity", "1e999999",
    "0001-01-01", "9999-12-31", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59", "2026-03-02T08:00:00", "25:61",
    ANY_KEY, [], {}, [[]], [ANY_KEY], [ANY_KEY] * 300, {"\x00": {}},
)  # fmt: skip
"""What no form would send."""

PATHS = document()["paths"]


@pytest.fixture(scope="module")
def ours(town: Town, unprinted: None) -> Business:
    return fill(town, town.a)


def check(response: Any) -> None:
    """The answer is a success, or a problem that says what is wrong."""
    assert response.status_code < 500, response.content.decode()[:2000]
    if response.request["REQUEST_METHOD"] != "HEAD" and not response.streaming:
        assert response.get("Content-Length") in (None, str(len(response.content)))
    if response.status_code >= 400:
        assert response["Content-Type"] == "application/problem+json", (
            response.status_code,
            response.content,
        )
    if response.status_code >= 400 and response.request["REQUEST_METHOD"] != "HEAD":
        problem = response.json()
        assert problem["status"] == response.status_code
        assert problem["title_zh"]
        assert problem["title_en"]


def tried(person: Stranger, method: str, path: str, body: Any = None, **headers: str) -> None:
    """Send it and take back whatever came of it."""
    with transaction.atomic():
        response = person.call(method, path, body, **headers)
        if getattr(response, "streaming", False):
            b"".join(response.streaming_content)  # type: ignore[attr-defined] # a streamed answer has it
        transaction.set_rollback(True)
    check(response)


def spoilt(value: Any) -> Iterator[Any]:
    """The value with each of its parts replaced by junk, and with parts left out or added."""
    yield from JUNK
    if isinstance(value, dict):
        for name in value:
            yield {key: kept for key, kept in value.items() if key != name}
            yield from (value | {name: worse} for worse in spoilt(value[name]))
        yield value | {"unknown": 1}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        yield from ([worse, *value[1:]] for worse in spoilt(value[0]))


BODIES = (b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 3000, b'{"id":"x"}', b'{"a":"\\ud800"}')


@pytest.mark.parametrize("body", BODIES)
def test_what_is_no_act_at_all(town: Town, ours: Business, body: bytes) -> None:
    for act in sent():
        tried(town.admin, "POST", f"/api/v1/acts/{act.name}", body)
    tried(town.admin, "POST", "/api/v1/acts", body)
    tried(town.admin, "POST", "/api/v1/tokens", body)


@pytest.mark.parametrize("act", [act.name for act in sent()])
def test_acts_with_any_input(town: Town, ours: Business, busybody: Stranger, act: str) -> None:
    given, on = sample(act, ours.given), target(REGISTER[act], ours.given)
    for worse in spoilt(given):
        tried(busybody, "POST", f"/api/v1/acts/{act}", _body({"id": uuid7(), "on": on, "input": worse}))


def _body(value: Any) -> bytes:
    return json.dumps(value, default=str).encode()


FRAMES = {
    "id": JUNK, "at": JUNK, "device": JUNK, "place": (*JUNK, [1], [1, 2, 3], [181, 0], ["NaN", 1]), "on": JUNK,
}  # fmt: skip


@pytest.mark.parametrize("field", FRAMES)
def test_acts_with_any_frame(town: Town, ours: Business, busybody: Stranger, field: str) -> None:
    for act in ("report.submit", "report.handle", "party.register"):
        good = {"id": uuid7(), "on": target(REGISTER[act], ours.given), "input": sample(act, ours.given)}
        for junk in FRAMES[field]:
            frame = _body(good | {field: junk})
            tried(busybody, "POST", f"/api/v1/acts/{act}", frame)
            tried(
                busybody,
                "POST",
                "/api/v1/acts",
                b'{"acts":[' + frame[:-1] + b',"name":"%b"}]}' % act.encode(),
            )


@pytest.mark.parametrize("version", ["", "*", '"1"', 'W/"1"', "x", '"-1"', '"' + "9" * 40 + '"', "²"])
def test_any_version(town: Town, ours: Business, version: str) -> None:
    body = {"id": uuid7(), "on": ours.given["report"], "input": {}}
    tried(town.dispatcher, "POST", "/api/v1/acts/report.verify", body, If_Match=version)


@pytest.mark.parametrize(
    "junk",
    [
        *JUNK,
        {"acts": None},
        {"acts": [None]},
        {"acts": [{}] * 201},
        {"acts": [{"name": "no.act", "id": ANY_KEY}]},
    ],
)
def test_any_batch(town: Town, junk: Any) -> None:
    tried(town.officer, "POST", "/api/v1/acts", _body(junk))


def reading() -> list[str]:
    """Every path that is asked by GET."""
    return [path for path, operations in PATHS.items() if "get" in operations]


QUERY_JUNK = (
    "", "x", "%00", "9" * 40, "-1", "0001-01-01", "9999-12-31", "NaN", "1e400", "110199001", "行政处罚法第一条", "%25%5F'",
    "a" * 3000, ANY_KEY,
)  # fmt: skip


def cursors() -> Iterator[str]:
    """Cursors that look like ours and are not."""
    for inside in ("5", "[]", '["t","",1]', '["t","0001-01-01T00:00:00+08:00","%s"]', '["t","2026-01-01","%s"]', '["d","9999-12-31","%s"]',
                   '["n","",""]', '["n","","%s"]', '[["t"],"","%s"]', '["t",null,"%s"]', "{}"):  # fmt: skip
        yield base64.urlsafe_b64encode(inside.replace("%s", ANY_KEY).encode()).decode().rstrip("=")
    yield from ("0~", f"2026-01-01~{ANY_KEY}", f"9999-12-31T23:59:59~{ANY_KEY}", "~~", "é", "=")


@pytest.mark.parametrize("path", reading())
def test_any_query(town: Town, ours: Business, path: str) -> None:
    """Each parameter with junk, and each cursor under each order."""
    asked = {one["name"] for one in PATHS[path]["get"].get("parameters", ()) if one["in"] == "query"}
    needed = {
        one["name"]
        for one in PATHS[path]["get"].get("parameters", ())
        if one["in"] == "query" and one["required"]
    }
    where = re.sub(r"{\w+}", ANY_KEY, path)
    good = {
            "kind": "street", "lon": "116.35", "lat": "39.92", "q": "占道", "number": "物26-000001", "check": "00000000",
            "street": "110199001", "from": "2026-03-01", "to": "2026-03-03",
        }  # fmt: skip
    for name in sorted(asked):
        rest = "&".join(f"{other}={good[other]}" for other in needed - {name})
        for junk in (*QUERY_JUNK, *cursors()) if name == "cursor" else QUERY_JUNK:
            tried(town.officer, "GET", f"{where}?{rest}&{name}={junk}")
    for cursor in cursors() if "sort" in asked else ():
        for order in ("due", "submitted_at", "-opened_at"):
            tried(town.officer, "GET", f"{where}?sort={order}&cursor={cursor}")


@pytest.mark.parametrize("path", sorted(PATHS))
def test_any_key_in_the_path(town: Town, path: str) -> None:
    for key in ("x", "%00", "é", "9" * 300, ANY_KEY[:-1], ANY_KEY, "..", "%2F"):
        for method in PATHS[path]:
            if "{" in path:
                tried(town.officer, method.upper(), re.sub(r"{\w+}", key, path), Tus_Resumable="1.0.0")


@pytest.mark.parametrize("path", sorted(PATHS))
def test_other_methods_are_refused(town: Town, path: str) -> None:
    where = re.sub(r"{\w+}", ANY_KEY, path)
    response = town.officer.call("PUT", where)
    assert response.status_code in (404, 405)
    check(response)


def test_paths_that_do_not_exist(town: Town) -> None:
    for path in ("/api/v1/", "/api/v1/nothing", "/api/v1/acts/no.act", "/api/v2/reports", "/api/v1/reports/"):
        for person in (town.officer, town.stranger):
            response = person.call("GET", path)
            assert response.status_code in (404, 405)
            check(response)


@pytest.mark.parametrize(
    "header", ["Upload-Length", "Upload-Offset", "Upload-Metadata", "Upload-Checksum", "Content-Type"]
)
def test_any_upload(town: Town, ours: Business, header: str) -> None:
    good = {
        "Tus-Resumable": "1.0.0", "Upload-Length": "10", "Upload-Offset": "0", "Upload-Metadata": "filename YS5wbmc=",
        "Content-Type": "application/offset+octet-stream",
    }  # fmt: skip
    for junk in (
        "",
        "x",
        "-1",
        "9" * 40,
        "²",
        "filename",
        "filename =,,",
        "sha1 x",
        "md5 AAAA",
        "sha256 ===",
        "1.5",
    ):
        for method, path in (
            ("POST", ""),
            ("PATCH", f"/{ours.files['upload']}"),
            ("PATCH", f"/{ours.files['photo']}"),
        ):
            headers = good | {header: junk}
            response = town.officer.call(
                method, f"/api/v1/files/uploads{path}", b"12345", mime=headers.pop("Content-Type"), **headers
            )
            check(response)


@pytest.mark.parametrize("steps", ["ORDINARY", "SIMPLE"])
def test_every_act_of_the_road_with_each_value_replaced(
    town: Town, unprinted: None, monkeypatch: pytest.MonkeyPatch, steps: str
) -> None:
    """Given a case at the step where an act is lawful, the act's own body is reached and still does not fail."""
    does: Callable[..., dict[str, Any]] = Stranger.does

    def spoil_and_do(person: Stranger, act: str, on: Any = None, **given: Any) -> dict[str, Any]:
        plain = json.loads(_body(given))
        for worse in spoilt(plain):
            tried(person, "POST", f"/api/v1/acts/{act}", _body({"id": uuid7(), "on": on, "input": worse}))
        return does(person, act, on, **given)

    about = (
        {} if steps == "ORDINARY" else {"matter": "SR-028", "penalty": {"kinds": ["fine"], "amount": "50.00"}}
    )
    monkeypatch.setattr(Stranger, "does", spoil_and_do)
    road.File(town, town.a, **about).go(getattr(road, steps), "archive")
