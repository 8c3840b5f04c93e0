import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Brief } from "../../src/domain/brief/brief.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

interface Scored {
  readonly account: string;
}

let cwd = "";
const owners = new Map<string, string[]>();
beforeAll(async () => {
  cwd = await demoFolder();
  const rows = await runJson<{ csm: string; account: string }[]>(
    ["sql", "select csm, account from accounts where csm is not null order by account", "--demo"],
    { cwd },
  );
  for (const { csm, account } of rows) owners.set(csm, [...(owners.get(csm) ?? []), account]);
});
afterAll(() => removeFolder(cwd));

describe("--owner", () => {
  it("keeps every command to one person's accounts", async () => {
    const everybody = await runJson<Scored[]>(["health", "--all", "--demo"], { cwd });
    let seen = 0;
    for (const [owner, accounts] of owners) {
      const mine = await runJson<Scored[]>(["health", "--all", "--demo", "--owner", owner], { cwd });
      expect(accounts).toEqual(expect.arrayContaining(mine.map(({ account }) => account)));
      seen += mine.length;
      const signals = await runJson<Scored[]>(["signals", "--demo", "--owner", owner], { cwd });
      expect(signals.filter(({ account }) => !accounts.includes(account))).toEqual([]);
    }
    expect(owners.size).toBeGreaterThan(1);
    expect(seen).toBe(everybody.length);
  });

  it("answers a question of the book from them, in a task and with Facts of their own", async () => {
    const [owner = ""] = owners.keys();
    const whole = await runJson<Brief>(["ask", "which accounts are at risk?", "--demo", "--no-model"], { cwd });
    const mine = await runJson<Brief>(["ask", "which accounts are at risk?", "--demo", "--no-model", "--owner", owner], { cwd });
    expect(mine.accounts_of).toBe(owner);
    expect(whole.accounts_of).toBeUndefined();
    expect(mine.task).not.toBe(whole.task);
    const ofBook = mine.facts.find(({ subject }) => "book" in subject);
    expect(ofBook?.subject).toEqual({ book: owner });
    const evidence = await runJson<{ matches: boolean; value: unknown }>(["evidence", ofBook?.id ?? "", "--task", mine.task, "--demo"], {
      cwd,
    });
    expect(evidence).toMatchObject({ matches: true, value: ofBook?.value });
  });

  it("narrows nothing where an account is named, whoever owns it", async () => {
    const [other = ""] = [...owners].find(([, accounts]) => !accounts.includes("acme")) ?? [];
    const brief = await runJson<Brief>(["ask", "why is Acme churning?", "--demo", "--no-model", "--owner", other], { cwd });
    expect(brief.account).toBe("acme");
    expect(brief.accounts_of).toBeUndefined();
    expect(await runJson<Scored[]>(["health", "acme", "--demo", "--owner", other], { cwd })).toHaveLength(1);
  });

  it("is whom a question names: by first name, and without taking the name for an account's", async () => {
    for (const [owner, accounts] of owners) {
      const question = `who is at risk in ${owner.split(" ")[0] ?? ""}'s book?`;
      const brief = await runJson<Brief>(["ask", question, "--demo", "--no-model"], { cwd });
      expect(brief.accounts_of).toBe(owner);
      const named = brief.facts.flatMap(({ subject }) => ("account" in subject ? [subject.account] : []));
      expect(accounts).toEqual(expect.arrayContaining(named));
    }
    const brief = await runJson<Brief>(["ask", "does Hannah own Acme, and why is Acme churning?", "--demo", "--no-model"], { cwd });
    expect(brief.account).toBe("acme");
  });

  it("judges an account as everybody does: by the use and the meetings of the whole book", async () => {
    const everybody = await runJson<Scored[]>(["signals", "--demo"], { cwd });
    for (const [owner, accounts] of owners) {
      const mine = await runJson<Scored[]>(["signals", "--demo", "--owner", owner], { cwd });
      expect(mine).toEqual(everybody.filter(({ account }) => accounts.includes(account)));
    }
  });

  it("says whose data end before the day asked about", async () => {
    const [owner = ""] = owners.keys();
    const { stderr } = await runCli(["sweep", "--demo", "--dry-run", "--owner", owner, "--as-of", "2026-11-22"], { cwd });
    expect(stderr).toMatch(new RegExp(`The data of ${owner}'s accounts end on 2026-11-\\d\\d; nothing is known`));
    const everybody = await runCli(["sweep", "--demo", "--dry-run", "--as-of", "2026-11-22"], { cwd });
    expect(everybody.stderr).toContain("The data end on 2026-11-20; nothing is known");
  });

  it("claims no filter where the figures are of all customers", async () => {
    const [owner = "", accounts = []] = [...owners][0] ?? [];
    const { stderr } = await runCli(["patterns", "--demo", "--owner", owner], { cwd });
    expect(stderr).toContain(`Patterns that touch the ${accounts.length} accounts of ${owner}; their figures count every customer.`);
    expect(stderr).not.toContain("Only the");
  });

  it("takes a first name, and names the owners there are for one that nobody has", async () => {
    const [owner = ""] = owners.keys();
    const first = owner.split(" ")[0] ?? "";
    const { stderr, exit } = await runCli(["signals", "--demo", "--owner", first.toLowerCase()], { cwd });
    expect(exit).toBe(0);
    expect(stderr).toContain(`accounts of ${owner}`);
    const wrong = await runCli(["signals", "--demo", "--owner", "Nobody Atall"], { cwd });
    expect(wrong.exit).toBe(1);
    expect(wrong.stderr).toContain(owner);
  });

  it("is `me` of echo.yaml where left out, and --owner all is everybody", async () => {
    const [owner = ""] = owners.keys();
    const folder = join(cwd, "mine");
    await mkdir(join(folder, "exports"), { recursive: true });
    const rows = [...owners].flatMap(([csm, accounts]) => accounts.map((account) => `${account},${account},${account}.example,${csm}`));
    await writeFile(
      join(folder, "exports", "companies.csv"),
      `Record ID,Company name,Company Domain Name,Company owner\n${rows.join("\n")}\n`,
    );
    await writeFile(
      join(folder, "exports", "nps.csv"),
      `Email,Survey Type,Score,Response Date\nann@${owners.get(owner)?.[0]}.example,NPS,9,2026-11-20\n`,
    );
    await writeFile(join(folder, "echo.yaml"), `me: ${owner}\n`);
    const count = async (...more: string[]): Promise<number> =>
      (await runJson<Scored[]>(["health", "--all", "-C", folder, ...more], { cwd })).length;
    expect(await count()).toBe(owners.get(owner)?.length);
    expect(await count("--owner", "all")).toBe(rows.length);
    expect(await readFile(join(folder, "echo.yaml"), "utf8")).toBe(`me: ${owner}\n`);
  });
});
