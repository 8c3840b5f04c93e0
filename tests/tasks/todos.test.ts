import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeTodos } from "../../src/tasks/merge-todos.ts";
import { isSealLine } from "../../src/tasks/seal.ts";
import { splitLines } from "../../src/tasks/markdown-lines.ts";
import { parseTodoLine, printTodoLine, TODO_STATUSES, type Todo } from "../../src/tasks/todo-line.ts";
import { emptyTodos, parseTodos, printTodos, todoLines } from "../../src/tasks/todos.ts";
import { todo, todos, wildText } from "./arbitraries.ts";
import { TODOS } from "./sample.ts";

const merge = (text: string, wanted: readonly Todo[]) => printTodos(mergeTodos(parseTodos(text, "t.md"), wanted).document);
const fresh = merge(emptyTodos("churn-acme-2026w47", "Why?"), TODOS);
const later = TODOS.map((one) => (one.due === undefined ? one : { ...one, due: "2026-12-01" }));

describe("a todo line", () => {
  it("gives back what it was printed from", () => {
    fc.assert(
      fc.property(todo, fc.constantFrom(...TODO_STATUSES), (one, status) => {
        const { section: _, ...rest } = one;
        expect(parseTodoLine(printTodoLine(one, status))).toEqual({ ...rest, status });
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["- [ ] call Dana", "open"],
    ["* [X] call", "done"],
    ["  1. [-] call", "skipped"],
    ["+ [/] call", "in-progress"],
  ])("reads a person's own %j", (line, status) => {
    expect(parseTodoLine(line)).toMatchObject({ id: null, status });
  });

  it.each([
    [
      "- [ ] call Dana (owner: Hannah Lindqvist, due: 2026-12-01)",
      { what: "call Dana", owner: "Hannah Lindqvist", due: "2026-12-01", status: "open" },
    ],
    [
      "- [ ] call Dana (due: 2026-12-01, status: in-progress)",
      { what: "call Dana", owner: null, due: "2026-12-01", status: "in-progress" },
    ],
    ["- [ ] call Dana (due: Friday)", { what: "call Dana (due: Friday)", owner: null, status: "open" }],
    ["- [ ] call Dana (owner: Ada, see: CRM)", { what: "call Dana (owner: Ada, see: CRM)", owner: null, status: "open" }],
    ["- [ ] call Dana (again)", { what: "call Dana (again)", owner: null, status: "open" }],
  ])("reads who and when of a person's own %j", (line, read) => {
    expect(parseTodoLine(line)).toEqual({ id: null, ...read });
  });

  it.each(["- [y] call", "-[ ] call", "[ ] call", "- [] call", "- [x]call", "- call (id: assess)"])("takes %j for words", (line) => {
    expect(parseTodoLine(line)).toBeUndefined();
  });
});

describe("todos file", () => {
  it("reads as written", () => {
    expect(fresh).toBe(`---
schema: 1
task: churn-acme-2026w47
---

# To do: Why?

## Accounts to review

- [ ] Acme Corp (owner: customer-success-specialist, id: account/acme)

## Steps

- [ ] Assess the situation (owner: customer-success-manager, due: 2026-11-20, id: assess)
- [ ] Reach out (owner: customer-success-manager, owner_name: Dana Fox, due: 2026-11-21, id: reach-out)

<!-- echo-written: account/acme=fe9dcc99 assess=8d0b0045 reach-out=4475ce38 -->
`);
  });

  it("prints any text back byte for byte", () => {
    fc.assert(
      fc.property(wildText, (text) => {
        expect(printTodos(parseTodos(`\n${text}`, "t.md"))).toBe(`\n${text}`);
      }),
      { numRuns: 1000 },
    );
  });

  it("gives back the items it was printed from", () => {
    fc.assert(
      fc.property(todos, (wanted) => {
        const read = todoLines(parseTodos(merge(emptyTodos("t", "T"), wanted), "t.md"));
        expect(new Set(read)).toEqual(new Set(wanted.map((one) => ({ ...one, status: "open" }))));
      }),
    );
  });
});

describe("mergeTodos", () => {
  it("changes nothing the second time, in whatever text", () => {
    fc.assert(
      fc.property(wildText, todos, (text, wanted) => {
        const once = merge(`\n${text}`, wanted);
        expect(merge(once, wanted)).toBe(once);
        for (const { id } of wanted) expect(todoLines(parseTodos(once, "t.md")).map((line) => line.id)).toContain(id);
      }),
      { numRuns: 2000 },
    );
  });

  it("keeps every line of a person, in order", () => {
    fc.assert(
      fc.property(wildText, todos, (text, wanted) => {
        const before = splitLines(`\n${text}`)
          .filter((line) => !isSealLine(line))
          .map((line) => line.text);
        const after = splitLines(merge(`\n${text}`, wanted)).map((line) => line.text);
        let at = 0;
        for (const line of after) if (line === before[at]) at += 1;
        expect(at).toBe(before.length);
      }),
      { numRuns: 2000 },
    );
  });

  it("moves the due date of an untouched open item, and only there", () => {
    const edited = fresh.replace("- [ ] Reach out", "- [x] Reach out");
    const merged = merge(edited, later);
    expect(merged).toContain("- [ ] Assess the situation (owner: customer-success-manager, due: 2026-12-01, id: assess)");
    expect(merged).toContain("- [x] Reach out (owner: customer-success-manager, owner_name: Dana Fox, due: 2026-11-21, id: reach-out)");
    expect(merge(merged, later)).toBe(merged);
    expect(merge(merged, TODOS)).toBe(edited);
  });

  it("leaves an item whose words or due date a person changed, and says so", () => {
    const edited = fresh.replace("Assess the situation", "Assess it with Dana").replace("due: 2026-11-21", "due: 2026-11-30");
    const merged = mergeTodos(parseTodos(edited, "t.md"), later);
    expect(printTodos(merged.document)).toBe(edited);
    expect(merged.kept).toEqual(["assess", "reach-out"]);
  });

  it("leaves skipped and started items alone", () => {
    const edited = fresh.replace("- [ ] Assess", "- [-] Assess").replace("- [ ] Reach", "- [/] Reach");
    expect(merge(edited, later)).toBe(edited);
  });

  it("takes no editor's line ends or trailing blanks for a change", () => {
    const edited = fresh.replaceAll("\n", "\r\n").replace("id: assess)", "id: assess)  ");
    expect(merge(edited, TODOS)).toBe(edited);
    expect(merge(edited, later)).toBe(
      fresh
        .replaceAll("\n", "\r\n")
        .replace("2026-11-20", "2026-12-01")
        .replace("2026-11-21", "2026-12-01")
        .replace(/echo-written.*-->/, /echo-written.*-->/.exec(merge(fresh, later))?.[0] ?? ""),
    );
  });

  it("adds what is missing at the end of its section, behind a person's lines", () => {
    const edited = fresh.replace("id: reach-out)\n", "id: reach-out)\n  - note of mine\n- [ ] my own\n");
    const merged = merge(edited, [...TODOS, { id: "monitor", section: "Steps", what: "Monitor", owner: "customer-success-manager" }]);
    expect(merged).toContain("- [ ] my own\n- [ ] Monitor (owner: customer-success-manager, id: monitor)\n\n<!-- echo-written");
  });

  it("treats everything as a person's where the seal is gone", () => {
    const edited = fresh.replace(/<!-- echo-written.*\n/, "");
    expect(merge(edited, later)).toBe(edited);
  });

  it("keeps both of two items with one id", () => {
    const step: Todo = { id: "assess", section: "Steps", what: "One", owner: "a" };
    const ids = todoLines(parseTodos(merge("", [step, { ...step, what: "Two" }]), "t.md")).map(({ id, what }) => [id, what]);
    expect(ids).toEqual([
      ["assess", "One"],
      ["assess-2", "Two"],
    ]);
  });
});
