"""Documents before a case is filed."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings

from xuncheng.domains.cases.models import Case
from xuncheng.domains.cases.papers import parts
from xuncheng.domains.cases.papers.parts import Fields
from xuncheng.domains.documents.queries import Document
from xuncheng.domains.intake.queries import Report
from xuncheng.foundation.people.models import Officer
from xuncheng.foundation.trail.deed import Deed
from xuncheng.rules.calendar import Period, Roll, Unit, deadline
from xuncheng.rules.identity import mask_name, mask_phone
from xuncheng.rules.legal import Basis
from xuncheng.rules.reporting.reporter import mask_reporter

SOURCES = {
    "patrol": "检查发现",
    "camera": "检查发现",
    "citizen": "举报",
    "open311": "举报",
    "hotline": "投诉",
    "response": "移送",
    "superior": "上级交办",
    "transfer": "移送",
    "media": "媒体披露",
}
"""Where a case comes from, by the source of its report: the words of the form's fixed list."""

_UNKNOWN = "业务系统接收"
"""Stands for who registered a report that came without a person."""


def source_registration(deed: Deed, case: Case, report: Report, team: Sequence[Officer]) -> Fields:
    """线索（案源）登记表."""
    days = Period(int(settings.LOCALITY.figure("clue_verification_days")), Unit.CALENDAR_DAYS)
    registered_on = parts.day(report.submitted_at)
    return {
        "report_number": report.number, "source": SOURCES[report.source], "registered_at": report.submitted_at,
        "registrar": report.submitted_by.name if report.submitted_by else _UNKNOWN,
        # The party may read the file: who reported him is named no further than others see it.
        "reporter": mask_name(report.reporter_name) or None, "reporter_phone": mask_phone(report.reporter_phone) or None,
        "place": report.address or None,
        "content": mask_reporter(report.text, report.reporter_name, report.reporter_phone), "suspected": case.cause,
        "verify_by": deadline(registered_on, days, settings.LOCALITY.calendar, Roll.NONE), "officers": parts.officers(team),
        "findings": case.summary,
        "verification": parts.own_opinion(deed, "经核查，有违法事实需要查处，建议立案。"),
    }  # fmt: skip


def jurisdiction_designation(
    deed: Deed, case: Case, registration: Document, superior: str, number: str, reasons: str
) -> Fields:
    """指定管辖通知书."""
    return {
        "party": parts.party(case), "cause": case.cause, "superior": superior, "superior_number": number, "place": case.place,
        "reasons": reasons, "basis": parts.citations([Basis("行政处罚法", "25(2)")]),
        "materials": [f"{superior}{number}", f"{registration.title}{registration.number}"], "contact": parts.contact(case),
        "told_on": deed.day,
    }  # fmt: skip
