import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { defineComponent, ref, type Ref } from "vue";

import { Failure } from "../src/api.ts";
import { i18n } from "../src/i18n.ts";
import ReportPage from "../src/pages/ReportPage.vue";
import { useSending, type Sending } from "../src/useSending.ts";

const TOO_SHORT = { field: "text", message_zh: "请填写至少5个字", message_en: "At least five characters" };
const NO_PHONE = { field: "told.phone", message_zh: "电话号码有误", message_en: "That is no telephone number" };

/** A form of two fields, with what it sends. */
function form(): { sending: Sending; text: Ref<string>; phone: Ref<string> } {
  const text = ref("占道");
  const phone = ref("12");
  let sending!: Sending;
  mount(
    defineComponent({
      setup() {
        sending = useSending();
        sending.forget({ text, phone });
        return () => null;
      },
    }),
  );
  return { sending, text, phone };
}

async function refused(sending: Sending, ...errors: (typeof TOO_SHORT)[]): Promise<void> {
  await sending.send(() => Promise.reject(new Failure(422, { title_zh: "填写有误", code: "invalid_input", errors })));
}

describe("what is wrong with a field", () => {
  it("is forgotten once the field is changed, that of others is not", async () => {
    const { sending, text } = form();
    await refused(sending, TOO_SHORT, NO_PHONE);
    expect(Object.keys(sending.wrong.value)).toEqual(["text", "phone"]);

    text.value = "占道经营已一周";
    await flushPromises();

    expect(sending.wrong.value).toEqual({ phone: NO_PHONE.message_zh });
    expect(sending.failure.value?.message).toBe("填写有误");
  });

  it("takes the sentence above the button along when nothing is wrong any more", async () => {
    const { sending, text, phone } = form();
    await refused(sending, TOO_SHORT, NO_PHONE);

    text.value = "占道经营已一周";
    phone.value = "13800138000";
    await flushPromises();

    expect(sending.wrong.value).toEqual({});
    expect(sending.failure.value).toBeNull();
  });

  it("leaves a refusal that was about no field until it is sent again", async () => {
    const { sending, text } = form();
    await refused(sending);

    text.value = "占道经营已一周";
    await flushPromises();

    expect(sending.failure.value?.message).toBe("填写有误");
  });
});

describe("the form of a report", () => {
  let page: VueWrapper;
  const KINDS = [{ code: "stall", label: { zh: "占道经营", en: "Stalls" } }];
  const ABOUT = { open: true, kinds: KINDS, map_center: [116.36, 39.93], most_files: 5, most_bytes: 1024 * 1024 };

  beforeEach(async () => {
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify(ABOUT), { status: 200 })));
    page = mount(ReportPage, { attachTo: document.body, global: { plugins: [i18n] } });
    await flushPromises();
  });

  afterEach(() => {
    page.unmount();
    vi.unstubAllGlobals();
  });

  const marked = (): string[] => page.findAll("p.wrong").map((one) => one.attributes("id") ?? "");

  it("no longer marks what was changed", async () => {
    await page.get("form").trigger("submit");
    await flushPromises();
    expect(marked()).toEqual(["kind-wrong", "text-wrong", "address-wrong"]);

    await page.get("#kind").setValue("stall");
    expect(marked()).toEqual(["text-wrong", "address-wrong"]);

    await page.get("#text").setValue("路口");
    expect(marked()).toEqual(["address-wrong"]);

    await page.get("#address").setValue("积水潭街道示范路南口");
    expect(marked()).toEqual([]);

    await page.get("form").trigger("submit");
    await flushPromises();
    expect(marked(), "what is still too short is marked again when it is sent").toEqual(["text-wrong"]);
  });
});
