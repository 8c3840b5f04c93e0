import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SPECIAL_NEEDS } from "../../../src/domain/standards/needs.ts";
import { SUBJECT_NAMES, subjectKind } from "../../../src/domain/standards/subjects.ts";
import { unitOf } from "../../../src/domain/standards/value-names.ts";

describe("SUBJECTS", () => {
  it("gives a name one unit wherever it stands", () => {
    for (const each of SUBJECT_NAMES)
      for (const [name, { unit }] of Object.entries(subjectKind(each).values)) expect(unitOf(name), `${each}.${name}`).toBe(unit);
  });

  it("is documented to the last value", async () => {
    const text = await readFile(join(import.meta.dirname, "../../../docs/standards.md"), "utf8");
    for (const each of SUBJECT_NAMES) {
      const section = text.split(`### \`${each}\``)[1]?.split("###")[0] ?? "";
      for (const [name, { doc, unit }] of Object.entries(subjectKind(each).values))
        expect(section).toContain(`| \`${name}\` | ${doc} | ${unit} |`);
    }
    for (const need of Object.keys(SPECIAL_NEEDS)) expect(text).toContain(`\`${need}\``);
  });
});
