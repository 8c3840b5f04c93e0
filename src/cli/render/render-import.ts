import type { ImportResult } from "../../app/import.ts";
import { clean, count, list } from "../../core/text.ts";
import { formatMoney } from "../../domain/facts/format-value.ts";
import { bullet } from "./bullet.ts";
import type { ImportView } from "./import-view.ts";
import { renderMatches } from "./render-import-matches.ts";
import { table } from "./table.ts";

const SHOWN_REJECTS = 20;

/** What became of every file, which cells were refused, what stands out, and what is missing. */
export function renderImport(result: ImportResult, view: ImportView): string {
  const headline = `${result.changed ? "Imported" : "Nothing changed since the last import:"} ${count(result.files.filter((file) => file.taken_for !== null).length, "file")}, ${count(result.accounts, "account")}.`;
  const sections = [
    view.paint.bold(headline),
    files(result),
    notes(result, view),
    book(result, view),
    rejects(result, view),
    renderMatches(result, view),
    findings(result, view),
    missing(result, view),
  ];
  return `${clean(sections.filter((section) => section !== "").join("\n\n"))}\n`;
}

function files(result: ImportResult): string {
  const rows = result.files.map((file) => [
    file.file,
    file.taken_for ?? "not read",
    file.confidence === null ? "" : `${Math.round(file.confidence * 100)} %`,
    ...[file.rows_in, file.rows_out, file.rejected, file.duplicates, file.unjoined].map((n) => n.toLocaleString("en-US")),
    file.from ?? "",
    file.to ?? "",
  ]);
  return table(["File", "Taken for", "Sure", "Rows", "Kept", "Refused", "Repeated", "No account", "From", "To"], rows, [2, 3, 4, 5, 6, 7]);
}

function book({ book: { as_of: asOf, arr, tables } }: ImportResult, { paint }: ImportView): string {
  if (tables.length === 0) return "";
  const money = arr.map(({ currency, minor, accounts: paying }) => `${formatMoney(minor, currency)} ARR of ${count(paying, "account")}`);
  const rows = tables.map(({ table: name, rows: n, coverage, from, to }) => [
    name,
    n.toLocaleString("en-US"),
    coverage === null ? "" : `${Math.round(coverage * 100)} %`,
    from ?? "",
    to ?? "",
  ]);
  const head = `${paint.underline("The book")} on ${asOf}${money.length === 0 ? "" : `: ${list(money)}`}`;
  return [head, table(["Table", "Rows", "Of accounts", "From", "To"], rows, [1, 2])].join("\n");
}

function notes(result: ImportResult, { width }: ImportView): string {
  return result.files
    .filter((file) => file.note !== null)
    .map((file) => bullet(`${file.file}: ${file.note ?? ""}`, width))
    .join("\n");
}

function rejects({ rejects: refused }: ImportResult, { paint, width }: ImportView): string {
  if (refused.length === 0) return "";
  const lines = refused.slice(0, SHOWN_REJECTS).map(({ file, line, column, value, reason }) => {
    const place = line === null ? file : `${file}:${line}`;
    const cell = column === null ? "" : ` ${column}`;
    return bullet(`${place}${cell}${value === null ? "" : ` "${clean(value).slice(0, 60)}"`}: ${reason}`, width);
  });
  const more =
    refused.length > SHOWN_REJECTS ? [`  … ${count(refused.length - SHOWN_REJECTS, "more", "more")}; --rejects FILE writes them all`] : [];
  return [paint.underline("Refused"), ...lines, ...more].join("\n");
}

function findings(result: ImportResult, { paint, width }: ImportView): string {
  if (result.findings.length === 0) return "";
  return [paint.underline("Noticed"), ...result.findings.map(({ message }) => bullet(`${message}.`, width))].join("\n");
}

/** Three are told; the rest is a number: all would push what happened off the screen. */
function firstOf(answers: readonly string[]): readonly string[] {
  return answers.length <= 4 ? answers : [...answers.slice(0, 3), `${answers.length - 3} more`];
}

function missing(result: ImportResult, { paint, width }: ImportView): string {
  if (result.missing.length === 0) return "";
  const lines = result.missing.map(({ table: name, needs, metrics, answers }) => {
    const cost =
      metrics.length === 0
        ? ""
        : ` Without it ${count(metrics.length, "figure")} ${metrics.length === 1 ? "is" : "are"} unknown${answers.length === 0 ? "" : `, and these answers say less: ${list(firstOf(answers))}`}.`;
    return bullet(`no ${name}: it takes ${needs}.${cost}`, width);
  });
  return [paint.underline("Missing"), ...lines].join("\n");
}
