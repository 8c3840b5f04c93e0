import { extname, resolve } from "node:path";
import { DataError, UserError } from "../core/errors.ts";
import { isWithin } from "../core/files-inside.ts";
import { readBytes, statIfAny } from "../core/files.ts";
import { list, nearest } from "../core/text.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import type { Audience, ReportDocument } from "../reports/document.ts";
import type { TemplateToken, TemplateValues } from "../reports/pptx/fill-template.ts";
import { cite, plain } from "../reports/words.ts";
import { CUSTOMER_METRICS } from "./qbr-allowed.ts";
import { REVIEW_BLOCKS } from "./qbr-blocks.ts";
import { headlineOf, holderOf, pointsOf, stepsOf } from "./qbr-points.ts";
import type { Review } from "./qbr-review.ts";

/** A presentation of the user's own with tokens in it. */
export interface PptxTemplate {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Metrics that it prints, by the names of the registry. */
  readonly metrics: readonly string[];
}

const LARGEST = 100 * 1024 * 1024;
const FACT = /^fact:([a-z0-9_]+)$/;
const CHART = /^chart:([a-z0-9-]+)$/;

/** What a token of words stands for. */
const WORDS: Readonly<Record<string, (review: Review) => string>> = {
  "account.name": ({ account }) => account.name,
  "account.id": ({ account }) => account.account,
  "company.name": ({ company }) => company,
  "quarter.name": ({ quarter }) => quarter.name,
  "quarter.from": ({ quarter }) => quarter.from,
  "quarter.to": ({ quarter }) => quarter.to,
  as_of: ({ asOf }) => asOf,
  presenter: (review) => holderOf("customer-success-manager", review),
  headline: (review) => plain(headlineOf(review) ?? ""),
  achievements: (review) => lines(pointsOf(review).flatMap((point) => (point.kind === "strength" ? [plain(point.words)] : []))),
  concerns: (review) => lines(pointsOf(review).flatMap((point) => (point.kind === "strength" ? [] : [plain(point.words)]))),
  steps: (review) =>
    lines(stepsOf(review).map(({ action, words }) => `${plain(words)} (${holderOf(action.owner, review)}, ${action.due})`)),
  goals: ({ goals }) => lines(goals.map(({ objective }) => objective)),
  requests: ({ requests }) => lines(requests.map(({ title, status }) => `${title} (${status})`)),
};

/** Chart blocks by the name a token calls them: `chart:users` is what the block `users-chart` draws. */
const CHARTS = [...REVIEW_BLOCKS.keys()].flatMap((name) => /^(.+)-chart$/.exec(name)?.[1] ?? []);

/** True where the name of a template is that of a presentation. */
export function isPptxName(name: string): boolean {
  return extname(name).toLowerCase() === ".pptx";
}

/**
 * Reads a presentation and holds its tokens against what there is. Throws UserError that names each unknown token with its slide, and each that
 * this audience may not read; DataError for a file that is no presentation, and for one outside of `within` where that is given.
 */
export async function readPptxTemplate(path: string, home: string, audience: Audience, within?: string): Promise<PptxTemplate> {
  const file = resolve(home, path);
  const stats = await statIfAny(file);
  if (stats?.isFile() !== true)
    throw new UserError({
      code: "no-template-file",
      message: `There is no file ${path}.`,
      found: path,
      fix: "Correct --template, or qbr.template in echo.yaml.",
    });
  if (within !== undefined && !(await isWithin(within, file)))
    throw new DataError({
      code: "outside-workspace",
      message: `The file of qbr.template in echo.yaml leads out of the workspace: ${path}.`,
      found: path,
      fix: "Put the template into the workspace, or name it with --template.",
    });
  const { size } = stats;
  const bytes = size > LARGEST ? undefined : new Uint8Array(await readBytes(file));
  const tokens = bytes === undefined ? undefined : await tokensOf(bytes);
  if (bytes === undefined || tokens === undefined)
    throw new DataError({
      code: "bad-pptx",
      message: `${path} is no presentation that can be read.`,
      found: size > LARGEST ? "more than 100 MB" : "no PowerPoint package",
      fix: "Save it as .pptx (not .ppt or .pptm) and smaller than 100 MB.",
      place: { file },
    });
  refuse(tokens, path, "unknown-token", "there is no such token", (token) => !isKnown(token));
  const metrics = tokens.flatMap(({ token }) => metricOf(token) ?? []);
  if (audience === "customer")
    refuse(tokens, path, "internal-token", "the customer must not read it (--internal allows it)", (token) => {
      const metric = metricOf(token);
      return metric !== undefined && !CUSTOMER_METRICS.has(metric);
    });
  return { file, bytes, metrics: [...new Set(metrics)] };
}

