"""What no sealing or seizure may do, stated apart from its table."""

from __future__ import annotations

from datetime import date

from xuncheng.rules.procedure.beside.seizure.state import Seizure
from xuncheng.rules.procedure.invariants import Step, never, two_certified

NEXT = {
    "seizure.propose": {"": {"proposed"}},
    "seizure.approve": {"proposed": {"approved", "refused"}},
    "seizure.carry_out": {"approved": {"held"}},
    "seizure.start_urgent": {"": {"urgent"}},
    "seizure.ratify": {"urgent": {"held", "failed"}},
    "seizure.test": {"held": {"held"}},
    "seizure.test_end": {"held": {"held"}},
    "seizure.extend": {"held": {"held"}},
    "seizure.tell_extension": {"held": {"held"}},
    "seizure.approve_sale": {"held": {"held"}},
    "seizure.sell": {"held": {"held"}},
    "seizure.handle": {"held": {"settled"}},
    "seizure.lift": {"held": {"lifted"}, "urgent": {"lifted"}, "failed": {"lifted"}},
    "seizure.release": {"held": {"lifted"}, "urgent": {"lifted"}, "failed": {"lifted"}},
    "seizure.return": {"lifted": {"settled"}},
}
"""From which state each act leads to which."""
NEW = ("seizure.propose", "seizure.start_urgent")
BY_HEAD = (
    "seizure.approve", "seizure.ratify", "seizure.extend", "seizure.approve_sale", "seizure.handle", "seizure.lift",
)  # fmt: skip
BY_HANDLER = tuple(act for act in NEXT if act not in BY_HEAD)
TAKING = ("seizure.carry_out", "seizure.start_urgent")
GOING_ON = ("seizure.propose", "seizure.approve", *TAKING)
KEEPING = (
    "seizure.test", "seizure.extend", "seizure.tell_extension", "seizure.approve_sale", "seizure.sell",
)  # fmt: skip
HELD = {"urgent", "held", "failed", "lifted"}
TERM, DAY, TEST = "seizure", "seizure_ratification", "seizure_test"


def _one(step: Step, after: bool) -> Seizure | None:
    found = step.after.seizures if after else step.before.seizures
    if step.act in NEW:
        return found[-1] if after and found else None
    return next((one for one in found if one.key == step.given["seizure"]), None)


def _states(step: Step) -> tuple[str, str]:
    before, after = _one(step, False), _one(step, True)
    return (before.state if before else ""), (after.state if after else "")


def _goes_on(step: Step) -> bool:
    before, after = _states(step)
    added = len(step.after.seizures) - len(step.before.seizures)
    return after in NEXT[step.act].get(before, set()) and added == (step.act in NEW)


def _others_untouched(step: Step) -> bool:
    one = _one(step, True)
    key = one.key if one else 0
    left = [[other for other in facts.seizures if other.key != key] for facts in (step.before, step.after)]
    return left[0] == left[1]


def _over(step: Step, clock: str) -> bool:
    one = _one(step, False)
    due = one.due(clock) if one else None
    return due is None or bool(due < step.now)


def _confiscated(step: Step) -> bool:
    decided = step.before.decided
    return (
        step.given["outcome"] == "confiscated" and decided is not None and "confiscate_goods" in decided.kinds
    )


def _moved_term(step: Step) -> date | None:
    """The last day that the term has after the act, by what the act says."""
    before = _one(step, False)
    due = before.due(TERM) if before else None
    if due is None:
        return step.timer(TERM, step.now) if step.act in TAKING else None
    if step.act == "seizure.tell_extension":
        return step.timer(TERM, due)
    if step.act == "seizure.test":
        until: date = step.given["test_until"]
        return due + (until - step.now)
    told = before.due(TEST) if before else None
    if step.act == "seizure.test_end" and told is not None and told > step.now:
        return due - (told - step.now)
    return due


def _term(step: Step) -> bool:
    one = _one(step, True)
    kept = one is not None and one.state in {"urgent", "held"}
    return not kept or (one is not None and one.due(TERM) == _moved_term(step))


