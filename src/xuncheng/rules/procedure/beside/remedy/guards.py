"""What the law asks of the acts on remedies, and, while one is pending, of acts on the case."""

from __future__ import annotations

from collections.abc import Callable

from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure import guards as g
from xuncheng.rules.procedure.beside.remedy.effects import RESULTS
from xuncheng.rules.procedure.beside.remedy.state import Remedy, pending, refund_due, rounds, stopped
from xuncheng.rules.procedure.beside.several import is_one, one_of
from xuncheng.rules.procedure.guards import entered, fact, law
from xuncheng.rules.procedure.model import Guard, Situation

ARL, ALL, ACL = "行政复议法", "行政诉讼法", "行政强制法"
KINDS = {
    "reconsideration": Text("行政复议", "reconsideration"),
    "litigation": Text("行政诉讼", "suit"),
}
OUTCOMES = {
    "upheld": Text("维持（驳回诉讼请求）", "upheld"), "changed": Text("变更", "changed"), "revoked": Text("撤销", "revoked"),
    "redone": Text("撤销并责令重新作出", "revoked, to be decided anew"),
    "redone_procedure": Text("因违反法定程序撤销并责令重新作出", "revoked for its procedure, to be decided anew"),
    "unlawful": Text("确认违法", "declared unlawful"),
    "void": Text("确认无效", "declared void"), "mediated": Text("调解", "settled by mediation"),
    "withdrawn": Text("撤回（终止）", "withdrawn"), "dismissed": Text("不予受理（驳回申请、起诉）", "not admitted"),
}  # fmt: skip
"""How a remedy may end (行政复议法第六十三条至第七十三条, 行政诉讼法第六十九条至第七十七条)."""
ORDERED_BY = {
    "body": Text("行政复议机关", "the reviewing body"),
    "court": Text("人民法院", "the court"),
    "agency": Text("本机关", "this agency"),
}

Fits = Callable[[Remedy], bool]
RECONSIDERATION = (Basis(ARL, "20"), Basis(ALL, "46"))
RESULT = (Basis(ARL, "63;64;65;67;68"), Basis(ALL, "69;70;74;75;77"))
STOPPING = (Basis(ARL, "42"), Basis(ALL, "56"), Basis(g.APL, "73(1)"))


def _some(code: str, fits: Fits, message: Text, basis: tuple[Basis, ...], missing: Text) -> Guard:
    return fact(code, lambda f: any(map(fits, f.remedies)), message, basis, missing)


def _chosen(code: str, fits: Fits, message: Text, basis: tuple[Basis, ...]) -> Guard:
    return Guard(code, lambda s: is_one(s.facts.remedies, s.given["remedy"], fits), message, basis)


def _is(*states: str) -> Fits:
    return lambda one: one.state in states


def _running(one: Remedy) -> bool:
    return one.pending


# --- lodging ------------------------------------------------------------------------------------------------

DECIDED = fact(
    "nothing_decided", lambda f: f.decided is not None or f.unpunished,
    Text("没有作出的决定，或者决定已被撤销", "Nothing stands decided in this case"), law("75(2)"), Text("处罚决定", "a decision"),
)  # fmt: skip
STANDS = fact(
    "no_decision_served", lambda f: f.decision_served,
    Text("没有已送达并有效的决定，无从申请复议或者提起诉讼", "No served decision stands against which a remedy could be lodged"),
    RECONSIDERATION, Text("送达的决定书", "a served decision"),
)  # fmt: skip
NONE_PENDING = fact(
    "remedy_pending", lambda f: not pending(f.remedies),
    Text("已有复议或者诉讼正在进行：复议期间不得起诉，已起诉的不得申请复议",
         "A remedy is pending: reconsideration and suit exclude each other meanwhile"),
    (Basis(ARL, "29"),),
)  # fmt: skip
KIND_KNOWN = entered(
    "remedy_kind", "kind", lambda kind: kind in KINDS, Text("请选择复议或者诉讼", "Choose reconsideration or suit"), RECONSIDERATION
)  # fmt: skip


