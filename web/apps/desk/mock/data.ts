/** Made-up but plausible rows, the same at every start. Times hang on the day the mock is started. */
import type { CaseDetail, Labelled, MatterItem, PossibleAct, ReportDetail, TimelineEntry, Urgency } from "@xuncheng/client";

import { CASE_STAGES, PROCEDURES, REPORT_SOURCES, REPORT_STATUSES } from "../src/registers.ts";

let seed = 20260815;
export function random(): number {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return seed / 2147483648;
}
export function pick<T>(list: readonly T[]): T {
  return list[Math.floor(random() * list.length)]!;
}

const DAY = 86_400_000;
export const NOW = Date.now();
export function at(days: number): string {
  return new Date(NOW + days * DAY).toISOString();
}
let ids = 0;
export function uuid(): string {
  ids += 1;
  return `0192f3a4-7c00-7000-8000-${String(ids).padStart(12, "0")}`;
}

export const STREETS = ["景安街道", "和平里街道", "东四街道", "朝阳门街道", "永定门外街道", "龙潭街道", "体育馆路街道", "天坛街道"].map((name, index) => ({
  code: `1101010${String(index + 1).padStart(2, "0")}`,
  name,
}));

export const OFFICERS = ["王建国", "李晓梅", "张志强", "刘洋", "陈静", "赵海燕", "孙立新", "欧阳明月"].map((name, index) => ({
  id: `off-${index + 1}`,
  name,
  certificate_number: `11010${2019 + index}0${314 + index}`,
  certified: index !== 6,
}));

const LONG_COMPANY = "北京市东城区景安街道永定门外大街建筑装饰工程有限责任公司第三分公司东城区永外项目经理部临时设施管理与渣土清运联合工作站第二作业班组";

export const PARTIES = [
  LONG_COMPANY.slice(0, 60),
  "北京禾润餐饮管理有限公司",
  "周桂芳（个体工商户）",
  "北京安捷渣土运输有限公司",
  "马国栋",
  "北京盛世广告传媒有限公司",
  "东四北大街兴隆五金店",
].map((name, index) => ({ id: `party-${index + 1}`, name, number: index === 4 || index === 2 ? null : `91110101MA00${index}K8X2${index}` }));

export const TEAMS = STREETS.map((street, index) => ({ id: `team-${index + 1}`, name: `${street.name.replace("街道", "")}综合执法队`, street }));

const DOMAINS: Record<string, Labelled> = {
  appearance: { code: "appearance", zh: "市容环卫", en: "City appearance" },
  waste: { code: "waste", zh: "垃圾管理", en: "Waste" },
  trade: { code: "trade", zh: "无照经营", en: "Unlicensed trade" },
  construction: { code: "construction", zh: "违法建设", en: "Illegal construction" },
};

const FINE: Labelled = { code: "fine", zh: "罚款", en: "fine" };
const WITH: Labelled = { code: "with_penalty", zh: "责令改正并处罚", en: "ordered together with the penalty" };

function matter(code: string, zh: string, en: string, domain: string, statute: string, article: string, min: string, max: string): MatterItem {
  return {
    code,
    name: { zh, en },
    domain: DOMAINS[domain]!,
    violated: { statute, article: `第${article}条` },
    penalty: { statute, article: `第${article}条第二款` },
    kinds: [FINE],
    fine_min: min || null,
    fine_max: max || null,
    fine_basis: max ? { zh: "按次", en: "per act" } : { zh: "工程造价百分之五以上百分之十以下", en: "5–10 % of the cost of the works" },
    subject: { zh: "单位或者个人", en: "anyone" },
    order_to_correct_first: WITH,
    from: "2021-01-01",
    until: null,
    verified: code !== "CG-004",
  };
}

