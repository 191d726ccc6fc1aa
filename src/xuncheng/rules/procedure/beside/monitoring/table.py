"""The table of monitoring records: taken from a lawful device, reviewed before use, and told to the party."""

from __future__ import annotations

from datetime import date

from xuncheng.rules.legal import Text
from xuncheng.rules.procedure import conditions as c
from xuncheng.rules.procedure import guards as g
from xuncheng.rules.procedure.beside.monitoring.state import Monitoring
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.guards import entered, fact, law
from xuncheng.rules.procedure.model import ActRule, Guard, Procedure, Situation
from xuncheng.rules.procedure.steps import day_of

REVIEW, TELLING, RESPONSE = "monitoring_review", "monitoring_telling", "monitoring_response"
QUALITIES = ("genuine", "clear", "complete", "accurate")
"""What a record must be (第四十一条第二款)."""


def monitoring_of(facts: Facts) -> Monitoring:
    """The monitoring records of the case; as if nothing waited where there are none."""
    return facts.monitorings[-1] if facts.monitorings else Monitoring()


STILL_COLLECTING = fact(
    "monitoring_too_late", lambda f: not f.concluded and f.notified is None,
    Text("调查已终结或者已告知当事人，不再采用新的监控记录",
         "The investigation is concluded, or the party was told what is proposed"), law("41(3)"),
)  # fmt: skip
NONE_UNREVIEWED = fact(
    "record_unreviewed", lambda f: not monitoring_of(f).unreviewed,
    Text("监控记录未经审核，不得作为证据，也不得告知当事人",
         "A monitoring record was not reviewed: it is no evidence, and no notice rests on it"),
    law("41(2)"), Text("监控记录审核", "review of the monitoring record"),
)  # fmt: skip
ONE_UNREVIEWED = fact(
    "no_record_to_review", lambda f: monitoring_of(f).unreviewed,
    Text("没有待审核的监控记录", "No monitoring record waits for its review"), law("41(2)"), Text("监控记录", "a monitoring record"),
)  # fmt: skip
UNTOLD = fact(
    "nothing_to_tell", lambda f: monitoring_of(f).untold,
    Text("没有待告知当事人的监控记录", "There is no monitoring record of which the party must be told"), law("41(3)"),
    Text("审核通过的监控记录", "a monitoring record that passed its review"),
)  # fmt: skip
TOLD = fact(
    "violation_untold", lambda f: not monitoring_of(f).untold,
    Text("尚未将监控记录的违法事实告知当事人，并为其查询、陈述和申辩提供便利",
         "The party was not told of the violation that was recorded, nor how to look it up, speak and defend himself"),
    law("41(3)"), Text("违法行为告知书", "a notice of the violation"),
)  # fmt: skip


def _recorded_on(s: Situation) -> date:
    return day_of(s.given["recorded_at"])


DEVICE_LAWFUL = Guard(
    "device_unlawful", lambda s: s.given["device"] is not None and s.given["device"].usable_on(_recorded_on(s)),
    Text("记录之日设备未经法制和技术审核、标志不明显、地点未公布或者已停用的，其记录不得作为证据",
         "On the day of the record the device was not reviewed, marked and published, or was withdrawn"), law("41(1)"),
)  # fmt: skip
RECORDED_BY_NOW = Guard(
    "recorded_in_future", lambda s: _recorded_on(s) <= s.now,
    Text("记录时间不得晚于现在", "It cannot have been recorded later than now"), law("41(2)"),
)  # fmt: skip
BY_RECORD_REVIEWER = Guard(
    "not_a_record_reviewer", lambda s: "reviewer" in s.who.roles and s.who.id not in s.facts.investigators,
    Text("监控记录由不承办本案的审核人员审核", "A reviewer who does not handle the case reviews monitoring records"), law("41(2)"),
)  # fmt: skip
EASY_TO_LOOK_UP = entered(
    "no_way_to_look_up", "lookup", bool,
    Text("应当告知当事人查询违法记录的途径", "The party is told how to look the record up"), law("41(3)"),
)  # fmt: skip


def _put(facts: Facts, state: Monitoring) -> Facts:
    return facts.but(monitorings=(state,))


def _take(s: Situation) -> Facts:
    state = monitoring_of(s.facts).but(unreviewed=True).start(REVIEW, s.timer(REVIEW, s.now))
    return _put(s.facts, state)


def _review(s: Situation) -> Facts:
    """A record that passes is evidence, as an inspection or interview record is; one that fails proves nothing."""
    state = monitoring_of(s.facts).but(unreviewed=False).stop(REVIEW)
    if not all(s.given[quality] for quality in QUALITIES):
        return _put(s.facts, state)
    passed = state.but(untold=True).start(TELLING, s.timer(TELLING, s.now))
    return _put(s.facts.but(evidence=True, recorded=True), passed)


def _tell(s: Situation) -> Facts:
    state = monitoring_of(s.facts).but(untold=False).stop(TELLING)
    return _put(s.facts, state.start(RESPONSE, s.timer(RESPONSE, s.now)))


GOING_ON = (g.OPEN, g.NOT_TERMINATED, c.NOT_SUSPENDED)

MONITORING = Procedure(
    name="monitoring",
    label=Text("非现场取证", "evidence by monitoring"),
    version="2021",
    since=date(2021, 7, 15),
    beside=frozenset({"ordinary", "simple"}),
    conditions={
        "investigation.conclude": (NONE_UNREVIEWED,), "notice.give": (TOLD,), "rights.tell": (NONE_UNREVIEWED, TOLD),
        "case.educate": (NONE_UNREVIEWED,),
    },
    acts=(
        ActRule(
            "record.take", Text("采用监控记录", "Take a monitoring record"), law("41(1)"), _take,
            requires=(*GOING_ON, g.UNDECIDED, STILL_COLLECTING, NONE_UNREVIEWED), by=(g.BY_INVESTIGATOR,),
            checks=(DEVICE_LAWFUL, RECORDED_BY_NOW), inputs=("device", "recorded_at"), starts=(REVIEW,),
        ),
        ActRule(
            "record.review", Text("审核监控记录", "Review a monitoring record"), law("41(2)"), _review,
            requires=(*GOING_ON, ONE_UNREVIEWED), by=(BY_RECORD_REVIEWER, c.NOT_RECUSED), inputs=QUALITIES, starts=(TELLING,),
            makes=("record_review",),
        ),
        ActRule(
            "violation.tell", Text("告知监控记录的违法事实", "Tell the party of the recorded violation"), law("41(3)"), _tell,
            requires=(*GOING_ON, g.UNDECIDED, UNTOLD), by=(g.BY_INVESTIGATOR,), checks=(EASY_TO_LOOK_UP,), inputs=("lookup",),
            starts=(RESPONSE,), makes=("violation_notice",),
        ),
    ),
)  # fmt: skip
