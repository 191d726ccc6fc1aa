"""The table of transfers: suspected crimes to the police, cases of another jurisdiction to the authority that has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure import conditions as c
from xuncheng.rules.procedure import guards as g
from xuncheng.rules.procedure.beside.transfer.state import GONE, OPEN, Transfer
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.guards import entered, fact, law
from xuncheng.rules.procedure.model import ActRule, Guard, Procedure, Situation

RULES = "行政执法机关移送涉嫌犯罪案件的规定"
JURISDICTION = law("22;23;25")


def trf(article: str) -> tuple[Basis, ...]:
    """An article of the rules on transferring suspected crimes (国务院令第310号, 2020)."""
    return (Basis(RULES, article),)


BACK = law("25;27(1)")
CRIME = (*law("27(1)"), *trf("3;5"))


def transfer_of(facts: Facts) -> Transfer | None:
    """The latest transfer; None where there was none."""
    return facts.transfers[-1] if facts.transfers else None


def state_of(facts: Facts) -> str:
    """How far the latest transfer is; empty where there was none."""
    latest = transfer_of(facts)
    return latest.state if latest else ""


def _is(
    code: str, states: set[str], message: Text, basis: tuple[Basis, ...], missing: Text | None = None
) -> Guard:
    return fact(code, lambda f: state_of(f) in states, message, basis, missing)


NONE_OPEN = fact(
    "transfer_open", lambda f: state_of(f) not in OPEN | {"accepted"},
    Text("案件正在移送，或者移送后尚未办结交接", "The case is being transferred, or its goods are not handed over"), CRIME,
)  # fmt: skip
SUSPECTED = _is(
    "no_crime_suspected", {"suspected"},
    Text("没有待报告的涉嫌犯罪线索", "No suspicion of a crime waits to be reported"), trf("5(1)"),
    Text("认定涉嫌犯罪", "a suspicion of a crime"),
)  # fmt: skip
REPORTED = _is(
    "transfer_not_reported", {"reported"},
    Text("没有待审批的移送报告", "No report on a transfer waits for the head"), trf("5(1)"),
    Text("移送涉嫌犯罪案件的书面报告", "a written report"),
)  # fmt: skip
APPROVED = _is(
    "transfer_not_approved", {"approved"},
    Text("移送未经本机关正职负责人或者主持工作的负责人批准", "The transfer was not approved by the head of the agency"), trf("5(1)"),
    Text("批准移送", "approval of the transfer"),
)  # fmt: skip
WITH_POLICE = _is(
    "not_with_the_police", {"sent", "review"},
    Text("没有待公安机关答复的移送", "The police have nothing to answer"), trf("8(1)"), Text("向公安机关移送", "a transfer to the police"),
)  # fmt: skip
DECLINED = _is(
    "police_did_not_decline", {"declined"},
    Text("公安机关没有作出不予立案的决定，或者已经提请复议", "The police did not decline, or were asked to review that already"),
    trf("9(1)"),
)  # fmt: skip
REVIEW_IN_TIME = Guard(
    "police_review_late", lambda s: _in_time(s, "police_review"),
    Text("应当自接到不予立案通知书之日起三日内提请复议", "A review is asked for within three days of the refusal"), trf("9(1)"), limit=True,
)  # fmt: skip
ACCEPTED = _is(
    "police_did_not_accept", {"accepted"},
    Text("公安机关没有立案，或者已经办结交接", "The police did not take the case up, or all was handed over"), trf("12"),
    Text("公安机关立案", "the police take the case up"),
)  # fmt: skip
HANDED = _is(
    "not_handed_over", {"handed"},
    Text("案件没有移送其他机关", "The case was not handed to another authority"), JURISDICTION, Text("案件移送函", "a letter of transfer"),
)  # fmt: skip

NOT_SUSPECTED = fact(
    "transfer_undecided", lambda f: state_of(f) not in OPEN,
    Text("案件涉嫌犯罪或者正在移送，移送有结果前不得作出处理决定、终止或者结案，不得以行政处罚代替移送",
         "A crime is suspected, or the case is being transferred: until that is settled it is neither decided nor ended"),
    (*law("27(1);57(1)(4)"), *trf("5(2);11(1)")), Text("移送的结果", "the outcome of the transfer"),
)  # fmt: skip
GOODS_DELIVERED = fact(
    "transfer_goods_open", lambda f: state_of(f) != "accepted",
    Text("公安机关已立案，涉案物品和材料尚未移交，不得结案", "The police took the case up; goods and papers are not handed over yet"),
    trf("12"), Text("涉案物品移交清单", "a list of what was handed over"),
)  # fmt: skip

TAKEN_UP = _is(
    "not_taken_up", set(GONE),
    Text("案件没有由公安机关或者其他机关办理，无从退回", "No other authority took the case up, so none can send it back"),
    BACK, Text("公安机关或者其他机关受理", "another authority that took it up"),
)  # fmt: skip
RETURNED_IN_WRITING = entered(
    "return_without_letter", "receipt", bool,
    Text("应当填写司法机关或者其他机关退回（移送）文书的文号", "The number of the paper with which it was sent back is needed"), BACK,
)  # fmt: skip
DELAY_EXPLAINED = Guard(
    "transfer_decision_late", lambda s: bool(s.given["delay"]) or _in_time(s, "transfer_decision"),
    Text("应当自接到报告之日起三日内决定；逾期的，应当写明原因",
         "The head decides within three days of the report, or says why it is late"),
    trf("5(2)"),
)  # fmt: skip
REFUSED_IN_WRITING = entered(
    "refusal_without_reasons", "reasons", bool,
    Text("决定不批准移送的，应当将不予批准的理由记录在案", "Why a transfer is not approved is put on record"), trf("5(2)"),
)  # fmt: skip
ANSWER_IN_WRITING = entered(
    "answer_without_receipt", "receipt", bool,
    Text("应当填写立案、不予立案通知书或者回执的文号", "The number of the answer or receipt is needed"), (*JURISDICTION, *trf("8(1)")),
)  # fmt: skip


def _in_time(s: Situation, clock: str) -> bool:
    latest = transfer_of(s.facts)
    return latest is None or not latest.lapsed(clock, s.now)


def _goes_to(state: str, clock: str = "") -> Callable[[Situation], Facts]:
    """The transfer comes to that state; the period that runs in it begins, all others end."""

    def effect(s: Situation) -> Facts:
        return _put(s, state, clock)

    return effect


def _put(s: Situation, state: str, clock: str = "") -> Facts:
    new = Transfer(state=state)
    return s.facts.but(transfers=(new.start(clock, _until(s, clock)) if clock else new,))


def _until(s: Situation, clock: str) -> date:
    until: date = s.timer(clock, s.now)
    return until


def _answered(s: Situation) -> Facts:
    if s.given["accepted"]:
        return _gone(_put(s, "accepted", "transfer_goods"))
    first = state_of(s.facts) == "sent"
    return _put(s, "declined", "police_review") if first else _put(s, "upheld")


def _authority_answered(s: Situation) -> Facts:
    return _gone(_put(s, "taken")) if s.given["accepted"] else _put(s, "returned")


def _gone(facts: Facts) -> Facts:
    """Whoever takes the case up ends it here; what was decided before goes on (移送规定第十一条)."""
    if facts.decided is not None or facts.unpunished:
        return facts
    return facts.but(terminated=True, suspended=False, clocks=())


BEGUN = fact(
    "case_not_begun", lambda f: f.proposed, Text("案件尚未立卷", "There is no case yet"), JURISDICTION
)
GOING_ON = (g.OPEN, g.NOT_TERMINATED, c.NOT_SUSPENDED)
HEAD = (g.BY_HEAD, g.NOT_OWN_CASE, c.NOT_RECUSED)
HANDLER = (g.BY_INVESTIGATOR,)
UNSETTLED = (NOT_SUSPECTED,)

TRANSFER = Procedure(
    name="transfer",
    label=Text("案件移送", "transfer of a case"),
    version="2020",
    since=date(2020, 8, 7),
    beside=frozenset({"ordinary", "simple"}),
    conditions={
        "decision.make": UNSETTLED, "decision.waive": UNSETTLED, "case.terminate": UNSETTLED,
        "case.file": (g.NOT_TERMINATED,), "case.decline": (NOT_SUSPECTED, g.NOT_TERMINATED), "case.close": (NOT_SUSPECTED, GOODS_DELIVERED),
    },
    acts=(
        ActRule(
            "crime.suspect", Text("认定涉嫌犯罪", "Suspect a crime"), CRIME, _goes_to("suspected"),
            requires=(*GOING_ON, NONE_OPEN), by=HANDLER,
        ),
        ActRule(
            "transfer.report", Text("报告移送", "Report on a transfer"), trf("5(1)"), _goes_to("reported", "transfer_decision"),
            requires=(SUSPECTED,), by=HANDLER, checks=(g.TWO_OFFICERS, c.OFFICERS_NOT_RECUSED), inputs=("officers",),
            starts=("transfer_decision",), makes=("transfer_report",),
        ),
        ActRule(
            "transfer.approve", Text("批准移送", "Approve the transfer"), trf("5(2)"), _goes_to("approved", "transfer_sending"),
            requires=(REPORTED,), by=HEAD, checks=(DELAY_EXPLAINED,), inputs=("delay",), starts=("transfer_sending",),
            makes=("transfer_approval",),
        ),
        ActRule(
            "transfer.refuse", Text("不批准移送", "Refuse the transfer"), trf("5(2)"), _goes_to("refused"),
            requires=(REPORTED,), by=HEAD, checks=(DELAY_EXPLAINED, REFUSED_IN_WRITING), inputs=("delay", "reasons"),
            makes=("transfer_approval",),
        ),
        ActRule(
            "transfer.send", Text("向公安机关移送", "Send to the police"), trf("5(2);6"), _goes_to("sent", "police_answer"),
            requires=(APPROVED,), by=HANDLER, starts=("police_answer",), makes=("transfer_letter",),
        ),
        ActRule(
            "transfer.answer", Text("登记公安机关答复", "Record the answer of the police"), trf("8;9(2)"), _answered,
            requires=(WITH_POLICE,), by=HANDLER, checks=(ANSWER_IN_WRITING,), inputs=("accepted", "receipt"),
            starts=("police_review", "transfer_goods"),
        ),
        ActRule(
            "transfer.review_request", Text("提请公安机关复议", "Ask the police for a review"), trf("9(1)"),
            _goes_to("review", "police_reanswer"),
            requires=(*GOING_ON, g.UNDECIDED, DECLINED, REVIEW_IN_TIME), by=HANDLER, starts=("police_reanswer",),
            makes=("transfer_review_request",),
        ),
        ActRule(
            "transfer.deliver", Text("移交涉案物品和材料", "Hand goods and papers to the police"), trf("12"), _goes_to("delivered"),
            requires=(ACCEPTED,), by=HANDLER, makes=("transfer_goods_list",),
        ),
        ActRule(
            "case.hand_over", Text("移送有管辖权的机关", "Hand the case to the competent authority"), JURISDICTION, _goes_to("handed"),
            requires=(BEGUN, *GOING_ON, g.UNDECIDED, NONE_OPEN), by=HEAD, makes=("case_handover",),
        ),
        ActRule(
            "case.hand_over_answer", Text("登记受移送机关答复", "Record the other authority's answer"), JURISDICTION, _authority_answered,
            requires=(HANDED,), by=HANDLER, checks=(ANSWER_IN_WRITING,), inputs=("accepted", "receipt"),
        ),
        ActRule(
            "transfer.return", Text("登记移送案件退回", "Record that a transferred case came back"), BACK, _goes_to("sent_back"),
            requires=(TAKEN_UP,), by=(c.NOT_RECUSED,), checks=(RETURNED_IN_WRITING,), inputs=("receipt",),
        ),
    ),
)  # fmt: skip
