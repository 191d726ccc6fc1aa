"""What no case with a benchmark may do, stated apart from its table."""

from __future__ import annotations

from xuncheng.rules.procedure.invariants import Step, never


def _band_kept(step: Step) -> bool:
    """The fine lies in the band to which the circumstances lead, counted one by one."""
    bands, amount = step.before.bands, step.given["amount"]
    if not bands or "fine" not in step.given["kinds"]:
        return True
    factors = set(step.given["factors"]) | ({"minor"} if step.before.age == "minor" else set())
    lightening = [one for one in factors if one not in {"refused", "repeated", "emergency"}]
    place = next(at for at, band in enumerate(bands) if band.step == 0)
    for _ in range(len(factors) - len(lightening)):
        place += 1 if place + 1 < len(bands) else 0
    for _ in lightening:
        place -= 1 if place > 0 else 0
    return bool(bands[place].low <= amount <= bands[place].high)


DISCRETION_INVARIANTS = (
    never("I-24d", "告知超出裁量幅度的写明理由", "a notice that leaves the band says why",
          lambda s: _band_kept(s) or s.given["departure"] != "", "notice.give"),
    never("I-24e", "决定超出裁量幅度的写明理由", "a decision that leaves the band says why",
          lambda s: _band_kept(s) or s.given["departure"] != "", "decision.make"),
    never("I-24f", "决定超出裁量幅度的经集体讨论且一致", "a decision that leaves the band was discussed, and is as discussed",
          lambda s: _band_kept(s) or s.before.panel == s.after.decided, "decision.make"),
)  # fmt: skip
SPOT_DISCRETION_INVARIANTS = (
    never("I-24g", "当场处罚不超出裁量幅度", "told and decided on the spot within the band", _band_kept, "rights.tell", "decision.make"),
)  # fmt: skip
