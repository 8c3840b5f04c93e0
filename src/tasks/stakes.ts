import { markdownLine, plainFromMarkdown } from "../core/markdown-text.ts";
import { oneLine } from "../core/text.ts";
import { parseList, printList } from "./markdown-list.ts";
import { parseTables, printTable } from "./markdown-table.ts";

export interface StakesAccount {
  readonly name: string;
  readonly arr: string;
  readonly segment: string;
  readonly renewal: string;
}

/** A customer's own words. */
export interface Verbatim {
  /** Where it stands: "ticket 4711, Acme Corp, 2026-11-02". */
  readonly source: string;
  readonly text: string;
}

/** What a receiver needs to rank a piece of work: whom it touches, what hangs on it, how often and since when. All text rendered. */
export interface Stakes {
  readonly severity: string;
  readonly arr: string;
  readonly frequency: string;
  readonly workaround: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly requestedBy: string;
  readonly accounts: readonly StakesAccount[];
  readonly verbatims: readonly Verbatim[];
}

export const STAKES_TITLES = { figures: "At stake", accounts: "Accounts", words: "In their words" } as const;

/** The figures in the order in which they are printed, with their labels. */
export const STAKES_ROWS = [
  ["severity", "Severity"],
  ["arr", "ARR at stake"],
  ["frequency", "Frequency"],
  ["workaround", "Workaround"],
  ["firstSeen", "First seen"],
  ["lastSeen", "Last seen"],
  ["requestedBy", "Requested by"],
] as const;

const ACCOUNT_HEADER = ["Account", "ARR", "Segment", "Renewal"];

/** The sections of a packet that hold the stakes: title and Markdown body. */
export function printStakes(stakes: Stakes): { readonly title: string; readonly body: string }[] {
  const figures = STAKES_ROWS.map(([key, label]) => [label, stakes[key]]);
  return [
    { title: STAKES_TITLES.figures, body: printTable({ header: ["What", "Value"], rows: figures }) },
    { title: STAKES_TITLES.accounts, body: printAccounts(stakes.accounts) },
    {
      title: STAKES_TITLES.words,
      body: printList(stakes.verbatims.map(({ source, text }) => `${oneLine(source)}: “${wordsLine(text)}”`)),
    },
  ];
}

/** Customers' own words as part of a Markdown line that shows them as they are; the marks of what was masked (`[email]`) stay readable. */
export function wordsLine(text: string): string {
  return markdownLine(text).replaceAll(/\\\[([a-z]+)\\\](?![[(:])/g, "[$1]");
}

/** The accounts as a Markdown table. */
export function printAccounts(accounts: readonly StakesAccount[]): string {
  return printTable({ header: ACCOUNT_HEADER, rows: accounts.map(({ name, arr, segment, renewal }) => [name, arr, segment, renewal]) });
}

/** The stakes from the bodies of their sections; undefined where a packet has none. */
export function parseStakes(bodyOf: (title: string) => string | undefined): Stakes | undefined {
  const figures = bodyOf(STAKES_TITLES.figures);
  if (figures === undefined) return undefined;
  const values = new Map((parseTables(figures)[0]?.rows ?? []).map(([label = "", value = ""]) => [label, value]));
  const value = (key: (typeof STAKES_ROWS)[number][0]): string => values.get(STAKES_ROWS.find(([own]) => own === key)?.[1] ?? "") ?? "";
  return {
    severity: value("severity"),
    arr: value("arr"),
    frequency: value("frequency"),
    workaround: value("workaround"),
    firstSeen: value("firstSeen"),
    lastSeen: value("lastSeen"),
    requestedBy: value("requestedBy"),
    accounts: (parseTables(bodyOf(STAKES_TITLES.accounts) ?? "")[0]?.rows ?? []).map(
      ([name = "", arr = "", segment = "", renewal = ""]) => ({ name, arr, segment, renewal }),
    ),
    verbatims: parseList(bodyOf(STAKES_TITLES.words) ?? "").flatMap(parseVerbatim),
  };
}

function parseVerbatim(line: string): Verbatim[] {
  const [, source, text] = /^(.*?): “(.*)”$/.exec(line) ?? [];
  return source === undefined || text === undefined ? [] : [{ source, text: plainFromMarkdown(text) }];
}
