import fc from "fast-check";
import { clean, oneLine } from "../../src/core/text.ts";
import { idText } from "../../src/tasks/escape.ts";
import { INSIGHT_SECTIONS, type Insight } from "../../src/tasks/insights.ts";
import { metaText, TODO_SECTIONS, type Todo } from "../../src/tasks/todo-line.ts";

// What breaks line formats: brackets, marks, fences, comments, checkboxes, other line ends.
const pieces = [
  "words",
  "a|b",
  "\\|",
  "\\",
  "(id: x)",
  "(owner: me, id: assess)",
  "[ ]",
  "[x]",
  "- [ ] ",
  "* [X] ",
  "1. [-] ",
  "- [?] ",
  "# ",
  "## ",
  "## Steps",
  "## Answer",
  "### deep",
  "\\## ",
  "```",
  "````",
  "~~~",
  "```js",
  "\\```",
  "<!--",
  "<\\!--",
  "-->",
  "<!-- echo: acme/usage-down -->",
  "<!-- echo-written: goal=01234567 -->",
  "---",
  "_None._",
  "_No answer yet._",
  "| a | b |",
  "|---|---|",
  "  ",
  "\t",
  "é",
  "客户",
  "\u2028",
  ": ",
  "&lt;",
  "F7",
  "(facts: F1)",
  "2026-11-19: ",
  "> ",
  "'",
  '"',
  "#",
];
const eols = ["\n", "\r\n", "\n\n", "\n  ", "\r"];

/** Text that a person or a hostile ticket may hold: pieces of our own formats between arbitrary characters and line ends. */
export const wildText = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.constantFrom(...eols), fc.string({ unit: "grapheme", maxLength: 8 })), { maxLength: 24 })
  .map((parts) => parts.join(""));

/** A value of a section: what cleaning and trimming leave as it is. */
export const blockValue = wildText.map((text) => clean(text).trim());
/** A value on a line. */
export const lineValue = wildText.map(oneLine);
/** A value between the brackets at the end of a line. */
export const metaValue = wildText.map(metaText);
export const day = fc.constantFrom("2026-11-19", "2026-11-20", "2027-01-01");

export const idValue = fc.oneof(
  fc.constantFrom("assess", "reach-out", "account/acme"),
  wildText.map((text) => idText(text) || "x"),
);

export const todo: fc.Arbitrary<Todo> = fc.record(
  { id: idValue, section: fc.constantFrom(...TODO_SECTIONS), what: lineValue, owner: metaValue, owner_name: metaValue, due: day },
  { requiredKeys: ["id", "section", "what", "owner"] },
);

export const todos = fc.uniqueArray(todo, { selector: ({ id }) => id, maxLength: 6 });

export const insights: fc.Arbitrary<Insight[]> = fc.uniqueArray(
  fc.record({
    section: fc.constantFrom(...INSIGHT_SECTIONS),
    key: idValue,
    date: day,
    text: lineValue,
    facts: fc.uniqueArray(fc.constantFrom("F1", "F2", "F10")),
  }),
  { selector: ({ key }) => key, maxLength: 6 },
);

/** A text with wild lines put in at some places: what a person may make of a file. */
export function edited(text: string): fc.Arbitrary<string> {
  const lines = text.split("\n");
  return fc.array(fc.tuple(fc.nat(lines.length - 1), wildText), { minLength: 1, maxLength: 4 }).map((edits) => {
    const copy = [...lines];
    for (const [at, words] of edits) copy[at] = `${copy[at] ?? ""}\n${words}`;
    return copy.join("\n");
  });
}

/** True where every line of `before` stands in `after`, in order. */
export function keepsLines(before: readonly string[], after: readonly string[]): boolean {
  let at = 0;
  for (const line of after) if (line === before[at]) at += 1;
  return at === before.length;
}
