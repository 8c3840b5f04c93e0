import type { ImportResult } from "../../app/import.ts";
import { ageText } from "../../book/sources/age-text.ts";
import type { RejectReport } from "../../book/snapshot/report.ts";
import { clean, count, grouped, list } from "../../core/text.ts";
import { formatMoney } from "../../domain/facts/format-value.ts";
import { bullet } from "./bullet.ts";
import { cleanScreen } from "./clean-screen.ts";
import type { ImportView } from "./import-view.ts";
import { importHeadline } from "./render-import-headline.ts";
import { renderMatches } from "./render-import-matches.ts";
import { table } from "./table.ts";

const SHOWN_REJECTS = 20;

/** What became of every file, which cells were refused, what stands out, and what is missing. */
export function renderImport(result: ImportResult, view: ImportView): string {
  const sections = [
    view.paint.bold(importHeadline(result)),
    files(result, view),
    sources(result, view),
    [notes(result, view), proposable(result, view)].filter((part) => part !== "").join("\n"),
    book(result, view),
    rejects(result, view),
    renderMatches(result, view),
    findings(result, view),
    missing(result, view),
  ];
  return `${cleanScreen(view.paint, sections.filter((section) => section !== "").join("\n\n"))}\n`;
}

/** Columns other than the file's name, with the gaps between them. */
const BESIDE_THE_NAME = 7;

function files({ files: read }: ImportResult, { width }: ImportView): string {
  const rows = read.map((file) => [
    file.taken_for ?? "not read",
    file.confidence === null ? "" : `${Math.round(file.confidence * 100)} %`,
    ...[file.rows_in, file.rows_out, file.rejected].map((n) => grouped(n)),
    file.from ?? "",
    file.to ?? "",
  ]);
  const header = ["Taken for", "Sure", "Rows", "Kept", "Refused", "From", "To"];
  const taken = header.reduce((sum, title, index) => sum + Math.max(title.length, ...rows.map((row) => (row[index] ?? "").length)), 0);
  const room = Math.max(SHORTEST_NAME, width - taken - 2 * BESIDE_THE_NAME);
  return table(
    ["File", ...header],
    rows.map((row, index) => [endOf(read[index]?.file ?? "", room), ...row]),
    [2, 3, 4, 5],
  );
}

/** How each source was asked, or why it was not. */
function sources({ sources: asked = [] }: ImportResult, { width, paint }: ImportView): string {
  if (asked.length === 0) return "";
  const lines = asked.map(({ source, state, note, rows, age_hours: hours }) => {
    const kept = hours === null ? "never pulled" : `${count(rows, "row")} of ${ageText(hours)}`;
    if (state === "failed") return bullet(paint.yellow(note ?? kept), width);
    return bullet(
      `${source}: ${state === "not-asked" ? `not asked; ${kept}` : `${state === "unchanged" ? "unchanged; " : ""}${note ?? ""}`}`,
      width,
    );
  });
  return [paint.underline("Sources"), ...lines].join("\n");
}

const SHORTEST_NAME = 16;

/** The end of a path tells more than its beginning. */
function endOf(path: string, room: number): string {
  return path.length > room ? `…${path.slice(path.length - room + 1)}` : path;
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
  return [head, table(["Table", "Rows", "Accounts with rows", "From", "To"], rows, [1, 2])].join("\n");
}

function notes(result: ImportResult, { width }: ImportView): string {
  const told = result.files.flatMap((file) => {
    const parts = [...asides(file), file.note ?? []].flat();
    return parts.length === 0 ? [] : [{ file: file.file, unread: file.taken_for === null, text: parts.join("; ") }];
  });
  // Why several files were not read is said once, where the first of them stands.
  const alike = (one: (typeof told)[number]): typeof told =>
    one.unread ? told.filter(({ unread, text }) => unread && text === one.text) : [one];
  return told
    .map((one) => ({ one, same: alike(one) }))
    .filter(({ one, same }) => same[0] === one)
    .map(({ one, same }) => bullet(`${same.map(({ file }) => file).join(", ")}: ${one.text}`, width))
    .join("\n");
}

/** What few files have, so that a column for it would only take room; rows without an account are in the file's note. */
function asides({ cells_dropped: cells, duplicates }: ImportResult["files"][number]): string[] {
  return [
    ...(cells > 0 ? [`${count(cells, "cell")} left out, ${cells === 1 ? "its row" : "their rows"} kept`] : []),
    ...(duplicates > 0 ? [`${count(duplicates, "row")} told more than once, kept once`] : []),
  ];
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
