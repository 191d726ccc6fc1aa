"""Who hears of what happens to a report."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.domains import road
from tests.domains.town import Clock, Person, Town, messages_of, pass_on

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture(autouse=True)
def _nothing_on_its_way(town: Town) -> Iterator[None]:
    pass_on()
    return


def test_a_dispatched_report_is_told_to_the_whole_team(town: Town) -> None:
    report = road.dispatch(town, town.a)
    pass_on()
    for officer in town.a.officers:
        newest = messages_of(officer)[0]
        assert newest["title"]["zh"].startswith("新的待处置案源 2026")
        assert newest["body"]["zh"] == "店外占道摆放货物，影响通行"
        assert newest["link"] == f"/reports/{report}"
    assert all(report not in one["link"] for one in messages_of(town.b.officers[0]))


def test_a_report_given_to_one_officer_is_told_to_him_alone(town: Town) -> None:
    one, other = town.a.officers
    report = road.judge(town, town.a)
    town.dispatcher.does("report.dispatch", report, team=town.a.team.pk, officer=one.key)
    pass_on()
    assert messages_of(one)[0]["link"] == f"/reports/{report}"
    assert all(report not in told["link"] for told in messages_of(other))


def test_who_reported_is_told_the_answer(town: Town, clock: Clock) -> None:
    report = _reported_by(town.citizen, town)
    town.dispatcher.does("report.verify", report)
    town.dispatcher.does("report.judge", report, matter=town.matters["SR-010"])
    town.dispatcher.does("report.dispatch", report, team=town.a.team.pk)
    town.officer.does("report.handle", report, outcome="已劝离。")
    town.dispatcher.does("report.check", report, passed=True, findings="现场整洁。")
    town.dispatcher.does("report.feedback", report, answer="您反映的占道经营已劝离，感谢您的监督。")
    pass_on()
    newest = messages_of(town.citizen)[0]
    assert newest["title"] == {"zh": "您反映的事项已办结", "en": "What you reported was dealt with"}
    assert newest["body"]["zh"] == "您反映的占道经营已劝离，感谢您的监督。"


def test_who_reported_is_told_that_it_was_not_accepted(town: Town) -> None:
    report = _reported_by(town.citizen, town)
    town.dispatcher.does("report.reject", report, reason="与前一案源重复。")
    pass_on()
    newest = messages_of(town.citizen)[0]
    assert newest["title"]["zh"] == "您反映的事项不予受理"
    assert newest["body"]["zh"] == "与前一案源重复。"


def test_a_report_that_was_sent_back_meanwhile_is_told_to_nobody(town: Town) -> None:
    report = road.dispatch(town, town.a)
    town.dispatcher.does("report.correct", report, reason="事项判定有误。")
    pass_on()
    assert all(report not in one["link"] for one in messages_of(town.officer))


def test_nobody_is_told_of_what_he_did_himself(town: Town) -> None:
    before = len(messages_of(town.dispatcher))
    done = town.dispatcher.does("report.submit", text="热线转来：井盖破损", source="hotline", **town.a.point)
    town.dispatcher.does("report.reject", done["result"], reason="不属本机关职责。")
    pass_on()
    assert len(messages_of(town.dispatcher)) == before


def _reported_by(person: Person, town: Town) -> str:
    return person.does("report.submit", text="店外占道经营，请处理", **town.a.point)["result"]
