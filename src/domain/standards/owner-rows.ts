import { compareText } from "../../core/compare-text.ts";
import type { SubjectRow } from "./subject-row.ts";

/** What a success manager's load is made of. */
export interface OwnedAccount {
  readonly csm: string | null;
  readonly touch: string | null;
  readonly segment: string | null;
  readonly arr: number | null;
}

/** The load of every success manager, by name: how many accounts, and of which touch and segment most of them are. */
export function ownerRows(accounts: readonly OwnedAccount[], currency: string): SubjectRow[] {
  const owners = [...new Set(accounts.flatMap(({ csm }) => (csm === null ? [] : [csm])))].sort();
  return owners.map((owner) => {
    const own = accounts.filter(({ csm }) => csm === owner);
    return {
      account: null,
      subject: owner,
      file: null,
      line: null,
      currency,
      values: {
        owner,
        accounts: own.length,
        main_touch: most(own.map(({ touch }) => touch)),
        main_segment: most(own.map(({ segment }) => segment)),
        owned_arr: own.reduce((sum, { arr }) => sum + (arr ?? 0), 0),
      },
    };
  });
}

/** The value most of them have, the first by name among equals; null where none has one. */
function most(values: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, times], [b, others]) => others - times || compareText(a, b))[0]?.[0] ?? null;
}
