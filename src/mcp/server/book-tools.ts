import { z } from "zod";
import { healthReport } from "../../app/health.ts";
import type { HealthReport } from "../../app/health-report.ts";
import { metricsReport } from "../../app/metrics.ts";
import { metricsJson } from "../../app/metrics-json.ts";
import { listRenewals } from "../../app/renewals.ts";
import { listSignals } from "../../app/signals.ts";
import { runSql } from "../../app/sql.ts";
import { staleText } from "../../app/stale-exports.ts";
import { SEVERITIES } from "../../domain/brief/brief.ts";
import { TIERS } from "../../domain/health/tier.ts";
import { atLeast } from "../../domain/standards/severity.ts";
import { account, asOf, defineServerTool, health, limit, offset, paged } from "./server-tool.ts";

const healthTool = defineServerTool({
  name: "health",
  title: "Health of accounts",
  description:
    "Scores accounts from 0 to 100, worst first, with tier, share of the model's inputs that have data, and the change over the last weeks. Of one account also every input with what it contributes. A null score means there is too little data, and `reason` says so.",
  effect: "read",
  input: z.strictObject({
    account: account.optional().describe("one account; left out: all"),
    tier: z.enum(TIERS).optional(),
    as_of: asOf,
    health,
    limit: limit(20),
    offset,
  }),
  run: async ({ account: one, tier, as_of: day, health: model, ...page }, { deps }) => {
    const report = await healthReport(deps, { account: one, tier, asOf: day, health: model });
    const { items, ...counts } = paged(report.scores, page);
    return {
      as_of: report.asOf,
      age_days: report.age,
      missing: staleText(report.stale, report.asOf) ?? null,
      ...counts,
      accounts: one === undefined ? items.map(shortHealth) : items,
    };
  },
});

function shortHealth({ inputs, ...report }: HealthReport): object {
  const worst = [...inputs].filter(({ delta }) => delta !== null && delta < 0).sort((a, b) => (a.delta ?? 0) - (b.delta ?? 0));
  return { ...report, fell_most: worst[0]?.name ?? null };
}

const signalsTool = defineServerTool({
  name: "signals",
  title: "Early warnings and chances",
  description:
    "Lists what calls for somebody's attention, gravest first: falling use, overdue invoices, a champion gone, a renewal near (risk); seats running out, promoters, requests for more (expansion). Each with since when and the figures behind it.",
  effect: "read",
  input: z.strictObject({
    account: account.optional().describe("one account; left out: all"),
    kind: z.enum(["risk", "expansion"]).optional(),
    least: z.enum(SEVERITIES).optional().describe("only this severity and graver ones"),
    as_of: asOf,
    limit: limit(30),
    offset,
  }),
  run: async ({ account: one, kind, least, as_of: day, ...page }, { deps }) => {
    const { signals, asOf: on, age, stale } = await listSignals(deps, { account: one, kind, asOf: day });
    const { items, ...counts } = paged(
      signals.filter(({ severity }) => least === undefined || atLeast(severity, least)),
      page,
    );
    return { as_of: on, age_days: age, missing: staleText(stale, on) ?? null, ...counts, signals: items };
  },
});

const metricsTool = defineServerTool({
  name: "metrics",
  title: "Success metrics of a period",
  description:
    "Retention, growth, adoption and service of a period (default: the last full quarter) against their targets, each with numerator, denominator and definition. Amounts are minor units of `currency`; shares are fractions; null has its reason.",
  effect: "read",
  input: z.strictObject({
    from: z.string().max(10).optional().describe("first day, YYYY-MM-DD"),
    to: z.string().max(10).optional().describe("last day, YYYY-MM-DD"),
    by: z.enum(["month", "quarter"]).optional().describe("also in parts"),
    segment: z.enum(["enterprise", "mid-market", "smb"]).optional(),
    touch: z.enum(["high", "mid", "low"]).optional(),
    as_of: asOf,
  }),
  run: async ({ as_of: day, ...options }, { deps }) => metricsJson(await metricsReport(deps, { ...options, asOf: day })),
});

const renewalsTool = defineServerTool({
  name: "renewals",
  title: "Renewals ahead",
  description:
    "What is up for renewal, soonest first: the amount, the outlook with its reasons, what the owner says, and the next step. Where figures and owner differ, both are shown.",
  effect: "read",
  input: z.strictObject({
    days: z.int().min(1).max(1826).default(90).describe("how far to look ahead"),
    account: account.optional(),
    as_of: asOf,
    limit: limit(30),
    offset,
  }),
  run: async ({ days, account: one, as_of: day, ...page }, { deps }) => {
    const { asOf: on, age, until, contractsKnown, renewals, byDeal } = await listRenewals(deps, { days, account: one, asOf: day });
    const { items, ...counts } = paged(renewals, page);
    return { as_of: on, age_days: age, until, contracts_known: contractsKnown, ...counts, renewals: items, by_deal: byDeal };
  },
});

const CELL = 2000;

const sqlTool = defineServerTool({
  name: "sql",
  title: "Ask the tables in SQL",
  description:
    "Runs one read-only SELECT (DuckDB) over the book's tables: no file, no network, no change. `show tables` and `describe accounts` tell what there is. Money is in minor units; day_of(instant) is the company's day. It sees all rows whatever their date, and its numbers are no Facts.",
  effect: "read",
  input: z.strictObject({ sql: z.string().min(1).max(20_000), limit: limit(100, 1000) }),
  run: async ({ sql, limit: most }, { deps }, signal) => {
    const { columns, rows, more } = await runSql(deps, sql, most, signal);
    const short = (cell: unknown): unknown => (typeof cell === "string" && cell.length > CELL ? `${cell.slice(0, CELL)}… [cut]` : cell);
    return { columns, rows: rows.map((row) => row.map(short)), more };
  },
});

/** Tools that list or sum what the book holds. */
export const BOOK_TOOLS = [healthTool, signalsTool, metricsTool, renewalsTool, sqlTool];
