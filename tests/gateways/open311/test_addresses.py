"""Whatever is sent to whatever address below /open311, the answer is the specification's list of errors."""

from __future__ import annotations

import pytest
from tests.gateways.open311.door import ROOT, Caller, Form, in_json, in_xml


@pytest.mark.parametrize(
    "path",
    [
        "/open311/", "/open311/v1/services.json", f"{ROOT}/", f"{ROOT}/services", f"{ROOT}/services.yaml", f"{ROOT}/nothing.json",
        f"{ROOT}/requests/1/2.json", f"{ROOT}/services/.json", f"{ROOT}/tokens/x.json", f"{ROOT}/requests/20260302-000009.json",
    ],
)  # fmt: skip
def test_where_there_is_nothing(stranger: Caller, path: str) -> None:
    response = stranger.http.get(path)
    assert response.status_code in (400, 404)
    in_json(response, "errors", response.status_code)


def test_in_xml_as_well(stranger: Caller) -> None:
    in_xml(stranger.http.get(f"{ROOT}/nothing.xml"), "errors", 404)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_other_methods(stranger: Caller, method: str) -> None:
    response = stranger.http.generic(method, f"{ROOT}/requests.json")
    in_json(response, "errors", 405)
    assert response["Allow"]


def test_a_fault_of_the_program_is_said_in_the_form(
    stranger: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("xuncheng.gateways.open311.reading.requests", lambda *_: 1 / 0)
    (error,) = in_json(stranger.get("requests.json"), "errors", 500)
    assert error["code"] == 500
    assert "ZeroDivisionError" in caplog.text


def test_what_no_xml_may_hold_is_left_out(neighbour: Caller, stranger: Caller, litter: Form) -> None:
    """Given words with <, & and a sign that XML cannot hold, then both formats are read without fault."""
    number = neighbour.does(litter | {"description": "<b>路口</b> & \ufffe 1<2\n第二行"})
    (row,) = in_json(stranger.get(f"requests/{number}.json"), "requests")
    assert row["description"] == "<b>路口</b> & \ufffe 1<2\n第二行"
    document = in_xml(stranger.get(f"requests/{number}.xml"), "requests")
    assert document.findtext("request/description") == "<b>路口</b> &  1<2\n第二行"
