"""What no case of the ordinary procedure may do (see `invariants`)."""

from __future__ import annotations

from datetime import date

from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.invariants import (
    EVIDENCE_ACTS,
    REOPENING,
    SETTLING,
    SHARED,
    Step,
    never,
    undecided,
)
from xuncheng.rules.procedure.invariants_done import RECORDED

HEAVY = {
    "confiscate_gains", "confiscate_goods", "suspend_licence", "downgrade", "revoke_licence", "restrict_business",
    "stop_business", "close_business", "bar_from_trade", "other",
}  # fmt: skip
PARTYS_OWN = {"statement.hear", "statement.submit", "statement.waive", "hearing.request", "hearing.waive"}


def _hearing_needed(f: Facts) -> bool:
    return f.notified is not None and (f.notified.amount > f.hearing_over or bool(f.notified.kinds & HEAVY))


def _heard(s: Step) -> bool:
    f = s.before
    return f.notice_served and (
        f.statement in {"rechecked", "waived"} or (f.statement == "" and s.over("statement"))
    )


def _hearing_done(s: Step) -> bool:
    f = s.before
    settled = f.hearing in {"reported", "waived"} or (f.hearing == "offered" and s.over("hearing_request"))
    return settled or not _hearing_needed(f)


def _reviewed(s: Step) -> bool:
    f = s.before
    return f.review == "passed" or not (f.grave or f.public_interest or f.heard)


def _periods_of_notice(s: Step) -> bool:
    """Service of the notice starts the time to speak, and, where a hearing is due, the time to ask for it."""
    f = s.after
    if s.before.notice_served or not f.notice_served:
        return True
    asked = f.due("hearing_request") is not None and f.hearing == "offered"
    return f.due("statement") is not None and (asked or not _hearing_needed(f))


def _only_after_service(s: Step) -> bool:
    f = s.after
    early = {"statement": f.notice_served, "hearing_request": f.notice_served, "payment": f.decision_served}
    return all(served or f.due(clock) is None for clock, served in early.items())


def _announced_in_full(s: Step) -> bool:
    """Periods of an announced document begin when the announcement ends."""
    if s.given["way"] != "announcement":
        return True
    begins = s.timer("announcement", s.now)
    ends = {clock: s.timer(clock, begins) for clock in ("statement", "hearing_request", "payment")}
    started = {clock: s.after.due(clock) for clock in ends if s.before.due(clock) is None}
    return all(day is None or day >= ends[clock] for clock, day in started.items())


def _announcement_runs(s: Step) -> bool:
    """An announced decision is served when its announcement ends."""
    announced = s.given["way"] == "announcement" and s.given["document"] != "prior_notice"
    return not announced or s.after.due("announcement") is not None


def _rights_anew(s: Step) -> bool:
    """A notice that replaces another leaves nothing standing that rested on the old one."""
    f = s.after
    fresh = (f.notice_served, f.statement, f.review, f.panel) == (False, "", "", None)
    return fresh and f.hearing == ("due" if _hearing_needed(f) else "") and _running(f) == []


def _running(f: Facts) -> list[str]:
    return [clock for clock in ("statement", "hearing_request", "hearing_day") if f.due(clock) is not None]


def _served_in_order(s: Step) -> bool:
    f = s.before
    if s.given["document"] == "prior_notice":
        return undecided(f) and f.notified is not None and not f.notice_served
    made = f.decided is not None if s.given["document"] == "decision" else f.unpunished
    return made and not f.decision_served


def _on_its_day(s: Step) -> bool:
    made = s.before.made_on
    return s.given["way"] == "announcement" or (made is not None and made <= s.given["received_on"] <= s.now)


def _notice_in_time(s: Step) -> bool:
    """Seven full working days lie between the notice and the day of the hearing, and it is not held before."""
    day: date = s.given["hearing_on"]
    return day > s.timer("hearing_notice", s.now) and s.after.due("hearing_day") == day


def _limit_moves_by_extension(s: Step) -> bool:
    before, after = s.before.due("decision"), s.after.due("decision")
    return before == after or after is None or s.act in REOPENING | {"case.file", "deadline.extend"}


def _extended(s: Step) -> bool:
    before, after = s.before.due("decision"), s.after.due("decision")
    if before is None or s.after.extensions != s.before.extensions + 1:
        return False
    name = "decision_extended_once" if s.before.extensions == 0 else "decision_extended_twice"
    return after == s.timer(name, before)


def _fit_replacement(s: Step) -> bool:
    new = s.given["replacement"]
    return new.certified and new.id not in s.before.investigators | s.before.recused | {s.before.presider}


def _panel(s: Step) -> bool:
    members = s.given["members"]
    return len({m.id for m in members}) > 1 and all("head" in m.roles for m in members)