export const MATTERS: MatterItem[] = [
  matter("SR-001", "未履行门前三包责任", "Failure of frontage responsibility", "appearance", "北京市市容环境卫生条例", "二十四", "200.00", "1000.00"),
  matter("SR-012", "擅自设置户外广告设施", "Outdoor advertising without approval", "appearance", "北京市市容环境卫生条例", "三十六", "1000.00", "10000.00"),
  matter("WM-003", "未将建筑垃圾交由有资质单位运输", "Construction waste given to an unlicensed carrier", "waste", "北京市生活垃圾管理条例", "三十九", "10000.00", "100000.00"),
  matter("TR-001", "占用道路经营", "Trading on the road", "trade", "北京市市容环境卫生条例", "三十五", "500.00", "5000.00"),
  matter("CG-004", "未取得建设工程规划许可证进行建设", "Building without a planning permit", "construction", "城乡规划法", "六十四", "", ""),
];

export const APL = (article: string, number: string) => ({ statute: "行政处罚法", article: number, label: `行政处罚法第${article}条` });

export const ACT_LABELS: Record<string, { zh: string; en: string }> = {
  "report.submit": { zh: "登记案源", en: "Register a report" },
  "report.verify": { zh: "核实", en: "Verify" },
  "report.judge": { zh: "执法判定", en: "Judge" },
  "report.dispatch": { zh: "执法分派", en: "Dispatch" },
  "report.handle": { zh: "现场处置", en: "Handle on the spot" },
  "report.feedback": { zh: "结果反馈", en: "Answer the reporter" },
  "report.reject": { zh: "不予受理", en: "Reject" },
  "case.propose": { zh: "立案呈批", en: "Propose to file" },
  "case.file": { zh: "批准立案", en: "File" },
  "evidence.collect": { zh: "收集证据", en: "Collect evidence" },
  "investigation.conclude": { zh: "调查终结", en: "Conclude the investigation" },
  "legality.review": { zh: "法制审核", en: "Legality review" },
  "panel.discuss": { zh: "集体讨论", en: "Collective discussion" },
  "notice.give": { zh: "处罚事先告知", en: "Prior notice" },
  "decision.make": { zh: "作出处罚决定", en: "Decide" },
  "document.serve": { zh: "送达文书", en: "Serve a document" },
  "fine.pay": { zh: "登记缴款", en: "Record a payment" },
  "deadline.extend": { zh: "延长办案期限", en: "Extend the limit" },
  "case.suspend": { zh: "中止调查", en: "Suspend" },
  "case.close": { zh: "结案", en: "Close" },
};

export function allowed(name: string, due: string | null = null): PossibleAct {
  return { name, label: ACT_LABELS[name]!, allowed: true, refusal: null, due };
}

export function refused(name: string, zh: string, en: string, basis: ReturnType<typeof APL>[], missing: [string, string][]): PossibleAct {
  return {
    name,
    label: ACT_LABELS[name]!,
    allowed: false,
    refusal: { code: name.replace(".", "_"), title_zh: zh, title_en: en, basis, missing: missing.map(([a, b]) => ({ zh: a, en: b })) },
    due: null,
  };
}

function urgencyOf(days: number | null): Urgency {
  if (days === null) return "none";
  if (days < 0) return "overdue";
  return days <= 3 ? "near" : "ok";
}

function hash(): string {
  return Array.from({ length: 64 }, () => Math.floor(random() * 16).toString(16)).join("");
}

export function entry(seq: number, act: string, days: number, summary: string, more: Partial<TimelineEntry> = {}): TimelineEntry {
  const officer = pick(OFFICERS);
  return {
    seq,
    act,
    label: ACT_LABELS[act]!,
    actor: { id: officer.id, name: officer.name },
    at: at(days),
    received_at: at(days),
    device: null,
    place: null,
    summary,
    documents: [],
    basis: [],
    hash: hash(),
    ...more,
  };
}

