import { type Day, isDay } from "../core/days.ts";
import { oneLine } from "../core/text.ts";
import { escapeLine, idText, unescapeLine } from "./escape.ts";

export const TODO_STATUSES = ["open", "in-progress", "done", "skipped"] as const;
export type TodoStatus = (typeof TODO_STATUSES)[number];

/** A piece of work that ECHO wants on the list. */
export interface Todo {
  /** Unique in the file; a step's own id, or `accountTodoId(account)`. */
  readonly id: string;
  readonly section: TodoSection;
  readonly what: string;
  /** A role. */
  readonly owner: string;
  /** The person in that role, where the book knows it. */
  readonly owner_name?: string;
  readonly due?: Day;
}

export const TODO_SECTIONS = ["Accounts to review", "Steps"] as const;
export type TodoSection = (typeof TODO_SECTIONS)[number];

/** A checklist line as read: a person's own has no id, and may lack the rest. */
export interface TodoLine {
  readonly id: string | null;
  readonly what: string;
  readonly owner: string | null;
  readonly owner_name?: string;
  readonly due?: Day;
  readonly status: TodoStatus;
}

const CHECKBOX = /^(\s*(?:[-*+]|\d{1,9}[.)])\s+)\[([ xX/-])\](?:\s+(.*))?$/;

/** The id of the item that asks to review an account; apart from every step's. */
export function accountTodoId(account: string): string {
  return `account/${account}`;
}

/**
 * One item as a GitHub task-list line. GitHub knows only `[ ]` and `[x]`: work in progress is an unticked box with `status: in-progress`,
 * and `[-]` shows as it is typed.
 */
export function printTodoLine(todo: Todo, status: TodoStatus = "open"): string {
  const box = status === "done" ? "x" : status === "skipped" ? "-" : " ";
  return `- [${box}] ${printWords(todo, status)}`;
}

/** The item on a line, or undefined for a line that is no checkbox. `[X]` is done and `[/]` in progress too. */
export function parseTodoLine(line: string): TodoLine | undefined {
  const [, , box, words = ""] = CHECKBOX.exec(line) ?? [];
  if (box === undefined) return undefined;
  const status = statusOf(box);
  const meta = metaStart(words);
  const fields = parseMeta(meta < 0 ? "" : words.slice(meta + 1, words.lastIndexOf(")")));
  const [id, owner, ownerName, due] = ["id", "owner", "owner_name", "due"].map((name) => fields.get(name));
  const isOwn = id === undefined || id === "";
  if (isOwn && !isDetail(fields)) return { id: null, what: unescapeLine(words), owner: null, status };
  return {
    id: isOwn ? null : id,
    what: unescapeLine(words.slice(0, meta)),
    owner: owner ?? null,
    ...(ownerName === undefined ? {} : { owner_name: ownerName }),
    ...(due === undefined ? {} : { due }),
    status: status === "open" && fields.get("status") === "in-progress" ? "in-progress" : status,
  };
}

/** What stands right of the checkbox: the part that is a person's once they changed it. */
export function todoWords(line: string): string {
  return CHECKBOX.exec(line)?.[3] ?? "";
}

/** The line with other words behind the same bullet and box. */
export function withTodoWords(line: string, todo: Todo): string {
  const [, bullet = "- ", box = " "] = CHECKBOX.exec(line) ?? [];
  return `${bullet}[${box}] ${printWords(todo, "open")}`;
}

/** A text that can stand between the brackets at the end of a line. */
export function metaText(text: string): string {
  return oneLine(text.replaceAll(/[,()]|<!--/g, " "));
}

function printWords(todo: Todo, status: TodoStatus): string {
  const meta = [
    `owner: ${metaText(todo.owner)}`,
    ...(todo.owner_name === undefined ? [] : [`owner_name: ${metaText(todo.owner_name)}`]),
    ...(todo.due === undefined ? [] : [`due: ${metaText(todo.due)}`]),
    ...(status === "in-progress" ? ["status: in-progress"] : []),
    `id: ${idText(todo.id)}`,
  ];
  return `${escapeLine(todo.what)} (${meta.join(", ")})`.trimStart();
}

// Where the brackets at the line's end open, -1 where it ends in none.
function metaStart(words: string): number {
  const end = words.trimEnd();
  const start = end.lastIndexOf("(");
  return end.indexOf(")", start) === end.length - 1 ? start : -1;
}

function parseMeta(meta: string): Map<string, string> {
  return new Map(
    meta.split(",").map((field) => {
      const colon = field.indexOf(":");
      return colon < 0 ? [field.trim(), ""] : [field.slice(0, colon).trim(), field.slice(colon + 1).trim()];
    }),
  );
}

const DETAILS = ["owner", "owner_name", "due", "status"];

/** Whether brackets without an id say who or when, as a person adds them by hand: nothing else in them, and a day that is one. */
function isDetail(fields: ReadonlyMap<string, string>): boolean {
  const due = fields.get("due");
  return [...fields].every(([name, value]) => DETAILS.includes(name) && value !== "") && (due === undefined || isDay(due));
}

function statusOf(box: string): TodoStatus {
  if (box === "-") return "skipped";
  if (box === "/") return "in-progress";
  return box === " " ? "open" : "done";
}
