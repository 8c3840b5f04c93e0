import type { MappingEntry } from "../../config/mapping-section.ts";
import { DATA_TABLES, type DataTable } from "../schema.ts";
import { checkColumns, type TypedColumn } from "./check-columns.ts";
import { matchesPattern } from "./glob.ts";
import { type ConfigText, mappingError, type MappingFault } from "./mapping-fault.ts";
import { nearestTables } from "./nearest-name.ts";
import { TABLE_NEEDS } from "./table-needs.ts";

/** One entry of `mapping`, its names checked: how the files it is about are read. */
export interface FileMapping {
  readonly entry: MappingEntry;
  /** Place in the list. */
  readonly index: number;
  readonly config: ConfigText;
  /** Null where the files are to be skipped. */
  readonly table: DataTable | null;
  readonly columns: readonly TypedColumn[];
}

const ENTRY_KEYS = ["file", "table", "columns", "account", "source", "skip", "sql", "confidence"];
const ACCOUNT_KEYS = ["id", "email", "domain", "name"];

/**
 * Checks the names of all entries. Throws DataError with line, column and the nearest name for a table, column, kind or key that does not
 * exist, and for an entry that lacks what its table needs.
 */
export function fileMappings(entries: readonly MappingEntry[], config: ConfigText): readonly FileMapping[] {
  return entries.map((entry, index) => {
    const checked = check(entry, index);
    if ("fault" in checked) throw mappingError(checked.fault, config);
    return { entry, index, config, ...checked };
  });
}

/** The first mapping that is about a file. */
export function mappingOf(path: string, mappings: readonly FileMapping[]): FileMapping | undefined {
  return mappings.find(({ entry }) => matchesPattern(path, entry.file));
}

type Checked = { readonly table: DataTable | null; readonly columns: readonly TypedColumn[] } | { readonly fault: MappingFault };

function check(entry: MappingEntry, index: number): Checked {
  const path = ["mapping", index];
  const unknown = Object.keys(entry).find((key) => !ENTRY_KEYS.includes(key));
  if (unknown !== undefined)
    return {
      fault: {
        code: "unknown-mapping-key",
        message: `mapping: there is no key "${unknown}"`,
        path: [...path, unknown],
        at: "key",
        found: unknown,
        allowed: ENTRY_KEYS,
      },
    };
  if (entry.skip === true) return { table: null, columns: [] };
  const table = DATA_TABLES.find((name) => name === entry.table);
  if (table === undefined) return { fault: tableFault(entry, path) };
  if (entry.columns === undefined && entry.sql === undefined) {
    return {
      fault: {
        code: "mapping-without-columns",
        message: `mapping of ${entry.file}: it says no columns`,
        path,
        at: "value",
        fix: "Add `columns: {column of the book: header of the file}`, `sql: select … from file`, or `skip: true`.",
      },
    };
  }
  const columns = checkColumns(table, entry, path);
  if ("fault" in columns) return columns;
  const account = accountFault(table, entry, path);
  return account === undefined ? { table, columns: columns.columns } : { fault: account };
}

function tableFault(entry: MappingEntry, path: readonly (string | number)[]): MappingFault {
  if (entry.table === undefined)
    return {
      code: "mapping-without-table",
      message: `mapping of ${entry.file}: it names no table`,
      path,
      at: "value",
      allowed: DATA_TABLES,
      fix: "Add `table:`, or `skip: true` for a file that is not to be read.",
    };
  return {
    code: "unknown-table",
    message: `mapping of ${entry.file}: there is no table "${entry.table}"`,
    path: [...path, "table"],
    at: "value",
    found: entry.table,
    allowed: DATA_TABLES,
    near: nearestTables(entry.table),
  };
}

/** Rows must say whose they are, but for those of tables that belong to no customer. */
function accountFault(table: DataTable, entry: MappingEntry, path: readonly (string | number)[]): MappingFault | undefined {
  const keys = Object.keys(entry.account ?? {});
  const unknown = keys.find((key) => !ACCOUNT_KEYS.includes(key));
  if (unknown !== undefined)
    return {
      code: "unknown-account-key",
      message: `mapping of ${entry.file}: an account is not found by "${unknown}"`,
      path: [...path, "account", unknown],
      at: "key",
      found: unknown,
      allowed: ACCOUNT_KEYS,
    };
  const byMail = entry.columns?.["email"] !== undefined || entry.columns?.["requester_email"] !== undefined;
  if (!TABLE_NEEDS[table].ofAccounts || keys.length > 0 || byMail) return undefined;
  return {
    code: "mapping-without-account",
    message: `mapping of ${entry.file}: it does not say whose rows these are`,
    path,
    at: "value",
    allowed: ACCOUNT_KEYS.map((key) => `account: {${key}: header}`),
    fix: "Add `account:` with the header that holds the customer's id, e-mail address, domain or name.",
  };
}
