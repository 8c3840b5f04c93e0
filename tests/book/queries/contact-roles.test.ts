import { describe, expect, it } from "vitest";
import { contactRolesKnown } from "../../../src/book/contact-roles-known.ts";
import { measure } from "../../../src/book/measure.ts";
import { checkAvailable } from "../../../src/book/queries/check-available.ts";
import { COMPANIES, imported } from "../workspace.ts";
import { contextOf, valuesOf } from "./knowledge.ts";
import { contacts } from "./samples.ts";

const AS_OF = "2026-11-20";
const OF_ACME = { "Record ID": "1", "Associated Company IDs": "101" };
const OF_BIRCH = { "Record ID": "2", Email: "ola@birchrowe.example", "Associated Company IDs": "102" };
const COUNTS = ["champions", "champions_gone", "sponsors", "deciders"];

describe("contacts of whom no export says a role", () => {
  it("make no account one without a champion: it is not known, with the reason", async () => {
    const { book } = await imported({ "crm.csv": COMPANIES, "c.csv": contacts(OF_ACME, OF_BIRCH) });
    const context = await contextOf(book, AS_OF);
    expect(await valuesOf(context, "acme", "contacts", ...COUNTS)).toEqual({
      contacts: 1,
      champions: null,
      champions_gone: null,
      sponsors: null,
      deciders: null,
    });
    const measured = await measure(context, { account: "acme" }, [...COUNTS, "champion_name", "decider_name"]);
    expect(new Set(measured.map(({ reason }) => reason))).toEqual(new Set(["the contacts export names no roles"]));
    expect(await contactRolesKnown(book)).toBe(false);
    expect([...(await checkAvailable(context))].filter((need) => need.startsWith("contact"))).toEqual(["contacts"]);
  });

  it("do where one contact of the book has a role, be it another account's", async () => {
    const { book } = await imported({ "crm.csv": COMPANIES, "c.csv": contacts(OF_ACME, { ...OF_BIRCH, "Buying Role": "Champion" }) });
    const context = await contextOf(book, AS_OF);
    expect(await valuesOf(context, "acme", ...COUNTS)).toEqual({ champions: 0, champions_gone: 0, sponsors: 0, deciders: 0 });
    expect((await measure(context, { account: "acme" }, ["champion_name"]))[0]?.reason).toBe("no champion is recorded");
    expect(await contactRolesKnown(book)).toBe(true);
    expect(await checkAvailable(context)).toContain("contact-roles");
  });

  it("say nothing of a book without contacts", async () => {
    const { book } = await imported({ "crm.csv": COMPANIES });
    expect(await book.rows("SELECT value FROM meta WHERE key = 'contact_roles'")).toEqual([]);
  });
});
