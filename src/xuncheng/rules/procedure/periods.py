"""The periods that run in a case, as a table, and the one function that computes their last day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xuncheng.rules.calendar import Calendar, Period, Roll, Unit, deadline
from xuncheng.rules.legal import Basis, RuleError, Text

APL = "行政处罚法"
ACL = "行政强制法"
TRF = "行政执法机关移送涉嫌犯罪案件的规定"


@dataclass(frozen=True, slots=True)
class Clock:
    """One kind of period: how long, whose, and on what basis.

    Its length is `amount` where a statute sets it, the locality's `figure` where none settles it, and neither
    where an act itself names its last day. `confirmed` is False for a figure whose rule was not read in a
    statute: a lawyer must confirm it in the locality. A period of the party rolls to the next working day
    when it ends on a rest day (by analogy with 民事诉讼法第八十五条); a limit on the agency does not. What is `optional` may be
    done within its period and need not be. A `quiet` period says from when on something may be done; it presses nobody.
    An `on_day` period ends with the one day on which something is done. A `bar` is no time that anybody has, nor a limit that
    anybody keeps: until its end something may not be done, and that is all.
    """

    name: str
    label: Text
    basis: tuple[Basis, ...]
    amount: int | None = None
    unit: Unit = Unit.CALENDAR_DAYS
    figure: str = ""
    confirmed: bool = True
    roll: Roll = Roll.NONE
    optional: bool = False
    quiet: bool = False
    on_day: bool = False
    bar: bool = False

    def reached(self, end: date, day: date) -> bool:
        """Whether something else may be done on that day, the period ending so: it is over, or its very day has come."""
        return end < day or (self.on_day and end == day)

    @property
    def of_party(self) -> bool:
        """Whether the party has this time, so that its lapse ends his waiting and breaks no limit."""
        return self.roll is Roll.FORWARD

    @property
    def just_ends(self) -> bool:
        """Whether nobody is late when it is over: the party had time to do something, and need not do it."""
        return self.optional or self.quiet or (self.of_party and self.name != "payment")


def _clocks(*clocks: Clock) -> dict[str, Clock]:
    return {clock.name: clock for clock in clocks}


PERIODS = _clocks(
    Clock("decision", Text("作出处罚决定", "Decision"), (Basis(APL, "60"),), figure="decision_days"),
    Clock(
        "decision_extended_once", Text("作出处罚决定（第一次延期）", "Decision (first extension)"), (Basis(APL, "60"),),
        figure="decision_first_extension_days", confirmed=False,
    ),
    Clock(
        "decision_extended_twice", Text("作出处罚决定（第二次延期）", "Decision (second extension)"), (Basis(APL, "60"),),
        figure="decision_second_extension_days", confirmed=False,
    ),
    Clock(
        "statement", Text("当事人陈述申辩", "Statement and defence"), (Basis(APL, "44"), Basis(APL, "45")),
        unit=Unit.WORKING_DAYS, figure="statement_days", confirmed=False, roll=Roll.FORWARD,
    ),
    Clock(
        "hearing_request", Text("当事人要求听证", "Request for a hearing"), (Basis(APL, "64()(1)"),),
        5, Unit.WORKING_DAYS, roll=Roll.FORWARD,
    ),
    Clock(
        "hearing_notice", Text("听证七个工作日前通知", "Notice seven working days before the hearing"),
        (Basis(APL, "64()(2)"),), 7, Unit.WORKING_DAYS,
    ),
    Clock("hearing_day", Text("举行听证", "Hearing"), (Basis(APL, "64()(2)"),), on_day=True),
    Clock("payment", Text("当事人缴纳罚款", "Payment of the fine"), (Basis(APL, "67(3)"),), 15, roll=Roll.FORWARD),
    Clock("announcement", Text("公告送达", "Service by announcement"), (Basis("民事诉讼法", "95"),), 30),
    Clock("service", Text("送达决定书", "Service of the decision"), (Basis(APL, "61(1)"),), 7, Unit.WORKING_DAYS),
    Clock(
        "publication", Text("公示处罚决定", "Publication of the decision"), (Basis(APL, "48(1)"),),
        unit=Unit.WORKING_DAYS, figure="publication_days", confirmed=False,
    ),
    Clock(
        "publication_withdrawal", Text("撤回公示信息", "Withdrawal of what was published"), (Basis(APL, "48(2)"), Basis(APL, "85")),
        3, Unit.WORKING_DAYS,
    ),
    Clock(
        "publication_order", Text("公示限期拆除决定", "Publication of the order to demolish"), (Basis("北京市城乡规划条例", "71(2)"),),
        unit=Unit.WORKING_DAYS, figure="publication_order_days",
    ),
    Clock(
        "publication_update", Text("更新公示信息", "Bringing what is shown up to date"),
        (Basis(APL, "48(2)"), Basis(APL, "85")), 3, Unit.WORKING_DAYS,
    ),
    Clock(
        "publication_order_update", Text("更新公示的限期拆除决定", "Bringing the order shown up to date"),
        (Basis(APL, "48(2)"), Basis(APL, "85")), 3, Unit.WORKING_DAYS,
    ),
    Clock(
        "publication_least", Text("最短公示期", "Shortest time of being shown"), (Basis(APL, "48(1)"),),
        unit=Unit.MONTHS, figure="publication_least_months", confirmed=False, quiet=True, bar=True,
    ),
    Clock(
        "publication_most", Text("最长公示期", "Longest time of being shown"), (Basis(APL, "48(1)"),),
        unit=Unit.MONTHS, figure="publication_most_months", confirmed=False,
    ),
    Clock(
        "publication_least_grave", Text("最短公示期（重大案件）", "Shortest time of being shown (grave case)"), (Basis(APL, "48(1)"),),
        unit=Unit.MONTHS, figure="publication_least_grave_months", confirmed=False,
    ),
    Clock(
        "publication_most_grave", Text("最长公示期（重大案件）", "Longest time of being shown (grave case)"), (Basis(APL, "48(1)"),),
        unit=Unit.MONTHS, figure="publication_most_grave_months", confirmed=False,
    ),
    Clock(
        "lodging", Text("当场处罚决定备案", "Lodging of the on-the-spot decision"), (Basis(APL, "52(3)"),),
        figure="lodging_days", confirmed=False,
    ),
    Clock("handing_in", Text("上缴当场收缴的罚款", "Handing in money taken on the spot"), (Basis(APL, "71"),), 2, Unit.WORKING_DAYS),
    Clock("depositing", Text("当场收缴的罚款缴付银行", "Paying it into the bank"), (Basis(APL, "71"),), 2, Unit.WORKING_DAYS),
    Clock(
        "preservation", Text("处理登记保存的物品", "Decision on preserved items"), (Basis(APL, "56"), Basis(APL, "85")),
        7, Unit.WORKING_DAYS,
    ),
    Clock("seizure", Text("查封、扣押期限", "Term of a sealing or seizure"), (Basis("行政强制法", "25(1)"),), 30),
    Clock(
        "seizure_ratification", Text("补办查封、扣押批准（24小时内）", "Approval of an urgent measure (24 hours)"),
        (Basis("行政强制法", "19"),), figure="seizure_ratification_days",
    ),
    Clock("seizure_test", Text("检测、检验、检疫、技术鉴定期间", "Time of a test"), (Basis("行政强制法", "25(3)"),)),
    Clock(
        "transfer_decision", Text("决定是否移送涉嫌犯罪案件", "Decision on a transfer to the police"), (Basis(TRF, "5(2)"),),
        figure="transfer_days", confirmed=False,
    ),
    Clock(
        "transfer_sending", Text("向公安机关移送（批准后24小时内）", "Sending to the police (24 hours)"), (Basis(TRF, "5(2)"),),
        figure="transfer_sending_days",
    ),
    Clock(
        "police_answer", Text("公安机关决定是否立案", "Answer of the police"), (Basis(TRF, "8(1)"),),
        figure="transfer_days", confirmed=False,
    ),
    Clock(
        "police_review", Text("提请公安机关复议", "Asking the police for a review"), (Basis(TRF, "9(1)"),),
        figure="transfer_days", confirmed=False, optional=True,
    ),
    Clock(
        "police_reanswer", Text("公安机关复议决定", "The police's decision on the review"), (Basis(TRF, "9(2)"),),
        figure="transfer_days", confirmed=False,
    ),
    Clock(
        "transfer_goods", Text("移交涉案物品和材料", "Handing goods and papers to the police"), (Basis(TRF, "12"),),
        figure="transfer_days", confirmed=False,
    ),
    Clock(
        "monitoring_review", Text("审核监控记录", "Review of a monitoring record"), (Basis(APL, "41(2)"),),
        figure="monitoring_review_days", confirmed=False,
    ),
    Clock(
        "monitoring_telling", Text("告知监控记录的违法事实", "Telling the party of a recorded violation"), (Basis(APL, "41(3)"),),
        figure="monitoring_telling_days", confirmed=False,
    ),
    Clock(
        "monitoring_response", Text("当事人就监控记录陈述申辩", "The party's answer to a recorded violation"), (Basis(APL, "41(3)"),),
        figure="monitoring_response_days", confirmed=False, roll=Roll.FORWARD,
    ),
    Clock("reconsideration", Text("当事人申请行政复议", "Reconsideration"), (Basis("行政复议法", "20"),), 60, roll=Roll.FORWARD),
    Clock(
        "litigation", Text("当事人提起行政诉讼", "Suit"), (Basis("行政诉讼法", "46"),), 6, Unit.MONTHS, roll=Roll.FORWARD, quiet=True,
    ),
    Clock(
        "litigation_after_reconsideration", Text("不服复议决定提起行政诉讼", "Suit after a reconsideration"),
        (Basis("行政诉讼法", "45"),), 15, roll=Roll.FORWARD, quiet=True,
    ),
    Clock(
        "court_reminder", Text("催告书送达满十个工作日", "Ten working days after the reminder"), (Basis(ACL, "54"), Basis(ACL, "69")),
        10, Unit.WORKING_DAYS, quiet=True,
    ),
    Clock(
        "court_application", Text("申请法院强制执行", "Application to the court for execution"), (Basis(ACL, "53"), Basis(APL, "72(2)")),
        3, Unit.MONTHS,
    ),
    Clock(
        "court_acceptance", Text("法院受理强制执行申请", "The court takes up the application"), (Basis(ACL, "56(1)"), Basis(ACL, "69")),
        5, Unit.WORKING_DAYS,
    ),
    Clock(
        "court_ruling", Text("法院作出强制执行裁定", "The court's ruling on execution"), (Basis(ACL, "57"), Basis(ACL, "69")),
        7, Unit.WORKING_DAYS,
    ),
    Clock(
        "court_review", Text("向上一级法院申请复议", "Asking the superior court"), (Basis(ACL, "56(2)"), Basis(ACL, "58(3)")),
        15, optional=True,
    ),
    Clock(
        "execution_suspension", Text("中止执行满三年", "Three years of suspended execution"), (Basis(ACL, "39(2)"),),
        36, Unit.MONTHS, quiet=True,
    ),
    Clock(
        "forwarding", Text("转送行政复议申请", "Forwarding an application for reconsideration"),
        (Basis("行政复议法", "32"), Basis("行政复议法", "88")), 5, Unit.WORKING_DAYS,
    ),
    Clock(
        "reply", Text("行政复议答复", "Answer in a reconsideration"), (Basis("行政复议法", "48"), Basis("行政复议法", "88")),
        10, Unit.WORKING_DAYS,
    ),
    Clock(
        "reply_simple", Text("行政复议答复（简易程序）", "Answer in a simple reconsideration"),
        (Basis("行政复议法", "54"), Basis("行政复议法", "88")), 5, Unit.WORKING_DAYS,
    ),
    Clock("court_reply", Text("行政应诉答辩和举证", "Answer and evidence to the court"), (Basis("行政诉讼法", "67"),), 15),
    Clock(
        "duty_reconsideration", Text("对限期拆除决定申请行政复议", "Reconsideration of the order"), (Basis("行政复议法", "20"),),
        60, roll=Roll.FORWARD,
    ),
    Clock(
        "duty_litigation", Text("对限期拆除决定提起行政诉讼", "Suit against the order to demolish"), (Basis("行政诉讼法", "46"),),
        6, Unit.MONTHS, roll=Roll.FORWARD,
    ),
    Clock("self_demolition", Text("当事人自行拆除", "Demolition by the party"), (Basis("行政强制法", "44"),)),
    Clock(
        "unknown_owner_notice", Text("所有人不明的拆除公告", "Notice to an unknown owner"),
        (Basis("北京市市容环境卫生条例", "27(3)"),),
        figure="unknown_owner_notice_days",
    ),
    Clock("reminder", Text("催告履行", "Reminder to perform"), (Basis("行政强制法", "35"),)),
    Clock(
        "enforcement_day", Text("强制执行之日为工作日", "A working day for enforcement"), (Basis("行政强制法", "43(1)"),),
        1, Unit.WORKING_DAYS,
    ),
    Clock("enforcement_on", Text("强制执行日期", "Day of enforcement"), (Basis("行政强制法", "37(2)(3)"),)),
    Clock(
        "behalf_notice", Text("代履行三日前催告", "Reminder three days before a performance on behalf"),
        (Basis("行政强制法", "51(1)(2)"), Basis("行政强制法", "69")), 3, Unit.WORKING_DAYS,
    ),
    Clock(
        "behalf_telling", Text("立即代履行后通知当事人", "Telling the party of what was cleared at once"), (Basis("行政强制法", "52"),),
        unit=Unit.WORKING_DAYS, figure="behalf_telling_days", confirmed=False,
    ),
    Clock(
        "behalf_payment", Text("当事人缴纳代履行费用", "Payment of the cost of a performance on behalf"), (Basis("行政强制法", "51(2)"),),
    ),
    Clock("correction", Text("当事人改正违法行为", "Correction of the violation"), (Basis(APL, "28(1)"),)),
)  # fmt: skip
"""Every period by its name.

`hearing_notice` is asked for, but never runs: the hearing lies after its last day, so that seven full working
days lie between notice and hearing, and `hearing_day` ends on its very day. Nor do `publication_least_grave` and `publication_most`
of both kinds: between the least and the most lies the end of what is shown; the least runs as `publication_least`, of a grave case
until its later day. `correction` and `hearing_day` end on the day that an act names.
"""


def last_day(name: str, start: date, calendar: Calendar, figure: Callable[[str], Decimal]) -> date:
    """Last day of the named period that starts on the given day (行政处罚法第八十五条; the day itself is not counted).

    Raises `RuleError` (`period_named_by_act`) for a period whose last day an act names, `CalendarUnknown`
    where the calendar does not know the year that the period runs into.
    """
    clock = PERIODS[name]
    amount = int(figure(clock.figure)) if clock.figure else clock.amount
    if amount is None:
        raise RuleError(
            "period_named_by_act",
            Text(
                f"“{clock.label}”的期限由行为本身指定", f"An act itself names the end of “{clock.label.en}”"
            ),
        )
    return deadline(start, Period(amount, clock.unit), calendar, clock.roll)
