import { compareText } from "../core/compare-text.ts";
import { count } from "../core/text.ts";
import { formatMoney, moneyOrDash } from "../domain/facts/format-value.ts";
import { BY_DEAL, dealWords } from "../domain/renewals/by-deal.ts";
import { OUTLOOKS } from "../domain/renewals/outlook.ts";
import type { Block, Part } from "../reports/document.ts";
import { type BookReview, RENEWAL_DAYS } from "./book-review.ts";
import { partOf, shownOf, tableOf } from "./book-review-table.ts";

/** Rows of a table of the summary; the table of all accounts holds the rest. */
const MOST = 10;

/** Red and yellow accounts by ARR. */
export function atRiskPart({ accounts }: BookReview): Part {
  const red = accounts
    .filter(({ tier }) => tier === "red" || tier === "yellow")
    .sort((a, b) => (b.arr_minor ?? 0) - (a.arr_minor ?? 0) || compareText(a.account, b.account));
  const rows = red
    .slice(0, MOST)
    .map(({ name, tier, score, arr_minor: arr, currency, csm, signals }) => [
      name,
      `${tier ?? ""} ${(score ?? 0).toFixed(1)}`,
      moneyOrDash(arr, currency),
      csm ?? "nobody",
      signals.find(({ kind }) => kind === "risk")?.title ?? "–",
    ]);
  return partOf("at-risk", "ARR at risk", [
    tableOf(
      `Red and yellow accounts by ARR${shownOf(rows.length, red.length)}`,
      ["Account", "Health", "ARR", "Success manager", "Gravest warning"],
      rows,
      [2],
      "No account is red or yellow.",
    ),
  ]);
}

/** The renewals ahead by outlook, and those to talk about. */
export function renewalsPart({ renewals: due, renewals_known: known, renewals_by_deal: byDeal, currency }: BookReview): Part {
  const title = `Renewals of ${RENEWAL_DAYS} days`;
  const deals: readonly Block[] =
    byDeal.length === 0
      ? []
      : [
          { kind: "paragraph", words: `${BY_DEAL}${shownOf(Math.min(byDeal.length, MOST), byDeal.length)}:` },
          { kind: "bullets", items: byDeal.slice(0, MOST).map((deal) => `${deal.name}: ${dealWords(deal)}`) },
        ];
  if (!known)
    return partOf("renewals", title, [{ kind: "paragraph", words: "What renews is unknown: no contract is on record." }, ...deals]);
  const sums = OUTLOOKS.map((outlook) => {
    const own = due.filter(({ forecast }) => forecast === outlook);
    const apart = own.filter((one) => one.currency !== currency).length;
    const sum = own.filter((one) => one.currency === currency).reduce((total, { arr_minor: arr }) => total + (arr ?? 0), 0);
    return [outlook, String(own.length), `${formatMoney(sum, currency)}${apart > 0 ? `, ${apart} in other currencies` : ""}`];
  });
  const risky = due.filter(({ forecast, disagree }) => forecast === "at risk" || disagree);
  const rows = risky
    .slice(0, MOST)
    .map((one) => [
      one.name,
      one.renewal_on,
      moneyOrDash(one.arr_minor, one.currency),
      `${one.forecast}${one.disagree ? `, the seller says ${one.owner_forecast ?? ""}` : ""}`,
      one.next.what,
    ]);
  return partOf("renewals", title, [
    tableOf("By outlook", ["Outlook", "Accounts", "ARR"], sums, [1, 2], ""),
    tableOf(
      `At risk, or judged differently by the seller${shownOf(rows.length, risky.length)}`,
      ["Account", "Date", "ARR", "Outlook", "Next"],
      rows,
      [1, 2],
      "None is at risk.",
    ),
    ...deals,
  ]);
}

