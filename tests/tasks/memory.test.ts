import fc from "fast-check";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type MemoryEntry, mergeMemory, readMemoryLines } from "../../src/tasks/memory.ts";
import { recall } from "../../src/tasks/recall.ts";
import { writeMemory } from "../../src/tasks/write-memory.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";
import { day, lineValue } from "./arbitraries.ts";

const entry = (key: string, more: Partial<MemoryEntry> = {}): MemoryEntry => ({
  kind: "retention",
  key,
  date: "2026-11-20",
  text: `about ${key}`,
  ...more,
});
const folder = tempFolder();
afterAll(() => removeFolder(folder));

describe("memory", () => {
  it("reads as written", () => {
    expect(mergeMemory(undefined, "insights", [entry("a/1")], "2026-11-20")).toBe(
      "# Insights\n\n## Customer Success\n\n_Last updated: 2026-11-20_ <!-- echo: last-updated -->\n\n- 2026-11-20 (retention): about a/1 <!-- echo: a/1 -->\n",
    );
  });

  it("adds below its heading, dates the change, and leaves every line of a person's as it was", () => {
    const mine = "# My notes\r\n\r\n## Customer Success\r\n\r\n- mine, do not touch\r\n\r\n## Sales\r\n- other team\r\n";
    const once = mergeMemory(mine, "insights", [entry("a")], "2026-11-20");
    const twice = mergeMemory(once, "insights", [entry("a", { text: "worded otherwise" }), entry("b")], "2026-11-27");
    for (const line of mine.split("\r\n")) expect(twice).toContain(line);
    expect(twice.indexOf("about b")).toBeLessThan(twice.indexOf("## Sales"));
    expect(twice.match(/about a/g)).toHaveLength(1);
    expect(twice).not.toContain("worded otherwise");
    expect(twice.match(/Last updated: 2026-11-27/g)).toHaveLength(1);
    expect(twice).not.toMatch(/[^\r]\n/);
  });

  it("writes nothing where nothing is new", async () => {
    await writeMemory(folder, "project", [entry("a", { kind: "tooling" })], "2026-11-20");
    const path = join(folder, "project.md");
    writeFileSync(path, `${readFileSync(path, "utf8")}\nmine\n`);
    expect((await writeMemory(folder, "project", [entry("a", { kind: "tooling" })], "2026-12-01")).change).toBe("unchanged");
    expect(readFileSync(path, "utf8")).toContain("Last updated: 2026-11-20");
  });

  it("gives back any entry, once, whatever its text", () => {
    const any = fc.record({
      kind: fc.constant<MemoryEntry["kind"]>("feedback"),
      key: fc.stringMatching(/^[a-z]{1,8}\/[a-z]{1,8}$/),
      date: day,
      text: lineValue.filter((text) => text.trim() !== ""),
    });
    fc.assert(
      fc.property(fc.uniqueArray(any, { selector: ({ key }) => key, maxLength: 4 }), (entries) => {
        const text = mergeMemory(mergeMemory(undefined, "insights", entries, "2026-11-20"), "insights", entries, "2026-11-21");
        expect(readMemoryLines(text, "insights")).toEqual(entries);
      }),
      { numRuns: 200 },
    );
  });
});

describe("recall", () => {
  const lines = readMemoryLines(
    [
      "## Customer Success",
      "- 2026-11-01 (retention): Acme Corp: health rose <!-- echo: account/acme/t/recovered -->",
      "- 2026-12-01 (retention): Acme Corp later <!-- echo: account/acme/u/recovered -->",
      "- 2026-10-01 (segmentation): Segments by tier work <!-- echo: note/1 -->",
      "- Acme likes mornings",
      "- Acmeton is another",
      "## Sales",
      "- Acme of sales",
    ].join("\n"),
    "insights",
  );
  const texts = (account: { account: string; name: string } | null): string[] =>
    recall(lines, { asOf: "2026-11-20", account }).map(({ text }) => text);

  it("finds what names the account, newest first, and nothing later than as-of", () => {
    expect(texts({ account: "acme", name: "Acme" })).toEqual(["Acme Corp: health rose", "Acme likes mornings"]);
  });

  it("gives the base what is about no single account", () => {
    expect(texts(null)).toEqual(["Segments by tier work", "Acme likes mornings", "Acmeton is another"]);
  });
});
