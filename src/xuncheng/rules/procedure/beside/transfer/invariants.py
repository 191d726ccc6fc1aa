"""What no transfer may do, stated apart from its table."""

from __future__ import annotations

from collections.abc import Mapping

from xuncheng.rules.procedure.beside.transfer.state import Transfer
from xuncheng.rules.procedure.invariants import Step, never, two_certified, undecided

NEXT: Mapping[str, tuple[set[str], set[str]]] = {
    "crime.suspect": (
        {"", "refused", "declined", "upheld", "delivered", "returned", "taken", "sent_back"},
        {"suspected"},
    ),
    "transfer.report": ({"suspected"}, {"reported"}),
    "transfer.approve": ({"reported"}, {"approved"}),
    "transfer.refuse": ({"reported"}, {"refused"}),
    "transfer.send": ({"approved"}, {"sent"}),
    "transfer.answer": ({"sent", "review"}, {"accepted", "declined", "upheld"}),
    "transfer.review_request": ({"declined"}, {"review"}),
    "transfer.deliver": ({"accepted"}, {"delivered"}),
    "case.hand_over": (
        {"", "refused", "declined", "upheld", "delivered", "returned", "sent_back"},
        {"handed"},
    ),
    "case.hand_over_answer": ({"handed"}, {"taken", "returned"}),
    "transfer.return": ({"accepted", "delivered", "taken"}, {"sent_back"}),
}
"""From which states each act leads, and to which."""

BY_HEAD = ("transfer.approve", "transfer.refuse", "case.hand_over")
BY_HANDLER = tuple(act for act in NEXT if act not in (*BY_HEAD, "transfer.return"))
BEGINNING = ("crime.suspect", "case.hand_over", "transfer.review_request")
RUNNING = {
    "reported": "transfer_decision", "approved": "transfer_sending", "sent": "police_answer", "review": "police_reanswer",
    "declined": "police_review", "accepted": "transfer_goods",
}  # fmt: skip
"""The period that runs in a state."""
UNSETTLED = {"suspected", "reported", "approved", "sent", "review", "handed"}


def _one(transfers: tuple[Transfer, ...]) -> str:
    return transfers[0].state if transfers else ""


def _goes_on(step: Step) -> bool:
    before, after = NEXT[step.act]
    return (
        _one(step.before.transfers) in before
        and _one(step.after.transfers) in after
        and len(step.after.transfers) == 1
    )


def _answer(step: Step) -> bool:
    """The police accept or not; whoever declined once and was asked to review it has spoken finally."""
    after, reviewed = _one(step.after.transfers), _one(step.before.transfers) == "review"
    return after == ("accepted" if step.given["accepted"] else "upheld" if reviewed else "declined")


def _ends_here(step: Step) -> bool:
    """A case that is taken up elsewhere ends here, unless it was decided before; one that is not goes on as it was."""
    if _one(step.after.transfers) in {"accepted", "taken"} and undecided(step.before):
        return step.after.terminated and not step.after.suspended and not step.after.clocks
    return step.same("terminated", "suspended", "clocks")


def _its_period(step: Step) -> bool:
    running = {one.state: [clock for clock, _ in one.clocks] for one in step.after.transfers}
    return all(
        clocks == [RUNNING[state]] if state in RUNNING else not clocks for state, clocks in running.items()
    )


def _explained(step: Step) -> bool:
    return bool(step.given["delay"]) or _within(step, "transfer_decision")


def _within(step: Step, clock: str) -> bool:
    dues = [one.due(clock) for one in step.before.transfers]
    return any(due is not None and step.now <= due for due in dues)


def _head(step: Step) -> bool:
    return "head" in step.who.roles and step.who.id not in step.before.investigators | step.before.recused


TRANSFER_INVARIANTS = (
    never("I-51", "涉嫌犯罪、移送未决时不作处理决定", "nothing is decided while a crime is suspected or a transfer is open",
          lambda s: _one(s.before.transfers) not in UNSETTLED,
          "decision.make", "decision.waive", "case.close", "case.decline", "case.terminate"),
    never("I-51a", "移送按次序进行", "a transfer goes step by step", _goes_on, *NEXT),
    never("I-51b", "由负责人决定移送", "the head decides", _head, *BY_HEAD),
    never("I-51c", "由承办人员报告、移送、登记答复", "the officers in charge do the rest",
          lambda s: s.who.id in s.before.investigators, *BY_HANDLER),
    never("I-51d", "两名以上持证人员核实报告", "two certified officers report, none of them recused",
          lambda s: two_certified(s.given["officers"]) and not {one.id for one in s.given["officers"]} & s.before.recused,
          "transfer.report"),
    never("I-51e", "三日内决定，逾期写明原因", "decided within three days, or the delay is explained", _explained,
          "transfer.approve", "transfer.refuse"),
    never("I-51f", "不批准移送有书面理由", "a refusal has its reasons", lambda s: bool(s.given["reasons"]), "transfer.refuse"),
    never("I-51g", "各阶段的期限起算", "each stage has its period and no other", _its_period, *NEXT),
    never("I-51h", "答复如实记载", "the answer stands as it was given", _answer, "transfer.answer"),
    never("I-51i", "受移送机关的答复如实记载", "so does that of another authority",
          lambda s: _one(s.after.transfers) == ("taken" if s.given["accepted"] else "returned"), "case.hand_over_answer"),
    never("I-51j", "接受移送的在本机关终止，未接受的继续办理", "what is taken up elsewhere ends here, what is not goes on",
          _ends_here, *NEXT),
    never("I-51k", "三日内提请复议", "a review is asked for within three days", lambda s: _within(s, "police_review"),
          "transfer.review_request"),
    never("I-51l", "答复有文号", "an answer has its number", lambda s: bool(s.given["receipt"]),
          "transfer.answer", "case.hand_over_answer", "transfer.return"),
    never("I-51r", "退回不由已回避的人员登记", "nobody who was recused records that it came back",
          lambda s: s.who.id not in s.before.recused, "transfer.return"),
    never("I-51m", "物品和材料移交后方可结案", "closed only when goods and papers are handed over",
          lambda s: _one(s.before.transfers) != "accepted", "case.close"),
    never("I-51n", "移送仅因本程序的行为变动", "only acts of this procedure change it", lambda s: s.same("transfers") or s.act in NEXT),
    never("I-51o", "终止、中止、结案后不再开始移送", "no transfer begins once the case ended or rests",
          lambda s: not (s.before.terminated or s.before.suspended), *BEGINNING),
    never("I-51p", "已决定的案件不移送其他机关、不提请复议", "what is decided is not handed over, nor the police asked again",
          lambda s: undecided(s.before), "case.hand_over", "transfer.review_request"),
    never("I-51q", "立卷后方可移送", "there is a case first", lambda s: s.before.proposed, *NEXT),
)  # fmt: skip