def _clocks(step: Step) -> bool:
    """Only what is kept has a term; an urgent measure its day; a test its time."""
    one, before = _one(step, True), _one(step, False)
    running = dict(one.clocks) if one else {}
    if step.act == "seizure.test":
        until: date = step.given["test_until"]
        return running.get(TEST) == until and until >= step.now
    tested = before is not None and before.due(TEST) is not None and step.act != "seizure.test_end"
    wanted = {"urgent": {TERM, DAY}, "held": {TERM, TEST} if tested else {TERM}}
    return set(running) == wanted.get(one.state if one else "", set())


def _extension(step: Step) -> bool:
    before, after = _one(step, False), _one(step, True)
    was, now = (before.extension if before else ""), (after.extension if after else "")
    if after is None or after.state not in {"held"}:
        return now == ""
    return now == {"seizure.extend": "decided", "seizure.tell_extension": "told"}.get(step.act, was)


def _was(step: Step, extension: str) -> bool:
    one = _one(step, False)
    return one is not None and one.extension == extension


def _sale(step: Step) -> bool:
    before, after = _one(step, False), _one(step, True)
    was, now = bool(before and before.sale), bool(after and after.sale)
    return now == (step.act == "seizure.approve_sale" or was) if after and after.state == "held" else not now


def _nothing_held(step: Step) -> bool:
    return not {one.state for one in step.before.seizures} & HELD


def _must_go(step: Step) -> bool:
    one = _one(step, False)
    return one is not None and (
        one.state in {"failed", "urgent"} or (one.state == "held" and _over(step, TERM))
    )


def _head(step: Step) -> bool:
    return "head" in step.who.roles and step.who.id not in step.before.investigators | step.before.recused


def _undecided(step: Step) -> bool:
    return step.before.decided is None and not step.before.unpunished and not step.before.terminated


