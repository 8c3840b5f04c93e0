import { parseFrontmatter } from "../frontmatter.ts";
import { isSealLine, sealOf } from "../seal.ts";
import { parseTodoLine, type TodoLine, TODO_STATUSES, todoWords } from "../todo-line.ts";
import { parseTodos, type TodosLine } from "../todos.ts";
import { PLAIN_RULES } from "./head-rules.ts";
import { keyedLines, mergeKeyedLines } from "./keyed-lines.ts";
import { mergeHead } from "./merge-head.ts";
import { mergeSeals, type MergedSeals } from "./merged-seals.ts";
import type { MergedLines } from "./merged-lines.ts";
import { changedBy, mapThree, type Three } from "./three.ts";

/**
 * Two versions of a checklist, item by item: a box that either side ticked is ticked, a person's words win over ECHO's, and what either side
 * added stays. Throws DataError for a head that is broken or of a newer schema.
 */
export function mergeChecklist(texts: Three<string>, file: string): MergedLines {
  const documents = mapThree(texts, (text) => parseTodos(text, file));
  const seals = mergeSeals(mapThree(documents, ({ lines }) => lines));
  const fronts = mapThree(texts, (text) => parseFrontmatter(text, file));
  const head = fronts.a === undefined || fronts.b === undefined ? [] : mergeHead({ fronts, later: undefined, seals }, PLAIN_RULES).lines;
  const lines = mapThree(documents, (document) =>
    keyedLines(
      document.lines.filter((line) => !isSealLine(line)),
      nameOf,
    ),
  );
  const body = mergeKeyedLines(lines, (_, versions) => settleItem(versions, seals));
  const comment = seals.print();
  const gap = body.at(-1) === "" ? [] : [""];
  return [...head, ...body, ...(comment === undefined ? [] : [...gap, comment])];
}

/** An item by its id; a person's own by its words, so that ticking it is no other item. */
function nameOf({ text, section, todo }: TodosLine): string | undefined {
  if (todo === undefined) return undefined;
  return todo.id === null ? `own/${section}/${todoWords(text)}` : `id/${todo.id}`;
}

interface Item {
  readonly todo: TodoLine;
  readonly line: string;
  readonly words: string;
}

function settleItem(lines: Three<string | undefined> & { readonly a: string; readonly b: string }, seals: MergedSeals): MergedLines {
  const [base, a, b] = [itemOf(lines.base), itemOf(lines.a), itemOf(lines.b)];
  if (a === undefined || b === undefined) return [lines.a];
  const words = chooseWords({ base, a, b }, seals);
  const box = boxOf({ base, a, b });
  if (words !== undefined) return [withBox(words === "a" ? a.line : b.line, box)];
  return [{ base: lines.base === undefined ? [] : [lines.base], a: [withBox(a.line, box)], b: [withBox(b.line, box)] }];
}

function chooseWords(
  { base, a, b }: { readonly base: Item | undefined; readonly a: Item; readonly b: Item },
  seals: MergedSeals,
): "a" | "b" | undefined {
  const choice = changedBy({ base: base?.words, a: a.words, b: b.words });
  if (choice !== "both") return choice === "b" ? "b" : "a";
  const part = a.todo.id ?? "";
  const [oursA, oursB] = [seals.isOurs("a", part, sealOf(a.words)), seals.isOurs("b", part, sealOf(b.words))];
  if (!oursA && !oursB) return undefined;
  if (oursA !== oursB) return oursA ? "b" : "a";
  // Both were brought up to date by a run: the later date is the later run's.
  const rank = ({ todo, words }: Item): string => `${todo.due ?? ""} ${words}`;
  const side = rank(a) > rank(b) ? "a" : "b";
  seals.set(part, sealOf((side === "a" ? a : b).words));
  return side;
}

/** The mark in the brackets; of two new ones the one that is further on. */
function boxOf({ base, a, b }: { readonly base: Item | undefined; readonly a: Item; readonly b: Item }): string {
  const marks = { base: base === undefined ? undefined : markOf(base.line), a: markOf(a.line), b: markOf(b.line) };
  const choice = changedBy(marks);
  if (choice === "both") return FURTHER.indexOf(a.todo.status) >= FURTHER.indexOf(b.todo.status) ? marks.a : marks.b;
  return choice === "b" ? marks.b : marks.a;
}

const FURTHER: readonly TodoLine["status"][] = [...TODO_STATUSES.filter((status) => status !== "done"), "done"];
const BOX = /\[([ xX/-])\]/;

function markOf(line: string): string {
  return BOX.exec(line)?.[1] ?? " ";
}

function withBox(line: string, mark: string): string {
  return line.replace(BOX, `[${mark}]`);
}

function itemOf(line: string | undefined): Item | undefined {
  const todo = line === undefined ? undefined : parseTodoLine(line);
  return line === undefined || todo === undefined ? undefined : { todo, line, words: todoWords(line) };
}
