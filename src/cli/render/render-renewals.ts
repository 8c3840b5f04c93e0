import type { ChalkInstance } from "chalk";
import type { Renewal, RenewalsReport } from "../../app/renewals.ts";
import { compareText } from "../../core/compare-text.ts";
import { count } from "../../core/text.ts";
import { formatMoney } from "../../domain/facts/format-value.ts";
import { BY_DEAL, dealWords, type RenewalByDeal } from "../../domain/renewals/by-deal.ts";
import { type Outlook, OUTLOOKS } from "../../domain/renewals/outlook.ts";
import { cleanScreen } from "./clean-screen.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

export interface RenewalsView {
  readonly paint: ChalkInstance;
  readonly width: number;
  readonly days: number;
}

/** What is up for renewal by outlook, then each renewal with its reasons and next step, the ones at risk first. */
export function renderRenewals(report: RenewalsReport, { paint, width, days }: RenewalsView): string {
  const { renewals, until, asOf, byDeal, contractsKnown } = report;
  const span = `the ${count(days, "day")} to ${until}`;
  const deals = byDeal.length === 0 ? [] : [dealsAlone(byDeal, paint, width)];
  if (renewals.length === 0) {
    const none = contractsKnown
      ? `Nothing is up for renewal in ${span}. Monthly plans renew themselves and are not listed.`
      : `What is up for renewal in ${span} is unknown: no contract is on record. It takes a subscriptions export (Stripe), or accounts with their renewal dates.`;
    return `${cleanScreen(paint, [wrap(none, width), ...deals].join("\n\n"))}\n`;
  }
  const worstFirst = [...OUTLOOKS].reverse();
  const blocks = worstFirst.flatMap((outlook) => {
    const listed = renewals.filter(({ forecast }) => forecast === outlook);
    return listed.length === 0 ? [] : [`${heading(outlook, paint)}\n${listed.map((renewal) => block(renewal, paint, width)).join("\n")}`];
  });
  const differ = renewals.filter(({ disagree }) => disagree);
  const note =
    differ.length === 0
      ? []
      : [
          wrap(
            `${count(differ.length, "forecast")} of sellers ${differ.length === 1 ? "differs" : "differ"} from what the figures say. Both are shown, none is averaged: decide with the seller.`,
            width,
          ),
        ];
  const blind = renewals.filter(({ too_little_data: is }) => is).length;
  const unknown =
    blind === 0
      ? []
      : [
          wrap(
            `${blind} of ${renewals.length} ${blind === 1 ? "is" : "are"} called likely for want of data: no health score, no warning and no talk speaks for or against ${blind === 1 ? "it" : "them"}.`,
            width,
          ),
        ];
  const head = `${paint.bold(`Up for renewal in ${span}: ${totals(renewals)}, ${count(renewals.length, "account")}`)}`;
  return `${cleanScreen(paint, [head, summary(renewals), ...blocks, ...deals, ...unknown, ...note, paint.dim(`as of ${asOf} · monthly plans renew themselves and are not listed`)].join("\n\n"))}\n`;
}

/** Open renewal deals of accounts whose contract no export has. */
function dealsAlone(deals: readonly RenewalByDeal[], paint: ChalkInstance, width: number): string {
  const lines = deals.map((deal) => `  ${wrap(`${paint.bold(deal.name)}, ${dealWords(deal)}`, width - 2, 4)}`);
  return [wrap(`${BY_DEAL}:`, width), ...lines].join("\n");
}

function summary(renewals: readonly Renewal[]): string {
  const rows = OUTLOOKS.map((outlook) => {
    const listed = renewals.filter(({ forecast }) => forecast === outlook);
    return [outlook, String(listed.length), listed.length === 0 ? "–" : totals(listed)];
  });
  return table(["Forecast", "Accounts", "ARR up"], rows, [1, 2]);
}

/** Amounts of two currencies stand side by side: they are never added. What nobody knows is told beside them. */
function totals(renewals: readonly Renewal[]): string {
  const sums = new Map<string, number>();
  for (const { currency, arr_minor: minor } of renewals) if (minor !== null) sums.set(currency, (sums.get(currency) ?? 0) + minor);
  const unknown = renewals.filter(({ arr_minor: minor }) => minor === null).length;
  const known = [...sums].sort(([a], [b]) => compareText(a, b)).map(([currency, minor]) => formatMoney(minor, currency));
  if (known.length === 0) return "ARR unknown";
  return `${known.join(" + ")}${unknown === 0 ? "" : `, ${unknown} unknown`}`;
}

function heading(outlook: Outlook, paint: ChalkInstance): string {
  const colour = { commit: paint.green, likely: paint.yellow, "at risk": paint.red }[outlook];
  return colour.bold(outlook);
}

function block(renewal: Renewal, paint: ChalkInstance, width: number): string {
  const { days_left: left } = renewal;
  const when = left < 0 ? `${renewal.renewal_on}, ${count(-left, "day")} ago` : `${renewal.renewal_on}, in ${count(left, "day")}`;
  const health = renewal.score === null ? "no score" : `${renewal.tier ?? ""} ${renewal.score.toFixed(1)}`;
  const lines = [
    `${paint.bold(renewal.name)}  ${renewal.arr_minor === null ? "ARR unknown" : formatMoney(renewal.arr_minor, renewal.currency)}  ${when}  ${paint.dim(health)}`,
    `why: ${renewal.reasons.join("; ")}`,
    ...(renewal.owner_forecast === null ? [] : [paint.dim("owner: ") + ownerSays(renewal, paint)]),
    `next: ${renewal.next.what} (${who(renewal)}), by ${renewal.next.due}`,
    `deal: ${renewal.deal_open ? dealText(renewal) : "none open for it"}`,
  ];
  return lines.map((line, index) => (index === 0 ? `  ${line}` : `    ${wrap(line, width - 4, 10)}`)).join("\n");
}

function ownerSays({ owner_forecast: judged, owner_word: word, disagree, seller }: Renewal, paint: ChalkInstance): string {
  const own = word ?? judged ?? "";
  const says = `${seller ?? "the seller"} says ${own}${own.toLowerCase() === judged ? "" : ` (${judged ?? ""})`}`;
  return disagree ? paint.yellow(`${says}, the figures do not`) : says;
}

function who({ next, csm, seller }: Renewal): string {
  if (next.owner === "retention-specialist") return csm === null ? next.owner : `${next.owner}, with ${csm}`;
  const name = next.owner === "account-executive" ? seller : csm;
  return name === null ? next.owner : `${next.owner} ${name}`;
}

function dealText({ deal_stage: stage, seller, deal_next_step: step }: Renewal): string {
  return [stage ?? "open, no stage told", seller, ...(step === null ? [] : [`"${step}"`])].filter((part) => part !== null).join(", ");
}
