"""For whom a case waits, and for which act: the first line of the table that fits.

This is a guide for work lists, not law: what may be done is for the procedure table to say. A case waits for the
party also while an announcement or the days before a hearing run: nobody in the house can do anything about it then.
"""

from __future__ import annotations

from datetime import date

from xuncheng.rules.procedure.beside.behalf import waiting as behalf
from xuncheng.rules.procedure.beside.demolition import waiting as demolition
from xuncheng.rules.procedure.beside.execution import waiting as execution
from xuncheng.rules.procedure.beside.monitoring import waiting as monitoring
from xuncheng.rules.procedure.beside.preservation import waiting as preservation
from xuncheng.rules.procedure.beside.publication import waiting as publication
from xuncheng.rules.procedure.beside.remedy import waiting as remedy
from xuncheng.rules.procedure.beside.seizure import waiting as seizure
from xuncheng.rules.procedure.beside.transfer import waiting as transfer
from xuncheng.rules.procedure.conditions import hearing_settled, review_due, statement_settled
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.periods import PERIODS
from xuncheng.rules.procedure.turns import HANDLER, HEAD, NOBODY, PARTY, REVIEWER, Lines


def _unpunishable(f: Facts) -> bool:
    """No penalty may be decided, whatever else is done: the law spares the party, or the act itself."""
    corrected = f.correct_first and f.correction == "met"
    return f.age == "child" or not f.capable or not f.matter_applies or corrected


def _runs(f: Facts, clock: str, now: date) -> bool:
    return f.due(clock) is not None and not f.lapsed(clock, now)


def _reached(f: Facts, clock: str, now: date) -> bool:
    end = f.due(clock)
    return end is not None and PERIODS[clock].reached(end, now)


def _recheck_due(f: Facts, now: date) -> bool:
    """An order waits to be re-checked once its term is over, or once the penalty is on its way."""
    return f.correction == "ordered" and (f.decision_served or f.lapsed("correction", now))


_ENDING: Lines = (
    (lambda f, now: f.archived, NOBODY, ""),
    (lambda f, now: f.closed or f.declined, HANDLER, "case.archive"),
    (lambda f, now: f.terminated, HEAD, "case.close"),
)

_PERFORMANCE: Lines = (
    (lambda f, now: f.decision_served and f.paid_late and f.late_fee is None, HANDLER, "latefee.impose"),
    (lambda f, now: f.decision_served and f.owed > 0 and f.lapsed("payment", now), HANDLER, "fine.pay"),
    (lambda f, now: f.decision_served and f.owed > 0, PARTY, "fine.pay"),
    (lambda f, now: f.decision_served and f.correction == "unmet", HANDLER, "correction.recheck"),
    (lambda f, now: f.decision_served and _recheck_due(f, now), HANDLER, "correction.recheck"),
)

ORDINARY: Lines = (
    *_ENDING,
    (lambda f, now: f.suspended, HEAD, "case.resume"),
    (lambda f, now: not f.filed, HEAD, "case.file"),
    *_PERFORMANCE,
    (lambda f, now: _runs(f, "announcement", now), PARTY, "case.close"),
    (lambda f, now: f.decision_served, HEAD, "case.close"),
    (lambda f, now: f.decided is not None or f.unpunished, HANDLER, "document.serve"),
    (lambda f, now: f.lapsed("decision", now), HEAD, "case.terminate"),
    (lambda f, now: f.pending, HANDLER, "evidence.review"),
    (lambda f, now: not (f.concluded or (f.recorded and f.evidence)), HANDLER, "inspection.record"),
    (lambda f, now: f.correction == "", HANDLER, "correction.order"),
    (lambda f, now: f.correct_first and f.correction == "ordered", HANDLER, "correction.recheck"),
    (lambda f, now: not f.concluded and _recheck_due(f, now), HANDLER, "correction.recheck"),
    (lambda f, now: not f.concluded, HANDLER, "investigation.conclude"),
    (lambda f, now: _unpunishable(f), HEAD, "decision.waive"),
    (lambda f, now: f.notified is None, HANDLER, "notice.give"),
    (lambda f, now: not f.notice_served, HANDLER, "document.serve"),
    (lambda f, now: f.statement == "received", HANDLER, "statement.recheck"),
    (lambda f, now: f.hearing == "requested", HANDLER, "hearing.convene"),
    (lambda f, now: f.hearing == "convened" and not _reached(f, "hearing_day", now), PARTY, "hearing.hold"),
    (lambda f, now: f.hearing == "convened", REVIEWER, "hearing.hold"),
    (lambda f, now: f.hearing == "held", REVIEWER, "hearing.report"),
    (lambda f, now: not (statement_settled(f, now) and hearing_settled(f, now)), PARTY, "statement.hear"),
    (lambda f, now: review_due(f) and f.review != "passed", REVIEWER, "legality.review"),
    (lambda f, now: f.grave and f.panel is None, HEAD, "panel.discuss"),
    (lambda f, now: True, HEAD, "decision.make"),
)

SIMPLE: Lines = (
    *_ENDING,
    (lambda f, now: f.decided is not None and not f.lodged, HANDLER, "decision.lodge"),
    (lambda f, now: f.due("handing_in") is not None, HANDLER, "fine.hand_in"),
    (lambda f, now: f.due("depositing") is not None, HANDLER, "fine.deposit"),
    *_PERFORMANCE,
    (lambda f, now: f.decision_served, HEAD, "case.close"),
    (lambda f, now: f.pending, HANDLER, "evidence.review"),
    (lambda f, now: not f.evidence, HANDLER, "inspection.record"),
    (lambda f, now: f.correct_first and f.correction == "", HANDLER, "correction.order"),
    (lambda f, now: f.correct_first and f.correction == "ordered", HANDLER, "correction.recheck"),
    (lambda f, now: _unpunishable(f), HEAD, "case.terminate"),
    (lambda f, now: not f.told, HANDLER, "rights.tell"),
    (lambda f, now: f.statement == "received", HANDLER, "statement.recheck"),
    (lambda f, now: True, HANDLER, "decision.make"),
)

LISTS = {"ordinary": ORDINARY, "simple": SIMPLE}

BESIDE: Lines = (
    *seizure.LINES,
    *preservation.LINES,
    *transfer.LINES,
    *monitoring.LINES,
    *demolition.LINES,
    *behalf.LINES,
    *execution.LINES,
)
"""What procedures beside a case wait for. It presses more than the case's own next act, for it holds what is somebody's."""

AFTERWARDS: Lines = (*remedy.LINES, *publication.LINES)
"""What may still come once a case is closed or archived."""


def waits_for(procedure: str, facts: Facts, now: date) -> tuple[str, str]:
    """For whom the case waits, and for which act; ("", "") once nothing is left to do."""
    beside = () if facts.closed or facts.declined else BESIDE
    lines = (*AFTERWARDS, *beside, *LISTS[procedure])
    return next((role, act) for fits, role, act in lines if fits(facts, now))
