import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { smallBook } from "./small-book.ts";

const { folder, run } = smallBook({
  "exports/accounts.csv":
    "account_id,name,domain,csm,renewal_date,arr\na1,Acme,acme.com,Jo Lee,2026-12-09,50000\na2,Birch,birch.com,Kim Roe,2026-12-09,50000\n",
  "exports/tickets.csv": "ticket_id,account_id,subject,description,created_at,status\nt1,a1,Login,We cannot log in,2026-11-20,Open\n",
});

it("names the line of a split that holds nobody out, and the account that was meant", async () => {
  const lines = [
    "account,play,group,from",
    "acme,renewal,control,2026-11-01",
    "Birch,renewal,control,2026-11-01",
    "bicrh,churn,control,2026-11-01",
  ];
  writeFileSync(join(folder(), "plays-split.csv"), `${lines.join("\n")}\n`);
  const { exit, stderr } = await run("sweep", "--dry-run");
  expect(exit).toBe(0);
  expect(stderr.match(/plays-split\.csv:\d+: .*/g)).toEqual([
    "plays-split.csv:3: there is no account Birch in the book; the line holds nobody out. Did you mean birch?",
    "plays-split.csv:4: there is no account bicrh in the book; the line holds nobody out. Did you mean birch?",
  ]);
  expect((await run("sweep", "--dry-run", "--owner", "Jo Lee")).stderr).not.toContain("plays-split.csv");
});
