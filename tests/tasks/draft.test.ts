import fc from "fast-check";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { mergeDraft, parseDraft, printDraft, type Draft } from "../../src/tasks/draft.ts";
import { writeDraft } from "../../src/tasks/write-draft.ts";
import { blockValue, lineValue } from "./arbitraries.ts";

const DRAFT: Draft = {
  task: "churn-acme-2026w47",
  kind: "outreach",
  to: "dana@acme.example",
  subject: "Checking in",
  text: "Hello Dana,\n\nwe noticed fewer logins.\n\n# With a heading\n",
};
const printed = printDraft(DRAFT);
const later = { ...DRAFT, text: "Hello again." };

describe("draft file", () => {
  it("begins with the word that a person sends it", () => {
    expect(printed).toBe(`---
schema: 1
status: draft
task: churn-acme-2026w47
kind: outreach
to: dana@acme.example
subject: Checking in
written: ${/written: "?([0-9a-f]{8})/.exec(printed)?.[1] ?? ""}
---

> Draft: a person must review and send this. ECHO has sent nothing.

Hello Dana,

we noticed fewer logins.

# With a heading
`);
  });

  it("gives back what it was printed from, and is renewed where untouched", () => {
    const draft = fc.record({ task: lineValue, kind: lineValue, to: lineValue, subject: lineValue, text: blockValue });
    fc.assert(
      fc.property(draft, draft, (one, other) => {
        expect(parseDraft(printDraft(one), "d.md")).toEqual({ ...one, status: "draft" });
        expect(mergeDraft(printDraft(one), { ...one, text: other.text }, "d.md").text).toBe(printDraft({ ...one, text: other.text }));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["its words", "fewer logins", "a change"],
    ["the receiver", "dana@", "kim@"],
    ["the status", "status: draft", "status: sent"],
  ])("is a person's once they changed %s", (_, from, to) => {
    const mine = printed.replace(from, to);
    expect(mergeDraft(mine, later, "d.md")).toEqual({ text: mine, kept: ["text"] });
  });

  it("keeps the line ends of an editor on Windows", () => {
    expect(mergeDraft(printed.replaceAll("\n", "\r\n"), later, "d.md").text).toBe(printDraft(later).replaceAll("\n", "\r\n"));
  });

  it("is written, renewed, and left alone", async () => {
    const dir = await mkdtemp(join(tmpdir(), "echo-drafts-"));
    const file = join(dir, "churn-acme-2026w47-outreach.md");
    expect(await writeDraft(dir, DRAFT)).toEqual({ file, change: "created", kept: false });
    expect(await writeDraft(dir, DRAFT)).toEqual({ file, change: "unchanged", kept: false });
    expect(await writeDraft(dir, later)).toEqual({ file, change: "updated", kept: false });
    await writeFile(file, `${await readFile(file, "utf8")}PS: mine\n`);
    expect(await writeDraft(dir, DRAFT)).toEqual({ file, change: "unchanged", kept: true });
    expect(await readFile(file, "utf8")).toContain("PS: mine");
  });
});
