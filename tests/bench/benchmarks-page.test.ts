import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { benchmarksPage } from "../../bench/page/benchmarks-page.ts";
import { claimsOf } from "../../bench/page/claims.ts";
import { REASONS } from "../../bench/page/reasons.ts";
import { SHAPES } from "../../bench/page/shapes.ts";
import { readResults } from "../../bench/results.ts";
import { rootPath } from "../../scripts/root.ts";

const at = (median: number) => ({ median, min: median - 1, max: median + 1 });
const cost = (name: string, ms: number, mib: number) => ({ name, wall_ms: at(ms), cpu_ms: at(ms), peak_mib: at(mib) });
const peer = (name: string, times: number) => ({
  name,
  version: "1.0.0",
  ...Object.fromEntries(["cpu_ms", "wall_ms", "rss_mib", "load_cpu_ms", "load_rss_mib"].map((key) => [key, at(times * 10)])),
  ...Object.fromEntries(["cpu_to_floor", "wall_to_floor", "rss_to_floor"].map((key) => [key, at(times)])),
});
const measured = { measured_at: "2026-11-20T10:00:00.000Z", machine: { node: "v20.20.2", cpus: 2, cpu: "Processor", load: 0.4 } };
const starts = (help: number) => ({
  ...measured,
  rounds: 3,
  results: [
    cost("node -e 0", 20, 40),
    cost("echo-cs --help", help, 41),
    cost("echo-cs health acme", 300, 160),
    cost("import big", 200, 90),
    cost("import small", 100, 60),
  ],
});

describe("the page of benchmarks", () => {
  it("is what the raw results say", () => {
    const file = rootPath("docs/benchmarks.md");
    expect(existsSync(file)).toBe(true);
    const results = readResults();
    // A checkout without raw results has nothing to hold the page against.
    if (results.size > 0) expect(readFileSync(file, "utf8")).toBe(benchmarksPage(results));
  });

  it("holds the start against bare node and against the lightest peer", () => {
    const [start, , memory, lightest] = claimsOf(new Map([["cold-start", starts(24)]]));
    expect(start).toMatchObject({ ratio: 1.2, asked: "≤ 1.5", holds: true, echo: "24.0 ms (23.0–25.0)" });
    expect(memory).toMatchObject({ ahead: true, beside: "60.0 MiB (59.0–61.0): import small" });
    expect(lightest).toMatchObject({ ratio: 0.24, asked: "≤ 0.25", holds: true });
    const slow = claimsOf(new Map([["cold-start", starts(31)]]));
    expect(slow[0]).toMatchObject({ ratio: 1.55, holds: false });
    expect(slow[3]).toMatchObject({ ratio: 0.31, holds: false });
  });

  it("asks that a run of two turns costs less than with every peer", () => {
    const of = (echo: number) =>
      claimsOf(
        new Map([
          [
            "model-run-peers",
            { ...measured, rounds: 3, runs: 10, results: [peer("bare", 1), peer("echo", echo), peer("a", 3), peer("b", 2)] },
          ],
        ]),
      );
    expect(of(1.4).map(({ holds, ratio }) => [holds, ratio])).toEqual([
      [true, 0.7],
      [true, 0.7],
      [true, 0.7],
    ]);
    expect(of(2.2).every(({ holds }) => holds === false)).toBe(true);
  });

  it("names what does not hold with its reason, and nothing else", () => {
    const page = benchmarksPage(new Map<string, unknown>([["cold-start", starts(31)]]));
    const [, behind = ""] = /## Where ECHO is not ahead, and why\n([\s\S]*?)\n## /.exec(page) ?? [];
    expect(behind).toContain(
      `start: \`echo-cs --help\`: 31.0 ms (30.0–32.0), beside 20.0 ms (19.0–21.0): bare node, asked ≤ 1.5. ${REASONS["start"]}`,
    );
    expect(behind).toContain(REASONS["start-memory"]);
    expect(behind).not.toContain("routed");
    expect(benchmarksPage(new Map())).toContain("Nothing has been measured yet");
  });

  it("has a reason for every line that has fallen behind", () => {
    const behind = claimsOf(readResults()).filter(({ holds, ahead }) => holds === false || ahead === false);
    expect(behind.map(({ id }) => id).filter((id) => REASONS[id] === undefined)).toEqual([]);
  });

  it("tells the machine, and passes over results of another form", () => {
    const page = benchmarksPage(new Map<string, unknown>([["route", { ...measured, results: "none" }]]));
    expect(page).toContain("| route | 2026-11-20 10:00 | v20.20.2, 2 × Processor | 0.4 |");
    expect(claimsOf(new Map([["route", { ...measured, results: "none" }]]))).toEqual([]);
    expect(Object.keys(SHAPES).length).toBeGreaterThan(9);
  });
});
