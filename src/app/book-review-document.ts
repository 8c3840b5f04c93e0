import { count } from "../core/text.ts";
import type { Fact } from "../domain/facts/fact.ts";
import { formatMoney } from "../domain/facts/format-value.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import { OUTLOOKS } from "../domain/renewals/outlook.ts";
import type { Brand } from "../reports/brand.ts";
import type { Block, KeyFigure, Part, ReportDocument, TableColumn, Tone } from "../reports/document.ts";
import { cite, words } from "../reports/words.ts";
import { type BookReview, MOVE_DAYS, RENEWAL_DAYS } from "./book-review.ts";

/** Rows of a table of the summary; the table of all accounts holds the rest. */
const MOST = 10;

/** The summary of the review: figures, health and its moves, ARR at risk, renewals, expansion, standards, load, patterns. */
export function reviewDocument(review: BookReview, company: string, brand: Brand): ReportDocument {
  const { as_of: asOf, owner, task } = review;
  return {
    title: owner === null ? `Book review${company === "" ? "" : `: ${company}`}` : `Book review: ${owner}`,
    subtitle: `Every customer on ${asOf}; health by the model ${review.model}.`,
    audience: "internal",
    date: asOf,
    brand,
    foot: `As of ${asOf} · Facts of the task ${task} · internal`,
    parts: [
      figures(review),
      health(review),
      atRisk(review),
      renewals(review),
      expansion(review),
      standards(review),
      load(review),
      patterns(review),
    ],
  };
}

function figures({ facts }: BookReview): Part {
  const of = (metric: string): Fact | undefined => facts.find((fact) => fact.metric === metric);
  const figure = (metric: string, note?: string, tone?: Tone): KeyFigure[] => {
    const [fact, other] = [of(metric), note === undefined ? undefined : of(note)];
    if (fact === undefined) return [];
    const label = METRICS.get(metric)?.title ?? metric;
    if (fact.value === null) return [{ label, value: "not known", note: fact.reason ?? "the exports do not say", tone: "missing" }];
    const title = METRICS.get(note ?? "")?.title ?? "";
    return [
      {
        label,
        value: [cite(fact)],
        ...(other === undefined || other.value === null ? {} : { note: words`${title}: ${cite(other)}` }),
        ...(tone === undefined ? {} : { tone }),
      },
    ];
  };
  const red = of("accounts_red")?.value;
  return part("figures", "The book in figures", [
    {
      kind: "figures",
      figures: [
        ...figure("book_arr", "book_accounts"),
        ...figure("health_mean", "green_share"),
        ...figure("arr_at_risk", "arr_red", typeof red === "number" && red > 0 ? "bad" : "neutral"),
        ...figure("renewals_90d_arr", "renewals_90d"),
        ...figure("grr_12m"),
        ...figure("nrr_12m"),
        ...figure("nps_90d", "nps_answers_90d"),
        ...figure("book_expansion_amount", "book_open_expansions"),
        ...figure("book_open_tickets"),
      ],
    },
  ]);
}

function health({ facts, moves, currency }: BookReview): Part {
  const tiers = ["accounts_green", "accounts_yellow", "accounts_red", "accounts_unscored"].flatMap(
    (metric) => facts.find((fact) => fact.metric === metric) ?? [],
  );
  const rows = moves.map(({ from, to, accounts, arr_minor: arr }) => [`${from} → ${to}`, String(accounts), formatMoney(arr, currency)]);
  return part("health", "Health", [
    {
      kind: "chart",
      chart: {
        id: "tiers",
        kind: "bar",
        title: "Accounts by health tier",
        unit: "count",
        categories: ["green", "yellow", "red", "no score"],
        series: [{ name: "accounts", values: tiers.map(({ value }) => (typeof value === "number" ? value : null)), facts: tiers }],
      },
    },
    table(
      `Moves between tiers in ${MOVE_DAYS} days; ARR on as-of`,
      ["Move", "Accounts", "ARR"],
      rows,
      [1, 2],
      "No account changed its tier.",
    ),
  ]);
}

function atRisk({ accounts }: BookReview): Part {
  const red = accounts
    .filter(({ tier }) => tier === "red" || tier === "yellow")
    .sort((a, b) => (b.arr_minor ?? 0) - (a.arr_minor ?? 0) || (a.account < b.account ? -1 : 1));
  const rows = red
    .slice(0, MOST)
    .map(({ name, tier, score, arr_minor: arr, currency, csm, signals }) => [
      name,
      `${tier ?? ""} ${(score ?? 0).toFixed(1)}`,
      arr === null ? "–" : formatMoney(arr, currency),
      csm ?? "nobody",
      signals.find(({ kind }) => kind === "risk")?.title ?? "–",
    ]);
  return part("at-risk", "ARR at risk", [
    table(
      `Red and yellow accounts by ARR${shown(rows.length, red.length)}`,
      ["Account", "Health", "ARR", "Success manager", "Gravest warning"],
      rows,
      [2],
      "No account is red or yellow.",
    ),
  ]);
}

