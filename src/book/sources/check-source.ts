import { EchoError } from "../../core/errors.ts";
import { clean } from "../../core/text.ts";
import { checkColumns } from "./check-columns.ts";
import { openEngine, type Engine } from "./open-engine.ts";
import type { Source } from "./source.ts";
import { sourceQuery } from "./source-query.ts";
import { watermarkKind } from "./watermark.ts";

/** What a source's engine says when it is asked for a first look. */
export interface SourceCheck {
  readonly version: string;
  /** True where the engine says itself that the session may only read. */
  readonly read_only: boolean;
  readonly encrypted: "verified" | "not verified" | "no";
  readonly columns: readonly string[];
  /** What is wrong with the columns or the watermark, and how to put it right; null where nothing is. */
  readonly fault: { readonly message: string; readonly allowed: readonly string[]; readonly fix: string } | null;
  readonly rows: readonly (readonly (string | null)[])[];
  readonly role: RoleCheck;
  readonly notes: readonly string[];
}

/** What the role may do beyond what it needs. */
export interface RoleCheck {
  readonly name: string;
  readonly superuser: boolean;
  /** Tables that it may write to, of the schemas that are not the engine's; null where the engine does not tell. */
  readonly writable: readonly string[] | null;
}

const SHOWN_ROWS = 5;
const SHOWN_TABLES = 10;

/** Connects to a source's engine and looks, without pulling. Throws what connecting and planning the SQL throw. */
export async function checkSource(source: Source, connectMs?: number): Promise<SourceCheck> {
  const engine = await openEngine(source, connectMs);
  try {
    const query = sourceQuery(source.select, source.timeZone, null);
    const result = await engine.describe(query);
    const columns = result.map(({ name }) => name);
    const [[readOnly] = []] = await engine.rows("SHOW default_transaction_read_only").catch(() => [[null]]);
    const fault = faultOf(() => {
      checkColumns(source, columns);
      watermarkKind(source, result);
    });
    const rows = await engine.rows(`${query.text} LIMIT ${SHOWN_ROWS}`);
    return {
      version: clean(engine.version).split(" on ")[0]?.slice(0, 80) ?? "",
      read_only: readOnly === "on",
      encrypted: { verify: "verified", insecure: "not verified", off: "no" }[source.address.tls] as SourceCheck["encrypted"],
      columns,
      fault,
      rows,
      role: await roleOf(engine, source.address.user),
      notes: engine.notes,
    };
  } finally {
    await engine.close();
  }
}

function faultOf(check: () => void): SourceCheck["fault"] {
  try {
    check();
    return null;
  } catch (error) {
    if (!(error instanceof EchoError)) throw error;
    const { message, allowed = [], fix = "" } = error.detail;
    return { message, allowed, fix };
  }
}

async function roleOf(engine: Engine, name: string): Promise<RoleCheck> {
  const told = await engine.rows("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").catch(() => []);
  const writable = await engine
    .rows(
      `SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg!_%' ESCAPE '!' AND n.nspname <> 'information_schema' AND has_schema_privilege(n.oid, 'USAGE') AND (has_table_privilege(c.oid, 'INSERT') OR has_table_privilege(c.oid, 'UPDATE') OR has_table_privilege(c.oid, 'DELETE')) ORDER BY 1 LIMIT ${SHOWN_TABLES}`,
    )
    .catch(() => null);
  return { name, superuser: told[0]?.[0] === "t", writable: writable?.map(([table]) => clean(table ?? "")) ?? null };
}
