import { describe, expect, it } from "vitest";
import { stakeholderRows } from "../../src/book/stakeholder-rows.ts";
import { COMPANIES, imported } from "./workspace.ts";

const CONTACTS = [
  "Record ID,First Name,Last Name,Email,Job Title,Buying Role,Last Activity Date,Associated Company IDs",
  "1,Mia,Holt,mia@acme.example,COO,,2026-11-02,101",
  "2,,,MIA@acme.example,,,,101",
  "3,,,billing@acme.example,,,,101",
  "4,,,billing@acme.example,,Champion,2026-11-30,101",
  "5,,,mia@acme.example,,,,102",
  "",
].join("\n");

describe("the people of an account", () => {
  it("are told once: an address alone is nobody beside a contact of that name and address", async () => {
    const { book } = await imported({ "crm.csv": COMPANIES, "c.csv": CONTACTS });
    const rows = await stakeholderRows(book, "2026-11-20", undefined);
    expect(rows.map(({ account, contact }) => `${account} ${contact}`).sort()).toEqual(["acme 1", "acme 3", "acme 4", "birch-rowe 5"]);
    // What the CRM notes is told up to as-of.
    expect(rows.find(({ contact }) => contact === "1")?.last_activity_on).toBe("2026-11-02");
    expect(rows.find(({ contact }) => contact === "4")?.last_activity_on).toBeNull();
    expect((await stakeholderRows(book, "2026-11-20", "acme")).map(({ contact }) => contact).sort()).toEqual(["1", "3", "4"]);
  });
});
