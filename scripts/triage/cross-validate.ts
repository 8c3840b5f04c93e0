import { seeded } from "../../src/core/seeded.ts";
import type { TicketReader } from "../../src/domain/triage/reader.ts";
import type { TrainingFeatures } from "../../src/domain/triage/training-features.ts";
import { exampleOf, featureSpace, featuresOf } from "./examples.ts";
import { type HeadPlan, headList, type Labelled } from "./labelled.ts";
import { softmaxOf, trainHead } from "./train-head.ts";

const FOLDS = 5;
export const LEAST = 2;

/** Texts beside the tickets, with a label of one head. */
export type Lent = readonly { readonly features: TrainingFeatures; readonly label: string; readonly weight: number }[];

/** Prints what heads trained on four fifths say of the fifth. */
export function crossValidate(
  reader: TicketReader,
  tickets: readonly Labelled[],
  only: readonly string[] | undefined,
  showErrors: boolean,
): void {
  const texts = tickets.map(({ subject, description }) => featuresOf(reader, subject, description));
  const taught = taughtBy(reader);
  const random = seeded(3);
  const folds = tickets.map(() => Math.floor(random() * FOLDS));
  for (const head of headList(reader.knowledge.capabilities.map(({ id }) => id))) {
    if (only !== undefined && !only.includes(head.name)) continue;
    const answers = answersOf(
      head,
      tickets,
      texts,
      folds,
      head.name === "capability" ? taught : head.name === "sentiment" ? feelingsTaughtBy(reader) : [],
    );
    report(head, tickets, answers);
    if (showErrors)
      for (const [at, shares] of answers.entries()) {
        const ticket = tickets[at];
        const best = head.classes[shares.indexOf(Math.max(...shares))];
        if (ticket !== undefined && best !== head.of(ticket))
          console.log(
            `   ${head.of(ticket)} -> ${best} ${Math.max(...shares).toFixed(2)} | ${ticket.subject} | ${ticket.description.slice(0, 150).replaceAll("\n", " ")}`,
          );
      }
  }
}

/** Phrases and gaps of the taxonomy as small texts about their capability. */
export function taughtBy(reader: TicketReader): Lent {
  return reader.knowledge.capabilities.flatMap(({ id, name, gap, gaps, phrases }) =>
    [
      ...phrases.map((text) => ({ text, weight: 0.15 })),
      ...gaps.flatMap((narrow) => [
        { text: narrow.gap, weight: 0.2 },
        { text: narrow.phrases.join(", "), weight: 0.5 },
      ]),
      { text: `${name}. ${gap}`, weight: 0.3 },
      { text: phrases.join(", "), weight: 1 },
    ].map(({ text, weight }) => ({ features: featuresOf(reader, "", text), label: id, weight })),
  );
}

/** The word lists of feeling as small texts: what "outrageous" means is known without a ticket that says it. */
export function feelingsTaughtBy(reader: TicketReader): Lent {
  const { words, neutral } = reader.knowledge.sentiment;
  const lists = [...words].map(([strength, texts]) => ({ label: TAUGHT.get(strength), texts }));
  return [...lists, { label: "neutral", texts: neutral }].flatMap(({ label, texts }) =>
    label === undefined
      ? []
      : texts.map((text, at) => ({
          features: featuresOf(reader, "", `${text}${at % 2 === 0 ? "." : `, ${texts[(at * 7 + 3) % texts.length] ?? ""}!`}`),
          label,
          weight: TAUGHT_WEIGHT,
        })),
  );
}

const TAUGHT = new Map([
  [-4, "very_negative"],
  [-3, "very_negative"],
  [-2, "negative"],
  [2, "positive"],
  [3, "positive"],
  [4, "very_positive"],
]);
const TAUGHT_WEIGHT = 0.03;

