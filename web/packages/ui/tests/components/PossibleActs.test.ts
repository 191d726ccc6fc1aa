import type { PossibleAct } from "@xuncheng/client";
import { describe, expect, it, vi } from "vitest";

import contract from "../../../client/openapi.json";
import { PossibleActs } from "../../src/acts.ts";
import { mountInApp } from "./mounting.ts";

/** Every code with which the program refuses something, as the contract of the API lists them. */
interface Code {
  code: string;
  zh: string;
  en: string;
  basis: string[];
}
const CODES = contract.components.schemas.Problem["x-codes"] as Code[];
/** So many refused acts are shown without asking for more. */
const AT_ONCE = 5;

function refusalOf({ code, zh, en, basis }: Code): PossibleAct["refusal"] {
  return { code, title_zh: zh, title_en: en, basis: basis.map((label) => ({ statute: "", article: "", label })), missing: [] };
}

const ALLOWED: PossibleAct = {
  name: "notice.give",
  label: { zh: "处罚事先告知", en: "Prior notice" },
  allowed: true,
  basis: [],
  refusal: null,
};
const REFUSED: PossibleAct = {
  name: "decision.make",
  label: { zh: "作出处罚决定", en: "Decide" },
  allowed: false,
  basis: [],
  refusal: {
    code: "not_notified",
    title_zh: "未依法告知，不得作出处罚决定",
    title_en: "No decision without notice",
    basis: [{ statute: "行政处罚法", article: "62", label: "行政处罚法第六十二条" }],
    missing: [{ zh: "已送达的事先告知书", en: "a served prior notice" }],
  },
};

describe("PossibleActs", () => {
  it("offers what is allowed", async () => {
    const onChoose = vi.fn();
    const page = mountInApp(PossibleActs, { acts: [ALLOWED, REFUSED], onChoose });
    await page.get("button:not([aria-disabled])").trigger("click");
    expect(onChoose).toHaveBeenCalledWith(ALLOWED);
  });

  it("keeps what is refused in reach of the keyboard, with its reason, and never does it", async () => {
    const onChoose = vi.fn();
    const page = mountInApp(PossibleActs, { acts: [REFUSED], onChoose });
    const button = page.get("button[aria-disabled='true']");
    expect(button.attributes("disabled")).toBeUndefined();
    expect(button.attributes("tabindex")).toBeUndefined();
    expect(button.text()).toContain("未依法告知，不得作出处罚决定");
    await button.trigger("click");
    expect(onChoose).not.toHaveBeenCalled();
  });

  it("names first, of what is refused, the acts that still lie ahead", () => {
    const over: PossibleAct = { ...REFUSED, name: "case.file", label: { zh: "批准立案", en: "File" }, refusal: { ...REFUSED.refusal!, missing: [] } };
    const page = mountInApp(PossibleActs, { acts: [over, REFUSED] });
    const labels = page.findAll("button[aria-disabled='true']").map((button) => button.text());
    expect(labels[0]).toContain("作出处罚决定");
    expect(labels[1]).toContain("批准立案");
  });

  it("shows reason, what is missing and the basis when the refused act gets the focus", async () => {
    const page = mountInApp(PossibleActs, { acts: [REFUSED] });
    await page.get("button[aria-disabled='true']").trigger("focus");
    await vi.waitFor(() => expect(document.querySelector(".why")?.textContent).toContain("行政处罚法第六十二条"));
    expect(document.querySelector(".why")?.textContent).toContain("已送达的事先告知书");
  });

  it("puts the act that is waited for first, and what was done already last among the refused", () => {
    const recuse = { ...ALLOWED, name: "recusal.decide", label: { zh: "决定回避", en: "Recuse" } };
    const file = { ...REFUSED, name: "case.file", label: { zh: "批准立案", en: "File" } };
    const page = mountInApp(PossibleActs, {
      acts: [recuse, ALLOWED, file, REFUSED],
      next: "notice.give",
      done: ["case.file"],
    });
    const names = page.findAll("button").map((button) => button.text().split(/\s/)[0]);
    expect(names).toEqual(["处罚事先告知", "决定回避", "作出处罚决定", "批准立案"]);
    expect(page.findAll("button").map((button) => button.classes("primary"))).toEqual([true, false, false, false]);
  });

  it.each(["zh", "en"] as const)("says of every code that there is why, with its articles, beside the button (%s)", (language) => {
    const dumb: string[] = [];
    for (let at = 0; at < CODES.length; at += AT_ONCE) {
      const some = CODES.slice(at, at + AT_ONCE);
      const acts = some.map((one, place) => ({ ...REFUSED, name: `act.${place}`, refusal: refusalOf(one) }));
      const page = mountInApp(PossibleActs, { acts }, language);
      page.findAll("button[aria-disabled='true']").forEach((button, place) => {
        const { code, basis, [language]: sentence } = some[place]!;
        if (![sentence, ...basis].every((words) => button.text().includes(words.trim()))) dumb.push(code);
      });
      page.unmount();
    }
    expect(dumb).toEqual([]);
  }, 30_000);

  it("lets nothing stand out when the act that is waited for is somebody else's", () => {
    const page = mountInApp(PossibleActs, { acts: [ALLOWED, REFUSED], next: "decision.make" });
    expect(page.findAll("button.primary")).toHaveLength(0);
  });
});
