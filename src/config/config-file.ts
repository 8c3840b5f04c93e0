import { z } from "zod";
import { isDay } from "../core/days.ts";
import { DataError } from "../core/errors.ts";
import { isRecord } from "../core/json.ts";
import { parseYaml, yamlPlace } from "../core/parse-yaml.ts";
import { nearest } from "../core/text.ts";
import { brandSection, qbrSection } from "./report-sections.ts";
import { checkSection } from "./check-section.ts";
import { mappingSection } from "./mapping-section.ts";
import { sectionOf } from "./section-of.ts";
import { sourcesSection } from "./sources-section.ts";
import { supportSection } from "./support-section.ts";
import { activationSection, adoptionSection, financeSection } from "./metrics-sections.ts";

const timeZone = z.string().refine(isTimeZone, "is no IANA time zone such as Europe/Berlin");
const currency = z
  .string()
  .regex(/^[A-Za-z]{3}$/, "is no ISO currency code such as USD")
  .transform((code) => code.toUpperCase())
  .refine(isCurrency, "is no ISO currency code such as USD");
const day = z.string().refine(isDay, "is not a day written as YYYY-MM-DD");

/** Whether a currency is in use or was: the language tables of the platform know them. XXX stands for none. */
function isCurrency(code: string): boolean {
  return code !== "XXX" && Intl.supportedValuesOf("currency").includes(code);
}

/** YAML of today reads `off` as a text. */
const onOff = z.preprocess(
  (value) => (value === "off" || value === "no" ? false : value === "on" || value === "yes" ? true : value),
  z.boolean(),
);
const privacyShape = {
  mask: onOff
    .optional()
    .describe(
      "off sends people's names, e-mail and IP addresses, phone, card and bank account numbers, keys and passwords to the model unmasked",
    ),
};
const whole = z.number().int().positive();
const budgetShape = {
  turns: whole.optional().describe("replies of the model in one run"),
  tokens: whole.optional().describe("tokens in and out in one run"),
  seconds: z.number().positive().optional().describe("how long one run may take"),
  usd: z.number().positive().optional().describe("dollars that one run may cost"),
  concurrency: whole.optional().describe("calls of the model at once"),
  requests_per_minute: whole.optional().describe("calls of the model in a minute"),
  tokens_per_minute: whole.optional().describe("tokens sent and received in a minute"),
};
const rate = z.number().nonnegative();
const priceShape = z.strictObject({ input: rate, output: rate, cache_read: rate.optional(), cache_write: rate.optional() });

const words = z.array(z.string());
const eligibilityShape = { segments: words.optional(), industries: words.optional(), min_seats: z.number().int().positive().optional() };

