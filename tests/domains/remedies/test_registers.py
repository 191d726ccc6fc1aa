"""Papers of supervision, contracts, advice: their lists and pages; and what lawyers did in a span."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from tests.domains import road
from tests.domains.road import File
from tests.domains.town import Clock, Town
from tests.domains.uploads import picture, upload

from xuncheng.domains.remedies.commands import counsel as registering
from xuncheng.domains.remedies.commands.supervising import KINDS

pytestmark = pytest.mark.usefixtures("clock", "unprinted")

TERM = {"since": "2026-01-01", "until": "2026-12-31"}


def keys(found: dict[str, Any]) -> list[str]:
    return [one["id"] for one in found["items"]]


def receive(town: Town, number: str, reply_by: Any, **given: Any) -> str:
    """A paper of supervision that came in today; its key."""
    about = {
        "kind": "urging",
        "sender": "示范区司法局",
        "subject": "占道经营",
        "received_on": town.clock.today,
    }
    return str(
        town.reviewer.does("supervision.receive", number=number, reply_by=reply_by, **about | given)["result"]
    )


_LICENCES = count(1)


def firm(town: Town, **term: str) -> tuple[str, str]:
    """A firm with one lawyer; their keys."""
    licence = f"{next(_LICENCES):04}"
    key = town.reviewer.does(
        "lawfirm.register", name=f"示范律所{licence}", licence=f"LF-{licence}", **TERM | term
    )
    lawyer = town.reviewer.does("lawyer.register", key["result"], name="郑示例", licence=f"LW-{licence}")
    return str(key["result"]), str(lawyer["result"])


def submit(town: Town, title: str = "印刷合同", **given: Any) -> str:
    about = {"title": title, "counterparty": "示范印刷厂", "amount": "200000"}
    return str(town.head.does("contract.submit", **about | given)["result"])


def ask(town: Town, title: str = "占道认定") -> str:
    return str(town.head.does("advice.ask", title=title, question="如何认定面积。")["result"])


def review(town: Town, contract: str, lawyer: str | None = None, *, passed: bool = True) -> None:
    town.reviewer.does("contract.review", contract, passed=passed, opinion="条款完备。", lawyer=lawyer)


def test_a_paper_of_supervision_is_answered_once(town: Town) -> None:
    about = {"kind": "urging", "number": "督1", "sender": "示范区司法局", "subject": "占道经营"}
    early = {"received_on": town.clock.today, "reply_by": "2026-03-01"}
    problem = town.reviewer.refused("supervision.receive", **about, **early)
    assert [error["field"] for error in problem["errors"]] == ["reply_by"]
    paper = receive(town, "督1", "2026-03-20")
    assert town.reviewer.get(f"/supervisions/{paper}")["possible_acts"][0]["allowed"] is True
    town.reviewer.does("supervision.reply", paper, reply="已经整改。")
    refused = town.reviewer.refused("supervision.reply", paper, reply="再次回复。")
    assert refused["code"] == "supervision_answered"
    page = town.reviewer.get(f"/supervisions/{paper}")
    assert (page["reply"], page["urgency"]) == ("已经整改。", "none")
    assert page["possible_acts"][0]["refusal"]["code"] == "supervision_answered"


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_of_each_kind_is_entered(town: Town, kind: str) -> None:
    paper = receive(town, f"每种{kind}", "2026-03-30", kind=kind)
    assert town.reviewer.get(f"/supervisions/{paper}")["kind"]["code"] == kind


def test_papers_come_by_their_days_and_are_narrowed(town: Town) -> None:
    late, soon = receive(town, "督2", "2026-03-30"), receive(town, "督3", "2026-03-04", kind="opinion")
    found = town.reviewer.get("/supervisions", q="督")
    assert keys(found).index(soon) < keys(found).index(late)
    assert keys(town.reviewer.get("/supervisions", urgency="near", q="督3")) == [soon]
    assert keys(town.reviewer.get("/supervisions", kind="opinion", q="督3")) == [soon]
    assert keys(town.reviewer.get("/supervisions", pending=False, q="督3")) == []
    assert keys(town.reviewer.get("/supervisions", sort="-reply_by", q="督"))[0] == late


def test_a_contract_has_its_text_and_is_reviewed_once(town: Town) -> None:
    text = upload(town.head, "合同.png", picture())
    contract = submit(town, "车辆租赁合同", files=[text])
    page = town.reviewer.get(f"/contracts/{contract}")
    assert [one["name"] for one in page["files"]] == ["合同.png"]
    assert (page["passed"], page["possible_acts"][0]["allowed"]) == (None, True)
    assert keys(town.reviewer.get("/contracts", state="open", q="车辆租赁")) == [contract]
    review(town, contract, passed=False)
    assert keys(town.reviewer.get("/contracts", state="open", q="车辆租赁")) == []
    assert keys(town.reviewer.get("/contracts", passed=False, q="车辆租赁")) == [contract]
    page = town.reviewer.get(f"/contracts/{contract}")
    assert (page["passed"], page["answer"], page["lawyer"]) == (False, "条款完备。", "")
    assert page["possible_acts"][0]["refusal"]["code"] == "answered_already"


def test_an_area_is_asked_for_only_where_one_has_several(town: Town) -> None:
    town.grant(town.dispatcher, "clerk", town.a.area)
    town.grant(town.dispatcher, "clerk", town.b.area)
    about = {"title": "两处", "question": "属于哪里。"}
    assert [one["field"] for one in town.dispatcher.refused("advice.ask", **about)["errors"]] == ["area_path"]
    town.dispatcher.does("advice.ask", area_path=town.b.area.path, **about)


def test_a_lawyer_answers_while_his_firm_is_engaged(town: Town) -> None:
    _, late = firm(town, since="2025-01-01", until="2026-03-01")
    assert (
        town.reviewer.refused(
            "contract.review", submit(town), passed=True, opinion="条款完备。", lawyer=late
        )["code"]
        == "lawyer_not_engaged"
    )
    given = {"applicant": "刘示范", "lodged_on": town.clock.today, "received_by_us": town.clock.today}
    served = road.ordinary(town, town.a, "serve_decision")
    refused = town.reviewer.refused("remedy.lodge", served.key, kind="litigation", counsel=late, **given)
    assert refused["code"] == "lawyer_not_engaged"


@pytest.fixture
def worked(town: Town) -> str:
    """A lawyer who reviewed one contract, gave one advice and represents one remedy, beside the section's own work."""
    _, lawyer = firm(town)
    review(town, submit(town), lawyer)
    review(town, submit(town))
    town.reviewer.does("advice.give", ask(town), answer="以现场勘验为准。", lawyer=lawyer)
    given = {"applicant": "刘示范", "lodged_on": town.clock.today, "received_by_us": town.clock.today}
    for counsel in (lawyer, None):
        served = road.ordinary(town, town.a, "serve_decision")
        town.reviewer.does("remedy.lodge", served.key, kind="litigation", counsel=counsel, **given)
    return lawyer


