"""What the benchmark (裁量基准) asks of the notice and of the decision. It has no acts of its own.

A case keeps the bands that were in force when it began. A matter without a benchmark has none: then nothing is asked.
"""

from __future__ import annotations

from datetime import date

from xuncheng.rules.legal import Text
from xuncheng.rules.penalty.weighing import Factor, Weighing, weigh
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.guards import law
from xuncheng.rules.procedure.model import Guard, Procedure, Situation
from xuncheng.rules.procedure.steps import penalty


def weighed(facts: Facts, factors: frozenset[Factor]) -> Weighing | None:
    """How the circumstances weigh in the case; None where no benchmark binds it. That a party is a minor counts by itself."""
    if not facts.bands:
        return None
    return weigh(facts.bands, factors | ({Factor.MINOR} if facts.age == "minor" else set()))


def _within(s: Situation) -> bool:
    """Whether the fine lies in its band. One above the range of the law is refused as such, whatever its reason."""
    weighing = weighed(s.facts, s.given["factors"]) if "fine" in s.given["kinds"] else None
    amount = s.given["amount"]
    return weighing is None or weighing.holds(amount) or amount > s.facts.fine_max


REASONED = Guard(
    "outside_band_unreasoned", lambda s: _within(s) or bool(s.given["departure"]),
    Text("罚款超出裁量基准对应档次的幅度，应当书面说明理由", "The fine leaves the band of the benchmark: say why in writing"),
    law("34"),
)  # fmt: skip
DISCUSSED = Guard(
    "outside_band_undiscussed", lambda s: _within(s) or s.facts.panel == penalty(s),
    Text("罚款超出裁量基准对应档次的幅度，应当先经集体讨论，决定应当与讨论结论一致",
         "The fine leaves the band of the benchmark: the heads discuss it first, and the decision equals their conclusion"),
    law("34;57(2)"), Text("集体讨论记录", "minutes of the discussion"),
)  # fmt: skip
WITHIN = Guard(
    "outside_band", _within,
    Text("罚款超出裁量基准对应档次的幅度，不得当场处罚；确需超出的，适用普通程序，说明理由并经集体讨论",
         "The fine leaves the band of the benchmark: not on the spot, but by the ordinary procedure, with reasons and a discussion"),
    law("34;51"),
)  # fmt: skip

DISCRETION = Procedure(
    name="discretion",
    label=Text("裁量基准", "discretion benchmark"),
    version="2021",
    since=date(2021, 7, 15),
    acts=(),
    beside=frozenset({"ordinary"}),
    checks={"notice.give": (REASONED,), "decision.make": (REASONED, DISCUSSED)},
)
SPOT_DISCRETION = Procedure(
    name="discretion_on_the_spot",
    label=Text("裁量基准（简易程序）", "discretion benchmark (simple procedure)"),
    version="2021",
    since=date(2021, 7, 15),
    acts=(),
    beside=frozenset({"simple"}),
    checks={"rights.tell": (WITHIN,), "decision.make": (WITHIN,)},
)
