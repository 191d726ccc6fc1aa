"""The rulebook on penalty cases: what no case may do, line by line, with its legal basis.

The invariants of the tables are numbered by these lines: `I-15`, and `I-15a` where a line says several things.
A line that the tables prove names the tables; one that is kept elsewhere says where. Lines on the
appraisal of grid work are listed as what they are: no act of the two procedures does what
they speak of.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_lowercase

from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure.guards import law
from xuncheng.rules.procedure.invariants import Invariant

BOTH = ("simple", "ordinary")
ORDINARY = ("ordinary",)
SIMPLE = ("simple",)
MONITORING = ("ordinary + monitoring", "simple + monitoring")
PRESERVATION = ("ordinary + preservation",)
TRANSFER = ("ordinary + transfer", "simple + transfer")
REMEDY = ("ordinary + remedy", "simple + remedy_on_the_spot")
SEIZURE = ("ordinary + seizure",)
DEMOLITION = ("ordinary + demolition",)
DISCRETION = ("ordinary + discretion", "simple + discretion_on_the_spot")
EXECUTION = ("ordinary + execution", "simple + execution")
BEHALF = ("ordinary + behalf",)
SERVICE = ("ordinary + service",)
PUBLICATION = ("ordinary + publication",)
NO_ACT = Text("两个程序中没有此类行为", "no act of the two procedures does this")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the rulebook; `says` completes “no case may …” (任何案件不得……).

    `tables` are those that prove it, alone or side by side (`together`); where there are none, `kept` says what else keeps it.
    """

    number: int
    says: Text
    basis: tuple[Basis, ...]
    tables: tuple[str, ...] = ()
    kept: Text | None = None

    @property
    def code(self) -> str:
        """How invariants name the line."""
        return f"I-{self.number}"

    def proved_by(self, invariants: Iterable[Invariant]) -> list[str]:
        """The codes of those invariants that state it, in their order."""
        return sorted(one.code for one in invariants if line_of(one) == self.code)


def line_of(invariant: Invariant) -> str:
    """The line that the invariant is numbered by; “H” and other letters are of no line."""
    return invariant.code.rstrip(ascii_lowercase)


