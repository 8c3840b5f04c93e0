import { DataError } from "../../core/errors.ts";
import { LIMIT_FUNCTIONS } from "./limit-functions.ts";
import type { QueueDatabase } from "./open-database.ts";
import { quietLogger } from "./quiet-logger.ts";
import { DBOS_SCHEMA, QUEUE_SCHEMA, QUEUE_TABLES } from "./queue-schema.ts";

/** Two who come at the same time make the tables one after the other. */
const LOCK = 4_017_301;

/**
 * Makes what is missing of the queue's tables, DBOS's and ECHO's. Throws DataError (`queue-schema`) where they are those of another version of
 * ECHO: nothing is changed then.
 */
export async function prepareDatabase(database: QueueDatabase): Promise<void> {
  if (await isReady(database)) return;
  await database.alone(LOCK, async () => {
    if (await isReady(database)) return;
    await makeEngineTables(database.url);
    await database.rows(`begin; ${QUEUE_TABLES} ${LIMIT_FUNCTIONS} commit;`);
  });
}

async function isReady(database: QueueDatabase): Promise<boolean> {
  const version = await schemaVersion(database);
  if (version !== undefined && version !== QUEUE_SCHEMA) throw otherSchema(version);
  return version !== undefined;
}

/** What `DBOS.migrate` does, but without its talk on standard output, which is for data. */
async function makeEngineTables(url: string): Promise<void> {
  const [{ migrateSystemDatabase }, { GlobalLogger }] = await Promise.all([
    import("@dbos-inc/dbos-sdk/internal/system_database"),
    import("@dbos-inc/dbos-sdk/internal/telemetry/logs"),
  ]);
  await migrateSystemDatabase(url, new GlobalLogger(undefined, { logger: quietLogger() }), DBOS_SCHEMA);
}

/** The version of ECHO's tables there; undefined where there are none. */
export async function schemaVersion(database: QueueDatabase): Promise<number | undefined> {
  const [table] = await database.rows("select to_regclass('echo.schema_version') is not null as there");
  if (table?.["there"] !== true) return undefined;
  const [row] = await database.rows("select max(version) as version from echo.schema_version");
  const version = row?.["version"];
  return typeof version === "number" ? version : undefined;
}

function otherSchema(found: number): DataError {
  return new DataError({
    code: "queue-schema",
    message: `The queue's tables are of version ${found}; this ECHO works with version ${QUEUE_SCHEMA}.`,
    found: String(found),
    allowed: [String(QUEUE_SCHEMA)],
    fix:
      found > QUEUE_SCHEMA
        ? "Update echo-cs here to the version of the other workers."
        : "Let the jobs under way end, then give the new version a database of its own (ECHO_DATABASE_URL).",
  });
}
