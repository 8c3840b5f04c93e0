import { type AccountFigures, accountFigures } from "../book/queries/check-figures.ts";
import { checkRows } from "../book/queries/check-rows.ts";
import { signalsOf } from "../book/signals-of.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import type { Signal } from "../domain/signals/signal.ts";
import type { HealthAge } from "../domain/standards/health-history.ts";
import { EVIDENCE_ROWS } from "../domain/standards/rule.ts";
import type { SubjectRow } from "../domain/standards/subject-row.ts";
import { healthHistory } from "./check-history.ts";
import { type FiledState, filedState } from "./check-state.ts";
import type { Session } from "./open-session.ts";

/** The customers of a book, with everything that rules may say of an account. */
export interface Customers {
  /** What is filed in the workspace. */
  readonly filed: FiledState;
  /** By account: the values that only the check knows. */
  readonly rows: ReadonlyMap<string, SubjectRow>;
  /** Metrics of theirs. */
  readonly figures: AccountFigures;
  /** Every account record, customer or not. */
  readonly records: readonly SubjectRow[];
  /** Early warnings of the customers, where a rule looks at them. */
  readonly signals: readonly Signal[];
  readonly hasHistory: boolean;
}

/** Metrics of every account that the check itself needs. */
const ALWAYS = ["arr", "segment", "touch", "csm_name", "churned_on"];
/** What the expansion share of the book is made of. */
const FOR_EXPANSION = ["journey_day", "health_tier", "open_expansions", "plan_expansions"];

/** Reads the customers with the values called `names`; their early warnings too, where `withSignals`. */
export async function readCustomers(session: Session, names: ReadonlySet<string>, withSignals: boolean): Promise<Customers> {
  const context = session.context();
  const wanted = [...ALWAYS, ...names, ...(names.has("expansion_found_share") ? FOR_EXPANSION : [])];
  const metrics = [...new Set(wanted)].filter((name) => METRICS.get(name)?.about === "account").sort();
  const [records, figures, filed] = await Promise.all([
    checkRows(context, "account", valuesRead(names)),
    accountFigures(context, metrics),
    filedState(session.deps),
  ]);
  const history = healthHistory(filed, session.asOf);
  const leftOn = (account: string): unknown => figures(account, "churned_on")?.value ?? null;
  const customers = records.filter(({ account, values }) => account !== null && values["customer"] === 1 && leftOn(account) === null);
  const signals = withSignals || names.has("grave_signals") ? await customerSignals(session, customers) : [];
  const grave = graveCounts(signals);
  const rows = customers.map((row): [string, SubjectRow] => {
    const id = row.account ?? "";
    const large = figures(id, "segment")?.value === "enterprise";
    return [
      id,
      {
        ...row,
        values: {
          ...row.values,
          ...agesOf(history?.get(id)),
          strategic: large ? 1 : (row.values["strategic"] ?? 0),
          grave_signals: grave.get(id) ?? 0,
        },
      },
    ];
  });
  return { filed, rows: new Map(rows), figures, records, signals, hasHistory: history !== undefined };
}

/** Values of an account's row that a rule may look at by one of the names, or point at, and those that make it a customer. */
function valuesRead(names: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(["customer", "strategic", ...EVIDENCE_ROWS.flatMap((row) => [`${row}_file`, `${row}_line`]), ...names]);
}

function agesOf(age: HealthAge | undefined): HealthAge | { readonly days_since_health: null; readonly days_below_green: null } {
  return age ?? { days_since_health: null, days_below_green: null };
}

async function customerSignals(session: Session, customers: readonly SubjectRow[]): Promise<Signal[]> {
  const accounts = customers.flatMap(({ account }) => (account === null ? [] : [{ account, name: account }]));
  return [...(await signalsOf(session.context(), accounts)).values()].flat();
}

/** Early warnings of high or critical severity, by account. */
function graveCounts(signals: readonly Signal[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { account, kind, severity } of signals)
    if (kind === "risk" && (severity === "high" || severity === "critical")) counts.set(account, (counts.get(account) ?? 0) + 1);
  return counts;
}