function renewals({ renewals: due, currency }: BookReview): Part {
  const sums = OUTLOOKS.map((outlook) => {
    const own = due.filter(({ forecast }) => forecast === outlook);
    const apart = own.filter((one) => one.currency !== currency).length;
    const sum = own.filter((one) => one.currency === currency).reduce((total, { arr_minor: arr }) => total + arr, 0);
    return [outlook, String(own.length), `${formatMoney(sum, currency)}${apart > 0 ? `, ${apart} in other currencies` : ""}`];
  });
  const risky = due.filter(({ forecast, disagree }) => forecast === "at risk" || disagree);
  const rows = risky
    .slice(0, MOST)
    .map((one) => [
      one.name,
      one.renewal_on,
      formatMoney(one.arr_minor, one.currency),
      `${one.forecast}${one.disagree ? `, the seller says ${one.owner_forecast ?? ""}` : ""}`,
      one.next.what,
    ]);
  return part("renewals", `Renewals of ${RENEWAL_DAYS} days`, [
    table("By outlook", ["Outlook", "Accounts", "ARR"], sums, [1, 2], ""),
    table(
      `At risk, or judged differently by the seller${shown(rows.length, risky.length)}`,
      ["Account", "Date", "ARR", "Outlook", "Next"],
      rows,
      [1, 2],
      "None is at risk.",
    ),
  ]);
}

function expansion({ expansion: chances }: BookReview): Part {
  const free = chances.filter(({ hold }) => hold === null);
  const rows = [...free, ...chances.filter(({ hold }) => hold !== null)]
    .slice(0, MOST)
    .map(({ name, arr_minor: arr, currency, signals, hold }) => [
      name,
      arr === null ? "–" : formatMoney(arr, currency),
      signals.map(({ title }) => title).join(", "),
      hold === null
        ? "may be offered"
        : hold.rule === "no-pitch-without-problem"
          ? "ask first: no problem on record"
          : "on hold until it has recovered",
    ]);
  return part("expansion", "Expansion", [
    {
      kind: "paragraph",
      words: `${count(chances.length, "account")} with grounds to grow; ${free.length} with a recorded problem and in good health.`,
    },
    table(
      `The best grounded first${shown(rows.length, chances.length)}`,
      ["Account", "ARR", "Grounds", "Charter"],
      rows,
      [1],
      "No account shows grounds to grow.",
    ),
  ]);
}

function standards({ standards: rules }: BookReview): Part {
  const broken = rules.filter(({ state }) => state === "broken").sort((a, b) => b.findings - a.findings || (a.id < b.id ? -1 : 1));
  const blind = rules.filter(({ state }) => state === "not checkable").length;
  const rows = broken
    .slice(0, MOST)
    .map(({ id, title, severity, findings, checked }) => [`${id} ${title}`, severity, `${findings} of ${checked}`]);
  return part("standards", "Standards", [
    table(
      `Broken rules, the most findings first${shown(rows.length, broken.length)}`,
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

function load({ csms, accounts, currency }: BookReview): Part {
  const unowned = accounts.filter(({ csm }) => csm === null).length;
  const red = (name: string): number => accounts.filter(({ csm, tier }) => csm === name && tier === "red").length;
  const rows = csms.map((one) => [
    one.csm,
    String(one.accounts),
    formatMoney(one.arr, currency),
    `${one.high} / ${one.mid} / ${one.low}`,
    String(red(one.csm)),
    `${Math.round(one.load * 100)} %${one.load > 1 ? ", too many" : ""}`,
  ]);
  return part("load", "Success managers' load", [
    table(
      "100 % is the most accounts a success manager should have, by touch (references/targets.yaml)",
      ["Success manager", "Accounts", "ARR", "High / mid / low touch", "Red", "Load"],
      rows,
      [1, 2, 3, 4, 5],
      "No account has a success manager on record.",
    ),
    ...(unowned > 0 ? [{ kind: "callout", tone: "bad", words: `${count(unowned, "account")} without a success manager.` } as const] : []),
  ]);
}

function patterns({ patterns: found }: BookReview): Part {
  if (found === null)
    return part("patterns", "Patterns in tickets", [
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
  return part("patterns", "Patterns in tickets", [
    table(
      `What recurs across customers${shown(rows.length, found.length)}`,
      ["Pattern", "Accounts", "Tickets", "ARR", "Trend", "State"],
      rows,
      [1, 2, 3],
      "Nothing recurs across customers.",
    ),
  ]);
}

/** Columns of sentences. */
const WIDE: ReadonlySet<string> = new Set(["Grounds", "Next", "Rule"]);

function table(
  caption: string,
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[],
  none: string,
): Block {
  if (rows.length === 0) return { kind: "paragraph", words: none };
  const columns = titles.map((title, index): TableColumn => ({
    title,
    width: WIDE.has(title) ? 3 : index === 0 ? 2 : 1,
    ...(right.includes(index) ? { align: "right" } : {}),
  }));
  return { kind: "table", caption, columns, rows };
}

function shown(rows: number, all: number): string {
  return rows < all ? ` (${rows} of ${all})` : "";
}

function part(id: string, title: string, blocks: readonly Block[]): Part {
  return { id, title, blocks, notes: [] };
}
