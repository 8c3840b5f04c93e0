import { idText } from "./escape.ts";
import type { Line } from "./markdown-lines.ts";
import { readSeals, sealOf, writeSeals } from "./seal.ts";
import { appendToSection } from "./sections.ts";
import { printTodoLine, TODO_SECTIONS, todoWords, withTodoWords, type Todo } from "./todo-line.ts";
import { readTodoLines, type TodosDocument } from "./todos.ts";

export interface MergedTodos {
  readonly document: TodosDocument;
  /** Ids of open items that a person has worded, and that ECHO would have written otherwise. */
  readonly kept: readonly string[];
}

/**
 * The list with what is missing added to its section, and the open items that no person touched brought up to date. It never removes a line,
 * unticks a box or rewrites a line that a person changed; merging the same again changes nothing.
 */
export function mergeTodos(existing: TodosDocument, wanted: readonly Todo[]): MergedTodos {
  const todos = withDistinctIds(wanted);
  const before = readSeals(existing.lines);
  const seals = new Map(before);
  const write = (todo: Todo, line: string) => {
    seals.set(todo.id, sealOf(todoWords(line)));
    return line;
  };

  const kept: string[] = [];
  const byId = new Map(todos.map((todo) => [todo.id, todo]));
  const updated: Line[] = existing.lines.map((line) => {
    const todo = byId.get(line.todo?.id ?? "");
    if (todo === undefined || line.todo?.status !== "open") return line;
    const text = withTodoWords(line.text, todo);
    const present = sealOf(todoWords(line.text));
    if (present === sealOf(todoWords(text))) return line;
    if (before.get(todo.id) === present) return { ...line, text: write(todo, text) };
    kept.push(todo.id);
    return line;
  });

  const present = new Set(existing.lines.map((line) => line.todo?.id));
  const lines = TODO_SECTIONS.reduce<readonly Line[]>((all, section) => {
    const missing = todos.filter((todo) => todo.section === section && !present.has(todo.id));
    return appendToSection(
      all,
      section,
      missing.map((todo) => write(todo, printTodoLine(todo))),
    );
  }, updated);
  return { document: { front: existing.front, lines: readTodoLines(seals.size === 0 ? lines : writeSeals(lines, seals)) }, kept };
}

// A playbook edited by hand may use an id twice; the second is work too.
function withDistinctIds(todos: readonly Todo[]): Todo[] {
  const taken = new Set<string>();
  return todos.map((todo) => {
    const id = idText(todo.id);
    let distinct = id;
    for (let number = 2; taken.has(distinct); number += 1) distinct = `${id}-${number}`;
    taken.add(distinct);
    return { ...todo, id: distinct };
  });
}
