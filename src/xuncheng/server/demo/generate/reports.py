"""The script of a report: submitted, verified, judged, dispatched, settled on the spot, answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xuncheng.domains.intake.commands import (
    answer_report,
    correct_report,
    dispatch_report,
    handle_report,
    judge_report,
    reject_report,
    submit_report,
    verify_report,
)
from xuncheng.foundation.people.models import User
from xuncheng.server.demo.generate.course import Course
from xuncheng.server.demo.generate.people import person_name, phone
from xuncheng.server.demo.generate.script import Script

_SOURCES: Mapping[str, int] = {
    "hotline": 46, "citizen": 22, "patrol": 22, "superior": 5, "transfer": 3, "media": 2,
}  # fmt: skip
"""Where reports come from, in per cent."""

_PHOTOGRAPHED = 0.25
_REJECTED = 0.06
_SENT_BACK = 0.07


def reported(c: Course) -> Script:
    """A report from the first notice to the answer, without a case."""
    report = yield from _submitted(c)
    c.clock.minutes(4, 90)
    if "rejected" in c.turns or c.chance.random() < _REJECTED:
        yield from _rejected(c, report)
        return
    yield from _dispatched(c, report)
    if c.chance.random() < _SENT_BACK:
        c.clock.minutes(20, 200)
        yield c.act(
            c.dispatcher, correct_report, report=report, reason=c.town.texts.of_report("corrected", c.chance)
        )
        c.clock.minutes(10, 90)
        yield from _judged(c, report)
    c.clock.field(0, 5, *c.topic.hours)
    outcome = c.says(c.chance.choice(c.topic.handled))
    files = [(yield c.photograph(c.handler, "处置后照片"))] if c.chance.random() < _PHOTOGRAPHED else []
    yield c.outside(handle_report, report=report, outcome=outcome, files=files)
    yield from answered(c, report, "answers", outcome)


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
    reporter = _reporter(c, source)
    files = [(yield c.photograph(reporter, "反映照片"))] if c.chance.random() < _PHOTOGRAPHED else []
    text = c.says(c.chance.choice(c.topic.reports))
    if source in c.town.texts.common["prefixes"]:
        text = c.town.texts.common["prefixes"][source] + text
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
