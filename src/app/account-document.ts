import { compareText } from "../core/compare-text.ts";
import { count } from "../core/text.ts";
import type { Fact } from "../domain/facts/fact.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import type { Brand } from "../reports/brand.ts";
import type { Block, Part, ReportDocument, Tone } from "../reports/document.ts";
import { cite, type Words, words } from "../reports/words.ts";
import { GLANCE, SUPPORT, USE, type AccountPage } from "./account-page.ts";
import type { HealthInputReport } from "./health-report.ts";
import { figureOf, isShown } from "./plan-document.ts";

export interface AccountPages {
  readonly fact: (metric: string) => Fact;
  /** The health score a month apart, the oldest first. */
  readonly trend: readonly Fact[];
  /** Parts by their id: signals, growth, renewal, people, milestones, success-plan. */
  readonly parts: Readonly<Record<string, Part>>;
  readonly brand: Brand;
}

/** Inputs of the score on the page; `health` has them all. */
const INPUTS = 8;
const TONES: Readonly<Record<string, Tone>> = { green: "good", yellow: "neutral", red: "bad" };

/** The page as a document: who, health, warnings, renewal, people, use, support, journey, plans. */
export function accountDocument(page: AccountPage, pages: AccountPages): ReportDocument {
  const { fact, parts, brand } = pages;
  const named = (id: string): Part[] => (parts[id] === undefined ? [] : [parts[id]]);
  return {
    title: page.name,
    subtitle: subtitleOf(fact),
    audience: "internal",
    date: page.as_of,
    brand,
    foot: `As of ${page.as_of} · Facts of the task ${page.task}`,
    parts: [
      { id: "glance", title: "At a glance", blocks: figuresOf(GLANCE, fact), notes: [] },
      { id: "health", title: "Health", blocks: healthBlocks(page, pages), notes: [] },
      ...named("signals"),
      ...named("renewal"),
      ...named("growth"),
      { id: "use", title: "Use and contact", blocks: figuresOf(USE, fact), notes: [] },
      { id: "support", title: "Support", blocks: supportBlocks(page, fact), notes: [] },
      ...named("people"),
      ...named("milestones"),
      ...named("success-plan"),
      { id: "tasks", title: "Plans and tasks", blocks: taskBlocks(page), notes: [] },
      ...missingPart([...GLANCE, ...USE, ...SUPPORT].map(fact)),
    ],
  };
}

function subtitleOf(fact: (metric: string) => Fact): string {
  const [left, position] = [fact("churned_on").value, fact("journey_position").value];
  if (left !== null) return `Left on ${left}.`;
  const trial = fact("trial_until").value;
  if (trial !== null) return `On trial until ${trial}; nothing is paid yet.`;
  if (fact("is_customer").value === null) return "Not in the list of accounts yet: its record was made later.";
  if (fact("is_customer").value === 0) return "No customer by its record: it has bought nothing yet, or has left.";
  return position === null || position === "ongoing" ? "A customer." : `A customer in onboarding: ${position}.`;
}

function figuresOf(metrics: readonly string[], fact: (metric: string) => Fact, none = "Nothing of this is on record."): Block[] {
  const known = metrics.map(fact).filter(isShown);
  return known.length === 0 ? [{ kind: "callout", tone: "missing", words: none }] : [{ kind: "figures", figures: known.map(figureOf) }];
}

function healthBlocks({ health }: AccountPage, { fact, trend }: AccountPages): Block[] {
  const score = fact("health_score");
  if (health === null || score.value === null)
    return [
      {
        kind: "callout",
        tone: "missing",
        words: `No health score: ${score.reason ?? health?.reason ?? "the account was no customer on that day"}.`,
      },
    ];
  const inputs = [...health.inputs]
    .filter(({ score: own }) => own !== null)
    .sort((a, b) => a.contribution - a.weight - (b.contribution - b.weight) || compareText(a.name, b.name));
  const shown = inputs.length > INPUTS + 1 ? inputs.slice(0, INPUTS) : inputs;
  // What is not shown is summed up: points and changes then add up to the score and its change.
  const rest = health.inputs.filter((input) => !shown.includes(input));
  const others = rest.some(({ contribution, delta }) => contribution !== 0 || (delta ?? 0) !== 0) ? [othersOf(rest)] : [];
  const [first, last] = [trend.find(({ value }) => value !== null), trend.at(-1)];
  const since: Words = first === undefined || last === undefined || first === last ? "" : words` It was ${cite(first)} on ${first.asOf}.`;
  return [
    {
      kind: "callout",
      tone: TONES[health.tier ?? ""] ?? "missing",
      words: words`${health.tier ?? "no tier"} at ${cite(score)} by the model ${health.model}; ${Math.round(health.coverage * 100).toString()} % of its weights have data.${since} All inputs: \`echo-cs health ${health.account}\`.`,
    },
    {
      kind: "chart",
      chart: {
        id: "health-trend",
        kind: "line",
        title: "Health score, each day as it stood then",
        unit: "score",
        categories: trend.map(({ asOf }) => asOf),
        series: [{ name: "score", values: trend.map(({ value }) => (typeof value === "number" ? value : null)), facts: trend }],
      },
    },
    {
      kind: "table",
      caption: `Where most points are missing (${shown.length} of ${inputs.length} inputs); change in 30 days`,
      columns: [
        { title: "Input", width: 2 },
        { title: "Points", align: "right" },
        { title: "of", align: "right" },
        { title: "Change", align: "right" },
      ],
      rows: [...shown, ...others].map(({ name, contribution, weight, delta }) => [
        name,
        contribution.toFixed(1),
        weight.toFixed(1),
        delta === null ? "–" : signed(delta),
      ]),
      facts: [score],
    },
  ];
}

