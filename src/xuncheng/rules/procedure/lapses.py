"""What happens when a period lapses: a sentence for whoever looks at it beforehand."""

from __future__ import annotations

from collections.abc import Mapping

from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.periods import PERIODS

_NO_DECISION = Text(
    "逾期不得再作出处罚决定，只能终止", "no penalty may be decided any more; the case can only be terminated"
)

_NO_ANSWER = Text(
    "逾期不答复、不举证的，视为没有证据，决定将被撤销",
    "without an answer the decision counts as unproved and is revoked",
)

LAPSES: Mapping[str, Text] = {
    "decision": _NO_DECISION,
    "decision_extended_once": _NO_DECISION,
    "decision_extended_twice": _NO_DECISION,
    "statement": Text("视为未提出陈述申辩，案件继续", "no statement came; the case goes on"),
    "hearing_request": Text("视为放弃听证，案件继续", "no hearing was asked for; the case goes on"),
    "hearing_day": Text(
        "当日未举行的，应当重新通知当事人", "where it was not held that day, the party is told of another"
    ),
    "payment": Text(
        "自次日起每日按罚款数额的百分之三加处罚款", "from the next day 3 % of the fine is added a day"
    ),
    "announcement": Text("视为送达，期限起算", "the document counts as served; its periods begin"),
    "service": Text("送达超期，应当立即送达并说明原因", "service is late: serve it at once and say why"),
    "publication": Text(
        "公示超期，未公示也未决定不予公示的不得结案",
        "publication is late; the case cannot be closed without it or a decision against it",
    ),
    "publication_withdrawal": Text(
        "撤回超期，应当立即撤回并公开说明理由",
        "withdrawal is late: withdraw it at once and explain it in public",
    ),
    "publication_order": Text(
        "公示超期，未公示也未决定不予公示的不得结案",
        "publication is late; the case cannot be closed without it or a decision against it",
    ),
    "publication_update": Text(
        "更新超期，应当立即更新公示信息",
        "it is late: bring what is shown up to date at once",
    ),
    "publication_order_update": Text(
        "更新超期，应当立即更新公示信息",
        "it is late: bring what is shown up to date at once",
    ),
    "publication_least": Text(
        "当事人已全部履行并改正的，可以提前终止公示",
        "where the party performed and corrected everything, its showing may end early",
    ),
    "lodging": Text("备案超期，不备案不得结案", "lodging is late; the case cannot be closed without it"),
    "handing_in": Text(
        "当场收缴的罚款逾期未上缴，应当追责", "money taken on the spot is overdue; somebody answers for it"
    ),
    "depositing": Text(
        "罚款逾期未缴付银行，应当追责", "the money is overdue at the bank; somebody answers for it"
    ),
    "preservation": Text("措施失效，只能解除并返还", "the measure lapses; the items can only be released"),
    "seizure": Text(
        "期满不得继续查封、扣押，应当立即解除并退还",
        "the objects may not be kept: release and return them at once",
    ),
    "seizure_ratification": Text(
        "二十四小时内未获批准的，应当立即解除", "not approved within 24 hours: the measure is lifted at once"
    ),
    "seizure_test": Text(
        "检测期间届满，此后的时间计入查封、扣押期限",
        "from now on the time counts towards the term of the measure",
    ),
    "transfer_sending": Text("移送超期，移送时应当写明原因", "late: the letter of transfer says why"),
    "police_answer": Text("公安机关逾期未答复，应当催告", "the police have not answered: remind them"),
    "police_reanswer": Text("公安机关逾期未答复，应当催告", "the police have not answered: remind them"),
    "police_review": Text(
        "不得再提请复议，案件继续", "no review can be asked for any more; the case goes on"
    ),
    "behalf_telling": Text(
        "立即代履行后应当立即通知当事人，超期应当补办并说明原因",
        "tell the party at once and say why it is late",
    ),
    "behalf_payment": Text(
        "逾期不缴纳的，可以催告并申请人民法院强制执行",
        "the court may be asked to enforce it, after a reminder",
    ),
    "reply": _NO_ANSWER,
    "reply_simple": _NO_ANSWER,
    "court_reply": _NO_ANSWER,
    "court_application": Text("不得再申请法院强制执行", "the court can no longer be asked to execute it"),
    "court_acceptance": Text("法院逾期未答复，应当催问", "the court has not answered: ask"),
    "court_ruling": Text("法院逾期未裁定，应当催问", "the court has not ruled: ask"),
    "court_review": Text("不得再向上一级法院申请复议", "the superior court can no longer be asked"),
    "correction": Text(
        "应当复查；逾期不改正的依法处罚", "a re-check is due; what was not corrected is penalised"
    ),
}
"""By the name of the period."""

_PARTY = Text("当事人的期限届满，案件继续", "the party's time is over; the case goes on")
_AGENCY = Text("超期，应当立即办理并说明原因", "overdue: do it at once and say why")


def lapse_of(clock: str) -> Text:
    """What happens when the named period lapses."""
    return LAPSES.get(clock) or (_PARTY if PERIODS[clock].just_ends else _AGENCY)
