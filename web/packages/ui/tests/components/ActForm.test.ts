import { Problem, type ActDefinition, type ActRequest } from "@xuncheng/client";
import { flushPromises } from "@vue/test-utils";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { ActForm } from "../../src/form.ts";
import { mountInApp } from "./mounting.ts";

const { performAct, previewAct } = vi.hoisted(() => ({ performAct: vi.fn(), previewAct: vi.fn() }));
vi.mock("@xuncheng/client", async (original) => ({ ...(await original<object>()), performAct, previewAct }));

const EXTEND: ActDefinition = {
  name: "deadline.extend",
  label: { zh: "延长办案期限", en: "Extend the limit" },
  on: "case",
  basis: [],
  makes: [],
  batch: null,
  schema: {
    required: ["reason"],
    properties: { reason: { type: "string", title: "理由" }, amount: { type: "string", title: "金额", "x-widget": "money" } },
  },
};
const TARGET = { id: "case-1", version: 7 };
const RESULT = { act: {}, object: {}, documents: [], replayed: false };

function open(more: Record<string, unknown> = {}) {
  return mountInApp(ActForm, { definition: EXTEND, target: TARGET, ...more });
}

function sent(): ActRequest[] {
  return performAct.mock.calls.map(([request]) => request as ActRequest);
}

function refusal(status: number, more: object = {}): Problem {
  return new Problem({ type: "x", title: "不行", title_zh: "不行", status, code: "x", ...more });
}

beforeEach(() => {
  localStorage.clear();
  performAct.mockReset();
  performAct.mockResolvedValue(RESULT);
});

const ROTATE: ActDefinition = {
  ...EXTEND,
  name: "webhook.rotate",
  on: "subscription",
  schema: {
    required: ["secret"],
    properties: {
      secret: { type: "string", title: "签名密钥", "x-widget": "secret", "x-secret": true },
      note: { type: "string", title: "说明" },
    },
  },
};

describe("a secret", () => {
  it("is made at random in the form of Standard Webhooks, and sent as it is shown", async () => {
    const page = open({ definition: ROTATE });
    const made = new Set<string>();
    for (let at = 0; at < 3; at += 1) {
      await page.get(".secret button").trigger("click");
      made.add(page.get<HTMLInputElement>(".secret input").element.value);
    }
    expect(made.size).toBe(3);
    for (const one of made) expect(atob(one.replace("whsec_", ""))).toHaveLength(32);
    await page.get("form").trigger("submit");
    await flushPromises();
    expect(sent()[0]?.input).toMatchObject({ secret: [...made].at(-1) });
  });

  it("is kept in no draft, though what stands beside it is", async () => {
    performAct.mockRejectedValue(refusal(503));
    const page = open({ definition: ROTATE });
    await page.get(".secret button").trigger("click");
    await page.findAll("input").at(-1)!.setValue("例行更换");
    await page.get("form").trigger("submit");
    await flushPromises();
    const kept = Object.values({ ...localStorage }).join();
    expect(kept).toContain("例行更换");
    expect(kept).not.toContain("whsec_");
  });
});

