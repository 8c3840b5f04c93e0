import { EchoError } from "../core/errors.ts";
import { EXIT } from "../core/exit-codes.ts";
import { estimateTokens } from "../llm/estimate-tokens.ts";
import { type ModelClient, type ModelRequest, NO_USAGE } from "../llm/model.ts";
import { formatDollars } from "../llm/format-dollars.ts";
import { BATCH_SHARE, costOf, type Prices, requirePrices } from "../llm/prices.ts";
import type { Wallet } from "./within.ts";

/** The dollars that several runs may spend together are used up. */
export class BudgetReached extends EchoError {
  readonly blame = "user";
  readonly exitCode = EXIT.budget;
}

export interface OpenWallet extends Wallet {
  /** Dollars spent so far. */
  spent(): number;
}

/**
 * A wallet of `limit` dollars, of which `before` are spent already. A call waits while others hold what it may need; it is refused with
 * BudgetReached when nobody holds anything and it still does not fit. A model without a price is refused with UserError.
 */
export function openWallet(limit: number, before = 0): OpenWallet {
  let [spent, held] = [before, 0];
  let waiting: (() => void)[] = [];
  const settled = (): void => {
    const all = waiting;
    waiting = [];
    for (const go of all) go();
  };
  const hold = async (most: number, signal: AbortSignal | undefined): Promise<void> => {
    for (;;) {
      signal?.throwIfAborted();
      if (spent + held + most <= limit) break;
      if (held === 0) throw budgetReached(limit, spent, most);
      await new Promise<void>((go) => waiting.push(go));
    }
    held += most;
  };
  return {
    spent: () => spent,
    guard: (model, prices): ModelClient => ({
      async complete(request, options = {}) {
        const most = dearest(request, prices);
        await hold(most, options.signal);
        try {
          const reply = await model.complete(request, options);
          spent += (costOf(reply.model, reply.usage, prices) ?? most) * (reply.batched === true ? BATCH_SHARE : 1);
          return reply;
        } finally {
          held = Math.max(0, held - most);
          // What is left of many small sums is not quite nothing.
          if (held < 1e-9) held = 0;
          settled();
        }
      },
    }),
  };
}

/** What a call costs when its whole prompt is written to the cache and its answer is as long as it may be. */
function dearest(request: ModelRequest, prices: Prices): number {
  requirePrices([request.model], prices);
  return costOf(request.model, { ...NO_USAGE, cacheWrite: estimateTokens(request), output: request.maxTokens }, prices) ?? 0;
}

function budgetReached(limit: number, spent: number, most: number): BudgetReached {
  return new BudgetReached({
    code: "batch-budget",
    message: `${formatDollars(spent)} of the budget of ${formatDollars(limit)} is spent, and the next call may cost ${formatDollars(most)}: more than is left.`,
    found: `--budget ${limit}`,
    fix: `Raise it to --budget ${(Math.ceil((spent + most) * 100) / 100).toFixed(2)} at least; a batch goes on with --resume.`,
  });
}
