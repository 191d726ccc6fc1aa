"""Acts on reports (案源): submit, verify, judge, dispatch, handle, answer. The road is `rules.reporting`."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from pydantic import AwareDatetime
from uuid_utils.compat import uuid7

from xuncheng.domains.intake.models import Report
from xuncheng.domains.law.queries import Matter
from xuncheng.foundation.files.commands import attach
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.people.models import Officer, Team
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import SHANGHAI, Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.calendar import Period, Roll, Unit, deadline
from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.reporting import SOURCES, STATUSES, TRANSITIONS

OneMatter = Annotated[Matter, field("执法事项", "Matter", "ref", ref="matter")]
OneTeam = Annotated[Team, field("执法队", "Team", "ref", ref="team")]
Files = Annotated[list[StoredFile], field("照片和附件", "Photos and files", "files", max_length=20)]
Words = Annotated[str, field("说明", "Remarks", "longtext", max_length=2000)]

# One statement: the place of the report is looked up, numbered and written in a single round trip.
_SUBMIT = """
INSERT INTO intake_report (
    id, number, text, source, status, area_path, point, address, reporter_name, reporter_phone,
    submitted_by_id, submitted_at, due_at, outcome, answer)
SELECT %(id)s, to_char(%(at)s::timestamptz AT TIME ZONE 'Asia/Shanghai', 'YYYYMMDD') || '-' ||
       lpad(nextval('intake_report_number')::text, 6, '0'),
       %(text)s, %(source)s, 'submitted',
       coalesce(place_area_path(%(lon)s::float8, %(lat)s::float8), %(district)s),
       ST_SetSRID(ST_MakePoint(%(lon)s::float8, %(lat)s::float8), 4326), %(address)s, %(name)s, %(phone)s,
       %(by)s, %(at)s::timestamptz, %(due)s::timestamptz, '', ''
