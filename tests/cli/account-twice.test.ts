import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { smallBook } from "./small-book.ts";

const FILES = {
  "companies.csv":
    "Record ID,Company name,Company Domain Name,Company owner,Lifecycle Stage,Create Date\n1,Acme Inc,acme.com,Jo,Customer,2024-01-01\n2,ACME,acme.com,Jo,Customer,2025-01-01\n3,Cedar,cedar.com,Jo,Customer,2024-01-01\n",
  "tickets.csv": "ticket_id,account_id,subject,description,created_at,status\nt1,3,Login,We cannot log in,2026-11-20,Open\n",
};

const { folder, json, said } = smallBook(FILES);

it("an account that is there twice is noticed, found, and made one as both say", async () => {
  expect(await said("import")).toContain("is it one account twice, overrides.csv makes it one (docs/mapping.md)");
  expect(await said("check", "--rule", "VA-63")).toContain("ACME and Acme Inc look like one account (shared: acme.com).");
  const keys = await json<{ account: string; source: string; value: string }[]>(
    "sql",
    "select account, source, value from account_keys where kind = 'source_id' and account = 'acme'",
  );
  expect(keys).toEqual([{ account: "acme", source: "hubspot", value: "2" }]);
  appendFileSync(join(folder(), "overrides.csv"), "source,kind,value,account\nhubspot,id,2,acme-inc\n");
  expect(await said("import")).not.toContain("one account twice");
  expect(await said("check", "--rule", "VA-63")).toContain("No findings.");
  expect(await said("sql", "select count(*) from accounts")).toContain("2");
});