/** What the tokens of a template stand for in a review. */
function pptxValues(review: Review, { brand, date }: ReportDocument): TemplateValues {
  return {
    accent: brand.accent,
    day: date ?? review.asOf,
    text: (token) => {
      const words = WORDS[token];
      if (words !== undefined) return words(review);
      const metric = metricOf(token);
      if (metric === undefined) return CHART.test(token) ? "Too little is on record for this chart." : undefined;
      const fact = review.fact(metric);
      return fact.value === null ? "not known" : cite(fact).text;
    },
    chart: (name) => {
      const [block] = REVIEW_BLOCKS.get(`${name}-chart`)?.build(review) ?? [];
      return block?.kind === "chart" ? block.chart : undefined;
    },
  };
}

/** The presentation with the review in it. */
export async function fillPptx({ bytes }: PptxTemplate, review: Review, document: ReportDocument): Promise<Uint8Array> {
  const { fillTemplate } = await import("../reports/pptx/fill-template.ts");
  return fillTemplate(bytes, pptxValues(review, document));
}

async function tokensOf(bytes: Uint8Array): Promise<readonly TemplateToken[] | undefined> {
  const { templateTokens } = await import("../reports/pptx/fill-template.ts");
  try {
    return await templateTokens(bytes);
  } catch {
    return undefined;
  }
}

function isKnown(token: string): boolean {
  const chart = CHART.exec(token)?.[1];
  return WORDS[token] !== undefined || (chart === undefined ? metricOf(token) !== undefined : CHARTS.includes(chart));
}

/** `fact:nrr` is the metric nrr, or that of a period: period_nrr. */
function metricOf(token: string): string | undefined {
  const name = FACT.exec(token)?.[1];
  return name === undefined ? undefined : [name, `period_${name}`].find((metric) => METRICS.has(metric));
}

function refuse(tokens: readonly TemplateToken[], path: string, code: string, why: string, isBad: (token: string) => boolean): void {
  const bad = [
    ...new Set(
      tokens
        .filter(({ token }) => isBad(token))
        .map(({ token, slide }) => `{{${token}}} on ${slide === 0 ? "a master or layout" : `slide ${slide}`}`),
    ),
  ];
  const [first] = bad;
  if (first === undefined) return;
  const known = [...Object.keys(WORDS), ...CHARTS.map((name) => `chart:${name}`), ...[...CUSTOMER_METRICS].map((name) => `fact:${name}`)];
  const token = /^\{\{(.*)\}\}/.exec(first)?.[1] ?? "";
  const near = nearest(token, known);
  throw new UserError({
    code,
    message: `${path}: ${list(bad)}: ${why}.`,
    found: token,
    allowed: near.length > 0 ? near : [...Object.keys(WORDS), "fact:METRIC", ...CHARTS.map((name) => `chart:${name}`)],
    fix: "Correct the token in the template; docs/reports.md lists them.",
    place: { file: path },
  });
}

/** One line each; a dash for none, so that no empty line is left on a slide. */
function lines(items: readonly string[]): string {
  return items.length === 0 ? "–" : items.join("\n");
}
