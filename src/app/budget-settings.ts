import type { ConfigFile } from "../config/config-file.ts";
import { priceOf, requirePrices, type Price, type Prices } from "../llm/prices.ts";
import type { Practice } from "../run/answer/practice.ts";
import { DEFAULT_LIMITS, type BudgetLimits } from "../run/model/budget.ts";
import type { Seat } from "../run/model/consult-team.ts";
import type { Deps } from "./deps.ts";

/** A batch may take a day, and a run asks several times. */
const BATCHED_SECONDS = 7 * 86_400;

/** The limits of a model run: those of echo.yaml, else the shipped ones. */
export function limitsOf({ budget }: ConfigFile, batched = false): BudgetLimits {
  return {
    turns: budget?.turns ?? DEFAULT_LIMITS.turns,
    tokens: budget?.tokens ?? DEFAULT_LIMITS.tokens,
    seconds: budget?.seconds ?? (batched ? BATCHED_SECONDS : DEFAULT_LIMITS.seconds),
    usd: budget?.usd,
  };
}

/** The workspace's own prices. What it leaves out is the model's list price, else what providers commonly take for the cache. */
export function pricesOf({ prices }: ConfigFile): Prices {
  return Object.fromEntries(
    Object.entries(prices ?? {}).map(([model, { input, output, cache_read, cache_write }]): [string, Price] => {
      const same = priceOf(model)?.input === input ? priceOf(model) : undefined;
      return [
        model,
        {
          input,
          output,
          cacheRead: cache_read ?? same?.cacheRead ?? input * 0.1,
          cacheWrite: cache_write ?? same?.cacheWrite ?? input * 1.25,
        },
      ];
    }),
  );
}

/** Throws UserError where dollars are limited and some agent of the team, who may be asked, has a model without a price. */
export function requireKnownPrices({ workspace }: Deps, { team }: Practice, seats: (name: string) => Seat | undefined): void {
  if (workspace.config.budget?.usd === undefined) return;
  requirePrices(
    team.agents.flatMap(({ name }) => seats(name)?.modelId ?? []),
    pricesOf(workspace.config),
  );
}
