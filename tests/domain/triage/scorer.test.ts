import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { loadTriageKnowledge } from "../../../src/app/triage-practice.ts";
import { headOf, type LinearModel, shares } from "../../../src/domain/triage/linear-model.ts";
import { type TicketReader, ticketReader } from "../../../src/domain/triage/reader.ts";
import { scorer } from "../../../src/domain/triage/scorer.ts";
import { trainingFeatures } from "../../../src/domain/triage/training-features.ts";
import { parseTriageModel } from "../../../src/domain/triage/triage-model.ts";
import { ROOT } from "../../../src/testing/demo-book.ts";

let reader: TicketReader;
let model: LinearModel;
beforeAll(async () => {
  const read = parseTriageModel(brotliDecompressSync(readFileSync(join(ROOT, "references", "triage", "weights.bin.br"))));
  if (read === undefined) throw new Error("the shipped weights cannot be read");
  model = read;
  reader = ticketReader(await loadTriageKnowledge([join(ROOT, "references")]), model);
});

/** The scores, feature by feature. */
function plainScores(subject: string, body: string): number[] {
  const { words, signs } = trainingFeatures(reader, reader.read(subject, body), subject, body);
  const weighted = words.flatMap(([key, factor]) => {
    const row = model.rows.find(key);
    return row === -1 ? [] : [{ row, value: factor * (model.rarity[row] ?? 0) }];
  });
  const length = Math.hypot(...weighted.map(({ value }) => value));
  const all = [
    ...weighted.map(({ row, value }) => ({ row, value: value / length })),
    ...signs.map(([key, value]) => ({ row: model.rows.find(key), value })),
  ];
  return Array.from(model.bias, (bias, place) => {
    const sum = all.reduce(
      (total, { row, value }) => total + (row === -1 ? 0 : value * (model.weights[row * model.width + place] ?? 0)),
      0,
    );
    return bias + sum * (model.scales[place] ?? 0);
  });
}

describe("scorer", () => {
  it.each([
    ["CSV export fails", "Since Monday the CSV export stops at 5,000 rows. We export export exports daily."],
    ["Kündigung", "Hiermit kündigen wir den Vertrag zum 31.12.2026!"],
    ["", "constructor __proto__"],
    ["only a subject?", ""],
  ])("gives what the features, one by one, give: %s", (subject, body) => {
    const scores = scorer(model, reader)(reader.read(subject, body));
    for (const [place, expected] of plainScores(subject, body).entries()) expect(scores[place]).toBeCloseTo(expected, 3);
  });

  it("says the same of a text whatever was read before it", () => {
    const score = scorer(model, reader);
    const text = "The webhook is retried forever and fills our queue";
    const before = Array.from(score(reader.read("Webhooks", text)));
    for (let at = 0; at < 3000; at += 1) reader.read("", `w${at} x${at} y${at} z${at} q${at} r${at}`);
    expect(Array.from(score(reader.read("Webhooks", text)))).toEqual(before);
  });

  it("knows a class for every capability of the shipped taxonomy, and shares that sum to 1", () => {
    const head = headOf(model, "capability");
    expect(head.classes).toEqual([...reader.knowledge.capabilities.map(({ id }) => id), "none"]);
    expect(reader.knowledge.capabilities.length).toBeGreaterThanOrEqual(60);
    const said = shares(head, scorer(model, reader)(reader.read("Okta", "SAML sign-on")), new Float32Array(head.classes.length));
    expect(said.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
    expect(() => headOf(model, "nothing")).toThrow(RangeError);
  });
});