function answersOf(
  head: HeadPlan,
  tickets: readonly Labelled[],
  texts: readonly TrainingFeatures[],
  folds: readonly number[],
  extra: Lent,
): Float32Array[] {
  const answers: Float32Array[] = [];
  const share = head.settings.words;
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const inTraining = texts.filter((_, at) => folds[at] !== fold);
    const space = featureSpace([...inTraining, ...extra.map(({ features }) => features)], LEAST);
    const examples = [
      ...tickets.flatMap((ticket, at) =>
        folds[at] === fold ? [] : [exampleOf(texts[at] ?? EMPTY, space, head.classes.indexOf(head.of(ticket)), 1, share)],
      ),
      ...extra.map(({ features, label, weight }) => exampleOf(features, space, head.classes.indexOf(label), weight, share)),
    ];
    const { weights, bias } = trainHead(examples, space.keys.length, head.classes.length, head.settings);
    for (const [at, text] of texts.entries()) {
      if (folds[at] !== fold) continue;
      const { rows, values } = exampleOf(text, space, 0, 1, share);
      const shares = new Float32Array(head.classes.length);
      softmaxOf(rows, values, weights, bias, shares);
      answers[at] = shares;
    }
  }
  return answers;
}

const EMPTY: TrainingFeatures = { words: [], signs: [] };

/** Accuracy, the share within the first three, macro-F1, and every class where they are few. */
export function report(
  head: Pick<HeadPlan, "name" | "classes" | "of">,
  tickets: readonly Labelled[],
  answers: readonly Float32Array[],
): void {
  const count = head.classes.length;
  const table = new Float64Array(count * count);
  let three = 0;
  for (const [at, ticket] of tickets.entries()) {
    const shares = [...(answers[at] ?? [])];
    const truth = head.classes.indexOf(head.of(ticket));
    const order = shares.map((_, place) => place).sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0));
    if (order.slice(0, 3).includes(truth)) three += 1;
    const cell = truth * count + (order[0] ?? 0);
    table[cell] = (table[cell] ?? 0) + 1;
  }
  const scores = head.classes.map((_, place) => f1(table, count, place));
  const right = head.classes.reduce((sum, _, place) => sum + (table[place * count + place] ?? 0), 0);
  const macro = scores.reduce((sum, { f }) => sum + f, 0) / count;
  console.log(
    `${head.name}: accuracy ${(right / tickets.length).toFixed(3)} top3 ${(three / tickets.length).toFixed(3)} macro-F1 ${macro.toFixed(3)}`,
  );
  console.log(`  best temperature ${bestTemperature(head, tickets, answers)}`);
  if (count > 10) return;
  console.log(head.classes.map((name, place) => `  ${name} p${scores[place]?.p.toFixed(2)} r${scores[place]?.r.toFixed(2)}`).join(" "));
}

function f1(table: Float64Array, count: number, place: number): { p: number; r: number; f: number } {
  const right = table[place * count + place] ?? 0;
  let [given, there] = [0, 0];
  for (let other = 0; other < count; other += 1) {
    given += table[other * count + place] ?? 0;
    there += table[place * count + other] ?? 0;
  }
  const [p, r] = [given === 0 ? 0 : right / given, there === 0 ? 0 : right / there];
  return { p, r, f: p + r === 0 ? 0 : (2 * p * r) / (p + r) };
}

/** By what the scores must be divided so that a share of 0.8 is right four times in five: that under which the truth is likeliest. */
function bestTemperature(head: Pick<HeadPlan, "classes" | "of">, tickets: readonly Labelled[], answers: readonly Float32Array[]): number {
  let [best, least] = [1, Infinity];
  for (const temperature of [0.5, 0.7, 0.85, 1, 1.2, 1.4, 1.7, 2, 2.5, 3, 3.5, 4, 5]) {
    let loss = 0;
    for (const [at, ticket] of tickets.entries()) {
      const logs = [...(answers[at] ?? [])].map((share) => Math.log(Math.max(share, 1e-12)) / temperature);
      const top = Math.max(...logs);
      const sum = logs.reduce((total, log) => total + Math.exp(log - top), 0);
      loss += Math.log(sum) + top - (logs[head.classes.indexOf(head.of(ticket))] ?? 0);
    }
    if (loss < least) [best, least] = [temperature, loss];
  }
  return best;
}
