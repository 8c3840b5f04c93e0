import process from "node:process";
import { queueDatabaseUrl } from "../../batch/queue/database-url.ts";
import { openDatabase, type QueueDatabase } from "../../batch/queue/open-database.ts";
import { prepareDatabase } from "../../batch/queue/prepare-database.ts";
import { loadDbos } from "../../batch/queue/queue-packages.ts";
import type { Io } from "../io.ts";

export interface QueuePatience {
  readonly connections: number;
  readonly patienceMs: number;
  readonly signal?: AbortSignal;
}

/** For whoever enqueues and waits at a terminal or in CI: two minutes without a database are enough. */
export const WAITING: QueuePatience = { connections: 3, patienceMs: 120_000 };

/** The database of the queue, with its tables made where they are missing. Throws UserError where its address or a package is missing. */
export async function openQueue(io: Io, patience: QueuePatience): Promise<QueueDatabase> {
  const url = queueDatabaseUrl(io.env);
  // A remark of the driver on how DBOS uses it, which nobody here can do anything about.
  process.noDeprecation = true;
  await loadDbos();
  const database = await openDatabase({ url, ...patience });
  try {
    await prepareDatabase(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
