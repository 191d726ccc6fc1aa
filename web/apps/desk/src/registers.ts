import type { Labelled } from "@xuncheng/client";

/** The codes that list filters offer, with their labels as the server gives them. */
export const REPORT_STATUSES: Labelled[] = [
  { code: "submitted", zh: "待核实", en: "To be verified" },
  { code: "verified", zh: "待判定", en: "To be judged" },
  { code: "judged", zh: "待分派", en: "To be dispatched" },
  { code: "dispatched", zh: "待处置", en: "To be handled" },
  { code: "in_case", zh: "已立案办理", en: "In a case" },
  { code: "handled", zh: "待核查", en: "To be checked" },
  { code: "checked", zh: "待反馈", en: "To be answered" },
  { code: "merged", zh: "已合并", en: "Merged" },
  { code: "answered", zh: "已办结", en: "Answered" },
  { code: "rejected", zh: "不予受理", en: "Not accepted" },
  { code: "withdrawn", zh: "来件方已撤回", en: "Withdrawn by its sender" },
];

export const REPORT_SOURCES: Labelled[] = [
  { code: "citizen", zh: "市民举报", en: "Citizen" },
  { code: "hotline", zh: "12345热线", en: "Hotline 12345" },
  { code: "open311", zh: "开放接口（Open311）", en: "Open311" },
  { code: "patrol", zh: "巡查发现", en: "Patrol" },
  { code: "camera", zh: "视频监控发现", en: "Camera" },
  { code: "superior", zh: "上级交办", en: "Superior authority" },
  { code: "transfer", zh: "部门移送", en: "Transfer" },
  { code: "media", zh: "媒体曝光", en: "Media" },
  { code: "response", zh: "街道全响应平台", en: "All-response platform" },
];

export const REPORT_MARKS: Labelled[] = [
  { code: "verified", zh: "已核实", en: "Verified" },
  { code: "unjudged", zh: "未判定事项", en: "No matter yet" },
  { code: "merged", zh: "并入其他案源", en: "Merged into another" },
  { code: "returned", zh: "退回派遣", en: "Sent back" },
  { code: "reworked", zh: "返工", en: "Handled again" },
  { code: "checked", zh: "核查通过", en: "Found settled" },
  { code: "in_time", zh: "按期办结", en: "Closed in time" },
  { code: "late", zh: "超期办结", en: "Closed late" },
  { code: "rated", zh: "已评价", en: "Rated" },
  { code: "satisfied", zh: "评价满意", en: "Rated as satisfying" },
  { code: "unsolved", zh: "表示未解决", en: "Said not to be solved" },
];

export const CASE_MARKS: Labelled[] = [
  { code: "decided", zh: "已作出处罚决定", en: "Penalty decided" },
  { code: "fined", zh: "已决定罚款", en: "Fine decided" },
  { code: "closed", zh: "已结案", en: "Closed" },
];

export const PROCEDURES: Labelled[] = [
  { code: "simple", zh: "简易程序", en: "Simple" },
  { code: "ordinary", zh: "普通程序", en: "Ordinary" },
];

export const CASE_STAGES: Labelled[] = [
  { code: "opened", zh: "现场查处", en: "On the spot" },
  { code: "proposed", zh: "待立案审批", en: "Filing proposed" },
  { code: "investigating", zh: "调查取证", en: "Investigating" },
  { code: "concluded", zh: "调查终结", en: "Concluded" },
  { code: "notified", zh: "告知阶段", en: "Notified" },
  { code: "decided", zh: "待送达", en: "To be served" },
  { code: "served", zh: "待执行", en: "To be performed" },
  { code: "performed", zh: "已执行", en: "Performed" },
  { code: "execution_ended", zh: "终结执行", en: "Execution ended" },
  { code: "suspended", zh: "已中止", en: "Suspended" },
  { code: "terminated", zh: "已终止", en: "Terminated" },
  { code: "declined", zh: "不予立案", en: "Not filed" },
  { code: "closed", zh: "已结案", en: "Closed" },
  { code: "archived", zh: "已归档", en: "Archived" },
];

export const DUTY_STATES: Labelled[] = [
  { code: "on", zh: "在岗", en: "On duty" },
  { code: "over", zh: "已下岗", en: "Off duty" },
];

export const ROSTER_STATES: Labelled[] = [
  { code: "planned", zh: "未开始", en: "To come" },
  { code: "now", zh: "进行中", en: "Now" },
  { code: "over", zh: "已结束", en: "Over" },
  { code: "cancelled", zh: "已取消", en: "Cancelled" },
];

