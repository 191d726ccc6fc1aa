"""The table of what goes with service: the consent to electronic service, and the correction of an issued document.

What a document leaves to its readers is asked of its service: by electronic means only where the party agreed before
(行政处罚法第六十一条第二款), left behind only before a witness or a camera (民事诉讼法第八十九条).
"""

from __future__ import annotations

from datetime import date

from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure import conditions as c
from xuncheng.rules.procedure import guards as g
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.guards import law
from xuncheng.rules.procedure.model import ActRule, Guard, Procedure, Situation


def _agreed(s: Situation) -> bool:
    on = s.facts.consented_on
    return s.given["way"] != "electronic" or (on is not None and on <= s.given["received_on"])


ELECTRONIC_BY_CONSENT = Guard(
    "no_consent", _agreed,
    Text("电子送达应当在当事人同意并签订确认书之后", "Electronic service comes after the party's signed consent"), law("61(2)"),
)  # fmt: skip
LEFT_BEFORE_A_WITNESS = Guard(
    "left_unwitnessed",
    lambda s: s.given["way"] != "left" or (bool(s.given["reason"]) and bool(s.given["witnesses"] or s.given["filmed"])),
    Text("留置送达应当记明拒收的事由，并有见证人在场或者拍照、录像记录",
         "A document is left where its refusal is noted, before a witness or a camera"),
    (Basis("民事诉讼法", "89"),),
)  # fmt: skip
SIGNED_BY_NOW = Guard(
    "signed_in_future", lambda s: s.given["signed_on"] <= s.now,
    Text("确认书的签订日期不得晚于今天", "It was not signed later than today"), law("61(2)"),
)  # fmt: skip


def _agree(s: Situation) -> Facts:
    """The party may agree, and withdraw what it agreed to."""
    return s.facts.but(consented_on=s.given["signed_on"] if s.given["electronic"] else None)


def _as_before(s: Situation) -> Facts:
    return s.facts


GOING_ON = (g.OPEN, g.NOT_TERMINATED, c.NOT_SUSPENDED)

SERVICE = Procedure(
    name="service",
    label=Text("送达确认与文书补正", "consent to service, and corrections"),
    version="2021",
    since=date(2021, 7, 15),
    beside=frozenset({"ordinary"}),
    checks={"document.serve": (ELECTRONIC_BY_CONSENT, LEFT_BEFORE_A_WITNESS)},
    acts=(
        ActRule(
            "consent.record", Text("登记送达地址与电子送达确认", "Record the address for service"), law("61(2)"), _agree,
            requires=GOING_ON, by=(g.BY_INVESTIGATOR,), checks=(SIGNED_BY_NOW,), inputs=("electronic", "signed_on"),
            makes=("consent_of_service",),
        ),
        ActRule(
            "document.correct", Text("补正已制作的文书", "Correct a document"), law("75(2)"), _as_before,
            requires=(c.PROPOSED, *GOING_ON), by=(c.NOT_RECUSED,), inputs=("document",), makes=("document_correction",),
        ),
    ),
)  # fmt: skip
