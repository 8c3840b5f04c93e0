import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type DocPage, docPage } from "../../scripts/doc-steps.ts";
import { rootPath } from "../../scripts/root.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";
import { runSteps, workspaceOf } from "./page-runner.ts";

/** Pages whose commands need a database server: the tests of those parts run them against one. */
const ELSEWHERE = new Set(["docs/warehouse.md", "docs/workers.md", "docs/team-sharing.md", "docs/scale.md"]);

/** Commands that no test can type: each page says why beside them. More of them need a reason here, too. */
const MOST_UNTRIED = 20;

const PAGES = ["README.md", ...readdirSync(rootPath("docs")).map((name) => join("docs", name))]
  .filter((name) => name.endsWith(".md") && !ELSEWHERE.has(name))
  .map((name): [string, DocPage] => [name, docPage(readFileSync(rootPath(name), "utf8"))])
  .filter(([, { steps }]) => steps.some(({ kind }) => kind === "command"));

describe("commands in documents", () => {
  it.each(PAGES)("%s does what it says", { timeout: 240_000 }, async (_, { workspace, steps }) => {
    const folder = await workspaceOf(workspace);
    try {
      expect((await runSteps(folder, steps)).join("\n\n")).toBe("");
    } finally {
      removeFolder(folder);
    }
  });

  it("leaves few of them untried", () => {
    const untried = PAGES.flatMap(([name, { steps }]) =>
      steps.flatMap((step) => (step.kind === "command" && step.skipped !== undefined ? [`${name}: ${step.text} (${step.skipped})`] : [])),
    );
    expect(untried.length, untried.join("\n")).toBeLessThanOrEqual(MOST_UNTRIED);
  });
});
