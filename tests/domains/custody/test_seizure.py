"""Sealing and seizure, by HTTP (行政强制法第十六条至第二十八条)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domains import road
from tests.domains.custody.store import CONFISCATED, photo
from tests.domains.road import File, said
from tests.domains.town import Clock, Town, messages_of

from xuncheng.domains.cases.jobs import note_lapses, warn_of_deadlines

ITEM = {"name": "折叠货架", "kind": "经营工具", "quantity": "2", "unit": "个", "condition": "完好"}
FISH = {"name": "冰鲜鱼", "kind": "商品", "quantity": "3", "unit": "箱", "condition": "鲜活"}
DAY = "行政强制法第十九条"
TERM = "行政强制法第二十五条第一款、第二十八条第一款第四项"


@pytest.fixture
def file(town: Town, clock: Clock, unprinted: None) -> File:
    """A case that is being investigated, of a matter whose law grants both measures, on Monday 2 March."""
    return road.ordinary(town, town.a, "inspect")


def proposed(file: File, kind: str = "seize") -> str:
    """A measure that waits for the head; its key."""
    given = {"kind": kind, "reason": "货物可能被转移。", "objects": "折叠货架2个"}
    return file.act(file.officer, "seizure.propose", **given)["result"]


def approved(file: File) -> str:
    key = proposed(file)
    file.act(file.town.head, "seizure.approve", seizure=key, approved=True, opinion="同意。")
    return key


def spot(file: File, **more: Any) -> dict[str, Any]:
    """What is done and entered on the spot."""
    return file.team | {
        "present": "party", "heard": True, "statement": "无", "course": "逐件清点、拍照。", "related": True, "items": [ITEM, FISH],
        "delivered": True, "keeping": "示范区第一库房",
    } | more  # fmt: skip


def held(file: File, **more: Any) -> str:
    """Objects seized with the head's approval; the key of the measure."""
    key = approved(file)
    file.act(file.officer, "seizure.carry_out", seizure=key, **spot(file, **more))
    return key


def urgent(file: File, **more: Any) -> str:
    given = {"kind": "seize", "urgency": "当事人正将货物装车运离现场。"} | spot(file, **more)
    return file.act(file.officer, "seizure.start_urgent", **given)["result"]


def measure(file: File) -> dict[str, Any]:
    (one,) = file.officer.get(f"/cases/{file.key}/measures")
    return one


def kinds(file: File) -> list[str]:
    return [one["kind"] for one in file.page()["documents"]]


def returned(file: File, key: str) -> dict[str, Any]:
    given = {"seizure": key, "officers": file.street.both, "receiver": "刘示范"}
    return file.act(file.officer, "seizure.return", **given)


def test_from_the_proposal_to_the_return(town: Town, file: File) -> None:
    # Given objects that were seized on Monday 2 March, with the head's approval
    key = held(file)
    # Then thirty days run, whatever day they end on; decision, list and minutes were made on the spot
    assert kinds(file)[-4:] == ["seizure_approval", "seizure_decision", "seizure_list", "seizure_minutes"]
    one = measure(file)
    assert (one["kind"]["code"], one["state"]["code"], one["until"]) == ("seize", "held", "2026-04-01")
    assert {clock["name"]: clock["due"] for clock in file.page()["clocks"]}["seizure"] == "2026-04-01"
    # When the head lifts it, and the party takes the objects
    file.act(town.head, "seizure.lift", seizure=key, ground="unrelated", reasons="经查与本案无关。")
    assert measure(file)["state"]["code"] == "lifted"
    returned(file, key)
    # Then it is settled, and the papers tell of it
    assert (measure(file)["state"]["code"], kinds(file)[-2:]) == (
        "settled",
        ["seizure_lifting", "seizure_return"],
    )


def test_only_what_the_matter_grants(town: Town, clock: Clock, unprinted: None) -> None:
    file = road.ordinary(town, town.a, "inspect", matter="SR-028")
    given = {"kind": "seize", "reason": "货物可能被转移。", "objects": "折叠货架2个"}
    problem = town.officer.refused("seizure.propose", file.key, **given)
    assert said(problem)[:3] == ("measure_not_granted", 409, "行政强制法第十条、第十七条、第二十二条")


def test_what_a_citizen_needs_to_live_is_not_taken(town: Town, file: File) -> None:
    given = spot(file, seizure=approved(file), necessities=True)
    assert said(town.officer.refused("seizure.carry_out", file.key, **given))[:3] == (
        "daily_necessities", 409, "行政强制法第二十三条第一款",
    )  # fmt: skip


def test_where_the_party_is_absent_a_witness_is_named(town: Town, file: File) -> None:
    key = approved(file)
    given = spot(file, seizure=key, present="witness")
    problem = town.officer.refused("seizure.carry_out", file.key, **given)
    assert [error["field"] for error in problem["errors"]] == ["witness"]
    file.act(file.officer, "seizure.carry_out", **given, witness="郝见证")


