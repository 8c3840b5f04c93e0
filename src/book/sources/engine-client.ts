import type { Client, ClientConfig } from "pg";
import { UserError } from "../../core/errors.ts";
import type { Source } from "./source.ts";

/** How long connecting may take. */
export const CONNECT_MS = 15_000;

/** What the user is to run where the package is not there. */
const INSTALL = "npm install pg";

/** A client for a source's engine, not yet connected. Throws UserError where the package is not installed. */
export async function engineClient(source: Source, connectMs: number): Promise<Client> {
  const { Client } = await loadPg();
  const client = new Client(clientConfig(source, connectMs));
  // A connection that breaks fails the query that runs on it; between queries nobody listens.
  client.on("error", () => undefined);
  return client;
}

async function loadPg(): Promise<Pick<typeof import("pg"), "Client">> {
  try {
    // The package is CommonJS: what it exports is the default.
    return (await import("pg")).default;
  } catch (cause) {
    throw new UserError({
      code: "pg-missing",
      message: "sources of a warehouse need the package pg, which is not installed",
      fix: `Run: ${INSTALL}`,
      cause,
    });
  }
}

function clientConfig({ address, ca }: Source, connectMs: number): ClientConfig {
  const { host, port, database, user, password, tls, options } = address;
  return {
    host,
    port,
    database,
    user,
    // Without one the client would look for it in files of the user's.
    password: () => password,
    application_name: "echo-cs",
    ...(options === undefined ? {} : { options }),
    client_encoding: "UTF8",
    keepAlive: true,
    connectionTimeoutMillis: connectMs,
    ssl: tls === "off" ? false : { rejectUnauthorized: tls === "verify", ...(ca === undefined ? {} : { ca }) },
  };
}

/** An engine that says nothing for longer than it may work on a statement will not say anything. */
export function watchSilence({ connection }: Client, timeoutMs: number): void {
  const { stream } = connection;
  if (!("setTimeout" in stream) || typeof stream.setTimeout !== "function") return;
  const socket = stream as typeof stream & { setTimeout(ms: number, then: () => void): void };
  socket.setTimeout(timeoutMs + CONNECT_MS, () => stream.destroy(new Error("the engine has said nothing for too long")));
}

/** Settings of the session. Engines that only speak the protocol know some of them; which one does not is noted. */
export async function settleSession(client: Client, timeoutMs: number): Promise<readonly string[]> {
  const settings = [
    "default_transaction_read_only = on",
    `statement_timeout = ${timeoutMs}`,
    "standard_conforming_strings = on",
    "TimeZone = 'UTC'",
    "DateStyle = 'ISO, YMD'",
    "IntervalStyle = 'postgres'",
    "bytea_output = 'hex'",
    "extra_float_digits = 1",
  ];
  const notes: string[] = [];
  for (const setting of settings) {
    try {
      await client.query(`SET ${setting}`);
    } catch {
      notes.push(`the engine does not know ${setting.split(" = ")[0] ?? setting}`);
    }
  }
  return notes;
}