const PROBLEMS = [
  ["便道堆放装修垃圾，无人清运", "WM-003"],
  ["早餐摊占用盲道经营", "TR-001"],
  ["楼体外墙私自悬挂广告牌", "SR-012"],
  ["沿街商户门前脏乱，未履行门前三包", "SR-001"],
  ["渣土车遗撒，路面约二十米", "WM-003"],
  ["胡同内私搭阳光房", "CG-004"],
  ["夜间施工渣土未苫盖", "WM-003"],
  ["共享单车堵塞消防通道，商户占道摆放桌椅影响通行且多次劝导无效，居民反复投诉", "TR-001"],
] as const;

function report(index: number): ReportDetail {
  const [summary, code] = pick(PROBLEMS);
  const found = MATTERS.find((one) => one.code === code)!;
  const status = REPORT_STATUSES[index % REPORT_STATUSES.length]!;
  const open = !["answered", "rejected", "in_case"].includes(status.code);
  const days = open ? Math.floor(random() * 14) - 4 : null;
  const street = pick(STREETS);
  const judged = !["submitted", "verified"].includes(status.code);
  return {
    id: uuid(),
    number: `东城案源〔2026〕${String(4120 - index).padStart(5, "0")}号`,
    summary,
    status,
    source: pick(REPORT_SOURCES),
    street,
    grid: `${street.code}00${1 + Math.floor(random() * 9)}`,
    address: `${street.name}${pick(["东四北大街", "永定门外大街", "龙潭路", "安德里北街"])}${1 + Math.floor(random() * 200)}号`,
    matter: judged ? { code, name: found.name.zh } : null,
    team: judged && status.code !== "judged" ? pick(TEAMS) : null,
    submitted_at: at(-index * 0.21 - 0.1),
    due: days === null ? null : at(days),
    urgency: urgencyOf(days),
    text: `${summary}。\n反映人称该情况已持续三天，早晚高峰尤为明显，希望尽快处理并反馈结果。`,
    point: [116.4074 + random() * 0.02, 39.9042 + random() * 0.02],
    reporter: index % 3 ? { name: "郑女士", phone: "138****6621" } : null,
    files: [
      { id: "file-1", name: "现场照片1.jpg", type: "image/jpeg", size: 2_340_112, thumbnail: true },
      { id: "file-2", name: "现场照片2.jpg", type: "image/jpeg", size: 1_980_455, thumbnail: true },
      { id: "file-3", name: "热线工单.pdf", type: "application/pdf", size: 88_120, thumbnail: false },
    ],
    case: null,
    version: 3,
    possible_acts: possibleOnReport(status.code),
    timeline: [
      entry(1, "report.submit", -3, "12345热线转来，工单号 20261117-00921"),
      entry(2, "report.verify", -2.4, "现场核实属实", { device: "执法终端 A-017", place: [116.41021, 39.91162] }),
    ],
  };
}

function possibleOnReport(status: string): PossibleAct[] {
  const next: Record<string, string[]> = {
    submitted: ["report.verify", "report.reject"],
    verified: ["report.judge", "report.reject"],
    judged: ["report.dispatch"],
    dispatched: ["report.handle"],
    handled: ["report.feedback"],
  };
  const now = (next[status] ?? []).map((name) => allowed(name));
  const missing = refused("report.feedback", "尚未处置，不能反馈", "Not handled yet, nothing to answer", [], [["现场处置结果", "the result on the spot"]]);
  return status === "handled" || status === "answered" ? now : [...now, missing];
}

const UNUSUAL = [
  { zh: "当事人在二年内因同类违法行为被处罚过一次", en: "The party was penalised for the same kind of act within two years" },
  { zh: "办案期限已延长一次（批准人：孙立新）", en: "The limit was extended once (by Sun Lixin)" },
];

