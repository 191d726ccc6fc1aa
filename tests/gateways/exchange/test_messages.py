"""What a platform sends by HTTP becomes a report, once; what it says later on stands beside it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from tests.domains.town import Town, entries, messages_of, pass_on
from tests.gateways.exchange.platform import Platform, handled, hire

from xuncheng.rules.coordinates import Datum, Position, convert

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


def test_a_work_order_becomes_a_report(town: Town, hotline: Platform) -> None:
    answer = hotline.says(hotline.order("GD-0001"))
    report = hotline.report("GD-0001")
    assert answer == {
        "result": "accepted", "number": "GD-0001", "our_number": report.number,
        "stage": {"code": "submitted", "zh": "待核实", "en": "to be verified"},
    }  # fmt: skip
    page = town.dispatcher.get(f"/reports/{report.pk}")
    assert page["source"]["code"] == "hotline"
    assert page["sent_by"]["number"] == "GD-0001"
    assert page["sent_by"]["due"] == "2026-03-09T10:00:00+00:00"
    assert page["street"]["code"] == town.a.area.code


def test_the_same_number_is_the_same_work_order(hotline: Platform) -> None:
    first = hotline.says(hotline.order("GD-0002"))
    before = entries()
    again = hotline.says(hotline.order("GD-0002", text="同一工单，再次推送"))
    assert entries() == before
    assert (again["result"], again["our_number"]) == ("had", first["our_number"])
    assert [row["result"]["code"] for row in hotline.log()] == ["had", "accepted"]


def test_in_the_same_moment(hotline: Platform) -> None:
    """Given eight posts of one work order at once, then there is one report."""

    def one(_: int) -> str:
        try:
            return str(hotline.says(hotline.order("GD-0003"))["our_number"])
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(one, range(8)))) == 1
    assert hotline.report("GD-0003")


def test_of_another_platform_it_is_another(town: Town, hotline: Platform) -> None:
    other = hire(town, "other-platform", "response")
    assert (
        hotline.says(hotline.order("GD-0004"))["our_number"]
        != other.says(other.order("GD-0004"))["our_number"]
    )


def test_urged_and_supplemented_it_is_told_to_whoever_has_it(town: Town, hotline: Platform) -> None:
    hotline.says(hotline.order("GD-0005"))
    urge = {"kind": "urge", "id": "CB-1", "number": "GD-0005", "text": "市民再次来电，请尽快办理"}
    assert hotline.says(urge)["result"] == "accepted"
    assert hotline.says(urge)["result"] == "had"
    hotline.says({"kind": "supplement", "id": "BC-1", "number": "GD-0005", "text": "摊主电话13900139000"})
    report = hotline.report("GD-0005")
    page = town.dispatcher.get(f"/reports/{report.pk}")
    assert page["urges"] == 1
    assert [(one["kind"]["code"], one["text"]) for one in page["follow_ups"]] == [
        ("urge", "市民再次来电，请尽快办理"),
        ("supplement", "摊主电话139****9000"),
    ]
    pass_on()
    assert f"来件方催办：{report.number}" in [one["title"]["zh"] for one in messages_of(town.dispatcher)]


def test_another_text_under_the_same_number_of_a_message_is_refused(hotline: Platform) -> None:
    hotline.says(hotline.order("GD-0006"))
    urge = {"kind": "urge", "id": "CB-2", "number": "GD-0006", "text": "请尽快办理"}
    hotline.says(urge)
    assert hotline.refused(urge | {"text": "别的内容"}, 409)["code"] == "act_id_used"


def test_withdrawn_it_ends(town: Town, hotline: Platform) -> None:
    hotline.says(hotline.order("GD-0007"))
    away = {"kind": "withdraw", "id": "CH-1", "number": "GD-0007", "text": "市民撤回诉求"}
    assert hotline.says(away)["stage"]["code"] == "withdrawn"
    assert hotline.says(away)["result"] == "had"
    page = town.dispatcher.get(f"/reports/{hotline.report('GD-0007').pk}")
    assert (page["due"], page["sent_by"]["urgency"]) == (None, "none")
    assert hotline.refused(away | {"kind": "urge", "id": "CB-3"}, 409)["code"] == "report_elsewhere"


def test_handled_it_is_withdrawn_no_more(hotline: Platform) -> None:
    hotline.says(hotline.order("GD-0008"))
    handled(hotline, "GD-0008")
    problem = hotline.refused({"kind": "withdraw", "id": "CH-2", "number": "GD-0008", "text": "撤回"}, 409)
    assert problem["code"] == "report_elsewhere"


def test_a_point_of_another_coordinate_system_is_turned(town: Town, hotline: Platform) -> None:
    point = town.a.point
    shifted = convert(Position(point["lon"], point["lat"]), Datum.WGS84, Datum.BD09)
    hotline.says(hotline.order("GD-0009", lon=shifted[0], lat=shifted[1], coordinates="bd09"))
    found = hotline.report("GD-0009").point
    assert (found.x, found.y) == pytest.approx((point["lon"], point["lat"]), abs=1e-6)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"number": ""}, "number"), ({"text": "摊"}, "text"), ({"lon": 200.0}, "lon"), ({"lon": None}, "lon"), ({"lon": 100.0}, "lon"),
        ({"due_at": "明天"}, "due_at"), ({"coordinates": "beijing54"}, "coordinates"), ({"kind": "urge"}, "id"),
        ({"kind": "urge", "id": "CB-9", "number": "GD-9999"}, "number"), ({"text": "摊\x01位"}, "text"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(hotline: Platform, wrong: dict[str, object], field: str) -> None:
    before = entries()
    problem = hotline.refused(hotline.order("GD-0010") | wrong)
    assert [error["field"].split(".")[-1] for error in problem["errors"]] == [field]
    assert entries() == before


def test_a_refusal_stands_in_the_log(hotline: Platform) -> None:
    hotline.refused(hotline.order("GD-0011", lon=100.0))
    (row,) = hotline.log(result="refused")
    assert (row["number"], row["field"]["zh"], row["reason"]["zh"]) == (
        "GD-0011",
        "经度",
        "该地点不在本区范围内",
    )


def test_who_is_not_registered_does_not_exchange(town: Town) -> None:
    response = town.citizen.call("POST", "/api/v1/exchange/messages", {"number": "1", "text": "占道经营"})
    assert (response.status_code, response.json()["code"]) == (403, "no_platform")


def test_a_platform_asks_how_far_its_own_are(town: Town, hotline: Platform) -> None:
    hotline.says(hotline.order("GD-0012"))
    found = hotline.person.get("/exchange/work-orders", number="GD-0012")
    assert (found["stage"]["code"], found["answer"]) == ("submitted", "")
    other = hire(town, "curious", "response")
    response = other.person.call("GET", "/api/v1/exchange/work-orders?number=GD-0012")
    assert response.status_code == 404


def test_the_log_is_the_area_s(town: Town, hotline: Platform) -> None:
    hotline.says(hotline.order("GD-0013"))
    seen = [row["number"] for row in town.a.officers[0].get("/exchange-log")["items"]]
    assert "GD-0013" in seen
    assert town.b.officers[0].get("/exchange-log")["items"] == []
    assert town.citizen.get("/exchange-log")["items"] == []
    assert hotline.person.get("/exchange-log")["items"] == []


def test_nobody_exchanges_signed_out(town: Town) -> None:
    for method, path in (("POST", "messages"), ("GET", "work-orders?number=1")):
        response = town.stranger.call(method, f"/api/v1/exchange/{path}", {"number": "1", "text": "占道经营"})
        assert response.status_code == 401