def test_an_urgent_one_is_approved_within_24_hours(town: Town, file: File, clock: Clock) -> None:
    # Given objects taken at once on Monday, when the head approves on Tuesday a minute before the hour
    key = urgent(file)
    assert (file.page()["next_act"], measure(file)["state"]["code"]) == ("seizure.ratify", "urgent")
    clock.pass_by(hours=23, minutes=59)
    file.act(town.head, "seizure.ratify", seizure=key, approved=True, opinion="同意。")
    # Then they are held as any others, from the day on which they were taken
    assert (measure(file)["state"]["code"], measure(file)["until"]) == ("held", "2026-04-01")


def test_beyond_24_hours_it_is_released(town: Town, file: File, clock: Clock) -> None:
    # Given the same, a minute after the hour: it is still the last day, but the hours are over
    key = urgent(file)
    clock.pass_by(hours=24, minutes=1)
    given = {"seizure": key, "approved": True, "opinion": "同意。"}
    assert said(town.head.refused("seizure.ratify", file.key, **given))[:3] == (
        "seizure_ratified_late",
        409,
        DAY,
    )
    # And on the day after the table itself refuses
    clock.pass_by(hours=24)
    assert said(town.head.refused("seizure.ratify", file.key, **given))[:3] == (
        "no_seizure_to_ratify",
        409,
        DAY,
    )
    note_lapses(clock.now)
    assert file.page()["next_act"] == "seizure.release"
    file.act(file.officer, "seizure.release", seizure=key, reasons="未在二十四小时内补办批准。")
    assert measure(file)["state"]["code"] == "lifted"


def test_an_extension_told_in_time_counts(town: Town, file: File, clock: Clock) -> None:
    key = held(file)
    clock.on(4, 1, hour=22)
    file.act(town.head, "seizure.extend", seizure=key, reasons="案情复杂，尚需协查。")
    file.act(file.officer, "seizure.tell_extension", seizure=key, delivered=True)
    assert (measure(file)["until"], kinds(file)[-1]) == ("2026-05-01", "seizure_extension")


def test_an_extension_told_late_is_refused_and_the_objects_are_released(
    town: Town, file: File, clock: Clock
) -> None:
    # Given an extension that was decided on the last day, and not told
    key = held(file)
    clock.on(4, 1)
    file.act(town.head, "seizure.extend", seizure=key, reasons="案情复杂，尚需协查。")
    # When the day is over
    clock.on(4, 2)
    problem = town.officer.refused("seizure.tell_extension", file.key, seizure=key, delivered=True)
    assert said(problem)[:2] == ("no_extension_to_tell", 409)
    # Then nothing keeps the objects, and their release is what the case waits for
    given = {"seizure": key, "outcome": "transferred", "reasons": "移送。"}
    assert said(town.head.refused("seizure.handle", file.key, **given))[:2] == ("no_seizure_to_handle", 409)
    note_lapses(clock.now)
    assert file.page()["next_act"] == "seizure.release"
    file.act(file.officer, "seizure.release", seizure=key, reasons="期限届满。")
    returned(file, key)
    assert measure(file)["outcome"]["code"] == "released"


def test_the_time_of_a_test_is_not_counted(town: Town, file: File, clock: Clock) -> None:
    key = held(file)
    clock.on(3, 10)
    given = {"body": "示范检验所", "subject": "灶具是否合格。", "test_until": "2026-03-20", "delivered": True}
    file.act(file.officer, "seizure.test", seizure=key, **given)
    assert measure(file)["until"] == "2026-04-11"
    clock.on(3, 15)
    file.act(file.officer, "seizure.test_end", seizure=key, result="合格。")
    assert measure(file)["until"] == "2026-04-06"


def test_perishables_are_sold_and_their_proceeds_given_back(town: Town, file: File) -> None:
    # Given fish among what was seized; nobody sells it before the head lets him
    key = held(file)
    sale = {
        "seizure": key, "officers": file.street.both, "line": 2, "buyer": "示范水产", "proceeds": "300.00", "voucher": "FS01",
        "account": "询价三家，价高者得。",
    }  # fmt: skip
    assert said(town.officer.refused("seizure.sell", file.key, **sale))[:2] == ("no_sale_approved", 409)
    consent = {"seizure": key, "objects": "冰鲜鱼3箱", "perishable": True, "reasons": "不易保管。"}
    file.act(town.head, "seizure.approve_sale", **consent, price_evidence=[photo(town.head)])
    file.act(file.officer, "seizure.sell", **sale)
    # Then the proceeds stand in its place, once
    assert [item["sold_for"] for item in measure(file)["items"]] == [None, "300.00"]
    problem = town.officer.refused("seizure.sell", file.key, **sale)
    assert [error["field"] for error in problem["errors"]] == ["line"]
    # And the party is given them with the rest
    file.act(town.head, "seizure.lift", seizure=key, ground="no_violation", reasons="没有违法行为。")
    returned(file, key)
    assert kinds(file)[-4:] == ["seizure_sale_approval", "seizure_sale", "seizure_lifting", "seizure_return"]
    # And the case is archived with all of it
    file.act(town.head, "case.terminate", reason="没有违法行为。")
    file.act(town.head, "case.close")
    file.act(town.officer, "case.archive")


