import type { Head, LinearModel } from "../../src/domain/triage/linear-model.ts";
import { NIBBLE_NOUGHT, ROW_KIND } from "../../src/domain/triage/packed-rows.ts";
import { TRIAGE_MODEL_VERSION, type TriageModelHead } from "../../src/domain/triage/triage-model.ts";

/** A model, and by head the step of its weights but for those of named signs; 0 where they are to stand as they are. */
export interface SteppedModel extends Pick<LinearModel, "heads" | "keys" | "rarity" | "weights" | "scales" | "bias"> {
  readonly steps: readonly number[];
}

/** The bytes of a model, as parseTriageModel reads them. Throws RangeError for more different rows than two bytes can name, and for keys out of order. */
export function packTriageModel(model: SteppedModel): Uint8Array {
  const { heads, keys, steps, bias, scales } = model;
  const fresh = new Map<string, number>();
  const kinds: number[] = [];
  const sameAs: number[] = [];
  const rarities: number[] = [];
  const stepped: Int8Array[] = [];
  const whole: Int8Array[] = [];
  for (const row of keys.keys()) {
    const weights = model.weights.subarray(row * bias.length, (row + 1) * bias.length);
    const rarity = Math.min(255, Math.round((model.rarity[row] ?? 0) * 16));
    const name = `${rarity} ${weights.join()}`;
    const known = fresh.get(name);
    if (known !== undefined) {
      kinds.push(ROW_KIND.same);
      sameAs.push(known);
      continue;
    }
    fresh.set(name, fresh.size);
    rarities.push(rarity);
    const fits = heads.every((head, nth) => stepsOf(weights, head, steps[nth] ?? 0).every(isNibble));
    kinds.push(fits ? ROW_KIND.stepped : ROW_KIND.whole);
    (fits ? stepped : whole).push(weights);
  }
  if (fresh.size > 1 << 16) throw new RangeError(`${fresh.size} different rows`);
  const head: TriageModelHead = {
    version: TRIAGE_MODEL_VERSION,
    heads,
    rows: keys.length,
    steps,
    bias: [...bias].map(short),
    scales: [...scales].map(short),
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, text.length, true);
  const distances = Array.from(keys, (key, row) => key - (keys[row - 1] ?? 0));
  if (distances.some((far) => far < 0 || far >= 1 << 24)) throw new RangeError("keys that do not ascend, or too far apart");
  const weights = heads.map((each, nth) => stepped.flatMap((row) => packedHead(row, each, steps[nth] ?? 0)));
  const body = [...planes(distances, 3), kinds, ...planes(sameAs, 2), rarities, ...weights, ...whole];
  return Uint8Array.from(Buffer.concat([length, text, ...body.map((values) => Uint8Array.from(values))]));
}

/** The weights of a head in its steps, as four bits hold them; none for a head without. */
function stepsOf(weights: Int8Array, { classes, offset }: Head, step: number): number[] {
  if (step === 0) return [];
  return Array.from(weights.subarray(offset, offset + classes.length), (weight) => {
    if (weight === -step / 2) return 0;
    return weight === -NIBBLE_NOUGHT * step ? NOT_HELD : weight / step + NIBBLE_NOUGHT;
  });
}

const NOT_HELD = -1;

function isNibble(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 16;
}

function packedHead(weights: Int8Array, head: Head, step: number): number[] {
  if (step === 0) return [...weights.subarray(head.offset, head.offset + head.classes.length)];
  const own = stepsOf(weights, head, step);
  return Array.from({ length: Math.ceil(own.length / 2) }, (_, pair) => (own[2 * pair] ?? 0) | ((own[2 * pair + 1] ?? 0) << 4));
}

/** Of all numbers the lowest byte, then of all the next. */
function planes(values: readonly number[], count: number): number[][] {
  return Array.from({ length: count }, (_, plane) => values.map((value) => (value >>> (8 * plane)) & 255));
}

function short(value: number): number {
  return Number(value.toPrecision(6));
}
