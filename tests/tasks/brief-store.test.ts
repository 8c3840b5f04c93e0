import { mkdtemp, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Brief } from "../../src/domain/brief/brief.ts";
import { readBrief, saveBrief } from "../../src/tasks/brief-store.ts";
import { measurement } from "./sample.ts";

const BRIEF: Brief = {
  schema: 1,
  question: "why is Acme churning?",
  lane: "customer-success",
  agent: "customer-success-manager",
  intent: "churn",
  asOf: "2026-11-19",
  snapshot: "s1",
  account: "acme",
  account_name: "Acme Corp",
  mode: "analyst",
  task: "churn-acme-2026w47",
  headline: "Logins fell 46 %.",
  headline_template: "Logins fell {F1|pct}.",
  facts: [{ id: "F1", ...measurement("a") }],
  findings: [],
  actions: [],
  handoffs: [],
  references: [],
  unknowns: [],
  verification: { checked: 1, unverified: [] },
};

const runs = async () => mkdtemp(join(tmpdir(), "echo-briefs-"));
const fileIn = (dir: string) => join(dir, BRIEF.task, "brief.json");

describe("brief store", () => {
  it("gives back what was kept, from a file for its owner alone", async () => {
    const dir = await runs();
    expect(await readBrief(dir, BRIEF.task)).toBeUndefined();
    await saveBrief(dir, BRIEF);
    await saveBrief(dir, { ...BRIEF, headline: "Newer." });
    expect(await readBrief(dir, BRIEF.task)).toEqual({ ...BRIEF, headline: "Newer." });
    expect((await stat(fileIn(dir))).mode & 0o777).toBe(0o600);
  });

  it("neither reads nor replaces what a newer version kept", async () => {
    const dir = await runs();
    await saveBrief(dir, BRIEF);
    const newer = JSON.stringify({ ...BRIEF, schema: 2 });
    await writeFile(fileIn(dir), newer);
    await expect(readBrief(dir, BRIEF.task)).rejects.toMatchObject({ code: "schema-newer" });
    await expect(saveBrief(dir, BRIEF)).rejects.toMatchObject({ code: "schema-newer" });
    expect(await readFile(fileIn(dir), "utf8")).toBe(newer);
  });

  it.each(["{", "[]", '{"schema":1}', JSON.stringify({ ...BRIEF, facts: "F1" })])("refuses %s", async (text) => {
    const dir = await runs();
    await saveBrief(dir, BRIEF);
    await writeFile(fileIn(dir), text);
    await expect(readBrief(dir, BRIEF.task)).rejects.toMatchObject({ code: "brief-invalid", detail: { place: { file: fileIn(dir) } } });
    await saveBrief(dir, BRIEF);
    expect(await readBrief(dir, BRIEF.task)).toEqual(BRIEF);
  });
});