RULEBOOK = (
    Line(1, Text("无管辖权而立案", "be filed without jurisdiction"), law("17;22;23;24;25"), BOTH),
    Line(2, Text("超过追责时效而立案、处罚", "be filed or penalised when time-barred"), law("36"), BOTH),
    Line(3, Text("对同一违法行为重复立案", "be filed a second time"), law("25(1)"), BOTH),
    Line(4, Text("对同一违法行为再次罚款", "carry a second fine for one act"), law("29"), BOTH),
    Line(5, Text("处罚无责任能力或者应当不予处罚的人", "penalise whom the law spares"), law("30;31;33"), BOTH),
    Line(6, Text("对未成年人不予从轻、减轻", "penalise a minor at the ordinary tier"), law("30"), BOTH),
    Line(7, Text("以不足两名持证人员或者未出示证件取得的证据定案", "hold evidence got by fewer than two certified officers"),
         law("42;55"), BOTH),
    Line(8, Text("使用未经审核的监控记录", "use a monitoring record of an unreviewed device"), law("41"), (*BOTH, *MONITORING)),
    Line(9, Text("使用未经查证属实或者非法取得的证据", "use evidence unverified or unlawfully got"), law("46"), BOTH),
    Line(10, Text("先行登记保存超过七个工作日未处理", "hold evidence registered in advance beyond seven working days"), law("56;85"),
         PRESERVATION),
    Line(11, Text("由已回避的人员办理", "be handled by a recused person"), law("43"), ORDINARY),
    Line(12, Text("超出范围适用简易程序", "use the simple procedure beyond its limits"), law("51"), SIMPLE),
    Line(13, Text("当场处罚未备案而结案", "end on the spot without being lodged"), law("52(3)"), SIMPLE),
    Line(14, Text("当场罚款决定未告知复议前置", "fine on the spot without naming reconsideration as the first remedy"),
         (Basis("行政复议法", "23"),), kept=Text("当场处罚决定书的固定文字", "the fixed text of the on-the-spot decision")),
    Line(15, Text("未告知、未听取陈述申辩而决定", "be decided before the party was told and heard"), law("44;45;62"), BOTH),
    Line(16, Text("重于告知内容或者因申辩加重处罚", "be decided more heavily than notified, or for a defence"), law("44;45(2)"), BOTH),
    Line(17, Text("应当听证而未落实听证权利", "be decided while the right to a hearing is open"), law("63;64;65"), ORDINARY),
    Line(18, Text("应当法制审核而未审核通过", "be decided without the legality review that is due"), law("58"), ORDINARY),
    Line(19, Text("由调查人员审核或者主持听证", "be reviewed or presided over by an investigator"), law("58;64()(4)"), ORDINARY),
    Line(20, Text("由非负责人或者调查人员参加集体讨论", "count the vote of an investigator"), law("57(2)"), ORDINARY),
    Line(21, Text("复杂、重大案件不经讨论或者不依结论而决定", "be decided, if major, otherwise than discussed"), law("57(2)"), ORDINARY),
    Line(22, Text("超过办案期限而决定", "be decided after the limit"), law("60"), ORDINARY),
    Line(23, Text("无减轻情形而低于法定下限", "carry a fine below the range without a ground"), law("30;31;32"), BOTH),
    Line(24, Text("高于法定上限或者没有法定依据", "carry a fine above the range, or a kind without basis"), law("16;34;38(1)"),
         (*BOTH, *DISCRETION)),
    Line(25, Text("应当先责令改正而径行处罚", "be penalised before an order to correct that comes first"), law("28(1)"), BOTH),
    Line(26, Text("引用不适用的事项版本", "cite a version of the matter that does not apply"), law("37"), BOTH),
    Line(27, Text("决定书缺少法定内容", "have a decision without its lawful contents"), law("59"),
         kept=Text("决定书的必填内容", "the required contents of the decision")),
    Line(28, Text("未送达而起算当事人的期间", "start a period of the party before service"), law("61"), BOTH),
    Line(29, Text("随意公告送达", "serve by announcement without need"), (Basis("民事诉讼法", "95"),), ORDINARY),
    Line(30, Text("未经同意电子送达", "serve electronically without consent"), law("61(2)"), SERVICE),
    Line(31, Text("执法人员违法收缴罚款", "let officers take money outside the law"), law("67;68;69;70"), BOTH),
    Line(32, Text("当场收缴的罚款逾期不上缴", "leave money with the officer or the agency"), law("71;85"), SIMPLE),
    Line(33, Text("未逾期而加处罚款", "accrue a late fee before the fine is overdue"), law("66;72;73"), (*BOTH, *EXECUTION)),
    Line(34, Text("加处罚款超出本金", "total a late fee above the fine"), (*law("72(1)(1)"), Basis("行政强制法", "45(2)")), BOTH),
    Line(35, Text("未经书面申请而批准延期、分期，或者各期合计不等于未缴款项",
                  "have a deferral without a written application, or one that does not add up"),
         law("66(2)"), EXECUTION),
    Line(36, Text("救济期限未满、未经催告或者逾期而申请法院强制执行",
                  "come before the court before remedies and reminder are over, or too late"),
         (*law("72(2)"), Basis("行政强制法", "53;54;55")), EXECUTION),
    Line(37, Text("有自行执行权而申请法院强制执行", "come before the court although the agency has power of its own"),
         (Basis("行政强制法", "13;34;53"),), EXECUTION),
    Line(38, Text("没有法律、法规授予或者委托他人查封、扣押，或者查封、扣押无关财物、生活必需品、已被查封的财物",
                  "seal or seize without a law that grants it, by a delegate, or what must not be taken"),
         (Basis("行政强制法", "10;17;22;23"),), SEIZURE),
    Line(39, Text("未经批准、未在二十四小时内补办批准而查封、扣押", "have a measure that was not approved, before it or within 24 hours"),
         (Basis("行政强制法", "18;19"),), SEIZURE),
    Line(40, Text("缺少当场交付的决定书、清单、现场笔录和到场人员", "have a measure without its papers and people on the spot"),
         (Basis("行政强制法", "18;24"),), SEIZURE),
    Line(41, Text("未告知延长而超过三十日继续查封、扣押", "keep objects beyond thirty days without an extension told in time"),
         (Basis("行政强制法", "25"),), SEIZURE),
    Line(42, Text("超过六十日继续查封、扣押，告知的检测期间除外", "keep objects beyond sixty days, the time of a test apart"),
         (Basis("行政强制法", "25"),), SEIZURE),
    Line(43, Text("向当事人收取保管、检测费用", "charge the party for keeping or testing"), (Basis("行政强制法", "25(3);26(3)"),),
         kept=Text("没有收取此类费用的行为，文书载明由行政机关承担", "no act takes such money, and the papers say who pays")),
    Line(44, Text("查封、扣押的物品未了结而结案", "be closed while an object is held"), (Basis("行政强制法", "27;28"),), SEIZURE),
    Line(45, Text("未经批准、没有价格凭据而先行处置", "have objects sold before the decision without ground, approval and price"),
         (Basis("行政强制法", "28(2)"),), SEIZURE),
    Line(46, Text("未经催告、未答复申辩而强制执行", "be enforced before the party was reminded and answered"),
         (Basis("行政强制法", "35;36;37"),), (*DEMOLITION, *BEHALF)),
    Line(47, Text("救济期限未满、未经公告和政府批准而强制拆除", "demolish by force before remedies are over"),
         (Basis("行政强制法", "44"), Basis("城乡规划法", "68")), DEMOLITION),
    Line(48, Text("夜间、节假日强制执行", "be enforced at night or on a holiday"),
         (Basis("行政强制法", "43(1)"),), (*DEMOLITION, *BEHALF)),
    Line(49, Text("停水停电停热停气迫使履行", "cut off water, power, heat or gas"), (Basis("行政强制法", "43(2)"),),
         (*DEMOLITION, *BEHALF)),
    Line(50, Text("违法代履行，或者多收其费用", "be performed on the party's behalf unlawfully, or charged above its cost"),
         (Basis("行政强制法", "50;51;52"),), BEHALF),
    Line(51, Text("涉嫌犯罪、移送未决时作出处理决定", "be decided or ended while a crime is suspected and its transfer open"),
         (*law("27;57(1)(4)"), Basis("行政执法机关移送涉嫌犯罪案件的规定", "5")), TRANSFER),
    Line(52, Text("未送达、未核对秘密和隐私、未定公示期限而公示", "be published before it is served and checked, or without an end"),
         law("48(1);50"), PUBLICATION),
    Line(53, Text("决定被变更、撤销、确认违法或者无效后逾三日仍公示", "stay published beyond three days after it was changed or fell"),
         law("48(2);85"), PUBLICATION),
    Line(54, Text("停止执行期间继续强制执行", "be enforced while execution is stopped"),
         (*law("73(1)"), Basis("行政复议法", "42"), Basis("行政诉讼法", "56")), (*REMEDY, *DEMOLITION, *BEHALF)),
    Line(55, Text("复议、诉讼期间自行收集证据", "gather evidence while a remedy is pending"),
         (Basis("行政复议法", "46"), Basis("行政诉讼法", "35")), REMEDY),
    Line(56, Text("撤销后以同一事实和理由作出相同的处罚", "be decided again in the same way after its decision was sent back"),
         (Basis("行政复议法", "64(2)"), Basis("行政诉讼法", "71")), REMEDY),
    Line(57, Text("未履行、未了结而结案", "be closed before it is performed and settled"), law("28;48;66;72"),
         (*BOTH, *REMEDY, *EXECUTION, *PUBLICATION)),
    Line(58, Text("未结案而归档，或者归档后变动", "be archived before it is closed, or change afterwards"), law("47"), BOTH),
    Line(60, Text("文书重号、跳号", "have two documents with one number, or a gap"), law("47"),
         kept=Text("文书编号由数据库保证唯一、连续", "numbers are unique and without gaps by the database")),
    Line(61, Text("由办案人员审批自己的案件", "be approved by whoever handles it"), law("57"), BOTH),
)  # fmt: skip
"""The lines that concern a penalty case between its filing and its archive."""

OTHERS: tuple[tuple[range, Text], ...] = (
    (range(59, 60), Text("罚没收入不得用于考核", "penalty income in appraisals")),
    (range(62, 65), Text("网格案件和绩效表", "grid cases and performance forms")),
)
"""Lines on what no act of the two procedures does."""
