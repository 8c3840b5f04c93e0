import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Brief } from "../../src/domain/brief/brief.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

let cwd = "";
beforeAll(async () => {
  cwd = await demoFolder();
});
afterAll(() => removeFolder(cwd));

const ask = (question: string): Promise<Brief> => runJson<Brief>(["ask", question, "--demo", "--no-model"], { cwd });

it("an account is called ready to grow only where `expansion` holds nothing against it", async () => {
  const { accounts } = await runJson<{ accounts: { name: string; hold: { rule: string } | null }[] }>(["expansion", "--demo"], { cwd });
  for (const name of ["Brightloom", "Larkspur Robotics", "Ember & Oak"]) {
    const { headline } = await ask(`is ${name} ready to expand?`);
    const held = accounts.find((account) => account.name === name)?.hold ?? null;
    expect([name, headline.includes("is ready to grow")]).toEqual([name, held === null]);
    if (held !== null) expect(headline).toContain("ask before offering");
  }
});

it("a seller's forecast holds the seller's deals, an account owner's those of the accounts, and says which", async () => {
  const of = (owner: string): Promise<{ deals: { owner: string }[]; notes: string[] }> =>
    runJson(["forecast", "--owner", owner, "--demo"], { cwd });
  const seller = await of("Dana Whitfield");
  expect(new Set(seller.deals.map(({ owner }) => owner))).toEqual(new Set(["Dana Whitfield"]));
  expect(seller.notes[0]).toContain("deals that Dana Whitfield owns");
  expect((await of("Hannah Lindqvist")).notes[0]).toContain("accounts of Hannah Lindqvist");
});

it("a draft goes to nobody who is not among the contacts", async () => {
  const to = (name: string) => runCli(["draft", "--account", "acme", "--play", "recovery", "--to", name, "--demo"], { cwd });
  const unknown = await to("Graham Elery");
  expect([
    unknown.exit,
    unknown.stderr.includes("is not among the contacts of Acme Corp"),
    unknown.stderr.includes("Did you mean Graham Ellery?"),
  ]).toEqual([1, true, true]);
  expect((await to("Marisol Vega")).stderr).toContain("left Acme Corp on 2026-10-16");
  expect((await to("Graham Ellery")).exit).toBe(0);
});

it("that ECHO opened a task is no work of anybody's; a ticked item is", async () => {
  const folder = await demoFolder();
  try {
    const check = async (): Promise<number> => {
      const { stdout } = await runCli(["check", "--demo", "--as-of", "2026-11-20", "--json"], { cwd: folder });
      return stdout.split("VA-20").length;
    };
    const before = await check();
    await runCli(["ask", "why is Acme churning?", "--demo", "--no-model", "--as-of", "2026-11-16"], { cwd: folder });
    expect(await check()).toBe(before);
    const tasks = join(folder, "echo-demo", "tasks");
    mkdirSync(tasks, { recursive: true });
    const todos = readdirSync(tasks).find((name) => name.startsWith("churn-acme") && name.endsWith("-todos.md")) ?? "";
    const text = readFileSync(join(tasks, todos), "utf8");
    writeFileSync(join(tasks, todos), text.replace("- [ ]", "- [x]"));
    expect(text).toContain("- [ ]");
    expect(await check()).toBeLessThanOrEqual(before);
  } finally {
    removeFolder(folder);
  }
});

it("people lists no account that left", async () => {
  const { accounts } = await runJson<{ accounts: { name: string }[] }>(["people", "--demo"], { cwd });
  const names = accounts.map(({ name }) => name);
  expect(names).toHaveLength(40);
  expect(names).not.toContain("Kestrel Outdoor");
});
