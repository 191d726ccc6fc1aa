"""The script of a report: from the first notice over the spot and the check to the answer, and the turns beside that road."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings

from xuncheng.domains.intake.commands import (
    answer_report,
    ask_extension,
    check_report,
    contribute,
    correct_report,
    dispatch_report,
    extend_report,
    handle_report,
    join_others,
    judge_report,
    merge_report,
    reject_report,
    report_back,
    return_report,
    submit_report,
    supervise_report,
    verify_report,
)
from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.scope import reading
from xuncheng.server.demo.generate.course import Course
from xuncheng.server.demo.generate.people import person_name, phone
from xuncheng.server.demo.generate.portal import comes_by_portal, everybody, rated, submitted_there
from xuncheng.server.demo.generate.script import Script

_SOURCES: Mapping[str, int] = {
    "hotline": 42, "citizen": 20, "patrol": 22, "response": 5, "superior": 4, "camera": 3, "transfer": 2, "media": 2,
}  # fmt: skip
"""Where reports come from, in per cent."""

_PHOTOGRAPHED = 0.25
_REJECTED = 0.06
_SENT_BACK = 0.07
_REWORKED = 0.06
_DISPUTED = 0.6
"""How often somebody who goes to see again, since the reporter says so, finds it unsolved."""


def reported(c: Course) -> Script:
    """A report from the first notice to the answer, without a case."""
    report = yield from _submitted(c)
    c.clock.minutes(4, 90)
    by_chance = c.chance.random() < _REJECTED and not c.turns
    if "rejected" in c.turns or by_chance:
        yield from _rejected(c, report)
        return
    yield from received(c, report)
    outcome = yield from on_its_road(c, report)
    if (yield from rated(c, report)):
        yield from _checked(c, report, _DISPUTED)
        yield from answered(c, report, "answers_again", outcome)
        yield from rated(c, report)


def received(c: Course, report: Any) -> Script:
    """Verified, judged and dispatched; some are judged and dispatched anew."""
    yield from _dispatched(c, report)
    if c.chance.random() < _SENT_BACK:
        c.clock.minutes(20, 200)
        yield c.act(
            c.dispatcher, correct_report, report=report, reason=c.town.texts.of_report("corrected", c.chance)
        )
        c.clock.minutes(10, 90)
        yield from _judged(c, report)


def on_its_road(c: Course, report: Any) -> Script:
    """From the team that has it to the answer, with what happens beside the road; returns what was done."""
    yield from _beside(c, report)
    c.clock.field(0, 5, *c.topic.hours)
    outcome = yield from _handled(c, report)
    yield from _checked(c, report)
    yield from answered(c, report, "answers", outcome)
    return outcome


def _handled(c: Course, report: Any) -> Script:
    """Settled on the spot; returns what was done."""
    outcome = c.says(c.chance.choice(c.topic.handled))
    files = [(yield c.photograph(c.handler, "处置后照片"))] if c.chance.random() < _PHOTOGRAPHED else []
    yield c.outside(handle_report, report=report, outcome=outcome, files=files)
    return outcome


def _checked(c: Course, report: Any, unsettled: float = _REWORKED) -> Script:
    """Somebody goes and sees; what is not settled, as happens so often, is handled again, once."""
    if "rework" in c.turns or c.chance.random() < unsettled:
        c.clock.office(0, 1)
        found = c.town.texts.of_report("check_failed", c.chance)
        yield c.act(c.dispatcher, check_report, report=report, passed=False, findings=found)
        c.clock.field(0, 1, *c.topic.hours)
        yield from _handled(c, report)
    c.clock.office(0, 1)
    found = c.town.texts.of_report("check_passed", c.chance)
    yield c.act(c.dispatcher, check_report, report=report, passed=True, findings=found)


def _beside(c: Course, report: Any) -> Script:
    """What happens beside the road before the team goes out."""
    for turn, script in _TURNS.items():
        if turn in c.turns:
            c.clock.minutes(20, 90)
            yield from script(c, report)


def _returned(c: Course, report: Any) -> Script:
    reason = c.town.texts.of_report("returned", c.chance)
    yield c.act(c.handler, return_report, report=report, reason=reason)
    c.clock.minutes(10, 60)
    yield c.act(
        c.dispatcher, dispatch_report, report=report, team=c.crew.team, remarks="已核对边界，属本辖区。"
    )


def _joined(c: Course, report: Any) -> Script:
    """A directly subordinate team and the street's office take part; the team reports first."""
    helper = c.town.helper()
    yield c.act(
        c.dispatcher, join_others, report=report, work=c.town.texts.of_report("joined", c.chance), teams=[helper.team],
        organisations=[c.crew.team.organisation],
    )  # fmt: skip
    for who, name, result in (
        (helper, "team", "joint_team"), (c.dispatcher, "organisation", "joint_office"),
    ):  # fmt: skip
        c.clock.minutes(60, 240)
        task = yield c.find(open_task, report=report, kind=name)
        yield c.act(
            who, contribute, report=report, task=task, result=c.town.texts.of_report(result, c.chance)
        )


