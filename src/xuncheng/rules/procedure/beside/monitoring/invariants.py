"""What no monitoring record may do, stated apart from its table."""

from __future__ import annotations

from xuncheng.rules.procedure.beside.monitoring.state import Monitoring
from xuncheng.rules.procedure.invariants import Step, never, undecided

ACTS = ("record.take", "record.review", "violation.tell")
QUALITIES = ("genuine", "clear", "complete", "accurate")


def _one(states: tuple[Monitoring, ...]) -> tuple[bool, bool]:
    """Whether one waits for its review, and whether the party is to be told of one."""
    return (states[0].unreviewed, states[0].untold) if states else (False, False)


def _lawful_device(step: Step) -> bool:
    device, day = step.given["device"], step.given["recorded_at"]
    if device is None or not device.marked or device.reviewed_on is None or device.published_on is None:
        return False
    gone = device.withdrawn_on is not None and device.withdrawn_on <= day
    return device.reviewed_on <= day and device.published_on <= day <= step.now and not gone


def _after(step: Step) -> bool:
    """What each act leaves, whatever was before."""
    unreviewed, untold = _one(step.before.monitorings)
    passed = step.act == "record.review" and all(step.given[one] for one in QUALITIES)
    left = {
        "record.take": (True, untold), "record.review": (False, untold or passed), "violation.tell": (unreviewed, False),
    }  # fmt: skip
    return _one(step.after.monitorings) == left[step.act]


def _evidence(step: Step) -> bool:
    """A record that passed is evidence, and a record; nothing else in this procedure makes evidence."""
    if step.act == "record.review" and all(step.given[one] for one in QUALITIES):
        return step.after.evidence and step.after.recorded
    return step.same("evidence", "recorded")


def _periods(step: Step) -> bool:
    """The review and the telling have their periods while they are due, and no longer."""
    unreviewed, untold = _one(step.after.monitorings)
    running = {clock for state in step.after.monitorings for clock, _ in state.clocks}
    told = step.act != "violation.tell" or "monitoring_response" in running
    return ("monitoring_review" in running, "monitoring_telling" in running) == (unreviewed, untold) and told


MONITORING_INVARIANTS = (
    never("I-8a", "监控记录出自记录之日合法设置的设备", "records of devices that were lawful on the day of the record", _lawful_device,
          "record.take"),
    never("I-8b", "未经审核的记录不得使用", "nothing rests on a record that was not reviewed",
          lambda s: not _one(s.before.monitorings)[0],
          "investigation.conclude", "notice.give", "rights.tell", "case.educate", "record.take"),
    never("I-8c", "未告知违法事实不得告知拟处罚内容", "no penalty is proposed before the party was told of the record",
          lambda s: not _one(s.before.monitorings)[1], "notice.give", "rights.tell"),
    never("I-8d", "不合要求的记录不作证据", "only a record that is genuine, clear, complete and accurate is evidence", _evidence, *ACTS),
    never("I-8e", "审核、告知如实记载", "what was reviewed and told stands as it was", _after, *ACTS),
    never("I-8f", "记录由不承办本案的审核人员审核", "records are reviewed by a reviewer who does not handle the case",
          lambda s: "reviewer" in s.who.roles and s.who.id not in s.before.investigators | s.before.recused, "record.review"),
    never("I-8g", "承办人员采用记录并告知", "officers in charge take records and tell the party",
          lambda s: s.who.id in s.before.investigators, "record.take", "violation.tell"),
    never("I-8h", "告知查询途径", "the party learns how to look it up", lambda s: bool(s.given["lookup"]), "violation.tell"),
    never("I-8i", "审核、告知的期限起算", "the review and the telling have their periods", _periods, *ACTS),
    never("I-8j", "仅因本程序的行为变动", "only acts of this procedure change it", lambda s: s.same("monitorings") or s.act in ACTS),
    never("I-8k", "有待审核、告知的记录方可审核、告知", "reviewed and told is what waits for it",
          lambda s: _one(s.before.monitorings)[s.act == "violation.tell"], "record.review", "violation.tell"),
    never("I-8l", "调查终结、告知后不再采用记录", "no record after the end of the investigation or the notice",
          lambda s: not s.before.concluded and s.before.notified is None, "record.take"),
    never("I-8m", "决定、终止后不再采用、审核、告知", "nothing of it once the case is decided or ended",
          lambda s: undecided(s.before) and not s.before.terminated, *ACTS),
)  # fmt: skip
