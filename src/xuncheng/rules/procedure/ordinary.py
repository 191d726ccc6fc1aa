"""The ordinary procedure (普通程序), act by act. Administrative Penalty Law, chapter 5, sections 3 and 4."""

from __future__ import annotations

from datetime import date

from xuncheng.rules.legal import Text
from xuncheng.rules.procedure import conditions as c
from xuncheng.rules.procedure import guards as g
from xuncheng.rules.procedure import sparing, steps
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.guards import law
from xuncheng.rules.procedure.model import ActRule, Procedure, Situation
from xuncheng.rules.procedure.steps import penalty

# --- effects --------------------------------------------------------------------------------------------


def _propose(s: Situation) -> Facts:
    team = frozenset(officer.id for officer in s.given["officers"])
    return s.facts.but(proposed=True, proposer=s.who.id, investigators=team)


def _file(s: Situation) -> Facts:
    return s.facts.but(filed=True).start("decision", s.timer("decision", s.now))


def _recuse(s: Situation) -> Facts:
    out, new = s.given["officer"].id, s.given["replacement"].id
    team = (s.facts.investigators - {out}) | {new}
    return s.facts.but(investigators=team, recused=s.facts.recused | {out})


def _notify(s: Situation) -> Facts:
    """A new notice opens the party's rights anew; what was reviewed or discussed before it no longer counts."""
    proposed = penalty(s)
    hearing = "due" if c.hearing_due(s.facts, proposed) else ""
    fresh = s.facts.but(
        notified=proposed, notice_served=False, made_on=s.now, statement="", hearing=hearing, presider="", review="",
        panel=None,
    )  # fmt: skip
    return fresh.stop("statement", "hearing_request", "hearing_day")


def _convene(s: Situation) -> Facts:
    """Who presides, and the day on which it is held."""
    named = s.facts.but(hearing="convened", presider=s.given["presider"].id)
    return named.start("hearing_day", s.given["hearing_on"])


def _hold(s: Situation) -> Facts:
    """Absence without reason gives the hearing up (第六十四条第六项); at a hearing the party defends himself."""
    facts = s.facts.stop("hearing_day")
    if s.given["absent"]:
        return facts.but(hearing="waived", presider="")
    return facts.but(hearing="held", heard=True, ceiling=s.facts.notified)


def _serve(s: Situation) -> Facts:
    announced = s.given["way"] == "announcement"
    effective = s.timer("announcement", s.now) if announced else s.given["received_on"]
    if c.serves_notice(s):
        return _notice_served(s, effective)
    served = _decision_served(s, effective)
    return served.start("announcement", effective) if announced else served


def _notice_served(s: Situation, effective: date) -> Facts:
    facts = s.facts.but(notice_served=True).start("statement", s.timer("statement", effective))
    if facts.hearing != "due":
        return facts
    return facts.but(hearing="offered").start("hearing_request", s.timer("hearing_request", effective))


def _decision_served(s: Situation, effective: date) -> Facts:
    facts = s.facts.but(decision_served=True).stop("service")
    return facts.start("payment", s.timer("payment", effective)) if facts.owed > 0 else facts


def _decide(s: Situation) -> Facts:
    return _outcome(s, s.facts.but(decided=penalty(s)))


def _waive(s: Situation) -> Facts:
    return _outcome(s, s.facts.but(unpunished=True))


def _outcome(s: Situation, facts: Facts) -> Facts:
    over = facts.but(made_on=s.now).stop("decision", "statement", "hearing_request", "hearing_day")
    return over.start("service", s.timer("service", s.now))


def _extend(s: Situation) -> Facts:
    """The extension is counted from the day on which the limit would have ended."""
    name = "decision_extended_once" if s.facts.extensions == 0 else "decision_extended_twice"
    until = s.timer(name, s.facts.due("decision") or s.now)
    return s.facts.but(extensions=s.facts.extensions + 1).start("decision", until)


# --- the table ------------------------------------------------------------------------------------------

ANYBODY = (c.NOT_RECUSED,)
HEAD = (g.BY_HEAD, g.NOT_OWN_CASE, c.NOT_RECUSED)

WORKING = (g.NOT_TERMINATED, c.NOT_SUSPENDED)
GOING_ON = (g.OPEN, *WORKING)
BEFORE_DECISION = (*WORKING, g.UNDECIDED)
PARTYS_TURN = (g.NOT_TERMINATED, g.UNDECIDED)
HEARD = (c.NOTIFIED, c.STATEMENT_SETTLED, c.HEARING_SETTLED)
PENALTY_CHECKS = (g.KINDS_ALLOWED, g.FINE_HAS_AMOUNT)

