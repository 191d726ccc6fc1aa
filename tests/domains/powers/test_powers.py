"""Powers by HTTP: handed down, published, withdrawn; what is not in the list is neither dispatched nor filed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.domains import road
from tests.domains.road import said
from tests.domains.town import HOUSE, Person, Town, one_act

from xuncheng.domains.powers.commands import import_powers
from xuncheng.domains.powers.models import Power, PowerLine, PowerList
from xuncheng.foundation.trail.scope import reading

BASIS = "行政处罚法第二十四条"
FIRST, SECOND = date(2026, 1, 5), date(2026, 4, 6)


@pytest.fixture(autouse=True)
def _quiet(clock: object, unprinted: None) -> None:
    """The clock at its start, and nothing printed."""


def give(town: Town, *matters: str, to: list[Any], document: str = "示政发〔2026〕1号", **given: Any) -> str:
    """A decision of the legal section's register; its key."""
    about = {
        "title": "关于下放部分行政处罚权的决定（示例）",
        "authority": "示范市人民政府",
        "decided_on": FIRST,
        "begins": FIRST,
    }
    done = town.reviewer.does(
        "power.hand_down", document=document, matters=[town.matters[code] for code in matters],
        organisations=[one.pk for one in to], **about | given,
    )  # fmt: skip
    return done["result"]


def publish(town: Town, on: date) -> str:
    done = town.head.does(
        "power.publish",
        title="示范区权责清单（示例）",
        document=f"示城管〔2026〕{on.month}号",
        published_on=on,
    )
    return done["result"]


@pytest.fixture(scope="module")
def decided(town: Town) -> dict[str, str]:
    """Before any list there is no limit; then street A holds vending and litter, the bureau everything."""
    town.clock.on(3, 2)
    report = road.judge(town, town.a, "HW-009")
    town.dispatcher.does("report.dispatch", report, team=town.a.team.pk)
    street = give(town, "SR-010", "SR-028", to=[town.a.organisation])
    bureau = give(
        town, *town.matters, to=[town.bureau], document="示编〔2025〕7号", kinds=["penalty", "inspection"]
    )
    return {"before": report, "street": street, "bureau": bureau, "list": publish(town, FIRST)}


def test_a_matter_of_the_list_is_dispatched(town: Town, decided: dict[str, str]) -> None:
    assert road.dispatch(town, town.a)


def test_a_matter_that_is_not_in_the_list_is_not_dispatched(town: Town, decided: dict[str, str]) -> None:
    # Given a report of light pollution, which the street does not hold
    report = road.judge(town, town.a, "HW-009")
    # When it is dispatched to the street's team
    problem = town.dispatcher.refused("report.dispatch", report, team=town.a.team.pk)
    # Then it is refused with the article, and it says who holds it instead
    assert said(problem)[:3] == ("not_in_power_list", 409, BASIS)
    assert "甲街道" in problem["title_zh"]
    assert "示范区城管局" in problem["title_zh"]
    assert "乙街道" not in problem["title_zh"]
    # And the page of the report says beforehand who holds it
    held = town.dispatcher.get(f"/reports/{report}")["held_by"]
    assert [one["name"] for one in held["organisations"]] == ["示范区城管局"]


def test_the_form_of_dispatch_offers_who_holds_the_matter_and_says_why_others_are_left_out(
    town: Town, decided: dict[str, str]
) -> None:
    def offered(report: str, person: Person = town.dispatcher, **query: str) -> tuple[list[str], Any]:
        answer = person.get(f"/reports/{report}/teams", **query)
        return [one["id"] for one in answer["items"]], answer["why"]

    # Given a report of a matter that the street holds, then its team is offered, also by a part of its name
    mine, lost = road.judge(town, town.a), road.judge(town, town.a, "HW-009")
    team = str(town.a.team.pk)
    assert team in offered(mine)[0]
    assert offered(mine, q="甲街道")[0] == [team]
    assert offered(mine, q="无此队")[0] == []
    # And of one that it does not hold it is not, with who does
    teams, why = offered(lost)
    assert team not in teams
    assert "广告屏灯箱施工等光污染" in why["zh"]
    assert "Light pollution" in why["en"]
    assert teams or "示范区城管局" in why["zh"]
    # What is not offered the act refuses still
    assert town.dispatcher.refused("report.dispatch", lost, team=team)["code"] == "not_in_power_list"
    # Nobody else is shown to whom it may go, and the queries do not grow with the teams
    assert offered(mine, town.officer) == ([], None)
    with CaptureQueriesContext(connection) as queries:
        offered(lost)
    assert len([one for one in queries if "powers_" in one["sql"]]) <= 3


