import type { Fact } from "../domain/facts/fact.ts";
import { moneyOrDash } from "../domain/facts/format-value.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import type { Brand } from "../reports/brand.ts";
import type { KeyFigure, Part, ReportDocument, Tone } from "../reports/document.ts";
import { cite, words } from "../reports/words.ts";
import { type BookReview, MOVE_DAYS } from "./book-review.ts";
import { atRiskPart, expansionPart, loadPart, patternsPart, renewalsPart, standardsPart } from "./book-review-parts.ts";
import { partOf, tableOf } from "./book-review-table.ts";

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
      atRiskPart(review),
      renewalsPart(review),
      expansionPart(review),
      standardsPart(review),
      loadPart(review),
      patternsPart(review),
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
  return partOf("figures", "The book in figures", [
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
  const rows = moves.map(({ from, to, accounts, arr_minor: arr }) => [`${from} → ${to}`, String(accounts), moneyOrDash(arr, currency)]);
  return partOf("health", "Health", [
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
    tableOf(
      `Moves between tiers in ${MOVE_DAYS} days; ARR on as-of`,
      ["Move", "Accounts", "ARR"],
      rows,
      [1, 2],
      "No account changed its tier.",
    ),
  ]);
}
