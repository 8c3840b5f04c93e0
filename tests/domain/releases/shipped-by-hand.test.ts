import { describe, expect, it } from "vitest";
import { asksFor, featureWords } from "../../../src/domain/releases/asks-for.ts";
import { type ReleaseRow, shippedFeatures, type WishRow } from "../../../src/domain/releases/shipped-features.ts";
import { type AskingTicket, whoAsked } from "../../../src/domain/releases/who-asked.ts";

const wish = (request: string, more: Partial<WishRow> = {}): WishRow => ({
  request,
  account: "acme",
  title: "Recurring guest links",
  description: "",
  status: null,
  asked_on: "2026-01-05",
  shipped_on: null,
  ...more,
});
const release = (id: string, on: string, more: Partial<ReleaseRow> = {}): ReleaseRow => ({
  release: id,
  name: null,
  number: null,
  description: "",
  released_on: on,
  requests: [],
  ...more,
});
const short = (wishes: readonly WishRow[], releases: readonly ReleaseRow[] = []): unknown[] =>
  shippedFeatures(wishes, releases).map(({ feature, shipped_on: on, release: name, by }) => [feature, on, name, by]);

describe("a feature that shipped", () => {
  it("is known by a request's own day, the first of a title's", () => {
    const rows = [
      wish("R2", { shipped_on: "2026-03-02", account: "beta" }),
      wish("R1", { shipped_on: "2026-03-01", title: "recurring GUEST links!" }),
    ];
    expect(shippedFeatures(rows, [])).toEqual([
      {
        feature: "recurring-guest-links",
        title: "recurring GUEST links!",
        shipped_on: "2026-03-01",
        release: null,
        by: "request",
        wishes: [rows[1], rows[0]],
      },
    ]);
    const listed = [release("v2", "2026-05-01", { requests: ["R1"], name: "Spring", number: "2.0" })];
    expect(short(rows, listed)).toEqual([["recurring-guest-links", "2026-03-01", "Spring 2.0", "request"]]);
    expect(short([wish("R1")])).toEqual([]);
    // A title without letters goes by the request's id.
    expect(short([wish("R7", { title: "!!!", shipped_on: "2026-02-02" })])).toEqual([["R7", "2026-02-02", null, "request"]]);
  });

  it("is known by the first release that lists it, called by name and number or by its id", () => {
    const rows = [wish("R1"), wish("R2", { account: null })];
    const later = release("v3", "2026-06-01", { requests: ["R1"] });
    const first = release("v2", "2026-05-01", { requests: ["R2"], name: "", number: "2.0" });
    expect(short(rows, [later, first])).toEqual([["recurring-guest-links", "2026-05-01", "2.0", "release"]]);
    expect(short(rows, [later])).toEqual([["recurring-guest-links", "2026-06-01", "v3", "release"]]);
    const twice = [release("b", "2026-05-01", { requests: ["R1"] }), release("a", "2026-05-01", { requests: ["R1"] })];
    expect(short(rows, twice)).toEqual([["recurring-guest-links", "2026-05-01", "a", "release"]]);
  });

  it("is known by notes that name it, from the day it was asked for on", () => {
    const notes = (description: string, on = "2026-05-01", name: string | null = null) => [release("v2", on, { description, name })];
    const named = [["recurring-guest-links", "2026-05-01", "v2", "named"]];
    expect(short([wish("R1")], notes("Faster pages\nGuest links can recur: recurring links for guests"))).toEqual(named);
    expect(short([wish("R1")], notes("New. Recurring guest links; more"))).toEqual(named);
    expect(short([wish("R1")], notes("Fixes • recurring guest link"))).toEqual(named);
    expect(short([wish("R1")], notes("", "2026-05-01", "Recurring guest links"))).toEqual([
      ["recurring-guest-links", "2026-05-01", "Recurring guest links", "named"],
    ]);
    // Its words must stand in one line, and one word alone is no name.
    expect(short([wish("R1")], notes("Recurring invoices\nGuest links"))).toEqual([]);
    expect(short([wish("R1", { title: "SCIM" })], notes("SCIM is here"))).toEqual([]);
    expect(short([wish("R1", { asked_on: "2026-05-02" })], notes("recurring guest links"))).toEqual([]);
    expect(short([wish("R1", { asked_on: "2026-05-01" })], notes("recurring guest links"))).toEqual(named);
    expect(short([wish("R1", { asked_on: null })], notes("recurring guest links"))).toEqual(named);
    expect(short([wish("R1"), wish("R2", { asked_on: "2026-06-01" })], notes("recurring guest links"))).toEqual([]);
  });

  it("stands newest first, then by its name", () => {
    const rows = [
      wish("R1", { title: "Beta things", shipped_on: "2026-03-01" }),
      wish("R2", { title: "Alpha things", shipped_on: "2026-03-01" }),
      wish("R3", { title: "Newer things", shipped_on: "2026-04-01" }),
    ];
    expect(short(rows).map((row) => (row as string[])[0])).toEqual(["newer-things", "alpha-things", "beta-things"]);
    const same = [wish("R1", { account: "b", shipped_on: "2026-03-01" }), wish("R1", { account: "a" }), wish("R1", { account: null })];
    expect(shippedFeatures(same, [])[0]?.wishes.map(({ account }) => account)).toEqual([null, "a", "b"]);
  });
});

