import { expect, test, vi } from "vitest";

vi.mock("@xuncheng/client", () => ({
  readLocality: () => Promise.resolve({ name: { zh: "示范区", en: "Demo District" } }),
  listStreets: () =>
    Promise.resolve([
      { code: "110199001", name: "甲街道" },
      { code: "110199002", name: "乙街道" },
    ]),
}));

const { findRefs } = await import("../src/findRefs.ts");

test("areas are found by name or code, and sent as their path", async () => {
  expect(await findRefs("area", "", null)).toEqual([
    { id: "110199.", name: "示范区", note: "110199" },
    { id: "110199.001.", name: "甲街道", note: "110199001" },
    { id: "110199.002.", name: "乙街道", note: "110199002" },
  ]);
  expect((await findRefs("area", "乙", null)).map((one) => one.id)).toEqual(["110199.002."]);
  expect((await findRefs("area", "001", null)).map((one) => one.name)).toEqual(["甲街道"]);
});
