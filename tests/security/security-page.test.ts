import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { injectionTable } from "../../scripts/doc-security.ts";
import { fillBlocks } from "../../scripts/generated-blocks.ts";
import { ROOT } from "../../src/testing/demo-book.ts";
import { TARGETS } from "./fuzz/targets.ts";

const PAGE = readFileSync(join(ROOT, "SECURITY.md"), "utf8");

describe("SECURITY.md", () => {
  it("counts the injections as they are", () => {
    const plain = (text: string): string => text.replaceAll(/[ -]+/g, " ");
    expect(plain(fillBlocks(PAGE, injectionTable))).toBe(plain(PAGE));
    expect(injectionTable().split("\n")).toHaveLength(6);
  });

  it("names files and tests that are there, in every row of the threat model", () => {
    const links = [...PAGE.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = ""]) => path);
    expect(links.length).toBeGreaterThan(40);
    expect(links.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    const rows = PAGE.slice(PAGE.indexOf("## Threat model"), PAGE.indexOf("What a model writes"))
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .slice(2);
    expect(rows.length).toBeGreaterThanOrEqual(13);
    for (const row of rows) expect(/\]\(tests\/|fuzzers? `/.test(row), row.slice(0, 60)).toBe(true);
  });

  it("lists every fuzzer that there is", () => {
    for (const { name } of TARGETS) expect(PAGE).toContain(`| \`${name}\``);
  });
});
