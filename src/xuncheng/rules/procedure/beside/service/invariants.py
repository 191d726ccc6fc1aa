"""What neither a service nor a correction may do, stated apart from their table."""

from __future__ import annotations

from xuncheng.rules.procedure.invariants import Step, never

ACTS = ("consent.record", "document.correct")


def _consented(step: Step) -> bool:
    """Consent was signed no later than the message arrived."""
    signed = step.before.consented_on
    return step.given["way"] != "electronic" or (signed is not None and signed <= step.given["received_on"])


def _witnessed(step: Step) -> bool:
    if step.given["way"] != "left":
        return True
    return bool(step.given["reason"]) and (bool(step.given["witnesses"]) or step.given["filmed"])


def _as_recorded(step: Step) -> bool:
    """What the party said last holds: consent since the day of its signature, or none."""
    if step.act != "consent.record":
        return step.same("consented_on")
    return step.after.consented_on == (step.given["signed_on"] if step.given["electronic"] else None)


SERVICE_INVARIANTS = (
    never("I-30", "电子送达在签订确认书之后", "electronic service after the signed consent", _consented, "document.serve"),
    never("I-30a", "确认书如实登记", "the consent stands as it was recorded", lambda s: s.act == "document.correct" or _as_recorded(s),
          "consent.record", "document.correct"),
    never("I-30b", "承办人员登记确认书，且不晚于今天", "officers in charge record it, no later than it was signed",
          lambda s: s.who.id in s.before.investigators and s.given["signed_on"] <= s.now, "consent.record"),
    never("H-60", "留置送达有见证", "left behind before a witness or a camera", _witnessed, "document.serve"),
    never("H-61", "未呈批、已结束的案件不登记、不补正", "nothing of it before a case begins or once it is over",
          lambda s: s.before.proposed and not (s.before.closed or s.before.declined), *ACTS),
    never("H-62", "补正不改变案件", "a correction moves nothing", lambda s: s.same("made_on", "decision_served", "closed", "archived"),
          "document.correct"),
    never("H-63", "被决定回避的人不补正", "nobody who was recused corrects", lambda s: s.who.id not in s.before.recused,
          "document.correct"),
)  # fmt: skip