function possibleOnCase(stage: string): PossibleAct[] {
  if (["closed", "archived"].includes(stage)) return [];
  return [
    allowed("evidence.collect"),
    allowed("notice.give", at(4)),
    allowed("document.serve"),
    allowed("deadline.extend"),
    allowed("case.suspend"),
    refused("decision.make", "未依法告知拟处罚的内容、事实、理由和依据，不得作出处罚决定", "No decision without telling what is intended, on what facts, why and on what basis", [APL("四十四", "44"), APL("六十二", "62")], [["已送达的行政处罚事先告知书", "a served prior notice"], ["陈述申辩期限届满或者放弃声明", "the end of the period for a statement, or a waiver"]]),
    refused("legality.review", "本案调查人员不得担任法制审核人员", "An investigator of the case may not review its legality", [APL("五十八", "58")], []),
    refused("panel.discuss", "集体讨论由行政机关负责人参加，不少于两人", "The heads of the agency discuss, at least two of them", [APL("五十七", "57")], [["机关负责人身份", "being a head of the agency"]]),
    refused("fine.pay", "处罚决定尚未送达", "The decision has not been served", [APL("六十一", "61")], [["送达回证", "a service receipt"]]),
    refused("case.close", "决定尚未执行完毕", "The decision is not performed yet", [APL("六十六", "66")], [["缴款记录", "payments"]]),
  ];
}

