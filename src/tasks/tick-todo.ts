import { joinLines } from "./markdown-lines.ts";
import type { TodoStatus } from "./todo-line.ts";
import { parseTodos, printTodos, readTodoLines, type TodosDocument, todoLines } from "./todos.ts";

/** An item of a checklist with what it is called by: its id, or where a person gave it none `line-<n>`, n counted among the checkboxes from 1. */
export interface NamedTodo {
  readonly name: string;
  readonly what: string;
  readonly section: string;
  readonly status: TodoStatus;
}

/** The items of a checklist under their names, in the order of the file. */
export function namedTodos(document: TodosDocument): NamedTodo[] {
  return todoLines(document).map(({ id, what, section, status }, index) => ({ name: id ?? `line-${index + 1}`, what, section, status }));
}

/** The checklist with some of its boxes set; not a letter beside them is touched. Names that are not there are passed over. */
export function tickTodos(text: string, file: string, names: readonly string[], status: "done" | "skipped"): string {
  const document = parseTodos(text, file);
  let count = 0;
  const lines = document.lines.map((line) => {
    if (line.todo === undefined) return line;
    count += 1;
    const { todo } = line;
    if (!names.includes(todo.id ?? `line-${count}`) || todo.status === status) return line;
    return { ...line, text: line.text.replace(/\[[ xX/-]\]/, status === "done" ? "[x]" : "[-]") };
  });
  return joinLines(lines) === joinLines(document.lines) ? text : printTodos({ ...document, lines: readTodoLines(lines) });
}
