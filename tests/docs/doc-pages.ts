import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type DocPage, docPage } from "../../scripts/doc-steps.ts";
import { rootPath } from "../../scripts/root.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";
import { runSteps, workspaceOf } from "./page-runner.ts";

/** Pages whose commands need a database server: the tests of those parts run them against one. */
const ELSEWHERE = new Set(["docs/warehouse.md", "docs/workers.md", "docs/team-sharing.md", "docs/scale.md"]);

/** Every page that has its reader type something. */
export const PAGES: readonly (readonly [name: string, page: DocPage])[] = [
  "README.md",
  ...readdirSync(rootPath("docs")).map((name) => join("docs", name)),
]
  .filter((name) => name.endsWith(".md") && !ELSEWHERE.has(name))
  .map((name): [string, DocPage] => [name, docPage(readFileSync(rootPath(name), "utf8"))])
  .filter(([, { steps }]) => steps.some(({ kind }) => kind === "command"));

/** A page that tells a newcomer a story, and so has many steps. */
export const isGuide = (name: string): boolean => /docs\/(tutorial|for-|explain-)/.test(name);

/** One test a page: its commands in its own folder, in the order of reading. */
export function testPages(pages: typeof PAGES): void {
  it.each(pages)("%s does what it says", { timeout: 240_000 }, async (_, { workspace, steps }) => {
    const folder = await workspaceOf(workspace);
    try {
      expect((await runSteps(folder, steps)).join("\n\n")).toBe("");
    } finally {
      removeFolder(folder);
    }
  });
}
