"""Merging (合并): several reports of one thing are handled as one, and everybody who reported it is answered."""

from __future__ import annotations

from typing import Annotated

from django.db import OperationalError

from xuncheng.domains.intake.commands.moving import move
from xuncheng.domains.intake.models import Report
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Text
from xuncheng.rules.reporting.road import LEADS, TRANSITIONS

OneLead = Annotated[Report, field("主案源", "Leading report", "ref", ref="report")]


@act("report.merge", TRANSITIONS["report.merge"].label, on="report")
def merge_report(
    deed: Deed, report: Report,
    lead: OneLead,
    reason: Annotated[str, field("合并理由", "Why they are one", "longtext", min_length=2, max_length=500)],
) -> Report:  # fmt: skip
    """Merge a report into the leading one of the same thing. What it was is kept, its files too, and it is answered with that one."""
    if lead.pk == report.pk:
        raise invalid(FieldError("lead", Text("不能并入自己", "A report is not merged into itself")))
    lead = _held(lead)
    if lead.status not in LEADS:
        raise invalid(FieldError("lead", Text("主案源应当正在办理", "The leading report must still be open")))
    move(deed, report, merged_into=lead, before_merge=report.status, before_merge_due=report.due_at)
    _regroup(deed, lead, lead.duplicates + 1, f"并入{report.number}")
    return report


@act("report.unmerge", TRANSITIONS["report.unmerge"].label, on="report")
def unmerge_report(
    deed: Deed, report: Report,
    reason: Annotated[str, field("取消合并的理由", "Why they are not one", "longtext", min_length=2, max_length=500)],
) -> Report:  # fmt: skip
    """Take a report out again: it stands where it stood, with the limit that it had."""
    lead, due_at = report.merged_into, report.before_merge_due
    move(deed, report, merged_into=None, before_merge="", before_merge_due=None, due_at=due_at)
    if lead:
        lead = _held(lead)
        _regroup(deed, lead, lead.duplicates - 1, f"移出{report.number}")
    return report


def _held(lead: Report) -> Report:
    """The leading report, locked. Whoever answers it locks it first and its duplicates then: here nobody waits for it, or the two
    could wait for each other."""
    try:
        return Report.objects.select_for_update(of=("self",), nowait=True).get(pk=lead.pk)
    except OperationalError as busy:
        raise Refused(
            "report_busy",
            Text("主案源正在被他人办理，请稍后再试", "Somebody is at the leading report: try again"),
        ) from busy


def _regroup(deed: Deed, lead: Report, duplicates: int, note: str) -> None:
    regroup_report(deed.following("report.regroup", lead.pk), lead, note=note, duplicates=duplicates)


@act("report.regroup", Text("合并变动", "Merged reports changed"), on="report")
def regroup_report(deed: Deed, report: Report, note: str, duplicates: int) -> Report:
    """Follow from merging another report into this one, or from taking it out: so this one's trail tells of it too."""
    report.duplicates = duplicates
    report.save(update_fields=["duplicates"])
    return report


@act("report.answer_with", TRANSITIONS["report.answer_with"].label, on="report")
def answer_with_lead(deed: Deed, report: Report, answer: str, outcome: str) -> Report:
    """Follow from answering the leading report: whoever sent this one is answered as well."""
    return move(deed, report, answer=answer, outcome=outcome, closed_at=deed.at)


def answer_duplicates(deed: Deed, lead: Report) -> None:
    """Answer every report that was merged into this one, as it was answered."""
    if not lead.duplicates:
        return
    for one in lead.merged.filter(status="merged").order_by("id"):
        answer_with_lead(
            deed.following("report.answer_with", one.pk), one, answer=lead.answer, outcome=lead.outcome
        )
