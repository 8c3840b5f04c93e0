import { expect } from "vitest";

/** The part of a browser's page that waiting needs. */
interface EvaluatingPage {
  readonly evaluate: (expression: string) => Promise<unknown>;
}

/**
 * Waits until an expression is true in the page, asked from outside each time.
 * `page.waitForFunction` polls from within, by `eval`, which a page whose security policy forbids `eval` refuses
 * as soon as the first look was too early.
 */
export const untilTrue = (page: EvaluatingPage, expression: string): Promise<void> =>
  expect.poll(() => page.evaluate(`Boolean(${expression})`), { timeout: 15_000, interval: 20 }).toBe(true);
