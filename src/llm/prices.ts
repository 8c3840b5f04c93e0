import { UserError } from "../core/errors.ts";
import type { TokenUsage } from "./model.ts";

/** Dollars for a million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  /** Of a prefix that is kept for five minutes, which is what ECHO asks for. */
  readonly cacheWrite: number;
  /** What holds instead for a call whose whole prompt is longer than this. */
  readonly long?: { readonly above: number; readonly price: Omit<Price, "long"> };
}

export type Prices = Readonly<Record<string, Price>>;

/** When the list was read. */
export const PRICES_AS_OF = "2026-11-20";

/** List prices. They change: a caller may pass its own. Writing to the cache costs 1.25 × the input, reading it 0.1 × or, of some, 0.05 ×. */
const LIST_PRICES: Prices = {
  "claude-haiku-5-5": {
    input: 0.1,
    output: 0.5,
    cacheRead: 0.01,
    cacheWrite: 0.125,
    long: { above: 100_000, price: { input: 0.5, output: 2.5, cacheRead: 0.05, cacheWrite: 0.625 } },
  },
  "claude-sonnet-5-5": { input: 2, output: 10, cacheRead: 0.1, cacheWrite: 2.5 },
  "claude-opus-5-5": { input: 4, output: 20, cacheRead: 0.2, cacheWrite: 5 },
  "claude-sonnet-5": { input: 2, output: 10, cacheRead: 0.2, cacheWrite: 2.5 },
  "claude-opus-5": { input: 5, output: 25, cacheRead: 0.5, cacheWrite: 6.25 },
};

/** Work sent as a batch costs half. */
export const BATCH_SHARE = 0.5;

/** The price of a model, or undefined. A dated id (`…-20260901`) has its model's price. */
export function priceOf(model: string, overrides: Prices = {}): Price | undefined {
  const table: Prices = { ...LIST_PRICES, ...overrides };
  const own = (id: string): Price | undefined => (Object.hasOwn(table, id) ? table[id] : undefined);
  return own(model) ?? own(model.replace(/-\d{8}$/u, ""));
}

/** What one call cost in dollars, or null where the model's price is not known. */
export function costOf(model: string, usage: TokenUsage, overrides: Prices = {}): number | null {
  const listed = priceOf(model, overrides);
  if (listed === undefined) return null;
  const prompt = usage.input + usage.cacheRead + usage.cacheWrite;
  const price = listed.long !== undefined && prompt > listed.long.above ? listed.long.price : listed;
  return (
    (usage.input * price.input + usage.output * price.output + usage.cacheRead * price.cacheRead + usage.cacheWrite * price.cacheWrite) /
    1_000_000
  );
}

/** Throws UserError where a limit in dollars is set and a model's price is not known: the limit could not hold. */
export function requirePrices(models: readonly string[], overrides: Prices = {}): void {
  const unknown = [...new Set(models)].filter((model) => priceOf(model, overrides) === undefined).sort();
  if (unknown.length === 0) return;
  throw new UserError({
    code: "unknown-price",
    message: `A limit in dollars is set (budget.usd), and the price of ${unknown.join(" and ")} is not known.`,
    found: unknown.join(", "),
    allowed: Object.keys({ ...LIST_PRICES, ...overrides }).sort(),
    fix: `Set it in echo.yaml, in dollars for a million tokens: prices: { ${unknown[0] ?? ""}: { input: 2, output: 10 } }; or remove budget.usd.`,
  });
}
