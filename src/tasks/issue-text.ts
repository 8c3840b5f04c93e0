import { masked } from "../domain/text/masked.ts";
import { clean, oneLine } from "../core/text.ts";
import type { Packet } from "./packet.ts";
import { STAKES_ROWS, type Stakes, type Verbatim } from "./stakes.ts";

export const TRACKERS = ["github", "jira", "linear"] as const;
export type Tracker = (typeof TRACKERS)[number];

export interface IssueText {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
}

/** How a tracker writes what an issue is made of; every text is made harmless for it. */
interface Dialect {
  readonly heading: (text: string) => string;
  readonly text: (text: string) => string;
  readonly list: (items: readonly string[]) => string;
  readonly table: (header: readonly string[], rows: readonly (readonly string[])[]) => string;
  readonly quote: (source: string, text: string) => string;
}

/**
 * A packet as an issue, ready to paste into a tracker: question, what is asked, evidence, who is affected with ARR, frequency and dates,
 * and customers' own words. Text from outside can mention nobody, close no fence and hide nothing.
 */
export function issueText(packet: Packet, tracker: Tracker): IssueText {
  const dialect = tracker === "jira" ? JIRA : MARKDOWN;
  const { stakes } = packet;
  const section = (title: string, body: string): string[] => (body === "" ? [] : [dialect.heading(title), body]);
  const body = [
    ...section("What is asked", dialect.text(packet.asked)),
    ...section("The question behind it", dialect.text(packet.question)),
    ...(stakes === undefined ? [] : stakesSections(stakes, section, dialect)),
    ...section(
      "Evidence",
      packet.facts.length === 0
        ? ""
        : dialect.table(
            ["Fact", "What", "Value", "Window"],
            packet.facts.map(({ id, what, value, window }) => [id, what, value, window]),
          ),
    ),
    ...section("What was tried", dialect.list(packet.tried)),
    ...section("Constraints", dialect.list(packet.constraints)),
    dialect.text(
      `Asked by ${packet.from}, first on ${packet.created}, last changed on ${packet.updated}${packet.deadline === null ? "" : `; needed by ${packet.deadline}`}. Task ${packet.task}: the answer goes back there (\`echo-cs handoffs done\`).`,
    ),
  ];
  return {
    title: oneLine(packet.title),
    body: `${body.filter((part) => part !== "").join("\n\n")}\n`,
    labels: ["customer-success", ...(stakes === undefined ? [] : [`severity-${stakes.severity}`])],
  };
}

function stakesSections(stakes: Stakes, section: (title: string, body: string) => string[], dialect: Dialect): string[] {
  const rows = STAKES_ROWS.map(([key, label]) => [label, stakes[key]]);
  const accounts = stakes.accounts.map(({ name, arr, segment, renewal }) => [name, arr, segment, renewal]);
  return [
    ...section("At stake", dialect.table(["What", "Value"], rows)),
    ...section("Accounts", accounts.length === 0 ? "" : dialect.table(["Account", "ARR", "Segment", "Renewal"], accounts)),
    ...section("In their words", stakes.verbatims.map(({ source, text }: Verbatim) => dialect.quote(source, masked(text))).join("\n\n")),
  ];
}

const MARKDOWN: Dialect = {
  heading: (text) => `### ${text}`,
  text: (text) => lines(text).map(safeMarkdown).join("\n"),
  list: (items) => items.map((item) => `- ${safeMarkdown(oneLine(item))}`).join("\n"),
  table: (header, rows) => [markdownRow(header), `|${header.map(() => " --- ").join("|")}|`, ...rows.map(markdownRow)].join("\n"),
  quote: (source, text) => {
    const fence = "`".repeat(Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length)) + 1);
    return `${safeMarkdown(oneLine(source))}:\n\n${fence}text\n${oneLine(text)}\n${fence}`;
  },
};

const JIRA: Dialect = {
  heading: (text) => `h3. ${text}`,
  text: (text) => lines(text).map(safeJira).join("\n"),
  list: (items) => items.map((item) => `* ${safeJira(oneLine(item))}`).join("\n"),
  table: (header, rows) =>
    [
      `||${header.map((cell) => safeJira(oneLine(cell))).join("||")}||`,
      ...rows.map((cells) => `|${cells.map((cell) => safeJira(oneLine(cell)) || " ").join("|")}|`),
    ].join("\n"),
  quote: (source, text) => `${safeJira(oneLine(source))}:\n{noformat}${oneLine(text).replaceAll("{noformat}", "(noformat)")}{noformat}`,
};

function markdownRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => safeMarkdown(oneLine(cell)).replaceAll("|", "\\|")).join(" | ")} |`;
}

/**
 * A line in which nobody else's HTML, image, link, heading or fence takes effect and no person or issue is notified. Other than core's
 * `markdownLine` it leaves emphasis and code alone: our own sentences use them, and what customers wrote stands in a fence.
 */
function safeMarkdown(line: string): string {
  return line
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/([[\]])/g, "\\$1")
    .replaceAll(/(?<![\w`])@(?=\w)/g, "&#64;")
    .replaceAll(/(?<!&)#(?=\d)/g, "&#35;")
    .replace(/^(\s*)(#{1,6}\s|>|={3,}|-{3,}|`{3,}|~{3,})/, "$1\\$2");
}

function safeJira(line: string): string {
  return line.replaceAll(/([{}[\]|!~^])/g, "\\$1").replace(/^(h[1-6]\.|bq\.)/, "\\$1");
}

function lines(text: string): string[] {
  return clean(text).trim().split("\n");
}