type InputRow = Pick<HealthInputReport, "name" | "contribution" | "weight" | "delta">;

/** The inputs that have no line of their own in one, those without data any more among them. */
function othersOf(inputs: readonly InputRow[]): InputRow {
  const sum = (of: (input: InputRow) => number): number => inputs.reduce((total, input) => total + of(input), 0);
  return {
    name: "all others",
    contribution: sum(({ contribution }) => contribution),
    weight: sum(({ weight }) => weight),
    delta: inputs.every(({ delta }) => delta === null) ? null : sum(({ delta }) => delta ?? 0),
  };
}

/** "+1.2", "−0.4", "0.0". */
function signed(points: number): string {
  const size = Math.abs(points).toFixed(1);
  return Number(size) === 0 ? size : `${points < 0 ? "−" : "+"}${size}`;
}

function supportBlocks(page: AccountPage, fact: (metric: string) => Fact): Block[] {
  const { open_tickets: tickets, older_open_tickets: older, tickets_over_undated: undated } = page;
  const shown = tickets.slice(0, 10);
  return [
    ...figuresOf(SUPPORT, fact, "No ticket of the last 180 days and no NPS answer is on record."),
    ...(shown.length === 0
      ? []
      : [
          {
            kind: "table",
            caption: `Open tickets, the oldest first${tickets.length > shown.length ? ` (${shown.length} of ${tickets.length})` : ""}`,
            columns: [{ title: "Ticket" }, { title: "Subject", width: 4 }, { title: "Priority" }, { title: "Opened" }],
            rows: shown.map(({ ticket, subject, priority, opened_on: on }) => [ticket, subject, priority ?? "–", on]),
          } as const,
        ]),
    ...(older === 0
      ? []
      : [
          {
            kind: "paragraph",
            words: `${count(older, "more ticket")} ${older === 1 ? "has" : "have"} been open for over 180 days; not counted here (\`echo-cs service\` counts every one).`,
          } as const,
        ]),
    ...(undated === 0
      ? []
      : [
          {
            kind: "paragraph",
            words: `${count(undated, "more ticket")} ${undated === 1 ? "is" : "are"} solved or closed by the status, without a day; not counted as open.`,
          } as const,
        ]),
  ];
}

function taskBlocks({ account, tasks }: AccountPage): Block[] {
  if (tasks.length === 0)
    return [
      {
        kind: "paragraph",
        words: `No open task or plan. \`echo-cs plan KIND --account ${account}\` makes one; \`echo-cs plan\` lists the kinds.`,
      },
    ];
  return [
    {
      kind: "table",
      caption: "Open tasks and plans",
      columns: [{ title: "Task", width: 3 }, { title: "Done" }, { title: "Next", width: 3 }, { title: "Due" }],
      rows: tasks.map(({ title, items, open_items: open, next, due, overdue }) => [
        title,
        `${items - open} of ${count(items, "item")}`,
        next?.what ?? "–",
        due === null ? "–" : overdue ? `${due}, overdue` : due,
      ]),
    },
  ];
}

function missingPart(facts: readonly Fact[]): Part[] {
  const missing = facts.filter(({ value }) => value === null);
  if (missing.length === 0) return [];
  const items = missing.map(({ metric, reason }) => `${METRICS.get(metric)?.title ?? metric}: ${reason ?? "the export does not say"}`);
  return [{ id: "missing", title: "Not on record", blocks: [{ kind: "bullets", items }], notes: [] }];
}
