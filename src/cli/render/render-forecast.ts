import type { ChalkInstance } from "chalk";
import type { CurrencyForecast, ForecastReport, PipelineDeal } from "../../app/forecast.ts";
import { count } from "../../core/text.ts";
import { formatMoney, moneyOrDash } from "../../domain/facts/format-value.ts";
import { cleanScreen } from "./clean-screen.ts";
import { percent } from "./percent.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

export interface ForecastView {
  readonly paint: ChalkInstance;
  readonly width: number;
}

/** The pipeline of each currency by stage and view, the win rates, then every open deal with its warnings. */
export function renderForecast(report: Omit<ForecastReport, "age">, { paint, width }: ForecastView): string {
  const { quarter, currencies, deals, notes, as_of: asOf } = report;
  const span = quarter === null ? "" : ` due by the end of ${quarter.name}`;
  if (deals.length === 0) return `No open deal${span} as of ${asOf}.\n`;
  const sections = [
    paint.bold(`${count(deals.length, "open deal")}${span}`),
    ...currencies.flatMap((forecast) => [
      table(["Stage", "Deals", "Open", "Weighted"], stageRows(forecast), [1, 2, 3]),
      viewLines(forecast).join("\n"),
    ]),
    rateLines(report),
    deals.map((deal) => dealLines(deal, paint, width)).join("\n"),
    notes.map((note) => wrap(note, width)).join("\n"),
    paint.dim(`as of ${asOf} · probability, category and next step are the export's current state`),
  ];
  return `${cleanScreen(paint, sections.filter((section) => section !== "").join("\n\n"))}\n`;
}

function stageRows({ currency, stages, deals, open, weighted }: CurrencyForecast): string[][] {
  const row = (stage: string, number: number, amount: number, likely: number | null): string[] => [
    stage,
    String(number),
    formatMoney(amount, currency),
    moneyOrDash(likely, currency),
  ];
  return [...stages.map((stage) => row(stage.stage, stage.deals, stage.open, stage.weighted)), row("all", deals, open, weighted)];
}

function viewLines(forecast: CurrencyForecast): string[] {
  const { currency, weighted, without_probability: silent, historical, without_rate: unrated, committed, won, quota, coverage } = forecast;
  // To the cent like the table above: a sum done again by hand is then found in it.
  const money = (minor: number): string => formatMoney(minor, currency);
  const but = (deals: number, why: string): string => (deals === 0 ? "" : ` (${count(deals, "deal")} ${why})`);
  return [
    `Weighted by the CRM's probability:  ${weighted === null ? "no deal bears one" : `${money(weighted)}${but(silent, "without one left out")}`}`,
    `By your own win rates:              ${historical === null ? "too few deals of their kind have closed to say" : money(historical)}${historical === null ? "" : but(unrated, "left out: too few of their kind have closed")}`,
    `Committed by the sellers:           ${committed === null ? "no deal bears a forecast category" : money(committed)}`,
    ...(won === null ? [] : [`Won in the quarter so far:          ${money(won)}`]),
    ...(quota === null
      ? []
      : [
          `Quota:                              ${money(quota)}${coverage === null ? ", reached" : `, open pipeline is ${coverage.toFixed(1)}× what is missing`}`,
        ]),
  ];
}

function rateLines({ win_rates: rates }: Omit<ForecastReport, "age">): string {
  const known = rates.flatMap(({ kind, rate, interval, won, closed }) =>
    rate === null || interval === null
      ? []
      : [`${kind} ${percent(rate)} (${won} of ${closed}; 95 % interval ${percent(interval[0])} to ${percent(interval[1])})`],
  );
  return known.length === 0 ? "" : `Own win rates: ${known.join(", ")}`;
}

function dealLines(deal: PipelineDeal, paint: ChalkInstance, width: number): string {
  const amount = deal.amount_minor === null ? "no amount" : formatMoney(deal.amount_minor, deal.currency);
  const name = deal.name ?? deal.id;
  const label = deal.account_name === null || name.startsWith(deal.account_name) ? name : `${deal.account_name}: ${name}`;
  const facts = [
    deal.stage,
    ...(deal.category === null ? [] : [`owner says ${deal.category}`]),
    ...(deal.owner === null ? [] : [deal.owner]),
  ];
  const head = `  ${deal.close_on ?? "no date   "}  ${paint.bold(label)}  ${amount}  ${paint.dim(facts.join(", "))}`;
  return deal.warnings.length === 0 ? head : `${head}\n              ${paint.yellow(wrap(deal.warnings.join("; "), width - 14, 14))}`;
}