FILING = (
    ActRule(
        "case.propose", Text("立案呈批", "Propose to file"), law("54(2)"), _propose,
        requires=(c.NOT_PROPOSED, g.COMPETENT, g.NOT_BARRED, g.NOT_FILED_BEFORE),
        checks=(g.TWO_OFFICERS, g.AMONG_OFFICERS), inputs=("officers",), makes=("source_registration", "jurisdiction_designation"),
    ),
    ActRule(
        "case.file", Text("批准立案", "File"), law("54(2)"), _file,
        requires=(c.PROPOSED, g.OPEN, c.NOT_FILED), by=HEAD, starts=("decision",), makes=("filing_approval",),
    ),
    ActRule(
        "case.decline", Text("不予立案", "Decline to file"), law("54(2)"), lambda s: s.facts.but(declined=True),
        requires=(c.PROPOSED, g.OPEN, c.NOT_FILED), by=HEAD, makes=("filing_approval",),
    ),
)  # fmt: skip

INVESTIGATION = (
    *steps.evidence_rows((*GOING_ON, c.COLLECTING), GOING_ON, (c.OFFICERS_NOT_RECUSED,)),
    *steps.correction_rows(GOING_ON),
    ActRule(
        "recusal.decide", Text("决定回避", "Decide on recusal"), law("43"), _recuse,
        requires=(*GOING_ON, g.UNDECIDED), by=HEAD,
        checks=(c.RECUSED_IS_INVESTIGATOR, c.REPLACEMENT_FIT),
        inputs=("officer", "replacement"), makes=("recusal_decision",),
    ),
    ActRule(
        "investigation.conclude", Text("调查终结", "Conclude the investigation"), law("57(1)"),
        lambda s: s.facts.but(concluded=True),
        requires=(c.FILED, *WORKING, c.NOT_CONCLUDED, steps.EVIDENCE, steps.ALL_REVIEWED, c.RECORDED),
        by=(g.BY_INVESTIGATOR,), makes=("investigation_report",),
    ),
)  # fmt: skip

PARTY_RIGHTS = (
    ActRule(
        "notice.give", Text("处罚事先告知", "Prior notice"), law("44"), _notify,
        requires=(*BEFORE_DECISION, c.CONCLUDED, steps.ANSWERED), by=(g.BY_INVESTIGATOR,),
        checks=(*PENALTY_CHECKS, steps.NOT_HEAVIER_FOR_DEFENCE), inputs=("kinds", "amount", "factors", "departure"),
        makes=("prior_notice",),
    ),
    *steps.statement_rows((*PARTYS_TURN, c.NOTIFIED), BEFORE_DECISION, ANYBODY),
    ActRule(
        "statement.submit", Text("当事人提交书面陈述申辩", "Statement sent in by the party"), law("45(1)"), steps.hear,
        requires=(*PARTYS_TURN, c.NOTIFIED, steps.ANSWERED), by=ANYBODY,
    ),
    ActRule(
        "hearing.request", Text("要求听证", "Ask for a hearing"), law("64()(1)"),
        lambda s: s.facts.stop("hearing_request").but(hearing="requested"),
        requires=(*PARTYS_TURN, c.HEARING_OFFERED), by=ANYBODY, makes=("hearing_application",),
    ),
    ActRule(
        "hearing.convene", Text("通知听证", "Convene the hearing"), law("64()(2)"), _convene,
        requires=(*BEFORE_DECISION, c.HEARING_WANTED), by=ANYBODY,
        checks=(c.NOTICE_LONG_ENOUGH, c.PRESIDER_FIT), inputs=("hearing_on", "presider"), starts=("hearing_day",),
        makes=("hearing_notice", "hearing_announcement"),
    ),
    ActRule(
        "hearing.designate", Text("更换听证主持人", "Let another preside"), law("64()(4)"),
        lambda s: s.facts.but(presider=s.given["presider"].id),
        requires=(*BEFORE_DECISION, c.HEARING_CONVENED), by=HEAD, checks=(c.PRESIDER_FIT, c.PRESIDER_NEW),
        inputs=("presider",), makes=("hearing_notice", "hearing_announcement"),
    ),
    ActRule(
        "hearing.hold", Text("举行听证", "Hold the hearing"), law("64;65"), _hold,
        requires=(c.NOT_SUSPENDED, c.HEARING_DAY), by=(c.BY_PRESIDER_NAMED,),
        checks=(c.HELD_ON_ITS_DAY,), inputs=("started_at", "absent"), makes=("hearing_record",),
    ),
    ActRule(
        "hearing.report", Text("提交听证报告", "Report on the hearing"), law("64;65"),
        lambda s: s.facts.but(hearing="reported"),
        requires=(*BEFORE_DECISION, c.HEARING_HELD), by=(c.BY_PRESIDER,), makes=("hearing_report",),
    ),
    ActRule(
        "hearing.waive", Text("放弃听证", "Waive the hearing"), law("64"),
        lambda s: s.facts.stop("hearing_request", "hearing_day").but(hearing="waived", presider=""),
        requires=(*PARTYS_TURN, c.HEARING_WAIVABLE), by=ANYBODY, checks=(steps.SIGNED,),
        inputs=("signed",),
    ),
)  # fmt: skip

