import { clean } from "../../../core/text.ts";
import type { FileProposal } from "./unknown-files.ts";

/** Proposals below this are left for a person to take up. */
const LEAST_OFFERED = 0.5;

/** One proposal as an entry of `mapping`, its reasons as comments, without indentation. */
export function proposalYaml({ file, proposal }: FileProposal): string[] {
  const { table, confidence, reasons, columns, account, sql, notes, unused, lacks } = proposal;
  const width = Math.max(
    0,
    ...(sql === null ? columns : []).map(({ target, header }) => target.length + JSON.stringify(header).length),
    ...Object.entries(account).map(([key, { header }]) => key.length + JSON.stringify(header).length),
  );
  const pair = (key: string, header: string, why: string): string =>
    `    ${key}: ${JSON.stringify(header)}${" ".repeat(width - key.length - JSON.stringify(header).length)}  # ${comment(why)}`;
  const lines = [
    `# ${comment(file)}: may hold ${table}, ${Math.round(confidence * 100)} % sure (${comment(reasons.join("; "))}).`,
    ...(lacks === null ? [] : [`# It cannot be read yet: ${comment(lacks)}.`]),
    "# Check it; without the line `confidence` it counts as yours.",
    `- file: ${JSON.stringify(file)}`,
    `  table: ${table}`,
    `  confidence: ${confidence}`,
    ...(sql === null
      ? ["  columns:", ...columns.map(({ target, header, sure, reason }) => pair(target, header, `${Math.round(sure * 100)} %: ${reason}`))]
      : [
          ...columns.map(({ target, header, reason }) => `  # ${target} of ${comment(JSON.stringify(header))}: ${comment(reason)}`),
          "  sql: |",
          ...sql.map((line) => `    ${line}`),
        ]),
    ...(Object.keys(account).length === 0
      ? []
      : ["  account:", ...Object.entries(account).map(([key, { header, reason }]) => pair(key, header, reason))]),
    ...notes.map((note) => `  # ${comment(note)}`),
    ...(unused.length === 0 ? [] : [`  # not used: ${comment(unused.map((header) => JSON.stringify(header)).join(", "))}`]),
  ];
  return isOffered(proposal) ? lines : lines.map((line) => (line.startsWith("#") ? line : `# ${line}`));
}

/** False for a guess too weak, or too incomplete, to be read without somebody's word: it is written commented out. */
export function isOffered({ confidence, lacks }: FileProposal["proposal"]): boolean {
  return lacks === null && confidence >= LEAST_OFFERED;
}

/** Text from a file, on one line of a comment. */
function comment(text: string): string {
  return clean(text).replaceAll(/\s+/g, " ").slice(0, 200);
}
