import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSession, type Session } from "../../src/app/open-session.ts";
import { knownAccounts } from "../../src/book/known-accounts.ts";
import { measure, measureAll } from "../../src/book/measure.ts";
import { queryNamed } from "../../src/book/queries/registry.ts";
import { readEnvironment } from "../../src/config/environment.ts";
import { findWorkspace } from "../../src/config/workspace.ts";
import { fixedClock } from "../../src/core/clock.ts";
import { silentLog } from "../../src/core/log.ts";
import type { FactValue } from "../../src/domain/facts/fact.ts";
import { demoFolder, ROOT } from "../../src/testing/demo-book.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

// What the generator counted from its own files, without the program.
const key = JSON.parse(readFileSync(join(ROOT, "examples/northstar/answer-key.json"), "utf8"));
const churned: readonly { readonly name: string; readonly ended_on: string }[] = key.churned;
const overdue: readonly { readonly name: string; readonly amount_minor: number }[] = key.overdue;
const renewals: readonly { readonly name: string; readonly on: string }[] = key.renewals_90d.yearly;
const graniteNps: readonly { readonly score: number }[] = key.stories.granite_mutual.nps;
const brightloomNps: readonly { readonly score: number }[] = key.stories.brightloom.nps;

let cwd = "";
let session: Session;
beforeAll(async () => {
  cwd = await demoFolder();
  const workspace = await findWorkspace({ cwd, packageRoot: ROOT, demo: true });
  session = await openSession({ workspace, environment: readEnvironment({}), clock: fixedClock("2026-11-22T09:00:00Z"), log: silentLog });
});
afterAll(() => {
  session.close();
  removeFolder(cwd);
});

async function figures(account: string, ...metrics: readonly string[]): Promise<FactValue[]> {
  return (await measure(session.context(), { account }, metrics)).map(({ value }) => value);
}

/** The value of one metric by account name, null ones left out. */
async function everywhere(metric: string): Promise<Record<string, FactValue>> {
  const accounts = await knownAccounts(session.book);
  const measured = await measureAll(
    session.context(),
    accounts.map(({ account }) => account),
    [metric],
  );
  const values = accounts.map(({ account, name }): [string, FactValue] => [name, measured.get(account)?.[0]?.value ?? null]);
  return Object.fromEntries(values.filter(([, value]) => value !== null));
}

const rounded = (value: FactValue | undefined): number => Math.round(Number(value) * 10_000) / 10_000;

it("looks back from the last day with activity", () => {
  expect({ asOf: session.asOf, age: session.age }).toEqual({ asOf: key.asOf, age: 2 });
});

