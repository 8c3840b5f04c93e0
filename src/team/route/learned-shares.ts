import type { RouteIndex } from "./route-index.ts";
import { NOBODY, scoreText } from "./router-model.ts";
import type { TextFeatures } from "./text-features.ts";

export interface LearnedShares {
  /** For every agent of the index, the logarithm of its share among them; all equal where no weights were learned. */
  readonly shares: readonly number[];
  /** Log-odds that the text is somebody's and not nobody's. */
  readonly somebody: number;
}

/** Of a text that asks for several things, how much its first part counts beside the whole. */
const FIRST_PART = { ordered: 1.5, joined: 0.4 };

/** What the learned weights say of a text, and of its first part where it asks for several things. */
export function learnedShares(
  features: TextFeatures,
  first: { readonly features: TextFeatures; readonly ordered: boolean } | undefined,
  { agents, model }: RouteIndex,
): LearnedShares {
  const even = Math.log(1 / Math.max(1, agents.length));
  if (model === undefined) return { shares: agents.map(() => even), somebody: 0 };
  const whole = scoreText(model, features);
  const start = first === undefined ? undefined : scoreText(model, first.features);
  const weight = first?.ordered === true ? FIRST_PART.ordered : FIRST_PART.joined;
  const scores = whole.map((score, column) => (start === undefined ? score : score + weight * (start[column] ?? 0)));
  const own = agents.map(({ name }) => scores[model.classes.indexOf(name)]);
  const known = own.filter((score) => score !== undefined);
  if (known.length === 0) return { shares: agents.map(() => even), somebody: 0 };
  const total = logSum(known);
  const nobody = whole[model.classes.indexOf(NOBODY)];
  const somebody = logSum(whole.filter((_, column) => agents.some(({ name }) => name === model.classes[column])));
  return {
    shares: own.map((score) => (score === undefined ? even : score - total)),
    somebody: nobody === undefined ? 0 : somebody - nobody,
  };
}

function logSum(values: readonly number[]): number {
  const top = Math.max(...values);
  return top + Math.log(values.reduce((sum, value) => sum + Math.exp(value - top), 0));
}
