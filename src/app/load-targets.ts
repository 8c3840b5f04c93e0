import { join } from "node:path";
import { z } from "zod";
import { DataError, type Place } from "../core/errors.ts";
import { readTextIfAny } from "../core/files.ts";
import { parseYaml, yamlPlace } from "../core/parse-yaml.ts";
import { nearest } from "../core/text.ts";
import { DEFINITIONS } from "../domain/metrics/definitions.ts";
import { type Aim, type Operator, OPERATORS, type Target, type Targets } from "../domain/targets/target.ts";

const LINE = /^\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)\s*(%?)\s*$/;
const line = z
  .string()
  .regex(LINE, 'is no target such as "> 90 %", "<= 4" or ">= 0.7"')
  .transform((text) => {
    const [, operator = "", number = "", percent = ""] = LINE.exec(text) ?? [];
    const value = percent === "%" ? Number((Number(number) / 100).toPrecision(12)) : Number(number);
    return { text, bare: percent === "", operator: OPERATORS.find((known): known is Operator => known === operator) ?? ">=", value };
  });
const other = z.strictObject({ target: line, source: z.string().min(1) });
const entry = z.union([
  z.strictObject({ metric: z.string(), off: z.literal(true) }),
  z.strictObject({
    metric: z.string(),
    target: line,
    months: z.number().int().positive().optional(),
    source: z.string().min(1).optional(),
    others: z.array(other).optional(),
  }),
]);
const most = z.number().positive();
const fileSchema = z.strictObject({
  targets: z.array(entry).optional(),
  csm_load: z.strictObject({ high: most.optional(), mid: most.optional(), low: most.optional() }).optional(),
});

const FILE = "targets.yaml";

/**
 * Reads targets.yaml of each reference folder; a later folder's metric replaces an earlier one's. Throws DataError with file, line and column
 * for what does not fit, and for a metric that does not exist.
 */
export async function loadTargets(folders: readonly string[]): Promise<Targets> {
  const targets = new Map<string, Target>();
  let loads = { high: 50, mid: 100, low: 200 };
  for (const folder of folders) {
    const file = join(folder, FILE);
    const text = await readTextIfAny(file);
    if (text === undefined) continue;
    const parsed = parseYaml(text, file, fileSchema);
    for (const [index, given] of (parsed.targets ?? []).entries()) {
      refuseUnknown(given.metric, text, file, index);
      if ("off" in given) targets.delete(given.metric);
      else {
        const { metric, target, months, source = "your targets.yaml", others = [] } = given;
        const aimOf = (given: Line, path: readonly (string | number)[]): Omit<Aim, "source"> => {
          refuseOutsized(metric, given, yamlPlace(text, file, ["targets", index, ...path]));
          return { operator: given.operator, value: given.value };
        };
        targets.set(metric, {
          metric,
          ...aimOf(target, ["target"]),
          months,
          source,
          others: others.map((one, nth) => ({ ...aimOf(one.target, ["others", nth, "target"]), source: one.source })),
        });
      }
    }
    const { high = loads.high, mid = loads.mid, low = loads.low } = parsed.csm_load ?? {};
    loads = { high, mid, low };
  }
  return { targets, loads };
}

type Line = z.infer<typeof line>;

/** No share of anything is nine thousand per cent: a number above this without its sign was meant to have one. */
const MOST_SHARE = 3;

function refuseOutsized(metric: string, { text, bare, operator, value }: Line, place: Place): void {
  const isShare = DEFINITIONS.some(({ name, unit }) => name === metric && unit === "ratio");
  if (!isShare || !bare || value <= MOST_SHARE) return;
  throw new DataError({
    code: "target-no-share",
    message: `${place.file ?? FILE}:${place.line ?? 1}: the target "${text.trim()}" of ${metric} would be ${(value * 100).toLocaleString("en-US")} %.`,
    found: text.trim(),
    allowed: [`${operator} ${value} %`, `${operator} ${Number((value / 100).toPrecision(12))}`],
    fix: "Write a share with its %, or as a number up to 1.",
    place,
  });
}

function refuseUnknown(metric: string, text: string, file: string, index: number): void {
  const known = DEFINITIONS.map(({ name }) => name);
  if (known.includes(metric)) return;
  const near = nearest(metric, known);
  const place = yamlPlace(text, file, ["targets", index, "metric"]);
  throw new DataError({
    code: "unknown-metric",
    message: `${file}:${place.line ?? 1}: there is no metric "${metric}".`,
    found: metric,
    allowed: near.length > 0 ? near : known,
    fix: "Name one of these; echo-cs metrics --definitions explains them.",
    place,
  });
}
