"""What no registration in advance may do, stated apart from its table."""

from __future__ import annotations

from xuncheng.rules.procedure.beside.preservation.state import Preservation
from xuncheng.rules.procedure.beside.several import one_of
from xuncheng.rules.procedure.invariants import Step, never, two_certified

ACTS = (
    "preservation.propose", "preservation.approve", "evidence.preserve", "preservation.dispose", "preservation.release",
)  # fmt: skip
_NEXT = {
    "preservation.approve": {"proposed": {"approved", "refused"}},
    "evidence.preserve": {"approved": {"held"}},
    "preservation.dispose": {"held": {"settled"}},
    "preservation.release": {"held": {"settled"}},
}


def _states(step: Step) -> tuple[str, str]:
    """The state of the one that the act is about, before and after it; "" for one that is not there."""
    before, after = (
        one_of(facts.preservations, step.given["preservation"]) for facts in (step.before, step.after)
    )
    return (before.state if before else ""), (after.state if after else "")


def _others_untouched(step: Step) -> bool:
    before, after = step.before.preservations, step.after.preservations
    if step.act == "preservation.propose":
        return after == (*before, Preservation(key=len(before) + 1))
    chosen = step.given["preservation"]
    return [one for one in before if one.key != chosen] == [one for one in after if one.key != chosen]


def _goes_on(step: Step) -> bool:
    before, after = _states(step)
    return after in _NEXT[step.act].get(before, set())


def _held_in_time(step: Step) -> bool:
    """Whatever is held has a last day."""
    return all(one.due("preservation") is not None for one in step.after.preservations if one.state == "held")


def _not_lapsed(step: Step) -> bool:
    before = one_of(step.before.preservations, step.given["preservation"])
    due = before.due("preservation") if before else None
    return due is not None and due >= step.now


def _by_decision(step: Step) -> bool:
    decided = step.before.decided
    return step.given["outcome"] != "confiscated" or (
        decided is not None and "confiscate_goods" in decided.kinds
    )


def _nothing_held(step: Step) -> bool:
    return "held" not in {one.state for one in step.before.preservations}


def _by_head(step: Step) -> bool:
    return "head" in step.who.roles and step.who.id not in step.before.investigators | step.before.recused


PRESERVATION_INVARIANTS = (
    never("I-10", "登记保存以负责人事先批准为前提，按次序进行", "preserved only once approved, step by step", _goes_on, *_NEXT),
    never("I-10a", "由负责人批准和处理", "the head approves and decides", _by_head, "preservation.approve", "preservation.dispose"),
    never("I-10b", "保存即起算七个工作日", "whatever is held has its seven working days", _held_in_time),
    never("I-10c", "逾期只可解除", "after seven working days only released", _not_lapsed, "preservation.dispose"),
    never("I-10d", "没收以处罚决定为依据", "confiscated by a decision only", _by_decision, "preservation.dispose"),
    never("I-10e", "未处理完毕不结案", "no case ends while items are held", _nothing_held, "case.close", "case.decline"),
    never("I-10f", "两名持证人员出示证件并交付清单", "two certified officers show it and hand over the list",
          lambda s: two_certified(s.given["officers"]) and s.given["certificates_shown"] and s.given["delivered"], "evidence.preserve"),
    never("I-10g", "由承办人员呈批、实施和解除", "officers in charge propose, preserve and release",
          lambda s: s.who.id in s.before.investigators, "preservation.propose", "evidence.preserve", "preservation.release"),
    never("I-10h", "各次登记保存互不影响", "one preservation leaves the others alone", _others_untouched, *ACTS),
    never("I-10i", "仅因本程序的行为变动", "only acts of this procedure change it",
          lambda s: s.same("preservations") or s.act in ACTS),
    never("I-10j", "决定后不再登记保存", "nothing is preserved once decided",
          lambda s: s.before.decided is None and not s.before.unpunished and not s.before.terminated,
          "preservation.propose", "preservation.approve", "evidence.preserve"),
    never("I-10k", "已回避人员不得参与", "no recused officer takes part",
          lambda s: not {one.id for one in s.given["officers"]} & s.before.recused, "evidence.preserve"),
    never("I-10l", "处理方式法定", "the items go one of the lawful ways",
          lambda s: s.given["outcome"] in {"returned", "tested", "confiscated", "released"}, "preservation.dispose"),
)  # fmt: skip
