import { describe, expect, it } from "vitest";
import { docPage } from "../../scripts/doc-steps.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";
import { isGuide, PAGES, testPages } from "./doc-pages.ts";
import { runSteps, workspaceOf } from "./page-runner.ts";

describe("commands in the tutorial, the pages by role and the explanations", () => {
  testPages(PAGES.filter(([name]) => isGuide(name)));
});

describe("the runner of pages", () => {
  it("finds a wrong exit code, a wrong output and a command that does not exist", async () => {
    const page =
      "```sh\necho-cs health acme --demo\n```\n\n```text\nAcme Corp  99.0 green\n…\n```\n\n```sh\necho-cs check --demo\necho-cs heal\n```\n";
    const folder = await workspaceOf("example");
    try {
      const problems = await runSteps(folder, docPage(page).steps);
      expect(problems).toHaveLength(3);
      expect(problems[0]).toContain("shown:   Acme Corp  99.0 green\nprinted: Acme Corp  48.0 red");
      expect(problems[1]).toContain("exit 2, the page says 0");
      expect(problems[2]).toContain("There is no command");
    } finally {
      removeFolder(folder);
    }
  });

  it("refuses a program that nobody has thought about", async () => {
    const folder = await workspaceOf("empty");
    try {
      await expect(runSteps(folder, docPage("```sh\ncurl example.com\n```\n").steps)).rejects.toThrow("curl");
    } finally {
      removeFolder(folder);
    }
  });
});
