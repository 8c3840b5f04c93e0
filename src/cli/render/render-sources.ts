import type { ChalkInstance } from "chalk";
import { ageText } from "../../book/sources/age-text.ts";
import type { SourceLine } from "../../app/sources.ts";
import type { SourceCheck } from "../../book/sources/check-source.ts";
import { count, grouped, list, oneLine } from "../../core/text.ts";
import { bullet } from "./bullet.ts";
import { cleanScreen } from "./clean-screen.ts";
import { cut } from "./cut.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

export interface SourcesView {
  readonly paint: ChalkInstance;
  readonly width: number;
}

/** The sources of echo.yaml: where from, how much, how old, and what keeps one from being pulled. */
export function renderSources(sources: readonly SourceLine[], { paint, width }: SourcesView): string {
  if (sources.length === 0)
    return `${wrap("echo.yaml names no sources: every table comes from files. `echo-cs sources --sql` lists ready SQL for a warehouse.", width)}\n`;
  const told = sources.map(({ source, table: of, engine, rows: n, age_hours: hours, watermark }) => [
    cut(source, LONGEST_NAME),
    of,
    engine ?? "?",
    n === null ? "" : grouped(n),
    ageText(hours),
    watermark?.replace(/T.*/, "") ?? "",
  ]);
  const rows = told.map((row) => row.with(ENGINE, cut(row[ENGINE] ?? "", roomForEngine(told, width))));
  const problems = sources.flatMap(({ problem }) =>
    problem === null ? [] : [bullet(`${problem.message}. ${problem.fix ?? ""}`.trim(), width)],
  );
  const never = sources.filter(({ pulled_at: at }) => at === null).length;
  const hint = never === 0 ? "" : `${count(never, "source")} never pulled: \`echo-cs import\` pulls ${never === 1 ? "it" : "them"}.`;
  return `${cleanScreen(
    paint,
    [table(HEAD, rows, [3]), problems.length === 0 ? "" : [paint.underline("To put right"), ...problems].join("\n"), hint]
      .filter((part) => part !== "")
      .join("\n\n"),
  )}\n`;
}

const HEAD = ["Source", "Table", "Engine", "Rows", "Pulled", "Up to"];
const ENGINE = 2;
const LONGEST_NAME = 24;
const SHORTEST_ENGINE = 12;

/** What the other columns leave. */
function roomForEngine(rows: readonly (readonly string[])[], width: number): number {
  const others = HEAD.map((title, index) =>
    index === ENGINE ? 0 : Math.max(title.length, ...rows.map((row) => (row[index] ?? "").length)) + 2,
  );
  return Math.max(SHORTEST_ENGINE, width - others.reduce((sum, one) => sum + one, 0));
}

/** What an engine said when it was asked for a first look. */
export function renderSourceCheck(name: string, check: SourceCheck, { paint, width }: SourcesView): string {
  const { version, read_only: isReadOnly, encrypted, columns, fault, rows, role, notes } = check;
  const told = [
    `${paint.bold(name)} answers: ${version}`,
    bullet(
      `the session ${isReadOnly ? "may only read" : "is not read-only by the engine's word; each statement still runs in a read-only transaction"}`,
      width,
    ),
    bullet(encrypted === "no" ? "the connection is not encrypted" : `the connection is encrypted, the certificate ${encrypted}`, width),
    bullet(roleText(role), width),
    ...notes.map((note) => bullet(note, width)),
  ];
  const wrong =
    fault === null
      ? [bullet(`columns: ${list(columns)}`, width)]
      : [bullet(paint.red(fault.message), width), ...fault.allowed.map((one) => `      ${one}`), bullet(fault.fix, width)];
  return `${cleanScreen(paint, [told.join("\n"), wrong.join("\n"), firstRows(columns, rows, width)].join("\n\n"))}\n`;
}

function roleText({ name, superuser, writable }: SourceCheck["role"]): string {
  if (superuser)
    return `the role ${name} is a superuser, which is far more than is needed: \`echo-cs sources --sql role\` prints a smaller one`;
  if (writable === null) return `the role is ${name}; the engine does not tell what it may write to`;
  if (writable.length === 0) return `the role ${name} may write to no table`;
  return `the role ${name} may also write to ${list(writable)}: \`echo-cs sources --sql role\` prints a smaller one`;
}

/** A column of fewer characters shows too little. */
const LEAST_CELL = 12;

function firstRows(columns: readonly string[], rows: readonly (readonly (string | null)[])[], width: number): string {
  if (rows.length === 0) return "The SQL gives no rows.";
  const shown = columns.slice(0, Math.max(2, Math.floor(width / (LEAST_CELL + 2))));
  const room = Math.floor((width + 2) / shown.length) - 2;
  const more = columns.length > shown.length ? `, of the first ${shown.length} of ${columns.length} columns` : "";
  const cells = rows.map((row) => shown.map((_, index) => cut(oneLine(row[index] ?? ""), room)));
  return `First ${count(rows.length, "row")}${more}:\n${table(
    shown.map((column) => cut(oneLine(column), room)),
    cells,
  )}`;
}

/** The ready SQL, each with what its first lines say. */
export function renderReadySql(ready: readonly { readonly name: string; readonly sql: string }[], { paint, width }: SourcesView): string {
  const lines = ready.map(({ name, sql }) => {
    const [about = ""] = /^(-- .*\n)+/.exec(sql) ?? [];
    const [sentence = ""] = /^.*?\.(?=\s|$)/.exec(about.replaceAll(/^-- /gm, "").replaceAll("\n", " ")) ?? [];
    return `${paint.bold(name)}\n${bullet(sentence, width)}`;
  });
  const hint =
    "Print one with `echo-cs sources --sql NAME > warehouse/usage.sql`, change its tables, and name it in echo.yaml: docs/warehouse.md.";
  return `${lines.join("\n")}\n\n${wrap(hint, width)}\n`;
}