SEIZURE_INVARIANTS = (
    never("I-38", "法律、法规授予方可查封、扣押", "only what the matter's law grants",
          lambda s: s.given["kind"] in s.before.seizable, *NEW),
    never("I-38a", "只涉及涉案财物", "only what belongs to the case", lambda s: s.given["related"] is True, *TAKING),
    never("I-38b", "不涉及生活必需品", "no daily necessities", lambda s: s.given["necessities"] is False, *TAKING),
    never("I-38c", "不重复查封", "nothing is sealed twice", lambda s: s.given["sealed_before"] is False, *TAKING),
    never("I-38d", "决定、终止、中止、结案后不再查封、扣押", "nothing is taken once the case is decided, over or at rest",
          lambda s: _undecided(s) and not (s.before.suspended or s.before.closed or s.before.declined), *GOING_ON),
    never("I-39", "按次序进行，先批准后实施", "step by step: approved before it is done", _goes_on, *NEXT),
    never("I-39a", "紧急的在二十四小时内补办批准", "an urgent one is approved within its day",
          lambda s: not _over(s, DAY), "seizure.ratify"),
    never("I-39b", "不批准的不再继续", "what the head refuses goes no further",
          lambda s: (_states(s)[1] in {"approved", "held"}) == s.given["approved"], "seizure.approve", "seizure.ratify"),
    never("I-39c", "紧急情况有说明", "why it was urgent is said", lambda s: bool(s.given["urgency"]), "seizure.start_urgent"),
    never("I-39d", "由负责人决定", "the head decides", _head, *BY_HEAD),
    never("I-39e", "由承办人员实施", "the officers in charge do the rest", lambda s: s.who.id in s.before.investigators, *BY_HANDLER),
    never("I-40", "两名持证且未回避的人员", "two certified officers, none recused",
          lambda s: two_certified(s.given["officers"]) and not {one.id for one in s.given["officers"]} & s.before.recused,
          *TAKING, "seizure.sell"),
    never("I-38e", "由本机关人员实施，不得委托", "by the agency's own officers, never delegated",
          lambda s: not any(one.own is False for one in s.given["officers"]), *TAKING),
    never("I-40a", "出示证件", "who show their certificates", lambda s: s.given["certificates_shown"], *TAKING),
    never("I-40b", "当事人或者见证人到场", "the party or a witness is there",
          lambda s: s.given["present"] in {"party", "witness"}, *TAKING),
    never("I-40c", "听取陈述和申辩", "the party is heard", lambda s: s.given["heard"], *TAKING),
    never("I-40d", "当场交付决定书和清单", "decision and list are handed over", lambda s: s.given["delivered"], *TAKING),
    never("I-41", "期限只因告知的延长和检测而变动", "the term moves only by what the party was told", _term, *NEXT),
    never("I-41a", "期满不得继续", "nothing goes on once the term is over", lambda s: not _over(s, TERM), *KEEPING),
    never("I-41b", "期满只可解除，决定没收的除外", "after the term only released, unless a decision confiscates",
          lambda s: not _over(s, TERM) or _confiscated(s), "seizure.handle"),
    never("I-41c", "延长书面告知", "the extension is told in writing", lambda s: s.given["delivered"], "seizure.tell_extension"),
    never("I-41d", "延长有理由", "an extension has its reason", lambda s: bool(s.given["reasons"]), "seizure.extend"),
    never("I-41e", "延长先决定后告知，如实记载", "an extension is decided, then told", _extension, *NEXT),
    never("I-41f", "案件已决定的不再延长、送检", "nothing is extended or tested once the case is decided", _undecided,
          "seizure.test", "seizure.extend", "seizure.tell_extension"),
    never("I-42", "只延长一次", "extended once", lambda s: _was(s, ""), "seizure.extend"),
    never("I-42a", "告知的是延长决定", "what is told was decided", lambda s: _was(s, "decided"), "seizure.tell_extension"),
    never("I-42b", "检测期间书面告知", "the time of a test is told in writing", lambda s: s.given["delivered"], "seizure.test"),
    never("I-42c", "各期限如实起算", "every period runs as it should", _clocks, *NEXT),
    never("I-42d", "检测一次一项", "one test at a time, and only what runs ends",
          lambda s: ((_one(s, False) or Seizure(key=0)).due(TEST) is None) == (s.act == "seizure.test"),
          "seizure.test", "seizure.test_end"),
    never("I-44", "未了结不结案", "no case ends while objects are held", _nothing_held, "case.close", "case.decline"),
    never("I-44a", "处理方式法定", "objects go one of the lawful ways",
          lambda s: s.given["outcome"] in {"confiscated", "destroyed", "transferred"}, "seizure.handle"),
    never("I-44b", "没收以处罚决定为依据", "confiscated by a decision only",
          lambda s: s.given["outcome"] != "confiscated" or _confiscated(s), "seizure.handle"),
    never("I-44c", "销毁有法律、行政法规依据", "destroyed as a law provides",
          lambda s: s.given["outcome"] != "destroyed" or bool(s.given["provision"]), "seizure.handle"),
    never("I-44d", "期限内由负责人解除", "before the term is over the head lifts it", _must_go, "seizure.release"),
    never("I-44e", "各次查封、扣押互不影响", "one measure leaves the others alone", _others_untouched, *NEXT),
    never("I-44f", "仅因本程序的行为变动", "only acts of this procedure change it", lambda s: s.same("seizures") or s.act in NEXT),
    never("I-45", "先行处置限于不易保管的物品", "only perishables are sold early", lambda s: s.given["perishable"], "seizure.approve_sale"),
    never("I-45a", "先行处置有价格凭据", "with evidence of the price", lambda s: bool(s.given["price_evidence"]), "seizure.approve_sale"),
    never("I-45b", "批准后方可变卖", "sold only once approved", lambda s: (_one(s, False) or Seizure(key=0)).sale, "seizure.sell"),
    never("I-45c", "先行处置如实记载", "the approval of a sale is noted, and by nothing else", _sale, *NEXT),
)  # fmt: skip
