"""What no case of the simple procedure may do (see `invariants`)."""

from __future__ import annotations

from xuncheng.rules.procedure.invariants import EVIDENCE_ACTS, FIRST, SHARED, SLIGHT, Step, never, undecided
from xuncheng.rules.procedure.invariants_done import RECORDED


def _kept_or_handed_in(step: Step) -> bool:
    """Officers who hold money hold it for two working days at most, whatever they take afterwards."""
    due = step.before.due("handing_in")
    return due is None or step.act == "fine.hand_in" or step.after.due("handing_in") == due


def _lodging_runs(step: Step) -> bool:
    return not step.decides or step.after.due("lodging") is not None


SIMPLE_INVARIANTS = (
    *SHARED,
    *RECORDED,
    never("I-12", "简易程序限额", "fines of the simple procedure are small",
          lambda s: not s.decides or s.fined <= (200 if s.after.party == "person" else 3000)),
    never("I-12a", "简易程序处罚种类", "only warnings and fines on the spot",
          lambda s: not s.decides or s.given["kinds"] <= {"warning", "fine"}),
    never("I-13", "备案后方可结案", "closed only when lodged", lambda s: s.before.lodged or s.before.terminated or s.before.unpunished,
          "case.close"),
    never("I-13a", "备案以决定为前提且只作一次", "lodged once, after the decision",
          lambda s: s.before.decided is not None and not s.before.lodged, "decision.lodge"),
    never("I-13b", "当场处罚即起算备案期限", "the decision starts the time to lodge it", _lodging_runs),
    never("I-15", "当场告知并处理陈述后方可决定", "told and heard before the decision",
          lambda s: not s.decides or (s.before.told and s.before.statement != "received")),
    never("I-31", "当场收缴限额", "officers take little money, or say why",
          lambda s: s.given["way"] != "on_the_spot" or s.fined <= 100 or bool(s.given["reason"]), "fine.pay"),
    never("I-32", "当场收缴即起算上缴期限", "taking money starts the time to hand it in",
          lambda s: s.given["way"] != "on_the_spot" or s.after.due("handing_in") is not None, "fine.pay"),
    never("I-32a", "上缴期限只因上缴而止", "only handing it in ends that time", _kept_or_handed_in),
    never("I-32b", "上缴即起算缴付银行期限", "handing it in starts the time to pay it into the bank",
          lambda s: s.before.due("handing_in") is not None and s.after.due("depositing") is not None, "fine.hand_in"),
    never("I-32c", "缴付银行以上缴为前提", "only money handed in is paid into the bank",
          lambda s: s.before.due("depositing") is not None, "fine.deposit"),
    never("I-32d", "上缴并缴付银行后方可结案", "closed only when no such money is held",
          lambda s: (s.before.due("handing_in"), s.before.due("depositing")) == (None, None), "case.close"),
    never("I-5g", "当场只教育轻微或者初次违法", "on the spot only slight or first violations are waived",
          lambda s: s.given["no_penalty_ground"] in {SLIGHT, FIRST}, "case.educate"),
    never("I-5h", "承办人据查证属实的证据教育", "officers in charge educate, on evidence found true",
          lambda s: s.who.id in s.before.investigators and s.before.evidence and not s.before.pending, "case.educate"),
    never("I-15f", "陈述未复核不得教育了结", "nobody is sent home over a statement not re-checked",
          lambda s: s.before.statement != "received", "case.educate"),
    never("H-26", "决定前方可教育了结", "educated before any decision", lambda s: undecided(s.before), "case.educate"),
    never("H-20", "承办人当场决定和告知", "the officers in charge decide and tell", lambda s: s.who.id in s.before.investigators,
          "decision.make", "rights.tell"),
    never("H-21", "决定书当场交付", "the decision is handed over at once",
          lambda s: not s.decides or (s.given["delivered"] and s.after.decision_served)),
    never("H-22", "出示证件", "certificates are shown", lambda s: s.given["certificates_shown"], "case.open"),
    never("H-23", "立卷后方可办理", "a case is opened first", lambda s: s.act == "case.open" or s.before.proposed),
    never("H-24", "告知后方可陈述", "a statement follows the telling", lambda s: s.before.told,
          "statement.hear", "statement.waive", "statement.recheck"),
    never("H-25", "决定后不再取证、告知", "no evidence and no telling after the decision", lambda s: undecided(s.before),
          *EVIDENCE_ACTS, "evidence.review", "rights.tell"),
)  # fmt: skip
"""What the simple procedure keeps."""
