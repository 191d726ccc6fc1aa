"""Papers of supervision, contracts, advice, and what lawyers did in a year."""

from __future__ import annotations

import pytest
from tests.domains.town import Clock, Town

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


def test_a_paper_of_supervision_is_answered_once(town: Town, clock: Clock) -> None:
    about = {
        "kind": "urging",
        "number": "督1",
        "sender": "示范区司法局",
        "subject": "占道经营",
        "area_path": town.a.area.path,
    }
    early = {"received_on": clock.today, "reply_by": "2026-03-01"}
    problem = town.reviewer.refused("supervision.receive", **about, **early)
    assert [error["field"] for error in problem["errors"]] == ["reply_by"]
    paper = town.reviewer.does(
        "supervision.receive", received_on=clock.today, reply_by="2026-03-20", **about
    )["result"]
    town.reviewer.does("supervision.reply", paper, reply="已经整改。")
    assert (
        town.reviewer.refused("supervision.reply", paper, reply="再次回复。")["code"]
        == "supervision_answered"
    )


def test_the_work_of_each_lawyer_is_counted_by_year(town: Town) -> None:
    path = town.district.path
    term = {"since": "2026-01-01", "until": "2026-12-31"}
    firm = town.reviewer.does("lawfirm.register", name="示范律所", licence="LF-0001", area_path=path, **term)[
        "result"
    ]
    lawyer = town.reviewer.does("lawyer.register", firm, name="郑示例", licence="LW-0001")["result"]
    contract = town.head.does(
        "contract.submit", title="印刷合同", counterparty="示范印刷厂", amount="200000", area_path=path
    )
    town.reviewer.does(
        "contract.review", contract["result"], passed=True, opinion="条款完备。", lawyer=lawyer
    )
    question = town.head.does("advice.ask", title="占道认定", question="如何认定面积。", area_path=path)[
        "result"
    ]
    town.reviewer.does("advice.give", question, answer="以现场勘验为准。", lawyer=lawyer)
    [this] = town.reviewer.get("/lawyers", year=2026)["items"]
    [last] = town.reviewer.get("/lawyers", year=2025)["items"]
    assert (this["reviews"], this["advice"], this["represented"]) == (1, 1, 0)
    assert (last["reviews"], last["advice"], last["represented"]) == (0, 0, 0)


def test_nobody_answers_what_he_asked_himself(town: Town) -> None:
    own = town.reviewer.does(
        "advice.ask", title="自问自答", question="如何认定。", area_path=town.district.path
    )["result"]
    assert town.reviewer.refused("advice.give", own, answer="如此认定。")["code"] == "own_errand"
