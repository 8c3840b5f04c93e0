import { Chalk } from "chalk";
import { describe, expect, it } from "vitest";
import { summaryCounter } from "../../src/app/triage-summary.ts";
import { renderTriageHead, renderTriageLine } from "../../src/cli/render/render-triage.ts";
import { renderTriageSummary } from "../../src/cli/render/render-triage-summary.ts";
import type { TriagedTicket } from "../../src/domain/triage/triaged.ts";

const paint = new Chalk({ level: 0 });
const TICKET: TriagedTicket = {
  id: "48214",
  capability: "sso-and-provisioning",
  gap: "Customers cannot …",
  type: "incident",
  sentiment: { label: "very_negative", score: -0.8 },
  frustration: 0.7,
  priority: "p1",
  escalate: true,
  rule: "outage",
  reasons: [],
  account: "acme",
  arr_minor: 1_200_000,
  health: "red",
  lane: "partners",
  agent: "product-engineer",
  next_step: "Open an incident.",
  language: "en",
  deadlines: [],
  churn_intent: true,
  duplicates_of: null,
  reply_due: null,
  sla: "unknown",
  confidence: 0.9,
  subject: `Nobody \u001b[31mcan\n get in ${"since the swap ".repeat(20)}`,
};

describe("the table of a terminal", () => {
  it.each([60, 80, 100])("fits %i columns, with accounts and without, and lets no escape through", (width) => {
    for (const hasAccounts of [true, false]) {
      const view = { paint, width, hasAccounts };
      for (const text of [renderTriageHead(view), renderTriageLine(TICKET, view)]) {
        expect([...text.trimEnd()].length).toBeLessThanOrEqual(Math.max(width, 84));
        expect(text.indexOf("\n")).toBe(text.length - 1);
        expect(text).not.toContain("\u001b");
      }
      expect(renderTriageLine(TICKET, view).includes("acme")).toBe(hasAccounts);
      expect(renderTriageLine(TICKET, view)).toMatch(/^p1 -- sso-and-provisioning {3}↑ product-engineer /);
    }
  });
});

describe("the summary", () => {
  it("adds up by capability, account and rule, an account's revenue once a capability", () => {
    const counts = summaryCounter();
    counts.add(TICKET);
    counts.add({
      ...TICKET,
      id: "2",
      escalate: false,
      rule: null,
      priority: "p3",
      sentiment: { label: "neutral", score: 0 },
      churn_intent: false,
      duplicates_of: "48214",
    });
    counts.add({ ...TICKET, id: "3", capability: null, account: null, arr_minor: null, health: null, agent: null, churn_intent: false });
    counts.broken(2);
    const summary = counts.summary();
    expect(summary).toMatchObject({
      tickets: 3,
      escalated: 2,
      duplicates: 1,
      churn_intent: 1,
      broken: 2,
      accounts_known: 1,
      tickets_without_account: 1,
    });
    expect(summary.capabilities).toEqual([
      { name: "sso-and-provisioning", tickets: 2, escalated: 1, negative: 1, accounts: 1, arr_minor: 1_200_000 },
      { name: "none", tickets: 1, escalated: 1, negative: 1, accounts: 0, arr_minor: 0 },
    ]);
    expect(summary.accounts).toEqual([
      { name: "acme", tickets: 2, escalated: 1, negative: 1, churn_intent: 1, arr_minor: 1_200_000, health: "red" },
    ]);
    const text = renderTriageSummary(summary, { paint, width: 80, hasAccounts: true, currency: "EUR" });
    expect(text).toContain("3 tickets: 2 above support (67 %), 1 with talk of leaving, 1 duplicate, 2 lines could not be read");
    expect(text).toContain("€12,000");
    expect(text).toContain("1 of 3 tickets belong to no account");
    for (const line of text.split("\n")) expect([...line].length, line).toBeLessThanOrEqual(100);
  });

  it("says that there were none", () => {
    expect(renderTriageSummary(summaryCounter().summary(), { paint, width: 80, hasAccounts: false, currency: "USD" })).toBe(
      "No tickets.\n",
    );
  });
});