def _earlier(s: Situation) -> bool:
    """The party has lodged a remedy against this very decision before."""
    now = rounds(s.facts.remedies)
    return any(one.about == now and one.kind in KINDS for one in s.facts.remedies)


ONE_RECONSIDERATION = Guard(
    "reconsidered_before", lambda s: s.given["kind"] != "reconsideration" or not _earlier(s),
    Text("对同一决定已经复议或者已经起诉的，不得再申请行政复议", "A decision is reconsidered once, and not after a suit"),
    (Basis(ARL, "29;30"),),
)  # fmt: skip
RECONSIDERATION_FIRST = Guard(
    "reconsideration_first", lambda s: s.given["kind"] != "litigation" or _earlier(s),
    Text("对当场作出的行政处罚决定不服的，应当先申请行政复议", "An on-the-spot penalty goes to reconsideration before any suit"),
    (Basis(ARL, "23(1)(1)"),),
)  # fmt: skip
THROUGH_US = Guard(
    "suit_through_agency", lambda s: not s.given["through_us"] or s.given["kind"] == "reconsideration",
    Text("只有行政复议申请可以通过本机关提交", "Only an application for reconsideration may be handed to this agency"), (Basis(ARL, "32"),),
)  # fmt: skip
LODGED_BY_NOW = Guard(
    "remedy_dates", lambda s: s.given["lodged_on"] <= s.given["received_by_us"] <= s.now,
    Text("申请（起诉）日期不得晚于收到日期，收到日期不得晚于今天", "It is lodged before it reaches this agency, and that not after today"),
    (Basis(ARL, "48"), Basis(ALL, "67")),
)  # fmt: skip
RECEIVED_BY_NOW = Guard(
    "copy_in_future", lambda s: s.given["received_by_us"] <= s.now,
    Text("收到日期不得晚于今天", "It has not reached this agency yet on a day ahead"), (Basis(ARL, "48"),),
)  # fmt: skip

# --- on its way ---------------------------------------------------------------------------------------------

TO_FORWARD = _some(
    "nothing_to_forward", _is("filed"), Text("没有待转送的复议申请", "No application waits to be forwarded"), (Basis(ARL, "32"),),
    Text("通过本机关提交的复议申请", "an application handed to this agency"),
)  # fmt: skip
THAT_TO_FORWARD = _chosen(
    "that_not_to_forward", _is("filed"), Text("该项不是待转送的复议申请", "That one does not wait to be forwarded"), (Basis(ARL, "32"),)
)  # fmt: skip
FORWARDED = _some(
    "nothing_forwarded", _is("forwarded"), Text("没有已转送的复议申请", "No application was forwarded"), (Basis(ARL, "48"),),
    Text("已转送的复议申请", "a forwarded application"),
)  # fmt: skip
THAT_FORWARDED = _chosen(
    "that_not_forwarded", _is("forwarded"), Text("该项不是已转送的复议申请", "That one was not forwarded, or is further already"),
    (Basis(ARL, "48"),),
)  # fmt: skip
ANSWER = (Basis(ARL, "48;54;70"), Basis(ALL, "67"))
TO_ANSWER = _some(
    "nothing_to_answer", _is("pending"), Text("没有待答复（应诉）的案件", "No remedy waits for an answer"), ANSWER,
    Text("复议答复通知或者应诉通知", "a notice to answer"),
)  # fmt: skip
THAT_TO_ANSWER = _chosen(
    "that_not_to_answer", _is("pending"), Text("该项不是待答复（应诉）的案件", "That one does not wait for an answer"), ANSWER
)  # fmt: skip
PENDING = _some(
    "no_remedy_pending", _running, Text("没有正在进行的复议或者诉讼", "No remedy is pending"), RESULT,
    Text("正在进行的复议或者诉讼", "a pending remedy"),
)  # fmt: skip
THAT_PENDING = _chosen(
    "that_not_pending", _running, Text("该复议或者诉讼已经结束", "That remedy is over"), RESULT
)
NOT_STOPPED_YET = _some(
    "execution_stopped_already", lambda one: one.pending and not one.stopped,
    Text("没有可以停止执行的复议或者诉讼", "There is no remedy for which execution could be stopped"), STOPPING,
    Text("正在进行、尚未停止执行的复议或者诉讼", "a pending remedy that does not stop execution yet"),
)  # fmt: skip
THAT_NOT_STOPPED = _chosen(
    "that_stopped_already", lambda one: one.pending and not one.stopped,
    Text("该复议或者诉讼已经结束或者已经停止执行", "That remedy is over, or stops execution already"), STOPPING,
)  # fmt: skip
STOPPED = _some(
    "execution_not_stopped", lambda one: one.stopped, Text("没有停止执行", "Execution is not stopped"), STOPPING,
    Text("停止执行", "a stop"),
)  # fmt: skip
THAT_STOPPED = _chosen(
    "that_not_stopped", lambda one: one.stopped, Text("该复议或者诉讼没有停止执行", "That remedy does not stop execution"), STOPPING
)  # fmt: skip
ORDERED = entered(
    "who_stops", "ordered_by", lambda by: by in ORDERED_BY,
    Text("请写明由谁决定停止执行", "Say who ordered the execution to be stopped"), STOPPING,
)  # fmt: skip
OWN_STOP_BY_HEAD = Guard(
    "own_stop_by_head", lambda s: s.given["ordered_by"] != "agency" or "head" in s.who.roles,
    Text("本机关决定停止执行的，由负责人决定", "Only the head stops execution of this agency's own motion"), STOPPING,
)  # fmt: skip

