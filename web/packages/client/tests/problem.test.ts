import { describe, expect, it } from "vitest";

import { asProblem, networkProblem, problemFrom } from "../src/problem.ts";

describe("problemFrom", () => {
  it("keeps what the server says: sentences, basis, what is missing, field errors", () => {
    const problem = problemFrom(422, {
      type: "urn:xuncheng:problem:above_range",
      title: "罚款高于法定幅度",
      title_zh: "罚款高于法定幅度",
      title_en: "Above the range",
      status: 422,
      code: "above_range",
      field: "amount",
      basis: [{ statute: "行政处罚法", article: "4", label: "行政处罚法第四条" }],
    });
    expect(problem.title).toEqual({ zh: "罚款高于法定幅度", en: "Above the range" });
    expect(problem.basis[0]?.label).toBe("行政处罚法第四条");
    expect(problem.missing).toEqual([]);
    expect(problem.fieldErrors).toEqual([
      { field: "amount", message_zh: "罚款高于法定幅度", message_en: "Above the range" },
    ]);
  });

  it("makes a plain problem of a body that is none", () => {
    expect(problemFrom(502, "<html>bad gateway</html>")).toMatchObject({ status: 502, code: "http.502" });
  });

  it("knows a stale object", () => {
    expect(problemFrom(412, { title: "changed" }).stale).toBe(true);
  });
});

describe("asProblem", () => {
  it("takes a failed fetch for an unanswered call", () => {
    expect(asProblem(new TypeError("Failed to fetch")).unanswered).toBe(true);
    expect(networkProblem().status).toBe(0);
  });

  it("does not swallow a mistake in our own code", () => {
    expect(() => asProblem(new RangeError("oops"))).toThrow(RangeError);
  });
});