describe("who asked", () => {
  const ticket = (id: string, more: Partial<AskingTicket> = {}): AskingTicket => ({
    ticket: id,
    account: "acme",
    on: "2026-02-01",
    subject: "Recurring links",
    description: "for guests, please",
    capability: "sharing",
    ...more,
  });
  const feature = {
    feature: "recurring-guest-links",
    title: "Recurring guest links",
    shipped_on: "2026-03-01",
    release: null,
    by: "request",
    wishes: [
      wish("R2", { account: "beta", asked_on: null }),
      wish("R1", { account: "acme" }),
      wish("R3", { account: null }),
      wish("R0", { account: "acme", asked_on: "2026-01-02" }),
    ],
  } as const;

  it("did so by a request, or by a ticket before it shipped", () => {
    const tickets = [
      ticket("T3", { account: "zeta", on: "2026-03-01" }),
      ticket("T4", { account: "late", on: "2026-03-02" }),
      ticket("T2"),
      ticket("T1", { on: "2025-12-01" }),
      ticket("T5", { account: "other", description: "please" }),
      ticket("T6", { account: "else", description: "please", capability: "login" }),
    ];
    expect(whoAsked(feature, "sharing", tickets)).toEqual([
      { account: "acme", requests: ["R0", "R1"], tickets: ["T1", "T2"], first_on: "2025-12-01" },
      { account: "beta", requests: ["R2"], tickets: [], first_on: null },
      { account: "other", requests: [], tickets: ["T5"], first_on: "2026-02-01" },
      { account: "zeta", requests: [], tickets: ["T3"], first_on: "2026-03-01" },
    ]);
    // Without a capability of its own a feature is asked for by all of its words.
    expect(
      whoAsked(feature, null, [ticket("T5", { account: "other", description: "please", capability: null })]).map(({ account }) => account),
    ).toEqual(["acme", "beta"]);
  });

  it("is told by the words that not every wish has", () => {
    expect([...featureWords("Add an option for guest links to the product").stems]).toEqual(["guest", "link"]);
    expect([...featureWords("A b c").stems]).toEqual([]);
    expect([asksFor(featureWords("guest links"), "guest", true), asksFor(featureWords("one two three"), "one two", true)]).toEqual([
      0,
      2 / 3,
    ]);
    expect([asksFor(featureWords("guest links"), "links guests", false), asksFor(featureWords(""), "", true)]).toEqual([1, 0]);
  });
});
