"""What none of the small steps of an investigation may do, stated apart from their table."""

from __future__ import annotations

from xuncheng.rules.procedure.invariants import Step, never, two_certified, undecided

ACTS = ("party.summon", "sample.take", "test.commission", "recusal.apply")
BY_HANDLER = ("party.summon", "sample.take", "test.commission")


def _leaves(step: Step) -> bool:
    """A sample is evidence to be reviewed; nothing else moves the case."""
    return step.after.pending if step.act == "sample.take" else step.same("pending")


INQUIRY_INVARIANTS = (
    never("H-50", "承办人员调查", "officers in charge investigate", lambda s: s.who.id in s.before.investigators, *BY_HANDLER),
    never("H-51", "调查终结后不再调查", "nothing after the end of the investigation", lambda s: not s.before.concluded, *BY_HANDLER),
    never("H-52", "抽样由两名持证人员出示证件并交付凭证", "two certified officers show it, sample, and hand the voucher over",
          lambda s: two_certified(s.given["officers"]) and s.given["certificates_shown"] and s.given["delivered"]
          and not {one.id for one in s.given["officers"]} & s.before.recused, "sample.take"),
    never("H-53", "样品应当审查", "samples are reviewed as evidence", _leaves, *ACTS),
    never("H-54", "申请回避的对象是承办人", "recusal is asked of an officer in charge",
          lambda s: s.given["officer"].id in s.before.investigators and undecided(s.before), "recusal.apply"),
)  # fmt: skip
