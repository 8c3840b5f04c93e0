import { statIfAny, readTextIfAny, writeTextAtomic } from "../../core/files.ts";
import { isRecord, parseJson, stableJson } from "../../core/json.ts";
import type { ExportFile } from "../import/export-files.ts";
import { type ImportShape, importShape } from "../mapping/import-shape.ts";
import type { MappingInput } from "../mapping/load-mappings.ts";
import { SNAPSHOT_SCHEMA } from "../schema.ts";
import type { TicketReadings } from "../ticket-reading.ts";

/** What shapes an import beside the files. */
export interface ImportSettings {
  readonly timeZone: string;
  /** Reporting currency, ISO code; null where echo.yaml names none, and the exports decide. */
  readonly currency: string | null;
  readonly company: string;
  /** `mapping` of echo.yaml. */
  readonly mapping?: MappingInput | undefined;
  /** Absolute path of overrides.csv, which need not exist. */
  readonly overridesFile?: string | undefined;
  /** Reads what tickets are about; without it these columns stay empty. */
  readonly readings?: TicketReadings | undefined;
}

/** Remembers beside the snapshot what it was made from, so that nothing need be opened to see that it is up to date. */
export async function writeManifest(
  snapshotPath: string,
  files: readonly ExportFile[],
  settings: ImportSettings,
  shape: ImportShape,
): Promise<void> {
  const text = await manifest(snapshotPath, files, settings, shape);
  if (text !== undefined) await writeTextAtomic(manifestPath(snapshotPath), `${text}\n`);
}

/** True when the snapshot stands as it was written and every export is as it was then. */
export async function isUpToDate(snapshotPath: string, files: readonly ExportFile[], settings: ImportSettings): Promise<boolean> {
  const [stored, current] = await Promise.all([
    readTextIfAny(manifestPath(snapshotPath)),
    importShape(settings).then((shape) => manifest(snapshotPath, files, settings, shape)),
  ]);
  if (stored === undefined || current === undefined) return false;
  const parsed = parseJson(stored);
  return parsed.ok && isRecord(parsed.value) && stableJson(parsed.value) === current;
}

async function manifest(
  snapshotPath: string,
  files: readonly ExportFile[],
  settings: ImportSettings,
  shape: ImportShape,
): Promise<string | undefined> {
  const stats = await statIfAny(snapshotPath);
  if (stats === undefined) return undefined;
  const readings = (await settings.readings?.version()) ?? null;
  return stableJson({
    schema: SNAPSHOT_SCHEMA,
    settings: { timeZone: settings.timeZone, currency: settings.currency, company: settings.company, shape: shape.hash, readings },
    snapshot: [stats.size, stats.mtimeMs],
    files: files.map(({ path, size, modifiedMs, refused }) => [path, size, modifiedMs, refused]),
  });
}

function manifestPath(snapshotPath: string): string {
  return `${snapshotPath}.manifest.json`;
}