describe("ActForm", () => {
  it("does not send while something required is empty, and says so beside the field", async () => {
    const page = open();
    await page.get("form").trigger("submit");
    expect(performAct).not.toHaveBeenCalled();
    expect(page.get("[role='alert']").text()).toBe("此项必填。");
    expect(page.get("input").attributes("aria-invalid")).toBe("true");
  });

  it("makes one act of a double click", async () => {
    const page = open();
    await page.get("input").setValue("案情复杂");
    void page.get("form").trigger("submit");
    void page.get("form").trigger("submit");
    await flushPromises();
    expect(sent()).toHaveLength(1);
    expect(sent()[0]).toMatchObject({ name: "deadline.extend", target: TARGET, input: { reason: "案情复杂" } });
  });

  it("sends again under the same id after a lost answer, even when the page was reloaded meanwhile", async () => {
    performAct.mockRejectedValueOnce(refusal(0, { code: "client.network" }));
    const before = open();
    await before.get("input").setValue("案情复杂");
    await before.get("form").trigger("submit");
    await flushPromises();
    before.unmount();
    const after = open();
    expect((after.get("input").element as HTMLInputElement).value).toBe("案情复杂");
    await after.get("form").trigger("submit");
    await flushPromises();
    const [first, second] = sent();
    expect(second?.id).toBe(first?.id);
  });

  it("takes a new id for the next act once one is done", async () => {
    const page = open();
    await page.get("input").setValue("案情复杂");
    await page.get("form").trigger("submit");
    await flushPromises();
    await page.get("form").trigger("submit");
    await flushPromises();
    expect(sent()[0]?.id).not.toBe(sent()[1]?.id);
  });

  it("takes a new id where the act was done already, with what was entered before", async () => {
    performAct.mockRejectedValueOnce(refusal(409, { code: "act_id_used" }));
    const page = open();
    await page.get("input").setValue("案情复杂");
    await page.get("form").trigger("submit");
    await flushPromises();
    await page.get("form").trigger("submit");
    await flushPromises();
    expect(sent()[0]?.id).not.toBe(sent()[1]?.id);
  });

  it("says the server's refusal with its basis, and its field errors beside the fields", async () => {
    const basis = [{ statute: "行政处罚法", article: "60", label: "行政处罚法第六十条" }];
    const errors = [{ field: "input.amount", message_zh: "高于法定幅度", message_en: "above" }];
    performAct.mockRejectedValueOnce(refusal(422, { basis, errors }));
    const page = open();
    await page.get("input").setValue("案情复杂");
    await page.get("form").trigger("submit");
    await flushPromises();
    const alerts = page.findAll("[role='alert']").map((one) => one.text());
    expect(alerts.some((text) => text === "高于法定幅度")).toBe(true);
    expect(alerts.some((text) => text.includes("行政处罚法第六十条"))).toBe(true);
  });

  it("tells the page when the object has changed, and keeps what was typed", async () => {
    performAct.mockRejectedValueOnce(refusal(412));
    const onStale = vi.fn();
    const page = open({ onStale });
    await page.get("input").setValue("案情复杂");
    await page.get("form").trigger("submit");
    await flushPromises();
    expect(onStale).toHaveBeenCalledOnce();
    expect(page.text()).toContain("内容已经变化");
    expect((page.get("input").element as HTMLInputElement).value).toBe("案情复杂");
  });

  it("shows what the page computes beside a field as it is typed", async () => {
    const hints = (values: Record<string, unknown>) => ({ amount: `幅度之内：${values["amount"]}` });
    const page = open({ hints });
    await page.findAll("input")[1]!.setValue("500");
    expect(page.text()).toContain("幅度之内：500");
    expect(page.text()).toContain("伍佰元整");
  });
});

const APPROVAL = {
  kind: "extension_approval",
  title: { zh: "延期审批表", en: "Approval" },
  pages: 1,
  pdf: btoa("%PDF-1.7"),
  texts: [{ field: "extension_approval.facts", label: { zh: "案情", en: "Facts" }, words: "占道经营。" }],
};
const NOTICE = { ...APPROVAL, kind: "notice", title: { zh: "通知书", en: "Notice" }, texts: [{ ...APPROVAL.texts[0], field: "notice.facts" }] };

describe("the preview of documents", () => {
  const panel = () => document.querySelector<HTMLElement>(".draft-panel");
  const words = () => panel()?.querySelector<HTMLTextAreaElement>("textarea");

  beforeEach(() => {
    document.body.innerHTML = "";
    previewAct.mockReset();
    previewAct.mockResolvedValue([APPROVAL, NOTICE]);
    URL.createObjectURL = () => "blob:x";
    URL.revokeObjectURL = () => undefined;
  });

  async function look() {
    const page = open({ definition: { ...EXTEND, makes: ["extension_approval"] } });
    await page.get("input").setValue("案情复杂");
    await page.get("[data-look]").trigger("click");
    await flushPromises();
    return page;
  }

  it("is not offered where an act makes no document", () => {
    expect(open().find("[data-look]").exists()).toBe(false);
  });

  it("asks for what is entered, does nothing, and shows each document", async () => {
    await look();
    expect(previewAct).toHaveBeenCalledWith(expect.objectContaining({ name: "deadline.extend", target: TARGET, input: { reason: "案情复杂" } }));
    expect(performAct).not.toHaveBeenCalled();
    expect(panel()?.textContent).toContain("延期审批表");
    expect(panel()?.textContent).toContain("通知书");
  });

  it("words what says the same in all documents alike, and the act is sent with it", async () => {
    const page = await look();
    const box = words();
    if (!box) throw new Error("no text");
    box.value = "占道摆放货架。";
    box.dispatchEvent(new Event("input"));
    await flushPromises();
    expect(panel()?.textContent).toContain("填写的内容已有改动");
    await page.get("form").trigger("submit");
    await flushPromises();
    expect(sent()[0]?.wording).toEqual({ "extension_approval.facts": "占道摆放货架。", "notice.facts": "占道摆放货架。" });
    expect(panel()).toBeNull();
  });

  it("says why it is refused, as the act would be", async () => {
    previewAct.mockRejectedValueOnce(refusal(409, { title_zh: "案件已经结案" }));
    const page = await look();
    expect(panel()).toBeNull();
    expect(page.text()).toContain("案件已经结案");
  });
});
