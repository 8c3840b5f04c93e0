import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { smallBook } from "./small-book.ts";

const FILES = {
  "exports/accounts.csv":
    "account_id,name,domain,csm,renewal_date,arr\na1,Acme,acme.com,Jo Lee,2026-12-09,50000\na2,Birch,birch.com,Kim Roe,2026-12-09,50000\n",
  "exports/tickets.csv": "ticket_id,account_id,subject,description,created_at,status\nt1,a1,Login,We cannot log in,2026-11-20,Open\n",
};
const { folder, run, said } = smallBook({ ...FILES, "echo.yaml": "me: Jo Lee\n" });

it("writes a deleted checklist anew where there is something to put on it, without a warning of it", async () => {
  const tasks = join(folder(), "tasks");
  await said("sweep", "--owner", "all");
  const [list = ""] = readdirSync(tasks).filter((name) => name.endsWith("-todos.md") && name.includes("acme"));
  rmSync(join(tasks, list));
  expect((await run("sweep", "--owner", "all")).stderr).not.toContain("is gone");
  expect(existsSync(join(tasks, list))).toBe(true);
});

it("says once whose accounts it looks at", async () => {
  const { stderr } = await run("sweep", "--dry-run");
  expect(stderr.match(/Only the 1 account of Jo Lee\./g)).toHaveLength(1);
});

it("names a list of everybody's tasks, which `me` does not narrow", async () => {
  await said("sweep", "--owner", "all");
  expect(await said("sweep")).toContain("echo-cs tasks list --open --owner all");
  const [everybody, mine] = [await said("tasks", "list", "--open", "--owner", "all"), await said("tasks", "list", "--open")];
  expect([everybody.includes("Birch"), mine.includes("Birch")]).toEqual([true, false]);
});
