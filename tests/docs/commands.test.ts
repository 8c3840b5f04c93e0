import { describe, expect, it } from "vitest";
import { isGuide, PAGES, testPages } from "./doc-pages.ts";

/** Commands that no test can type: each page says why beside them. */
const MOST_UNTRIED = 5;

describe("commands in the README and the reference", () => {
  testPages(PAGES.filter(([name]) => !isGuide(name)));

  it("are all tried, but for few", () => {
    const untried = PAGES.flatMap(([name, { steps }]) =>
      steps.flatMap((step) => (step.kind === "command" && step.skipped !== undefined ? [`${name}: ${step.text} (${step.skipped})`] : [])),
    );
    expect(untried.length, untried.join("\n")).toBeLessThanOrEqual(MOST_UNTRIED);
  });
});