def test_another_street_does_not_hold_what_was_given_to_one(town: Town, decided: dict[str, str]) -> None:
    report = road.judge(town, town.b)
    problem = town.dispatcher.refused("report.dispatch", report, team=town.b.team.pk)
    assert said(problem)[:3] == ("not_in_power_list", 409, BASIS)
    assert "甲街道" not in problem["title_zh"]


def test_a_case_is_not_filed_on_it_either(town: Town, decided: dict[str, str]) -> None:
    # Given a report that was dispatched for one matter, of which a case is proposed for another
    report = road.dispatch(town, town.a)
    given = {
        "report": report, "matter": town.matters["HW-009"], "party": road.party(town.a), "place": "示范路12号门前",
        "summary": "当事人的广告屏夜间过亮。", "happened_on": town.clock.today, "officers": town.a.both,
    }  # fmt: skip
    problem = town.officer.refused("case.propose", **given)
    assert said(problem)[:3] == ("not_in_power_list", 409, BASIS)
    assert "行政处罚" in problem["title_zh"]
    # Unless a superior has designated the agency (art. 25(2))
    named = {"superior": "示范市城管局", "designation": "示指〔2026〕1号", "designated_because": "管辖争议"}
    assert town.officer.does("case.propose", **given | named)


def test_a_withdrawal_takes_effect_by_its_own_day(town: Town, decided: dict[str, str]) -> None:
    # Given a power that is withdrawn as of a day, without a new list
    town.clock.on(3, 9)
    about = {"document": "示政发〔2026〕2号", "authority": "示范市人民政府", "decided_on": date(2026, 3, 9)}
    town.reviewer.does(
        "power.withdraw", decided["street"], ends=date(2026, 3, 20), matters=[town.matters["SR-028"]], **about
    )
    # Then it is used up to that day
    town.clock.on(3, 20)
    assert road.dispatch(town, town.a, "SR-028")
    town.clock.on(3, 21)
    report = road.judge(town, town.a, "SR-028")
    assert (
        town.dispatcher.refused("report.dispatch", report, team=town.a.team.pk)["code"] == "not_in_power_list"
    )
    # And again nothing of it is left to withdraw
    again = {"ends": date(2026, 3, 20), "matters": [town.matters["SR-028"]]}
    assert (
        town.reviewer.refused("power.withdraw", decided["street"], **about | again)["code"]
        == "nothing_to_withdraw"
    )
    assert fields(
        town.reviewer.refused("power.withdraw", decided["street"], **about, ends=date(2026, 3, 1))
    ) == ["ends"]


def test_what_is_not_published_may_not_be_used(town: Town, decided: dict[str, str]) -> None:
    # Given a matter handed down to street B that no list names yet
    town.clock.on(4, 6)
    give(
        town,
        "SR-028",
        to=[town.b.organisation],
        document="示政发〔2026〕3号",
        decided_on=SECOND,
        begins=SECOND,
    )
    report = road.judge(town, town.b, "SR-028")
    assert (
        town.dispatcher.refused("report.dispatch", report, team=town.b.team.pk)["code"] == "not_in_power_list"
    )
    # When the next list is published, then it is dispatched
    second = publish(town, SECOND)
    assert town.dispatcher.does("report.dispatch", report, team=town.b.team.pk)
    # And the two lists differ by what was given and what was withdrawn
    found = town.officer.get(f"/power-lists/{second}/comparison", before=decided["list"])
    assert [(one["organisation"]["name"], one["matter"]["code"]) for one in found["added"]] == [
        ("乙街道", "SR-028")
    ]
    assert [(one["organisation"]["name"], one["matter"]["code"]) for one in found["removed"]] == [
        ("甲街道", "SR-028")
    ]
    assert (found["added_count"], found["removed_count"], found["changed_count"]) == (1, 1, 0)


def fields(problem: dict[str, Any]) -> list[str]:
    return [error["field"] for error in problem["errors"]]


def test_days_that_do_not_follow_each_other(town: Town, decided: dict[str, str]) -> None:
    given = {
        "document": "示政发〔2026〕8号", "title": "决定（示例）", "authority": "示范市人民政府", "organisations": [town.b.organisation.pk],
        "matters": [town.matters["HW-009"]], "decided_on": FIRST, "begins": FIRST,
    }  # fmt: skip
    wrong = {
        "decided_on": {
            "decided_on": town.clock.today + timedelta(days=1),
            "begins": town.clock.today + timedelta(days=1),
        },
        "begins": {"begins": FIRST - timedelta(days=1)},
        "ends": {"ends": FIRST - timedelta(days=1)},
    }
    for name, days in wrong.items():
        assert fields(town.reviewer.refused("power.hand_down", **given | days)) == [name]
    about = {"title": "清单", "document": "示城管〔2026〕9号"}
    assert fields(town.head.refused("power.publish", published_on=FIRST, **about)) == ["published_on"]


