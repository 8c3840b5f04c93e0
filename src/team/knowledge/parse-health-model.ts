import { z } from "zod";
import { DataError } from "../../core/errors.ts";
import { parseYaml, yamlPlace } from "../../core/parse-yaml.ts";
import { nearest } from "../../core/text.ts";
import type { Unit } from "../../domain/facts/fact.ts";
import { METRICS } from "../../domain/facts/metrics/registry.ts";
import { FRESHNESS_TABLES } from "../../domain/health/freshness-tables.ts";
import type { HealthModel } from "../../domain/health/health-model.ts";

const NUMBERS: readonly string[] = ["ratio", "count", "money", "days", "hours", "points"] satisfies readonly Unit[];
/** A score cannot rest on itself, and what is of a period is of no day. */
const OF_ACCOUNTS = [...METRICS.values()].filter(
  (known) => known.about === "account" && known.query !== "health" && known.ofPeriod !== true,
);
const named = (fits: (unit: string) => boolean): string[] => OF_ACCOUNTS.filter(({ unit }) => fits(unit)).map(({ name }) => name);
const USABLE = {
  number: named((unit) => NUMBERS.includes(unit)),
  date: [...named((unit) => unit === "date"), ...FRESHNESS_TABLES],
  text: named((unit) => unit === "text"),
};

const point = z.tuple([z.number(), z.number().min(0).max(100)]);
const rising = (points: readonly (readonly [number, number])[]): boolean =>
  points.every(([at], index) => index === 0 || at > (points[index - 1]?.[0] ?? at));
const weight = z.number().positive();
const cap = z.enum(["yellow", "red"]);

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
        weight,
        inputs: z
          .array(
            z.strictObject({
              name: z.string(),
              metric: z.string(),
              weight,
              curve: z.array(point).min(2).refine(rising, "a curve's values must rise"),
              freshness: z.strictObject({ of: z.string(), valid_days: z.number().positive(), after: z.enum(["drop", "decay"]) }).optional(),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
  segments: z
    .array(
      z
        .strictObject({
          metric: z.string(),
          is: z.coerce.string(),
          groups: z.record(z.string(), weight).default({}),
          inputs: z.record(z.string(), weight).default({}),
        })
        .refine(({ groups, inputs }) => Object.keys({ ...groups, ...inputs }).length > 0, "names no group and no input to weigh otherwise"),
    )
    .default([]),
  vetoes: z
    .array(
      z
        .strictObject({
          name: z.string(),
          metric: z.string().optional(),
          at_least: z.number().optional(),
          input: z.string().optional(),
          below: z.number().min(0).max(100).optional(),
          caps_at: cap,
        })
        .refine(
          (veto) => hasPair(veto.metric, veto.at_least) !== hasPair(veto.input, veto.below),
          "needs metric and at_least, or input and below",
        ),
    )
    .default([]),
});

/** Both or nothing; one of the two alone counts as neither. */
function hasPair(what: string | undefined, threshold: number | undefined): boolean {
  return what !== undefined && threshold !== undefined;
}

type Parsed = z.infer<typeof modelSchema>;
type Path = readonly (string | number)[];

/**
 * A health model from its YAML. Throws DataError with line and column for what does not fit, for a metric that does not exist or is of the wrong
 * kind, and for a group or input that is named twice or not at all.
 */
export function parseHealthModel(text: string, file: string): HealthModel {
  const parsed = parseYaml(text, file, modelSchema);
  refuseUnknown(parsed, text, file);
  return {
    name: parsed.name,
    title: parsed.title,
    bands: parsed.bands,
    coverageFloor: parsed.coverage_floor,
    groups: parsed.groups.map(({ inputs, ...group }) => ({
      ...group,
      inputs: inputs.map(({ freshness, ...input }) =>
        freshness === undefined
          ? input
          : { ...input, freshness: { of: freshness.of, validDays: freshness.valid_days, after: freshness.after } },
      ),
    })),
    ...(parsed.segments.length === 0 ? {} : { segments: parsed.segments.map(segmentWeights) }),
    vetoes: parsed.vetoes.map(({ name, metric, at_least: atLeast, input, below, caps_at: capsAt }) =>
      metric === undefined || atLeast === undefined
        ? { name, capsAt, input: input ?? "", below: below ?? 0 }
        : { name, capsAt, metric, atLeast },
    ),
  };
}

function segmentWeights({ metric, is, groups, inputs }: Parsed["segments"][number]): NonNullable<HealthModel["segments"]>[number] {
  return { metric, is, groups: new Map(Object.entries(groups)), inputs: new Map(Object.entries(inputs)) };
}

/** Names that the schema cannot know: metrics, and groups and inputs that other keys refer to. */
function refuseUnknown(model: Parsed, text: string, file: string): void {
  const refuse = (
    code: string,
    message: string,
    found: string,
    known: readonly string[],
    path: Path,
    what: "key" | "value" = "value",
  ): void => {
    if (known.includes(found)) return;
    const near = nearest(found, known);
    const allowed = near.length > 0 ? near : known.slice(0, 20);
    throw new DataError({
      code,
      message: `${file}: "${found}" ${message}`,
      found,
      allowed,
      fix: FIX,
      place: yamlPlace(text, file, path, what),
    });
  };
  const metric = (name: string, kind: keyof typeof USABLE, path: Path): void =>
    refuse("unknown-metric", NO_METRIC[kind], name, USABLE[kind], path);
  const groups = model.groups.map(({ name }) => name);
  const inputs = model.groups.flatMap((group) => group.inputs.map(({ name }) => name));
  model.groups.forEach((group, at) => {
    refuseTwice(groups, at, ["groups", at, "name"], text, file);
    group.inputs.forEach((input, index) => {
      const path = ["groups", at, "inputs", index];
      metric(input.metric, "number", [...path, "metric"]);
      if (input.freshness !== undefined) metric(input.freshness.of, "date", [...path, "freshness", "of"]);
      refuseTwice(
        inputs,
        model.groups.slice(0, at).reduce((sum, { inputs: before }) => sum + before.length, index),
        [...path, "name"],
        text,
        file,
      );
    });
  });
  model.vetoes.forEach((veto, at) => {
    if (veto.metric !== undefined) metric(veto.metric, "number", ["vetoes", at, "metric"]);
    if (veto.input !== undefined)
      refuse("unknown-input", "is no input of this model.", veto.input, ["any", ...inputs], ["vetoes", at, "input"]);
  });
  model.segments.forEach((segment, at) => {
    metric(segment.metric, "text", ["segments", at, "metric"]);
    for (const name of Object.keys(segment.groups))
      refuse("unknown-group", "is no group of this model.", name, groups, ["segments", at, "groups", name], "key");
    for (const name of Object.keys(segment.inputs))
      refuse("unknown-input", "is no input of this model.", name, inputs, ["segments", at, "inputs", name], "key");
  });
}

const FIX = "Correct the name. docs/health-models.md explains the file, docs/metrics.md lists the metrics.";
const NO_METRIC = {
  number: "is no metric a health model can use: it must be a number about one account.",
  date: "tells no age: it must be a date metric of one account, or a table.",
  text: "is no attribute of an account: it must be a text metric.",
} as const;

function refuseTwice(names: readonly string[], at: number, path: Path, text: string, file: string): void {
  const name = names[at] ?? "";
  if (names.indexOf(name) === at) return;
  throw new DataError({
    code: "named-twice",
    message: `${file}: "${name}" is named twice.`,
    found: name,
    fix: "Give each group and each input a name of its own.",
    place: yamlPlace(text, file, path),
  });
}
