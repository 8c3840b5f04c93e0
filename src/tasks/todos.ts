import { escapeLine } from "./escape.ts";
import { parseFrontmatter, printFrontmatter, SCHEMA, type Frontmatter } from "./frontmatter.ts";
import { joinLines, splitLines, type Line } from "./markdown-lines.ts";
import { headingOf } from "./sections.ts";
import { parseTodoLine, TODO_SECTIONS, type TodoLine } from "./todo-line.ts";

/** A line of the file and, where it is a checkbox, what it says. */
export interface TodosLine extends Line {
  readonly todo?: TodoLine;
  /** The `##` heading it stands below. */
  readonly section: string;
}

/** `<task>-todos.md` with every line as it was typed: `printTodos` gives back exactly what was read. */
export interface TodosDocument {
  readonly front: Frontmatter | undefined;
  readonly lines: readonly TodosLine[];
}

/** Reads any text. Throws DataError only for a head that is broken or of a newer schema. */
export function parseTodos(text: string, file: string): TodosDocument {
  const front = parseFrontmatter(text, file);
  return { front, lines: readTodoLines(splitLines(front?.body ?? text)) };
}

/** The list as it stands in its file; what was not changed keeps its bytes. */
export function printTodos(document: TodosDocument): string {
  const { front } = document;
  return (front === undefined ? "" : front.open + front.yaml + front.close) + joinLines(document.lines);
}

/** A list with its headings and nothing to do yet. */
export function emptyTodos(task: string, title: string): string {
  const sections = TODO_SECTIONS.map((section) => `\n## ${section}\n`);
  return `${printFrontmatter({ schema: SCHEMA, task })}\n# To do: ${escapeLine(title)}\n${sections.join("")}`;
}

/** All checkboxes in the order of the file, a person's own among them. */
export function todoLines(document: TodosDocument): (TodoLine & { readonly section: string })[] {
  return document.lines.flatMap((line) => (line.todo === undefined ? [] : [{ ...line.todo, section: line.section }]));
}

/** The lines with their checkboxes read and their sections named. */
export function readTodoLines(lines: readonly Line[]): TodosLine[] {
  let section = "";
  return lines.map((line) => {
    section = headingOf(line) ?? section;
    const todo = line.fenced ? undefined : parseTodoLine(line.text);
    return { ...line, section, ...(todo === undefined ? {} : { todo }) };
  });
}
