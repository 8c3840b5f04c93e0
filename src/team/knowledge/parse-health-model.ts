import { z } from "zod";
import { DataError } from "../../core/errors.ts";
import { nearest } from "../../core/text.ts";
import type { Unit } from "../../domain/facts/fact.ts";
import { METRICS } from "../../domain/facts/metrics/registry.ts";
import type { HealthModel } from "../../domain/health/health-model.ts";
import { parseYaml } from "../../core/parse-yaml.ts";

const NUMBERS: readonly string[] = ["ratio", "count", "money", "days", "hours", "points"] satisfies readonly Unit[];
/** A curve needs a number, and a score cannot rest on itself. */
const USABLE = [...METRICS.values()]
  .filter((known) => known.about === "account" && known.query !== "health" && NUMBERS.includes(known.unit))
  .map((known) => known.name);

const point = z.tuple([z.number(), z.number().min(0).max(100)]);
const rising = (points: readonly (readonly [number, number])[]): boolean =>
  points.every(([at], index) => index === 0 || at > (points[index - 1]?.[0] ?? at));

const modelSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/, "a name has lower-case letters, digits and hyphens"),
  title: z.string(),
  bands: z
    .strictObject({ green: z.number().max(100), yellow: z.number().min(0) })
    .refine((bands) => bands.green > bands.yellow, "green must begin above yellow"),
  coverage_floor: z.number().min(0).max(1).default(0.5),
  groups: z
    .array(
      z.strictObject({
        name: z.string(),
        weight: z.number().positive(),
        inputs: z
          .array(
            z.strictObject({
              name: z.string(),
              metric: z.string(),
              weight: z.number().positive(),
              curve: z.array(point).min(2).refine(rising, "a curve's values must rise"),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
  vetoes: z
    .array(z.strictObject({ name: z.string(), metric: z.string(), at_least: z.number(), caps_at: z.enum(["yellow", "red"]) }))
    .default([]),
});

/** A health model from its YAML. Throws DataError for what does not fit, and for an input whose metric does not exist. */
export function parseHealthModel(text: string, file: string): HealthModel {
  const parsed = parseYaml(text, file, modelSchema);
  for (const metric of [
    ...parsed.groups.flatMap((group) => group.inputs.map((input) => input.metric)),
    ...parsed.vetoes.map((veto) => veto.metric),
  ]) {
    if (!USABLE.includes(metric)) throw unknownMetric(metric, text, file);
  }
  return {
    name: parsed.name,
    title: parsed.title,
    bands: parsed.bands,
    coverageFloor: parsed.coverage_floor,
    groups: parsed.groups,
    vetoes: parsed.vetoes.map(({ name, metric, at_least, caps_at }) => ({ name, metric, atLeast: at_least, capsAt: caps_at })),
  };
}

function unknownMetric(metric: string, text: string, file: string): DataError {
  const line = text.split("\n").findIndex((candidate) => candidate.includes(metric)) + 1;
  return new DataError({
    code: "unknown-metric",
    message: `${file}: "${metric}" is no metric a health model can use.`,
    found: metric,
    allowed: nearest(metric, USABLE),
    fix: "Name a metric of one account that is a number.",
    place: { file, line },
  });
}