def test_nobody_is_given_twice_what_he_holds(town: Town, decided: dict[str, str]) -> None:
    about = {"title": "决定（示例）", "authority": "示范市人民政府", "decided_on": FIRST, "begins": FIRST}
    problem = town.reviewer.refused(
        "power.hand_down",
        document="示政发〔2026〕4号",
        organisations=[town.a.organisation.pk],
        matters=[town.matters["SR-010"]],
        **about,
    )
    assert problem["code"] == "power_held"
    assert "示政发〔2026〕1号" in problem["title_zh"]


def test_a_published_list_is_locked_by_the_database(town: Town, decided: dict[str, str]) -> None:
    for model in (PowerList, PowerLine):
        for change in (lambda rows: rows.update(document="改动"), lambda rows: rows._raw_delete("default")):
            with pytest.raises(DatabaseError, match="never changed"), one_act():
                change(model.objects.all())


def test_who_may_do_it(town: Town, decided: dict[str, str]) -> None:
    given = {"title": "清单", "document": "示城管〔2026〕9号", "published_on": town.clock.today}
    for person in (town.officer, town.dispatcher, town.citizen, town.reviewer):
        assert person.refused("power.publish", **given)["code"] == "no_grant"
    assert town.stranger.send("power.publish", **given).status_code == 401
    days = {
        "document": "示政发〔2026〕2号",
        "authority": "示范市人民政府",
        "decided_on": FIRST,
        "ends": date(2026, 12, 1),
    }
    assert town.head.refused("power.withdraw", decided["street"], **days)["code"] == "no_grant"


def test_the_catalogue_is_narrowed(town: Town, decided: dict[str, str]) -> None:
    def found(person: Person = town.officer, **query: Any) -> set[tuple[str, str]]:
        rows = person.get("/powers", limit=200, **query)["items"]
        return {(one["organisation"]["code"], one["matter"]["code"]) for one in rows}

    assert ("street-a", "SR-010") in found(organisation="street-a")
    assert {office for office, _ in found(organisation="street-a")} == {"street-a"}
    assert {matter for _, matter in found(matter="HW-009")} == {"HW-009"}
    assert {matter for _, matter in found(q="光污染")} == {"HW-009"}
    assert {office for office, _ in found(kind="coercion")} <= {"street-a", "street-b"}
    assert ("bureau", "HW-009") in found(day=FIRST.isoformat())
    assert found(day="2025-12-31") == set()
    assert found(town.citizen) == found()
    page = town.reviewer.get(f"/power-decisions/{decided['bureau']}")
    assert [(one["organisation"]["name"], one["matters"]) for one in page["given"]] == [
        ("示范区城管局", len(town.matters))
    ]
    assert [act["name"] for act in page["possible_acts"]] == ["power.withdraw"]
    assert town.officer.get(f"/power-decisions/{decided['bureau']}")["possible_acts"] == []


def test_the_file_of_a_list(town: Town, decided: dict[str, str]) -> None:
    response = town.officer.call("GET", f"/api/v1/power-lists/{decided['list']}/export?organisation=street-a")
    rows = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert rows[0].startswith("单位代码,单位,事项编号")
    assert [row.split(",")[2] for row in rows[1:]] == ["SR-010", "SR-028"]


def test_anybody_sees_the_list_in_force(town: Town, decided: dict[str, str]) -> None:
    found = town.stranger.get("/public/powers", day=FIRST.isoformat())
    assert found["version"]["number"] == 1
    assert {one["code"]: one["street"] for one in found["organisations"]} == {
        "bureau": False,
        "street-a": True,
    }
    by_code = {one["code"]: one["organisations"] for one in found["items"]}
    assert by_code["SR-010"] == ["bureau", "street-a"]
    assert by_code["HW-009"] == ["bureau"]
    narrowed = town.stranger.get("/public/powers", day=FIRST.isoformat(), organisation="street-a", q="摆摊")
    assert [one["code"] for one in narrowed["items"]] == ["SR-010"]
    assert town.stranger.get("/public/powers", day="2020-01-01")["version"] is None
    first = town.stranger.get("/public/powers", day=FIRST.isoformat(), limit=1)
    second = town.stranger.get("/public/powers", day=FIRST.isoformat(), limit=1, cursor=first["next"])
    assert first["items"][0]["code"] < second["items"][0]["code"]