/** Accounts with grounds to grow, those that may be offered more first. */
export function expansionPart({ expansion: chances }: BookReview): Part {
  const free = chances.filter(({ hold }) => hold === null);
  const rows = [...free, ...chances.filter(({ hold }) => hold !== null)]
    .slice(0, MOST)
    .map(({ name, arr_minor: arr, currency, signals, hold }) => [
      name,
      moneyOrDash(arr, currency),
      signals.map(({ title }) => title).join(", "),
      hold === null
        ? "may be offered"
        : hold.rule === "no-pitch-without-problem"
          ? "ask first: no problem on record"
          : "on hold until it has recovered",
    ]);
  return partOf("expansion", "Expansion", [
    {
      kind: "paragraph",
      words: `${count(chances.length, "account")} with grounds to grow; ${free.length} with a recorded problem and in good health.`,
    },
    tableOf(
      `The best grounded first${shownOf(rows.length, chances.length)}`,
      ["Account", "ARR", "Grounds", "Charter"],
      rows,
      [1],
      "No account shows grounds to grow beside the deals that are open.",
    ),
  ]);
}

/** The rules of the standards that are broken most. */
export function standardsPart({ standards: rules }: BookReview): Part {
  const broken = rules.filter(({ state }) => state === "broken").sort((a, b) => b.findings - a.findings || compareText(a.id, b.id));
  const blind = rules.filter(({ state }) => state === "not checkable").length;
  const rows = broken
    .slice(0, MOST)
    .map(({ id, title, severity, findings, checked }) => [`${id} ${title}`, severity, `${findings} of ${checked}`]);
  return partOf("standards", "Standards", [
    tableOf(
      `Broken rules, the most findings first${shownOf(rows.length, broken.length)}`,
      ["Rule", "Severity", "Findings"],
      rows,
      [2],
      "Every rule that could be checked is kept.",
    ),
    ...(blind > 0
      ? [
          {
            kind: "callout",
            tone: "missing",
            words: `${count(blind, "rule")} could not be checked for want of an export: \`echo-cs check --list\` says which.`,
          } as const,
        ]
      : []),
  ]);
}

/** Each success manager's accounts against the most there should be. */
export function loadPart({ csms, accounts, currency }: BookReview): Part {
  const unowned = accounts.filter(({ csm }) => csm === null).length;
  const red = (name: string): number => accounts.filter(({ csm, tier }) => csm === name && tier === "red").length;
  const rows = csms.map((one) => [
    one.csm,
    String(one.accounts),
    moneyOrDash(one.arr, currency),
    one.load === null ? "–" : `${one.high} / ${one.mid} / ${one.low}`,
    String(red(one.csm)),
    one.load === null ? "–" : `${Math.round(one.load * 100)} %${one.load > 1 ? ", too many" : ""}`,
  ]);
  return partOf("load", "Success managers' load", [
    tableOf(
      "100 % is the most accounts a success manager should have, by touch (references/targets.yaml)",
      ["Success manager", "Accounts", "ARR", "High / mid / low touch", "Red", "Load"],
      rows,
      [1, 2, 3, 4, 5],
      "No account has a success manager on record.",
    ),
    ...(unowned > 0 ? [{ kind: "callout", tone: "bad", words: `${count(unowned, "account")} without a success manager.` } as const] : []),
  ]);
}

/** What recurs across customers in tickets. */
export function patternsPart({ patterns: found }: BookReview): Part {
  if (found === null)
    return partOf("patterns", "Patterns in tickets", [
      { kind: "callout", tone: "missing", words: "No tickets in the exports, so no pattern can be found." },
    ]);
  const rows = found
    .slice(0, MOST)
    .map(({ title, accounts, ticket_count: tickets, arr_minor: arr, currency, rising, status, to }) => [
      title,
      String(accounts.length),
      String(tickets),
      formatMoney(arr, currency),
      rising ? "rising" : "steady",
      `${status}, ${to}`,
    ]);
  return partOf("patterns", "Patterns in tickets", [
    tableOf(
      `What recurs across customers${shownOf(rows.length, found.length)}`,
      ["Pattern", "Accounts", "Tickets", "ARR", "Trend", "State"],
      rows,
      [1, 2, 3],
      "Nothing recurs across customers.",
    ),
  ]);
}
