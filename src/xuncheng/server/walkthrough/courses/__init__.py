"""The courses that `xuncheng walkthrough --all` goes: one row for each, in the order in which they are told."""

from __future__ import annotations

from xuncheng.rules.legal import Text
from xuncheng.server.walkthrough.courses import beside, demolition, parties, penalties, remedies, seizures
from xuncheng.server.walkthrough.courses.course import Course
from xuncheng.server.walkthrough.ordinary import ordinary_case
from xuncheng.server.walkthrough.simple import simple_case

__all__ = ["COURSES", "Course"]

COURSES: tuple[Course, ...] = (
    Course("simple", Text("简易程序", "Simple procedure"), Text("当场处罚并缴款", "fined on the spot, paid"), simple_case),
    Course(
        "ordinary", Text("普通程序、集体讨论", "Ordinary procedure, discussed collectively"),
        Text("罚款6000元并缴款", "fined 6,000, paid"), ordinary_case,
    ),
    Course(
        "hearing", Text("听证后改变决定", "A hearing changes the decision"),
        Text("拟罚4000元，听证后罚2000元", "4,000 proposed, 2,000 after the hearing"), penalties.after_a_hearing,
    ),
    Course(
        "late_fee", Text("逾期缴款，加处罚款到顶", "Paid late: the late fee reaches its cap"),
        Text("加处罚款与罚款等额，分次缴清", "a late fee as high as the fine, paid in parts"), penalties.paid_late,
    ),
    Course(
        "instalments", Text("分期缴纳，逾期加处到顶", "Instalments, and a late fee up to its cap"),
        Text("第二期逾期，加处罚款与罚款等额，缴清", "the second comes late; the fee is as high as the fine; all paid"),
        penalties.in_instalments,
    ),
    Course(
        "agreement", Text("执行协议", "An agreement on execution"),
        Text("分两期缴清，减免加处罚款", "paid in two parts, the late fee let go"), penalties.by_agreement,
    ),
    Course(
        "limit", Text("超过办案期限", "Beyond the limit for the decision"),
        Text("不得再处罚，终止调查", "no penalty any more: terminated"), penalties.beyond_the_limit,
    ),
    Course(
        "extended", Text("中止、恢复、延长期限", "Suspended, resumed, extended"),
        Text("延期后依法决定", "decided within the extension"), penalties.extended,
    ),
    Course(
        "twice", Text("同一违法行为不再罚", "One act is not fined twice"),
        Text("重复立案被拒；另案不得再次罚款", "not filed again; another case may not fine it again"), parties.fined_once,
    ),
    Course(
        "first", Text("首违不罚", "A first offence"),
        Text("当场教育，不予处罚", "educated on the spot, no penalty"), parties.first_offence,
    ),
    Course(
        "unsigned", Text("当事人拒绝签字", "The party refuses to sign"),
        Text("注明情况，留置送达，缴款", "noted, served by leaving, paid"), parties.refuses_to_sign,
    ),
    Course(
        "credit_code", Text("统一社会信用代码有误", "A wrong credit code"),
        Text("更正后当场处罚", "refused; fined once corrected"), parties.wrong_credit_code,
    ),
    Course(
        "transfer", Text("移送公安机关", "Handed to the police"),
        Text("公安机关立案，本案终结", "the police take it up, it ends here"), beside.to_the_police,
    ),
    Course(
        "handed_over", Text("移送有管辖权的机关", "Handed to the competent authority"),
        Text("受移送机关受理，本案终结", "taken up there, it ends here"), beside.to_another_authority,
    ),
    Course(
        "monitoring", Text("非现场执法", "Evidence by monitoring"),
        Text("审核、告知后处罚", "reviewed and told, then fined"), beside.by_monitoring,
    ),
    Course(
        "preservation", Text("先行登记保存", "Evidence preserved in advance"),
        Text("七个工作日内处理并返还", "disposed of within seven working days"), beside.preserved,
    ),
    Course(
        "seizure", Text("扣押、延期、返还", "Seized, extended, returned"),
        Text("延期告知后处罚，财物返还", "extended in time, fined, the goods given back"), seizures.extended_then_returned,
    ),
    Course(
        "seizure_lapsed", Text("扣押期满，强制解除", "A seizure lapses"),
        Text("期限届满，立即解除并返还", "released because the term is over"), seizures.lapsed,
    ),
    Course(
        "perishables", Text("鲜活物品先行变卖", "Perishables are sold"),
        Text("变卖款随物品退还", "the proceeds go back with the rest"), seizures.perishables_sold,
    ),
    Course(
        "revoked", Text("复议撤销、退款、撤回公示", "Revoked on reconsideration, paid back, withdrawn"),
        Text("决定撤销，罚款退还，公示撤回", "the decision falls, the fine goes back, nothing of it is shown"), remedies.revoked,
    ),
    Course(
        "self_demolition", Text("公告后自行拆除", "Announced, and demolished by the party"),
        Text("自行拆除，结案", "demolished by himself"), demolition.by_the_party,
    ),
    Course(
        "demolition", Text("强制拆除", "Demolished by force"),
        Text("复议、诉讼期满后依法强拆", "by force, once both remedies lapsed"), demolition.by_force,
    ),
)  # fmt: skip
