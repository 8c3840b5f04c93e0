import { goodAccount, type TableRow, type Tables } from "./standards-book.ts";

/** One account with one thing wrong: what breaks, and which rules must find it. */
export interface Fault {
  readonly account: string;
  readonly rules: readonly string[];
  readonly change: (tables: Tables, account: string) => void;
}

const set =
  (table: string, values: TableRow, suffix?: string): Fault["change"] =>
  (tables, account) => {
    for (const row of tables[table] ?? [])
      if (suffix === undefined || Object.values(row).includes(`${account}-${suffix}`)) Object.assign(row, values);
  };
const drop =
  (table: string, ...suffixes: readonly string[]): Fault["change"] =>
  (tables, account) => {
    tables[table] =
      suffixes.length === 0
        ? []
        : (tables[table] ?? []).filter((row) => !suffixes.some((suffix) => Object.values(row).includes(`${account}-${suffix}`)));
  };
const add =
  (table: string, row: (account: string) => TableRow): Fault["change"] =>
  (tables, account) => {
    tables[table] = [...(tables[table] ?? []), row(account)];
  };
const all =
  (...changes: readonly Fault["change"][]): Fault["change"] =>
  (tables, account) => {
    for (const change of changes) change(tables, account);
  };
const term = (started: string, from: string, to: string): Fault["change"] =>
  set("subscriptions", {
    started_at: `${started} 00:00:00`,
    period_start_at: `${from} 00:00:00`,
    period_end_at: to === "" ? null : `${to} 00:00:00`,
  });
/** Regular use by both users from this day on. */
const usedFrom =
  (day: string): Fault["change"] =>
  (tables, account) => {
    tables["usage"] = goodAccount(account)["usage"]?.filter((row) => String(row["day"]) >= day) ?? [];
  };
/** A customer that began on this day: nothing of it is older. */
const began = (day: string): Fault["change"] =>
  all(
    term(day, day, "2027-06-01"),
    drop("interactions", "first", "qbr"),
    drop("usage"),
    set("opportunities", { close_on: day }),
    set("success_plans", { created_on: day }),
    set("invoices", { issued_at: `${day} 00:00:00`, due_at: "2026-12-01 00:00:00", paid_at: null, status: "open" }),
  );
const meeting = (kind: string, day: string): Fault["change"] =>
  add("interactions", (account) => ({
    interaction: `${account}-${kind}-${day}`,
    account,
    kind,
    status: "held",
    on_day: day,
    host: "Ada Berg",
    attendees: `kim@${account}.example;lee@${account}.example`,
    notes: "",
  }));
const use = (day: string): Fault["change"] =>
  add("usage", (account) => ({ account, user: `kim@${account}.example`, day, feature: "Report", events: 20 }));
const onboarded = (day: string): Fault["change"] => all(began(day), meeting("kickoff", day), meeting("training", day), usedFrom(day));
const mail = (day: string, notes: string): Fault["change"] =>
  add("interactions", (account) => ({
    interaction: `${account}-mail-${day}`,
    account,
    kind: "email",
    status: "held",
    on_day: day,
    host: "Ada Berg",
    attendees: `kim@${account}.example`,
    notes,
  }));
const deal = (values: TableRow): Fault["change"] =>
  add("opportunities", (account) => ({
    opportunity: `${account}-deal`,
    account,
    name: `${account} deal`,
    stage: "Proposal",
    kind: "expansion",
    amount: 9000,
    currency: "USD",
    owner: "Joel Okafor",
    created_at: "2026-06-01 00:00:00",
    close_on: "2026-09-30",
    won: false,
    closed: false,
    ...values,
  }));
const arr = (amount: number): Fault["change"] => set("subscriptions", { amount });

/** The last contact was a review, prepared and summed up by mail. */
const reviewedOnly = (before: string, on: string): Fault["change"] =>
  all(
    drop("interactions", "call", "qbr", "premail", "postmail"),
    mail(before, "agenda"),
    meeting("qbr", on),
    mail(on, "minutes of our review"),
  );