describe("Acme", () => {
  const { acme } = key.stories;

  it("has the revenue, seats, renewal and people of the key", async () => {
    expect(await figures("acme", "arr", "seats", "renewal_on", "days_to_renewal", "csm_name", "decider_name", "decider_title")).toEqual([
      acme.arr_minor,
      acme.seats,
      acme.renewal_on,
      acme.days_to_renewal,
      acme.csm,
      acme.economic_buyer.name,
      acme.economic_buyer.title,
    ]);
    expect(await figures("acme", "champion_gone_name", "champion_gone_title", "champion_left_on", "champions")).toEqual([
      acme.champion.name,
      acme.champion.title,
      acme.champion.left_on,
      0,
    ]);
  });

  it("uses the product as the key counts it", async () => {
    expect(
      await figures(
        "acme",
        "logins_last_30d",
        "logins_prior_30d",
        "active_users_30d",
        "active_users_prior_30d",
        "features_used_30d",
        "features_used_prior_30d",
      ),
    ).toEqual([
      acme.logins.last30,
      acme.logins.prior30,
      acme.active_users.last30,
      acme.active_users.prior30,
      acme.features.last30,
      acme.features.prior30,
    ]);
    expect(rounded((await figures("acme", "logins_change_30d"))[0])).toBe(acme.logins.change);
  });

  it("owes the invoice of the key", async () => {
    expect(await figures("acme", "overdue_number", "overdue_amount", "overdue_since", "overdue_invoices")).toEqual([
      acme.overdue.number,
      acme.overdue.amount_minor,
      acme.overdue.due_on,
      1,
    ]);
  });

  it("was met and asked when the key says", async () => {
    expect(await figures("acme", "renewal_talks", "last_review_on", "last_meeting_on")).toEqual([
      acme.renewal_meetings_held,
      acme.last_qbr_on,
      acme.last_meeting_held,
    ]);
    const [before, last] = acme.nps;
    expect(await figures("acme", "nps_previous", "nps_last", "nps_last_on")).toEqual([before.score, last.score, last.on]);
  });

  it("reports the same SSO and SCIM fault as the other accounts of the key, ticket for ticket", async () => {
    const { tickets_last_90d: own, ticket_ids: ids, other_accounts: others, other_ticket_ids: otherIds } = acme.sso_scim;
    expect(await figures("acme", "gap_tickets", "gap_other_accounts", "gap_tickets_all")).toEqual([
      own,
      others.length,
      ids.length + otherIds.length,
    ]);
    const context = session.context();
    const rows = await queryNamed("recurring-gap").evidence({ ...context, scope: { ...context.scope, account: "acme" } }, 90, 1000);
    expect(rows.map(({ ticket }) => Number(ticket)).sort((a, b) => a - b)).toEqual(
      [...ids, ...otherIds].sort((a: number, b: number) => a - b),
    );
    const names = new Map((await knownAccounts(session.book)).map(({ account, name }) => [account, name]));
    expect(new Set(rows.map(({ account }) => names.get(String(account))))).toEqual(new Set(["Acme Corp", ...others]));
  });

  it("looks at another product", async () => {
    expect(await figures("acme", "competitor_tickets")).toEqual([1]);
    expect((await figures("acme", "escalation_tickets"))[0]).toBeGreaterThanOrEqual(1);
  });
});

