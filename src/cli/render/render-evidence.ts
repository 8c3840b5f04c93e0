import type { ChalkInstance } from "chalk";
import type { Evidence } from "../../app/evidence.ts";
import type { Row, SqlValue } from "../../book/book.ts";
import { count, oneLine } from "../../core/text.ts";
import { type Fact, type FactValue, subjectName } from "../../domain/facts/fact.ts";
import { formatFact } from "../../domain/facts/format-value.ts";
import { metricNamed } from "../../domain/facts/metrics/registry.ts";
import { factTitle } from "../../domain/facts/true-days.ts";
import { cleanScreen } from "./clean-screen.ts";
import { cut } from "./cut.ts";
import { table } from "./table.ts";
import { columns, wrap } from "./wrap.ts";

export interface EvidenceView {
  readonly paint: ChalkInstance;
  readonly width: number;
}

/** A Fact, how it is computed, its value then and now, and the rows behind it. */
export function renderEvidence(evidence: Evidence, { paint, width }: EvidenceView): string {
  const { fact, task, rows, more } = evidence;
  const print = (value: FactValue): string => formatFact({ ...fact, value }, undefined, false, metricNamed(fact.metric).decimals);
  const lines = [
    `${paint.bold(`${fact.id}  ${titleOf(fact)}: ${print(fact.value)}`)}`,
    paint.dim(`task ${task} · as of ${fact.asOf} · ${fact.window.from} to ${fact.window.to}`),
    "",
    `Formula  ${wrap(fact.formula, width - 9, 9)}`,
    `Query    ${fact.source.query} (${Object.entries(fact.source.params)
      .map(([name, value]) => `${name}=${value}`)
      .join(", ")}) over ${fact.source.tables.join(", ")}`,
    `Then     ${exact(fact.value)}  (snapshot ${fact.snapshot})`,
    `Now      ${exact(evidence.value)}  (snapshot ${evidence.snapshot})  ${verdict(evidence, paint)}`,
    ...(evidence.reason === null ? [] : [`         ${wrap(evidence.reason, width - 9, 9)}`]),
    "",
    rows.length === 0 ? "No stored rows." : rowTable(rows, width),
    ...(more ? [paint.dim(`the first ${count(rows.length, "row")}; --limit shows more`)] : []),
  ];
  return `${cleanScreen(paint, lines.join("\n"))}\n`;
}

function verdict({ matches, fact, snapshot }: Evidence, paint: ChalkInstance): string {
  if (matches) return paint.green(fact.snapshot === snapshot ? "equal" : "equal, on another snapshot");
  return paint.red(
    fact.snapshot === snapshot
      ? "DIFFERENT on the same snapshot: a reference file changed, or this is a bug"
      : "different: the snapshot is another by now",
  );
}

function exact(value: FactValue): string {
  return value === null ? "unknown" : String(value);
}

const WIDEST_CELL = 40;

/** A table where it fits, else one row a paragraph. Columns that no row fills are left out; long texts are cut. */
function rowTable(rows: readonly Row[], width: number): string {
  const names = Object.keys(rows[0] ?? {}).filter((name) => rows.some((row) => row[name] !== null));
  const numeric = names.flatMap((name, index) => (rows.every((row) => typeof (row[name] ?? 0) === "number") ? [index] : []));
  const asTable = table(
    names,
    rows.map((row) => names.map((name) => cell(row[name] ?? null, WIDEST_CELL))),
    numeric,
  );
  if (columns(asTable.split("\n")[1] ?? "") <= width) return asTable;
  return rows
    .map(
      (row) =>
        `  ${wrap([placeOf(row), ...names.filter((name) => !PLACE.includes(name) && row[name] !== null).map((name) => `${name} ${cell(row[name] ?? null, 2 * WIDEST_CELL)}`)].join(" · "), width - 4).replaceAll("\n", "\n    ")}`,
    )
    .join("\n");
}

const PLACE = ["file", "line"];

function placeOf({ file, line }: Row): string {
  return file === undefined || file === null ? "row" : [file, line].filter((part) => part !== null && part !== undefined).join(":");
}

function cell(value: SqlValue, widest: number): string {
  if (value === null) return "";
  return cut(oneLine(typeof value === "number" ? String(Math.round(value * 1000) / 1000) : String(value)), widest);
}

/** "ARR of the book" says itself whose it is. */
function titleOf(fact: Fact): string {
  const [title, whose] = [factTitle(fact, metricNamed(fact.metric)), subjectName(fact.subject)];
  return title.endsWith(` of ${whose}`) ? title : `${title} of ${whose}`;
}
