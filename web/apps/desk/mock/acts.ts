import type { ActDefinition, PropertySchema } from "@xuncheng/client";

import { ACT_LABELS, APL } from "./data.ts";

type Properties = Record<string, PropertySchema>;

function act(name: string, on: string | null, properties: Properties, required: string[], article?: [string, string]): ActDefinition {
  return {
    name,
    label: ACT_LABELS[name]!,
    on,
    basis: article ? [APL(...article)] : [],
    schema: { type: "object", properties, required },
  };
}

const note: PropertySchema = { type: "string", title: "说明", "x-title-en": "Note", "x-widget": "longtext", maxLength: 500 };
const ways = [
  { value: "direct", zh: "直接送达", en: "in person" },
  { value: "left", zh: "留置送达", en: "left behind" },
  { value: "post", zh: "邮寄送达", en: "by post" },
];

export const ACTS: ActDefinition[] = [
  act(
    "report.submit",
    null,
    {
      text: { type: "string", title: "问题描述", "x-title-en": "What happened", "x-widget": "longtext", minLength: 5, maxLength: 2000, description: "何时、何地、何人、何事，尽量照实写。" },
      source: { type: "string", title: "来源", "x-title-en": "Source", "x-widget": "choice", "x-choices": [
        { value: "citizen", zh: "市民举报", en: "Citizen" }, { value: "hotline", zh: "12345热线", en: "Hotline" }, { value: "patrol", zh: "巡查发现", en: "Patrol" },
        { value: "superior", zh: "上级交办", en: "Superior" }, { value: "transfer", zh: "部门移送", en: "Transfer" }, { value: "media", zh: "媒体曝光", en: "Media" } ] },
      street: { type: "string", title: "街道", "x-title-en": "Street", "x-widget": "ref", "x-ref": "street" },
      address: { type: "string", title: "地址", "x-title-en": "Address", "x-widget": "text", maxLength: 200 },
      point: { type: "array", title: "位置", "x-title-en": "Position", "x-widget": "point", description: "在现场时可直接取当前位置。" },
      reporter_name: { type: "string", title: "反映人姓名", "x-title-en": "Name of the reporter", "x-widget": "text", maxLength: 50 },
      reporter_phone: { type: "string", title: "反映人电话", "x-title-en": "Phone", "x-widget": "text", pattern: "^[0-9+-]{5,20}$" },
      files: { type: "array", title: "照片与附件", "x-title-en": "Pictures and files", "x-widget": "files", maxItems: 20 },
    },
    ["text", "source", "address"],
  ),
  act("report.verify", "report", { note }, []),
  act("report.judge", "report", { matter: { type: "string", title: "执法事项", "x-title-en": "Matter", "x-widget": "ref", "x-ref": "matter" }, street: { type: "string", title: "属地街道", "x-title-en": "Street", "x-widget": "ref", "x-ref": "street" }, note }, ["matter"]),
  act("report.dispatch", "report", { team: { type: "string", title: "处置队伍", "x-title-en": "Team", "x-widget": "ref", "x-ref": "team" }, due: { type: "string", format: "date-time", title: "处置时限", "x-title-en": "Deadline", "x-widget": "datetime" } }, ["team"]),
  act("report.handle", "report", { outcome: { type: "string", title: "处置结果", "x-title-en": "Outcome", "x-widget": "longtext" }, files: { type: "array", title: "处置后照片", "x-title-en": "Pictures", "x-widget": "files" } }, ["outcome"]),
  act("report.feedback", "report", { answer: { type: "string", title: "答复内容", "x-title-en": "Answer", "x-widget": "longtext", minLength: 5 } }, ["answer"]),
  act("report.reject", "report", { reason: { type: "string", title: "不予受理的理由", "x-title-en": "Reason", "x-widget": "longtext", minLength: 5 } }, ["reason"]),
  act("evidence.collect", "case", { title: { type: "string", title: "证据名称", "x-title-en": "Title", "x-widget": "text" }, kind: { type: "string", title: "证据种类", "x-title-en": "Kind", "x-widget": "choice", "x-choices": [{ value: "record", zh: "现场笔录", en: "Record" }, { value: "document", zh: "书证", en: "Document" }, { value: "object", zh: "物证", en: "Object" }] }, officers: { type: "array", title: "取证人员", "x-title-en": "Officers", "x-widget": "refs", "x-ref": "officer", minItems: 2, description: "普通程序须两名以上持证执法人员。" }, files: { type: "array", title: "附件", "x-title-en": "Files", "x-widget": "files" }, note }, ["title", "kind", "officers"], ["五十五", "55"]),
  act("notice.give", "case", {
    kinds: { type: "string", title: "拟处罚种类", "x-title-en": "Kind of penalty", "x-widget": "choice", "x-choices": [{ value: "warning", zh: "警告", en: "Warning" }, { value: "fine", zh: "罚款", en: "Fine" }] },
    amount: { anyOf: [{ type: "number" }, { type: "null" }], title: "拟罚款金额", "x-title-en": "Fine intended", "x-widget": "money" } as PropertySchema,
    ground: { type: "string", title: "事实、理由和依据", "x-title-en": "Facts, reasons and basis", "x-widget": "longtext", minLength: 10, maxLength: 2000 },
    statement_until: { type: "string", format: "date", title: "陈述申辩截止", "x-title-en": "Statement until", "x-widget": "date" },
    hearing: { type: "boolean", title: "告知听证权利", "x-title-en": "Offer a hearing", "x-widget": "bool" },
    officers: { type: "array", title: "告知人员", "x-title-en": "Officers", "x-widget": "refs", "x-ref": "officer", minItems: 2 },
  }, ["kinds", "ground", "officers"], ["四十四", "44"]),
  act("document.serve", "case", { document: { type: "string", title: "文书", "x-title-en": "Document", "x-widget": "ref", "x-ref": "document" }, way: { type: "string", title: "送达方式", "x-title-en": "Way", "x-widget": "choice", "x-choices": ways }, at: { type: "string", format: "date-time", title: "送达时间", "x-title-en": "Served at", "x-widget": "datetime" } }, ["document", "way", "at"], ["六十一", "61"]),
  act("deadline.extend", "case", { reason: { type: "string", title: "延长理由", "x-title-en": "Reason", "x-widget": "longtext" }, days: { type: "integer", title: "延长天数", "x-title-en": "Days", "x-widget": "number", minimum: 1, maximum: 30 } }, ["reason", "days"], ["六十", "60"]),
  act("case.suspend", "case", {}, []),
  act("notification.read", null, {}, []),
].map((one) => (one.label ? one : { ...one, label: { zh: "标为已读", en: "Mark read" } }));
