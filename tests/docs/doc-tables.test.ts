import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { exitCodeTable, layoutTable } from "../../scripts/doc-tables.ts";
import { rootPath } from "../../scripts/root.ts";

describe("exitCodeTable", () => {
  it("gives every code its meaning", () => {
    const rows = exitCodeTable().split("\n").slice(2);
    expect(rows.map((row) => Number(row.split("|")[1]))).toEqual([0, 1, 2, 3, 4, 5, 70, 130]);
    expect(rows.every((row) => (row.split("|")[2] ?? "").trim().length > 3)).toBe(true);
  });
});

describe("layoutTable", () => {
  const folders = readdirSync(rootPath("src"));

  it("describes the folders that there are", () => {
    expect(layoutTable(folders)).toContain("| `src/domain` |");
  });

  it("leaves out a folder that is gone", () => {
    expect(layoutTable(folders.filter((folder) => folder !== "domain"))).not.toContain("src/domain");
  });

  it("refuses a folder that nobody described", () => {
    expect(() => layoutTable([...folders, "helpers"])).toThrow("does not describe helpers");
  });
});
