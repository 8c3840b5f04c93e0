import type { ImportResult } from "../../app/import.ts";
import type { RejectReport } from "../../book/snapshot/report.ts";
import { clean, count, grouped, list } from "../../core/text.ts";
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
    [notes(result, view), proposable(result, view)].filter((part) => part !== "").join("\n"),
    book(result, view),
    rejects(result, view),
    renderMatches(result, view),
    findings(result, view),
    missing(result, view),
  ];
  return `${clean(sections.filter((section) => section !== "").join("\n\n"))}\n`;
}

function files({ files: read }: ImportResult): string {
  // Most exports have none: then the column would only take room.
  const cells = read.some((file) => file.cells_dropped > 0) ? ["Cells"] : [];
  const rows = read.map((file) => [
    file.file,
    file.taken_for ?? "not read",
    file.confidence === null ? "" : `${Math.round(file.confidence * 100)} %`,
    ...[file.rows_in, file.rows_out, file.rejected, ...cells.map(() => file.cells_dropped), file.duplicates, file.unjoined].map((n) =>
      grouped(n),
    ),
    file.from ?? "",
    file.to ?? "",
  ]);
  const header = ["File", "Taken for", "Sure", "Rows", "Kept", "Refused", ...cells, "Repeated", "No account", "From", "To"];
  return table(
    header,
    rows,
    header.flatMap((_, index) => (index >= 2 && index < header.length - 2 ? [index] : [])),
  );
}

/** Files that nobody understood, but for those that echo.yaml leaves alone or that cannot be opened at all. */
function proposable({ files: read }: ImportResult, { width }: ImportView): string {
  const unknown = read.filter((file) => file.taken_for === null && /^unknown (header|keys)/.test(file.note ?? ""));
  if (unknown.length === 0) return "";
  const which = `${count(unknown.length, "file")} ${unknown.length === 1 ? "was" : "were"} not understood.`;
  return bullet(
    `${which} \`echo-cs import --propose\` drafts how ${unknown.length === 1 ? "it" : "they"} may be read, for you to check in echo.yaml.`,
    width,
  );
}

function book({ book: { as_of: asOf, arr, tables } }: ImportResult, { paint }: ImportView): string {
  if (tables.length === 0) return "";
  const money = arr.map(({ currency, minor, accounts: paying }) => `${formatMoney(minor, currency)} ARR of ${count(paying, "account")}`);
  const rows = tables.map(({ table: name, rows: n, coverage, from, to }) => [
    name,
    grouped(n),
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

function rejects(result: ImportResult, view: ImportView): string {
  const listed = (which: RejectReport["refused"]): readonly RejectReport[] => result.rejects.filter(({ refused }) => refused === which);
  const rows = refusals("Refused rows", listed("row"), view);
  return [rows, refusals("Cells left out, their rows kept", listed("cell"), view)].filter((part) => part !== "").join("\n\n");
}

function refusals(title: string, refused: readonly RejectReport[], { paint, width }: ImportView): string {
  if (refused.length === 0) return "";
  const lines = refused.slice(0, SHOWN_REJECTS).map(({ file, line, column, value, reason }) => {
    const place = line === null ? file : `${file}:${line}`;
    const cell = column === null ? "" : ` ${column}`;
    return bullet(`${place}${cell}${value === null ? "" : ` "${clean(value).slice(0, 60)}"`}: ${reason}`, width);
  });
  const more =
    refused.length > SHOWN_REJECTS ? [`  … ${count(refused.length - SHOWN_REJECTS, "more", "more")}; --rejects FILE writes them all`] : [];
  return [paint.underline(title), ...lines, ...more].join("\n");
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
