import type { LinearModel } from "../../src/domain/triage/linear-model.ts";
import type { TicketReader } from "../../src/domain/triage/reader.ts";
import { feelingsTaughtBy, taughtBy } from "./cross-validate.ts";
import { exampleOf, featureSpace, featuresOf } from "./examples.ts";
import { headList, type Labelled } from "./labelled.ts";
import { trainHead } from "./train-head.ts";

/** A model with all its features; `signs` are the keys of those that are no words. */
export interface TrainedModel extends Pick<LinearModel, "heads" | "keys" | "rarity" | "weights" | "scales" | "bias"> {
  readonly signs: ReadonlySet<number>;
}

/** Trains every head on all the tickets and puts them into one model of whole numbers. */
export function trainAll(reader: TicketReader, tickets: readonly Labelled[], least: number): TrainedModel {
  const texts = tickets.map(({ subject, description }) => featuresOf(reader, subject, description));
  const taught = taughtBy(reader);
  const feelings = feelingsTaughtBy(reader);
  const space = featureSpace([...texts, ...[...taught, ...feelings].map(({ features }) => features)], least);
  const rarity = space.rarity.map((value) => Math.round(value * 16) / 16);
  const plans = headList(reader.knowledge.capabilities.map(({ id }) => id));
  const width = plans.reduce((sum, { classes }) => sum + classes.length, 0);
  const rows = space.keys.length;
  const [bias, scales, all] = [new Float32Array(width), new Float32Array(width), new Int8Array(rows * width)];
  let offset = 0;
  const heads = plans.map((plan) => {
    const { classes, of, settings } = plan;
    const extra = plan.name === "capability" ? taught : plan.name === "sentiment" ? feelings : [];
    const examples = [
      ...tickets.map((ticket, at) =>
        exampleOf(texts[at] ?? { words: [], signs: [] }, { ...space, rarity }, classes.indexOf(of(ticket)), 1, settings.words),
      ),
      ...extra.map(({ features, label, weight }) =>
        exampleOf(features, { ...space, rarity }, classes.indexOf(label), weight, settings.words),
      ),
    ];
    const trained = trainHead(examples, rows, classes.length, settings);
    // The scorer weighs words once for all heads: how much they count in this one goes into their weights.
    for (const [row, key] of space.keys.entries())
      if (!space.signs.has(key))
        for (let place = 0; place < classes.length; place += 1)
          trained.weights[row * classes.length + place] = (trained.weights[row * classes.length + place] ?? 0) * settings.words;
    for (let place = 0; place < classes.length; place += 1) {
      let most = 0;
      for (let row = 0; row < rows; row += 1) most = Math.max(most, Math.abs(trained.weights[row * classes.length + place] ?? 0));
      const scale = most / 127;
      scales[offset + place] = scale / settings.temperature;
      bias[offset + place] = (trained.bias[place] ?? 0) / settings.temperature;
      for (let row = 0; row < rows; row += 1)
        all[row * width + offset + place] = scale === 0 ? 0 : Math.round((trained.weights[row * classes.length + place] ?? 0) / scale);
    }
    const head = { name: plan.name, classes, offset };
    offset += classes.length;
    return head;
  });
  return {
    heads,
    keys: space.keys,
    rarity,
    weights: all,
    signs: space.signs,
    scales,
    bias,
  };
}
