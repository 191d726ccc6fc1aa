import type { LawHit, StatuteDetail, StatuteItem } from "@xuncheng/client";

const LEVEL = { code: "law", zh: "法律", en: "Law" };
const LOCAL = { code: "local_regulation", zh: "地方性法规", en: "Local regulation" };

const DIGITS = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
export function chinese(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens > 1 ? DIGITS[tens] : ""}${tens ? "十" : ""}${DIGITS[ones]}`;
}

const TEXTS: Record<number, string> = {
  44: "行政机关在作出行政处罚决定之前，应当告知当事人拟作出的行政处罚内容及事实、理由、依据，并告知当事人依法享有的陈述、申辩、要求听证等权利。",
  57: "调查终结，行政机关负责人应当对调查结果进行审查，根据不同情况，分别作出如下决定：\n（一）确有应受行政处罚的违法行为的，根据情节轻重及具体情况，作出行政处罚决定；\n（二）违法行为轻微，依法可以不予行政处罚的，不予行政处罚；\n（三）违法事实不能成立的，不予行政处罚；\n（四）违法行为涉嫌犯罪的，移送司法机关。\n对情节复杂或者重大违法行为给予行政处罚，行政机关负责人应当集体讨论决定。",
  60: "行政机关应当自行政处罚案件立案之日起九十日内作出行政处罚决定。法律、法规、规章另有规定的，从其规定。",
};

const CHAPTERS: [string, number, number][] = [
  ["第一章 总则", 1, 8],
  ["第二章 行政处罚的种类和设定", 9, 16],
  ["第三章 行政处罚的实施机关", 17, 21],
  ["第四章 行政处罚的管辖和适用", 22, 38],
  ["第五章 行政处罚的决定", 39, 65],
  ["第六章 行政处罚的执行", 66, 74],
];

export const LAW: StatuteDetail = {
  id: "law-apl",
  title: "中华人民共和国行政处罚法",
  level: LEVEL,
  version_date: "2021-01-22",
  in_force: true,
  versions: [
    { id: "law-apl", version_date: "2021-01-22" },
    { id: "law-apl-2017", version_date: "2017-09-01" },
  ],
  chapters: CHAPTERS.map(([title, first, last]) => ({
    title,
    articles: Array.from({ length: last - first + 1 }, (_, index) => {
      const number = first + index;
      return {
        id: `apl-${number}`,
        number,
        label: `第${chinese(number)}条`,
        text: TEXTS[number] ?? "（示例文字）公民、法人或者其他组织违反行政管理秩序的行为，应当给予行政处罚的，依照本法由法律、法规、规章规定，并由行政机关依照本法规定的程序实施。",
      };
    }),
  })),
};

export const STATUTES: StatuteItem[] = [
  { id: "law-apl", title: LAW.title, level: LEVEL, version_date: "2021-01-22", in_force: true, articles: 86 },
  { id: "law-acl", title: "中华人民共和国行政强制法", level: LEVEL, version_date: "2011-06-30", in_force: true, articles: 71 },
  { id: "law-eec", title: "中华人民共和国生态环境法典", level: LEVEL, version_date: "2026-03-12", in_force: true, articles: 1242 },
  { id: "law-air", title: "中华人民共和国大气污染防治法", level: LEVEL, version_date: "2018-10-26", in_force: false, articles: 129 },
  { id: "law-srr", title: "北京市市容环境卫生条例", level: LOCAL, version_date: "2021-09-24", in_force: true, articles: 76 },
];

export function search(q: string): { items: LawHit[]; exact: boolean; terms: string[]; dropped: string[] } {
  const exact = /第?五十七条|57/.test(q);
  if (q.includes("没有")) return { items: [], exact: false, terms: [q], dropped: [] };
  const shown = exact ? [57] : [57, 44, 60];
  const mark = (text: string) => text.replace(/行政处罚决定|告知|立案/g, (found) => `<mark>${found}</mark>`);
  const items = shown.map((number, index) => ({
    article_id: `apl-${number}`,
    law_id: "law-apl",
    law: LAW.title,
    label: `第${chinese(number)}条`,
    text_html: mark(TEXTS[number]!),
    in_force: true,
    version_date: "2021-01-22",
    rank: 1 - index / 10,
  }));
  return { items, exact, terms: q.split(/\s+/), dropped: exact ? [] : ["的"] };
}
