import { formatFact } from "../domain/facts/format-value.ts";
import type { Signal } from "../domain/signals/signal.ts";
import type { Block } from "../reports/document.ts";
import { cite, type Words, words } from "../reports/words.ts";
import { figureOf, missing, numberOf, type ReviewBlock } from "./qbr-block.ts";
import type { Review } from "./qbr-review.ts";

const MOST_SIGNALS = 5;
/** The figures of a signal that are told; `echo-cs signals` has the rest. */
const MOST_FIGURES = 3;

/** What we know and the customer does not read from us. */
export const INTERNAL_BLOCKS: readonly ReviewBlock[] = [
  { name: "health", audience: "internal", doc: "health score, tier and trend", build: health },
  { name: "renewal", audience: "internal", doc: "ARR and renewal", build: renewal },
  {
    name: "risks",
    audience: "internal",
    doc: "early warnings with their figures",
    build: ({ signals }) => signalBlocks(signals, "risk", "No early warning."),
  },
  {
    name: "expansion",
    audience: "internal",
    doc: "chances to grow with their figures",
    build: ({ signals }) => signalBlocks(signals, "expansion", "No sign of a need for more."),
  },
  { name: "same-problem", audience: "internal", doc: "other accounts with the same capability gap, and their ARR", build: sameProblem },
];

function health({ fact }: Review): Block[] {
  const [score, change, weakest] = [fact("health_score"), fact("health_change_30d"), fact("weakest_input")];
  if (score.value === null) return [missing(words`No health score: ${score.reason ?? "too little data"}.`)];
  return [
    {
      kind: "figures",
      figures: [
        figureOf(
          "Health score",
          score,
          words`${cite(fact("health_tier"))}, model ${cite(fact("health_model"))}`,
          fact("health_tier").value === "green" ? "good" : "bad",
        ),
        figureOf("Change in 30 days", change, "", (numberOf(change) ?? 0) < 0 ? "bad" : "neutral"),
        figureOf("Costs most", weakest),
        figureOf("Weights with data", fact("health_coverage")),
      ],
    },
  ];
}

function renewal({ fact }: Review): Block[] {
  const days = fact("days_to_renewal");
  const isAhead = typeof days.value === "number" && days.value >= 0;
  return [
    {
      kind: "figures",
      figures: [
        figureOf("ARR", fact("arr"), words`segment ${cite(fact("segment"))}`),
        isAhead
          ? figureOf("Renews on", fact("renewal_on"), words`in ${cite(days)}`)
          : figureOf(days.value === null ? "Renews on" : "Renewal was due on", fact("renewal_on")),
        figureOf("Renewal conversations", fact("renewal_talks")),
      ],
    },
  ];
}

function signalBlocks(signals: readonly Signal[], kind: Signal["kind"], none: string): Block[] {
  const heading: Block = { kind: "heading", text: kind === "risk" ? "Risks" : "Room for expansion" };
  const found = signals.filter((signal) => signal.kind === kind).slice(0, MOST_SIGNALS);
  return [heading, found.length === 0 ? { kind: "paragraph", words: none } : { kind: "bullets", items: found.map(signalWords) }];
}

function signalWords({ title, severity, first_seen: since, evidence }: Signal): Words {
  const figures = evidence
    .slice(0, MOST_FIGURES)
    .map(
      ({ title: name, value, unit, currency }) => `${name} ${formatFact({ value, unit, ...(currency === undefined ? {} : { currency }) })}`,
    );
  return `${title} (${severity}, since ${since}): ${figures.join(", ")}`;
}

function sameProblem({ fact }: Review): Block[] {
  const capability = fact("gap_capability");
  if (capability.value === null) return [];
  return [
    {
      kind: "paragraph",
      words: words`Most tickets of 90 days concern ${cite(capability)}. ${cite(fact("gap_accounts"))} accounts have the same gap, with ${cite(fact("gap_arr"))} of ARR: ${cite(fact("gap_account_names"))}.`,
    },
  ];
}
