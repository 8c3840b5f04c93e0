import { UserError } from "../../core/errors.ts";
import { hasCode } from "../../core/files.ts";

const INSTALL_LINE = "npm install @dbos-inc/dbos-sdk pg";

/** The driver of PostgreSQL. Throws UserError, with the line that installs it, where it is not there. */
export async function loadPostgres(): Promise<(typeof import("pg"))["default"]> {
  return (await installed(() => import("pg"))).default;
}

/** DBOS, the engine of queues and durable workflows. Throws UserError, with the line that installs it, where it is not there. */
export async function loadDbos(): Promise<typeof import("@dbos-inc/dbos-sdk")> {
  await loadPostgres();
  return installed(() => import("@dbos-inc/dbos-sdk"));
}

async function installed<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!hasCode(error, "ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND")) throw error;
    throw new UserError({
      code: "queue-packages",
      message: "Queues and workers need two packages that ECHO does not bring along.",
      allowed: ["@dbos-inc/dbos-sdk 5.3 or newer", "pg 8.16 or newer"],
      fix: `Install them beside echo-cs: ${INSTALL_LINE}`,
      cause: error,
    });
  }
}
