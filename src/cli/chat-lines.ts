import type { ChatBook } from "../app/chat.ts";
import { UserError } from "../core/errors.ts";
import { list, nearest } from "../core/text.ts";

/** Lines for the conversation itself. */
export const CHAT_LINES = [
  ["/account NAME", "the questions that follow are about this account; alone: which it is; none: the whole book"],
  ["/agent NAME", "who answers from now on; none: whom the router chooses"],
  ["/evidence F7", "a Fact of the last answer computed again, with the rows behind it"],
  ["/tasks", "the open tasks"],
  ["/full", "the last answer with the findings and steps of everybody asked"],
  ["/help", "these lines"],
  ["/quit", "the end"],
] as const;

export type ChatWord = "account" | "agent" | "evidence" | "tasks" | "full" | "help" | "quit";
const WORDS: readonly ChatWord[] = ["account", "agent", "evidence", "tasks", "full", "help", "quit"];

export interface SlashLine {
  readonly word: ChatWord;
  /** What stands behind it; empty where nothing does. */
  readonly rest: string;
}

/** What people type to leave or to be helped, in any program that talks. No question is one of these words alone. */
const BARE: readonly (readonly [pattern: RegExp, word: ChatWord])[] = [
  [/^(?:(?:ok|okay|thanks|thank you|danke)[\s,.!]+)?(?::?q!?|quit|exit|bye(?: bye)?|good ?bye|ciao|tschüss|adieu|logout)[\s.!]*$/i, "quit"],
  [/^(?:help|\?)[\s.!?]*$/i, "help"],
];

/**
 * A line that begins with a slash, taken apart, or a bare "quit" or "help"; undefined for a question. Throws UserError that names the nearest for one that there is
 * not.
 */
export function slashLine(line: string): SlashLine | undefined {
  const [, typed, rest = ""] = /^\/(\S*)\s*(.*)$/s.exec(line) ?? [];
  if (typed === undefined) {
    const bare = BARE.find(([pattern]) => pattern.test(line));
    return bare === undefined ? undefined : { word: bare[1], rest: "" };
  }
  const asked = { exit: "quit", q: "quit", "?": "help" }[typed] ?? typed;
  const word = WORDS.find((known) => known === asked);
  if (word !== undefined) return { word, rest: rest.trim() };
  const near = nearest(typed, WORDS).map((one) => `/${one}`);
  throw new UserError({
    code: "unknown-line",
    message: `There is no /${typed}.`,
    found: `/${typed}`,
    allowed: WORDS.map((one) => `/${one}`),
    fix: near.length > 0 ? `Did you mean ${list(near, "or")}?` : "/help lists them.",
  });
}

/** Whole lines that begin as the one being typed: words with a slash, and accounts behind /account. */
export function completeLine(line: string, { accounts }: ChatBook): string[] {
  const [, begun] = /^\/account\s+(.*)$/s.exec(line) ?? [];
  if (begun !== undefined)
    return accounts.filter(({ name }) => name.toLowerCase().startsWith(begun.toLowerCase())).map(({ name }) => `/account ${name}`);
  return line.startsWith("/") ? WORDS.map((word) => `/${word}`).filter((word) => word.startsWith(line)) : [];
}