def figures(row: dict[str, Any]) -> tuple[int, int, int]:
    return row["reviews"], row["advice"], row["represented"]


def of(told: dict[str, Any], lawyer: str) -> tuple[int, int, int]:
    return figures(next(one for one in told["items"] if one["id"] == lawyer))


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("2026", (1, 1, 1)),
        ("2026-Q1", (1, 1, 1)),
        ("2026-03", (1, 1, 1)),
        ("2026-02", (0, 0, 0)),
        ("2026-Q2", (0, 0, 0)),
        ("2025", (0, 0, 0)),
    ],
)
def test_the_work_of_each_lawyer_is_counted_by_span(
    town: Town, worked: str, span: str, expected: tuple[int, int, int]
) -> None:
    assert of(town.reviewer.get("/lawyers", span=span), worked) == expected


def behind(told: dict[str, Any], **whose: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The list behind each figure of somebody, as the desk opens it."""
    days = {"from": told["since"], "to": told["until"]}
    yield "/contracts", {"state": "answered", **days, **whose}
    yield "/advice", {"state": "answered", **days, **whose}
    renamed = {"counsel" if name == "lawyer" else name: value for name, value in whose.items()}
    yield "/remedies", {**days, **renamed}


def test_behind_each_figure_stands_a_list_of_that_length(town: Town, worked: str) -> None:
    told = town.reviewer.get("/lawyers", span="2026-03")
    for row, whose in (
        (next(one for one in told["items"] if one["id"] == worked), {"lawyer": worked}),
        (told["section"], {"by": "section"}),
    ):
        lengths = [
            town.reviewer.get(path, exact=True, **query)["count"]["value"]
            for path, query in behind(told, **whose)
        ]
        assert tuple(lengths) == figures(row)


def test_lawyers_and_the_section_add_up_to_the_whole(town: Town, worked: str) -> None:
    told = town.reviewer.get("/lawyers", span="2026")
    parts = [figures(one) for one in (*told["items"], told["section"])]
    assert tuple(map(sum, zip(*parts, strict=True))) == figures(told["total"])
    assert told["section"]["represented"] >= 1
    all_, own = told["total"]["represented"], told["section"]["represented"]
    assert float(told["represented_rate"]) == pytest.approx(100 * (all_ - own) / all_, abs=0.05)
    assert town.reviewer.get("/lawyers", span="2025")["represented_rate"] is None


def test_a_firm_shows_its_lawyers_and_whether_it_is_engaged(town: Town, clock: Clock) -> None:
    key, lawyer = firm(town, until="2026-03-31")
    page = town.reviewer.get(f"/law-firms/{key}")
    assert (page["engaged"], [one["id"] for one in page["lawyers"]]) == (True, [lawyer])
    assert [one["name"] for one in page["possible_acts"]] == ["lawyer.register", "lawfirm.renew"]
    clock.on(4, 1)
    assert town.reviewer.get(f"/law-firms/{key}")["engaged"] is False


@pytest.mark.parametrize("span", ["2026-13", "abc", "2026-Q9"])
def test_a_span_of_another_form_is_refused(town: Town, span: str) -> None:
    assert town.reviewer.call("GET", f"/api/v1/lawyers?span={span}").status_code == 422


def test_the_figures_are_exported(town: Town, worked: str) -> None:
    response: Any = town.reviewer.call("GET", "/api/v1/lawyers/export?span=2026")
    text = b"".join(response.streaming_content).decode()
    licence = next(one["licence"] for one in town.reviewer.get("/lawyers")["items"] if one["id"] == worked)
    assert f",郑示例,{licence},1,1,1" in text
    assert "法制机构自办" in text


def test_nobody_answers_what_he_asked_himself(town: Town) -> None:
    own = town.reviewer.does("advice.ask", title="自问自答", question="如何认定。")["result"]
    assert town.reviewer.refused("advice.give", own, answer="如此认定。")["code"] == "own_errand"
    page = town.reviewer.get(f"/advice/{own}")
    assert page["possible_acts"][0]["refusal"]["code"] == "own_errand"


def test_an_engagement_is_renewed_and_the_terms_before_stay(town: Town) -> None:
    key, lawyer = firm(town, since="2025-01-01", until="2026-03-01")
    refused = town.reviewer.refused(
        "contract.review", submit(town), passed=True, opinion="完备。", lawyer=lawyer
    )
    assert refused["code"] == "lawyer_not_engaged"
    town.reviewer.does("lawfirm.renew", key, since="2026-03-02", until="2027-03-01")
    page = town.reviewer.get(f"/law-firms/{key}")
    assert page["engagements"] == [
        {"since": "2026-03-02", "until": "2027-03-01"}, {"since": "2025-01-01", "until": "2026-03-01"},
    ]  # fmt: skip
    assert (page["since"], page["until"], page["engaged"]) == ("2026-03-02", "2027-03-01", True)
    review(town, submit(town), lawyer)


@pytest.mark.parametrize(
    ("since", "until", "at"),
    [
        ("2026-12-31", "2027-12-30", "since"),
        ("2025-06-01", "2026-01-01", "since"),
        ("2027-12-31", "2027-01-01", "until"),
    ],
)
def test_terms_of_a_firm_do_not_overlap_nor_end_before_they_begin(
    town: Town, since: str, until: str, at: str
) -> None:
    key, _ = firm(town)
    refused = town.reviewer.refused("lawfirm.renew", key, since=since, until=until)
    assert [one["field"] for one in refused["errors"]] == [at]


def test_the_database_itself_keeps_terms_apart(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given that two renew in one moment, and neither sees the other's term
    key, _ = firm(town)
    monkeypatch.setattr(registering, "overlapping", lambda *_: None)
    assert (
        town.reviewer.refused("lawfirm.renew", key, since="2026-12-31", until="2027-12-30")["code"]
        == "done_meanwhile"
    )


def test_legality_reviews_are_counted_by_reviewer_and_span(town: Town) -> None:
    before = {one["reviewer"]: one for one in town.reviewer.get("/lawyers", span="2026-03")["reviewers"]}
    file = File(town, town.a, opened={"complex_facts": True}).go(road.ORDINARY, "waive")
    town.reviewer.does(
        "legality.review",
        file.key,
        passed=False,
        opinion='补正"passed":false后再审。',
        faults={"evidence": "不全"},
    )
    told = town.reviewer.get("/lawyers", span="2026-03")["reviewers"]
    mine = next(one for one in told if one["reviewer"] == "孙审核")
    was = before.get("孙审核", {"done": 0, "failed": 0})
    assert (mine["done"] - was["done"], mine["failed"] - was["failed"]) == (1, 1)
    assert town.reviewer.get("/lawyers", span="2025")["reviewers"] == []
    response: Any = town.reviewer.call("GET", "/api/v1/lawyers/export?span=2026-03")
    exported = b"".join(response.streaming_content).decode()
    assert f"法制审核人员,孙审核,,,,,{mine['done']},{mine['failed']}" in exported