ORDINARY_INVARIANTS = (
    *SHARED,
    *RECORDED,
    never("I-11", "回避人员不再办案", "a recused person does nothing more", lambda s: s.who.id not in s.before.recused),
    never("I-11a", "回避人员不参与取证", "nor takes part in evidence", lambda s: not {o.id for o in s.given["officers"]} & s.before.recused,
          *EVIDENCE_ACTS),
    never("I-11b", "回避人员不参加讨论", "nor in the discussion", lambda s: not {m.id for m in s.given["members"]} & s.before.recused,
          "panel.discuss"),
    never("I-11c", "回避后不再是承办人", "nor stays in charge",
          lambda s: s.same("investigators", "recused") or not s.after.investigators & s.after.recused),
    never("I-11d", "回避对象是承办人", "recusal is of an officer in charge", lambda s: s.given["officer"].id in s.before.investigators,
          "recusal.decide"),
    never("I-11e", "接替人员合格", "the replacement is certified and new to the case", _fit_replacement, "recusal.decide"),
    never("I-15", "告知并听取陈述后方可决定", "told and heard before the decision", lambda s: not s.decides or _heard(s)),
    never("I-15a", "陈述期限告知送达后起算", "service of the notice starts the party's periods", _periods_of_notice),
    never("I-15b", "重新告知的权利重新起算", "a new notice opens all rights anew", _rights_anew, "notice.give"),
    never("I-15d", "新的陈述使审核和讨论失效", "a statement voids the review and discussion before it",
          lambda s: s.after.review == "" and s.after.panel is None, "statement.hear", "statement.submit"),
    never("I-17", "应当听证的已落实", "a hearing that is due was settled", lambda s: not s.decides or _hearing_done(s)),
    never("I-17a", "听证应申请召集", "a hearing is convened on request", lambda s: s.before.hearing in {"requested", "convened"},
          "hearing.convene"),
    never("I-17b", "听证七个工作日前通知", "seven clear working days before the hearing", _notice_in_time, "hearing.convene"),
    never("I-17c", "听证按期举行", "held on the notified day, not before",
          lambda s: s.before.hearing == "convened" and (s.before.due("hearing_day") or date.max) <= s.now,
          "hearing.hold"),
    never("I-17d", "五个工作日内申请听证", "asked for within five working days",
          lambda s: s.before.hearing == "offered" and not s.over("hearing_request"), "hearing.request"),
    never("I-17e", "可放弃的听证", "only a hearing offered or asked for is waived",
          lambda s: s.before.hearing in {"offered", "requested", "convened"}, "hearing.waive"),
    never("I-17f", "举行过的听证留有记载", "a hearing held is remembered",
          lambda s: s.after.heard if s.act == "hearing.hold" and not s.given["absent"] else s.same("heard")),
    never("I-17g", "举行日期与通知一致", "held on the very day that the party was told",
          lambda s: s.before.due("hearing_day") == s.given["started_at"], "hearing.hold"),
    never("I-17i", "主持人即通知所指定", "whoever the notice names presides", lambda s: s.who.id == s.before.presider, "hearing.hold"),
    never("I-17j", "更换主持人由负责人在听证举行前另行指定", "the head lets another preside, before the hearing is held",
          lambda s: s.before.hearing == "convened" and "head" in s.who.roles and s.after.presider != s.before.presider,
          "hearing.designate"),
    never("I-17h", "听证报告由主持人在听证举行后作出", "whoever presided reports, once the hearing was held",
          lambda s: s.before.hearing == "held" and s.who.id == s.before.presider, "hearing.report"),
    never("I-18", "应当法制审核的已通过", "a legality review that is due was passed", lambda s: not s.decides or _reviewed(s)),
    never("I-18a", "听取陈述、听证后方可审核、讨论", "reviewed and discussed after the party was heard",
          lambda s: _heard(s) and _hearing_done(s), "legality.review", "panel.discuss"),
    never("I-18b", "审核人员审核", "a reviewer reviews", lambda s: "reviewer" in s.who.roles, "legality.review"),
    never("I-19", "审核人、主持人非调查人员", "reviewer and presider did not investigate",
          lambda s: s.who.id not in s.before.investigators, "legality.review", "hearing.hold"),
    never("I-19a", "不指定调查人员、回避人员主持听证", "nobody who investigated or was recused is named to preside",
          lambda s: s.given["presider"].id not in s.before.investigators | s.before.recused, "hearing.convene", "hearing.designate"),
    never("I-20", "调查人员不参加表决", "investigators do not vote",
          lambda s: not {m.id for m in s.given["members"]} & s.before.investigators,
          "panel.discuss"),
    never("I-21", "重大案件集体讨论且一致", "major cases are decided as discussed",
          lambda s: not (s.decides and s.after.grave) or s.before.panel == s.after.decided),
    never("I-21a", "两名以上负责人讨论", "at least two heads discuss", _panel, "panel.discuss"),
    never("I-22", "期限内决定、延期", "decided and extended within the limit", lambda s: not s.over("decision"),
          "decision.make", "decision.waive", "deadline.extend"),
    never("I-22a", "立案起算办案期限", "filing starts the limit", lambda s: s.after.due("decision") is not None, "case.file"),
    never("I-22b", "期限只因延期而变", "only an extension moves the limit", _limit_moves_by_extension),
    never("I-22c", "延期不超过两次，第二次经讨论", "two extensions at most, the second discussed",
          lambda s: s.before.extensions == 0 or (s.before.extensions == 1 and s.given["discussed"]), "deadline.extend"),
    never("I-22d", "延期计数，自原期限届满之日起延长", "extensions run from the end of the limit", _extended, "deadline.extend"),
    never("I-28a", "送达后期间方起算", "no period of the party runs before service", _only_after_service),
    never("I-28b", "送达已制作、未送达的文书", "only what was made and not yet served is served", _served_in_order, "document.serve"),
    never("I-28c", "送达日期在制作之后、今天以前", "served between making and today", _on_its_day, "document.serve"),
    never("I-28d", "决定后起算送达期限", "a decision starts the time to serve it",
          lambda s: not undecided(s.before) or undecided(s.after) or s.after.due("service") is not None),
    never("I-28e", "告知书、决定书注明制作日期", "when a notice or decision was made is known", lambda s: s.after.made_on == s.now,
          "notice.give", "decision.make", "decision.waive"),
    never("I-29", "公告送达记明原因", "announcement has its reason", lambda s: s.given["way"] != "announcement" or bool(s.given["reason"]),
          "document.serve"),
    never("I-29a", "公告期满后期间方起算", "periods begin when the announcement ends", _announced_in_full, "document.serve"),
    never("I-29b", "公告期满后方可结案", "not closed while the announcement runs",
          lambda s: (s.before.due("announcement") or date.min) < s.now, "case.close"),
    never("I-29c", "公告送达决定即起算公告期限", "announcing a decision starts the announcement", _announcement_runs, "document.serve"),
    never("I-31", "执法人员不收款", "officers take no money", lambda s: s.given["way"] != "on_the_spot", "fine.pay"),
    never("I-61b", "不得决定自己的案件", "nobody decides his own case, nor anybody but the head",
          lambda s: s.who.id not in s.before.investigators | s.before.recused and "head" in s.who.roles, "decision.make"),
    never("H-30", "中止期间只行使当事人权利", "while suspended only the party's rights are exercised",
          lambda s: not s.before.suspended or s.act in PARTYS_OWN | SETTLING | {"case.resume", "case.terminate"}),
    never("H-31", "中止后方可恢复", "only a suspended case is resumed", lambda s: s.before.suspended, "case.resume"),
    never("H-32", "调查终结有据", "an investigation ends on reviewed evidence and a record",
          lambda s: s.before.evidence and not s.before.pending and s.before.recorded, "investigation.conclude"),
    never("H-33", "终结后不再取证", "no evidence after the end of the investigation", lambda s: not s.before.concluded,
          *EVIDENCE_ACTS, "evidence.review", "investigation.conclude"),
    never("H-34", "承办人终结和告知", "the officers in charge conclude and notify", lambda s: s.who.id in s.before.investigators,
          "investigation.conclude", "notice.give"),
    never("H-35", "终结后方可告知、不罚", "notified or waived after the end of the investigation", lambda s: s.before.concluded,
          "notice.give", "decision.waive"),
    never("H-36", "立案后方可终结、终止、中止、延期", "concluded, terminated, suspended, extended after filing", lambda s: s.before.filed,
          "investigation.conclude", "case.terminate", "case.suspend", "deadline.extend"),
    never("H-37", "呈批后方可审批和取证", "approved and investigated after the proposal", lambda s: s.before.proposed,
          "case.file", "case.decline", "recusal.decide", *EVIDENCE_ACTS),
    never("H-38", "立案只作一次", "filed or declined once", lambda s: not s.before.filed, "case.file", "case.decline"),
    never("H-39", "处罚同时责令改正", "a penalty goes with an order to correct", lambda s: not s.decides or s.before.correction != ""),
    never("H-40", "告知后方可陈述", "a statement follows the notice", lambda s: s.before.notice_served,
          "statement.hear", "statement.submit", "statement.waive", "statement.recheck"),
    never("H-41", "决定后不再走决定前步骤", "after the decision nothing that comes before it", lambda s: undecided(s.before),
          "notice.give", "hearing.request", "hearing.convene", "hearing.designate", "hearing.hold", "hearing.report", "hearing.waive",
          "legality.review", "panel.discuss",
          "deadline.extend", "case.suspend", "investigation.conclude", "recusal.decide", "decision.make", "decision.waive"),
    never("H-42", "承办人员为两名持证人员", "two people stay in charge", lambda s: len(s.after.investigators) == 2, "recusal.decide"),
)  # fmt: skip
"""What the ordinary procedure keeps."""
