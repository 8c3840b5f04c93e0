import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namedTodos, tickTodos } from "../../src/tasks/tick-todo.ts";
import { parseTodos, todoLines } from "../../src/tasks/todos.ts";
import { wildText } from "./arbitraries.ts";

const LIST =
  "# Mine\n\n- [ ] Call Dana (owner: me, id: call)\n* [ ] my own\n  1. [-] nested (id: deep)\n```\n- [ ] in a fence (id: call)\n```\n";

describe("tickTodos", () => {
  it("sets a box in place, and only there", () => {
    expect(tickTodos(LIST, "f", ["call"], "done")).toBe(LIST.replace("- [ ] Call", "- [x] Call"));
    expect(tickTodos(LIST, "f", ["line-2"], "skipped")).toBe(LIST.replace("* [ ] my", "* [-] my"));
    expect(tickTodos(LIST, "f", ["deep"], "done")).toBe(LIST.replace("[-] nested", "[x] nested"));
    expect(tickTodos(LIST, "f", ["nobody"], "done")).toBe(LIST);
    expect(tickTodos(LIST.replaceAll("\n", "\r\n"), "f", ["call"], "done")).toBe(
      LIST.replace("- [ ] Call", "- [x] Call").replaceAll("\n", "\r\n"),
    );
  });

  it("changes nothing but the one letter between the brackets, in whatever text", () => {
    fc.assert(
      fc.property(wildText, fc.nat(8), fc.constantFrom("done" as const, "skipped" as const), (text, pick, status) => {
        const items = namedTodos(parseTodos(text, "f"));
        const chosen = items[pick % Math.max(1, items.length)];
        const ticked = tickTodos(text, "f", chosen === undefined ? [] : [chosen.name], status);
        expect(ticked).toHaveLength(text.length);
        const changed = [...text].filter((letter, index) => letter !== [...ticked][index]);
        expect(changed.every((letter) => " xX/-".includes(letter))).toBe(true);
        expect(changed.length).toBeLessThanOrEqual(items.filter(({ name }) => name === chosen?.name).length);
        if (chosen === undefined) return;
        const after = namedTodos(parseTodos(ticked, "f"));
        expect(after.filter(({ name }) => name === chosen.name).every((item) => item.status === status)).toBe(true);
        expect(todoLines(parseTodos(ticked, "f")).map(({ what }) => what)).toEqual(
          todoLines(parseTodos(text, "f")).map(({ what }) => what),
        );
      }),
      { numRuns: 600 },
    );
  });
});
