import { appendFileSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkConflicts, checkDisk, checkEdits, checkHistory, checkLedgers, litterOlderThan } from "../../scripts/soak/check-files.ts";
import { checkSnapshot } from "../../scripts/soak/check-snapshot.ts";
import { checkFlat, fitLine } from "../../scripts/soak/fit.ts";
import { openHuman } from "../../scripts/soak/human.ts";
import { openProcesses } from "../../scripts/soak/processes.ts";
import { openViolations, type Violations } from "../../scripts/soak/violations.ts";
import { seeded } from "../../src/core/seeded.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

let root = "";
let violations: Violations;
beforeEach(() => {
  root = tempFolder();
  violations = openViolations(
    () => 0,
    () => [],
  );
});
afterEach(() => removeFolder(root));

const found = (): Record<string, number> => Object.fromEntries(violations.counts);
const TODOS = "tasks/churn-acme-2026w47-todos.md";
const HISTORY = "history/health.ndjson";
const line = (account: string, day: string): string => `${JSON.stringify({ account, as_of: day, model: "specialist", score: 50 })}\n`;

describe("the soak's checks", () => {
  it("miss a word of a person's that is gone, and a tick that was taken back", async () => {
    const items = Array.from({ length: 9 }, (_, index) => `- [ ] Step ${index} (id: a/${index})\n`).join("");
    writeFiles(root, { [TODOS]: `---\nschema: 1\n---\n\n# To do\n\n${items}` });
    const human = openHuman(root, seeded(5), 0);
    for (let edit = 0; edit < 60; edit += 1) await human.edit();
    await checkEdits(root, human, violations, 0);
    expect(found()).toEqual({});
    expect(human.words.size).toBeGreaterThan(3);
    expect(human.ticks.size).toBeGreaterThan(0);
    const [word = ""] = [...human.words.keys()];
    const text = readFileSync(join(root, TODOS), "utf8");
    writeFileSync(join(root, TODOS), text.replace(word, "gone").replaceAll("- [x]", "- [ ]"));
    await checkEdits(root, human, violations, 0);
    expect(found()).toEqual({ "no word of a person's is lost": 1, "what a person ticked stays ticked": human.ticks.size });
  });

  it("take a word in a conflict file for kept, and ask that the file was told of", () => {
    writeFiles(root, { [`${TODOS}.conflict-0a1b2c3d`]: "text" });
    const file = join(root, `${TODOS}.conflict-0a1b2c3d`);
    const long = new Date(Date.now() - 3_600_000);
    utimesSync(file, long, long);
    expect(checkConflicts(root, new Set(["churn-acme-2026w47-todos.md.conflict-0a1b2c3d"]), [], violations)).toBe(1);
    checkConflicts(root, new Set(), [long.getTime() + 1000], violations);
    expect(found()).toEqual({});
    checkConflicts(root, new Set(), [], violations);
    expect(found()).toEqual({ "conflicts are told": 1 });
  });

  it("see a broken line of a ledger, but not the half line at its end", () => {
    writeFiles(root, { ".echo/runs/t/facts.ndjson": '{"id":"F1"}\n{"id":"F2', ".echo/runs/t/brief.json": '{"schema":1}\n' });
    checkLedgers(root, violations);
    expect(found()).toEqual({});
    appendFileSync(join(root, ".echo/runs/t/facts.ndjson"), "\n");
    checkLedgers(root, violations);
    expect(found()).toEqual({ "ledgers parse": 1 });
  });

  it("see a history that was rewritten, and an account recorded twice on a day", () => {
    writeFiles(root, { [HISTORY]: line("acme", "2026-11-19") + line("acme", "2026-11-20") });
    const before = checkHistory(root, [], violations);
    appendFileSync(join(root, HISTORY), line("globex", "2026-11-20"));
    expect(checkHistory(root, before, violations)).toHaveLength(3);
    expect(found()).toEqual({});
    writeFileSync(join(root, HISTORY), line("acme", "2026-11-20") + line("acme", "2026-11-20"));
    checkHistory(root, before, violations);
    expect(found()).toEqual({ "health history only grows": 1, "health history once a day": 1 });
  });

  it("see drafts and locks that stayed, not the snapshot's own lock", () => {
    writeFiles(root, { "tasks/.a.lock": "x", "tasks/a.md.0a1b2c3d.tmp": "x", ".echo/book.duckdb.lock": "x", "tasks/a.md": "x" });
    expect(litterOlderThan(root, 60, Date.now())).toEqual([]);
    expect(litterOlderThan(root, 60, Date.now() + 61_000)).toEqual(["tasks/.a.lock", "tasks/a.md.0a1b2c3d.tmp"]);
    expect(litterOlderThan(root, 60, Date.now() + 61_000, true)).toHaveLength(4);
  });

  it("see files that nobody knows", () => {
    writeFiles(root, { "tasks/a.md": "four", "core.1234": "x" });
    expect(checkDisk(root, violations)).toEqual({ tasks: 4, other: 1 });
    expect(found()).toEqual({ "disk use is accounted for": 1 });
  });

  it("see a snapshot that does not open", async () => {
    expect(await checkSnapshot(root, 42, violations)).toBe(42);
    mkdirSync(join(root, ".echo"));
    writeFileSync(join(root, ".echo/book.duckdb"), "half a database");
    await checkSnapshot(root, 42, violations);
    expect(found()).toEqual({ "the snapshot opens": 1 });
  });

  it("see an exit that is not right, a stack trace and a bug, and count a kill", async () => {
    writeFiles(root, {
      "main.mjs": `
        const [how] = process.argv.slice(2);
        if (how === "stay") setTimeout(() => {}, 60000);
        else if (how === "throw") throw new Error("boom");
        else process.exitCode = Number(how);`,
    });
    const env = { PATH: process.env["PATH"] ?? "" };
    const processes = openProcesses({ main: join(root, "main.mjs"), cwd: root, env }, violations, () => 0);
    const run = (how: string, exits: readonly number[], killAfterMs?: number) =>
      processes.run({ name: how, argv: [how], exits, killAfterMs });
    await run("0", [0]);
    await run("2", [0, 2]);
    expect((await run("stay", [0], 300)).exit).toBeNull();
    expect(processes.tally).toMatchObject({ commands: 3, kills: 1 });
    expect(found()).toEqual({});
    await run("3", [0]);
    await run("70", [0]);
    await run("9", [0]);
    await run("throw", [1]);
    expect(found()).toEqual({ "expected exits": 1, "exit codes": 2, "no stack traces": 1 });
  });

  it("see what grows by the hour, and forgive what may be chance", () => {
    const samples = (grow: number, noise: number) =>
      Array.from({ length: 200 }, (_, at) => ({ at: at * 30, value: 200e6 + grow * at + (at % 2 === 0 ? noise : -noise) }));
    expect(fitLine(samples(1e6, 0))?.perHour).toBeCloseTo(120e6, -3);
    checkFlat("flat", samples(0, 20e6), { least: 10e6, share: 0.05 }, violations);
    checkFlat("flat", samples(1e4, 1e6), { least: 10e6, share: 0.05 }, violations);
    expect(found()).toEqual({});
    checkFlat("flat", samples(3e5, 20e6), { least: 10e6, share: 0.05 }, violations);
    expect(found()).toEqual({ flat: 1 });
  });
});
