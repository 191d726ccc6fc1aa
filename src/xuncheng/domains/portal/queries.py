"""What a follow code opens: where the report stands, when it came there, and what was answered. Nobody's name."""

from __future__ import annotations

from typing import Any

from xuncheng.domains.intake.queries import Report
from xuncheng.domains.portal.codes import fits
from xuncheng.domains.portal.kinds import KINDS
from xuncheng.domains.portal.models import Receipt
from xuncheng.foundation.trail.queries import entries_of
from xuncheng.foundation.trail.schemas import coded, words
from xuncheng.rules.legal import Text
from xuncheng.rules.reporting import STATUSES

STEPS = {
    "report.submit": Text("已收到", "Received"),
    "report.verify": Text("已核实", "Verified"),
    "report.reject": Text("不予受理", "Not accepted"),
    "report.judge": Text("已受理", "Accepted"),
    "report.dispatch": Text("已派执法队", "Given to a team"),
    "report.take_up": Text("已立案", "A case was opened"),
    "report.conclude": Text("案件已办结", "The case is closed"),
    "report.handle": Text("已处置", "Handled"),
    "report.check": Text("已核查", "Checked"),
    "report.feedback": Text("已答复", "Answered"),
    "report.rate": Text("已评价", "Rated"),
    "report.dispute": Text("您表示未解决，重新核查", "Not solved, as you said: checked again"),
}
"""The acts that a reporter is told of, as he is told of them; what goes on inside the bureau is not among them."""

NOBODY = "0" * 64
"""Compared with where there is no report of that number, so that the answer takes as long."""


def with_code(number: str, code: str) -> Receipt | None:
    """The receipt of the report with that number, if the code is its own. To be asked as the doorkeeper."""
    # lint: own door: whoever has number and code, instead of a scope
    found = Receipt.objects.filter(report__number=number).select_related("report__team").first()
    return found if fits(code, found.digest if found else NOBODY) else None


def may_rate(report: Report, receipt: Receipt) -> bool:
    """Whether there is an answer that its reporter has not rated yet."""
    closed = report.closed_at
    return report.status == "answered" and (
        receipt.rated_at is None or (closed is not None and receipt.rated_at < closed)
    )


def may_dispute(report: Report, receipt: Receipt) -> bool:
    """Whether it is taken up again if its reporter says that it is not solved: once, and only what a team of ours has handled."""
    return receipt.disputed_at is None and report.team_id is not None and report.merged_into_id is None


def progress(receipt: Receipt) -> dict[str, Any]:
    """How far a report is, for its reporter. To be asked as the doorkeeper."""
    report = receipt.report
    steps = [
        {"code": entry.name, "label": words(STEPS[entry.name]), "at": entry.at}
        for entry in entries_of(report.pk)
        if entry.name in STEPS
    ]
    return {
        "number": report.number, "kind": coded(receipt.kind, KINDS), "submitted_at": report.submitted_at,
        "status": coded(report.status, STATUSES), "team": report.team.name if report.team else "",
        "answer": report.answer if report.status == "answered" else "", "steps": steps,
        "may_rate": may_rate(report, receipt), "may_dispute": may_dispute(report, receipt),
        "score": receipt.score, "solved": receipt.solved,
    }  # fmt: skip