export const ROUTE_STATES: Labelled[] = [
  { code: "used", zh: "在用", en: "In use" },
  { code: "retired", zh: "已停用", en: "Retired" },
];

export const LAW_LEVELS: Labelled[] = [
  { code: "law", zh: "法律", en: "Law" },
  { code: "administrative_regulation", zh: "行政法规", en: "Administrative regulation" },
  { code: "local_regulation", zh: "地方性法规", en: "Local regulation" },
  { code: "ministry_rule", zh: "部门规章", en: "Ministry rule" },
  { code: "local_rule", zh: "地方政府规章", en: "Local government rule" },
  { code: "other", zh: "其他规范性文件", en: "Other normative document" },
];

export const MATTER_DOMAINS: Labelled[] = [
  { code: "air", zh: "大气", en: "Air" },
  { code: "appearance", zh: "市容", en: "City appearance" },
  { code: "construction_site", zh: "施工工地", en: "Construction sites" },
  { code: "dust", zh: "扬尘", en: "Dust" },
  { code: "estate", zh: "住宅小区", en: "Residential estates" },
  { code: "gas", zh: "燃气", en: "Gas" },
  { code: "greening", zh: "园林绿化", en: "Greening" },
  { code: "illegal_construction", zh: "违法建设", en: "Illegal construction" },
  { code: "lighting", zh: "夜景照明", en: "Night lighting" },
  { code: "municipal", zh: "市政设施", en: "Municipal facilities" },
  { code: "noise", zh: "噪声", en: "Noise" },
  { code: "occupation", zh: "占道经营", en: "Street occupation" },
  { code: "outdoor_ads", zh: "户外广告", en: "Outdoor advertising" },
  { code: "park", zh: "公园", en: "Parks" },
  { code: "parking", zh: "停车", en: "Parking" },
  { code: "roads", zh: "城市道路", en: "Roads" },
  { code: "sanitation", zh: "环境卫生", en: "Sanitation" },
  { code: "trade", zh: "无照经营", en: "Unlicensed trade" },
  { code: "waste", zh: "垃圾与渣土", en: "Waste and muck" },
  { code: "water", zh: "供排水", en: "Water and drainage" },
];

export const SERVICE_WAYS: Labelled[] = [
  { code: "direct", zh: "直接送达", en: "In person" },
  { code: "left", zh: "留置送达", en: "Left at the door" },
  { code: "post", zh: "邮寄送达", en: "By post" },
  { code: "electronic", zh: "电子送达", en: "Electronically" },
  { code: "announcement", zh: "公告送达", en: "By announcement" },
];

export const PAYMENT_WAYS: Labelled[] = [
  { code: "bank", zh: "银行（电子）缴款", en: "At the bank" },
  { code: "on_the_spot", zh: "当场收缴", en: "On the spot" },
];

export const GOODS_STATES: Labelled[] = [
  { code: "held", zh: "暂扣保管", en: "Held" },
  { code: "early", zh: "待先行处置", en: "Early disposal approved" },
  { code: "sold_early", zh: "已变卖、价款留存", en: "Sold early, proceeds kept" },
  { code: "confiscated", zh: "已没收待处理", en: "Confiscated, to be disposed of" },
  { code: "returned", zh: "已退还", en: "Returned" },
  { code: "auctioned", zh: "已拍卖", en: "Auctioned" },
  { code: "destroyed", zh: "已销毁", en: "Destroyed" },
  { code: "handed_over", zh: "已移交", en: "Handed over" },
];

export const GOODS_CATEGORIES: Labelled[] = [
  { code: "tricycle", zh: "三轮车", en: "Tricycle" },
  { code: "e_bike", zh: "电动自行车", en: "Electric bicycle" },
  { code: "small_tractor", zh: "小型拖拉机、农用车", en: "Small tractor" },
  { code: "muck_truck", zh: "渣土运输车", en: "Muck truck" },
  { code: "billboard", zh: "广告牌匾", en: "Billboard" },
  { code: "table", zh: "桌椅货架", en: "Tables and racks" },
  { code: "box", zh: "箱装物品", en: "Boxed goods" },
  { code: "food", zh: "食品、鲜活物品", en: "Food and live goods" },
  { code: "other", zh: "其他物品", en: "Other goods" },
];

export const RECEIVABLES: Labelled[] = [
  { code: "receivable.fine", zh: "应收罚款", en: "Fines" },
  { code: "receivable.late_fee", zh: "应收加处罚款", en: "Late fees" },
  { code: "receivable.compensation", zh: "应收赔偿费、占用费", en: "Fees and compensation" },
];

