import fc from "fast-check";
import { appendFile, mkdtemp, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Fact } from "../../src/domain/facts/fact.ts";
import { assignIds } from "../../src/tasks/assign-ids.ts";
import { readLedger, recordFacts } from "../../src/tasks/facts-ledger.ts";
import { measurement } from "./sample.ts";

const TASK = "churn-acme-2026w47";
const runs = async () => mkdtemp(join(tmpdir(), "echo-runs-"));

describe("assignIds", () => {
  it("gives an id to one measurement only, ever, and the same measurement the same id", () => {
    const one = fc
      .tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("s1", "s2"), fc.constantFrom(1, 2))
      .map((parts) => measurement(...parts));
    fc.assert(
      fc.property(fc.array(fc.array(one, { maxLength: 6 }), { maxLength: 8 }), (batches) => {
        let ledger: readonly Fact[] = [];
        const meaning = new Map<string, string>();
        for (const batch of batches) {
          const { facts, added } = assignIds(ledger, batch);
          expect(facts).toEqual(batch.map((one) => ({ ...one, id: expect.stringMatching(/^F[1-9]/) as string })));
          for (const { id, ...rest } of facts) {
            expect(meaning.get(id) ?? JSON.stringify(rest)).toBe(JSON.stringify(rest));
            meaning.set(id, JSON.stringify(rest));
          }
          expect(assignIds([...ledger, ...added], batch)).toEqual({ facts, added: [] });
          ledger = [...ledger, ...added];
        }
        expect(new Set(meaning.values()).size).toBe(meaning.size);
      }),
    );
  });

  it("goes on after the highest id, not in a gap", () => {
    const ledger = [
      { id: "F9", ...measurement("a") },
      { id: "F2", ...measurement("b") },
    ];
    expect(assignIds(ledger, [measurement("c"), measurement("b")]).facts.map(({ id }) => id)).toEqual(["F10", "F2"]);
  });
});

describe("facts ledger", () => {
  it("keeps ids over runs, in a file for its owner alone", async () => {
    const dir = await runs();
    expect(await readLedger(dir, TASK)).toEqual([]);
    const first = await recordFacts(dir, TASK, [measurement("a"), measurement("b")]);
    expect(first.map(({ id }) => id)).toEqual(["F1", "F2"]);
    const second = await recordFacts(dir, TASK, [measurement("b"), measurement("a", "s2")]);
    expect(second.map(({ id }) => id)).toEqual(["F2", "F3"]);
    expect(await readLedger(dir, TASK)).toEqual([...first, second[1]]);
    expect((await stat(join(dir, TASK, "facts.ndjson"))).mode & 0o777).toBe(0o600);
  });

  it("only ever appends", async () => {
    const dir = await runs();
    await recordFacts(dir, TASK, [measurement("a")]);
    const before = await readFile(join(dir, TASK, "facts.ndjson"), "utf8");
    await recordFacts(dir, TASK, [measurement("a"), measurement("b")]);
    const after = await readFile(join(dir, TASK, "facts.ndjson"), "utf8");
    expect(after.startsWith(before)).toBe(true);
    expect(after.split("\n")).toHaveLength(3);
  });

  it("survives a line that a crash cut off", async () => {
    const dir = await runs();
    await recordFacts(dir, TASK, [measurement("a")]);
    await appendFile(join(dir, TASK, "facts.ndjson"), '{"schema":1,"id":"F2","ke');
    expect((await recordFacts(dir, TASK, [measurement("b")])).map(({ id }) => id)).toEqual(["F2"]);
    expect((await readLedger(dir, TASK)).map(({ id, key }) => [id, key])).toEqual([
      ["F1", "a"],
      ["F2", "b"],
    ]);
    expect((await stat(join(dir, TASK, "facts.ndjson"))).mode & 0o777).toBe(0o600);
  });

  it.each([
    ["nonsense", "ledger-invalid"],
    ['{"schema":1,"id":"F2"}', "ledger-invalid"],
    ['{"schema":2,"id":"F2"}', "schema-newer"],
  ])("refuses the line %s and writes nothing", async (line, code) => {
    const dir = await runs();
    await recordFacts(dir, TASK, [measurement("a")]);
    const file = join(dir, TASK, "facts.ndjson");
    const text = `${await readFile(file, "utf8")}${line}\n`;
    await writeFile(file, text);
    await expect(recordFacts(dir, TASK, [measurement("b")])).rejects.toMatchObject({ code, detail: { place: { file, line: 2 } } });
    expect(await readFile(file, "utf8")).toBe(text);
  });

  it("stays inside its folder", async () => {
    await expect(readLedger(await runs(), "../x")).rejects.toMatchObject({ code: "task-id-invalid" });
  });
});
