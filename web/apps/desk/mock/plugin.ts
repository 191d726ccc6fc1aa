/** A stand-in for the server, for looking at the screens with `vite --mode mock`. Never part of a build. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin } from "vite";

import { ACTS } from "./acts.ts";
import { ACT_LABELS, APL, at, CASES, entry, MATTERS, NOW, OFFICERS, PARTIES, REPORTS, STREETS, TEAMS, uuid } from "./data.ts";
import { LAW, search, STATUTES } from "./laws.ts";
import { allauth, isSignedIn } from "./session.ts";

interface Call {
  method: string;
  url: URL;
  body: Record<string, unknown>;
  headers: IncomingMessage["headers"];
}
export interface Reply {
  status?: number;
  body?: unknown;
  type?: string;
  raw?: string;
  headers?: Record<string, string>;
}

const ME = {
  id: "user-1",
  username: "wangjianguo",
  name: "王建国",
  language: "zh",
  officer: { id: "off-1", certificate_number: "110102019314", certificate_valid_until: "2027-06-30", certified: true },
  organisation: { id: "org-1", name: "东城区城市管理综合行政执法局" },
  team: { id: "team-1", name: "景安综合执法队" },
  roles: [
    { code: "officer", label: { zh: "执法人员", en: "Officer" }, area: STREETS[0] },
    { code: "dispatcher", label: { zh: "分派员", en: "Dispatcher" }, area: STREETS[0] },
  ],
  acts: Object.keys(ACT_LABELS),
  unread: 3,
};

const NOTES = [
  ["案件临近到期", "A case is due soon", "东城管罚字〔2026〕第0312号应在3日内作出决定", "Case 0312 must be decided within 3 days", -0.02, false],
  ["新分派的案源", "A report was dispatched to you", "便道堆放装修垃圾，无人清运（永定门外大街86号）", "Waste on the pavement (86 Yongdingmenwai)", -0.3, false],
  ["法制审核通过", "Legality review passed", "东城管罚字〔2026〕第0298号", "Case 0298", -1.1, false],
  ["执法证即将到期", "A certificate runs out", "孙立新的执法证将于2026-12-31到期", "Certificate of Sun Lixin ends 2026-12-31", -4, true],
].map(([zh, en, bodyZh, bodyEn, days, read], index) => ({
  id: `note-${index}`,
  title: { zh, en },
  body: { zh: bodyZh, en: bodyEn },
  at: at(days as number),
  read: read as boolean,
  link: index < 3 ? `/cases/${CASES[0]!.id}` : null,
}));

function page<T>(items: T[], url: URL): Reply {
  const start = Number(url.searchParams.get("cursor") ?? 0);
  const limit = Number(url.searchParams.get("limit") ?? 50);
  const next = start + limit < items.length ? String(start + limit) : null;
  const capped = items.length > 200 && !url.searchParams.has("exact");
  return { body: { items: items.slice(start, start + limit), next, count: { value: capped ? 200 : items.length, capped } } };
}

type Row = { number: string; urgency: string; due: string | null; street: { code: string } | null };

function narrowed<T extends Row>(rows: T[], url: URL, text: (row: T) => string, code: (row: T) => string, key: string): T[] {
  const get = (name: string) => url.searchParams.get(name);
  const kept = rows.filter(
    (row) =>
      (!get("q") || `${row.number}${text(row)}`.includes(get("q")!)) &&
      (!get("urgency") || row.urgency === get("urgency")) &&
      (!get("street") || row.street?.code === get("street")) &&
      (!get(key) || code(row) === get(key)),
  );
  return get("sort") === "due" ? kept.filter((row) => row.due).sort((a, b) => a.due!.localeCompare(b.due!)) : kept;
}

function problem(status: number, code: string, zh: string, en: string, more: object = {}): Reply {
  return { status, type: "application/problem+json", body: { type: `urn:xuncheng:problem:${code}`, title: zh, title_zh: zh, title_en: en, status, code, ...more } };
}

function work() {
  const reports = REPORTS.filter((one) => one.due).slice(0, 9).map((one) => {
    const next = one.possible_acts.find((act) => act.allowed);
    return { type: "report", id: one.id, number: one.number, title: one.summary, stage: one.status, street: one.street, due: one.due, due_label: { zh: "应当处置", en: "Handle" }, urgency: one.urgency, next_act: next ? { name: next.name, label: next.label } : null };
  });
  const cases = CASES.filter((one) => one.due).slice(0, 9).map((one, index) => {
    const name = ["notice.give", "evidence.collect", "deadline.extend"][index % 3]!;
    return { type: "case", id: one.id, number: one.number, title: one.title, stage: one.stage, street: one.street, due: one.due, due_label: one.due_label, urgency: one.urgency, next_act: { name, label: ACT_LABELS[name] } };
  });
  return [...reports, ...cases].sort((a, b) => a.due!.localeCompare(b.due!));
}

function perform(name: string, call: Call): Reply {
  if (name === "notification.read") return { body: { act: { id: call.body["id"], name, at: at(0) }, object: { type: "notification", id: "n", number: null, version: 1, stage: null }, entry: { chain: "n", seq: 1, hash: "0" }, documents: [], replayed: false } };
  const input = call.body["input"] as Record<string, unknown>;
  const on = call.body["on"] as string | undefined;
  const target = [...CASES, ...REPORTS].find((one) => one.id === on) ?? REPORTS[0]!;
  if (on && call.headers["if-match"] !== `"${target.version}"`) return problem(412, "stale", "内容已被他人更新", "Changed by somebody else");
  const amount = Number(input["amount"] ?? 0);
  if (amount > 100000) return problem(422, "above_range", "罚款高于法定幅度", "Above the range of the law", { field: "amount", basis: [APL("四", "4"), APL("五", "5")] });
  if (String(input["reason"] ?? input["ground"] ?? "").includes("试"))
    return problem(409, "no_notice", "未依法告知，不得作出处罚决定", "No decision without notice", { detail: "事先告知书尚未送达当事人。", basis: [APL("六十二", "62")], missing: [{ zh: "已送达的行政处罚事先告知书", en: "a served prior notice" }] });
  target.version += 1;
  const seq = target.timeline.length + 1;
  target.timeline.push(entry(seq, name, 0, String(input["note"] ?? input["reason"] ?? ""), { actor: { id: "off-1", name: "王建国" } }));
  return {
    body: {
      act: { id: call.body["id"], name, at: at(0) },
      object: { type: "title" in target ? "case" : "report", id: target.id, number: target.number, version: target.version, stage: null },
      entry: { chain: target.id, seq, hash: "ab".repeat(32) },
      documents: name === "notice.give" ? [{ id: "doc-3", kind: "prior_notice", number: null, title: "行政处罚事先告知书" }] : [],
      replayed: false,
    },
  };
}

function csv(rows: { number: string }[]): Reply {
  return { type: "text/csv", raw: `编号\n${rows.map((one) => one.number).join("\n")}\n` };
}

const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240"><rect width="320" height="240" fill="#9aa8a4"/><rect y="150" width="320" height="90" fill="#6f7471"/><path d="M40 190 L110 120 L190 195 Z" fill="#8a6f52"/><path d="M120 195 L170 140 L240 198 Z" fill="#a38560"/></svg>`;

type Handler = (call: Call, part: string) => Reply;

const ROUTES: [string, RegExp, Handler][] = [
  ["GET", /^\/me$/, () => ({ body: ME, headers: { "Set-Cookie": "csrftoken=mock; Path=/" } })],
  ["GET", /^\/locality$/, () => ({ body: { name: { zh: "东城区", en: "Dongcheng" }, bureau: "东城区城管执法局", map_center: [116.41, 39.92], unconfirmed: [] } })],
  ["GET", /^\/acts$/, () => ({ body: { items: ACTS } })],
  ["POST", /^\/acts\/([a-z._]+)$/, (call, name) => perform(name, call)],
  ["GET", /^\/work$/, ({ url }) => page(url.searchParams.has("empty") ? [] : work(), url)],
  ["GET", /^\/reports$/, ({ url }) => page(narrowed(REPORTS, url, (row) => `${row.summary}${row.address}`, (row) => row.status.code, "status"), url)],
  ["GET", /^\/reports\/export$/, () => csv(REPORTS)],
  ["GET", /^\/reports\/([\w-]+)$/, (_, id) => found(REPORTS.find((one) => one.id === id))],
  ["GET", /^\/cases$/, ({ url }) => page(narrowed(CASES, url, (row) => row.title, (row) => row.stage.code, "stage"), url)],
  ["GET", /^\/cases\/export$/, () => csv(CASES)],
  ["GET", /^\/cases\/([\w-]+)$/, (_, id) => found(CASES.find((one) => one.id === id))],
  ["GET", /^\/laws$/, ({ url }) => page(STATUTES, url)],
  ["GET", /^\/laws\/search$/, ({ url }) => ({ body: search(url.searchParams.get("q") ?? "") })],
  ["GET", /^\/laws\/([\w-]+)$/, () => ({ body: LAW })],
  ["GET", /^\/matters$/, ({ url }) => page(MATTERS.filter((one) => one.name.zh.includes(url.searchParams.get("q") ?? "")), url)],
  ["GET", /^\/matters\/([\w-]+)$/, (_, code) => matterVersions(code)],
  ["GET", /^\/notifications$/, ({ url }) => page(NOTES.filter((one) => !url.searchParams.has("unread") || !one.read), url)],
  ["GET", /^\/places\/streets$/, () => ({ body: { items: STREETS } })],
  ["GET", /^\/officers$/, ({ url }) => named(OFFICERS, url)],
  ["GET", /^\/teams$/, ({ url }) => named(TEAMS, url)],
  ["GET", /^\/parties$/, ({ url }) => named(PARTIES, url)],
  ["GET", /^\/files\/[\w-]+(?:\/thumbnail)?$/, () => ({ type: "image/svg+xml", raw: PICTURE })],
  ["GET", /^\/documents\/[\w-]+\/pdf$/, () => ({ type: "text/html", raw: "<h1 style='font-family:serif;text-align:center;margin-top:20vh'>行政处罚事先告知书</h1>" })],
];

function found(one: object | undefined): Reply {
  return one ? { body: one } : problem(404, "not_found", "没有找到该记录，或者不在您的管辖范围内", "Not found, or outside your area");
}

function named(items: { name: string }[], url: URL): Reply {
  return { body: { items: items.filter((one) => one.name.includes(url.searchParams.get("q") ?? "")) } };
}

function matterVersions(code: string): Reply {
  const now = MATTERS.find((one) => one.code === code);
  if (!now) return found(undefined);
  const old = { ...now, from: "2014-01-01", until: "2020-12-31", fine_max: now.fine_max && "500.00", verified: false };
  return { body: { items: [now, old] } };
}

function answer(call: Call): Reply {
  if (call.url.pathname.startsWith("/_allauth/")) return allauth(call.method, call.url.pathname, call.body);
  if (!isSignedIn()) return { ...problem(401, "signed_out", "请先登录", "Please sign in"), headers: { "Set-Cookie": "csrftoken=mock; Path=/" } };
  const path = call.url.pathname.replace("/api/v1", "");
  for (const [method, pattern, handler] of ROUTES) {
    const match = method === call.method && pattern.exec(path);
    if (match) return handler(call, match[1] ?? "");
  }
  return found(undefined);
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {};
}

function stream(response: ServerResponse): void {
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" });
  response.write(`: ${NOW}\n\n`);
  setTimeout(() => response.write(`event: notification\ndata: {"id":"${uuid()}"}\n\n`), 60_000).unref();
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://mock");
  if (url.pathname === "/api/v1/stream") return stream(response);
  const reply = answer({ method: request.method ?? "GET", url, body: await bodyOf(request), headers: request.headers });
  response.writeHead(reply.status ?? 200, { "Content-Type": reply.type ?? "application/json", ...reply.headers });
  response.end(reply.raw ?? JSON.stringify(reply.body ?? {}));
}

export function mockServer(): Plugin {
  return {
    name: "mock-server",
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (/^\/(?:api|_allauth)\//.test(request.url ?? "")) void serve(request, response);
        else next();
      });
    },
  };
}
