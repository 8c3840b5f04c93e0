import process from "node:process";
import { queueDatabaseUrl, shownDatabase } from "../../batch/queue/database-url.ts";
import { openDatabase, type QueueDatabase } from "../../batch/queue/open-database.ts";
import { prepareDatabase, schemaVersion } from "../../batch/queue/prepare-database.ts";
import { UserError } from "../../core/errors.ts";
import type { Io } from "../io.ts";

/** Looks at the queues of the database without making any. Throws UserError where there are none, or its address or a package is missing. */
export async function readQueue<T>(io: Io, look: (database: QueueDatabase) => Promise<T>): Promise<T> {
  const url = queueDatabaseUrl(io.env);
  // A remark of the driver on how DBOS uses it, which nobody here can do anything about.
  process.noDeprecation = true;
  const database = await openDatabase({ url, connections: 5, patienceMs: 0 });
  try {
    if ((await schemaVersion(database)) === undefined)
      throw new UserError({
        code: "no-queue",
        message: `There is no queue in the database at ${shownDatabase(url)} yet.`,
        fix: "Put jobs on one with: echo-cs batch JOBS --queue. Or check the database that ECHO_DATABASE_URL names.",
      });
    await prepareDatabase(database);
    return await look(database);
  } finally {
    await database.close();
  }
}
