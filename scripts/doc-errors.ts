import { ERROR_ADVICE } from "./error-advice.ts";
import { errorCodes, type ToldError } from "./error-codes.ts";
import { table } from "./doc-tables.ts";
import { rootPath } from "./root.ts";

const GROUPS = [
  { title: "Exit 1: a command, an option or a setting", classes: ["UserError"] },
  { title: "Exit 1: a file", classes: ["DataError"] },
  { title: "Exit 5: the language model, or a source of data", classes: ["ModelError", "TransientError", "SourceError"] },
  { title: "Exit 130: stopped by a person", classes: ["Interrupted"] },
  { title: "Exit 70: a bug in ECHO", classes: ["InternalError"] },
] as const;

const OTHERS = "Told inside of results: a line of a batch, a message of a report, an entry of a run";

/** Every error code of the program with what it says and what to do, one table for each way to exit. */
export function errorTables(told: readonly ToldError[] = errorCodes(rootPath("src"))): string {
  const known = new Set<string | undefined>(GROUPS.flatMap(({ classes }) => [...classes]));
  const sections = GROUPS.map(({ title, classes }) =>
    section(
      title,
      told.filter(({ thrown }) => (classes as readonly (string | undefined)[]).includes(thrown)),
    ),
  );
  return [
    ...sections,
    section(
      OTHERS,
      told.filter(({ thrown }) => !known.has(thrown)),
    ),
  ]
    .filter((text) => text !== "")
    .join("\n\n");
}

function section(title: string, told: readonly ToldError[]): string {
  if (told.length === 0) return "";
  const codes = [...new Set(told.map(({ code }) => code))].sort();
  const rows = codes.map((code) => {
    const about = told.filter((each) => each.code === code);
    const { means, todo } = adviceOn(code, about);
    return [`\`${code}\``, sentences(means), sentences(todo)];
  });
  return `### ${title}\n\n${table(["Code", "What it says", "What to do"], rows)}`;
}

/** What is said of a code, in the program's own words, and in those of the advice where it has none. */
export function adviceOn(
  code: string,
  about: readonly ToldError[],
): { readonly means: readonly string[]; readonly todo: readonly string[] } {
  const advice = ERROR_ADVICE[code];
  const said = (texts: readonly string[], otherwise: string | undefined): string[] => {
    const own = texts.filter((text) => /\p{L}{3}/u.test(text));
    return own.length > 0 || otherwise === undefined ? own : [otherwise];
  };
  return {
    means: said(
      about.map(({ message }) => message),
      advice?.means,
    ),
    todo: said(
      about.map(({ fix }) => fix),
      advice?.todo,
    ),
  };
}

/** The different texts of one code. A cell holds no bar and no line break, and no tag that a reader's program would swallow. */
function sentences(texts: readonly string[]): string {
  const different = [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ""))];
  return different
    .map((text) => text.replaceAll("\\", "\\\\").replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll(/\s+/g, " "))
    .join(" · ");
}
