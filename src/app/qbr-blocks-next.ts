import type { Fact } from "../domain/facts/fact.ts";
import type { Block } from "../reports/document.ts";
import { cite, joinWords, type Words, words } from "../reports/words.ts";
import { missing, type ReviewBlock } from "./qbr-block.ts";
import { headlineOf, holderOf, pointsOf, stepsOf } from "./qbr-points.ts";
import type { Review } from "./qbr-review.ts";

const MOST_POINTS = 4;
const MOST_STEPS = 7;
const FIRST_STEPS = 3;

/** What the figures say and what follows from them: the playbook of points, in parts. */
export const NEXT_BLOCKS: readonly ReviewBlock[] = [
  { name: "headline", audience: "customer", doc: "one sentence about the quarter", build: headline },
  { name: "achievements", audience: "customer", doc: "what went well", build: achievements },
  { name: "concerns", audience: "customer", doc: "what needs attention", build: concerns },
  { name: "business", audience: "customer", doc: "who the customer is and what they want", build: business },
  {
    name: "priorities",
    audience: "customer",
    doc: "the first steps after the review",
    build: (review) => stepTable(review, FIRST_STEPS, "First to do"),
  },
  { name: "recommendations", audience: "customer", doc: "what we recommend", build: recommendations },
  {
    name: "steps",
    audience: "customer",
    doc: "the next steps with owner and date",
    build: (review) => stepTable(review, MOST_STEPS, "By date"),
  },
];

function headline(review: Review): Block[] {
  const said = headlineOf(review);
  return said === undefined ? [] : [{ kind: "paragraph", words: said }];
}

function achievements(review: Review): Block[] {
  const good = pointsOf(review).filter(({ kind }) => kind === "strength");
  if (good.length === 0)
    return [{ kind: "heading", text: "What went well" }, missing("The figures of the quarter show no result to name. Ask what did help.")];
  return [
    { kind: "heading", text: "What went well" },
    { kind: "bullets", items: good.slice(0, MOST_POINTS).map((point) => point.words) },
  ];
}

function concerns(review: Review): Block[] {
  const bad = pointsOf(review).filter(({ kind }) => kind !== "strength");
  const heading: Block = { kind: "heading", text: "What needs attention" };
  if (bad.length === 0) return [heading, { kind: "callout", tone: "good", words: "Nothing in the figures at hand stands out." }];
  return [
    heading,
    ...bad
      .slice(0, MOST_POINTS)
      .map((point): Block => ({ kind: "callout", tone: point.kind === "gap" ? "missing" : "bad", words: point.words })),
  ];
}

function business(review: Review): Block[] {
  const { fact, goals } = review;
  const known = (metric: string, say: (value: Words) => Words): Words[] => {
    const found = fact(metric);
    return found.value === null ? [] : [say([cite(found)])];
  };
  const items: Words[] = [
    ...known("customer_since", (value) => words`Working together since ${value}`),
    ...known("industry", (value) => words`Industry: ${value}`),
    ...known("plan", (value) => joinWords([words`Plan: ${value}`, seatsWords(review.atEnd("seats"))])),
    ...goals.slice(0, 3).map(({ objective, reached }): Words => `Goal: ${objective}${reached ? " (reached)" : ""}`),
  ];
  return [{ kind: "bullets", items: items.length === 0 ? ["Nothing is on record about the business yet: ask."] : items }];
}

function seatsWords(seats: Fact): Words {
  if (seats.value === null) return "";
  return words`, with ${cite(seats)} licensed ${seats.value === 1 ? "seat" : "seats"}`;
}

function recommendations(review: Review): Block[] {
  const steps = stepsOf(review);
  if (steps.length === 0) return [missing("The figures at hand call for no particular step. Ask what would help most.")];
  return [{ kind: "bullets", items: steps.slice(0, MOST_STEPS).map((step) => step.words) }];
}

function stepTable(review: Review, most: number, caption: string): Block[] {
  const steps = stepsOf(review);
  if (steps.length === 0)
    return [missing("No step follows from the figures at hand: agree on the next ones here, each with an owner and a date.")];
  return [
    {
      kind: "table",
      caption: `${caption}${steps.length > most ? `; ${steps.length - most} more are in the checklist` : ""}`,
      columns: [
        { title: "What", width: 5 },
        { title: "Who", width: 1.8 },
        { title: "By", width: 1.2 },
      ],
      rows: steps.slice(0, most).map(({ action, words: what }) => [what, holderOf(action.owner, review), action.due]),
    },
  ];
}
