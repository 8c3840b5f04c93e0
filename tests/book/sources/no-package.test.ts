import { afterAll, expect, it, vi } from "vitest";
import { removeFolder } from "../../../src/testing/temp-workspace.ts";
import { ACCOUNTS, at, workspaceOf } from "./warehouse.ts";

vi.mock("pg", () => {
  throw new Error("Cannot find package 'pg'");
});

const folder = workspaceOf(ACCOUNTS, { "exports/accounts.csv": "id,name,domain\n1,One,one.test\n" });
afterAll(() => removeFolder(folder));

it("says which package is missing, and needs it for nothing else", async () => {
  const db = { url: "postgresql://u:p@127.0.0.1:1/d" };
  const { exit, stderr } = await at(folder, db, ["import"]);
  expect([exit, stderr]).toEqual([1, expect.stringContaining("Run: npm install pg")]);
  expect((await at(folder, db, ["import", "--no-sources"])).exit).toBe(0);
  expect((await at(folder, db, ["sources"])).exit).toBe(0);
});
