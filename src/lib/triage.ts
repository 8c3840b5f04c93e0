import { resolve } from "node:path";
import { openTriage, triageTickets } from "../app/triage.ts";
import { ticketSource } from "../app/triage-source.ts";
import type { Deps } from "../app/deps.ts";
import type { TriageAccounts } from "../app/triage-accounts.ts";
import type { TriagedTicket } from "../domain/triage/triaged.ts";
import { inKeys, withKeys } from "./in-keys.ts";
import { libraryDeps, SHIPPED } from "./library-deps.ts";
import type { WorkspaceOptions } from "./workspace-options.ts";

export interface TriageOptions extends WorkspaceOptions {
  /** Columns with the text and the id, where they go by unusual names. */
  readonly text?: readonly string[];
  readonly id?: string;
  /** True: tickets are joined to the accounts of a book (`directory`, `demo`). */
  readonly accounts?: boolean;
  /** Revenue and health of the accounts on this day. */
  readonly asOf?: string;
  /** Hears of each line that could not be read. */
  readonly onBroken?: (line: number, reason: string) => void;
}

/**
 * Triages tickets as they are read, at constant memory. `source` is a file's path (CSV, TSV, NDJSON, JSON, XLSX, Parquet, gzipped too) or a
 * stream of such text. Throws UserError for a file that is not there, DataError for what holds no tickets.
 */
export async function* triage(
  source: string | AsyncIterable<string | Uint8Array>,
  options: TriageOptions = {},
): AsyncGenerator<TriagedTicket> {
  const stream = typeof source === "string" ? await withKeys(async () => (await ticketSource(resolve(source), source)).source) : source;
  const book =
    options.accounts === true || options.directory !== undefined || options.demo === true
      ? await withKeys(() => libraryDeps(options))
      : undefined;
  try {
    const folders = book === undefined ? SHIPPED : { references: book.deps.workspace.references, agents: book.deps.workspace.agents };
    const engine = await openTriage(folders);
    const accounts = book === undefined || options.accounts !== true ? undefined : await accountsOf(book.deps, options.asOf);
    for await (const { tickets, broken } of triageTickets(engine, { source: stream, accounts, text: options.text, id: options.id })) {
      for (const { line, reason } of broken) options.onBroken?.(line, reason);
      yield* tickets;
    }
  } catch (error) {
    throw inKeys(error);
  } finally {
    await book?.close();
  }
}

async function accountsOf(deps: Deps, asOf: string | undefined): Promise<TriageAccounts> {
  // The book's engine takes longer to load than triage itself.
  const { triageAccounts } = await import("../app/triage-accounts.ts");
  return triageAccounts(deps, asOf);
}