function caseFile(index: number): CaseDetail {
  const found = pick(MATTERS);
  const stage = CASE_STAGES[(index * 5 + 2) % CASE_STAGES.length]!;
  const over = ["closed", "archived", "declined", "terminated"].includes(stage.code);
  const days = over ? null : Math.floor(random() * 40) - 6;
  const party = index === 0 ? PARTIES[0]! : pick(PARTIES);
  const amount = random() > 0.5 ? `${Math.floor(random() * 50 + 5) * 100}.00` : null;
  const street = pick(STREETS);
  const [first, second] = [pick(OFFICERS), pick(OFFICERS)];
  return {
    id: uuid(),
    number: `东城管罚字〔2026〕第${String(312 - index).padStart(4, "0")}号`,
    title: `${party.name}${found.name.zh}案`,
    procedure: index % 4 === 3 ? PROCEDURES[0]! : PROCEDURES[1]!,
    stage,
    matter: { code: found.code, name: found.name.zh },
    party: { id: party.id, name: party.name },
    street,
    handler: { id: first.id, name: first.name },
    opened_at: at(-20 - index * 1.3),
    due: days === null ? null : at(days),
    due_label: days === null ? null : { zh: "作出决定", en: "Decision" },
    urgency: urgencyOf(days),
    amount,
    report: { id: "0192f3a4-7c00-7000-8000-000000000001", number: "东城案源〔2026〕04098号" },
    facts: {
      sections: [
        {
          title: { zh: "违法事实", en: "The facts" },
          rows: [
            { label: { zh: "违法行为", en: "Act" }, value: found.name.zh, value_en: found.name.en },
            { label: { zh: "发生时间", en: "When" }, value: "2026-10-31 09:20" },
            { label: { zh: "发生地点", en: "Where" }, value: `${street.name}永定门外大街86号门前便道` },
            { label: { zh: "违法经过", en: "What happened" }, value: "执法人员巡查时发现当事人在便道堆放装修垃圾约4.5 m²，未苫盖，无运输资质单位清运协议。现场出示执法证件并告知权利义务，当事人对事实无异议。" },
          ],
        },
        {
          title: { zh: "当事人", en: "The party" },
          rows: [
            { label: { zh: "名称", en: "Name" }, value: party.name },
            { label: { zh: "统一社会信用代码", en: "Credit code" }, value: party.number },
            { label: { zh: "送达地址", en: "Address for service" }, value: `${street.name}永定门外大街86号`, note: { zh: "已签送达地址确认书", en: "address confirmed in writing" } },
          ],
        },
        {
          title: { zh: "处罚幅度", en: "Range" },
          rows: [
            { label: { zh: "法定罚款", en: "Fine by law" }, value: found.fine_max ? `${found.fine_min}–${found.fine_max} 元` : "工程造价百分之五以上百分之十以下" },
            { label: { zh: "裁量基准", en: "Discretion band" }, value: "较轻：下限至中值", value_en: "minor: lower bound to middle", unconfirmed: true },
          ],
        },
      ],
    },
    clocks: [
      { name: "decision", label: { zh: "作出处罚决定", en: "Decide" }, start: at(-20), due: days === null ? at(20) : at(days), state: days === null ? "done" : days < 0 ? "lapsed" : "running", urgency: urgencyOf(days), basis: [APL("六十", "60")], unconfirmed: false },
      { name: "statement", label: { zh: "陈述申辩", en: "Statement" }, start: at(-2), due: at(3), state: "running", urgency: "near", basis: [APL("四十五", "45")], unconfirmed: true },
      { name: "preserve", label: { zh: "先行登记保存", en: "Preserved evidence" }, start: at(-19), due: at(-12), state: "done", urgency: "none", basis: [APL("五十六", "56")], unconfirmed: false },
    ],
    evidence: [
      { id: "ev-1", kind: { code: "record", zh: "勘验笔录、现场笔录", en: "Record" }, title: "现场检查（勘验）笔录", collected_at: at(-19), officers: [first, second], state: { code: "accepted", zh: "已采信", en: "Accepted" }, files: [{ id: "file-1", name: "现场照片1.jpg", type: "image/jpeg", size: 2_340_112, thumbnail: true }, { id: "file-2", name: "现场照片2.jpg", type: "image/jpeg", size: 1_980_455, thumbnail: true }], note: "照片经当事人签字确认" },
      { id: "ev-2", kind: { code: "party", zh: "当事人的陈述", en: "Statement of the party" }, title: "询问笔录（经营负责人）", collected_at: at(-15), officers: [first, second], state: { code: "collected", zh: "待审查", en: "To be reviewed" }, files: [], note: null },
    ],
    documents: [
      { id: "doc-1", kind: "filing_approval", number: "东城管立〔2026〕312号", title: "立案审批表", made_at: at(-20), pages: 2, served: null },
      { id: "doc-2", kind: "inspection_record", number: "东城管检〔2026〕508号", title: "现场检查（勘验）笔录", made_at: at(-19), pages: 3, served: null },
      { id: "doc-3", kind: "prior_notice", number: "东城管罚告〔2026〕298号", title: "行政处罚事先告知书", made_at: at(-2), pages: 2, served: { way: "直接送达", at: at(-2) } },
    ],
    payments: index % 5 === 4 ? [{ id: "pay-1", amount: amount ?? "1000.00", way: "银行缴款", receipt: "京财票0099281", paid_at: at(-1) }] : [],
    possible_acts: possibleOnCase(stage.code),
    timeline: [
      entry(1, "case.propose", -21, "拟立案：违法事实初步成立"),
      entry(2, "case.file", -20, "同意立案，承办人王建国、李晓梅", { documents: [{ id: "doc-1", title: "立案审批表", number: "东城管立〔2026〕312号" }], basis: [APL("五十四", "54")] }),
      entry(3, "evidence.collect", -19, "现场检查（勘验）笔录，照片2张", { device: "执法终端 A-017", place: [116.39812, 39.87041], received_at: at(-18.8), documents: [{ id: "doc-2", title: "现场检查（勘验）笔录", number: null }], basis: [APL("五十五", "55")] }),
      entry(4, "evidence.collect", -15, "询问笔录（经营负责人）"),
      entry(5, "investigation.conclude", -6, "违法事实清楚，证据充分，建议处罚款", { basis: [APL("五十七", "57")] }),
      entry(6, "notice.give", -2, "拟处罚款，告知陈述申辩权利", { documents: [{ id: "doc-3", title: "行政处罚事先告知书", number: "东城管罚告〔2026〕298号" }], basis: [APL("四十四", "44")] }),
    ],
    version: 7,
    unusual: index % 2 ? [] : UNUSUAL,
    bundle: stage.code === "archived" ? { ready: true, id: "bundle-1" } : { ready: false },
  };
}

export const REPORTS = Array.from({ length: 240 }, (_, index) => report(index));
export const CASES = Array.from({ length: 130 }, (_, index) => caseFile(index));
