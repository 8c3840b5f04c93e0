import type { TokenUsage } from "./model.ts";

/** Dollars for a million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  /** What holds instead for a call whose whole prompt is longer than this. */
  readonly long?: { readonly above: number; readonly price: Omit<Price, "long"> };
}

/** List prices as read on 2026-11-20. They change: a caller may pass its own. */
const LIST_PRICES: Readonly<Record<string, Price>> = {
  "claude-haiku-5-5": {
    input: 0.1,
    output: 0.5,
    cacheRead: 0.01,
    cacheWrite: 0.125,
    long: { above: 100_000, price: { input: 0.5, output: 2.5, cacheRead: 0.05, cacheWrite: 0.625 } },
  },
  "claude-sonnet-5-5": { input: 2, output: 10, cacheRead: 0.1, cacheWrite: 2.5 },
  "claude-opus-5-5": { input: 4, output: 20, cacheRead: 0.2, cacheWrite: 5 },
};

/** What one call cost in dollars, or null where the model's price is not known. A dated id (`…-20260901`) has its model's price. */
export function costOf(model: string, usage: TokenUsage, overrides: Readonly<Record<string, Price>> = {}): number | null {
  const table: Readonly<Record<string, Price>> = { ...LIST_PRICES, ...overrides };
  const listed = table[model] ?? table[model.replace(/-\d{8}$/u, "")];
  if (listed === undefined) return null;
  const prompt = usage.input + usage.cacheRead + usage.cacheWrite;
  const price = listed.long !== undefined && prompt > listed.long.above ? listed.long.price : listed;
  return (
    (usage.input * price.input + usage.output * price.output + usage.cacheRead * price.cacheRead + usage.cacheWrite * price.cacheWrite) /
    1_000_000
  );
}
