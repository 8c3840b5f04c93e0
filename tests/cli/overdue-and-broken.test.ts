import { appendFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { smallBook } from "./small-book.ts";

/** Acme's term is over and no new one is on record; Birch renews soon. */
const FILES = {
  "accounts.csv":
    "account_id,name,domain,csm,renewal_date,arr\na1,Acme,acme.com,Jo,2026-11-09,5000\na2,Birch,birch.com,Jo,2026-12-05,9000\n",
  "tickets.csv": "ticket_id,account_id,subject,description,created_at,status\nt1,a2,Login,We cannot log in,2026-11-20,Open\n",
};

const { folder, run, said } = smallBook(FILES, "2026-11-20");

describe("a renewal whose date has passed", () => {
  it("was due, and does not renew in less than no days", async () => {
    const today = await said("ask", "what should I do first today?");
    expect(today).toContain("Acme, whose renewal is overdue");
    expect(today).not.toMatch(/-\d+ days/);
    expect(await said("ask", "is Acme going to renew?")).toContain(
      "The renewal of Acme was due on 2026-11-09, and no new term is on record.",
    );
  });

  it.each([
    ["account", "Acme"],
    ["plan", "renewal", "--account", "Acme"],
    ["ask", "how is Acme doing?"],
    ["ask", "why is Acme churning?"],
    ["ask", "which accounts are at risk?"],
    ["signals"],
  ])("is told by %s %s", async (...args) => {
    const told = (await said(...args)).replaceAll(/\s+/g, " ");
    expect(told).toMatch(/no new term (is )?on record/);
    expect(told).not.toMatch(/-\d+ days/);
  });
});

describe("a checklist that cannot be read", () => {
  it("is named, and the other tasks are listed", async () => {
    await said("ask", "is Birch going to renew?");
    const all = readdirSync(join(folder(), "tasks")).filter((name) => name.endsWith("-todos.md") && name.includes("acme"));
    for (const name of all) appendFileSync(join(folder(), "tasks", name), Buffer.from([0xff, 0xfe]));
    const [broken] = all;
    const { exit, stdout, stderr } = await run("tasks", "list", "--open");
    expect([exit, stdout.includes("Birch"), stdout.includes("Acme")]).toEqual([0, true, false]);
    expect(stderr).toContain(`${broken ?? ""}: The file is not UTF-8 text; the task is left alone until that is mended.`);
  });
});
