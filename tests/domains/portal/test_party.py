"""The party of a case on the portal: what he sees by number and code, and what he does, as lawful as at the counter."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from tests.domains import road
from tests.domains.custody import store
from tests.domains.portal.citizen import proof
from tests.domains.road import File
from tests.domains.town import HOUSE, Clock, Stranger, Town
from uuid_utils.compat import uuid7

from xuncheng.domains.cases.models import Case
from xuncheng.domains.documents.queries import latest
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading

pytestmark = pytest.mark.usefixtures("everybody", "clock", "unprinted")

DEAR = {"kinds": ["fine"], "amount": "4000.00"}
SAYS = {"words": "货物是当天临时卸货，已及时清走，请求从轻。", "name": "刘示范", "phone": "13800000000"}


@pytest.fixture
def notified(town: Town) -> File:
    """A case whose party was offered a hearing on 2 March 2026."""
    return road.ordinary(town, town.a, "serve_notice", penalty=dict(DEAR))


def paper(file: File, kind: str) -> tuple[str, str]:
    """The number of the newest paper of a kind, and the code on it."""
    with reading(HOUSE):
        found = latest(UUID(file.key), kind)
    assert found is not None, kind
    return found.number, found.data["check_code"]


def looks(of: Stranger, number: str, check: str) -> HttpResponse:
    """Ask with what the paper bears."""
    return of.call(
        "POST", "/api/v1/public/cases", {"number": number, "check": check, "proof": proof(of, "case")}
    )


def asks(of: Stranger, number: str, check: str, act: str, **given: Any) -> HttpResponse:
    """Send something in."""
    body = (
        {"id": uuid7(), "number": number, "check": check, "act": act, "proof": proof(of, "petition")}
        | SAYS
        | given
    )
    return of.call("POST", "/api/v1/public/cases/petitions", body)


def shown(answer: HttpResponse, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.content.decode()
    return dict(answer.json())  # type: ignore[attr-defined] # the test client's answer


class TestLooking:
    """By the number of a paper, or of the case, and the code."""

    def test_the_notice_says_what_he_may_do_and_until_when(self, town: Town, notified: File) -> None:
        number, code = paper(notified, "prior_notice")
        told = shown(looks(town.stranger, number, code))
        assert [(one["act"], one["until"], one["refusal"]) for one in told["may"]] == [
            ("statement.submit", "2026-03-09", None),
            ("hearing.request", "2026-03-09", None),
        ]
        assert (told["payment"], told["decided"], told["goods"]) == (None, None, None)
        assert [one["number"] for one in told["papers"]] == [number]
        assert shown(looks(town.stranger, told["number"], code)) == told

    def test_nobody_is_named(self, town: Town, notified: File) -> None:
        number, code = paper(notified, "prior_notice")
        said = looks(town.stranger, number, code).content.decode()
        page = notified.page()
        assert [name for name in (page["handler"]["name"], page["party"]["name"]) if name in said] == []

    def test_the_decision_says_what_to_pay_and_where(self, town: Town) -> None:
        file = road.ordinary(town, town.a, "serve_decision")
        number, code = paper(file, "decision")
        told = shown(looks(town.stranger, number, code))
        pay = told["payment"]
        assert (pay["fine"], pay["owed"], pay["paid"], pay["late_fee"]) == ("600.00", "600.00", "0.00", None)
        assert (pay["due_on"], pay["number"]) == ("2026-03-17", told["number"])
        assert pay["bank"]
        assert told["decided"] == "罚款600.00元"
        file.go({"pay": road.ORDINARY["pay"]}, "pay")
        paid = shown(looks(town.stranger, number, code))["payment"]
        assert (paid["owed"], [one["amount"] for one in paid["received"]]) == ("0.00", ["600.00"])

    def test_after_the_day_to_pay_the_late_fee_grows(self, town: Town, clock: Clock) -> None:
        file = road.ordinary(town, town.a, "serve_decision")
        clock.on(3, 20)
        pay = shown(looks(town.stranger, *paper(file, "decision")))["payment"]
        # Three days late, three per cent of 600 a day (行政处罚法第七十二条第一款第一项).
        assert pay["late_fee"] == "54.00"

    def test_a_wrong_code_opens_nothing_and_is_counted(
        self, town: Town, notified: File, everybody: str
    ) -> None:
        number, code = paper(notified, "prior_notice")
        wrong = f"{(int(code) + 1) % 10**8:08}"
        answers = [looks(town.stranger, number, wrong).status_code for _ in range(6)]
        assert answers == [404] * 5 + [429]
        assert looks(town.stranger, number, code).status_code == 429
        with reading(HOUSE):
            told = TrailEntry.objects.filter(chain=everybody, name="portal.look").order_by("-seq")[0]
        assert '"result":"locked"' in told.input

    def test_a_case_without_a_code_is_opened_by_none(self, town: Town, notified: File) -> None:
        with reading(HOUSE):
            number = Case.objects.get(pk=notified.key).number
        assert looks(town.stranger, number, "--------").status_code == 422
        assert looks(town.stranger, "无此编号", "00000000").status_code == 404


class TestStating:
    """What he states counts as received, and stands before every decision."""

    def test_his_statement_waits_for_its_re_check(self, town: Town, notified: File) -> None:
        number, code = paper(notified, "prior_notice")
        told = shown(asks(town.stranger, number, code, "statement.submit"))
        refused = next(one["refusal"] for one in told["may"] if one["act"] == "statement.submit")
        assert refused["code"] == "statement_unanswered"
        page = notified.page()
        assert (page["waits_for"], page["next_act"]) == ("handler", "statement.recheck")
        assert town.head.refused("decision.make", notified.key, **DEAR)["code"] == "statement_open"
        notified.act(town.officer, "statement.recheck", adopted="partly", review="情节较轻，可以从轻。")
        said = latest_of(notified, "statement_record")
        assert (said["manner"], said["speaker"]) == ("written", "刘示范")
        assert said["statement"].startswith("货物是当天临时卸货")

    def test_the_desk_has_no_button_for_it(self, town: Town, notified: File) -> None:
        assert "statement.submit" not in {one["name"] for one in notified.page()["possible_acts"]}
        answer = town.officer.call(
            "POST", f"/api/v1/acts/statement.submit/{notified.key}", {"id": str(uuid7())}
        )
        assert answer.status_code in {404, 405}

    def test_his_request_is_a_request(self, town: Town, notified: File) -> None:
        number, code = paper(notified, "prior_notice")
        shown(asks(town.stranger, number, code, "hearing.request"))
        assert town.officer.get("/hearings")["items"][0]["case"]["number"] == notified.page()["number"]
        said = latest_of(notified, "hearing_application")
        assert said["party_signature"]["refusal"] == "当事人凭文书编号和查询码在公众门户提交，未手写签名。"

    def test_after_five_working_days_it_is_too_late(self, town: Town, notified: File, clock: Clock) -> None:
        number, code = paper(notified, "prior_notice")
        clock.on(3, 10)
        answer = shown(asks(town.stranger, number, code, "hearing.request"), 409)
        assert answer["code"] == "no_hearing_offered"
        assert answer["basis"][0]["label"] == "行政处罚法第六十三条、第六十四条第一项"

    def test_before_the_notice_there_is_nothing_to_state(self, town: Town) -> None:
        file = road.ordinary(town, town.a, "conclude")
        with reading(HOUSE):
            case = Case.objects.get(pk=file.key)
        answer = asks(town.stranger, case.number, case.check_code, "statement.submit")
        assert shown(answer, 409)["code"] == "not_notified"

    def test_sending_it_again_does_it_once(self, town: Town, notified: File) -> None:
        number, code = paper(notified, "prior_notice")
        key = uuid7()
        first, again = (asks(town.stranger, number, code, "statement.submit", id=key) for _ in range(2))
        assert shown(first) == shown(again)
        with reading(HOUSE):
            assert TrailEntry.objects.filter(chain=notified.key, name="statement.submit").count() == 1

    @pytest.mark.parametrize(
        ("given", "field"), [({"words": "不"}, "words"), ({"name": ""}, "name"), ({"phone": "打我"}, "phone")]
    )
    def test_what_lacks_is_named(self, town: Town, notified: File, given: dict[str, str], field: str) -> None:
        answer = shown(
            asks(town.stranger, *paper(notified, "prior_notice"), "statement.submit", **given), 422
        )
        assert [one["field"].split(".")[-1] for one in answer["errors"]] == [field]


class TestGoods:
    """Where what was taken from him lies."""

    @pytest.fixture
    def thing(self, town: Town) -> dict[str, Any]:
        keeper = store.keeper(town)
        warehouse = store.warehouse(keeper, town.district.path)
        return store.shown(keeper, store.receive(keeper, warehouse, store.decided(town, town.a)))

    def test_he_finds_out_where_it_is_and_nothing_else(self, town: Town, thing: dict[str, Any]) -> None:
        code = thing["check_code"]
        told = shown(finds(town.stranger, thing["case"]["number"], code))
        assert told == shown(finds(town.stranger, thing["number"], code))
        (one,) = told["items"]
        assert (one["name"], one["state"]["code"], one["may_collect"]) == (
            "样例牌三轮车",
            "confiscated",
            False,
        )
        assert told["places"] == [
            {
                "name": "示范区第一库房",
                "address": "示范路99号",
                "phone": "000-0001",
                "hours": "工作日9时至17时",
            }
        ]
        assert "刘示范" not in str(told)
        assert thing["case"]["id"] not in str(told)
        assert "身份证件" in told["bring"][0]["zh"]
        assert shown(looks(town.stranger, thing["case"]["number"], code))["goods"] == told

    def test_guessing_ends_soon(self, town: Town, thing: dict[str, Any]) -> None:
        answers = [finds(town.stranger, thing["number"], f"{guess:08}").status_code for guess in range(6)]
        assert answers == [404] * 5 + [429]


def finds(of: Stranger, number: str, check: str) -> HttpResponse:
    """Ask where things are."""
    return of.call(
        "POST", "/api/v1/public/goods", {"number": number, "check": check, "proof": proof(of, "case")}
    )


def latest_of(file: File, kind: str) -> dict[str, Any]:
    with reading(HOUSE):
        found = latest(UUID(file.key), kind)
    assert found is not None, kind
    return dict(found.data)