# --- the result ---------------------------------------------------------------------------------------------

OUTCOME_KNOWN = entered(
    "remedy_outcome", "outcome", lambda outcome: outcome in RESULTS, Text("请选择处理结果", "Choose how it ended"), RESULT
)  # fmt: skip


def _result(s: Situation) -> str:
    return RESULTS.get(s.given["outcome"], "")


SOMETHING_TO_ALTER = Guard(
    "nothing_to_alter", lambda s: _result(s) in ("", "stands") or s.facts.decided is not None or s.facts.unpunished,
    Text("决定已被撤销，没有可以变更或者撤销的内容", "The decision is gone: nothing is left to change or revoke"), RESULT,
)  # fmt: skip
NEVER_HEAVIER = Guard(
    "heavier_by_remedy", lambda s: _result(s) != "changed" or _lighter_or_same(s),
    Text("只能变更已作出的处罚，写明变更后的种类和数额，且不得对申请人（原告）更为不利",
         "Only a penalty is changed; enter its kinds and its sum as they are now, never heavier than before"),
    (Basis(ARL, "63(2)"), Basis(ALL, "77(2)")),
)  # fmt: skip


def _lighter_or_same(s: Situation) -> bool:
    kinds, amount, old = s.given["kinds"], s.given["amount"], s.facts.decided
    fits = bool(kinds) and ("fine" in kinds) == (amount > 0)
    return fits and old is not None and kinds <= old.kinds and amount <= old.amount


ONLY_FOR_CHANGE = Guard(
    "penalty_not_changed", lambda s: _result(s) == "changed" or not (s.given["kinds"] or s.given["amount"]),
    Text("只有变更或者调解的，才填写处罚种类和数额", "Kinds and sum are entered only where they are changed or settled by mediation"),
    RESULT,
)  # fmt: skip
ONLY_WITHDRAWN = Guard(
    "decided_before_forwarded",
    lambda s: s.given["outcome"] == "withdrawn" or not is_one(s.facts.remedies, s.given["remedy"], _is("filed")),
    Text("复议申请尚未转送，只能登记撤回", "An application that was not forwarded can only be withdrawn"), (Basis(ARL, "32"),),
)  # fmt: skip


def _result_day(s: Situation) -> bool:
    one = one_of(s.facts.remedies, s.given["remedy"])
    return one is None or one.since <= s.given["decided_on"] <= s.now