/** A fault an account; everything else about it keeps the standards. */
export const FAULTS: readonly Fault[] = [
  { account: "f01-reply", rules: ["VA-01"], change: set("tickets", { first_reply_minutes: 241 }) },
  { account: "f02-kickoff", rules: ["VA-02"], change: all(onboarded("2026-06-20"), set("opportunities", { close_on: "2026-06-16" })) },
  {
    account: "f03-value",
    rules: ["VA-03", "VA-04"],
    change: all(onboarded("2026-05-20"), set("usage", { feature: "Login" }), meeting("check-in", "2026-06-19")),
  },
  {
    account: "f04-training",
    rules: ["VA-04"],
    change: all(began("2026-05-20"), meeting("kickoff", "2026-05-20"), usedFrom("2026-05-21"), use("2026-06-29")),
  },
  { account: "f06-weekly", rules: ["VA-06"], change: all(onboarded("2026-06-10"), drop("interactions", "call")) },
  {
    account: "f07-fortnight",
    rules: ["VA-07"],
    change: all(onboarded("2026-05-20"), drop("interactions", "call", "premail", "postmail"), meeting("check-in", "2026-06-15")),
  },
  {
    account: "f08-month",
    rules: ["VA-08"],
    change: all(onboarded("2026-04-20"), drop("interactions", "call", "premail", "postmail"), meeting("check-in", "2026-05-29")),
  },
  { account: "f09-high", rules: ["VA-09"], change: reviewedOnly("2026-05-25", "2026-05-29") },
  {
    account: "f10-mid",
    rules: ["VA-10"],
    change: all(arr(15000), set("accounts", { strategic: false }), reviewedOnly("2026-04-24", "2026-04-28")),
  },
  { account: "f11-qbr", rules: ["VA-11"], change: drop("interactions", "qbr") },
  { account: "f12-review", rules: ["VA-12"], change: all(arr(15000), set("accounts", { strategic: false }), drop("interactions", "qbr")) },
  { account: "f67-review", rules: ["VA-67"], change: all(arr(60000), set("accounts", { strategic: false }), drop("interactions", "qbr")) },
  {
    account: "f13-executive",
    rules: ["VA-13"],
    change: (tables, account) => set("interactions", { attendees: `kim@${account}.example` }, "qbr")(tables, account),
  },
  { account: "f15-preread", rules: ["VA-15"], change: all(drop("interactions", "premail")) },
  { account: "f16-summary", rules: ["VA-16"], change: all(drop("interactions", "postmail"), mail("2026-06-12", "Summary of our review")) },
  { account: "f17-renewal", rules: ["VA-17", "VA-74"], change: term("2024-01-15", "2025-08-15", "2026-08-15") },
  {
    account: "f18-owner",
    rules: ["VA-18"],
    change: all(meeting("renewal", "2026-06-01"), (tables, account) =>
      set("interactions", { host: "Joel Okafor" }, "renewal-2026-06-01")(tables, account),
    ),
  },
  { account: "f20-notice", rules: ["VA-20", "VA-21"], change: set("subscriptions", { canceled_at: "2026-06-27 00:00:00" }) },
  { account: "f24-noplan", rules: ["VA-24"], change: drop("success_plans") },
  { account: "f25-criteria", rules: ["VA-25"], change: set("success_plans", { criteria: "" }) },
  {
    account: "f26-people",
    rules: ["VA-26"],
    change: all(
      (tables, account) => set("success_plans", { stakeholders: `Max ${account}` })(tables, account),
      add("contacts", (account) => ({
        contact: `${account}-max`,
        account,
        name: `Max ${account}`,
        email: `max@${account}.example`,
        title: "",
        role: "",
        left_on: "2026-05-01",
      })),
    ),
  },
  { account: "f27-milestones", rules: ["VA-27"], change: drop("milestones") },
  { account: "f28-cadence", rules: ["VA-28"], change: set("success_plans", { cadence: "" }) },
  { account: "f29-renewal", rules: ["VA-29"], change: set("success_plans", { renewal_strategy: "-" }) },
  { account: "f30-expansion", rules: ["VA-30"], change: set("success_plans", { expansion: "" }) },
  { account: "f31-champion", rules: ["VA-31"], change: set("contacts", { role: "end user" }, "kim") },
  {
    account: "f32-contacts",
    rules: ["VA-13", "VA-32"],
    change: (tables, account) => set("interactions", { attendees: `kim@${account}.example` })(tables, account),
  },
  { account: "f33-sponsor", rules: ["VA-33"], change: set("contacts", { role: "" }, "lee") },
  { account: "f34-csm", rules: ["VA-34"], change: set("accounts", { csm: "" }) },
  {
    account: "f39-problem",
    rules: ["VA-39"],
    change: all(deal({}), drop("tickets"), ...["first", "qbr", "call"].map((which) => set("interactions", { notes: "" }, which))),
  },
  { account: "f45-roles", rules: ["VA-45"], change: deal({ owner: "Ada Berg" }) },
  { account: "f46-invoice", rules: ["VA-46"], change: set("invoices", { status: "open", paid_at: null, due_at: "2026-06-26 00:00:00" }) },
  { account: "f56-usage", rules: ["VA-56"], change: use("2024-01-01") },
  { account: "f58-flag", rules: ["VA-58"], change: set("accounts", { churned: true }) },
  { account: "f59-arr", rules: ["VA-59"], change: set("accounts", { arr: 100000, currency: "USD" }) },
  { account: "twin-works", rules: ["VA-63"], change: set("accounts", { name: "Twin Works" }) },
  { account: "f64-dates", rules: ["VA-64"], change: term("2024-01-15", "2025-01-15", "2026-06-01") },
  { account: "f66-close", rules: ["VA-66"], change: deal({ kind: "renewal", close_on: "2026-06-29" }) },
  { account: "f70-term", rules: ["VA-70"], change: term("2024-01-15", "2026-01-15", "") },
  {
    account: "f73-currency",
    rules: ["VA-73"],
    change: add("subscriptions", (account) => ({
      subscription: `${account}-eur`,
      account,
      product: "Other",
      seats: 1,
      currency: "EUR",
      interval: "year",
      amount: 100,
      started_at: "2026-01-15 00:00:00",
      period_start_at: "2026-01-15 00:00:00",
      period_end_at: "2027-01-15 00:00:00",
    })),
  },
  { account: "f75-terms", rules: ["VA-75"], change: drop("subscriptions") },
];

/** The account of a fault, before (`false`) or after it went wrong. */
export function accountWith({ account, change }: Fault, wrong: boolean): Tables {
  const tables = goodAccount(account);
  if (wrong) change(tables, account);
  return tables;
}
