import { describe, expect, it, vi } from "vitest";
import { effectScope, nextTick, ref } from "vue";

import type { Filter } from "../src/components/list/listTypes.ts";
import { useFilterNames } from "../src/composables/useFilterNames.ts";

describe("the name of a value that came with a link", () => {
  it("is looked up by its key, and only once", async () => {
    const find = vi.fn((search: string) => Promise.resolve(search === "t-7" ? [{ value: "t-7", label: "示范路执法队" }] : []));
    const team: Filter = { key: "team", kind: "remote", label: "执法队", find };
    const query = ref({ team: "t-7" });
    const names = effectScope().run(() => useFilterNames(() => [team], () => query.value))!;
    await vi.waitFor(() => expect(names.nameOf(team, "t-7")).toBe("示范路执法队"));
    query.value = { ...query.value };
    await nextTick();
    expect(find).toHaveBeenCalledTimes(1);
    expect(names.optionsOf(team)).toEqual([{ value: "t-7", label: "示范路执法队" }]);
  });

  it("stays the value where nobody knows it", async () => {
    const find = vi.fn(() => Promise.reject(new TypeError("offline")));
    const team: Filter = { key: "team", kind: "remote", label: "执法队", find };
    const names = effectScope().run(() => useFilterNames(() => [team], () => ({ team: "t-8" })))!;
    await vi.waitFor(() => expect(find).toHaveBeenCalledTimes(2));
    expect(names.nameOf(team, "t-8")).toBe("t-8");
  });
});
