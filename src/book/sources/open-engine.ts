import type { Client } from "pg";
import { CopyOut, type Sink } from "./copy-out.ts";
import { AS_TEXT, cursorOut } from "./cursor-out.ts";
import { CONNECT_MS, engineClient, settleSession, watchSilence } from "./engine-client.ts";
import type { Source } from "./source.ts";
import { type AskedOf, isFileError, refusesCopy, sourceError } from "./source-error.ts";
import type { SentQuery } from "./source-query.ts";

/** A column of a query's result. */
export interface ResultColumn {
  readonly name: string;
  /** The engine's number of its type. */
  readonly type: number;
}

/** A session at a source's engine that may only read. */
export interface Engine {
  /** What the engine calls itself. */
  readonly version: string;
  /** What the engine would not have of the session's settings; empty for PostgreSQL. */
  readonly notes: readonly string[];
  /** The columns of a query, which the engine plans and does not run. */
  describe(query: SentQuery): Promise<readonly ResultColumn[]>;
  /** Writes a query's rows as CSV without a header, and says by which way. */
  copy(query: SentQuery, sink: Sink): Promise<{ readonly via: "copy" | "cursor"; readonly rows: number; readonly longest: number }>;
  /** The rows of a short query of ECHO's own, as text. */
  rows(sql: string): Promise<readonly (readonly (string | null)[])[]>;
  close(): Promise<void>;
}

/**
 * Connects to a source's engine and makes the session one that reads: default_transaction_read_only, a time-out, ISO dates in UTC. Throws
 * SourceError where the engine cannot be reached, UserError where the package is missing or the engine refuses.
 */
export async function openEngine(source: Source, connectMs = CONNECT_MS): Promise<Engine> {
  const asked = (query?: SentQuery): AskedOf => ({
    source: source.name,
    engine: source.address.shown,
    secrets: source.address.secrets,
    ...(query === undefined ? {} : { placeOf: (position: number) => placeOf(source, query, position) }),
  });
  const client = await engineClient(source, connectMs);
  const told = async <T>(work: () => Promise<T>, query?: SentQuery): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw isFileError(error) ? error : sourceError(error, asked(query));
    }
  };
  const version = await told(async () => {
    await client.connect();
    watchSilence(client, source.statementTimeoutMs);
    return (await client.query<{ version: string }>("SELECT version() AS version")).rows[0]?.version ?? "";
  }).catch(async (error: unknown) => {
    await close(client);
    throw error;
  });
  const notes = await settleSession(client, source.statementTimeoutMs);
  return {
    version,
    notes,
    describe: (query) =>
      told(async () => {
        const { fields } = await reading(client, () => client.query({ text: `${query.text} LIMIT 0`, rowMode: "array", types: AS_TEXT }));
        return fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }));
      }, query),
    copy: (query, sink) => told(() => copyRows(client, source.via, query.text, sink)),
    rows: (sql) =>
      told(
        async () => (await reading(client, () => client.query<(string | null)[]>({ text: sql, rowMode: "array", types: AS_TEXT }))).rows,
      ),
    close: () => close(client),
  };
}

/** Runs work in a transaction that may only read, whatever the engine made of the session's settings. */
async function reading<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query("BEGIN READ ONLY");
  try {
    return await work();
  } finally {
    await client.query("ROLLBACK").catch(() => undefined);
  }
}

async function copyRows(
  client: Client,
  via: Source["via"],
  text: string,
  sink: Sink,
): Promise<{ readonly via: "copy" | "cursor"; readonly rows: number; readonly longest: number }> {
  await client.query("BEGIN READ ONLY");
  if (via !== "cursor") {
    try {
      const copied = await client.query(new CopyOut(`COPY (${text}\n) TO STDOUT WITH CSV`, sink)).done;
      await client.query("COMMIT");
      return { via: "copy", ...copied };
    } catch (error) {
      if (via === "copy" || !refusesCopy(error)) throw error;
      await client.query("ROLLBACK");
      await client.query("BEGIN READ ONLY");
    }
  }
  const fetched = await cursorOut(client, text, sink);
  await client.query("COMMIT");
  return { via: "cursor", ...fetched };
}

function placeOf({ placeOf: inSql }: Source, query: SentQuery, position: number): ReturnType<Source["placeOf"]> | undefined {
  const offset = query.offsetOf(position);
  return offset === undefined ? undefined : inSql(offset);
}

async function close(client: Client): Promise<void> {
  // One that never connected has nothing to end.
  await client.end().catch(() => undefined);
}