def test_a_decision_takes_the_objects(town: Town, file: File) -> None:
    file.penalty = dict(CONFISCATED)
    key = held(file)
    for step in list(road.ORDINARY)[3 : list(road.ORDINARY).index("waive") + 1]:
        town.clock.pass_by(minutes=5)
        road.ORDINARY[step](file)
    file.act(file.officer, "hearing.waive", signed=True)
    file.act(town.head, "decision.make", **CONFISCATED)
    assert file.page()["next_act"] == "seizure.handle"
    file.act(town.head, "seizure.handle", seizure=key, outcome="confiscated", reasons="处罚决定已没收。")
    assert (measure(file)["state"]["code"], measure(file)["outcome"]["code"]) == ("settled", "confiscated")


def test_no_case_closes_while_objects_are_in_hand(town: Town, file: File) -> None:
    key = held(file)
    file.act(town.head, "case.terminate", reason="当事人死亡。")
    assert said(town.head.refused("case.close", file.key))[:3] == (
        "seizure_open", 409, "行政强制法第二十七条、第二十八条",
    )  # fmt: skip
    file.act(town.head, "seizure.lift", seizure=key, ground="other", reasons="案件终止。")
    returned(file, key)
    file.act(town.head, "case.close")


def test_a_preservation_is_no_seizure(town: Town, file: File) -> None:
    held(file)
    words = {"reason": "货物可能被运离现场。", "objects": "折叠货架2个"}
    other = file.act(file.officer, "preservation.propose", **words)["result"]
    given = {"seizure": other, "ground": "other", "reasons": "不再需要。"}
    problem = town.head.refused("seizure.lift", file.key, **given)
    assert [error["field"] for error in problem["errors"]] == ["seizure"]


def test_what_was_delegated_is_no_power_to_seize(town: Town, file: File) -> None:
    """Given a partner who serves a body to which penalties are delegated, then he takes part in no measure (第十七条)."""
    partner = town.a.officers[1]
    certified = {"certificate_number": "ZF-W", "since": "2024-01-01", "until": "2029-12-31"}
    town.admin.does("officer.certify", partner.key, **certified, delegated=True)
    key = approved(file)
    problem = file.officer.refused("seizure.carry_out", file.key, seizure=key, **spot(file))
    assert said(problem)[:3] == ("measure_delegated", 409, "行政强制法第十七条第一款、第十七条第三款")
    now = {"kind": "seize", "urgency": "当事人正将货物装车运离现场。"} | spot(file)
    assert file.officer.refused("seizure.start_urgent", file.key, **now)["code"] == "measure_delegated"
    # What penalties need he may do; and once he is of the agency itself, this too
    town.admin.does("officer.certify", partner.key, **certified)
    file.act(file.officer, "seizure.carry_out", seizure=key, **spot(file))


def test_the_officer_is_warned_on_days_twenty_five_and_fifty_five(
    town: Town, clock: Clock, file: File
) -> None:
    # Given goods seized on Tuesday 3 March
    clock.on(3, 3)
    key = held(file)

    def told() -> list[str]:
        warn_of_deadlines(clock.now)
        found = [one for one in messages_of(file.officer) if file.key in one["link"]]
        titles = [one["title"]["zh"].rpartition("：")[2] for one in found]
        return [title for title in titles if title.startswith("查封、扣押期限")]

    clock.on(3, 27)
    assert told() == []
    # When 25 of the thirty days are over, a Saturday, then he is told, once
    clock.on(3, 28)
    assert told() == told() == ["查封、扣押期限还有5日（2026-04-02）"]
    clock.on(3, 29)
    assert len(told()) == 1
    # And with three working days left as of every period
    clock.on(3, 30)
    assert told()[0] == "查封、扣押期限还有3个工作日（2026-04-02）"
    # When the term is extended, then again on the 55th day
    file.act(town.head, "seizure.extend", seizure=key, reasons="案情复杂，尚需协查。")
    file.act(file.officer, "seizure.tell_extension", seizure=key, delivered=True)
    clock.on(4, 26)
    assert len(told()) == 2
    clock.on(4, 27)
    assert told()[0] == "查封、扣押期限还有5日（2026-05-02）"
