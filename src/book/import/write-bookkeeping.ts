import { compareText } from "../../core/compare-text.ts";
import { hash } from "../../core/ids.ts";
import { stableJson } from "../../core/json.ts";
import { count } from "../../core/text.ts";
import type { AccountMatch } from "../mapping/account-match.ts";
import { SNAPSHOT_SCHEMA } from "../schema.ts";
import type { Database } from "../snapshot/database.ts";
import type { ImportSettings } from "../snapshot/manifest.ts";
import type { Unjoined } from "./unjoined-rows.ts";
import { lastDay } from "./last-day.ts";
import { LISTED_REJECTS } from "./mapping-sql.ts";
import { hasNoRoles } from "./no-roles.ts";
import type { BookCurrency } from "./settle-currency.ts";
import type { StagedFile } from "./staged-file.ts";

export interface FileResult {
  readonly file: StagedFile;
  readonly duplicates: number;
  readonly unjoined: readonly Unjoined[];
  /** How its prices were read, where that had to be decided. */
  readonly prices: string | null;
  /** What was decided about quantities that are no seats, to be told of it. */
  readonly flat: string | null;
}

/** How rows found their accounts, and what of the workspace shaped the import (see ImportShape). */
interface Joining {
  readonly matches: readonly AccountMatch[];
  readonly shape: string | null;
  readonly currency: BookCurrency;
}

/** Fills `files`, `rejects`, `unjoined`, `matches` and `meta`: what was read, refused, not joined or joined in an unusual way, and the snapshot's own id. */
export async function writeBookkeeping(
  db: Database,
  settings: ImportSettings,
  results: readonly FileResult[],
  { matches, shape, currency }: Joining,
): Promise<void> {
  await db.run(
    "CREATE TEMP TABLE file_rows (file_id BIGINT, file VARCHAR, size BIGINT, modified_ms BIGINT, hash VARCHAR, taken_for VARCHAR, confidence VARCHAR, rows_in BIGINT, rows_out BIGINT, rejected BIGINT, cells_dropped BIGINT, duplicates BIGINT, unjoined BIGINT, note VARCHAR)",
  );
  await db.append(
    "file_rows",
    results.map((result, index) => [index + 1, ...fileRow(result)]),
  );
  await db.run("INSERT INTO files SELECT * FROM file_rows ORDER BY file_id");
  await db.run(
    "CREATE TEMP TABLE reject_rows (file VARCHAR, line BIGINT, column_name VARCHAR, value VARCHAR, reason VARCHAR, refused VARCHAR)",
  );
  await db.append(
    "reject_rows",
    results.flatMap(({ file }) =>
      file.outcome.rejects
        .slice(0, LISTED_REJECTS)
        .map(({ line, column, value, reason, refused }) => [file.path, line, column, value, reason, refused]),
    ),
  );
  await db.run("INSERT INTO rejects SELECT * FROM reject_rows ORDER BY ALL");
  await db.run("CREATE TEMP TABLE unjoined_rows (table_name VARCHAR, key VARCHAR, rows BIGINT, file_id BIGINT, line BIGINT)");
  await db.append(
    "unjoined_rows",
    results.flatMap(({ unjoined }, index) => unjoinedOf(unjoined, index + 1)),
  );
  await db.run("INSERT INTO unjoined SELECT * FROM unjoined_rows ORDER BY ALL");
  await db.run(
    "CREATE TEMP TABLE match_rows (how VARCHAR, source VARCHAR, kind VARCHAR, value VARCHAR, account VARCHAR, rows BIGINT, line BIGINT, distance DOUBLE)",
  );
  await db.append(
    "match_rows",
    matches.map(({ how, source, kind, value, account, rows, line, distance }) => [
      how,
      source,
      kind,
      value,
      account,
      rows,
      line,
      distance ?? null,
    ]),
  );
  await db.run("INSERT INTO matches SELECT * FROM match_rows ORDER BY ALL");
  const last = await lastDay(db);
  await db.run("CREATE TEMP TABLE meta_rows (key VARCHAR, value VARCHAR)");
  await db.append(
    "meta_rows",
    Object.entries({
      schema: String(SNAPSHOT_SCHEMA),
      snapshot: snapshotId(settings.timeZone, currency.currency, results, { shape, readings: await settings.readings?.version() }),
      time_zone: settings.timeZone,
      currency: currency.currency,
      currency_from: currency.from,
      company: settings.company,
      ...(last === null ? {} : { last_day: last }),
      ...(results.some(({ flat }) => flat !== null) ? { seats: "flat plans" } : {}),
      ...((await hasNoRoles(db)) ? { contact_roles: "none" } : {}),
    }),
  );
  await db.run("INSERT INTO meta SELECT * FROM meta_rows ORDER BY key");
}

