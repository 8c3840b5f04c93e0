import { addDays, daysBetween } from "../../src/core/days.ts";
import { writeFiles } from "../../src/testing/temp-workspace.ts";

export type Cell = string | number | boolean | null;
export type TableRow = Record<string, Cell>;
export type Tables = Record<string, TableRow[]>;

/** The day every test of the standards looks back from: a Tuesday. */
export const AS_OF = "2026-06-30";

/**
 * A customer that keeps every standard: high touch, two years old, met and reviewed this month, renewed in January. Names of rows begin with
 * the account, so that tests can find and break one.
 */
export function goodAccount(id: string): Tables {
  const guests = `kim@${id}.example;lee@${id}.example`;
  return {
    accounts: [{ account: id, name: id, domain: `${id}.example`, csm: "Ada Berg", strategic: true, created_on: "2024-01-02" }],
    contacts: [
      { contact: `${id}-kim`, account: id, name: `Kim ${id}`, email: `kim@${id}.example`, title: "Operations lead", role: "champion" },
      { contact: `${id}-lee`, account: id, name: `Lee ${id}`, email: `lee@${id}.example`, title: "CEO", role: "executive sponsor" },
    ],
    subscriptions: [
      {
        subscription: `${id}-sub`,
        account: id,
        product: "Suite",
        plan: "Enterprise",
        seats: 2,
        currency: "USD",
        interval: "year",
        amount: 120000,
        status: "active",
        started_at: "2024-01-15 00:00:00",
        period_start_at: "2026-01-15 00:00:00",
        period_end_at: "2027-01-15 00:00:00",
        ended_at: null,
      },
    ],
    interactions: [
      {
        interaction: `${id}-first`,
        account: id,
        kind: "check-in",
        status: "held",
        on_day: "2025-12-01",
        host: "Ada Berg",
        attendees: guests,
        notes: "all well",
      },
      {
        interaction: `${id}-qbr`,
        account: id,
        kind: "qbr",
        status: "held",
        on_day: "2026-06-10",
        host: "Ada Berg",
        attendees: guests,
        notes: "goals met",
      },
      {
        interaction: `${id}-premail`,
        account: id,
        kind: "email",
        status: "held",
        on_day: "2026-06-05",
        host: "Ada Berg",
        attendees: guests,
        notes: "pre-read",
      },
      {
        interaction: `${id}-postmail`,
        account: id,
        kind: "email",
        status: "held",
        on_day: "2026-06-11",
        host: "Ada Berg",
        attendees: guests,
        notes: "summary",
      },
      {
        interaction: `${id}-call`,
        account: id,
        kind: "check-in",
        status: "held",
        on_day: "2026-06-25",
        host: "Ada Berg",
        attendees: guests,
        notes: "asked for a report",
      },
    ],
    usage: weekdays("2026-01-05").flatMap((day) =>
      ["kim", "lee"].map((user) => ({ account: id, user: `${user}@${id}.example`, day, feature: "Report", events: 5 })),
    ),
    tickets: [
      {
        ticket: `${id}-t1`,
        tags: "",
        account: id,
        requester_email: `kim@${id}.example`,
        subject: "How do I share a report?",
        status: "solved",
        priority: "normal",
        created_at: "2026-06-22 09:00:00",
        first_reply_minutes: 90,
        solved_at: "2026-06-23 09:00:00",
      },
    ],
    invoices: [
      {
        invoice: `${id}-in`,
        account: id,
        currency: "USD",
        total: 120000,
        amount_due: 120000,
        status: "paid",
        issued_at: "2026-01-15 00:00:00",
        due_at: "2026-02-14 00:00:00",
        paid_at: "2026-02-01 00:00:00",
      },
    ],
    opportunities: [
      {
        opportunity: `${id}-new`,
        account: id,
        name: `${id} first deal`,
        stage: "Closed Won",
        kind: "new",
        amount: 120000,
        currency: "USD",
        owner: "Joel Okafor",
        created_at: "2023-11-01 00:00:00",
        close_on: "2024-01-10",
        won: true,
        closed: true,
      },
    ],
    success_plans: [
      {
        plan: `${id}-plan`,
        account: id,
        objective: "halve reporting time",
        criteria: "2 days a month",
        stakeholders: `Kim ${id};Lee ${id}`,
        cadence: "monthly",
        renewal_strategy: "talk in September",
        expansion: "the finance team",
        created_on: "2026-01-20",
      },
    ],
    milestones: [{ milestone: `${id}-m`, account: id, name: "second team live", due_on: "2026-09-01", done_on: null }],
  };
}

/** Mondays and Thursdays from a Monday up to the day before as-of. */
function weekdays(monday: string): string[] {
  const days = Array.from({ length: daysBetween(monday, AS_OF) }, (_, index) => index).filter(
    (index) => index % 7 === 0 || index % 7 === 3,
  );
  return days.map((index) => addDays(monday, index));
}

/** Tables put together; a change is made to the rows of one account before. */
export function merged(parts: readonly Tables[]): Tables {
  const tables: Tables = {};
  for (const part of parts) for (const [table, rows] of Object.entries(part)) tables[table] = [...(tables[table] ?? []), ...rows];
  return tables;
}

/** Writes the tables as CSV exports and the settings as echo.yaml. */
export function writeBook(folder: string, tables: Tables, settings = ""): void {
  const files = Object.fromEntries(Object.entries(tables).map(([table, rows]) => [`exports/${table}.csv`, csv(rows)]));
  writeFiles(folder, { ...files, "echo.yaml": `as_of: "${AS_OF}"\n${settings}` });
}

function csv(rows: readonly TableRow[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: Cell | undefined): string =>
    value === null || value === undefined ? "" : `"${String(value).replaceAll('"', '""')}"`;
  return `${[columns.join(","), ...rows.map((row) => columns.map((column) => cell(row[column])).join(","))].join("\n")}\n`;
}