DECIDED_BY_NOW = Guard(
    "result_dates", _result_day,
    Text("处理结果的日期不得早于申请（起诉）之日，也不得晚于今天", "The result lies between the day it was lodged and today"), RESULT,
)  # fmt: skip

# --- afterwards ---------------------------------------------------------------------------------------------

REFUND = (Basis(ACL, "41"), Basis(g.APL, "75(2)"))
TO_REFUND = fact(
    "nothing_to_refund",
    lambda f: refund_due(f.remedies) > 0,
    Text("没有应退还的款项", "Nothing is to be paid back"),
    REFUND,
)
THAT_REFUND = Guard(
    "refund_differs",
    lambda s: s.given["refund"] > 0 and is_one(s.facts.remedies, s.given["remedy"], lambda one: one.refund == s.given["refund"]),
    Text("退还数额应当与该项应退数额一致", "The sum must be what that remedy leaves to be paid back"), REFUND,
)  # fmt: skip
BARRED = _some(
    "nothing_barred", lambda one: bool(one.barred), Text("没有禁止重复作出的处罚", "No penalty is barred in this case"),
    (Basis(ARL, "64(2)"), Basis(ALL, "71")), Text("责令重新作出的决定", "a decision that was sent back"),
)  # fmt: skip

# --- what is asked of acts on the case ------------------------------------------------------------------------

SETTLED = fact(
    "remedy_unsettled", lambda f: not pending(f.remedies),
    Text("复议或者诉讼尚未结束，不得结案", "A remedy is pending"), RESULT, Text("复议或者诉讼的结果", "its result"),
)  # fmt: skip
PAID_BACK = fact(
    "refund_open", lambda f: refund_due(f.remedies) == 0,
    Text("应退还的款项尚未退还，不得结案", "Money is yet to be paid back"), REFUND, Text("退还款项", "the refund"),
)  # fmt: skip
NO_EVIDENCE = fact(
    "evidence_during_remedy", lambda f: not pending(f.remedies),
    Text("复议、诉讼期间不得自行向当事人和证人收集证据", "While a remedy is pending the agency gathers no evidence of its own"),
    (Basis(ARL, "46"), Basis(ALL, "35")),
)  # fmt: skip
GOES_ON = fact(
    "execution_stopped", lambda f: not stopped(f.remedies),
    Text("已停止执行，不得继续强制执行", "Execution is stopped"), STOPPING, Text("解除停止执行", "the end of the stop"),
)  # fmt: skip
NOT_PENDING = fact(
    "compelled_during_remedy", lambda f: not pending(f.remedies),
    Text("复议、诉讼期间不得申请法院强制执行", "While a remedy is pending the court is not asked to enforce"),
    (Basis(ACL, "53"),), Text("复议或者诉讼的结果", "the result of the remedy"),
)  # fmt: skip
NOT_DEMOLISHED = fact(
    "demolished_during_remedy", lambda f: not pending(f.remedies) or any(one.progress for one in f.demolitions),
    Text("复议、诉讼期间不得强制拆除已建成的建筑物、构筑物、设施",
         "While a remedy is pending nothing is demolished, unless the works were in progress"),
    (Basis(ACL, "44"),), Text("复议或者诉讼的结果", "the result of the remedy"),
)  # fmt: skip


def _barred_again(s: Situation) -> bool:
    return any(
        one.barred == s.given["kinds"] and one.barred_amount == s.given["amount"]
        for one in s.facts.remedies
        if one.barred
    )


NOT_THE_SAME = Guard(
    "same_result_again", lambda s: not _barred_again(s),
    Text("重新作出的决定，不得以同一事实和理由作出与原决定相同的处罚（因违反法定程序被撤销的除外）",
         "What was sent back is not decided in the same way on the same facts and reasons, unless only the procedure was at fault"),
    (Basis(ARL, "64(2)"), Basis(ALL, "71")),
)  # fmt: skip