/** Equal for equal files read with equal settings. */
function snapshotId(
  timeZone: string,
  currency: string,
  results: readonly FileResult[],
  { shape, readings }: { readonly shape: string | null; readonly readings: string | undefined },
): string {
  const files = results.map(({ file }) => [file.path, file.outcome.hash ?? file.refused]);
  return hash(
    stableJson({
      schema: SNAPSHOT_SCHEMA,
      timeZone,
      currency,
      files,
      ...(shape === null ? {} : { shape }),
      ...(readings === undefined ? {} : { readings }),
    }),
    16,
  );
}

function fileRow({ file, duplicates, unjoined, prices, flat }: FileResult): (string | number | null)[] {
  const { outcome } = file;
  const alone = unjoined.reduce((sum, { rows }) => sum + rows, 0);
  const notes = [
    outcome.note,
    prices,
    flat,
    unjoinedNote(unjoined, alone),
    outcome.rejects.length > LISTED_REJECTS ? `only the first ${LISTED_REJECTS} refused cells are listed` : null,
  ];
  return [
    file.path,
    file.size,
    Math.floor(file.modifiedMs),
    outcome.hash,
    outcome.takenFor,
    outcome.confidence === null ? null : String(outcome.confidence),
    outcome.rowsIn,
    outcome.kept - duplicates,
    outcome.rejected,
    outcome.cells,
    duplicates,
    alone,
    notes.filter((note) => note !== null).join("; ") || null,
  ];
}

/** So many keys of a file's rows in one table are kept. */
const KEPT_KEYS = 1000;

/** The keys of one file by table; those beyond what is kept are added up, so that the numbers of rows stay right. */
function unjoinedOf(unjoined: FileResult["unjoined"], fileId: number): (string | number | null)[][] {
  const tables = [...new Set(unjoined.map(({ table }) => table))];
  return tables.flatMap((table) => {
    const own = unjoined.filter((one) => one.table === table);
    const rest = own.slice(KEPT_KEYS).reduce((sum, { rows }) => sum + rows, 0);
    const kept = own.slice(0, KEPT_KEYS).map(({ key, rows, line }) => [table, key, rows, fileId, line]);
    return rest === 0 ? kept : [...kept, [table, null, rest, fileId, null]];
  });
}

const SHOWN_KEYS = 5;

function unjoinedNote(unjoined: FileResult["unjoined"], rows: number): string | null {
  if (rows === 0) return null;
  const keys = rowsByKey(unjoined);
  const shown = keys.slice(0, SHOWN_KEYS).map(([key, own]) => (own === 1 ? key : `${key} (${own})`));
  const more = keys.length > SHOWN_KEYS ? `, … (${keys.length} keys)` : "";
  return `${count(rows, "row")} without an account: ${shown.join(", ")}${more}`;
}

/** One entry a key, most rows first: references that differ in what is not shown (addresses beside one name) are one key to a reader. */
function rowsByKey(unjoined: FileResult["unjoined"]): [key: string, rows: number][] {
  const rows = new Map<string, number>();
  for (const { key, rows: own } of unjoined) rows.set(key, (rows.get(key) ?? 0) + own);
  return [...rows].sort(([a, m], [b, n]) => n - m || compareText(a, b));
}
