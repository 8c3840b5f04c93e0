import { DataError } from "../../../src/core/errors.ts";
import { emptyInsights, mergeInsights, parseInsights } from "../../../src/tasks/insights.ts";
import { mergeTodos } from "../../../src/tasks/merge-todos.ts";
import { mergePacket, parsePacket, printPacket } from "../../../src/tasks/packet-format.ts";
import { mergeContext, parseContext, printContext } from "../../../src/tasks/task-context.ts";
import { emptyTodos, parseTodos, printTodos, todoLines } from "../../../src/tasks/todos.ts";
import { CONTEXT, INSIGHTS, PACKET, TODOS } from "../../tasks/sample.ts";
import { mutateText } from "./mutate-text.ts";
import { pick, randomFrom, upTo } from "./random.ts";
import type { FuzzTarget } from "./target.ts";

const KINDS = {
  todos: printTodos(mergeTodos(parseTodos(emptyTodos(CONTEXT.task, CONTEXT.title), "t.md"), TODOS).document),
  insights: mergeInsights(emptyInsights(CONTEXT.task, CONTEXT.title), INSIGHTS, "i.md"),
  context: printContext(CONTEXT),
  packet: printPacket(PACKET),
} as const;
type Kind = keyof typeof KINDS;

const WORDS = [
  "---",
  "schema: 1",
  "schema: 2",
  "status: closed",
  "status: open",
  "## Steps",
  "## Accounts to review",
  "## Goal",
  "## Notes",
  "## Answer",
  "## Facts",
  "# To do: x",
  "## At-risk customers and reasons",
  "- [ ] own line",
  "- [x] own line",
  "- [ ] Assess the situation (owner: me, id: assess)",
  "* [X] Reach out (id: reach-out)",
  "- [-] x (id: assess, due: 2026-11-30)",
  "  - [ ] nested",
  "1. [ ] numbered",
  "- 2026-11-19: words (facts: F1) <!-- echo: acme/usage-down -->",
  "<!-- echo: -->",
  "<!--",
  "-->",
  "<!-- echo-written: goal=00000000 -->",
  "```",
  "~~~",
  "````js",
  "| a | b |",
  "|---|---|",
  "_None._",
  "_No answer yet._",
  "(owner: a, id: b)",
  "[ ]",
  "(id: assess)",
  "\\## x",
  "&lt;",
  "> quote",
];

/** Words of a person's, planted into a file of ECHO's before it is damaged. */
const HUMAN = "Human words 7f3a: we agreed on Tuesday";

/** The Markdown files that ECHO and people write together: reading, writing back, and bringing up to date. */
export const tasksTarget: FuzzTarget = {
  name: "tasks",
  about: "tracking files and packets; about 30 000 cases a minute",
  make: (seed) => {
    const random = randomFrom(seed);
    const kind = pick(Object.keys(KINDS) as Kind[], random);
    const lines = KINDS[kind].split("\n");
    // Behind the head: in it nobody writes sentences.
    const head = lines.indexOf("---", 1) + 1;
    const planted =
      random() < 0.5
        ? lines
        : lines.toSpliced(
            head + upTo(lines.length - head, random),
            0,
            pick([HUMAN, `- [ ] ${HUMAN}`, `- ${HUMAN}`, `\n${HUMAN}\n`], random),
          );
    return { name: `${kind}.md`, bytes: Buffer.from(mutateText(planted.join("\n"), random, WORDS)) };
  },
  check: async ({ name, bytes }) => {
    const text = bytes.toString("utf8");
    const kind = name.replace(".md", "");
    try {
      return CHECKS[kind as Kind](text);
    } catch (error) {
      if (error instanceof DataError && error.detail.place !== undefined) return null;
      throw error;
    }
  },
};

const CHECKS: Readonly<Record<Kind, (text: string) => string | null>> = {
  todos: (text) => {
    const read = parseTodos(text, "t.md");
    if (printTodos(read) !== text) return "reading and writing changed the file";
    const own = todoLines(read).filter(({ id }) => id === undefined || !TODOS.some((todo) => todo.id === id));
    const merged = mergeTodos(read, TODOS);
    const after = printTodos(merged.document);
    const left = todoLines(parseTodos(after, "t.md"));
    const lost = own.find(({ what, status }) => !left.some((line) => line.what === what && line.status === status));
    if (lost !== undefined) return `the line is gone: ${lost.what}`;
    const done = todoLines(read).find(
      ({ id, status }) => status === "done" && !left.some((line) => line.id === id && line.status === "done"),
    );
    if (done !== undefined) return `no longer ticked: ${done.what}`;
    if (TODOS.some(({ id }) => !left.some((line) => line.id === id))) return "a wanted step is missing";
    return lostWords(text, after) ?? changedAgain(after, printTodos(mergeTodos(parseTodos(after, "t.md"), TODOS).document));
  },
  insights: (text) => {
    parseInsights(text, "i.md");
    const after = mergeInsights(text, INSIGHTS, "i.md");
    const lines = new Set(after.split(/\r\n|\n/u).map((line) => line.trimEnd()));
    const lost = text
      .split(/\r\n|\n/u)
      .find((line) => line.trim() !== "" && !lines.has(line.trimEnd()) && !/^_None\._$|echo-written/u.test(line.trim()));
    return (lost === undefined ? null : `the line is gone: ${lost}`) ?? changedAgain(after, mergeInsights(after, INSIGHTS, "i.md"));
  },
  context: (text) => {
    const after = mergeContext(text, CONTEXT, "c.md").text;
    parseContext(after, "c.md");
    return lostWords(text, after) ?? changedAgain(after, mergeContext(after, CONTEXT, "c.md").text);
  },
  packet: (text) => {
    const before = parsePacket(text, "p.md");
    const after = mergePacket(text, PACKET, "p.md").text;
    // A fence that is never closed is put behind everything, with what stands in it: its words are in the file, if no longer the answer.
    const isOpen = (before.answer ?? "").split("\n").some((line) => /^\s*(?:`{3,}|~{3,})/u.test(line));
    if (before.answer !== null && !isOpen && parsePacket(after, "p.md").answer !== before.answer) return "the answer is gone or another";
    return lostWords(text, after) ?? changedAgain(after, mergePacket(after, PACKET, "p.md").text);
  },
};

function lostWords(before: string, after: string): string | null {
  const whole = before.split(/\r\n|\r|\n/u).some((line) => line.endsWith(HUMAN));
  return whole && !after.includes(HUMAN) ? "a person's words are gone" : null;
}

function changedAgain(once: string, twice: string): string | null {
  return once === twice ? null : "bringing it up to date a second time changes it again";
}
