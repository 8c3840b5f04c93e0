import { compareText } from "../core/compare-text.ts";
import { type Movement, movementOf } from "../domain/metrics/arr-bridge.ts";
import type { Period } from "../domain/metrics/period.ts";
import { revenueHistories, type RevenueSpan } from "../domain/metrics/revenue-history.ts";

export const MOVEMENTS = ["new", "returned", "lost", "grew", "shrank"] as const;

/** What recurring revenue of one account did, in one currency. */
export interface AccountMovement {
  readonly account: string;
  readonly name: string;
  readonly kind: (typeof MOVEMENTS)[number];
  readonly currency: string;
  readonly from_minor: number;
  readonly to_minor: number;
  readonly change_minor: number;
}

/** The accounts whose recurring revenue differs between the two ends of a period, the largest change first. */
export function accountMovements(spans: readonly RevenueSpan[], period: Period, names: ReadonlyMap<string, string>): AccountMovement[] {
  const currencies = [...new Set(spans.map(({ currency }) => currency))].sort();
  return currencies
    .flatMap((currency) =>
      [...revenueHistories(spans.filter((span) => span.currency === currency))].flatMap(([account, history]): AccountMovement[] => {
        const movement = movementOf(history, period, "snapshot");
        const kind = kindOf(movement);
        if (kind === undefined) return [];
        const { start, end } = movement;
        return [
          { account, name: names.get(account) ?? account, kind, currency, from_minor: start, to_minor: end, change_minor: end - start },
        ];
      }),
    )
    .sort(largestFirst);
}

function kindOf({ start, end, reactivation }: Movement): AccountMovement["kind"] | undefined {
  if (start === end) return undefined;
  if (start === 0) return reactivation > 0 ? "returned" : "new";
  return end === 0 ? "lost" : end > start ? "grew" : "shrank";
}

function largestFirst(a: AccountMovement, b: AccountMovement): number {
  const size = Math.abs(b.change_minor) - Math.abs(a.change_minor);
  return size !== 0 ? size : compareText(a.account, b.account) || compareText(a.currency, b.currency);
}
