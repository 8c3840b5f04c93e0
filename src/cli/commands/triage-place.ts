import { join } from "node:path";
import type { Deps } from "../../app/deps.ts";
import type { TriageFolders } from "../../app/triage.ts";
import type { TriageAccounts } from "../../app/triage-accounts.ts";
import { type PatternOf, triagePatterns } from "../../app/triage-patterns.ts";
import type { ConfigFile } from "../../config/config-file.ts";
import { DataError, UserError } from "../../core/errors.ts";
import { addDays, isDay } from "../../core/days.ts";
import { clean } from "../../core/text.ts";
import { type ReplyPromise, USUAL_PROMISE } from "../../domain/triage/reply-promise.ts";
import type { Io } from "../io.ts";
import { PACKAGE_ROOT } from "../package-root.ts";
import { wire } from "../wire.ts";
import type { TriageFlags } from "./triage-flags.ts";

export interface TriagePlace {
  readonly folders: TriageFolders;
  readonly accounts: TriageAccounts | undefined;
  readonly pattern: PatternOf | undefined;
  readonly currency: string;
  readonly config: ConfigFile;
  readonly promise: ReplyPromise;
}

/** The workspace's own words and accounts; outside a workspace the shipped words alone. A book that cannot be opened is told and plays no part. */
export async function triagePlace(flags: TriageFlags, io: Io): Promise<TriagePlace> {
  try {
    const deps = await wire(io, flags);
    const { references, agents, config } = deps.workspace;
    const pattern = await patternsOf(deps, flags, io);
    const place = {
      pattern,
      folders: { references, agents },
      currency: config.currency ?? "USD",
      config,
      promise: promiseOf(config, flags),
    };
    if (!flags.accounts) return { ...place, accounts: undefined };
    try {
      // The book's engine takes longer to load than triage itself.
      const { triageAccounts } = await import("../../app/triage-accounts.ts");
      return { ...place, accounts: await triageAccounts(deps, flags.asOf) };
    } catch (error) {
      io.stderr(`warning: tickets are not joined to accounts: ${clean(error instanceof Error ? error.message : String(error))}\n`);
      return { ...place, accounts: undefined };
    }
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== "no-workspace") throw error;
    return {
      folders: { references: [join(PACKAGE_ROOT, "references")], agents: [join(PACKAGE_ROOT, "agents")] },
      accounts: undefined,
      pattern: undefined,
      currency: "USD",
      config: {},
      promise: promiseOf({}, flags),
    };
  }
}

/** What was recorded of patterns. A ledger that cannot be read is told and plays no part. */
async function patternsOf(deps: Deps, { asOf }: TriageFlags, io: Io): Promise<PatternOf | undefined> {
  try {
    return await triagePatterns(deps, asOf);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    io.stderr(`warning: tickets are not told their pattern: ${clean(error.message)}\n`);
    return undefined;
  }
}

/** The promise of echo.yaml, held against the end of --as-of where that is given. */
function promiseOf({ support }: ConfigFile, { asOf }: TriageFlags): ReplyPromise {
  const minutes = support?.first_reply_hours === undefined ? USUAL_PROMISE.minutes : support.first_reply_hours * 60;
  return { minutes, ...(asOf === undefined || !isDay(asOf) ? {} : { now: `${addDays(asOf, 1)}T00:00:00.000Z` }) };
}