def open_task(deed: Deed, report: Any, kind: str) -> Any:
    """The open joint task of a report that a team, or an organisation, has."""
    with reading(deed.actor):
        return report.tasks.filter(state="open", **{f"{kind}__isnull": False}).first()


def limit_of(deed: Deed, report: Any) -> Any:
    """When the step is due for which the report waits now."""
    with reading(deed.actor):
        report.refresh_from_db(fields=["due_at"])
        return report.due_at


def _supervised(c: Course, report: Any) -> Script:
    until = c.clock.now + timedelta(days=2)
    yield c.act(
        c.head,
        supervise_report,
        report=report,
        order=c.town.texts.of_report("supervised", c.chance),
        until=until,
    )
    c.clock.minutes(90, 400)
    yield c.act(
        c.handler, report_back, report=report, answer=c.town.texts.of_report("reported_back", c.chance)
    )


def _extended(c: Course, report: Any) -> Script:
    due = yield c.find(limit_of, report=report)
    until = settings.LOCALITY.hours.close_of(due, 3)
    yield c.act(
        c.handler,
        ask_extension,
        report=report,
        until=until,
        reason=c.town.texts.of_report("extension", c.chance),
    )
    c.clock.office(0, 0)
    yield c.act(c.head, extend_report, report=report)


def _doubled(c: Course, report: Any) -> Script:
    """Somebody else reports the same, and is answered with the first."""
    again = yield c.act(
        c.town.users["citizen"], submit_report, text=c.tells("citizen"), source="citizen",
        address=c.spot.address, lon=c.spot.lon, lat=c.spot.lat, reporter_name=person_name(c.chance),
        reporter_phone=phone(c.chance),
    )  # fmt: skip
    c.clock.minutes(10, 50)
    reason = c.town.texts.of_report("merged", c.chance)
    yield c.act(c.dispatcher, merge_report, report=again, lead=report, reason=reason)


_TURNS = {
    "returned": _returned, "doubled": _doubled, "joined": _joined, "supervised": _supervised, "extended": _extended,
}  # fmt: skip


def taken_up(c: Course) -> Script:
    """A report as far as the team has it; returns the report."""
    report = yield from _submitted(c)
    c.clock.minutes(4, 60)
    yield from _dispatched(c, report)
    c.clock.field(0, 3, *c.topic.hours)
    return report


def answered(c: Course, report: Any, sentences: str, outcome: str) -> Script:
    """The dispatcher answers the reporter, within two days."""
    c.clock.office(0, 2)
    answer = c.town.texts.of_report(sentences, c.chance).format(outcome=outcome)
    yield c.act(c.dispatcher, answer_report, report=report, answer=answer)


def _submitted(c: Course) -> Script:
    source = c.chance.choices(list(_SOURCES), list(_SOURCES.values()))[0]
    there = comes_by_portal(c, source)
    reporter = everybody(c) if there else _reporter(c, source)
    files = [(yield c.photograph(reporter, "反映照片"))] if c.chance.random() < _PHOTOGRAPHED else []
    text = c.tells(source)
    if there:
        return (yield from submitted_there(c, text, files))
    caller = {"reporter_name": person_name(c.chance), "reporter_phone": phone(c.chance)}
    report = yield c.act(
        reporter, submit_report, text=text, source=source, address=c.spot.address, lon=c.spot.lon, lat=c.spot.lat,
        files=files, **(caller if source in ("hotline", "citizen") else {}),
    )  # fmt: skip
    return report


def _reporter(c: Course, source: str) -> User:
    """Who enters it: the citizen himself, the officer on patrol, or else the command centre."""
    return {"citizen": c.town.users["citizen"], "patrol": c.handler}.get(source, c.dispatcher)


def _rejected(c: Course, report: Any) -> Script:
    reason = c.town.texts.of_report("rejected", c.chance)
    yield c.act(c.dispatcher, reject_report, report=report, reason=reason)
    yield from answered(c, report, "answers_rejected", reason)


def _dispatched(c: Course, report: Any) -> Script:
    yield c.act(c.dispatcher, verify_report, report=report)
    c.clock.minutes(5, 110)
    yield from _judged(c, report)


def _judged(c: Course, report: Any) -> Script:
    yield c.act(c.dispatcher, judge_report, report=report, matter=c.town.matters[c.topic.matter])
    c.clock.minutes(3, 60)
    officer = c.officers[0] if "named" in c.turns or c.chance.random() < 0.3 else None
    yield c.act(c.dispatcher, dispatch_report, report=report, team=c.crew.team, officer=officer)
