import { count } from "../core/text.ts";
import { formatMoney, moneyOrDash } from "../domain/facts/format-value.ts";
import type { Brand } from "../reports/brand.ts";
import type { Block, KeyFigure, Part, ReportDocument } from "../reports/document.ts";
import type { BookDiff, SignalChange } from "./book-diff.ts";
import { RENEWAL_WINDOW } from "./book-diff-renewals.ts";

/** Rows of a table of one report; what is left out is counted below it. */
const MOST = 25;

/** What changed, as a document: totals first, then accounts, tiers, signals, renewals and tickets. Parts in which nothing changed say so. */
export function diffDocument(diff: BookDiff, brand: Brand): ReportDocument {
  return {
    title: `What changed: ${diff.from} to ${diff.to}`,
    subtitle: `Each day as it stood at its end; health by the model ${diff.model}.`,
    audience: "internal",
    date: diff.to,
    brand,
    foot: `From ${diff.from} to ${diff.to}`,
    parts: [totals(diff), accounts(diff), tiers(diff), signals("opened", diff), signals("closed", diff), renewals(diff), tickets(diff)],
  };
}

function totals({ arr, customers, currency, others }: BookDiff): Part {
  if (arr === null || customers === null)
    return part("revenue", "Recurring revenue", [
      { kind: "callout", tone: "missing", words: "No subscriptions export, so the change of recurring revenue is not known." },
    ]);
  const money = (minor: number): string => formatMoney(minor, currency);
  const row = (what: string, minor: number, accounts: string): string[] => [
    what,
    minor < 0 ? `−${money(-minor)}` : money(minor + 0),
    accounts,
  ];
  const rows = [
    row("at the start", arr.start, count(customers.start, "customer")),
    row("new", arr.new, `${customers.new}`),
    row("returned", arr.reactivation, `${customers.reactivated}`),
    row("grew", arr.expansion, ""),
    row("shrank", -arr.contraction, ""),
    row("lost", -arr.churn, `${customers.churned}`),
    row("at the end", arr.end, count(customers.end, "customer")),
  ];
  const bridge: Block = {
    kind: "table",
    caption: `ARR in ${currency}; start + new + returned + grew − shrank − lost = end`,
    columns: [
      { title: "ARR", width: 2 },
      { title: "Amount", align: "right" },
      { title: "Customers", align: "right" },
    ],
    rows,
  };
  const apart = others.map(
    (one) => `${one.currency}, not added: ${formatMoney(one.arr.start, one.currency)} to ${formatMoney(one.arr.end, one.currency)}`,
  );
  return part("revenue", "Recurring revenue", [bridge, ...(apart.length === 0 ? [] : [{ kind: "bullets", items: apart } as const])]);
}

function accounts({ movements }: BookDiff): Part {
  const rows = movements.map(({ name, kind, from_minor: from, to_minor: to, currency }) => [
    name,
    kind,
    formatMoney(from, currency),
    formatMoney(to, currency),
  ]);
  const columns = [
    { title: "Account", width: 2 },
    { title: "What" },
    { title: "ARR before", align: "right" },
    { title: "ARR now", align: "right" },
  ] as const;
  return listed("accounts", "Accounts whose ARR changed", "The largest change first", columns, rows, "No account's ARR changed.");
}

function tiers({ tiers: changed }: BookDiff): Part {
  const score = (value: number | null): string => (value === null ? "" : ` ${value.toFixed(1)}`);
  const rows = changed.map(({ name, from, to, from_score: was, to_score: is, arr_minor: arr, currency }) => [
    name,
    `${from}${score(was)}`,
    `${to}${score(is)}`,
    moneyOrDash(arr, currency),
  ]);
  const columns = [{ title: "Account", width: 2 }, { title: "Was" }, { title: "Is" }, { title: "ARR", align: "right" }] as const;
  return listed(
    "tiers",
    "Health tiers",
    "Accounts in another tier than before, the largest fall first",
    columns,
    rows,
    "No account changed its tier.",
  );
}

function signals(which: "opened" | "closed", { signals: changed }: BookDiff): Part {
  const rows = changed[which].map(({ name, kind, title, severity, first_seen: since }: SignalChange) => [
    name,
    title,
    kind === "risk" ? severity : "chance",
    since,
  ]);
  const columns = [{ title: "Account", width: 2 }, { title: "Signal", width: 2 }, { title: "Severity" }, { title: "Since" }] as const;
  const title = which === "opened" ? "Signals raised since" : "Signals gone since";
  return listed(
    `signals-${which}`,
    title,
    "The gravest first",
    columns,
    rows,
    which === "opened" ? "No new signal." : "No signal has gone.",
  );
}

function renewals({ renewals: changed }: BookDiff): Part {
  const words = { up: `up within ${RENEWAL_WINDOW} days`, renewed: "renewed, or moved", ended: "ended" } as const;
  const rows = changed.map(({ name, kind, renewal_on: on, arr_minor: arr, currency }) => [
    name,
    words[kind],
    on,
    moneyOrDash(arr, currency),
  ]);
  const columns = [
    { title: "Account", width: 2 },
    { title: "What", width: 2 },
    { title: "Date" },
    { title: "ARR", align: "right" },
  ] as const;
  return listed("renewals", "Renewals", "Soonest first", columns, rows, "No renewal came up or was settled.");
}

function tickets({ tickets: { opened, solved, open_from: before, open_to: now } }: BookDiff): Part {
  const figures: KeyFigure[] = [
    { label: "tickets opened", value: String(opened) },
    { label: "tickets solved", value: String(solved) },
    { label: "open at the end", value: String(now), note: `${before} at the start` },
  ];
  return part("tickets", "Tickets", [{ kind: "figures", figures }]);
}

function listed(
  id: string,
  title: string,
  caption: string,
  columns: readonly { readonly title: string; readonly width?: number; readonly align?: "right" }[],
  rows: readonly (readonly string[])[],
  none: string,
): Part {
  if (rows.length === 0) return part(id, title, [{ kind: "paragraph", words: none }]);
  const more = rows.length - MOST;
  return part(id, title, [
    { kind: "table", caption: `${caption} (${rows.length})`, columns, rows: rows.slice(0, MOST) },
    ...(more > 0 ? [{ kind: "paragraph", words: `${more} more: --json lists all.` } as const] : []),
  ]);
}

function part(id: string, title: string, blocks: readonly Block[]): Part {
  return { id, title, blocks, notes: [] };
}
