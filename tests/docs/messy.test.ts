import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { messyFiles } from "../../examples/messy/generator/messy-files.ts";
import { rootPath } from "../../scripts/root.ts";

describe("examples/messy", () => {
  const files = messyFiles();

  it("is what its generator writes", () => {
    const folder = rootPath("examples/messy/exports");
    expect(readdirSync(folder).sort()).toEqual(
      Object.keys(files)
        .map((name) => (name.endsWith(".ndjson") ? `${name}.gz` : name))
        .sort(),
    );
    for (const [name, text] of Object.entries(files)) {
      const shipped = name.endsWith(".ndjson") ? gunzipSync(readFileSync(`${folder}/${name}.gz`)) : readFileSync(`${folder}/${name}`);
      expect(shipped.toString("utf8") === text, name).toBe(true);
    }
  });

  it("has the faults that its README tells", () => {
    const report = files["report1763625600.csv"] ?? "";
    expect(report.startsWith("\uFEFFAccount ID;")).toBe(true);
    expect(report).toContain("\r\n");
    expect(files["subscriptions.csv"]).toContain("Halcyon Frieght");
    const ids = (name: string) =>
      new Set(
        (files[name] ?? "")
          .split("\n")
          .slice(1)
          .map((line) => line.split(",")[1]),
      );
    const first = ids("tickets-2026-10-31.csv");
    expect([...ids("tickets-2026-11-20 (1).csv")].filter((id) => id !== undefined && first.has(id)).length).toBeGreaterThan(5);
  });
});