/** echo.yaml. Every key is optional. The descriptions are the reference page's text. */
export const configSchema = z.looseObject({
  company: z
    .looseObject({
      name: z.string().describe("your company's name"),
      product: z.string().optional().describe("what you sell, in a sentence"),
    })
    .optional(),
  timezone: timeZone.optional().describe("IANA zone in which days are counted (default UTC)"),
  currency: currency.optional().describe("reporting currency (default USD)"),
  as_of: day.optional().describe("the day every computation looks back from (default: the last day with activity)"),
  me: z
    .string()
    .trim()
    .min(1)
    .optional()
    .describe("your name as the exports write it: commands then look at your accounts (--owner all for everybody's)"),
  holidays: z
    .array(day)
    .optional()
    .describe("days on which nobody works, beside Saturdays and Sundays: `echo-cs plan` sets no date on them"),
  quota: z.number().positive().optional().describe("a quarter's sales quota, in the reporting currency: coverage in `echo-cs forecast`"),
  eligible: z
    .record(z.string(), z.strictObject(eligibilityShape))
    .optional()
    .describe("who may buy a product of the catalogue: by its name, segments, industries and the fewest seats"),
  health: z.string().optional().describe("health model (default: the answering agent's, else specialist)"),
  llm: z.string().optional().describe("language model: haiku, sonnet, opus, a full id, or off"),
  model: z.literal("off").optional().describe("off: no language model is ever called, whatever keys there are (as --no-model)"),
  models: z.record(z.string(), z.string()).optional().describe("model ids behind the aliases"),
  tasks_dir: z.string().optional().describe("folder of the tracking files (default tasks)"),
  support: supportSection
    .optional()
    .describe("the promise of a first reply in hours (default 4), and the working days and hours in which it runs (default: always)"),
  privacy: z
    .looseObject(privacyShape)
    .optional()
    .describe(
      "mask: off sends people's names, e-mail and IP addresses, phone, card and bank account numbers, keys and passwords to the model unmasked",
    ),
  budget: z
    .looseObject(budgetShape)
    .optional()
    .describe("limits of a model run: turns, tokens, usd, seconds; and of its calls: concurrency, requests_per_minute, tokens_per_minute"),
  prices: z
    .record(z.string(), priceShape)
    .optional()
    .describe("dollars for a million tokens of a model, where they are not the list's: input, output, cache_read, cache_write"),
  activation: activationSection
    .optional()
    .describe(
      "the key actions of a new account (names of events), and the first days in which to do them (default 30; at_least: how many are enough)",
    ),
  adoption: adoptionSection.optional().describe("the features whose use counts as adoption (default: any but a login)"),
  finance: financeSection.optional().describe("what LTV and CAC need: gross margin as a share, spend on sales and marketing by month"),
  brand: brandSection
    .optional()
    .describe("color (#rrggbb) and logo of your reports, and logos of customers by account: PNG, JPEG or SVG, paths beside this file"),
  qbr: qbrSection
    .optional()
    .describe("template of `echo-cs qbr`: agenda, deck, executive, one of your own, or a .pptx with tokens (docs/reports.md)"),
  check: checkSection
    .optional()
    .describe("what `echo-cs check` fails on (fail_on), rules switched off or weighed otherwise, and waivers: docs/standards.md"),
  mapping: mappingSection
    .optional()
    .describe(
      "how files are read that are not recognised, or that are to be read otherwise: docs/mapping.md (echo-cs import --propose drafts it)",
    ),
  sources: sourcesSection
    .optional()
    .describe(
      "tables that come from SQL on a PostgreSQL-protocol engine, by a name: table, url or env, sql or file, watermark, … (docs/warehouse.md)",
    ),
});

export type ConfigFile = z.infer<typeof configSchema>;

/** Sections whose keys are the workspace's own to add to. */
export const OPEN_SECTIONS: ReadonlySet<string> = new Set(["company"]);

/**
 * Parses echo.yaml. An empty file is an empty configuration. Throws DataError with line, column and the nearest key for one that does not
 * exist.
 */
export function parseConfig(text: string, file: string): ConfigFile {
  if (isBlank(text)) return {};
  const given = parseYaml(text, file, z.looseObject({}));
  refuseUnknown(given, [], Object.keys(configSchema.shape), text, file);
  // A limit or a mask that is misspelt would be off without a word.
  for (const [key, schema] of Object.entries(configSchema.shape)) {
    const [section, value] = [sectionOf(schema), given[key]];
    if (section !== undefined && isRecord(value) && !OPEN_SECTIONS.has(key))
      refuseUnknown(value, [key], Object.keys(section.shape), text, file);
  }
  return parseYaml(text, file, configSchema);
}

function refuseUnknown(
  given: Readonly<Record<string, unknown>>,
  section: readonly string[],
  known: readonly string[],
  text: string,
  file: string,
): void {
  for (const key of Object.keys(given)) {
    if (known.includes(key)) continue;
    const place = yamlPlace(text, file, [...section, key], "key");
    const near = nearest(key, known);
    throw new DataError({
      code: "unknown-setting",
      message: `${file}:${place.line ?? 1}: there is no setting "${[...section, key].join(".")}".`,
      found: key,
      allowed: near.length > 0 ? near : known,
      fix: "Correct or remove the line.",
      place,
    });
  }
}

/** Nothing but comments and blank lines: YAML reads that as null. */
function isBlank(text: string): boolean {
  return text.split("\n").every((line) => /^\s*(#.*)?$/.test(line));
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