RETURNING number, area_path
"""


@act("report.submit", Text("登记案源", "Submit a report"))
def submit_report(
    deed: Deed,
    text: Annotated[str, field("情况描述", "What is the matter", "longtext", min_length=2, max_length=2000)],
    source: Annotated[str, field("来源", "Source", "choice", choices=SOURCES)] = "citizen",
    address: Annotated[str, field("地址", "Address", "text", max_length=200)] = "",
    lon: Annotated[float | None, field("经度", "Longitude", "number", ge=-180, le=180)] = None,
    lat: Annotated[float | None, field("纬度", "Latitude", "number", ge=-90, le=90)] = None,
    reporter_name: Annotated[str, field("反映人", "Reporter", "text", max_length=50)] = "",
    reporter_phone: Annotated[
        str, field("反映人电话", "Reporter's telephone", "text", max_length=20, secret=True)
    ] = "",
    files: Files | None = None,
) -> Report:
    """Take in a notice of something on the street; its place decides the grid and the street."""
    if source not in SOURCES:
        raise invalid(FieldError("source", Text("请选择案源来源", "Choose the source")))
    report = Report(
        id=uuid7(), text=text, source=source, status="submitted", address=address, submitted_by_id=deed.actor.id,
        submitted_at=deed.at, reporter_name=reporter_name, reporter_phone=reporter_phone,
        due_at=deed.at + timedelta(hours=int(settings.LOCALITY.figure("report_judge_hours"))),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            _SUBMIT,
            {
                "id": report.pk, "at": deed.at, "text": text, "source": source, "lon": lon, "lat": lat,
                "district": f"{settings.LOCALITY.area_code}.", "address": address, "name": reporter_name,
                "phone": reporter_phone, "by": deed.actor.id, "due": report.due_at,
            },
        )  # fmt: skip
        report.number, report.area_path = cursor.fetchone()
    _attach(deed, report, files or [])
    return report


@act("report.verify", TRANSITIONS["report.verify"].label, on="report", basis=(Basis("行政处罚法", "54(1)"),))
def verify_report(deed: Deed, report: Report, remarks: Words = "") -> Report:
    """Confirm that the matter exists and is described well enough to be judged."""
    return _move(deed, report)


@act("report.reject", TRANSITIONS["report.reject"].label, on="report")
def reject_report(
    deed: Deed, report: Report,
    reason: Annotated[str, field("不予受理的理由", "Why it is not accepted", "longtext", min_length=2, max_length=500)],
) -> Report:  # fmt: skip
    """Turn down a report that is not ours, is a duplicate, or does not exist."""
    return _move(deed, report, outcome=reason, due_at=None)


@act("report.judge", TRANSITIONS["report.judge"].label, on="report", basis=(Basis("行政处罚法", "22;23"),))
def judge_report(
    deed: Deed, report: Report,
    matter: OneMatter,
    remarks: Words = "",
) -> Report:  # fmt: skip
    """Find that the report is ours and which matter it concerns (执法判定)."""
    return _move(deed, report, matter=matter, due_at=_working_days(deed.at, "report_handle_days"))


@act("report.dispatch", TRANSITIONS["report.dispatch"].label, on="report")
def dispatch_report(
    deed: Deed, report: Report,
    team: OneTeam,
    officer: Annotated[Officer | None, field("执法人员", "Officer", "ref", ref="officer")] = None,
    due_at: Annotated[AwareDatetime | None, field("处置时限", "To be handled by", "datetime")] = None,
    remarks: Words = "",
) -> Report:  # fmt: skip
    """Give the report to a team, and if wished to one of its officers, with a time limit (执法分派)."""
    if not report.area_path.startswith(team.area_path):
        raise invalid(
            FieldError(
                "team", Text("该执法队不负责案源所在区域", "That team does not cover the place of the report")
            )
        )
    if officer and officer.user.team_id != team.pk:
        raise invalid(
            FieldError(
                "officer", Text("该执法人员不属于所选执法队", "That officer is not in the chosen team")
            )
        )
    return _move(deed, report, team=team, officer=officer, due_at=due_at or report.due_at)


@act("report.correct", TRANSITIONS["report.correct"].label, on="report")
def correct_report(
    deed: Deed, report: Report,
    reason: Annotated[str, field("退回理由", "Why it is sent back", "longtext", min_length=2, max_length=500)],
) -> Report:  # fmt: skip
    """Send back what was judged, dispatched or handled wrongly (纠错管理)."""
    return _move(deed, report, matter=None, team=None, officer=None, outcome="")


@act("report.handle", TRANSITIONS["report.handle"].label, on="report", basis=(Basis("行政处罚法", "6"),))
def handle_report(
    deed: Deed, report: Report,
    outcome: Annotated[str, field("处置结果", "What was done", "longtext", min_length=2, max_length=2000)],
    files: Files | None = None,
) -> Report:  # fmt: skip
    """Settle the matter on the spot, without a penalty: advice, immediate correction, nothing found."""
    _attach(deed, report, files or [])
    return _move(deed, report, outcome=outcome)


@act("report.take_up", TRANSITIONS["report.take_up"].label, on="report")
def take_up_report(deed: Deed, report: Report, case: UUID) -> Report:
    """Follow from opening a case: the report is now handled as that case."""
    return _move(deed, report, due_at=None)


@act("report.conclude", TRANSITIONS["report.conclude"].label, on="report")
def conclude_report(deed: Deed, report: Report, outcome: str) -> Report:
    """Follow from closing the case: the report waits for its answer."""
    return _move(deed, report, outcome=outcome)


@act("report.feedback", TRANSITIONS["report.feedback"].label, on="report")
def answer_report(
    deed: Deed, report: Report,
    answer: Annotated[str, field("答复内容", "Answer", "longtext", min_length=2, max_length=2000)],
) -> Report:  # fmt: skip
    """Tell the reporter, or the sending platform, what was done (结果反馈)."""
    return _move(deed, report, answer=answer, due_at=None, closed_at=deed.at)


def _move(deed: Deed, report: Report, **changes: Any) -> Report:
    """Do one step of the road, or refuse it from where the report stands."""
    transition = TRANSITIONS[deed.name]
    if report.status not in transition.since:
        raise Refused(
            "report_elsewhere",
            Text(
                f"案源目前为“{STATUSES[report.status].zh}”，不能{transition.label.zh}",
                f"The report is {STATUSES[report.status].en}; “{transition.label.en}” is not possible",
            ),
            missing=tuple(STATUSES[status] for status in sorted(transition.since)),
        )
    for name, value in changes.items():
        setattr(report, name, value)
    report.status = transition.to or report.status
    report.save(update_fields=["status", *changes])
    return report


def _working_days(start: datetime, figure: str) -> datetime:
    """The end of the last of so many working days after the start."""
    locality = settings.LOCALITY
    period = Period(int(locality.figure(figure)), Unit.WORKING_DAYS)
    last = deadline(start.astimezone(SHANGHAI).date(), period, locality.calendar, Roll.NONE)
    return datetime.combine(last, datetime.max.time().replace(microsecond=0), SHANGHAI)


def _attach(deed: Deed, report: Report, files: list[StoredFile]) -> None:
    for file in files:
        attach(deed, file, "report", report.pk, report.area_path)
