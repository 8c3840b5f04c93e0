import { describe, expect, it } from "vitest";
import { fuzzCase } from "./fuzz-cases.ts";
import { fuzzImport } from "./fuzz-run.ts";

describe("import of damaged and hostile files", () => {
  it("makes the same case of the same number", () => {
    expect(fuzzCase(7).bytes.equals(fuzzCase(7).bytes)).toBe(true);
    expect(fuzzCase(7).story).not.toBe(fuzzCase(8).story);
  });

  it.each([0, 60, 120, 180, 240])(
    "neither fails nor loses another file's rows, cases from %i on",
    async (from) => {
      expect(await fuzzImport(from, from + 60)).toEqual([]);
    },
    120_000,
  );
});
