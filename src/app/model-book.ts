import { lastActivity } from "../book/last-activity.ts";
import { dayOf } from "../core/days.ts";
import { UserError } from "../core/errors.ts";
import { formatMoney } from "../domain/facts/format-value.ts";
import { dealWords } from "../domain/renewals/by-deal.ts";
import type { BookSource } from "../tools/tool-context.ts";
import { expansionReport } from "./expansion.ts";
import type { Session } from "./open-session.ts";
import { listRenewals } from "./renewals.ts";
import { listSignals } from "./signals.ts";
import { runSql } from "./sql.ts";

/** The book's lists as an agent's tools ask for them: the same as the commands print, looked at from the run's own day. */
export function modelBook(session: Session): BookSource {
  const { deps, asOf } = session;
  const about = (account: string | null): { asOf: string; account?: string } => (account === null ? { asOf } : { asOf, account });
  return {
    signals: async (account) => {
      const { signals } = await listSignals(deps, about(account));
      const line = ({ name, account: id, kind, severity, title, first_seen, evidence }: (typeof signals)[number]): string =>
        `${name} (${id}): ${kind}, ${severity}: ${title}, since ${first_seen}${evidence.length === 0 ? "" : `; measured by ${evidence.map(({ metric }) => metric).join(", ")}`}`;
      return { lines: signals.map(line), names: [...new Set(signals.flatMap(({ name, account: id }) => [name, id]))] };
    },
    renewals: async (days) => {
      const { renewals, byDeal } = await listRenewals(deps, { asOf, days });
      return {
        lines: [
          ...renewals.map(
            ({ name, account, renewal_on, days_left, arr_minor, currency, tier, forecast, reasons, next, csm }) =>
              `${name} (${account}): ${renewal_on} (${days_left} days), ${arr_minor === null ? "ARR unknown" : `${formatMoney(arr_minor, currency)} ARR`}, ${tier ?? "no tier"}, outlook ${forecast}${reasons.length === 0 ? "" : ` (${reasons.join("; ")})`}; next: ${next.what}; owner ${csm ?? "nobody"}`,
          ),
          ...byDeal.map((deal) => `${deal.name} (${deal.account}): renewal deal open without a contract on record: ${dealWords(deal)}`),
        ],
        names: [
          ...renewals.flatMap(({ name, account, csm }) => [name, account, ...(csm === null ? [] : [csm])]),
          ...byDeal.flatMap(({ name, account, seller }) => [name, account, ...(seller === null ? [] : [seller])]),
        ],
      };
    },
    whitespace: async (account) => {
      const { accounts, catalogue } = await expansionReport(deps, about(account));
      return {
        lines: accounts.map(({ name, account: id, products, seats, problem, hold }) => {
          const cells = products.map((product) => `${product.name} ${product.cell}`).join(", ");
          return `${name} (${id}): ${cells === "" ? "no catalogue" : cells}; seats ${seats.kind}; ${problem === null ? "no problem on record" : `their problem: ${problem}`}${hold === null ? "" : `; NOT NOW: ${hold.reason} (${hold.rule})`}`;
        }),
        names: [...catalogue.map(({ name }) => name), ...accounts.flatMap(({ name, account: id }) => [name, id])],
      };
    },
    select: async (sql, limit) => {
      // Tables hold what came later too, and SQL can ask for all of it.
      const last = await lastActivity(session.book, dayOf(deps.clock.now(), session.book.timeZone));
      if (last !== undefined && asOf < last)
        throw new UserError({
          code: "sql-beyond-as-of",
          message: `SQL sees the whole book, up to ${last}, and this question looks back from ${asOf}.`,
          fix: "Measure with facts: they see nothing later.",
        });
      return runSql(deps, sql, limit, new AbortController().signal);
    },
  };
}