def test_the_number_of_queries_does_not_grow_with_the_rows(town: Town, decided: dict[str, str]) -> None:
    def asked(**query: Any) -> int:
        with CaptureQueriesContext(connection) as queries:
            town.officer.get("/powers", **query)
        return len(queries)

    town.officer.get("/powers")
    assert asked(limit=1) == asked(limit=50)


TABLE = """matter,organisations,kinds,document,title,authority,decided_on,begins,ends
HW-009,streets,penalty|inspection,示政发〔2026〕5号,决定（示例）,示范市人民政府,2026-01-06,2026-01-06,
ST-009,streets,penalty|inspection,示政发〔2026〕5号,决定（示例）,示范市人民政府,2026-01-06,2026-01-06,
SR-010,street-a,,示政发〔2026〕5号,决定（示例）,示范市人民政府,2026-01-06,2026-01-06,
XX-999,street-a,,示政发〔2026〕5号,决定（示例）,示范市人民政府,2026-01-06,2026-01-07,
SR-028,nowhere,,示政发〔2026〕5号,决定（示例）,示范市人民政府,2026-01-06,2026-01-06,
SR-028,street-b,fine,示政发〔2026〕5号,决定（示例）,示范市人民政府,2026-13-06,2026-01-06,
"""


def test_a_table_is_taken_in_after_a_dry_run(town: Town, decided: dict[str, str], tmp_path: Path) -> None:
    # Given a table with two good rows and four that cannot be taken in
    table = tmp_path / "powers.csv"
    table.write_text(TABLE, encoding="utf-8")
    with reading(HOUSE):
        before = Power.objects.count()
    # When it is tried, then it says row by row what would come of it, and nothing stays
    tried = import_powers(table, dry_run=True)
    wrong = {one.where: one.code for one in tried.remarks}
    assert wrong == {
        "powers.csv:4": "power_held", "powers.csv:5": "no_matter", "powers.csv:6": "no_organisation", "powers.csv:7": "row_unreadable",
    }  # fmt: skip
    assert (tried.added, tried.decisions, tried.known) == (2, 1, 0)
    with reading(HOUSE):
        assert Power.objects.count() == before
    # When it is taken in, then it does what was said; and doing it again changes nothing
    done = import_powers(table)
    assert (done.added, {one.where: one.code for one in done.remarks}) == (2, wrong)
    again = import_powers(table)
    assert (again.added, again.known) == (0, 2)
    with reading(HOUSE), transaction.atomic():
        assert Power.objects.count() == before + 4


@pytest.mark.parametrize("act", ["seizure.propose", "seizure.start_urgent"])
def test_who_holds_penalties_alone_neither_seals_nor_seizes(
    town: Town, decided: dict[str, str], act: str
) -> None:
    # Given street B that was given vending for penalties alone, and street A that holds it for all kinds of acts
    town.clock.on(5, 11)
    if act == "seizure.propose":
        give(
            town,
            "SR-010",
            to=[town.b.organisation],
            document="示政发〔2026〕9号",
            kinds=["penalty"],
            begins=town.clock.today,
        )
        publish(town, town.clock.today)
    mine, theirs = road.ordinary(town, town.b, "inspect"), road.ordinary(town, town.a, "inspect")
    # When both begin a measure
    given = {"seizure.propose": PROPOSED, "seizure.start_urgent": URGENT}[act]
    problem = mine.officer.refused(
        act, mine.key, **given | (mine.team if act == "seizure.start_urgent" else {})
    )
    # Then the one is refused, with whose it is and by which article; to the other it is open
    assert said(problem)[:2] == ("not_in_power_list", 409)
    assert [one["label"] for one in problem["basis"]] == ["行政强制法第十七条第二款", BASIS]
    assert "行政强制" in problem["title_zh"]
    assert theirs.act(theirs.officer, act, **given | (theirs.team if act == "seizure.start_urgent" else {}))


PROPOSED = {"kind": "seize", "reason": "货物可能被转移。", "objects": "折叠货架2个"}
URGENT = {
    "kind": "seize", "urgency": "当事人正将货物装车运离现场。", "present": "party", "heard": True, "statement": "无",
    "course": "逐件清点、拍照。", "related": True, "delivered": True, "keeping": "示范区第一库房",
    "items": [{"name": "折叠货架", "kind": "经营工具", "quantity": "2", "unit": "个", "condition": "完好"}],
}  # fmt: skip