export const DIFFERENCES: Labelled[] = [
  { code: "unknown_number", zh: "缴款编号无对应案件", en: "Unknown number" },
  { code: "not_payable", zh: "案件现在不能缴款", en: "Nothing can be paid there now" },
  { code: "other_payer", zh: "缴款人与当事人不符", en: "Paid by somebody else" },
  { code: "too_much", zh: "多缴", en: "Too much" },
  { code: "too_little", zh: "少缴", en: "Too little" },
  { code: "receipt_used", zh: "票据号码已登记", en: "Receipt entered already" },
  { code: "deposit_differs", zh: "缴存金额与待缴款项不符", en: "Deposit differs" },
];

export const CHARGE_KINDS: Labelled[] = [
  { code: "road_fee", zh: "城市道路占用费", en: "Fee for occupying a road" },
  { code: "excavation_fee", zh: "城市道路挖掘修复费", en: "Fee for an excavated road" },
  { code: "road_damage", zh: "损坏城市道路赔偿", en: "Damaged road" },
  { code: "green_damage", zh: "占绿毁绿赔偿", en: "Occupied or damaged green" },
];

export const REVIEW_TASKS: Labelled[] = [
  { code: "legality.review", zh: "法制审核", en: "Legality review" },
  { code: "hearing.hold", zh: "举行听证", en: "Hold a hearing" },
  { code: "hearing.report", zh: "提交听证报告", en: "Report on a hearing" },
  { code: "record.review", zh: "监控记录审核", en: "Review a record" },
  { code: "remedy.forward", zh: "转送复议申请", en: "Forward an application" },
  { code: "remedy.reply", zh: "答复、答辩", en: "Answer a remedy" },
];

export const REVIEW_TRIGGERS: Labelled[] = [
  { code: "grave", zh: "案件情况疑难复杂", en: "Complex or major" },
  { code: "public_interest", zh: "涉及重大公共利益", en: "Major public interest" },
  { code: "heard", zh: "经过听证", en: "After a hearing" },
];

export const REMEDY_KINDS: Labelled[] = [
  { code: "reconsideration", zh: "行政复议", en: "Reconsideration" },
  { code: "litigation", zh: "行政诉讼", en: "Suit" },
  { code: "own", zh: "自行撤销", en: "Own revocation" },
];

export const REMEDY_STATES: Labelled[] = [
  { code: "filed", zh: "待转送", en: "To be forwarded" },
  { code: "forwarded", zh: "已转送", en: "Forwarded" },
  { code: "pending", zh: "待答复", en: "To be answered" },
  { code: "answered", zh: "已答复", en: "Answered" },
  { code: "decided", zh: "已结", en: "Over" },
];

export const REMEDY_OUTCOMES: Labelled[] = [
  { code: "upheld", zh: "维持（驳回诉讼请求）", en: "Upheld" },
  { code: "changed", zh: "变更", en: "Changed" },
  { code: "revoked", zh: "撤销", en: "Revoked" },
  { code: "redone", zh: "撤销并责令重新作出", en: "Revoked, to be decided anew" },
  { code: "redone_procedure", zh: "因违反法定程序撤销并责令重新作出", en: "Revoked for its procedure, to be decided anew" },
  { code: "unlawful", zh: "确认违法", en: "Declared unlawful" },
  { code: "void", zh: "确认无效", en: "Declared void" },
  { code: "mediated", zh: "调解", en: "Settled by mediation" },
  { code: "withdrawn", zh: "撤回（终止）", en: "Withdrawn" },
  { code: "dismissed", zh: "不予受理（驳回申请、起诉）", en: "Not admitted" },
];

export const SUPERVISION_KINDS: Labelled[] = [
  { code: "urging", zh: "行政执法监督督办函", en: "Letter urging action" },
  { code: "opinion", zh: "行政执法监督意见书", en: "Opinion" },
  { code: "decision", zh: "行政执法监督决定书", en: "Decision" },
  { code: "reconsideration_opinion", zh: "行政复议意见书", en: "Opinion after a reconsideration" },
];

export const DEVICE_KINDS: Labelled[] = [
  { code: "camera", zh: "视频监控", en: "Camera" },
  { code: "capture", zh: "抓拍设备", en: "Capture device" },
  { code: "noise", zh: "噪声监测设备", en: "Noise meter" },
  { code: "dust", zh: "扬尘监测设备", en: "Dust meter" },
  { code: "other", zh: "其他设备", en: "Other device" },
];

export const DEVICE_STATES: Labelled[] = [
  { code: "in_use", zh: "在用", en: "In use" },
  { code: "legal", zh: "待法制审核", en: "Awaits its legal review" },
  { code: "technical", zh: "待技术审核", en: "Awaits its technical review" },
  { code: "unmarked", zh: "无明显标志", en: "Not marked" },
  { code: "unpublished", zh: "待公布", en: "To be published" },
  { code: "withdrawn", zh: "已停用", en: "Withdrawn" },
];

