import { beforeEach, describe, expect, it } from "vitest";

import { dropDraft, dropOldDrafts, loadDraft, storeDraft, type Draft, type DraftKey } from "../../src/logic/drafts.ts";

const KEY: DraftKey = { owner: "wang", act: "notice.give", targetId: "case-1" };
const DRAFT: Draft = { actId: "act-1", values: { ground: "…" }, names: {}, savedAt: "2026-11-20T02:00:00Z" };

beforeEach(() => localStorage.clear());

describe("drafts", () => {
  it("come back as they were, with the act id they will be sent under", () => {
    storeDraft(KEY, DRAFT);
    expect(loadDraft(KEY)).toEqual(DRAFT);
  });

  it("belong to one person, one act and one object", () => {
    storeDraft(KEY, DRAFT);
    expect(loadDraft({ ...KEY, owner: "li" })).toBeNull();
    expect(loadDraft({ ...KEY, act: "case.close" })).toBeNull();
    expect(loadDraft({ ...KEY, targetId: null })).toBeNull();
  });

  it("are gone once dropped", () => {
    storeDraft(KEY, DRAFT);
    dropDraft(KEY);
    expect(loadDraft(KEY)).toBeNull();
  });

  it("count as none when unreadable", () => {
    localStorage.setItem("xc.draft.wang.notice.give.case-1", "{broken");
    expect(loadDraft(KEY)).toBeNull();
  });

  it("are forgotten after two weeks, other things of the browser are not", () => {
    localStorage.setItem("other", "1");
    storeDraft(KEY, DRAFT);
    dropOldDrafts(new Date("2026-12-03T02:00:00Z"));
    expect(loadDraft(KEY)).not.toBeNull();
    dropOldDrafts(new Date("2026-12-05T02:00:00Z"));
    expect(loadDraft(KEY)).toBeNull();
    expect(localStorage.getItem("other")).toBe("1");
  });
});
