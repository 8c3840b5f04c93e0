import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyInsights, mergeInsights } from "../../../src/tasks/insights.ts";
import { mergeTodos } from "../../../src/tasks/merge-todos.ts";
import { mergeMemory } from "../../../src/tasks/memory.ts";
import { type MergedFile, mergeWorkspaceFile } from "../../../src/tasks/merge/merge-workspace-file.ts";
import { mergePacket, printPacket } from "../../../src/tasks/packet-format.ts";
import { mergeContext, printContext } from "../../../src/tasks/task-context.ts";
import { emptyTodos, parseTodos, printTodos } from "../../../src/tasks/todos.ts";
import { blockValue, day, edited, insights, lineValue, todos } from "../arbitraries.ts";
import { CONTEXT, INSIGHTS, PACKET, TODOS } from "../sample.ts";

/** A file of each kind, and what a run makes of one. */
interface Kind {
  readonly path: string;
  readonly begin: string;
  readonly run: fc.Arbitrary<(text: string) => string>;
}

const T = "churn-acme-2026w47";
const KINDS: readonly Kind[] = [
  {
    path: `tasks/${T}-todos.md`,
    begin: printTodos(mergeTodos(parseTodos(emptyTodos(T, "Acme"), ""), TODOS).document),
    run: todos.map((wanted) => (text) => printTodos(mergeTodos(parseTodos(text, ""), wanted).document)),
  },
  {
    path: `tasks/${T}-insights.md`,
    begin: mergeInsights(emptyInsights(T, "Acme"), INSIGHTS, ""),
    run: insights.map((found) => (text) => mergeInsights(text, found, "")),
  },
  {
    path: `tasks/${T}-context.md`,
    begin: printContext(CONTEXT),
    run: fc
      .record({
        updatedAsOf: day,
        snapshot: fc.constantFrom("s1", "s2"),
        stage: lineValue,
        goal: blockValue,
        question: blockValue,
        title: lineValue,
      })
      .map((change) => (text) => mergeContext(text, { ...CONTEXT, ...change }, "").text),
  },
  {
    path: `handoffs/${T}-product-engineer-515a5eb5.md`,
    begin: printPacket(PACKET),
    run: fc
      .record({ updated: day, question: blockValue, asked: blockValue, answer: fc.option(blockValue), deadline: day })
      .map((change) => (text) => mergePacket(text, { ...PACKET, ...change }, "").text),
  },
  {
    path: "memory/insights.md",
    begin: mergeMemory(undefined, "insights", [{ kind: "retention", key: "k", date: "2026-11-19", text: "first" }], "2026-11-19"),
    run: fc.tuple(fc.constantFrom("k1", "k2"), lineValue, day).map(
      ([key, words, on]) =>
        (text) =>
          mergeMemory(text, "insights", [{ kind: "retention", key, date: on, text: words }], on),
    ),
  },
  { path: "drafts/a.md", begin: "# A draft\n\nDear Dana,\n\nwords\n\nYours\n", run: fc.constant((text: string) => text) },
];

/** A side's version: a run, a person's edits, both or neither. */
function side({ run }: Kind, base: string): fc.Arbitrary<string> {
  return fc.tuple(fc.option(run), fc.boolean()).chain(([ran, isEdited]) => {
    const text = ran === null ? base : ran(base);
    return isEdited ? edited(text) : fc.constant(text);
  });
}

/** The text with the two sides of every conflict in one order. */
function unordered({ text }: MergedFile): string {
  return text.replaceAll(/<<<<<<< ours\n([\s\S]*?)=======\n([\s\S]*?)>>>>>>> theirs\n/g, (_, one: string, other: string) =>
    [one, other].sort().join("|"),
  );
}

describe.each(KINDS)("two versions of $path", (kind) => {
  const versions = fc
    .constantFrom(kind.begin, "")
    .chain((base) => fc.tuple(fc.constant(base), side(kind, kind.begin), side(kind, kind.begin)));

  it("merge to the same in both orders", () => {
    fc.assert(
      fc.property(versions, ([base, one, other]) => {
        const there = mergeWorkspaceFile({ base, ours: one, theirs: other }, kind.path);
        const back = mergeWorkspaceFile({ base, ours: other, theirs: one }, kind.path);
        expect(back.conflicts).toBe(there.conflicts);
        expect(back.refused?.code).toBe(there.refused?.code);
        // Wild text may hold marks of its own, next to ours: only clean merges are compared to the byte.
        if (there.conflicts === 0) expect(back.text).toBe(there.text);
        else expect(unordered(back).length).toBe(unordered(there).length);
      }),
      { numRuns: 60 },
    );
  });

  it("take what only one side changed", () => {
    fc.assert(
      fc.property(versions, ([base, one]) => {
        expect(mergeWorkspaceFile({ base, ours: one, theirs: one }, kind.path).text).toBe(one);
        expect(mergeWorkspaceFile({ base, ours: base, theirs: one }, kind.path).text).toBe(one);
      }),
      { numRuns: 30 },
    );
  });

  it("gain nothing when a run's version is merged in a second time", () => {
    const ran = kind.run.map((run) => run(kind.begin));
    fc.assert(
      fc.property(fc.constantFrom(kind.begin, ""), ran, ran, (base, one, other) => {
        const { text, conflicts } = mergeWorkspaceFile({ base, ours: one, theirs: other }, kind.path);
        expect(conflicts).toBe(0);
        expect(mergeWorkspaceFile({ base, ours: text, theirs: other }, kind.path).text).toBe(text);
        expect(mergeWorkspaceFile({ base, ours: one, theirs: text }, kind.path).text).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  it("lose no line that a person added", () => {
    const noted = (name: string) =>
      fc.tuple(fc.option(kind.run), fc.array(fc.nat(400), { minLength: 1, maxLength: 4 })).map(([ran, places]) => {
        const lines = (ran === null ? kind.begin : ran(kind.begin)).split("\n");
        const top = lines.indexOf("---", 1) + 1;
        places.forEach((place, index) => lines.splice(top + (place % Math.max(1, lines.length - top)), 0, `- ${name}-${index}`));
        return { text: lines.join("\n"), notes: places.map((_, index) => `${name}-${index}`) };
      });
    fc.assert(
      fc.property(noted("note-of-one"), noted("note-of-other"), (one, other) => {
        const { text } = mergeWorkspaceFile({ base: kind.begin, ours: one.text, theirs: other.text }, kind.path);
        for (const note of [...one.notes, ...other.notes]) expect(text).toContain(note);
      }),
      { numRuns: 60 },
    );
  });
});
