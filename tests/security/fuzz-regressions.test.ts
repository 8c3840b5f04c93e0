import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ROOT } from "../../src/testing/demo-book.ts";
import { faultOf, runFuzz } from "./fuzz/run-fuzz.ts";
import type { FuzzTarget } from "./fuzz/target.ts";
import { TARGETS } from "./fuzz/targets.ts";

/** New cases that every run of the tests tries; scripts/fuzz.ts goes on for as long as it is let. */
const FRESH: Readonly<Record<string, number>> = {
  agents: 150,
  tasks: 400,
  sse: 200,
  "mcp-server": 40,
  "mcp-http": 40,
  "mcp-client": 25,
  import: 0,
};

afterAll(async () => {
  for (const target of TARGETS) await target.close?.();
});

describe.each(TARGETS)("fuzzing: $name", (target) => {
  it("nothing that once went wrong goes wrong again", async () => {
    for (const { name, bytes } of kept(target.name)) expect(await faultOf(target, { name, bytes }), name).toBeNull();
  }, 120_000);

  it("nor do the first cases", async () => {
    const { faults } = await runFuzz(target, { from: 0, cases: FRESH[target.name] ?? 0 });
    expect(faults.map(({ seed, fault }) => `seed ${seed}: ${fault}`)).toEqual([]);
  }, 120_000);

  it("the same seed makes the same input", () => {
    expect(target.make(7).bytes.equals(target.make(7).bytes)).toBe(true);
    expect(target.make(7).bytes.equals(target.make(8).bytes)).toBe(false);
  });
});

describe("the harness", () => {
  const broken: FuzzTarget = {
    name: "broken",
    about: "",
    make: (seed) => ({ name: "x", bytes: Buffer.from(String(seed)) }),
    check: async ({ bytes }) => {
      if (bytes.toString() === "3") throw new TypeError("oh");
      return bytes.toString() === "5" ? "wrong" : null;
    },
  };

  it("tells faults and what is thrown, with the seed that makes them again, and goes on", async () => {
    const told: number[] = [];
    const { cases, faults } = await runFuzz(broken, { from: 0, cases: 10, tell: ({ seed }) => void told.push(seed) });
    expect([cases, told]).toEqual([10, [3, 5]]);
    expect(faults.map(({ fault }) => fault.split("\n")[0])).toEqual(["threw TypeError: oh", "wrong"]);
    expect((await runFuzz(broken, { from: 0, cases: 10, until: () => told.length > 0 })).cases).toBe(0);
  });

  it("keeps inputs for targets that there are", () => {
    const folders = readdirSync(join(ROOT, "tests/fuzz-regressions"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).filter((name) => !TARGETS.some((target) => target.name === name))).toEqual([]);
  });
});

function kept(target: string): { readonly name: string; readonly bytes: Buffer }[] {
  const folder = join(ROOT, "tests/fuzz-regressions", target);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name: name.replace(/^\d+-/u, ""), bytes: readFileSync(join(folder, name)) }));
}
