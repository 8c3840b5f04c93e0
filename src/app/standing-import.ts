import { join, resolve } from "node:path";
import { listExports } from "../book/import/export-files.ts";
import { type Day, dayOf } from "../core/days.ts";
import { namesIn, readTextIfAny, statIfAny, walk, writeTextAtomic } from "../core/files.ts";
import { hash } from "../core/ids.ts";
import { isRecord, parseJson, stableJson } from "../core/json.ts";

/** Where an import was made, and by which version of the program. */
export interface ImportPlace {
  readonly root: string;
  readonly version: string;
}

/** What of an import is told again while nothing changed. */
interface Standing<Result> {
  readonly version: string;
  /** Changes with the exports as they were read, and with the snapshot. */
  readonly manifest: string;
  /** Changes with the settings, corrections and practice that shape the report. */
  readonly around: string;
  /** Folder of the exports below the root: empty where it is the root itself. */
  readonly exports: string;
  readonly timeZone: string;
  readonly today: Day;
  readonly result: Result;
}

/** Keeps an import's result beside its snapshot, so that it can be told again without opening it. */
export async function keepResult(
  { root, version }: ImportPlace,
  result: object,
  { exports, timeZone, now }: { readonly exports: string; readonly timeZone: string; readonly now: Date },
): Promise<void> {
  const manifest = await readTextIfAny(manifestOf(root));
  if (manifest === undefined) return;
  const standing: Standing<object> = {
    version,
    manifest: hash(manifest, 24),
    around: await around(root),
    exports: resolve(exports) === resolve(root) ? "" : "exports",
    timeZone,
    today: dayOf(now, timeZone),
    result: { ...result, changed: false },
  };
  await writeTextAtomic(reportOf(root), `${JSON.stringify(standing)}\n`);
}

/**
 * The result of the last import, where nothing has changed since: no export, no setting, not the day. It compares sizes and times and
 * loads neither the database nor the configuration; undefined where it cannot tell.
 */
export async function standingResult<Result>({ root, version }: ImportPlace, now: Date): Promise<Result | undefined> {
  const [text, manifestText] = await Promise.all([readTextIfAny(reportOf(root)), readTextIfAny(manifestOf(root))]);
  if (text === undefined || manifestText === undefined) return undefined;
  const [standing, manifest] = [parseJson(text), parseJson(manifestText)];
  if (!standing.ok || !manifest.ok || !isStanding<Result>(standing.value) || !isRecord(manifest.value)) return undefined;
  const { exports, timeZone, today, result } = standing.value;
  if (standing.value.version !== version || standing.value.manifest !== hash(manifestText, 24)) return undefined;
  if (dayOf(now, timeZone) !== today || standing.value.around !== (await around(root))) return undefined;
  const [stats, files] = await Promise.all([statIfAny(snapshotOf(root)), filesIn(root, exports)]);
  const found = stableJson({ snapshot: stats === undefined ? null : [stats.size, stats.mtimeMs], files });
  return found === stableJson({ snapshot: manifest.value["snapshot"], files: manifest.value["files"] }) ? result : undefined;
}

async function filesIn(root: string, exports: string): Promise<unknown> {
  if (exports === "" && (await statIfAny(join(root, "exports"))) !== undefined) return null;
  const files = (await listExports(join(root, exports))) ?? [];
  return files
    .filter(({ path }) => exports !== "" || path !== "overrides.csv")
    .map(({ path, size, modifiedMs, refused }) => [path, size, modifiedMs, refused]);
}

/** Sizes and times of what shapes a report beside the exports. */
async function around(root: string): Promise<string> {
  const references = (await namesIn(root)).includes("references") ? await walk(join(root, "references")) : [];
  const paths = ["echo.yaml", "overrides.csv", ...references.map((path) => `references/${path}`)];
  const stats = await Promise.all(paths.map((path) => statIfAny(join(root, path))));
  return hash(stableJson(paths.map((path, index) => [path, stats[index]?.size ?? null, stats[index]?.mtimeMs ?? null])), 24);
}

function isStanding<Result>(value: unknown): value is Standing<Result> {
  return isRecord(value) && typeof value["timeZone"] === "string" && typeof value["exports"] === "string" && isRecord(value["result"]);
}

function snapshotOf(root: string): string {
  return join(root, ".echo", "book.duckdb");
}

function manifestOf(root: string): string {
  return `${snapshotOf(root)}.manifest.json`;
}

function reportOf(root: string): string {
  return `${snapshotOf(root)}.report.json`;
}