export const POWER_KINDS: Labelled[] = [
  { code: "penalty", zh: "行政处罚", en: "Penalty" },
  { code: "coercion", zh: "行政强制", en: "Coercive measure" },
  { code: "inspection", zh: "行政检查", en: "Inspection" },
];

export const SUBSCRIPTION_STATES: Labelled[] = [
  { code: "active", zh: "启用", en: "Active" },
  { code: "paused", zh: "已暂停", en: "Paused" },
  { code: "ended", zh: "已终止", en: "Ended" },
];

export const RECEIVED_RESULTS: Labelled[] = [
  { code: "accepted", zh: "已接收", en: "Accepted" },
  { code: "had", zh: "此前已接收", en: "Had before" },
  { code: "refused", zh: "未接收", en: "Refused" },
];

export const TERMINAL_STATES: Labelled[] = [
  { code: "active", zh: "使用中", en: "In use" },
  { code: "locked", zh: "已锁定", en: "Locked" },
  { code: "wiping", zh: "待擦除", en: "To be wiped" },
  { code: "wiped", zh: "已擦除", en: "Wiped" },
  { code: "retired", zh: "已停用", en: "Retired" },
];

export const FIELD_ACT_STATES: Labelled[] = [
  { code: "open", zh: "待处理", en: "To be settled" },
  { code: "refused", zh: "已退回", en: "Refused" },
  { code: "held", zh: "等待前项", en: "Held behind another" },
  { code: "amended", zh: "已更正办理", en: "Amended and done" },
  { code: "attached", zh: "已归入其他对象", en: "Attached elsewhere" },
  { code: "withdrawn", zh: "已撤回", en: "Withdrawn" },
];

export const SENDER_STATES: Labelled[] = [
  { code: "active", zh: "启用", en: "In use" },
  { code: "retired", zh: "已停用", en: "Retired" },
];

export const DELIVERY_STATES: Labelled[] = [
  { code: "waiting", zh: "待发送", en: "Waiting" },
  { code: "delivered", zh: "已送达", en: "Delivered" },
  { code: "failed", zh: "未送达，将重试", en: "Failed, to be tried again" },
  { code: "dead", zh: "死信", en: "Dead letters" },
  { code: "withheld", zh: "未发送（无权查看）", en: "Withheld" },
];

/** The label of a code in a register; the code itself where the register does not know it. */
export function labelOf(register: readonly Labelled[], code: string): Labelled {
  return register.find((one) => one.code === code) ?? { code, zh: code, en: code };
}

export const USER_KINDS: Labelled[] = [
  { code: "person", zh: "人员", en: "Person" },
  { code: "service", zh: "服务账号", en: "Service account" },
];

export const USER_STATES: Labelled[] = [
  { code: "active", zh: "在用", en: "Active" },
  { code: "inactive", zh: "已停用", en: "Deactivated" },
];

export const GRANT_STATES: Labelled[] = [
  { code: "in_force", zh: "有效", en: "In force" },
  { code: "over", zh: "已结束", en: "Over" },
  { code: "to_come", zh: "未开始", en: "To come" },
];

export const CLIENT_STATES: Labelled[] = [
  { code: "running", zh: "对接中", en: "Running" },
  { code: "ended", zh: "已停止", en: "Ended" },
];

export const TOKEN_STATES: Labelled[] = [
  { code: "good", zh: "有效", en: "Valid" },
  { code: "revoked", zh: "已吊销", en: "Revoked" },
  { code: "expired", zh: "已过期", en: "Expired" },
];

export const ORGANISATION_KINDS: Labelled[] = [
  { code: "bureau", zh: "局", en: "Bureau" },
  { code: "department", zh: "科室", en: "Department" },
  { code: "street", zh: "街道（镇）", en: "Street" },
];

export const TEAM_KINDS: Labelled[] = [
  { code: "enforcement", zh: "综合行政执法队", en: "Enforcement team" },
  { code: "subordinate", zh: "直属执法队", en: "Directly subordinate team" },
  { code: "inspection", zh: "督察队", en: "Inspection team" },
];

export const RECORD_KINDS: Labelled[] = [
  { code: "case", zh: "案件（历史）", en: "cases (historic)" },
  { code: "report", zh: "案源（历史）", en: "reports (historic)" },
  { code: "structure", zh: "违法建设", en: "illegal structures" },
  { code: "goods", zh: "暂扣罚没物品（历史）", en: "goods in custody (historic)" },
];
