import { describe, expect, it } from "vitest";
import { readOutline } from "../../../src/run/playbook/outline.ts";

const TEXT = `# Title

Prose with a - dash: no field.
- stray: no entry is open yet

## Findings

Some words for people.

### usage-down
- kind: cause
- say: Logins fell,
  and go on falling
  over: three lines
- cite:
  SE-01,
  SE-02
Prose again
  - indented: prose, too

### twice
- when: a
- when: b

## Notes
Only words.`;

describe("readOutline", () => {
  const sections = readOutline(TEXT, 11);

  it("keeps sections, entries and fields with the line of the file they stand on", () => {
    expect(sections.map(({ title, line, entries }) => [title, line, entries.map((entry) => [entry.id, entry.line])])).toEqual([
      [
        "Findings",
        16,
        [
          ["usage-down", 20],
          ["twice", 31],
        ],
      ],
      ["Notes", 35, []],
    ]);
    expect([...(sections[0]?.entries[0]?.fields ?? [])].map(([key, { line }]) => [key, line])).toEqual([
      ["kind", 21],
      ["say", 22],
      ["cite", 25],
    ]);
  });

  it("joins indented lines to the value above and takes nothing else for one", () => {
    const fields = sections[0]?.entries[0]?.fields;
    expect(fields?.get("say")?.text).toBe("Logins fell, and go on falling over: three lines");
    expect(fields?.get("cite")?.text).toBe("SE-01, SE-02");
  });

  it("keeps the first of two equal fields and remembers the other", () => {
    const entry = sections[0]?.entries[1];
    expect(entry?.fields.get("when")).toEqual({ text: "a", line: 32 });
    expect(entry?.repeated).toEqual([{ text: "when", line: 33 }]);
  });

  it("reads nothing from an empty text", () => expect(readOutline("", 1)).toEqual([]));
});