DECISION = (
    ActRule(
        "legality.review", Text("法制审核", "Legality review"), law("58(1)"),
        lambda s: s.facts.but(review="passed" if s.given["passed"] else "failed"),
        requires=(*BEFORE_DECISION, *HEARD), by=(c.BY_REVIEWER, c.REVIEWER_NOT_INVESTIGATOR, c.NOT_RECUSED),
        inputs=("passed",), makes=("legality_review",),
    ),
    ActRule(
        "panel.discuss", Text("集体讨论", "Collective discussion"), law("57(2)"),
        lambda s: s.facts.but(panel=penalty(s)),
        requires=(*BEFORE_DECISION, *HEARD), by=HEAD,
        checks=(c.PANEL_OF_HEADS, c.PANEL_WITHOUT_INVESTIGATORS, c.MEMBERS_NOT_RECUSED, *PENALTY_CHECKS),
        inputs=("members", "kinds", "amount"), makes=("panel_record",),
    ),
    ActRule(
        "decision.make", Text("作出处罚决定", "Decide"), law("57(1);59"), _decide,
        requires=(
            *BEFORE_DECISION, c.WITHIN_LIMIT, *HEARD, c.REVIEW_PASSED, c.CORRECTION_GIVEN, g.CORRECTION_FAILED, g.CAPABLE,
            g.MATTER_APPLIES,
        ),
        by=HEAD,
        checks=(
            *PENALTY_CHECKS, g.NOT_ABOVE_RANGE, g.NOT_BELOW_RANGE, steps.NOT_HEAVIER_THAN_NOTIFIED, g.MINOR_IS_SPARED,
            g.NEVER_FINED, c.PANEL_AGREES,
        ),
        inputs=("kinds", "amount", "ground", "factors", "departure"), starts=("service",),
        makes=("statement_record", "decision_approval", "decision"),
    ),
    ActRule(
        "decision.waive", Text("决定不予处罚", "Decide not to penalise"), law("33;57(1)"), _waive,
        requires=(*BEFORE_DECISION, c.WITHIN_LIMIT, c.CONCLUDED), by=HEAD, checks=sparing.SHOWN, inputs=sparing.INPUTS,
        starts=("service",), makes=("decision_approval", "no_penalty_decision", "education_record"),
    ),
    ActRule(
        "deadline.extend", Text("延长办案期限", "Extend the limit"), law("60"), _extend,
        requires=(c.FILED, *BEFORE_DECISION, c.WITHIN_LIMIT, c.EXTENDABLE), by=HEAD, checks=(c.SECOND_EXTENSION_DISCUSSED,),
        inputs=("discussed",), starts=("decision",), makes=("extension_approval",),
    ),
    ActRule(
        "case.suspend", Text("中止调查", "Suspend"), law("54(1)"), lambda s: s.facts.but(suspended=True),
        requires=(c.FILED, *BEFORE_DECISION), by=HEAD, makes=("suspension",),
    ),
    ActRule(
        "case.resume", Text("恢复调查", "Resume"), law("54(1)"), lambda s: s.facts.but(suspended=False),
        requires=(c.SUSPENDED,), by=HEAD, makes=("suspension",),
    ),
    ActRule(
        "case.terminate", Text("终止调查", "Terminate"), law("57(1)"),
        lambda s: s.facts.but(terminated=True, suspended=False, clocks=()),
        requires=(c.FILED, *PARTYS_TURN), by=HEAD, makes=("termination",),
    ),
)  # fmt: skip

PERFORMANCE = (
    ActRule(
        "document.serve", Text("送达文书", "Serve a document"), law("61"), _serve,
        requires=(*WORKING, c.SOMETHING_TO_SERVE), by=ANYBODY,
        checks=(c.SERVABLE, c.ANNOUNCED_LAST, c.RECEIVED_BY_NOW),
        inputs=("document", "way", "reason", "received_on", "witnesses", "filmed"),
        starts=("statement", "hearing_request", "payment", "announcement"), makes=("service_receipt", "service_announcement"),
    ),
    *steps.payment_rows(c.BANK_ONLY, (c.SERVED,), by=ANYBODY),
    *steps.closing_rows((c.ANNOUNCEMENT_OVER,), HEAD, ANYBODY),
)  # fmt: skip

ORDINARY = Procedure(
    name="ordinary",
    label=Text("普通程序", "ordinary procedure"),
    version="2021",
    since=date(2021, 7, 15),
    acts=(*FILING, *INVESTIGATION, *PARTY_RIGHTS, *DECISION, *PERFORMANCE),
)
