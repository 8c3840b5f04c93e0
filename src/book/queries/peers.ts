import type { Cells } from "../../domain/facts/metric.ts";
import { lastFullQuarter } from "../../domain/metrics/period.ts";
import { midmean } from "../../domain/metrics/midmean.ts";
import { askOnce } from "./ask-once.ts";
import { readPanel } from "./panel.ts";
import type { Query, QueryContext } from "./query.ts";

/** Fewer peers than this could be told apart. */
const LEAST_PEERS = 5;

/** What an account is compared by; each a metric of its own over the 30 days to the period's end. */
const COMPARED = ["seat_utilisation", "feature_adoption", "logins_per_user_week"] as const;

/**
 * The other customers of each account's segment at the end of the scope's period: how many there are, and the mean of the middle half of their
 * values. No value where fewer than LEAST_PEERS have one.
 */
export const peers: Query = {
  name: "peers",
  doc: "the middle of the other customers of the same segment, at least five of them",
  tables: ["usage", "subscriptions"],
  rows: async (context) => {
    const one = context.scope.account;
    const all = await askOnce(everybody, { ...context, scope: { ...context.scope, account: undefined } });
    return one === undefined ? all : all.filter(({ account }) => account === one);
  },
  evidence: async (context, _days, limit) => {
    const rows = await customersAtEnd(context);
    const own = rows.find(({ account }) => account === context.scope.account);
    return rows.filter(({ account, segment }) => account !== own?.account && segment === own?.segment).slice(0, limit);
  },
};

/** Asked once for all accounts: everybody's peers come from the same reading. */
const everybody: Query = {
  name: "peers-of-all",
  doc: peers.doc,
  tables: peers.tables,
  rows: async (context): Promise<Cells[]> => {
    const rows = await customersAtEnd(context);
    return rows.map((own) => {
      const others = rows.filter(({ account, segment }) => account !== own.account && segment === own.segment);
      const compared = COMPARED.flatMap((metric) => {
        const values = others.map((other) => other[metric] ?? Number.NaN);
        return [
          [metric, midmean(values, LEAST_PEERS)],
          [`${metric}_of`, values.filter((value) => !Number.isNaN(value)).length],
        ];
      });
      return { account: own.account, peers: others.length, n: others.length, ...Object.fromEntries(compared) } as Cells;
    });
  },
  evidence: () => Promise.resolve([]),
};

type PeerRow = { readonly account: string; readonly segment: string } & Readonly<Record<(typeof COMPARED)[number], number | null>>;

/** The accounts that were customers on the last day of the period, by id. */
async function customersAtEnd(context: QueryContext): Promise<PeerRow[]> {
  const { asOf, health, period = lastFullQuarter(asOf) } = context.scope;
  const end = period.to > asOf ? asOf : period.to;
  const panel = await readPanel({ ...context, scope: { asOf: end, health } }, [...COMPARED, "segment", "churned_on"]);
  const [day] = panel.days;
  const value = (metric: string, row: number): number | null => {
    const found = day?.numbers.get(metric)?.[row];
    return found === undefined || Number.isNaN(found) ? null : found;
  };
  const text = (metric: string, row: number): string | null => day?.texts.get(metric)?.[row] ?? null;
  return panel.accounts.flatMap((account, row) => {
    const segment = text("segment", row);
    const left = text("churned_on", row);
    if (segment === null || (left !== null && left <= end)) return [];
    return [
      {
        account,
        segment,
        seat_utilisation: value("seat_utilisation", row),
        feature_adoption: value("feature_adoption", row),
        logins_per_user_week: value("logins_per_user_week", row),
      },
    ];
  });
}
