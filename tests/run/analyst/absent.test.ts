import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measure, measureAll } from "../../../src/book/measure.ts";
import { queryNamed } from "../../../src/book/queries/registry.ts";
import type { DataTable } from "../../../src/book/schema.ts";
import type { Measurement } from "../../../src/domain/facts/fact.ts";
import { METRICS } from "../../../src/domain/facts/metrics/registry.ts";
import { keysIn } from "../../../src/run/analyst/cite.ts";
import { compose } from "../../../src/run/analyst/compose.ts";
import type { Draft } from "../../../src/run/analyst/draft.ts";
import { Values } from "../../../src/run/analyst/values.ts";
import type { Playbook } from "../../../src/run/playbook/playbook.ts";
import { type Example, openExample } from "../example.ts";

/** Whoever has fewer exports, or exports with fewer columns, still gets whole sentences. */
describe("no sentence of a shipped playbook prints what is absent", () => {
  const examples: Example[] = [];
  const lists: Measurement[][] = [];
  let playbooks: Playbook[];

  beforeAll(async () => {
    for (const asOf of ["2026-11-20", "2026-08-20"]) {
      const example = await openExample(asOf);
      examples.push(example);
      const names = (about: "account" | "book"): string[] =>
        [...METRICS.values()].filter((metric) => metric.about === about).map(({ name }) => name);
      const ofBook = await measure(example.session.context(), { book: "all" }, names("book"));
      const measured = await measureAll(
        example.session.context(),
        example.accounts.map(({ account }) => account),
        names("account"),
      );
      lists.push(...[...measured.values()].map((measurements) => [...measurements, ...ofBook]));
    }
    playbooks = [...(examples[0]?.practice.playbooks.values() ?? [])];
  });
  afterAll(() => examples.forEach((example) => example.close()));

  /** What prints an absent value, where the measurements that `drops` picks had none. */
  function holes(drops: (measurement: Measurement) => boolean): string[] {
    const found = new Set<string>();
    for (const list of lists) {
      const left = list.map((measurement): Measurement =>
        drops(measurement) ? { ...measurement, value: null, reason: "dropped" } : measurement,
      );
      const absent = new Map(
        left.filter(({ value, metric }) => value === null && metric !== "account_name").map(({ key, metric }) => [key, metric]),
      );
      for (const playbook of playbooks) {
        const draft = compose(playbook, new Values(left), left[0]?.asOf ?? "");
        const printed = sentences(playbook, draft).flatMap(([where, template]) => keysIn(template).map((key) => [where, absent.get(key)]));
        for (const [where, metric] of printed) if (metric !== undefined) found.add(`${playbook.id} ${where}: ${metric}`);
      }
    }
    return [...found];
  }

  it("with every export there", () => expect(holes(() => false)).toEqual([]));

  const without: Readonly<Record<string, readonly DataTable[]>> = {
    usage: ["usage"],
    subscriptions: ["subscriptions"],
    invoices: ["invoices"],
    tickets: ["tickets"],
    surveys: ["surveys"],
    meetings: ["interactions"],
    contacts: ["contacts"],
    deals: ["opportunities"],
    "anything but usage": ["subscriptions", "invoices", "tickets", "surveys", "interactions", "contacts", "opportunities"],
    "anything but tickets": ["usage", "subscriptions", "invoices", "surveys", "interactions", "contacts", "opportunities"],
    "anything but subscriptions": ["usage", "invoices", "tickets", "surveys", "interactions", "contacts", "opportunities"],
  };
  it.each(Object.entries(without))("without %s", (_, tables) => {
    const needs = (query: string): readonly string[] =>
      query === "recurring-gap"
        ? ["tickets"]
        : query === "people"
          ? ["contacts"]
          : query === "health" || query === "book-health"
            ? []
            : queryNamed(query).tables;
    expect(
      holes(
        ({ source, metric }) =>
          needs(source.query).some((table) => tables.some((gone) => gone === table)) ||
          (metric === "gap_arr" && tables.includes("subscriptions")),
      ),
    ).toEqual([]);
  });

  const columns: Readonly<Record<string, readonly string[]>> = {
    "a health score": [
      "health_score",
      "health_tier",
      "health_change_30d",
      "weakest_input",
      "health_previous",
      "health_mean",
      "green_share",
    ],
    "user ids in the usage export": [
      "active_users_30d",
      "active_users_prior_30d",
      "active_users_change_30d",
      "logins_per_user_week",
      "seat_utilisation",
      "champion_silent_days",
    ],
    seats: ["seats", "seat_utilisation"],
    plans: ["plan"],
    "one currency": ["arr", "segment", "touch", "overdue_amount", "open_renewal_amount", "open_expansion_amount"],
    "a known capability": [
      "gap_capability",
      "gap_statement",
      "gap_tickets",
      "gap_first_on",
      "gap_other_accounts",
      "gap_accounts",
      "gap_account_names",
      "gap_tickets_all",
      "gap_ticket_ids",
      "gap_arr",
      "gap_spread_since",
    ],
    "recurring revenue of the gap's accounts": ["gap_arr"],
    names: ["csm_name", "champion_gone_name", "champion_name", "decider_name", "seller_name"],
    "job titles": ["champion_gone_title", "decider_title"],
    "invoice numbers": ["overdue_number"],
    "an open renewal deal": ["renewal_stage", "open_renewal_amount"],
    "reply times": ["first_reply_hours", "book_first_reply_hours"],
  };
  it.each(Object.entries(columns))("without %s", (_, names) => {
    expect(names.filter((name) => !METRICS.has(name))).toEqual([]);
    expect(holes(({ metric }) => names.includes(metric))).toEqual([]);
  });

  it("and a hole would be seen", () => expect(holes(({ metric }) => metric === "logins_prior_30d")).not.toEqual([]));
});

/** What of a draft is printed: a playbook that lists accounts makes only findings of each. */
function sentences({ each }: Playbook, draft: Draft): [string, string][] {
  const findings = draft.findings.map(({ id, template }): [string, string] => [`finding ${id}`, template]);
  if (each !== undefined) return findings;
  const others = [
    ...draft.actions.map(({ step, template }): [string, string] => [`step ${step}`, template]),
    ...draft.handoffs.flatMap(({ to, reason, ask }): [string, string][] => [
      [`handoff to ${to}`, reason],
      [`handoff to ${to}`, ask],
    ]),
  ];
  return [["headline", draft.headline], ...findings, ...others];
}