describe("the other stories", () => {
  it("Brightloom is full and content", async () => {
    const { brightloom } = key.stories;
    expect(
      await figures(
        "brightloom",
        "arr",
        "renewal_on",
        "seats",
        "active_users_30d",
        "seat_utilisation",
        "logins_last_30d",
        "logins_prior_30d",
      ),
    ).toEqual([
      brightloom.arr_minor,
      brightloom.renewal_on,
      brightloom.seats,
      brightloom.seats_in_use,
      1,
      brightloom.logins.last30,
      brightloom.logins.prior30,
    ]);
    expect(
      await figures("brightloom", "nps_last", "last_review_on", "open_expansions", "open_expansion_amount", "expansion_tickets"),
    ).toEqual([
      brightloomNps.at(-1)?.score,
      brightloom.last_qbr_on,
      1,
      brightloom.open_deals[0].amount_minor,
      brightloom.ask_ticket_ids.length,
    ]);
  });

  it("Cobalt is stuck after 45 days", async () => {
    const cobalt = key.stories.cobalt_freight;
    expect(
      await figures("cobalt-freight", "won_on", "days_since_won", "kickoff_on", "seats", "logins_last_30d", "active_users_30d"),
    ).toEqual([
      cobalt.closed_won_on,
      cobalt.days_since_closed_won,
      cobalt.kickoff_on,
      cobalt.seats,
      cobalt.logins.last30,
      cobalt.active_users.last30,
    ]);
    const context = session.context();
    const rows = await queryNamed("recurring-gap").evidence(
      { ...context, scope: { ...context.scope, account: "cobalt-freight" } },
      90,
      1000,
    );
    const own = rows.filter(({ account }) => account === "cobalt-freight").map(({ ticket }) => Number(ticket));
    // One of the six asks which format to use and names no fault.
    expect(own.length).toBeGreaterThanOrEqual(cobalt.import_ticket_ids.length - 1);
    expect(cobalt.import_ticket_ids).toEqual(expect.arrayContaining(own));
  });

  it("Driftwood is silent and uses less", async () => {
    const driftwood = key.stories.driftwood_analytics;
    expect(
      await figures(
        "driftwood-analytics",
        "arr",
        "seats",
        "renewal_on",
        "last_meeting_on",
        "logins_last_30d",
        "logins_prior_30d",
        "features_used_30d",
      ),
    ).toEqual([
      driftwood.arr_minor,
      driftwood.seats,
      driftwood.renewal_on,
      driftwood.last_meeting_held,
      driftwood.logins.last30,
      driftwood.logins.prior30,
      driftwood.features.last30,
    ]);
    expect(rounded((await figures("driftwood-analytics", "logins_change_30d"))[0])).toBe(driftwood.logins.change);
    for (const value of await figures("driftwood-analytics", "tickets_90d", "nps_last")) expect(value ?? 0).toBe(0);
    const tiers = await figures("driftwood-analytics", "health_tier");
    expect(tiers[0]).not.toBe("green");
  });

  it("Ember & Oak is noisy and green by both models", async () => {
    const [most] = Object.entries(await everywhere("tickets_90d")).sort(([, a], [, b]) => Number(b) - Number(a));
    expect(most?.[0]).toBe(key.stories.ember_and_oak.name);
    for (const model of ["specialist", "customer-success"])
      expect((await measure(session.context(model), { account: "ember-oak" }, ["health_tier"]))[0]?.value, model).toBe("green");
  });

  it("Fernhill cannot be scored yet", async () => {
    expect(await figures("fernhill-labs", "health_score", "health_tier", "won_on", "logins_last_30d")).toEqual([
      key.stories.fernhill_labs.score,
      null,
      key.stories.fernhill_labs.signed_on,
      key.stories.fernhill_labs.logins.last30,
    ]);
  });

  it("Granite uses a third of its seats and paid late", async () => {
    const granite = key.stories.granite_mutual;
    expect(
      await figures("granite-mutual", "arr", "renewal_on", "seats", "active_users_30d", "seat_utilisation", "worst_payment_delay"),
    ).toEqual([
      granite.arr_minor,
      granite.renewal_on,
      granite.seats,
      granite.active_users_last30,
      granite.seat_utilisation,
      granite.paid_late.days,
    ]);
    expect(await figures("granite-mutual", "nps_previous", "nps_last")).toEqual(graniteNps.map(({ score }) => score));
    expect((await figures("granite-mutual", "budget_tickets"))[0]).toBeGreaterThanOrEqual(1);
  });

  it("Wickerwood has given notice and not churned", async () => {
    const wickerwood = key.stories.wickerwood_furniture;
    expect(await figures("wickerwood-furniture", "arr", "renewal_on", "cancel_requested", "churned_on")).toEqual([
      wickerwood.arr_minor,
      wickerwood.renewal_on,
      1,
      null,
    ]);
  });

  it("plan changes are no churn", async () => {
    const { expansion, contraction } = key.stories.plan_changes;
    expect(await figures("bluestem-utilities", "arr", "churned_on")).toEqual([expansion.to_minor, null]);
    expect(await figures("foxglove-cosmetics", "arr", "churned_on")).toEqual([contraction.to_minor, null]);
  });
});

describe("over the whole book", () => {
  it("the same accounts churned, on the same days", async () => {
    expect(await everywhere("churned_on")).toEqual(Object.fromEntries(churned.map(({ name, ended_on: on }) => [name, on])));
    expect(await figures("harbor-pine", "churn_reason")).toEqual([key.stories.harbor_and_pine.reason]);
  });

  it("the same customers have invoices overdue", async () => {
    const owed = Object.entries(await everywhere("overdue_amount")).filter(([name]) => !churned.some((gone) => gone.name === name));
    expect(Object.fromEntries(owed)).toEqual(Object.fromEntries(overdue.map(({ name, amount_minor: amount }) => [name, amount])));
  });

  it("the same renewals are due in 90 days", async () => {
    const days = await everywhere("days_to_renewal");
    const due = Object.entries(await everywhere("renewal_on")).filter(([name]) => Number(days[name]) >= 0 && Number(days[name]) <= 90);
    expect(Object.fromEntries(due)).toEqual(Object.fromEntries(renewals.map(({ name, on }) => [name, on])));
    expect((await measure(session.context(), { book: "all" }, ["renewals_90d"]))[0]?.value).toBe(renewals.length);
  });
});
